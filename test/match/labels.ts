/**
 * Timecode by counting, for the truth set and its oracle: a day is a table of 1440 minutes with the labels each has. Written from SMPTE ST 12-1
 * (drop-frame leaves out the first labels of every minute but each tenth) and shares nothing with src/domain/timecode.ts.
 */
export type Counting = { readonly base: number; readonly drop: boolean };

const tables = new Map<string, readonly number[]>();

/** Frames before each minute of the day, and the day's length at the end. */
function minutesOf({ base, drop }: Counting): readonly number[] {
  const key = `${base}${drop}`;
  const known = tables.get(key);
  if (known) return known;
  const table = [0];
  for (let minute = 0; minute < 1440; minute += 1) table.push(table[minute]! + 60 * base - skipped(minute, { base, drop }));
  tables.set(key, table);
  return table;
}

const skipped = (minute: number, { base, drop }: Counting): number => (drop && minute % 10 !== 0 ? (base / 30) * 2 : 0);

export function dayFrames(counting: Counting): number {
  return minutesOf(counting)[1440]!;
}

/** The label of the frame; beyond the day it begins again. */
export function labelAt(frame: number, counting: Counting, mark = counting.drop ? ';' : ':'): string {
  const table = minutesOf(counting);
  const inDay = ((frame % table[1440]!) + table[1440]!) % table[1440]!;
  let minute = Math.min(1439, Math.floor(inDay / (60 * counting.base - (counting.drop ? 4 : 0))));
  while (table[minute]! > inDay) minute -= 1;
  while (table[minute + 1]! <= inDay) minute += 1;
  const label = inDay - table[minute]! + skipped(minute, counting);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(Math.floor(label / counting.base))}${mark}${two(label % counting.base)}`;
}

/** The frame of a label; undefined where the counting has no such label. */
export function frameAt(label: string, counting: Counting): number | undefined {
  const [hours, minutes, seconds, frames] = label.split(/[:;.]/).map(Number) as [number, number, number, number];
  const minute = hours * 60 + minutes;
  const inMinute = seconds * counting.base + frames - skipped(minute, counting);
  if (frames >= counting.base || inMinute < 0) return undefined;
  return minutesOf(counting)[minute]! + inMinute;
}
