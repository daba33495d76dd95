import type { ClipTimecode } from '../clip.ts';
import { framesPerLabel, type FrameRate } from '../frameRate.ts';
import { labelTicksPerSecond } from '../timecode.ts';
import { labelSpans } from './keys.ts';

/** A part of the label clock; `end` lies beyond a day where it goes over midnight. */
export type LabelSpan = { readonly start: number; readonly end: number };

const dayTicks = 24 * 3600 * labelTicksPerSecond;

/** The parts that one clip's keys give, as one: a clip over midnight has a part up to the end of the day and one from its beginning. */
export function joinedSpan(parts: readonly LabelSpan[]): LabelSpan | undefined {
  const [first] = parts;
  if (!first) return undefined;
  const beforeMidnight = parts.filter((part) => part.end === dayTicks);
  const afterMidnight = parts.filter((part) => part.start === 0);
  if (beforeMidnight.length > 0 && afterMidnight.length > 0) {
    return {
      start: Math.max(...beforeMidnight.map((part) => part.start)),
      end: dayTicks + Math.min(...afterMidnight.map((part) => part.end)),
    };
  }
  return { start: Math.min(...parts.map((part) => part.start)), end: Math.max(...parts.map((part) => part.end)) };
}

/** Where a clip lies by its main timecode. Edge code begins again on every card: it would make each roll span half the day. */
export function mainSpan(clip: {
  readonly frameCount?: number;
  readonly timecode?: ClipTimecode;
  readonly playbackRate?: FrameRate;
}): LabelSpan | undefined {
  const { timecode } = clip;
  if (!timecode) return undefined;
  const parts = labelSpans({
    ...clip,
    name: '',
    names: [],
    timecode: { ...timecode, alternates: [] },
    framesPerLabel: framesPerLabel(clip.playbackRate, timecode.base),
  });
  return joinedSpan(parts.filter((part) => part.start >= 0));
}

/** The shortest way round the clock that holds both: a roll of 23:50 and 00:10 spans twenty minutes, not the day between. */
export function widenedSpan(known: LabelSpan | undefined, added: LabelSpan): LabelSpan {
  if (!known) return added;
  const [shortest] = [-dayTicks, 0, dayTicks]
    .map((turn) => ({ start: Math.min(known.start, added.start + turn), end: Math.max(known.end, added.end + turn) }))
    .sort((a, b) => a.end - a.start - (b.end - b.start) || Math.abs(a.start - known.start) - Math.abs(b.start - known.start));
  const turns = Math.floor(shortest!.start / dayTicks) * dayTicks;
  return { start: shortest!.start - turns, end: shortest!.end - turns };
}
