import { framesPerLabel } from '../domain/frameRate.ts';
import { labelSpans } from '../domain/match/keys.ts';
import { formatTimecode } from '../domain/timecode.ts';
import type { CheckedClip } from './rule.ts';

export type Span = { readonly start: number; readonly end: number };

/** Place on the label clock that all bases share: [start, end) in ticks; undefined where timecode or length is not known. */
export function spanOf(clip: CheckedClip): Span | undefined {
  const { timecode, frameCount } = clip;
  if (!timecode || frameCount === undefined) return undefined;
  // What lies behind midnight or a break is left out: it is another span.
  const perLabel = framesPerLabel(clip.playbackRate, timecode.base);
  return labelSpans({ name: clip.name, names: [], timecode: { ...timecode, alternates: [] }, frameCount, framesPerLabel: perLabel })[0];
}

export function overlap(one: Span | undefined, other: Span | undefined): boolean {
  return one !== undefined && other !== undefined && one.start < other.end && other.start < one.end;
}

/** The label of a clip's first frame. */
export const labelAt = (clip: CheckedClip): string => (clip.timecode ? formatTimecode(clip.timecode.start, clip.timecode) : 'no timecode');
