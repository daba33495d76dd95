import type { Cdl } from '../domain/cdl.ts';
import type { FactValue } from '../domain/clip.ts';
import { acesVersionsOf, cdlInWords, registryName, transformIdsOf } from '../domain/amf.ts';
import { exposureIndexOfTransformId, inputTransformOf, spaceOfTransformId } from '../domain/render/inputTransforms.ts';
import { clipRule, documentRule, listed, numberOf, productionRule, rollRule, textOf, type Rule } from './rule.ts';

/** The value of `color.cdl`; undefined where it is no CDL. */
function cdlOf(value: FactValue | undefined): Cdl | undefined {
  if (value === undefined || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { slope, offset, power, saturation } = value as Partial<Cdl>;
  return slope && offset && power ? { slope, offset, power, saturation: saturation ?? 1 } : undefined;
}

/** SOP and saturation as one list of ten numbers. */
const tenOf = ({ slope, offset, power, saturation }: Cdl): number[] => [...slope, ...offset, ...power, saturation].map(Number);

function isSameCdl(a: Cdl, b: Cdl, tolerance: number): boolean {
  const other = tenOf(b);
  return tenOf(a).every((value, index) => Math.abs(value - other[index]!) <= tolerance);
}

/** The first fault in full, and how many more there are. */
const severalPlaces = (message: string, count: number): string =>
  count < 2 ? message : `${message.replace(/\.$/, '')}, and ${count - 1} more place${count === 2 ? '' : 's'}.`;

/** A hash of an AMF is base64 by its schema; the Academy's own examples write hexadecimal. */
function isHash(written: string, sha256: string): boolean {
  const bytes = sha256.toLowerCase();
  if (/^[0-9a-f]{64}$/i.test(written)) return written.toLowerCase() === bytes;
  return hexOfBase64(written) === bytes;
}

function hexOfBase64(text: string): string {
  try {
    return [...atob(text.replaceAll(/\s/g, ''))].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  } catch {
    // No base64: no hash that can be compared, and so not the file's.
    return '';
  }
}

/** Looks, CDLs and AMFs: does what is shown agree with what was meant. */
export const lookRules: readonly Rule[] = [
  clipRule({
    code: 'LOOK_MISMATCH',
    severity: 'WARN',
    title: "The look in the camera is not the show's.",
    reads: ['color.look'],
    settings: { approved: [] },
    check: (clip, { settings }) => {
      const approved = settings['approved'] as readonly string[];
      const look = textOf(clip, 'color.look');
      if (!Array.isArray(approved) || approved.length === 0 || look === undefined || approved.includes(look)) return [];
      return [
        {
          clipId: clip.id,
          message: `${clip.name} carries the look ${look}; the show's is ${listed(approved)}.`,
          evidence: { look },
          fix: 'Load the right look in the camera; the original is not touched by it unless it was baked in.',
        },
      ];
    },
  }),
  clipRule({
    code: 'CDL_MISMATCH',
    severity: 'WARN',
    title: 'The CDL of the camera or its ALE, the one attached and the one in the AMF differ.',
    reads: ['color.cdl', 'documents'],
    settings: { tolerance: 0.0005 },
    check: (clip, { settings }) => {
      const inAmf = clip.amf?.transforms.filter(({ role, cdl }) => role === 'look' && cdl) ?? [];
      const told = [
        { who: 'the camera recorded', cdl: cdlOf(clip.facts['color.cdl']) },
        { who: 'attached is', cdl: clip.cdl },
        // Several CDLs of one AMF are one look together: none of them need be the camera's.
        { who: `the AMF ${clip.amf?.name ?? ''} has`, cdl: inAmf.length === 1 ? inAmf[0]!.cdl : undefined },
      ].flatMap(({ who, cdl }) => (cdl ? [{ who, cdl }] : []));
      const [first, ...others] = told;
      if (!first || !others.some(({ cdl }) => !isSameCdl(first.cdl, cdl, Number(settings['tolerance'])))) return [];
      return [
        {
          clipId: clip.id,
          message: `${clip.name} has CDLs that differ: ${told.map(({ who, cdl }) => `${who} ${cdlInWords(cdl)}`).join('; ')}.`,
          evidence: { cdls: told.map(({ cdl }) => tenOf(cdl)) },
          fix: 'Ask the DIT which one the director saw; attach that one.',
        },
      ];
    },
  }),
  clipRule({
    code: 'BAKED_LOOK',
    severity: 'ERROR',
    title: 'A look or a display curve is baked into the original.',
    reads: ['baked.look', 'color.transfer'],
    check: (clip) => {
      const transfer = textOf(clip, 'color.transfer');
      const display = clip.kind === 'CAMERA' && transfer === 'Rec.709';
      if (clip.facts['baked.look'] !== true && !display) return [];
      return [
        {
          clipId: clip.id,
          message:
            clip.facts['baked.look'] === true
              ? `A look is baked into ${clip.name}.`
              : `${clip.name} was recorded as Rec.709, not in a log curve: its highlights are gone.`,
          evidence: { look: textOf(clip, 'color.look') ?? null, transfer: transfer ?? null },
          fix: 'Ask for the original without it; record log or raw, with looks as metadata.',
        },
      ];
    },
  }),
  documentRule({
    code: 'AMF_SCHEMA_INVALID',
    severity: 'ERROR',
    title: 'An AMF does not follow its schema.',
    reads: ['documents'],
    check: (document) =>
      document.problems
        .filter((problem) => problem.code === 'AMF_SCHEMA_INVALID')
        .slice(0, 1)
        .map((problem) => ({
          message: severalPlaces(problem.message, document.problems.filter(({ code }) => code === problem.code).length),
          evidence: { at: problem.at ?? null },
          fix: 'Export the AMF again; other tools will refuse it too.',
        })),
  }),
  documentRule({
    code: 'AMF_UNKNOWN_TRANSFORM',
    severity: 'ERROR',
    title: "An AMF names a transform that is not in the Academy's registry.",
    reads: ['documents'],
    check: ({ name, amf }, { registry }) => {
      if (!amf || !registry) return [];
      const unknown = transformIdsOf(amf).filter((id) => !registry.has(registryName(id)));
      if (unknown.length === 0) return [];
      return [
        {
          message: `${name} names ${listed(unknown)}, which ${unknown.length === 1 ? 'is' : 'are'} not in the Academy's registry.`,
          evidence: { unknown },
          fix: 'Correct the id, or deliver the transform as a CLF that the AMF names by file.',
        },
      ];
    },
  }),
  clipRule({
    code: 'AMF_IDT_CAMERA_MISMATCH',
    severity: 'ERROR',
    title: 'The input transform of the AMF is for another camera, curve or EI.',
    reads: ['documents', 'color.transfer', 'color.primaries', 'exposure.exposureIndex'],
    check: (clip) => {
      const input = clip.amf?.transforms.find(({ role }) => role === 'input');
      const id = input?.ids.at(-1);
      if (!clip.amf || id === undefined || input?.inverse) return [];
      const recorded = inputTransformOf(textOf(clip, 'color.transfer'), textOf(clip, 'color.primaries'));
      const asked = spaceOfTransformId(id);
      const [ei, shotAt] = [exposureIndexOfTransformId(id), numberOf(clip, 'exposure.exposureIndex')];
      const about = {
        clipId: clip.id,
        evidence: { amf: clip.amf.id, id, recorded: recorded?.space ?? null, exposureIndex: shotAt ?? null },
      };
      if (recorded && asked !== undefined && asked !== recorded.space)
        return [
          {
            ...about,
            message: `${clip.amf.name} brings ${clip.name} in as ${asked}; the camera recorded ${recorded.space}.`,
            fix: 'Attach the AMF of this camera to its roll or format card.',
          },
        ];
      if (ei !== undefined && shotAt !== undefined && ei !== shotAt)
        return [
          {
            ...about,
            message: `${clip.amf.name} is for EI ${ei}; ${clip.name} was shot at EI ${shotAt}.`,
            fix: `Use the input transform for EI ${shotAt}.`,
          },
        ];
      return [];
    },
  }),
  documentRule({
    code: 'AMF_CLIPID_UNRESOLVED',
    severity: 'ERROR',
    title: 'The clip that an AMF is for is not there, or there are several.',
    reads: ['documents', 'name'],
    check: ({ name, amf, meant, ofClips }) => {
      const clipName = amf?.clipId?.name;
      if (clipName === undefined) return [];
      const found = meant ?? [];
      // Attached to a clip by a person: it must be one that the name can mean.
      const wrong = ofClips.filter((clip) => !found.some(({ id }) => id === clip.id));
      if (ofClips.length > 0 && wrong.length === 0) return [];
      if (ofClips.length === 0 && found.length === 1) return [];
      const names = found.map((clip) => clip.name);
      return [
        {
          message:
            wrong.length > 0
              ? `${name} is for the clip ${clipName}, and is attached to ${listed(wrong.map((clip) => clip.name))}.`
              : found.length === 0
                ? `${name} is for the clip ${clipName}, which is not in this production.`
                : `${name} is for the clip ${clipName}, which could be ${listed(names)}: it is used for none of them.`,
          evidence: { clipName, clips: found.map(({ id }) => id).sort(), attachedTo: wrong.map(({ id }) => id).sort() },
          fix:
            wrong.length > 0
              ? 'Take it off, and attach it to the clip that it is for.'
              : found.length === 0
                ? 'Bring the clip in, or take the AMF off.'
                : 'Attach the AMF to the right one of them.',
        },
      ];
    },
  }),
  productionRule({
    code: 'AMF_VERSION_MIX',
    severity: 'WARN',
    title: 'AMFs of ACES 1 and ACES 2 in one production.',
    reads: ['documents'],
    check: ({ documents }) => {
      // Its ids decide, not what the pipeline says: ACES 1 ids occur inside AMFs of version 2.
      const used = documents.flatMap((document) =>
        document.amf && document.clipCount > 0 ? acesVersionsOf(document.amf).map((version) => ({ version, document })) : [],
      );
      const versions = new Map(
        [...Map.groupBy(used, ({ version }) => version)].map(([version, same]) => [version, same.map(({ document }) => document)]),
      );
      if (versions.size < 2) return [];
      const told = [...versions].sort().map(([version, list]) => `ACES ${version} in ${listed(list.map((document) => document.name))}`);
      return [
        {
          entityId: 'aces versions',
          message: `This production mixes ${told.join(' and ')}: their output transforms look different.`,
          evidence: {
            versions: Object.fromEntries([...versions].map(([version, list]) => [version, list.map((document) => document.id).sort()])),
          },
          fix: 'Decide on one version of ACES for the show and write the AMFs of the other again.',
        },
      ];
    },
  }),
  documentRule({
    code: 'AMF_HASH_MISMATCH',
    severity: 'BLOCK',
    title: 'A LUT or CLF that an AMF names is not the one that it was made with.',
    reads: ['documents'],
    check: ({ name, amf }, { documentsByName }) =>
      (amf?.transforms ?? [])
        .flatMap(({ hashes }) => hashes)
        .flatMap(({ file, algorithm, value }) => {
          const document = documentsByName.get(file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1));
          if (!document || !/sha256$/i.test(algorithm) || isHash(value, document.sha256)) return [];
          return [
            {
              message: `${name} was made with another ${document.name} than the one attached here.`,
              evidence: { file, wanted: value, found: document.sha256 },
              fix: 'Attach the file that came with the AMF.',
            },
          ];
        }),
  }),
  rollRule({
    code: 'AMF_NO_LOOK',
    severity: 'INFO',
    title: 'No AMF and no CDL: the default look is used.',
    reads: ['documents'],
    check: (roll) => {
      const bare = roll.clips.filter((clip) => clip.kind === 'CAMERA' && !clip.amf && !clip.cdl);
      if (bare.length === 0) return [];
      return [
        {
          message: `${bare.length === roll.clips.length ? `${roll.name} has` : `${bare.length} clips of ${roll.name} have`} neither AMF nor CDL: pictures for people are shown through the ACES 2 Rec.709 default.`,
          evidence: { clips: bare.map((clip) => clip.id).sort() },
          fix: "Attach the show's AMF to the production or the roll.",
        },
      ];
    },
  }),
];
