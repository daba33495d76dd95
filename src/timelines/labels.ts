import { nominalBase, type FrameRate } from '../domain/frameRate.ts';
import { formatTimecode, frameOf, parseTimecode, supportsDropFrame, type TimecodeFormat } from '../domain/timecode.ts';

/** What a format that counts frames (XML, OTIO, AAF) needs to print labels. */
export function timecodeFormat(rate: FrameRate, dropFrame: boolean): TimecodeFormat {
  const base = nominalBase(rate);
  return { base, dropFrame: dropFrame && supportsDropFrame(base) };
}

/** Labels of `frames` frames from `start`, out exclusive; frames count from midnight and wrap at 24 hours. */
export function labelRange(
  start: number,
  frames: number,
  rate: FrameRate,
  dropFrame: boolean,
): { readonly in: string; readonly out: string } {
  const format = timecodeFormat(rate, dropFrame);
  return { in: formatTimecode(start, format), out: formatTimecode(start + frames, format) };
}

/** Frames since midnight of a written label; undefined when it is none. A `;` means drop-frame whatever `dropFrame` says. */
export function frameOfLabel(
  text: string,
  rate: FrameRate,
  dropFrame: boolean,
): { readonly frame: number; readonly dropFrame: boolean } | undefined {
  const label = parseTimecode(text);
  if (!label) return undefined;
  const format = timecodeFormat(rate, dropFrame || label.dropMark);
  return { frame: frameOf(label, format), dropFrame: format.dropFrame };
}

/** `0007` of 2,000 events: numbers of lists that have none, as wide as the last one and at least three digits. */
export function eventNumber(index: number, count: number): string {
  return String(index + 1).padStart(Math.max(3, String(count).length), '0');
}

/** A `file://` URL as the path it means; other text unchanged but for percent escapes and Unicode form. */
export function decodeUrl(url: string): string {
  const bare = url.replace(/^file:\/\/(?:localhost)?(?=\/)/i, '').replace(/^file:(?=\/)/i, '');
  let decoded = bare;
  try {
    decoded = decodeURIComponent(bare);
  } catch {
    // A stray % in a file name: keep it as written.
  }
  return decoded.normalize('NFC');
}
