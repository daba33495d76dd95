import { stemKey } from '../domain/clipName.ts';
import { clipRule, listed, productionRule, rollRule, type CheckedRoll, type Observation, type Rule } from './rule.ts';

const fileOf = (at: string | undefined): string => (at ?? '').slice((at ?? '').lastIndexOf('/') + 1);
const stemOf = (file: string): string => stemKey(file.replace(/\.[A-Za-z0-9]{2,5}$/, ''));

/** Files that verification named under a code, apart from those that are there under another extension (an intended change such as HDE). */
function filesWith(roll: CheckedRoll, code: string): string[] {
  const renamed = new Set(renamesOf(roll).flatMap(({ from, to }) => [from, to]));
  return [...new Set(roll.mhl.filter((finding) => finding.code === code).map((finding) => finding.at ?? ''))].filter(
    (path) => path !== '' && !renamed.has(path),
  );
}

function renamesOf(roll: CheckedRoll): { from: string; to: string }[] {
  const extra = new Map(
    roll.mhl.filter((finding) => finding.code === 'MHL_EXTRA_FILE').map((finding) => [stemOf(fileOf(finding.at)), finding.at ?? '']),
  );
  return roll.mhl.flatMap((finding) => {
    const to = finding.code === 'MHL_MISSING_FILE' ? extra.get(stemOf(fileOf(finding.at))) : undefined;
    return to === undefined ? [] : [{ from: finding.at ?? '', to }];
  });
}

/** One finding for each clip that the files belong to; files of no clip are the roll's, and stop nothing. */
function perClip(roll: CheckedRoll, files: readonly string[], say: (whose: string, files: string) => string, fix: string): Observation[] {
  const clipOf = new Map(
    roll.clips.flatMap((clip) =>
      clip.copies.flatMap((copy) => copy.segments.map((segment) => [fileOf(segment.path).toUpperCase(), clip] as const)),
    ),
  );
  const byStem = new Map(roll.clips.map((clip) => [stemKey(clip.name), clip]));
  const groups = Map.groupBy(files, (path) => clipOf.get(fileOf(path).toUpperCase()) ?? byStem.get(stemOf(fileOf(path))));
  return [...groups].map(([clip, paths]) => ({
    entityId: clip?.id ?? roll.id,
    ...(clip ? { clipId: clip.id } : { severity: 'ERROR' as const }),
    message: say(clip?.name ?? roll.name, listed(paths.map(fileOf))),
    evidence: { roll: roll.name, files: paths },
    fix,
  }));
}

/** Is all of it here, and intact. */
export const integrityRules: readonly Rule[] = [
  rollRule({
    code: 'MHL_MISSING_FILE',
    severity: 'BLOCK',
    title: 'A file that the manifest names is not on disk.',
    reads: ['mhl', 'copies'],
    check: (roll) =>
      perClip(
        roll,
        filesWith(roll, 'MHL_MISSING_FILE'),
        (whose, files) => `${whose}: the manifest names ${files}, and it is not on disk.`,
        'Copy it from the card or another copy, then verify the roll again.',
      ),
  }),
  rollRule({
    code: 'MHL_HASH_MISMATCH',
    severity: 'BLOCK',
    title: 'A file is not the one that was hashed on set.',
    reads: ['mhl', 'copies'],
    check: (roll) =>
      perClip(
        roll,
        filesWith(roll, 'MHL_HASH_MISMATCH'),
        (whose, files) => `${whose}: ${files} has changed since it was hashed on set.`,
        'Copy it anew from the card or another copy, then verify the roll again.',
      ),
  }),
  rollRule({
    code: 'MHL_EXTRA_FILE',
    severity: 'WARN',
    title: 'A file on the roll stands in no manifest.',
    reads: ['mhl'],
    check: (roll) => {
      const files = filesWith(roll, 'MHL_EXTRA_FILE');
      if (files.length === 0) return [];
      return [
        {
          message: `${roll.name} holds ${listed(files.map(fileOf))}, which its manifest does not name.`,
          evidence: { files },
          fix: 'Ask who put it there; make a new MHL generation if it belongs to the roll.',
        },
      ];
    },
  }),
  rollRule({
    code: 'MHL_CHAIN_BROKEN',
    severity: 'ERROR',
    title: 'The chain of manifests is broken: one is missing, changed, or numbered twice.',
    reads: ['mhl'],
    check: (roll) => {
      const broken = roll.mhl.filter((finding) => finding.code === 'MHL_CHAIN_BROKEN');
      if (broken.length === 0) return [];
      return [
        {
          message: `The manifests of ${roll.name} cannot be trusted: ${broken[0]!.message}`,
          evidence: { messages: broken.map((finding) => finding.message) },
          fix: 'Get the ascmhl folder from another copy of the roll.',
        },
      ];
    },
  }),
  rollRule({
    code: 'MHL_ABSENT',
    severity: 'ERROR',
    title: 'A roll came without a manifest.',
    reads: ['mhl'],
    check: (roll) =>
      roll.mhlState === 'ABSENT'
        ? [
            {
              message: `${roll.name} came without an MHL: nobody can say whether all of it is here and intact.`,
              evidence: {},
              fix: 'Ask the loader for the MHL of the offload, or make one from the card while it exists.',
            },
          ]
        : [],
  }),
  rollRule({
    code: 'MHL_TRANSCODE_RENAME',
    severity: 'INFO',
    title: 'A file was replaced by one of another kind with the same stem, as HDE does.',
    reads: ['mhl'],
    check: (roll) => {
      const renames = renamesOf(roll);
      if (renames.length === 0) return [];
      const { from, to } = renames[0]!;
      return [
        {
          message: `${roll.name}: ${fileOf(to)} stands for ${fileOf(from)}${renames.length > 1 ? `, and ${renames.length - 1} more like it` : ''}; the manifest is of the original.`,
          evidence: { renames },
          fix: 'Nothing, if the change was meant; keep the manifest of the original beside it.',
        },
      ];
    },
  }),
  rollRule({
    code: 'ROLL_STRUCTURE_CHANGED',
    severity: 'ERROR',
    title: 'The folders of a card are no longer as the camera made them.',
    reads: ['copies'],
    check: (roll) => {
      const torn = roll.clips.filter((clip) =>
        clip.copies.some((copy) =>
          copy.segments.some(
            ({ path }) =>
              (clip.format === 'r3d' && !/\.RDC\/[^/]+$/i.test(path)) || (clip.format === 'avchd' && !/(^|\/)STREAM\/[^/]+$/i.test(path)),
          ),
        ),
      );
      if (torn.length === 0) return [];
      return [
        {
          message: `${roll.name} has lost its folders: ${listed(torn.map((clip) => clip.name))} no longer ${torn.length === 1 ? 'lies' : 'lie'} where the camera put ${torn.length === 1 ? 'it' : 'them'}.`,
          evidence: { clips: torn.map((clip) => clip.name) },
          fix: 'Copy the card again as a whole; vendor software needs its folders.',
        },
      ];
    },
  }),
  productionRule({
    code: 'ROLL_DUPLICATE_NAME',
    severity: 'ERROR',
    title: 'Two rolls of different content have one name.',
    reads: ['roll'],
    check: ({ rolls }) =>
      [...Map.groupBy(rolls, (roll) => roll.nameKey)]
        .filter(([, same]) => same.length > 1)
        .map(([key, same]) => ({
          entityId: `roll ${key}`,
          message: `${same.length} rolls are called ${same[0]!.name} (${same.map((roll) => roll.shootDay ?? 'no day').join(', ')}): lists that name it are ambiguous.`,
          evidence: { rolls: same.map((roll) => roll.id).sort() },
          fix: 'Match with timecode and day; tell the loader to count cards over the whole shoot.',
        })),
  }),
  rollRule({
    code: 'ROLL_DUPLICATE_CONTENT',
    severity: 'INFO',
    title: 'The same content was brought in twice.',
    reads: ['copies'],
    check: (roll) => {
      if (roll.clips.length === 0 || !roll.clips.every((clip) => clip.copies.length > 1)) return [];
      const places = roll.clips[0]!.copies.map((copy) => copy.place);
      return [
        {
          message: `${roll.name} is here ${places.length} times, with the same content.`,
          evidence: { places },
          fix: 'Nothing; renders take whichever copy is present.',
        },
      ];
    },
  }),
  clipRule({
    code: 'SEGMENT_MISSING',
    severity: 'BLOCK',
    title: 'A file in the middle of a clip is missing.',
    reads: ['problems', 'copies'],
    check: (clip) =>
      clip.problems
        .filter((problem) => problem.code === 'SEGMENT_MISSING' || problem.code === 'FRAMES_MISSING')
        .slice(0, 1)
        .map((problem) => ({
          clipId: clip.id,
          message: problem.message,
          evidence: { code: problem.code, message: problem.message },
          fix: 'Copy the clip again from the card.',
        })),
  }),
  clipRule({
    code: 'SEGMENT_ZERO_BYTE',
    severity: 'BLOCK',
    title: 'A file of a clip is empty.',
    reads: ['copies'],
    check: (clip) => {
      const empty = clip.copies.flatMap((copy) =>
        copy.segments.filter((segment) => segment.sizeBytes === 0).map((segment) => segment.path),
      );
      if (empty.length === 0) return [];
      return [
        {
          clipId: clip.id,
          message: `${clip.name}: ${listed(empty.map(fileOf))} ${empty.length === 1 ? 'is' : 'are'} empty.`,
          evidence: { files: empty },
          fix: 'Copy the clip again from the card.',
        },
      ];
    },
  }),
];
