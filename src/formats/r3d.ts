import { readWith, startsWith, type Format } from './format.ts';

/** REDCODE RAW: ExifTool reads the header of each segment; MediaInfo and ffprobe do not. */
export const r3d: Format = {
  name: 'r3d',
  label: 'RED R3D',
  extensions: ['r3d'],
  role: 'media',
  evidence: 'real file',
  sniff: (head) => startsWith(head, 'RED1', 4) || startsWith(head, 'RED2', 4),
  read: (source, engines) => readWith(source, engines, ['exiftool']),
};
