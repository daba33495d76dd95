import { formatFrameRate, nominalBase } from '../domain/frameRate.ts';
import { compareRationals, type Rational } from '../domain/rational.ts';
import { clipRule, numberOf, textOf, type Rule } from './rule.ts';
import { overlap, spanOf } from './spans.ts';

const sameRate = (a: Rational, b: Rational): boolean => compareRationals(a, b) === 0;

/** Does every clip count and play as the production does. */
export const rateRules: readonly Rule[] = [
  clipRule({
    code: 'DROPFRAME_MISMATCH',
    severity: 'ERROR',
    title: 'Drop-frame in one and not in the other: clip and production.',
    reads: ['timecode'],
    check: (clip, { rate, dropFrame }) =>
      clip.timecode?.base === nominalBase(rate) && clip.timecode.dropFrame !== dropFrame
        ? [
            {
              clipId: clip.id,
              message: `${clip.name} counts ${clip.timecode.dropFrame ? 'drop-frame' : 'non-drop'}; the production is ${dropFrame ? 'drop-frame' : 'non-drop'}.`,
              evidence: { dropFrame: clip.timecode.dropFrame },
              fix: 'Set the cameras alike; conform this one with its own count.',
            },
          ]
        : [],
  }),
  clipRule({
    code: 'TC_BASE_MISMATCH',
    severity: 'ERROR',
    title: 'Timecode counts another number of frames a second than the production.',
    reads: ['timecode'],
    check: (clip, { rate }) =>
      clip.timecode && clip.timecode.base !== nominalBase(rate)
        ? [
            {
              clipId: clip.id,
              message: `${clip.name} counts ${clip.timecode.base} frames a second; the production counts ${nominalBase(rate)}.`,
              evidence: { base: clip.timecode.base },
              fix: 'Check the time base set in the camera; events of this clip need a conversion.',
            },
          ]
        : [],
  }),
  clipRule({
    code: 'PLAYBACK_RATE_MISMATCH',
    severity: 'ERROR',
    title: 'A clip plays at another rate than the production.',
    reads: ['rate.playback'],
    check: (clip, { rate }) =>
      clip.playbackRate && clip.kind === 'CAMERA' && !sameRate(clip.playbackRate, rate)
        ? [
            {
              clipId: clip.id,
              message: `${clip.name} plays at ${formatFrameRate(clip.playbackRate)}; the production is ${formatFrameRate(rate)}.`,
              evidence: { rate: formatFrameRate(clip.playbackRate) },
              fix: 'Ask whether it was meant; 24 against 24000/1001 drifts by a frame every 42 seconds.',
            },
          ]
        : [],
  }),
  clipRule({
    code: 'OFF_SPEED',
    severity: 'INFO',
    title: 'A clip was shot at another rate than it plays.',
    reads: ['rate.capture', 'rate.playback'],
    check: (clip, { sound }) => {
      if (!clip.captureRate || !clip.playbackRate || sameRate(clip.captureRate, clip.playbackRate)) return [];
      const span = spanOf(clip);
      const circled = (sound.get(clip.shootDate ?? '') ?? []).find((take) => {
        return take.facts['slate.circled'] === true && overlap(spanOf(take), span);
      });
      return [
        {
          clipId: clip.id,
          ...(circled ? { severity: 'WARN' as const } : {}),
          message: `${clip.name} was shot at ${formatFrameRate(clip.captureRate)} and plays at ${formatFrameRate(clip.playbackRate)}${circled ? `, while sound of the take is circled (${circled.name})` : ''}.`,
          evidence: { capture: formatFrameRate(clip.captureRate), ...(circled ? { sound: circled.id } : {}) },
          fix: circled ? 'Ask whether the camera was left off speed by mistake.' : 'Nothing, if it was meant.',
        },
      ];
    },
  }),
  clipRule({
    code: 'DROPPED_FRAMES',
    severity: 'ERROR',
    title: 'The camera dropped frames, or a clip has not as many as its timecode says.',
    reads: ['timecode.droppedFrames', 'timecode', 'problems'],
    check: (clip) => {
      const dropped = numberOf(clip, 'timecode.droppedFrames') ?? 0;
      const fix = 'Check the take by eye; test the card before it is used again.';
      if (dropped > 0)
        return [
          {
            clipId: clip.id,
            message: `The camera dropped ${dropped} frame${dropped === 1 ? '' : 's'} in ${clip.name}.`,
            evidence: { dropped },
            fix,
          },
        ];
      // What the last frame or the export says of the end does not follow from the beginning and the number of frames.
      const apart = clip.problems.find(({ code, at }) => code === 'TC_DISCONTINUOUS' && at === 'timecode.runs');
      return apart ? [{ clipId: clip.id, message: apart.message, evidence: { message: apart.message }, fix }] : [];
    },
  }),
  clipRule({
    code: 'DUPLICATE_FRAMES_SUSPECT',
    severity: 'WARN',
    title: 'An external recorder may have written frames twice.',
    reads: ['recorder.model', 'rate.capture', 'rate.playback'],
    check: (clip) => {
      const recorder = textOf(clip, 'recorder.model');
      if (recorder === undefined || !clip.captureRate || !clip.playbackRate || sameRate(clip.captureRate, clip.playbackRate)) return [];
      return [
        {
          clipId: clip.id,
          message: `${clip.name} was recorded by ${recorder} while the camera ran at ${formatFrameRate(clip.captureRate)}: without a variable-speed flag, frames are written twice.`,
          evidence: { recorder },
          fix: 'Step through some frames; ask for the recording of the camera itself.',
        },
      ];
    },
  }),
];
