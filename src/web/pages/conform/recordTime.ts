import { nominalBase, parseFrameRate } from '../../../domain/frameRate.ts';
import { parseTimecode } from '../../../domain/timecode.ts';
import type { EventRowFragment } from '../../generated/operations.ts';

/** Where an event lies in the cut, in seconds of its record labels. */
export type Placed = { readonly index: number; readonly start: number; readonly end: number; readonly lane: number };

/** Seconds that an event without record timecode is drawn with: there is no more to go by. */
const assumedSeconds = 2;

function seconds(label: string | null, base: number): number | undefined {
  const parsed = label === null ? undefined : parseTimecode(label);
  return parsed && parsed.hours * 3600 + parsed.minutes * 60 + parsed.seconds + parsed.frames / base;
}

/** The picture events of a list along record time, one lane for each track; without record timecode one after the other. */
export function placeEvents(
  events: readonly EventRowFragment[],
  rate: string,
): { placed: Placed[]; lanes: string[]; from: number; to: number } {
  const exact = parseFrameRate(rate);
  const base = exact ? nominalBase(exact) : 24;
  const lanes: string[] = [];
  const placed: Placed[] = [];
  let next = 0;
  events.forEach((event, index) => {
    if (event.kind === 'AUDIO') return;
    if (!lanes.includes(event.track)) lanes.push(event.track);
    const start = seconds(event.recordIn, base) ?? next;
    const end = seconds(event.recordOut, base) ?? start + assumedSeconds;
    next = Math.max(start, end);
    placed.push({ index, start, end: Math.max(start, end), lane: lanes.indexOf(event.track) });
  });
  const from = placed.reduce((least, each) => Math.min(least, each.start), Number.POSITIVE_INFINITY);
  const to = placed.reduce((most, each) => Math.max(most, each.end), 0);
  return { placed, lanes, from: Number.isFinite(from) ? from : 0, to };
}

/** `01:00:12` on the axis of the cut. */
export function clock(at: number): string {
  const whole = Math.round(at);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
