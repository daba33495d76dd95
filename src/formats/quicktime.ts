import { readWith, startsWith, together, type Format } from './format.ts';
import { readQuickTimeAtoms } from './quicktimeAtoms.ts';

const topAtoms = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];

/** QuickTime and MP4 of every camera that writes them: ARRI, Sony, Canon, Blackmagic, Z CAM, Apple, GoPro, DJI, phones. */
export const quicktime: Format = {
  name: 'quicktime',
  label: 'QuickTime and MP4',
  extensions: ['mov', 'mp4', 'm4v', 'qt', '3gp', 'lrv', 'lrf', 'insv'],
  role: 'media',
  evidence: 'real file',
  sniff: (head) => topAtoms.some((type) => startsWith(head, type, 4)),
  async read(source, engines) {
    const own = await readQuickTimeAtoms(source);
    // Telemetry tracks (GoPro) hold place and exposure; only then is the costlier reading worth its time.
    const embedded = own.raw.some(({ values }) => Object.values(values).some((value) => value === 'gpmd'));
    return together(own, await readWith(source, engines, ['mediainfo', 'exiftool'], { embedded }));
  },
};
