import { isTiff } from './dng.ts';
import { extensionOf, readWith, startsWith, type Format } from './format.ts';

/** Raw and TIFF stills beside the footage: reference frames, chart and lens grid photographs. */
export const rawStill: Format = {
  name: 'raw-still',
  label: 'Raw and TIFF stills',
  extensions: ['rw2', 'cr2', 'nef', 'arw', 'raf', 'tif', 'tiff'],
  role: 'media',
  evidence: 'real file',
  sniff: (head, fileName) =>
    rawStill.extensions.includes(extensionOf(fileName)) && (isTiff(head) || startsWith(head, 'IIU\0') || startsWith(head, 'FUJIFILM')),
  read: (source, engines) => readWith(source, engines, ['exiftool']),
};
