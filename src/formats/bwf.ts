import type { RawMetadata } from '../domain/clip.ts';
import type { ByteSource } from '../domain/ports/storage.ts';
import type { Problem } from '../domain/problem.ts';
import { fixedText, readerVersion, readWith, startsWith, together, type Format, type Reading } from './format.ts';

const mostChunks = 512;
const largestText = 1024 * 1024;

/** Broadcast Wave and RF64 of the sound recordist: time reference to the sample (EBU Tech 3285), scene, take and tape of iXML. */
export const bwf: Format = {
  name: 'bwf',
  label: 'Broadcast Wave',
  extensions: ['wav', 'bwf', 'rf64'],
  role: 'media',
  evidence: 'real file',
  sniff: (head) => (startsWith(head, 'RIFF') || startsWith(head, 'RF64') || startsWith(head, 'BW64')) && startsWith(head, 'WAVE', 8),
  async read(source, engines) {
    return together(await readChunks(source), await readWith(source, engines, ['mediainfo']));
  },
};

/** Walks the chunks; media data is skipped, never read. */
export async function readChunks(source: ByteSource): Promise<Reading> {
  const values: Record<string, string> = {};
  const problems: Problem[] = [];
  let offset = 12;
  for (let count = 0; count < mostChunks && offset + 8 <= source.sizeBytes; count += 1) {
    const header = await source.read(offset, 8);
    if (header.length < 8) break;
    const view = new DataView(header.buffer, header.byteOffset, 8);
    const name = new TextDecoder('latin1').decode(header.subarray(0, 4));
    const size = view.getUint32(4, true);
    if (name === 'fmt ' || name === 'bext' || name === 'iXML') {
      if (size > largestText)
        problems.push({
          severity: 'WARN',
          code: 'HEADER_TOO_LARGE',
          message: `${source.path} claims ${size} bytes for its ${name.trim()} chunk; it was not read.`,
          at: source.path,
        });
      else readChunk(name, await source.read(offset + 8, size), values);
    }
    // The size of the data chunk of RF64 is in ds64; what follows it is not looked for.
    if (name === 'data' && size === 0xffffffff) break;
    offset += 8 + size + (size % 2);
  }
  if (Object.keys(values).length === 0)
    problems.push({
      severity: 'ERROR',
      code: 'FILE_TRUNCATED',
      message: `${source.path} ends before its format chunk; copy it again.`,
      at: source.path,
    });
  const raw: RawMetadata = { source: 'bwf', readerVersion, path: source.path, values };
  return { raw: [raw], problems };
}

function readChunk(name: string, chunk: Uint8Array, values: Record<string, string>): void {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (name === 'fmt ' && chunk.length >= 16) {
    values['fmt.channels'] = String(view.getUint16(2, true));
    values['fmt.sampleRate'] = String(view.getUint32(4, true));
    values['fmt.bitsPerSample'] = String(view.getUint16(14, true));
  }
  if (name === 'bext' && chunk.length >= 346) {
    const description = fixedText2(chunk, 0, 256);
    if (description) values['bext.description'] = description;
    for (const [key, offset, length] of [
      ['originator', 256, 32],
      ['originatorReference', 288, 32],
      ['date', 320, 10],
      ['time', 330, 8],
    ] as const) {
      const text = fixedText(chunk, offset, length);
      if (text) values[`bext.${key}`] = text;
    }
    values['bext.timeReference'] = String(view.getBigUint64(338, true));
    // Sound Devices and others write `sSCENE=...` lines into the description, the first letter being the drive.
    for (const line of (description ?? '').split(/[\r\n]+/)) {
      const found = /^[a-z]?(UBITS|SCENE|TAKE|TAPE|FRAMERATE|SPEED|NOTE|TRK\d+)=(.*)$/.exec(line.trim());
      if (found?.[1] && found[2]?.trim()) values[`bext.${found[1]}`] = found[2].trim();
    }
  }
  if (name === 'iXML') readIxml(new TextDecoder().decode(chunk), values);
}

function fixedText2(chunk: Uint8Array, offset: number, length: number): string | undefined {
  const field = chunk.subarray(offset, offset + length);
  const end = field.indexOf(0);
  const text = new TextDecoder('latin1').decode(end < 0 ? field : field.subarray(0, end)).trim();
  return text === '' ? undefined : text;
}

/** Leaves of the iXML document by their path below BWFXML; a small fixed vocabulary, so that no entity or depth can hurt. */
function readIxml(text: string, values: Record<string, string>): void {
  const path: string[] = [];
  const tags = /<(\/?)([A-Za-z_][\w.-]*)[^>]*?(\/?)>([^<]*)/g;
  let count = 0;
  for (const found of text.matchAll(tags)) {
    if ((count += 1) > 5000) return;
    const [, closing, name, selfClosing, content] = found;
    if (closing === '/') {
      path.pop();
      continue;
    }
    if (selfClosing === '/' || path.length > 16) continue;
    path.push(name ?? '');
    const value = (content ?? '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&')
      .trim();
    const key = `ixml.${path.filter((part) => part !== 'BWFXML').join('.')}`;
    if (value !== '' && values[key] === undefined) values[key] = value;
  }
}
