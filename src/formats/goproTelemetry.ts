import type { RawMetadata } from '../domain/clip.ts';
import type { ByteSource } from '../domain/ports/storage.ts';
import { readerVersion, type Reading } from './format.ts';

/** A second of telemetry has some 10 KiB. */
const largestSample = 1024 * 1024;
const mostEntries = 5000;

/**
 * The first sample of GoPro's telemetry track: device, place, and exposure of the first frame. Key, type, size and repeat of eight bytes, padded to
 * four (gopro/gpmf-parser, README). An engine that reads the whole track needs half a second for it.
 */
export async function readTelemetry(source: ByteSource, atoms: Readonly<Record<string, string>>): Promise<Reading> {
  const track = Object.keys(atoms)
    .find((key) => key.endsWith('.codec') && atoms[key] === 'gpmd')
    ?.replace('.codec', '');
  const offset = track === undefined ? undefined : atoms[`${track}.sample.offset`];
  if (track === undefined || offset === undefined) return { raw: [], problems: [] };
  const size = Math.min(Number(atoms[`${track}.sample.size`]), largestSample);
  const bytes = await source.read(Number(offset), size);
  const values = parseTelemetry(bytes);
  const raw: RawMetadata = { source: 'gopro', readerVersion, path: source.path, values };
  return { raw: Object.keys(values).length > 0 ? [raw] : [], problems: [] };
}

/** Flat values of one sample. Never throws. */
export function parseTelemetry(bytes: Uint8Array): Record<string, string> {
  const values: Record<string, string> = {};
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nested: [start: number, end: number][] = [[0, bytes.length]];
  let scale: number[] = [];
  let fix = 0;
  for (let count = 0; nested.length > 0 && count < mostEntries; count += 1) {
    const range = nested.pop()!;
    const [at, end] = range;
    if (at + 8 > end) continue;
    const key = String.fromCharCode(...bytes.subarray(at, at + 4));
    const type = bytes[at + 4] ?? 0;
    const size = bytes[at + 5] ?? 0;
    const repeat = view.getUint16(at + 6);
    const start = at + 8;
    const length = size * repeat;
    const next = start + Math.ceil(length / 4) * 4;
    nested.push([next, end]);
    if (start + length > end) continue;
    if (type === 0) nested.push([start, start + length]);
    else if (key === 'DVNM') text(values, 'device', bytes.subarray(start, start + length));
    else if (key === 'MINF') text(values, 'model', bytes.subarray(start, start + length));
    else if (key === 'CASN') text(values, 'serial', bytes.subarray(start, start + length));
    else if (key === 'FMWR') text(values, 'firmware', bytes.subarray(start, start + length));
    else if (key === 'GPSF' && size === 4) fix = view.getUint32(start);
    else if (key === 'SCAL')
      scale = Array.from({ length: repeat }, (_, index) =>
        size === 4 ? view.getInt32(start + index * 4) : size === 2 ? view.getInt16(start + index * 2) : 1,
      );
    // GPS5: latitude, longitude, altitude and two speeds, signed 32 bits over SCAL; GPSF 0 is no fix, 2 and 3 are.
    else if (key === 'GPS5' && size === 20 && repeat > 0 && fix >= 2) place(values, view, start, scale);
    // GPRI (Karma): a 64-bit time, then latitude, longitude and altitude.
    else if (key === 'GPRI' && size === 30 && repeat > 0) place(values, view, start + 8, scale.slice(1));
    else if (key === 'ISOG' || key === 'ISOE')
      values[key] ??= String(size === 2 ? view.getUint16(start) : size === 4 ? view.getFloat32(start) : '');
    else if (key === 'SHUT' && size === 4) values['SHUT'] ??= String(view.getFloat32(start));
    else if (key === 'WBAL' && size === 2) values['WBAL'] ??= String(view.getUint16(start));
  }
  return values;
}

function place(values: Record<string, string>, view: DataView, start: number, scale: readonly number[]): void {
  for (const [index, name] of ['latitude', 'longitude', 'altitude'].entries()) {
    const divisor = scale[index] ?? 0;
    if (divisor !== 0) values[name] ??= String(view.getInt32(start + index * 4) / divisor);
  }
}

function text(values: Record<string, string>, key: string, bytes: Uint8Array): void {
  const found = new TextDecoder('latin1').decode(bytes).replace(/\0.*$/s, '').trim();
  if (found !== '') values[key] ??= found;
}
