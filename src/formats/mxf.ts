import { readWith, type Format } from './format.ts';

/** Partition pack of a header, SMPTE ST 377-1 clause 7.1; a run-in of up to 64 KiB may stand before it (clause 6.5). */
const partitionKey = [0x06, 0x0e, 0x2b, 0x34, 0x02, 0x05, 0x01, 0x01, 0x0d, 0x01, 0x02, 0x01, 0x01, 0x02];

/** MXF OP1a and OPAtom, with the acquisition metadata of SMPTE RDD 18 where the camera writes it. */
export const mxf: Format = {
  name: 'mxf',
  label: 'MXF',
  extensions: ['mxf'],
  role: 'media',
  evidence: 'real file',
  sniff: (head) => hasPartition(head),
  read: (source, engines) => readWith(source, engines, ['mediainfo', 'exiftool']),
};

function hasPartition(head: Uint8Array): boolean {
  for (let offset = head.indexOf(partitionKey[0]!); offset >= 0; offset = head.indexOf(partitionKey[0]!, offset + 1)) {
    // Byte 8 is the registry version.
    if (partitionKey.every((byte, index) => index === 7 || head[offset + index] === byte)) return true;
  }
  return false;
}
