import { formatTimecode, frameOf, parseTimecode } from '../../../domain/timecode.ts';
import type { ClipPageQuery } from '../../generated/operations.ts';

export type Clip = NonNullable<ClipPageQuery['clip']>;

/** The label of a clip's frame, its breaks minded; the frame's number where it has no timecode. */
export function labelAt(clip: Pick<Clip, 'timecode'>, frame: number): string {
  const { timecode } = clip;
  if (!timecode) return String(frame);
  const run = timecode.runs.findLast((each) => each.frame <= frame) ?? { frame: 0, timecode: timecode.start };
  const start = parseTimecode(run.timecode);
  return start ? formatTimecode(frameOf(start, timecode) + frame - run.frame, timecode) : String(frame);
}

/** Where another clip of the same clock begins, in frames of this one; undefined where they do not share a base. */
export function offsetOf(clip: Pick<Clip, 'timecode'>, other: Pick<Clip['angles'][number], 'timecode'>): number | undefined {
  const [a, b] = [clip.timecode, other.timecode];
  if (!a || !b || a.base !== b.base || a.dropFrame !== b.dropFrame) return undefined;
  const [start, begin] = [parseTimecode(a.start), parseTimecode(b.start)];
  return start && begin ? frameOf(begin, b) - frameOf(start, a) : undefined;
}

/** Seconds as people say a length. */
export function lengthText(frames: number, rate: string | null): string {
  const [num, den] = (rate ?? '').split('/').map(Number);
  if (!num || !den) return '';
  const seconds = (frames * den) / num;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** A value of any shape as text. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export const timeText = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
