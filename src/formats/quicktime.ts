import type { RawMetadata } from '../domain/clip.ts';
import { readWith, startsWith, together, type Format, type Reading } from './format.ts';
import { readTelemetry } from './goproTelemetry.ts';
import { parseP2Clip } from './p2Clip.ts';
import { readQuickTimeAtoms } from './quicktimeAtoms.ts';
import { readSonyTelemetry } from './sonyTelemetry.ts';

const topAtoms = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];

/** QuickTime and MP4 of every camera that writes them: ARRI, Sony, Canon, Blackmagic, Z CAM, Apple, GoPro, DJI, phones. */
export const quicktime: Format = {
  name: 'quicktime',
  label: 'QuickTime and MP4',
  extensions: ['mov', 'mp4', 'm4v', 'qt', '3gp', 'lrv', 'lrf', 'insv', 'nev'],
  role: 'media',
  evidence: 'real file',
  sniff: (head) => topAtoms.some((type) => startsWith(head, type, 4)),
  async read(source, engines) {
    const own = await readQuickTimeAtoms(source);
    const atoms = own.raw.find(({ source: reader }) => reader === 'quicktime')?.values ?? {};
    const telemetry = await readTelemetry(source, atoms);
    const frames = await readSonyTelemetry(source, atoms);
    return together(panasonicDocument(own), telemetry, frames, await readWith(source, engines, ['mediainfo', 'exiftool']));
  },
};

/** Lumix movies carry Panasonic's clip document under one metadata key; it is read as what it is, and the key left out. */
function panasonicDocument(own: Reading): Reading {
  const [atoms, ...others] = own.raw;
  const key = Object.keys(atoms?.values ?? {}).find((name) => /^key\.com\.panasonic\..*xml$/i.test(name));
  if (!atoms || key === undefined) return own;
  const { [key]: document = '', ...values } = atoms.values;
  const { raw, problem } = parseP2Clip(document, atoms.path);
  const more: readonly RawMetadata[] = raw ? [raw] : [];
  return { raw: [{ ...atoms, values }, ...others, ...more], problems: problem ? [...own.problems, problem] : own.problems };
}
