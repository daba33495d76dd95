import { nominalBase, type FrameRate } from '../frameRate.ts';
import { frameOf, framesPerDay, formatTimecode, supportsDropFrame } from '../timecode.ts';
import type { TimelineEvent } from '../timeline.ts';
import { place, rebased, type EventSource } from './place.ts';
import type { Fix, MatchClip, Tier } from './result.ts';

/** Frames by which dailies systems shift, and a little more. */
const nearFrames = 48;

/**
 * The single smallest change to the list or its reading that would make the event match one of the clips whose name it carries: another drop-frame reading,
 * another base, a shift of a few frames, a whole number of hours. Tried in the order of how often each is the cause; undefined where none helps.
 */
export function suggestFix(
  event: TimelineEvent,
  source: EventSource | undefined,
  named: readonly { readonly clip: MatchClip; readonly tier: Tier }[],
): Fix | undefined {
  if (!source) return named.length > 0 ? { message: 'Export the list with source timecode.' } : undefined;
  for (const { clip } of named) {
    const { timecode } = clip;
    if (!timecode || clip.frameCount === undefined) continue;
    if (fits(source, clip)) continue;
    const drop = dropFrameFix(source, clip);
    if (drop) return drop;
    if (timecode.base !== source.base && fits(rebased(source, timecode.base), clip)) {
      return {
        message: `Read the list at ${timecode.base} frames a second: ${clip.name} counts in ${timecode.base}, the list was read at ${source.base}.`,
        action: { rereadRate: rateCounting(clip, timecode.base) },
      };
    }
    const shift = shiftFix(event, source, clip);
    if (shift) return shift;
  }
  return undefined;
}

function fits(source: EventSource, clip: MatchClip, offset = 0): boolean {
  return place(source, clip, offset)?.containment === 'FULL';
}

/** Labels that were written by counting the other way: the difference is 108 frames for each hour at base 30. */
function dropFrameFix(source: EventSource, clip: MatchClip): Fix | undefined {
  const { base } = source;
  if (!supportsDropFrame(base) || clip.timecode?.base !== base) return undefined;
  const difference = frameOf(source.in, { base, dropFrame: false }) - frameOf(source.in, { base, dropFrame: true });
  if (difference === 0) return undefined;
  if (fits(source, clip, -difference))
    return shifted(clip, -difference, `Subtract ${difference} frames: the list was counted as non-drop, ${clip.name} is drop-frame.`);
  if (fits(source, clip, difference))
    return shifted(clip, difference, `Add ${difference} frames: the list was counted as drop-frame, ${clip.name} is not.`);
  return undefined;
}

function shifted(clip: MatchClip, offsetFrames: number, message: string): Fix {
  return { message, action: { clipId: clip.id, offsetFrames } };
}

/** The rate whose labels count in this base: the clip's own where it does, else the whole number. */
function rateCounting(clip: MatchClip, base: number): FrameRate {
  return clip.playbackRate && nominalBase(clip.playbackRate) === base ? clip.playbackRate : { num: base, den: 1 };
}

function shiftFix(event: TimelineEvent, source: EventSource, clip: MatchClip): Fix | undefined {
  const placed = place(source, clip);
  const frameCount = clip.frameCount ?? 0;
  if (!placed) return undefined;
  const needed = placed.frameIn < 0 ? -placed.frameIn : frameCount - placed.frameOut;
  if (Math.abs(needed) <= nearFrames && fits(source, clip, needed)) {
    return shifted(clip, needed, `Shift the event by ${needed > 0 ? '+' : ''}${needed} frame(s): ${clip.name} then holds all of it.`);
  }
  const { base, dropFrame } = clip.timecode!;
  const hour = framesPerDay({ base, dropFrame }) / 24;
  for (let hours = -12; hours <= 12; hours += 1) {
    const frames = Math.round(hours * hour);
    if (hours !== 0 && fits(source, clip, frames)) {
      const message = `Shift ${event.sourceIn ?? 'the event'} by ${hours > 0 ? '+' : ''}${hours} h: ${clip.name} starts at ${formatTimecode(clip.timecode!.start, { base, dropFrame })}.`;
      return shifted(clip, frames, message);
    }
  }
  return undefined;
}
