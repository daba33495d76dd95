import { extensionOf, readWith, type Format } from './format.ts';

/** CinemaDNG frames and DNG stills: TimeCodes, ReelName and FrameRate of the CinemaDNG specification by ExifTool. */
export const dng: Format = {
  name: 'dng',
  label: 'CinemaDNG and DNG',
  extensions: ['dng', 'gpr'],
  role: 'media',
  evidence: 'real file',
  sniff: (head, fileName) => ['dng', 'gpr'].includes(extensionOf(fileName)) && isTiff(head),
  read: (source, engines) => readWith(source, engines, ['exiftool']),
};

/** TIFF and BigTIFF in both byte orders. */
export function isTiff(head: Uint8Array): boolean {
  const [a, b, c, d] = head;
  return (a === 0x49 && b === 0x49 && (c === 42 || c === 43) && d === 0) || (a === 0x4d && b === 0x4d && c === 0 && (d === 42 || d === 43));
}
