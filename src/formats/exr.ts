import type { RawMetadata } from '../domain/clip.ts';
import type { ByteSource } from '../domain/ports/storage.ts';
import type { Problem } from '../domain/problem.ts';
import { readerVersion, type Format, type Reading } from './format.ts';

const magic = 20000630;
/** A header beyond this is refused; previews and long histories stay far below. */
const largestHeader = 4 * 1024 * 1024;
const mostAttributes = 4096;
/** Longer values (previews, blobs) are kept as their length. */
const longestValue = 8192;

/** OpenEXR header attributes of the first part, exact: rationals stay fractions, timecode its two integers (OpenEXR File Layout). */
export const exr: Format = {
  name: 'exr',
  label: 'OpenEXR',
  extensions: ['exr', 'sxr', 'mxr'],
  role: 'media',
  evidence: 'real file',
  sniff: (head) => head.length >= 4 && head[0] === 0x76 && head[1] === 0x2f && head[2] === 0x31 && head[3] === 0x01,
  read: readExr,
};

async function readExr(source: ByteSource): Promise<Reading> {
  for (let length = 65_536; ; length = largestHeader) {
    const header = await source.read(0, length);
    const { values, problems, complete } = parseExrHeader(header, source.path);
    if (complete || header.length < length || length === largestHeader) {
      if (!complete && problems.length === 0) {
        problems.push({
          severity: 'ERROR',
          code: 'FILE_TRUNCATED',
          message: `${source.path} ends inside its OpenEXR header; copy it again.`,
          at: source.path,
        });
      }
      const raw: RawMetadata = { source: 'exr', readerVersion, path: source.path, values };
      return { raw: [raw], problems };
    }
  }
}

/** Attributes of the first part as text. `complete` is false when more bytes are needed. Never throws. */
export function parseExrHeader(
  bytes: Uint8Array,
  path: string,
): { values: Record<string, string>; problems: Problem[]; complete: boolean } {
  const values: Record<string, string> = {};
  const problems: Problem[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) return { values, problems, complete: false };
  if (view.getUint32(0, true) !== magic) {
    problems.push({ severity: 'ERROR', code: 'NOT_EXR', message: `${path} does not start as OpenEXR does.`, at: path });
    return { values, problems, complete: true };
  }
  let offset = 8;
  const name = (): string | undefined => {
    const end = bytes.indexOf(0, offset);
    if (end < 0 || end - offset > 255) return undefined;
    const text = new TextDecoder('latin1').decode(bytes.subarray(offset, end));
    offset = end + 1;
    return text;
  };
  for (let count = 0; count < mostAttributes; count += 1) {
    if (bytes[offset] === 0) return { values, problems, complete: true };
    const key = name();
    const type = key === undefined ? undefined : name();
    if (key === undefined || type === undefined || offset + 4 > bytes.length) return { values, problems, complete: false };
    const size = view.getInt32(offset, true);
    offset += 4;
    if (size < 0 || size > largestHeader) {
      problems.push({
        severity: 'ERROR',
        code: 'HEADER_TOO_LARGE',
        message: `${path} claims ${size} bytes for the attribute ${key}; the rest was not read.`,
        at: path,
      });
      return { values, problems, complete: true };
    }
    if (offset + size > bytes.length) return { values, problems, complete: false };
    const text = attributeText(view, bytes, offset, size, type);
    if (text !== undefined) values[key] = text;
    offset += size;
  }
  return { values, problems, complete: true };
}

function attributeText(view: DataView, bytes: Uint8Array, offset: number, size: number, type: string): string | undefined {
  const list = (count: number, width: number, read: (at: number) => number) =>
    size < count * width ? undefined : Array.from({ length: count }, (_, index) => number(read(offset + index * width))).join(' ');
  const f32 = (at: number) => view.getFloat32(at, true);
  const i32 = (at: number) => view.getInt32(at, true);
  const u32 = (at: number) => view.getUint32(at, true);
  switch (type) {
    case 'string':
      return clean(new TextDecoder().decode(bytes.subarray(offset, offset + Math.min(size, longestValue))));
    case 'stringvector':
      return clean(new TextDecoder('latin1').decode(bytes.subarray(offset, offset + Math.min(size, longestValue))));
    case 'int':
      return list(1, 4, i32);
    case 'float':
      return list(1, 4, f32);
    case 'double':
      return list(1, 8, (at) => view.getFloat64(at, true));
    case 'rational':
      return size < 8 ? undefined : `${i32(offset)}/${u32(offset + 4)}`;
    case 'timecode':
      return list(2, 4, u32);
    case 'keycode':
      return list(7, 4, i32);
    case 'v2i':
      return list(2, 4, i32);
    case 'v2f':
      return list(2, 4, f32);
    case 'v3i':
      return list(3, 4, i32);
    case 'v3f':
      return list(3, 4, f32);
    case 'box2i':
      return list(4, 4, i32);
    case 'box2f':
      return list(4, 4, f32);
    case 'chromaticities':
      return list(8, 4, f32);
    case 'm33f':
      return list(9, 4, f32);
    case 'm44f':
      return list(16, 4, f32);
    case 'compression':
    case 'lineOrder':
    case 'envmap':
    case 'deepImageState':
      return size < 1 ? undefined : String(bytes[offset]);
    case 'chlist':
      return channelText(view, bytes, offset, size);
    default:
      return `(${type}, ${size} bytes)`;
  }
}

/** `R:half G:half B:half`. */
function channelText(view: DataView, bytes: Uint8Array, offset: number, size: number): string {
  const channels: string[] = [];
  const types = ['uint', 'half', 'float'];
  let at = offset;
  while (at < offset + size && bytes[at] !== 0 && channels.length < 1024) {
    const end = bytes.indexOf(0, at);
    if (end < 0 || end + 17 > offset + size) break;
    channels.push(`${new TextDecoder('latin1').decode(bytes.subarray(at, end))}:${types[view.getInt32(end + 1, true)] ?? '?'}`);
    at = end + 17;
  }
  return channels.join(' ');
}

/** Single precision printed with the digits that it holds: 0.02, not 0.0199999995. */
function number(value: number): string {
  if (!Number.isFinite(value)) return '';
  return String(Number.isInteger(value) ? value : Number(Math.fround(value) === value ? value.toPrecision(7) : value));
}

function clean(text: string): string {
  return text.replace(/\0+$/, '').trim();
}
