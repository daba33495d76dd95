import { extensionOf, readWith, type Format } from './format.ts';

/** Raw DV: the first block of a frame is a header section (IEC 61834-2, section type 0). Its timecode is in the subcode. */
export const dv: Format = {
  name: 'dv',
  label: 'DV',
  extensions: ['dv', 'dif'],
  role: 'media',
  evidence: 'real file',
  sniff: (head, fileName) =>
    dv.extensions.includes(extensionOf(fileName)) &&
    head.length >= 4 &&
    (head[0] ?? 0xff) >> 5 === 0 &&
    head[1] === 0x07 &&
    head[2] === 0x00,
  read: (source, engines) => readWith(source, engines, ['mediainfo', 'exiftool']),
};
