import { readBrawClip } from './brawFrame.ts';
import { extensionOf, readWith, together, type Format } from './format.ts';
import { quicktime } from './quicktime.ts';
import { readQuickTimeAtoms } from './quicktimeAtoms.ts';

/** Blackmagic RAW: a QuickTime movie whose metadata keys hold what the camera was set to, and each frame a header of its own. */
export const braw: Format = {
  name: 'braw',
  label: 'Blackmagic RAW',
  extensions: ['braw'],
  role: 'media',
  evidence: 'description',
  sniff: (head, fileName) => extensionOf(fileName) === 'braw' && quicktime.sniff(head, fileName),
  async read(source, engines) {
    const own = await readQuickTimeAtoms(source);
    const clip = await readBrawClip(source, own.raw.find(({ source: reader }) => reader === 'quicktime')?.values ?? {});
    return together(own, clip, await readWith(source, engines, ['mediainfo', 'exiftool']));
  },
};
