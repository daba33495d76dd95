import type { ClipTimecode } from '../clip.ts';
import { framesPerLabel, nominalBase } from '../frameRate.ts';
import { rational, toNumber } from '../rational.ts';
import {
  fitsBase,
  formatTimecode,
  frameOf,
  framesPerDay,
  isDroppedLabel,
  labelTicks,
  labelTicksPerSecond,
  parseTimecode,
  type Label,
  type TimecodeFormat,
} from '../timecode.ts';
import type { TimelineEvent } from '../timeline.ts';
import type { FramePart, MatchClip, Placement, Reason } from './result.ts';

/** Source frames that an event reads, as its list says, in labels of the source. Undefined without timecode. */
export type EventSource = {
  readonly in: Label;
  readonly out: Label;
  readonly base: number;
  readonly dropFrame: boolean;
  /** Frames in the event's own format. */ readonly frames: number;
};

export type SourceEvent = Pick<
  TimelineEvent,
  'sourceIn' | 'sourceOut' | 'sourceFrames' | 'rate' | 'dropFrame' | 'kind' | 'reverse' | 'playedIn' | 'playedOut'
>;

/**
 * The source range as frames. Where more plays than the list writes (Avid writes a reversed clip as its one first frame), the played range counts: a
 * plate of the written one would miss frames.
 */
export function eventSource(event: SourceEvent): EventSource | undefined {
  const written = rangeOf(event, event.sourceIn, event.sourceOut, event.sourceFrames);
  const played =
    event.playedIn === undefined || event.playedOut === undefined ? undefined : rangeOf(event, event.playedIn, event.playedOut, undefined);
  return played && written && played.frames > written.frames ? played : written;
}

function rangeOf(
  event: SourceEvent,
  sourceIn: string | undefined,
  sourceOut: string | undefined,
  sourceFrames: number | undefined,
): EventSource | undefined {
  const from = sourceIn === undefined ? undefined : parseTimecode(sourceIn);
  if (!from) return undefined;
  const to = (sourceOut === undefined ? undefined : parseTimecode(sourceOut)) ?? from;
  const base = nominalBase(event.rate);
  const dropFrame = event.dropFrame || from.dropMark;
  const format: TimecodeFormat = { base, dropFrame };
  const day = framesPerDay(format);
  const listed = (((frameOf(to, format) - frameOf(from, format)) % day) + day) % day;
  const frames = event.kind === 'FREEZE' ? 1 : Math.max(1, sourceFrames ?? listed);
  return { in: from, out: to, base, dropFrame, frames };
}

/** Place of an event on the label clock; its end may lie beyond midnight. */
export function eventTicks(source: EventSource): { readonly start: number; readonly end: number } | undefined {
  const start = labelTicks(source.in, source.base);
  return start === undefined ? undefined : { start, end: start + (source.frames * labelTicksPerSecond) / source.base };
}

type Track = {
  readonly start: number;
  readonly base: number;
  readonly dropFrame: boolean;
  readonly runs: ClipTimecode['runs'];
  readonly kind?: string;
};

/**
 * Where the event lies in the clip by its timecode; the clip's main track first, then its alternates. `offsetFrames` is added to the list's labels.
 * Undefined where labels of the two bases cannot be compared at all.
 */
export function place(source: EventSource, clip: MatchClip, offsetFrames = 0): Placement | undefined {
  const { timecode } = clip;
  if (!timecode) return undefined;
  const main = placeOnTrack(source, clip, timecode, offsetFrames);
  if (timecode.alternates.length === 0) return main;
  for (const alternate of timecode.alternates) {
    const found = placeOnTrack(source, clip, { ...alternate, runs: [], kind: alternate.kind }, offsetFrames);
    if (found?.containment !== 'FULL') continue;
    const other: Placement = {
      ...found,
      reasons: [
        ...found.reasons,
        {
          code: 'TC_ALTERNATE',
          message: `The list counts in the clip's ${alternate.kind} timecode (${formatTimecode(alternate.start, alternate)} on), not in its main one.`,
        },
      ],
    };
    if (!main || main.containment === 'NONE') return { ...other, track: 'ALTERNATE' };
    if (main.frameIn !== found.frameIn) return { ...main, other };
  }
  return main;
}

/** Integer frames between the labels of two bases: the same base, or one a multiple of the other. Undefined where neither: then digits would have to be guessed. */
function placeOnTrack(source: EventSource, clip: MatchClip, track: Track, offset: number): Placement | undefined {
  const perLabel = framesPerLabel(clip.playbackRate, track.base);
  const reasons: Reason[] = [];
  const format: TimecodeFormat = { base: track.base, dropFrame: track.dropFrame };
  let frameIn: number;
  let count: number;
  let day: number;
  if (source.base === track.base) {
    if (!fitsBase(source.in, track.base)) return undefined;
    if (source.dropFrame !== track.dropFrame) {
      reasons.push({
        code: 'DROPFRAME_BY_LABEL',
        message: `The list counts ${source.dropFrame ? 'drop-frame' : 'non-drop'}, the clip ${track.dropFrame ? 'drop-frame' : 'non-drop'}; the labels were compared as written.`,
      });
    }
    if (isDroppedLabel(source.in, format))
      reasons.push({ code: 'TC_ILLEGAL_LABEL', message: 'The source in is a label that drop-frame skips; the frame after it was taken.' });
    day = framesPerDay(format) * perLabel;
    frameIn = (frameOf(source.in, format) - track.start) * perLabel;
    // Each list frame is one label; of a drop-frame mismatch the labels' own distance counts.
    const listed = source.dropFrame === track.dropFrame ? source.frames : framesBetween(source, format);
    count = listed * perLabel;
    if (perLabel > 1) reasons.push({ code: 'HFR_LABELS', message: `Each label of the clip stands for ${perLabel} frames.` });
  } else if (source.base === track.base * perLabel && perLabel > 1) {
    const fine: TimecodeFormat = { base: source.base, dropFrame: track.dropFrame };
    day = framesPerDay(fine);
    frameIn = frameOf(source.in, fine) - track.start * perLabel;
    count = source.frames;
    reasons.push({
      code: 'HFR_LABELS',
      message: `The list counts ${source.base} frames a second, the clip's labels ${track.base}: ${perLabel} frames each.`,
    });
  } else return undefined;
  frameIn = nearest(frameIn + offset, day, clip.frameCount ?? 1);
  const runs = track.runs.length > 1 ? track.runs : undefined;
  return runs ? acrossRuns(frameIn, count, perLabel, track, runs, clip, day, reasons) : within(frameIn, count, clip.frameCount, reasons);
}

function framesBetween(source: EventSource, format: TimecodeFormat): number {
  const day = framesPerDay(format);
  const frames = (((frameOf(source.out, format) - frameOf(source.in, format)) % day) + day) % day;
  return Math.max(1, frames);
}

/** On the circle of a day, the turn that brings the frame nearest to the clip. */
function nearest(frame: number, day: number, frameCount: number): number {
  const positive = ((frame % day) + day) % day;
  const negative = positive - day;
  const outside = (value: number): number => (value < 0 ? -value : Math.max(0, value - frameCount + 1));
  return outside(negative) < outside(positive) ? negative : positive;
}

function within(frameIn: number, count: number, frameCount: number | undefined, reasons: readonly Reason[]): Placement {
  const frameOut = frameIn + count;
  if (frameCount === undefined) {
    const unknown: Reason = { code: 'LENGTH_UNKNOWN', message: 'The clip does not say how long it is; only its first frame was compared.' };
    return {
      frameIn,
      frameOut,
      containment: 'NONE',
      missingHead: Math.max(0, -frameIn),
      missingTail: 0,
      distance: Math.max(0, -frameIn),
      reasons: [...reasons, unknown],
    };
  }
  const missingHead = Math.min(count, Math.max(0, -frameIn));
  const missingTail = Math.min(count, Math.max(0, frameOut - frameCount));
  const overlap = Math.min(frameOut, frameCount) - Math.max(frameIn, 0);
  const containment = overlap <= 0 ? 'NONE' : missingHead + missingTail > 0 ? 'PARTIAL' : 'FULL';
  const distance = overlap > 0 ? 0 : frameIn < 0 ? -frameOut + 1 : frameIn - frameCount + 1;
  return { frameIn, frameOut, containment, missingHead, missingTail, distance, reasons };
}

/** The clip's timecode breaks: each run is looked at by itself; an event over a break has several parts. */
function acrossRuns(
  frameIn: number,
  count: number,
  perLabel: number,
  track: Track,
  runs: ClipTimecode['runs'],
  clip: MatchClip,
  day: number,
  reasons: readonly Reason[],
): Placement {
  const parts: (FramePart & { readonly eventFrom: number })[] = [];
  let nearestDistance = Number.POSITIVE_INFINITY;
  const length = clip.frameCount ?? 0;
  for (const [index, run] of runs.entries()) {
    const runFrames = (runs[index + 1]?.frame ?? length) - run.frame;
    // The event's first frame relative to this run's first label.
    const start = nearest(frameIn - (run.label - track.start) * perLabel, day, runFrames);
    const from = Math.max(0, start);
    const to = Math.min(runFrames, start + count);
    if (from < to) parts.push({ clipFrameIn: run.frame + from, clipFrameOut: run.frame + to, eventFrom: from - start });
    else nearestDistance = Math.min(nearestDistance, start < 0 ? -(start + count) + 1 : start - runFrames + 1);
  }
  parts.sort((a, b) => a.eventFrom - b.eventFrom);
  const first = parts[0];
  if (!first)
    return { frameIn, frameOut: frameIn + count, containment: 'NONE', missingHead: 0, missingTail: 0, distance: nearestDistance, reasons };
  const covered = parts.reduce((sum, part) => sum + part.clipFrameOut - part.clipFrameIn, 0);
  const last = parts.at(-1)!;
  const missingHead = first.eventFrom;
  const missingTail = Math.max(0, count - covered - missingHead);
  if (parts.length === 1) {
    const containment = missingHead + missingTail > 0 ? 'PARTIAL' : 'FULL';
    return {
      frameIn: first.clipFrameIn - missingHead,
      frameOut: first.clipFrameOut + missingTail,
      containment,
      missingHead,
      missingTail,
      distance: 0,
      reasons,
    };
  }
  return {
    frameIn: first.clipFrameIn,
    frameOut: last.clipFrameOut,
    containment: missingHead + missingTail > 0 ? 'PARTIAL' : 'FULL',
    missingHead,
    missingTail,
    parts: parts.map(({ clipFrameIn, clipFrameOut }) => ({ clipFrameIn, clipFrameOut })),
    distance: 0,
    reasons: [...reasons, { code: 'TC_DISCONTINUOUS', message: `The clip's timecode breaks inside the event: ${parts.length} ranges.` }],
  };
}

/** The event's labels read in another base: hh:mm:ss exactly, the frame digits as a fraction of a second. Only ever a suggestion. */
export function rebased(source: EventSource, base: number): EventSource {
  const convert = (label: Label): Label => ({ ...label, frames: Math.min(base - 1, Math.round((label.frames * base) / source.base)) });
  const frames = Math.max(1, Math.round(toNumber(rational(source.frames * base, source.base))));
  return { in: convert(source.in), out: convert(source.out), base, dropFrame: source.dropFrame && base % 30 === 0, frames };
}
