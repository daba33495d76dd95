import type { RawMetadata } from '../domain/clip.ts';
import type { Problem } from '../domain/problem.ts';
import { fixedText, readerVersion, type Format } from './format.ts';

/** Generic, orientation, film and television headers (SMPTE ST 268-1): 2048 bytes; the user header is not read. */
const headerBytes = 2048;
/** Generic, image and orientation headers, which every file has; the television header's timecode ends at byte 1924. */
const genericBytes = 1664;
const undefinedU32 = 0xffffffff;

/** DPX, read by ourselves: no engine gives timecode, reel and keycode of every writer. */
export const dpx: Format = {
  name: 'dpx',
  label: 'DPX',
  extensions: ['dpx'],
  role: 'media',
  evidence: 'real file',
  sniff: (head) => magicOf(head) !== undefined,
  async read(source) {
    const header = await source.read(0, headerBytes);
    const { values, problems } = parseDpxHeader(header, source.path);
    const raw: RawMetadata = { source: 'dpx', readerVersion, path: source.path, values };
    return { raw: [raw], problems };
  },
};

function magicOf(head: Uint8Array): 'big' | 'little' | undefined {
  const magic = String.fromCharCode(...head.subarray(0, 4));
  return magic === 'SDPX' ? 'big' : magic === 'XPDS' ? 'little' : undefined;
}

/**
 * Flat values of a DPX header; a field of all one bits is undefined and left out (ST 268-1, clause 5). The film and television headers may be missing:
 * FFmpeg and others begin the picture where they would stand, and its bytes are no timecode. Never throws.
 */
export function parseDpxHeader(bytes: Uint8Array, path: string): { values: Record<string, string>; problems: Problem[] } {
  const problems: Problem[] = [];
  const values: Record<string, string> = {};
  const order = magicOf(bytes);
  if (!order)
    return { values, problems: [{ severity: 'ERROR', code: 'NOT_DPX', message: `${path} does not start with SDPX or XPDS.`, at: path }] };
  const little = order === 'little';
  const picture = bytes.length >= 8 ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, little) : headerBytes;
  const headerEnd = picture >= genericBytes ? Math.min(picture, headerBytes) : headerBytes;
  const header = bytes.subarray(0, headerEnd);
  if (header.length < headerEnd) {
    problems.push({
      severity: 'WARN',
      code: 'FILE_TRUNCATED',
      message: `${path} ends inside its DPX header (${header.length} of ${headerEnd} bytes).`,
      at: path,
    });
  }
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const u8 = (key: string, offset: number) => {
    if (offset < header.length && header[offset] !== 0xff) values[key] = String(header[offset]);
  };
  const u16 = (key: string, offset: number) => {
    if (offset + 2 > header.length) return;
    const value = view.getUint16(offset, little);
    if (value !== 0xffff) values[key] = String(value);
  };
  const u32 = (key: string, offset: number) => {
    if (offset + 4 > header.length) return;
    const value = view.getUint32(offset, little);
    if (value !== undefinedU32) values[key] = String(value);
  };
  const f32 = (key: string, offset: number) => {
    if (offset + 4 > header.length || view.getUint32(offset, little) === undefinedU32) return;
    const value = view.getFloat32(offset, little);
    // A rate or an angle of 1e-30 is an uninitialised field.
    if (Number.isFinite(value) && (value === 0 || (Math.abs(value) > 1e-6 && Math.abs(value) < 1e9)))
      values[key] = String(Math.round(value * 1e6) / 1e6);
  };
  const text = (key: string, offset: number, length: number) => {
    const found = offset < header.length ? fixedText(header, offset, length) : undefined;
    if (found) values[key] = found;
  };
  values['endian'] = order;
  text('version', 8, 8);
  text('file.name', 36, 100);
  text('file.created', 136, 24);
  text('file.creator', 160, 100);
  text('file.project', 260, 200);
  text('file.copyright', 460, 200);
  u16('image.orientation', 768);
  u16('image.elements', 770);
  u32('image.pixelsPerLine', 772);
  u32('image.lines', 776);
  u8('image.descriptor', 800);
  u8('image.transfer', 801);
  u8('image.colorimetric', 802);
  u8('image.bitDepth', 803);
  u16('image.packing', 804);
  u16('image.encoding', 806);
  u32('orientation.xOffset', 1408);
  u32('orientation.yOffset', 1412);
  u32('orientation.xOriginalSize', 1424);
  u32('orientation.yOriginalSize', 1428);
  text('source.file', 1432, 100);
  text('source.created', 1532, 24);
  text('source.device', 1556, 32);
  text('source.serial', 1588, 32);
  u32('source.pixelAspectH', 1628);
  u32('source.pixelAspectV', 1632);
  text('film.manufacturer', 1664, 2);
  text('film.type', 1666, 2);
  text('film.perfOffset', 1668, 2);
  text('film.prefix', 1670, 6);
  text('film.count', 1676, 4);
  text('film.format', 1680, 32);
  u32('film.framePosition', 1712);
  u32('film.sequenceLength', 1716);
  u32('film.heldCount', 1720);
  f32('film.frameRate', 1724);
  f32('film.shutterAngle', 1728);
  text('film.frameId', 1732, 32);
  text('film.slate', 1764, 100);
  hex(values, 'television.timecode', view, 1920, little);
  hex(values, 'television.userBits', view, 1924, little);
  u8('television.interlace', 1928);
  u8('television.videoSignal', 1930);
  f32('television.frameRate', 1940);
  f32('television.gamma', 1948);
  f32('television.integrationTime', 1968);
  return { values, problems };
}

/** Eight hexadecimal digits, as BCD is read; all one bits are no value. */
function hex(values: Record<string, string>, key: string, view: DataView, offset: number, little: boolean): void {
  if (offset + 4 > view.byteLength) return;
  const value = view.getUint32(offset, little);
  if (value !== undefinedU32) values[key] = value.toString(16).padStart(8, '0');
}
