/**
 * SMPTE ST 12-1 timecode as integers. A label is hh:mm:ss:ff in a base (integer frames a second); drop-frame skips labels, never
 * frames. The base is kept apart from the playback rate: 50p material often carries 25-base labels, two frames each.
 */
export type TimecodeFormat = { readonly base: number; readonly dropFrame: boolean };

export type Label = { readonly hours: number; readonly minutes: number; readonly seconds: number; readonly frames: number };

export type ParsedTimecode = Label & {
  /** The text used `;` (or `,` or `.` before the frames), which always means drop-frame. */
  readonly dropMark: boolean;
};

/** Labels dropped a minute: 2 at base 30, 4 at base 60, 8 at base 120 (ST 12-1 clause 5.2.2 and its multiples). */
export function droppedPerMinute(format: TimecodeFormat): number {
  return format.dropFrame ? Math.round(format.base / 15) : 0;
}

/** Drop-frame exists for multiples of 30 only. */
export function supportsDropFrame(base: number): boolean {
  return base > 0 && base % 30 === 0;
}

/** Reads `01:00:00:00`, `01:00:00;00`, `1:00:00.00`. Undefined unless minutes, seconds and hours are in range. Frames are checked against a base by `frameOf`. */
export function parseTimecode(text: string): ParsedTimecode | undefined {
  return parsePlainTimecode(text) ?? parseAnyTimecode(text);
}

/** `01:00:00:00` or `01:00:00;00` exactly, which nearly all are: lists of 100,000 events hold 400,000 of them. */
function parsePlainTimecode(text: string): ParsedTimecode | undefined {
  if (text.length !== 11 || text.charCodeAt(2) !== colon || text.charCodeAt(5) !== colon) return undefined;
  const mark = text.charCodeAt(8);
  if (mark !== colon && mark !== semicolon) return undefined;
  const hours = twoDigits(text, 0);
  const minutes = twoDigits(text, 3);
  const seconds = twoDigits(text, 6);
  const frames = twoDigits(text, 9);
  if (!(hours <= 23 && minutes <= 59 && seconds <= 59 && frames <= 99)) return undefined;
  return { hours, minutes, seconds, frames, dropMark: mark === semicolon };
}

const colon = 58;
const semicolon = 59;

/** NaN where either is no digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function parseAnyTimecode(text: string): ParsedTimecode | undefined {
  const found = /^\s*(\d{1,2})([:;.,])(\d{2})([:;.,])(\d{2})([:;.,])(\d{2,3})\s*$/.exec(text);
  if (!found) return undefined;
  const [hours, minutes, seconds, frames] = [found[1], found[3], found[5], found[7]].map(Number) as [number, number, number, number];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return { hours, minutes, seconds, frames, dropMark: found[6] !== ':' || found[2] === ';' };
}

/** A drop-frame label that no frame carries, such as 00:01:00;00. */
export function isDroppedLabel(label: Label, format: TimecodeFormat): boolean {
  return format.dropFrame && label.minutes % 10 !== 0 && label.seconds === 0 && label.frames < droppedPerMinute(format);
}

/** The label is countable in this base: its frame digits are below the base. */
export function fitsBase(label: Label, base: number): boolean {
  return label.frames < base;
}

/** Frames from 00:00:00:00 to this label. A dropped label counts as the frame that follows it. */
export function frameOf(label: Label, format: TimecodeFormat): number {
  const dropped = droppedPerMinute(format);
  const totalMinutes = label.hours * 60 + label.minutes;
  const frames = isDroppedLabel(label, format) ? dropped : label.frames;
  return (totalMinutes * 60 + label.seconds) * format.base + frames - dropped * (totalMinutes - Math.floor(totalMinutes / 10));
}

/** 2 589 408 at 29.97 drop-frame, 2 073 600 at base 24. */
export function framesPerDay(format: TimecodeFormat): number {
  return 24 * 60 * 60 * format.base - droppedPerMinute(format) * (24 * 60 - 24 * 6);
}

/** The label of a frame count from midnight, wrapping at 24 hours. */
export function labelOf(frame: number, format: TimecodeFormat): Label {
  const day = framesPerDay(format);
  let rest = ((frame % day) + day) % day;
  const dropped = droppedPerMinute(format);
  if (dropped > 0) {
    const perTenMinutes = 600 * format.base - 9 * dropped;
    const perMinute = 60 * format.base - dropped;
    const tens = Math.floor(rest / perTenMinutes);
    const inTen = rest % perTenMinutes;
    rest += 9 * dropped * tens;
    if (inTen >= 60 * format.base) rest += dropped * (1 + Math.floor((inTen - 60 * format.base) / perMinute));
  }
  const seconds = Math.floor(rest / format.base);
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60, frames: rest % format.base };
}

/** `01:00:00:00`, or `01:00:00;00` for drop-frame; the frames field has three digits above base 100. */
export function formatTimecode(frame: number, format: TimecodeFormat): string {
  return formatLabel(labelOf(frame, format), format);
}

export function formatLabel(label: Label, format: TimecodeFormat): string {
  const frames = format.base > 100 ? String(label.frames).padStart(3, '0') : (padded[label.frames] ?? String(label.frames));
  return `${padded[label.hours]}:${padded[label.minutes]}:${padded[label.seconds]}${format.dropFrame ? ';' : ':'}${frames}`;
}

const padded: readonly string[] = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

/**
 * Ticks a second of the label clock: a multiple of every base in use (24 25 30 48 50 60 72 90 96 100 120), so a label has one exact place on it
 * whatever its base and whether or not it is drop-frame. For indexes and coarse comparison only; frames decide.
 */
export const labelTicksPerSecond = 7200;

/** Place of a label on the label clock, 0 to 24 h. Undefined where the base does not divide 7200. */
export function labelTicks(label: Label, base: number): number | undefined {
  if (labelTicksPerSecond % base !== 0) return undefined;
  return ((label.hours * 60 + label.minutes) * 60 + label.seconds) * labelTicksPerSecond + (label.frames * labelTicksPerSecond) / base;
}
