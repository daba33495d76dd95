import type { RawMetadata } from '../domain/clip.ts';
import type { ByteSource } from '../domain/ports/storage.ts';
import { fixedText, readerVersion, type Reading } from './format.ts';

/** A frame has about 1 KiB. */
const largestSample = 64 * 1024;
const mostTags = 512;

/**
 * The first frame of the `rtmd` track of Sony's XAVC movies: tags of SMPTE RDD 18 (two bytes of name, two of length, value) behind a header whose length
 * comes first; 8300 contains further tags. ExifTool, Sony.pm, lists the names; RDD 18 their types and units.
 */
export async function readSonyTelemetry(source: ByteSource, atoms: Readonly<Record<string, string>>): Promise<Reading> {
  const track = Object.keys(atoms)
    .find((key) => key.endsWith('.codec') && atoms[key] === 'rtmd')
    ?.replace('.codec', '');
  const offset = track === undefined ? undefined : atoms[`${track}.sample.offset`];
  if (track === undefined || offset === undefined) return { raw: [], problems: [] };
  const size = Math.min(Number(atoms[`${track}.sample.size`]), largestSample);
  const values = parseRtmd(await source.read(Number(offset), size));
  const raw: RawMetadata = { source: 'rtmd', readerVersion, path: source.path, values };
  return { raw: Object.keys(values).length > 0 ? [raw] : [], problems: [] };
}

/** Flat values of one frame, in the units of the names. Never throws. */
export function parseRtmd(bytes: Uint8Array): Record<string, string> {
  const values: Record<string, string> = {};
  if (bytes.length < 4) return values;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = view.getUint16(0);
  for (let count = 0; count < mostTags && at + 4 <= bytes.length; count += 1) {
    const tag = view.getUint16(at);
    if (tag === 0) break;
    // The universal label of a set stands between the tags, without a length of its own.
    if (tag === 0x060e) {
      at += 16;
      continue;
    }
    const length = view.getUint16(at + 2);
    at += 4;
    if (tag === 0x8300) continue;
    if (at + length > bytes.length) break;
    readTag(values, tag, view, bytes, at, length);
    at += length;
  }
  return values;
}

/** Numbers that a tag holds, and what they are called. */
const numbers: Readonly<
  Record<number, readonly [name: string, read: (view: DataView, at: number) => number | string | undefined, bytes: number]>
> = {
  0x8000: ['IrisFNumber', (view, at) => stop(view.getUint16(at)), 2],
  0x8001: ['FocusPositionFromImagePlane', (view, at) => metres(view.getUint16(at)), 2],
  0x8002: ['FocusPositionFromFrontLensVertex', (view, at) => metres(view.getUint16(at)), 2],
  0x8004: ['LensZoom35mmStillCameraEquivalent', (view, at) => millimetres(view.getUint16(at)), 2],
  0x8005: ['LensZoomActualFocalLength', (view, at) => millimetres(view.getUint16(at)), 2],
  0x8008: ['IrisTNumber', (view, at) => stop(view.getUint16(at)), 2],
  0x8103: ['NeutralDensityFilterWheelSetting', (view, at) => view.getUint16(at), 2],
  0x8104: ['ImageSensorDimensionEffectiveWidth', (view, at) => view.getUint16(at) / 1000, 2],
  0x8105: ['ImageSensorDimensionEffectiveHeight', (view, at) => view.getUint16(at) / 1000, 2],
  0x8106: ['CaptureFrameRate', fraction, 8],
  0x8108: ['ShutterSpeed_Angle', (view, at) => view.getUint32(at) / 60, 4],
  0x8109: ['ShutterSpeed_Time', fraction, 8],
  0x810a: ['CameraMasterGainAdjustment', (view, at) => view.getInt16(at) / 100, 2],
  0x810b: ['ISOSensitivity', (view, at) => view.getUint16(at), 2],
  0x810e: ['WhiteBalance', (view, at) => view.getUint16(at), 2],
  0x8115: ['ExposureIndexofPhotoMeter', (view, at) => view.getUint16(at), 2],
};

function readTag(values: Record<string, string>, tag: number, view: DataView, bytes: Uint8Array, at: number, length: number): void {
  const known = numbers[tag];
  if (known && length >= known[2]) {
    const value = known[1](view, at);
    if (value !== undefined) values[known[0]] ??= String(value);
  } else if (tag === 0x8007 || tag === 0x8114) {
    const text = fixedText(bytes, at, length);
    if (text !== undefined) values[tag === 0x8007 ? 'LensAttributes' : 'CameraAttributes'] ??= text;
  }
}

/** RDD 18: F and T numbers as eight stops below 256, in 65536 parts. 0 and all ones are no value. */
function stop(value: number): number | undefined {
  return value === 0 || value === 0xffff ? undefined : rounded(2 ** (8 * (1 - value / 0x10000)));
}

/** RDD 18: four bits of a signed power of ten, twelve bits that it multiplies; metres. */
function metres(value: number): number | undefined {
  const power = value >> 12 > 7 ? (value >> 12) - 16 : value >> 12;
  return value === 0 || value === 0xffff ? undefined : rounded((value & 0xfff) * 10 ** power);
}

function millimetres(value: number): number | undefined {
  const found = metres(value);
  return found === undefined ? undefined : rounded(found * 1000);
}

function fraction(view: DataView, at: number): string | undefined {
  const [num, den] = [view.getUint32(at), view.getUint32(at + 4)];
  return num > 0 && den > 0 ? `${num}/${den}` : undefined;
}

function rounded(value: number): number {
  return Number(value.toPrecision(7));
}
