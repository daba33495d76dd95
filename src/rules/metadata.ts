import { inputTransformOf } from '../domain/render/inputTransforms.ts';
import { clipRule, listed, productionRule, textOf, type CheckedClip, type Rule } from './rule.ts';
import { spanOf } from './timecode.ts';

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
      const missing = required.map(String).filter((field) => !has(clip, field));
      if (missing.length === 0) return [];
      return [
        {
          clipId: clip.id,
          message: `${clip.name} does not say ${listed(
            missing.map((field) => field.replaceAll('|', ' or ')),
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
  clipRule({
    code: 'SIDECAR_MISSING',
    severity: 'INFO',
    title: 'A sidecar that this camera writes is not there.',
    reads: ['camera.make', 'copies'],
    check: (clip) => {
      const make = textOf(clip, 'camera.make') ?? '';
      const wanted = /sony/i.test(make) && clip.format === 'mxf' ? 'M01.XML (NonRealTimeMeta)' : undefined;
      if (wanted === undefined || clip.sources.some((source) => source.startsWith('sidecar:'))) return [];
      return [
        {
          clipId: clip.id,
          message: `${clip.name} came without its ${wanted}: lens and exposure may be missing.`,
          evidence: { make },
          fix: 'Copy the card as a whole, with its XML files.',
        },
      ];
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
