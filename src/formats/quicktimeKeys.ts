/**
 * Metadata keys of a QuickTime movie under their full names (`com.arri.camera.SensorFps`): the `keys` and `ilst` atoms of a `meta` atom.
 * Apple, QuickTime File Format, "Metadata structure". Engines shorten the names; two cameras' keys then look the same.
 */
const mostKeys = 2000;
const longestValue = 8192;
/** Panasonic writes its whole clip document under one key. */
const longestDocument = 256 * 1024;

/** `body` is the content of a `meta` atom, with or without its version word. Adds `key.NAME` entries. Never throws. */
export function readMetadataKeys(body: Uint8Array, values: Record<string, string>): void {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  // ISO files put version and flags first; QuickTime files do not.
  const start = body.length >= 8 && view.getUint32(0) === 0 && view.getUint32(4) >= 8 ? 4 : 0;
  let names: string[] = [];
  let items: { start: number; end: number } | undefined;
  for (const atom of children(view, start, body.length)) {
    if (atom.type === 'keys') names = keyNames(view, body, atom.start, atom.end);
    if (atom.type === 'ilst') items = atom;
  }
  if (!items || names.length === 0) return;
  for (const item of children(view, items.start, items.end)) {
    const index = item.code;
    const name = names[index - 1];
    if (name === undefined) continue;
    for (const data of children(view, item.start, item.end)) {
      if (data.type !== 'data' || data.start + 8 > data.end) continue;
      const limit = /xml$/i.test(name) ? longestDocument : longestValue;
      const value = valueText(view, body, view.getUint32(data.start) & 0xffffff, data.start + 8, data.end, limit);
      if (value !== undefined && values[`key.${name}`] === undefined) values[`key.${name}`] = value;
    }
  }
}

function keyNames(view: DataView, body: Uint8Array, start: number, end: number): string[] {
  const names: string[] = [];
  if (start + 8 > end) return names;
  const count = Math.min(view.getUint32(start + 4), mostKeys);
  let offset = start + 8;
  for (let index = 0; index < count && offset + 8 <= end; index += 1) {
    const size = view.getUint32(offset);
    if (size < 8 || offset + size > end) break;
    names.push(new TextDecoder().decode(body.subarray(offset + 8, offset + size)));
    offset += size;
  }
  return names;
}

/** Well-known types: 1 UTF-8, 2 UTF-16, 21 and 22 big-endian integers, 23 and 24 floats, 65 to 78 sized integers, 70 and 71 two floats. */
function valueText(view: DataView, body: Uint8Array, type: number, start: number, end: number, limit: number): string | undefined {
  const size = end - start;
  if (size <= 0) return undefined;
  switch (type) {
    case 1:
      return clean(new TextDecoder().decode(body.subarray(start, Math.min(end, start + limit))));
    case 2:
      return clean(new TextDecoder('utf-16be').decode(body.subarray(start, Math.min(end, start + limit))));
    case 21:
    case 65:
    case 66:
    case 67:
    case 74:
      return size === 1
        ? String(view.getInt8(start))
        : size === 2
          ? String(view.getInt16(start))
          : size === 4
            ? String(view.getInt32(start))
            : size === 8
              ? String(view.getBigInt64(start))
              : undefined;
    case 22:
    case 75:
    case 76:
    case 77:
    case 78:
      return size === 1
        ? String(view.getUint8(start))
        : size === 2
          ? String(view.getUint16(start))
          : size === 4
            ? String(view.getUint32(start))
            : size === 8
              ? String(view.getBigUint64(start))
              : undefined;
    case 23:
      return size >= 4 ? String(Number(view.getFloat32(start).toPrecision(7))) : undefined;
    // Points and dimensions: two floats.
    case 70:
    case 71:
      return size >= 8
        ? `${Number(view.getFloat32(start).toPrecision(7))},${Number(view.getFloat32(start + 4).toPrecision(7))}`
        : undefined;
    case 24:
      return size >= 8 ? String(view.getFloat64(start)) : undefined;
    default:
      return undefined;
  }
}

function clean(text: string): string | undefined {
  const trimmed = text.replace(/\0+$/, '').trim();
  return trimmed === '' ? undefined : trimmed;
}

function* children(view: DataView, start: number, end: number): Generator<{ type: string; code: number; start: number; end: number }> {
  let offset = start;
  for (let count = 0; count < mostKeys * 2 && offset + 8 <= end; count += 1) {
    const size = view.getUint32(offset);
    if (size < 8) return;
    const code = view.getUint32(offset + 4);
    const type = String.fromCharCode(code >>> 24, (code >>> 16) & 255, (code >>> 8) & 255, code & 255);
    yield { type, code, start: offset + 8, end: Math.min(end, offset + size) };
    offset += size;
  }
}
