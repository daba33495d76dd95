import { readWith, startsWith, together, type Format } from './format.ts';
import { readTelemetry } from './goproTelemetry.ts';
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
    const telemetry = await readTelemetry(source, own.raw[0]?.values ?? {});
    return together(own, telemetry, await readWith(source, engines, ['mediainfo', 'exiftool']));
  },
};
