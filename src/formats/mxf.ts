import type { ByteSource } from '../domain/ports/storage.ts';
import { readWith, together, type Format, type Reading } from './format.ts';
import { readTapeTimecode } from './mxfPackages.ts';
import { parseNonRealTimeMeta } from './nonRealTimeMeta.ts';

/** Partition pack of a header, SMPTE ST 377-1 clause 7.1; a run-in of up to 64 KiB may stand before it (clause 6.5). */
const partitionKey = [0x06, 0x0e, 0x2b, 0x34, 0x02, 0x05, 0x01, 0x01, 0x0d, 0x01, 0x02, 0x01, 0x01, 0x02];
/** Header metadata of cameras end well within; what lies behind is essence. */
const headerBytes = 1024 * 1024;

/** MXF OP1a and OPAtom, with the acquisition metadata of SMPTE RDD 18 where the camera writes it. */
export const mxf: Format = {
  name: 'mxf',
  label: 'MXF',
  extensions: ['mxf'],
  role: 'media',
  evidence: 'real file',
  sniff: (head) => hasPartition(head),
  async read(source, engines) {
    const tape = { raw: await readTapeTimecode(source), problems: [] };
    return together(await readWith(source, engines, ['mediainfo', 'exiftool']), await embeddedDocument(source), tape);
  },
};

/** Sony puts the clip's NonRealTimeMeta document into the header of the file, as text. */
async function embeddedDocument(source: ByteSource): Promise<Reading> {
  const header = new TextDecoder('latin1').decode(await source.read(0, headerBytes));
  const found = /<\?xml[^>]{0,200}\?>\s*<NonRealTimeMeta[\s>]/.exec(header);
  const end = found ? header.indexOf('</NonRealTimeMeta>', found.index) : -1;
  if (!found || end < 0) return { raw: [], problems: [] };
  const bytes = await source.read(found.index, end - found.index + '</NonRealTimeMeta>'.length);
  const { raw, problem } = parseNonRealTimeMeta(new TextDecoder().decode(bytes), source.path);
  return { raw: raw ? [raw] : [], problems: problem ? [problem] : [] };
}

function hasPartition(head: Uint8Array): boolean {
  for (let offset = head.indexOf(partitionKey[0]!); offset >= 0; offset = head.indexOf(partitionKey[0]!, offset + 1)) {
    // Byte 8 is the registry version.
    if (partitionKey.every((byte, index) => index === 7 || head[offset + index] === byte)) return true;
  }
  return false;
}
