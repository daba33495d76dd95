import type { RawMetadata } from '../domain/clip.ts';
import { readerVersion, startsWith, type Format } from './format.ts';

const headerBytes = 4096;

/**
 * ARRIRAW frames (.ari, HDE .arx): signature, header size and image size, which open decoders (RawSpeed) agree on. The rest of SMPTE RDD 30's header
 * was never seen here; camera, reel and timecode come from an ARRI Reference Tool or Meta Extract export beside the frames.
 */
export const arriraw: Format = {
  name: 'arriraw',
  label: 'ARRIRAW',
  extensions: ['ari', 'arx'],
  role: 'media',
  evidence: 'description',
  sniff: (head) => startsWith(head, 'ARRI'),
  async read(source) {
    const header = await source.read(0, headerBytes);
    const raw: RawMetadata = { source: 'arriraw', readerVersion, path: source.path, values: parseArriHeader(header) };
    const cut = header.length < headerBytes;
    return {
      raw: [raw],
      problems: cut
        ? [
            {
              severity: 'ERROR',
              code: 'FILE_TRUNCATED',
              message: `${source.path} ends inside its ARRIRAW header; copy it again from the card.`,
              at: source.path,
            },
          ]
        : [],
    };
  },
};

/** Flat values; sizes beyond 16384 pixels are no image. Never throws. */
export function parseArriHeader(header: Uint8Array): Record<string, string> {
  const values: Record<string, string> = { reader: 'ARRI' };
  if (header.length < 28) return values;
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  // 12345678 in the file's own byte order.
  const little = view.getUint32(4, true) === 0x12345678;
  const [width, height] = [view.getUint32(20, little), view.getUint32(24, little)];
  if (width > 0 && width <= 16384 && height > 0 && height <= 16384)
    Object.assign(values, { 'image.width': String(width), 'image.height': String(height) });
  return values;
}
