import { inputTransformOf } from '../domain/render/inputTransforms.ts';
import { clipRule, listed, productionRule, rollRule, textOf, type CheckedClip, type Rule } from './rule.ts';
import { spanOf } from './spans.ts';

/** Developed straight to a known space by the engine. */
const developed: ReadonlySet<string> = new Set(['dng', 'raw-still']);

function isKnown(clip: CheckedClip): boolean {
  return (
    clip.cardAnswered ||
    clip.amf !== undefined ||
    developed.has(clip.format ?? '') ||
    textOf(clip, 'color.inputTransform') !== undefined ||
    inputTransformOf(textOf(clip, 'color.transfer'), textOf(clip, 'color.primaries')) !== undefined
  );
}

/** `a|b`: one of them is enough. */
const has = (clip: CheckedClip, wanted: string): boolean =>
  wanted
    .split('|')
    .some((field) =>
      field === 'timecode' ? clip.timecode !== undefined : field === 'reel' ? clip.reel !== undefined : clip.facts[field] !== undefined,
    );

/** Files beside a clip that metadata come from, in words. */
const sidecars: Readonly<Record<string, string>> = {
  'sidecar:NonRealTimeMeta': 'M01.XML (NonRealTimeMeta)',
  'sidecar:djiSrt': 'SRT of the drone',
  'list:ale': 'row in the ALE',
  'export:redline': "line in RED's export",
  'export:arriCsv': "rows in ARRI's export",
  'export:arriJson': "ARRI's export",
};

/** What a family of cameras cannot say is not asked of it. */
const families: readonly { readonly make: RegExp; readonly cannot: readonly string[] }[] = [
  { make: /dji|gopro|apple|insta360/i, cannot: ['timecode', 'color.whiteBalanceKelvin', 'exposure.exposureIndex|exposure.iso'] },
  { make: /nikon|olympus|fuji|sigma|leica/i, cannot: ['timecode'] },
];

/** What people call the fields that are asked for by default. */
const spoken: Readonly<Record<string, string>> = {
  timecode: 'its timecode',
  'rate.playback': 'its frame rate',
  'camera.make|camera.model': 'its camera',
  'exposure.exposureIndex|exposure.iso': 'its EI or ISO',
  'color.whiteBalanceKelvin': 'its white balance',
};

/** Is what inspection found complete, and does it agree with itself. */
export const metadataRules: readonly Rule[] = [
  productionRule({
    code: 'CAMERA_FORMAT_UNKNOWN',
    severity: 'WARN',
    title: 'Nobody has said how a camera format is coded.',
    reads: ['card', 'documents', 'color.transfer', 'color.primaries', 'color.inputTransform'],
    check: ({ clips }) =>
      [
        ...Map.groupBy(
          clips.filter((clip) => clip.kind === 'CAMERA' && !isKnown(clip)),
          (clip) => clip.cardKey ?? '',
        ),
      ].map(([key, same]) => {
        const what = key.split('|').filter(Boolean).join(', ') || 'an unknown camera';
        return {
          entityId: `card ${key}`,
          clipId: same[0]!.id,
          message: `${same.length === 1 ? same[0]!.name : `${same.length} clips`} of ${what}: how ${same.length === 1 ? 'it is' : 'they are'} coded is not known, so no plate can be made.`,
          evidence: {
            card: key,
            transfer: textOf(same[0]!, 'color.transfer') ?? null,
            primaries: textOf(same[0]!, 'color.primaries') ?? null,
          },
          fix: 'Answer its format card once, or attach an AMF.',
        };
      }),
  }),
  productionRule({
    code: 'CAMERA_NOT_APPROVED',
    severity: 'WARN',
    title: 'A camera that the production has not approved.',
    reads: ['camera.model'],
    settings: { approved: [] },
    check: ({ clips }, { settings }) => {
      const approved = settings['approved'];
      if (!Array.isArray(approved) || approved.length === 0) return [];
      const names = new Set(approved.map((name) => String(name).toLowerCase()));
      const others = clips.filter((clip) => {
        const model = textOf(clip, 'camera.model');
        return model !== undefined && !names.has(model.toLowerCase());
      });
      return [...Map.groupBy(others, (clip) => textOf(clip, 'camera.model') ?? '')].map(([model, same]) => ({
        entityId: `camera ${model}`,
        clipId: same[0]!.id,
        message: `${same.length} clip${same.length === 1 ? ' was' : 's were'} shot on ${model}, which is not on the list of approved cameras.`,
        evidence: { model },
        fix: 'Ask post-production whether it may be used; add it to the list.',
      }));
    },
  }),
  clipRule({
    code: 'METADATA_INCOMPLETE',
    severity: 'WARN',
    title: 'Metadata that the camera should have written is missing.',
    reads: [
      'timecode',
      'rate.playback',
      'camera.make',
      'camera.model',
      'exposure.exposureIndex',
      'exposure.iso',
      'color.whiteBalanceKelvin',
    ],
    settings: {
      required: [
        'timecode',
        'rate.playback',
        'camera.make|camera.model',
        'exposure.exposureIndex|exposure.iso',
        'color.whiteBalanceKelvin',
      ],
    },
    check: (clip, { settings }) => {
      const required = settings['required'];
      if (clip.kind !== 'CAMERA' || !Array.isArray(required)) return [];
      const make = textOf(clip, 'camera.make') ?? '';
      const cannot = families.find((family) => family.make.test(make))?.cannot ?? [];
      const missing = required.map(String).filter((field) => !cannot.includes(field) && !has(clip, field));
      if (missing.length === 0) return [];
      return [
        {
          clipId: clip.id,
          message: `${clip.name} does not say ${listed(
            missing.map((field) => spoken[field] ?? field.replaceAll('|', ' or ')),
            6,
          )}.`,
          evidence: { missing },
          fix: 'Correct it from the camera report for the whole roll; see that the offload keeps sidecars.',
        },
      ];
    },
  }),
  clipRule({
    code: 'INSPECTOR_DISAGREE',
    severity: 'ERROR',
    title: 'Two readers give different timecode or length.',
    reads: ['problems'],
    check: (clip) =>
      clip.problems
        .filter(
          (problem) =>
            problem.code === 'INSPECTOR_DISAGREE' && ['timecode.start', 'frameCount', 'rate.playback'].includes(problem.at ?? ''),
        )
        .slice(0, 1)
        .map((problem) => ({
          clipId: clip.id,
          message: problem.message,
          evidence: { message: problem.message },
          fix: 'Look at the file; correct the field with what is right.',
        })),
  }),
  rollRule({
    code: 'SIDECAR_MISSING',
    severity: 'INFO',
    title: 'A sidecar or export that this camera writes, or that the other clips of the roll have, is not there.',
    reads: ['camera.make', 'copies'],
    check: (roll) => {
      const clips = roll.clips.filter((clip) => clip.kind === 'CAMERA');
      const have = (kind: string): CheckedClip[] => clips.filter((clip) => clip.sources.includes(kind));
      const kinds = [...new Set(clips.flatMap((clip) => clip.sources.filter((source) => source in sidecars)))];
      // Sony writes one for every clip: missing on the whole roll it is missing all the same.
      const sony = clips.filter((clip) => clip.format === 'mxf' && /sony/i.test(textOf(clip, 'camera.make') ?? ''));
      const wanted = new Map<string, CheckedClip[]>(
        kinds.map((kind) => [kind, clips.filter((clip) => clip.format === have(kind)[0]!.format)]),
      );
      if (sony.length > 0) wanted.set('sidecar:NonRealTimeMeta', sony);
      return [...wanted].flatMap(([kind, all]) =>
        all
          .filter((clip) => !clip.sources.includes(kind))
          .map((clip) => ({
            entityId: clip.id,
            clipId: clip.id,
            message: `${clip.name} came without its ${sidecars[kind]}: ${kind === 'sidecar:NonRealTimeMeta' ? 'lens and exposure may be missing' : 'other clips of the roll have one'}.`,
            evidence: { kind },
            fix: 'Copy the card as a whole, with the files that lie beside the clips.',
          })),
      );
    },
  }),
  clipRule({
    code: 'SOUND_UNMATCHED',
    severity: 'INFO',
    title: 'A take has no sound.',
    reads: ['timecode', 'slate.shootDate'],
    check: (clip, { sound }) => {
      const span = spanOf(clip);
      const takes = sound.get(clip.shootDate ?? '') ?? [];
      if (clip.kind !== 'CAMERA' || !span || takes.length === 0) return [];
      if (
        clip.captureRate &&
        clip.playbackRate &&
        clip.captureRate.num * clip.playbackRate.den !== clip.playbackRate.num * clip.captureRate.den
      )
        return [];
      const heard = takes.some((take) => {
        const other = spanOf(take);
        return other !== undefined && other.start < span.end && span.start < other.end;
      });
      return heard
        ? []
        : [
            {
              clipId: clip.id,
              message: `${clip.name} has no sound: no recording of the day covers its timecode.`,
              evidence: {},
              fix: 'Nothing if it was shot mute; else ask for the missing sound roll.',
            },
          ];
    },
  }),
];
