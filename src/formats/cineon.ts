import type { RawMetadata } from '../domain/clip.ts';
import { fixedText, readerVersion, type Format } from './format.ts';

/** Generic, origination and film headers of Kodak's Cineon 4.5: 2048 bytes. */
const headerBytes = 2048;
const genericBytes = 1024;

export const cineon: Format = {
  name: 'cineon',
  label: 'Cineon',
  extensions: ['cin'],
  role: 'media',
  evidence: 'real file',
  sniff: (head) => isBig(head) || isLittle(head),
  async read(source) {
    const header = await source.read(0, headerBytes);
    const raw: RawMetadata = { source: 'cineon', readerVersion, path: source.path, values: parseCineonHeader(header) };
    return { raw: [raw], problems: [] };
  },
};

const isBig = (head: Uint8Array) => head[0] === 0x80 && head[1] === 0x2a && head[2] === 0x5f && head[3] === 0xd7;
const isLittle = (head: Uint8Array) => head[0] === 0xd7 && head[1] === 0x5f && head[2] === 0x2a && head[3] === 0x80;

/** Flat values; fields of all one bits are undefined and left out. Never throws. */
export function parseCineonHeader(bytes: Uint8Array): Record<string, string> {
  const values: Record<string, string> = {};
  if (!isBig(bytes) && !isLittle(bytes)) return values;
  const little = isLittle(bytes);
  // Where the picture begins early there is no film header.
  const picture = bytes.length >= 8 ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, little) : headerBytes;
  const header = bytes.subarray(0, picture >= genericBytes ? Math.min(picture, headerBytes) : headerBytes);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const text = (key: string, offset: number, length: number) => {
    const found = offset < header.length ? fixedText(header, offset, length) : undefined;
    if (found) values[key] = found;
  };
  const u8 = (key: string, offset: number) => {
    if (offset < header.length && header[offset] !== 0xff) values[key] = String(header[offset]);
  };
  const u32 = (key: string, offset: number) => {
    if (offset + 4 > header.length) return;
    const value = view.getUint32(offset, little);
    if (value !== 0xffffffff) values[key] = String(value);
  };
  const f32 = (key: string, offset: number) => {
    if (offset + 4 > header.length || view.getUint32(offset, little) === 0xffffffff) return;
    const value = view.getFloat32(offset, little);
    if (Number.isFinite(value) && Math.abs(value) > 1e-6 && Math.abs(value) < 1e9) values[key] = String(Math.round(value * 1e6) / 1e6);
  };
  text('version', 24, 8);
  text('file.name', 32, 100);
  text('file.date', 132, 12);
  text('file.time', 144, 12);
  u8('image.orientation', 192);
  u8('image.channels', 193);
  u8('image.bitDepth', 198);
  u32('image.pixelsPerLine', 200);
  u32('image.lines', 204);
  text('source.file', 1032, 100);
  text('source.date', 1132, 12);
  text('source.time', 1144, 12);
  text('source.device', 1156, 64);
  text('source.model', 1220, 32);
  text('source.serial', 1252, 32);
  u8('film.manufacturer', 1536);
  u8('film.type', 1537);
  u8('film.perfOffset', 1538);
  u32('film.prefix', 1540);
  u32('film.count', 1544);
  text('film.format', 1548, 32);
  u32('film.framePosition', 1580);
  f32('film.frameRate', 1584);
  text('film.frameId', 1588, 32);
  text('film.slate', 1620, 200);
  return values;
}
