/**
 * The few atoms of a QuickTime or ISO base media file that decide a match: timecode tracks, reel name, frame count, exact rate.
 * Apple, QuickTime File Format, "Timecode media"; ISO/IEC 14496-12. Every size is checked against its parent before it is believed.
 */
import type { RawMetadata } from '../domain/clip.ts';
import type { ByteSource } from '../domain/ports/storage.ts';
import type { Problem } from '../domain/problem.ts';
import { snapFrameRate } from '../domain/frameRate.ts';
import { rational } from '../domain/rational.ts';
import { fixedText, readerVersion, type Reading } from './format.ts';
import { parseNonRealTimeMeta } from './nonRealTimeMeta.ts';
import { atomsIn, child, firstSampleSize, fourCharacters, mostSamples, sampleOffsets, type Atom } from './quicktimeBoxes.ts';
import { readMetadataKeys } from './quicktimeKeys.ts';

/** A movie header beyond this is refused: an hour of ProRes has less than 8 MiB of sample tables. */
const largestMoov = 128 * 1024 * 1024;
/** Atoms looked at behind the movie header: what cameras add stands close to it, fragments go on for thousands. */
const mostAtomsBehind = 64;
/** An embedded clip document has some 10 KiB. */
const largestXml = 4 * 1024 * 1024;
/** Tracks whose first sample says something: telemetry of GoPro and Sony, the header of a Blackmagic RAW frame. */
const wantedSamples = /^(gpmd|rtmd|br[a-z0-9]{2})$/;
/** Top-level atoms looked at; fragmented movies have thousands, camera originals a handful. */
const mostTopAtoms = 4096;

type Track = { index: number; values: Record<string, string>; handler: string; tmcd?: TimecodeEntry; timescale: number };
type TimecodeEntry = { base: number; sampleOffsets: number[]; durations: number[]; frameDuration: number };

export async function readQuickTimeAtoms(source: ByteSource): Promise<Reading> {
  const problems: Problem[] = [];
  const found = await findMoov(source, problems);
  const moov = found.moov;
  const embedded = found.xml === undefined ? [] : embeddedXml(found.xml, source.path);
  if (!moov) return { raw: embedded, problems };
  const view = new DataView(moov.buffer, moov.byteOffset, moov.byteLength);
  const values: Record<string, string> = {};
  const tracks: Track[] = [];
  for (const atom of atomsIn(view, 0, view.byteLength)) {
    if (atom.type === 'mvhd') readMovieHeader(view, atom, values);
    if (atom.type === 'meta') readMetadataKeys(moov.subarray(atom.start, atom.end), values);
    if (atom.type === 'udta') {
      for (const inner of atomsIn(view, atom.start, atom.end))
        if (inner.type === 'meta') readMetadataKeys(moov.subarray(inner.start, inner.end), values);
    }
    if (atom.type === 'trak' && tracks.length < 64) tracks.push(readTrack(view, atom, tracks.length + 1));
  }
  const runs: Record<string, { in: number; out: number; value: string }[]> = {};
  for (const track of tracks) {
    for (const [key, value] of Object.entries(track.values)) values[`trak${track.index}.${key}`] = value;
    if (track.tmcd) await readCounters(source, track, values, runs);
  }
  const raw: RawMetadata = {
    source: 'quicktime',
    readerVersion,
    path: source.path,
    values,
    ...(Object.keys(runs).length > 0 ? { runs } : {}),
  };
  return { raw: [raw, ...embedded], problems };
}

/** Sony writes its NonRealTimeMeta document into a `meta` atom of the file itself. */
function embeddedXml(text: string, path: string): RawMetadata[] {
  const raw = /<NonRealTimeMeta[\s>]/.test(text) ? parseNonRealTimeMeta(text, path).raw : undefined;
  return raw ? [raw] : [];
}

type Found = { moov?: Uint8Array; xml?: string | undefined };

async function findMoov(source: ByteSource, problems: Problem[]): Promise<Found> {
  const found: Found = {};
  let offset = 0;
  let left = mostTopAtoms;
  for (; left > 0 && offset + 8 <= source.sizeBytes; left -= 1) {
    const header = await source.read(offset, 16);
    if (header.length < 8) break;
    const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
    const type = fourCharacters(view, 4);
    let size = view.getUint32(0);
    let headerSize = 8;
    if (size === 1 && header.length === 16) {
      size = Number(view.getBigUint64(8));
      headerSize = 16;
    }
    if (size === 0) size = source.sizeBytes - offset;
    if (size < headerSize) break;
    if (type === 'moov') {
      if (size > largestMoov) {
        problems.push({
          severity: 'ERROR',
          code: 'HEADER_TOO_LARGE',
          message: `${source.path} claims a movie header of ${size} bytes; it was not read.`,
          at: source.path,
        });
        return found;
      }
      if (offset + size > source.sizeBytes) {
        problems.push({
          severity: 'ERROR',
          code: 'FILE_TRUNCATED',
          message: `${source.path} ends inside its movie header; copy it again from the card.`,
          at: source.path,
        });
      }
      found.moov ??= await source.read(offset + headerSize, size - headerSize);
      left = Math.min(left, mostAtomsBehind);
    }
    if (type === 'meta' && size <= largestXml) found.xml ??= xmlOf(await source.read(offset + headerSize, size - headerSize));
    offset += size;
  }
  const cut = offset > source.sizeBytes;
  if (found.moov) {
    // A header in front says everything, and its pictures may be half a copy all the same.
    if (cut && !problems.some(({ code }) => code === 'FILE_TRUNCATED')) {
      problems.push({
        severity: 'ERROR',
        code: 'FILE_TRUNCATED',
        message: `${source.path} ends ${offset - source.sizeBytes} bytes before its pictures do; copy it again from the card.`,
        at: source.path,
      });
    }
    return found;
  }
  problems.push({
    severity: 'ERROR',
    code: cut ? 'FILE_TRUNCATED' : 'NO_MOVIE_HEADER',
    message: cut
      ? `${source.path} ends before its movie header; copy it again from the card.`
      : `${source.path} has no movie header (moov); it was not closed by the recorder.`,
    at: source.path,
  });
  return found;
}

/** The `xml ` atom of a `meta` atom, with or without the latter's version word. */
function xmlOf(meta: Uint8Array): string | undefined {
  const view = new DataView(meta.buffer, meta.byteOffset, meta.byteLength);
  const start = meta.length >= 8 && view.getUint32(0) === 0 && view.getUint32(4) >= 8 ? 4 : 0;
  for (const atom of atomsIn(view, start, meta.length))
    if (atom.type === 'xml ') return new TextDecoder().decode(meta.subarray(atom.start + 4, atom.end)).replace(/\0+$/, '');
  return undefined;
}

function readMovieHeader(view: DataView, atom: Atom, values: Record<string, string>): void {
  const wide = atom.end - atom.start >= 32 && view.getUint8(atom.start) === 1;
  const offset = atom.start + (wide ? 20 : 12);
  if (offset + 8 <= atom.end) values['mvhd.timescale'] = String(view.getUint32(offset));
}

function readTrack(view: DataView, trak: Atom, index: number): Track {
  const values: Record<string, string> = {};
  const media = child(view, trak, 'mdia');
  const handlerAtom = media && child(view, media, 'hdlr');
  const handler = handlerAtom && handlerAtom.start + 12 <= handlerAtom.end ? fourCharacters(view, handlerAtom.start + 8) : '';
  const track: Track = { index, values, handler, timescale: 0 };
  if (!media) return track;
  values['handler'] = handler;
  const header = child(view, media, 'mdhd');
  if (header && header.end - header.start >= 20) {
    const wide = view.getUint8(header.start) === 1 && header.end - header.start >= 32;
    track.timescale = view.getUint32(header.start + (wide ? 20 : 12));
    values['timescale'] = String(track.timescale);
    values['duration'] = String(wide ? view.getBigUint64(header.start + 24) : view.getUint32(header.start + 16));
  }
  const table = child(view, media, 'minf', 'stbl');
  if (!table) return track;
  const entry = firstDescription(view, table);
  if (entry) values['codec'] = entry.type;
  const timing = readTiming(view, table);
  if (timing.samples > 0) values['samples'] = String(timing.samples);
  if (entry && wantedSamples.test(entry.type)) {
    const [first] = sampleOffsets(view, table, 1);
    const size = firstSampleSize(view, table);
    if (first !== undefined && size !== undefined) Object.assign(values, { 'sample.offset': String(first), 'sample.size': String(size) });
  }
  if (handler === 'vide') readPicture(view, entry, track, timing);
  if (handler === 'tmcd' && entry) readTimecodeEntry(view, entry, table, track, timing);
  const edits = child(view, trak, 'edts', 'elst');
  if (edits) readEdits(view, edits, values);
  return track;
}

function firstDescription(view: DataView, table: Atom): Atom | undefined {
  const descriptions = child(view, table, 'stsd');
  if (!descriptions || descriptions.start + 16 > descriptions.end) return undefined;
  for (const atom of atomsIn(view, descriptions.start + 8, descriptions.end)) return atom;
  return undefined;
}

type Timing = {
  readonly samples: number;
  readonly constantDelta?: number;
  readonly entries: readonly (readonly [count: number, delta: number])[];
};

function readTiming(view: DataView, table: Atom): Timing {
  const times = child(view, table, 'stts');
  if (!times || times.start + 8 > times.end) return { samples: 0, entries: [] };
  const count = Math.min(view.getUint32(times.start + 4), Math.floor((times.end - times.start - 8) / 8));
  const entries: [number, number][] = [];
  let samples = 0;
  for (let index = 0; index < count; index += 1) {
    const offset = times.start + 8 + index * 8;
    samples += view.getUint32(offset);
    entries.push([view.getUint32(offset), view.getUint32(offset + 4)]);
  }
  // The last frame often has a rounded duration of its own; it does not make the rate variable.
  const delta = entries[0]?.[1];
  const steady =
    delta !== undefined &&
    delta > 0 &&
    entries.every(([number, other], index) => other === delta || (index === entries.length - 1 && number === 1));
  return { samples, entries, ...(steady ? { constantDelta: delta } : {}) };
}

function readPicture(view: DataView, entry: Atom | undefined, track: Track, timing: Timing): void {
  if (entry && entry.start + 28 <= entry.end) {
    const width = view.getUint16(entry.start + 24);
    const height = view.getUint16(entry.start + 26);
    if (width > 0 && height > 0) Object.assign(track.values, { width: String(width), height: String(height) });
  }
  if (entry) readPictureAtoms(view, entry, track.values);
  if (timing.constantDelta && track.timescale > 0) {
    const rate = rational(track.timescale, timing.constantDelta);
    // Phones time frames unevenly; a first duration that is no known rate is then nobody's rate.
    const known = snapFrameRate(rate.num / rate.den) !== undefined;
    if (timing.entries.length === 1 || known) track.values['rate'] = `${rate.num}/${rate.den}`;
  }
}

/** Behind the 78 bytes of a visual sample entry: `logs` is Apple's name of the curve that it recorded, which `colr` cannot say. */
function readPictureAtoms(view: DataView, entry: Atom, values: Record<string, string>): void {
  for (const atom of atomsIn(view, entry.start + 78, entry.end)) {
    const text = (from: number) =>
      fixedText(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), from, Math.min(128, atom.end - from));
    if (atom.type === 'logs') {
      const curve = text(atom.start);
      if (curve !== undefined) values['logs'] = curve;
    }
    if (atom.type === 'colr' && atom.end - atom.start >= 10)
      values['colr'] = `${fourCharacters(view, atom.start)} ${[4, 6, 8].map((at) => view.getUint16(atom.start + at)).join(' ')}`;
    if (atom.type === 'pasp' && atom.end - atom.start >= 8)
      values['pasp'] = `${view.getUint32(atom.start)}:${view.getUint32(atom.start + 4)}`;
  }
}

/** Sample description: 8 bytes, reserved 4, flags 4, timescale 4, frame duration 4, frames a second 1, reserved 1, then atoms (`name` is the reel). */
function readTimecodeEntry(view: DataView, entry: Atom, table: Atom, track: Track, timing: Timing): void {
  const body = entry.start + 8;
  if (body + 18 > entry.end) return;
  const flags = view.getUint32(body + 4);
  const timescale = view.getUint32(body + 8);
  const frameDuration = view.getUint32(body + 12);
  const base = view.getUint8(body + 16);
  Object.assign(track.values, {
    'tmcd.flags': String(flags),
    'tmcd.dropFrame': String((flags & 1) === 1),
    'tmcd.timescale': String(timescale),
    'tmcd.frameDuration': String(frameDuration),
    'tmcd.numberOfFrames': String(base),
  });
  for (const atom of atomsIn(view, body + 18, entry.end)) {
    if (atom.type !== 'name' || atom.start + 4 > atom.end) continue;
    const length = Math.min(view.getUint16(atom.start), atom.end - atom.start - 4);
    const bytes = new Uint8Array(view.buffer, view.byteOffset + atom.start + 4, length);
    const text = new TextDecoder('utf-8').decode(bytes).replace(/\0.*$/s, '').trim();
    if (text !== '') track.values['tmcd.name'] = fixedText(new TextEncoder().encode(text), 0, 4096) === undefined ? '' : text;
  }
  const durations = timing.entries
    .flatMap(([count, delta]) => Array.from({ length: Math.min(count, mostSamples) }, () => delta))
    .slice(0, mostSamples);
  track.tmcd = { base, frameDuration, sampleOffsets: sampleOffsets(view, table, timing.samples), durations };
}

async function readCounters(
  source: ByteSource,
  track: Track,
  values: Record<string, string>,
  runs: Record<string, { in: number; out: number; value: string }[]>,
): Promise<void> {
  const entry = track.tmcd!;
  const key = `trak${track.index}.tmcd.counter`;
  let frame = 0;
  for (const [index, offset] of entry.sampleOffsets.entries()) {
    const bytes = await source.read(offset, 4);
    if (bytes.length < 4) break;
    const counter = new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0);
    if (index === 0) values[key] = String(counter);
    if (entry.sampleOffsets.length > 1) {
      const scale =
        track.timescale > 0 && entry.frameDuration > 0
          ? Number(track.values['tmcd.timescale']) / (track.timescale * entry.frameDuration)
          : 0;
      const length = Math.max(1, Math.round((entry.durations[index] ?? 0) * scale));
      (runs[key] ??= []).push({ in: frame, out: frame + length, value: String(counter) });
      frame += length;
    }
  }
}

function readEdits(view: DataView, atom: Atom, values: Record<string, string>): void {
  if (atom.start + 20 > atom.end || view.getUint8(atom.start) !== 0) return;
  const count = Math.min(view.getUint32(atom.start + 4), Math.floor((atom.end - atom.start - 8) / 12), 16);
  const edits = Array.from({ length: count }, (_, index) => {
    const offset = atom.start + 8 + index * 12;
    return `${view.getUint32(offset)}@${view.getInt32(offset + 4)}`;
  });
  values['edits'] = edits.join(' ');
}
