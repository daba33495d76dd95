import type { Cdl } from '../domain/cdl.ts';
import type { FactValue } from '../domain/clip.ts';
import { amfIsFor } from '../domain/explain/explain.ts';
import { exposureIndexOfTransformId, inputTransformOf, spaceOfTransformId } from '../domain/render/inputTransforms.ts';
import { clipRule, documentRule, listed, numberOf, productionRule, rollRule, textOf, type Rule } from './rule.ts';

const prefix = 'urn:ampas:aces:transformId:';

/** SOP and saturation as one list of ten numbers; undefined where the value is no CDL. */
function tenOf(value: FactValue | Cdl | undefined): number[] | undefined {
  if (value === undefined || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { slope, offset, power, saturation } = value as Partial<Cdl>;
  if (!slope || !offset || !power) return undefined;
  return [...slope, ...offset, ...power, saturation ?? 1].map(Number);
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
    title: 'The CDL of the camera and the one attached differ.',
    reads: ['color.cdl', 'documents'],
    settings: { tolerance: 0.0005 },
    check: (clip, { settings }) => {
      const [camera, attached] = [tenOf(clip.facts['color.cdl']), tenOf(clip.cdl)];
      if (!camera || !attached || camera.every((value, index) => Math.abs(value - attached[index]!) <= Number(settings['tolerance'])))
        return [];
      return [
        {
          clipId: clip.id,
          message: `${clip.name}: the camera recorded another CDL (${camera.join(' ')}) than the one attached (${attached.join(' ')}).`,
          evidence: { camera, attached },
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
          message: problem.message,
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
      const unknown = amf.transforms.flatMap(({ ids }) => ids).filter((id) => !registry.has(id.replace(prefix, '')));
      if (unknown.length === 0) return [];
      return [
        {
          message: `${name} names ${listed(unknown)}, which is not in the Academy's registry.`,
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
      const id = clip.amf?.transforms.find(({ role }) => role === 'input')?.ids[0];
      if (!clip.amf || id === undefined) return [];
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
    check: ({ name, amf }, { clipsByName }) => {
      if (amf?.clipName === undefined) return [];
      const found = clipsByName(amf.clipName).filter((clip) => amfIsFor(amf, [clip.name]));
      if (found.length === 1) return [];
      return [
        {
          message:
            found.length === 0
              ? `${name} is for the clip ${amf.clipName}, which is not in this production.`
              : `${name} is for the clip ${amf.clipName}, and ${found.length} clips are called so.`,
          evidence: { clipName: amf.clipName, clips: found.map((clip) => clip.id).sort() },
          fix: found.length === 0 ? 'Bring the clip in, or take the AMF off.' : 'Attach the AMF to the right one of them.',
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
      const versions = Map.groupBy(
        documents.filter(({ amf, clipCount }) => amf && clipCount > 0 && /^[12]\./.test(amf.systemVersion ?? '')),
        ({ amf }) => amf!.systemVersion!.slice(0, 1),
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
      (amf?.hashes ?? []).flatMap(({ file, algorithm, value }) => {
        const document = documentsByName.get(file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1));
        if (!document || !/sha256$/i.test(algorithm) || document.sha256.toLowerCase() === value.toLowerCase()) return [];
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
