import type { RawMetadata } from '../domain/clip.ts';
import type { ByteSource } from '../domain/ports/storage.ts';
import { fixedText, readerVersion, type Reading } from './format.ts';
import { atomsIn } from './quicktimeBoxes.ts';

/** The header of a frame has some hundred bytes; the picture behind it is not looked at. */
const largestHeader = 16 * 1024;
/** A lookup table that the clip carries is no fact. */
const longestValue = 1024;

/**
 * What Blackmagic's SDK prints of a clip, from the clip itself: the movie's metadata keys as `clip.KEY`, the `bmdf` atom at the head of the first frame as
 * `frame.KEY`. Names of the atoms: telemetry-parser and SwiftExif, which read real clips of six cameras.
 */
export async function readBrawClip(source: ByteSource, atoms: Readonly<Record<string, string>>): Promise<Reading> {
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(atoms))
    if (key.startsWith('key.') && value.length <= longestValue) values[`clip.${key.slice(4)}`] = value;
  const track = Object.keys(atoms)
    .find((key) => /^trak\d+\.codec$/.test(key) && /^br/.test(atoms[key] ?? ''))
    ?.replace('.codec', '');
  const offset = track === undefined ? undefined : atoms[`${track}.sample.offset`];
  if (offset !== undefined) Object.assign(values, parseFrameHeader(await source.read(Number(offset), largestHeader)));
  const raw: RawMetadata = { source: 'braw', readerVersion, path: source.path, values };
  return { raw: Object.keys(values).length > 0 ? [raw] : [], problems: [] };
}

/** Flat values of one frame's header. Never throws. */
export function parseFrameHeader(bytes: Uint8Array): Record<string, string> {
  const values: Record<string, string> = {};
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const header of atomsIn(view, 0, bytes.length)) {
    if (header.type !== 'bmdf') break;
    for (const { type, start, end } of atomsIn(view, header.start, header.end)) {
      const name = names[type];
      if (name === undefined) continue;
      const [key, kind] = name;
      const size = end - start;
      const value =
        kind === 'text'
          ? fixedUtf8(bytes, start, size)
          : kind === 'pair' && size >= 8
            ? `${view.getUint32(start)},${view.getUint32(start + 4)}`
            : kind === 'float' && size >= 4
              ? String(Number(view.getFloat32(start).toPrecision(7)))
              : kind === 'u32' && size >= 4
                ? String(view.getUint32(start))
                : kind === 'i16' && size >= 2
                  ? String(view.getInt16(start))
                  : undefined;
      if (value !== undefined && value !== 'NaN') values[`frame.${key}`] ??= value;
    }
    break;
  }
  return values;
}

const names: Readonly<Record<string, readonly [key: string, kind: 'text' | 'pair' | 'float' | 'u32' | 'i16']>> = {
  srte: ['sensor_rate', 'pair'],
  shtv: ['shutter_value', 'text'],
  innd: ['internal_nd', 'float'],
  agpf: ['analog_gain', 'float'],
  asct: ['as_shot_kelvin', 'u32'],
  asti: ['as_shot_tint', 'i16'],
  aptr: ['aperture', 'text'],
  expo: ['exposure', 'float'],
  fcln: ['focal_length', 'text'],
  dsnc: ['distance', 'text'],
  isoe: ['iso', 'u32'],
  wkel: ['white_balance_kelvin', 'u32'],
  wtin: ['white_balance_tint', 'i16'],
};

/** Padded with NUL; `180°` is UTF-8. */
function fixedUtf8(bytes: Uint8Array, start: number, size: number): string | undefined {
  if (fixedText(bytes, start, size) === undefined) return undefined;
  const text = new TextDecoder()
    .decode(bytes.subarray(start, start + size))
    .replace(/\0.*$/s, '')
    .trim();
  return text === '' ? undefined : text;
}
