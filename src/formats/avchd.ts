import { extensionOf, readWith, type Format } from './format.ts';

/** AVCHD and HDV transport streams: packets of 188 bytes, or of 192 with an arrival time before each. */
export const avchd: Format = {
  name: 'avchd',
  label: 'AVCHD and HDV transport stream',
  extensions: ['mts', 'm2ts', 'm2t', 'ts'],
  role: 'media',
  evidence: 'real file',
  sniff: (head, fileName) => avchd.extensions.includes(extensionOf(fileName)) && (isPacketed(head, 0, 188) || isPacketed(head, 4, 192)),
  read: (source, engines) => readWith(source, engines, ['mediainfo', 'exiftool']),
};

function isPacketed(head: Uint8Array, first: number, size: number): boolean {
  return head[first] === 0x47 && (head.length <= first + size || head[first + size] === 0x47);
}
