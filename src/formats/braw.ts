import { extensionOf, readWith, together, type Format } from './format.ts';
import { quicktime } from './quicktime.ts';
import { readQuickTimeAtoms } from './quicktimeAtoms.ts';

/** Blackmagic RAW: a QuickTime movie whose metadata keys hold what the camera was set to. Frame by frame values need the maker's SDK dump. */
export const braw: Format = {
  name: 'braw',
  label: 'Blackmagic RAW',
  extensions: ['braw'],
  role: 'media',
  evidence: 'description',
  sniff: (head, fileName) => extensionOf(fileName) === 'braw' && quicktime.sniff(head, fileName),
  async read(source, engines) {
    return together(await readQuickTimeAtoms(source), await readWith(source, engines, ['mediainfo', 'exiftool']));
  },
};
