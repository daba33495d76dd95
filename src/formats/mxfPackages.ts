/**
 * The chain of packages in the header metadata of an MXF: the file's own package may be cut out of another, a tape or an import, whose timecode then is
 * the clip's. Avid writes it so; engines print the tape's own start without the place where the clip lies on it. SMPTE ST 377-1, annexes A and B.
 */
import type { RawMetadata } from '../domain/clip.ts';
import type { ByteSource } from '../domain/ports/storage.ts';
import { readerVersion } from './format.ts';

const headerBytes = 1024 * 1024;
const mostSets = 5000;
/** Tape, import, import of an import. */
const longestChain = 8;
/** Universal label of a local set of structural metadata; byte 14 says which. */
const setKey = [0x06, 0x0e, 0x2b, 0x34, 0x02, 0x53, 0x01, undefined, 0x0d, 0x01, 0x01, 0x01, 0x01, 0x01];
const kinds: Readonly<Record<number, string>> = {
  0x0f: 'Sequence',
  0x11: 'SourceClip',
  0x14: 'TimecodeComponent',
  0x2e: 'TapeDescriptor',
  0x36: 'MaterialPackage',
  0x37: 'SourcePackage',
  0x3a: 'Track',
  0x3b: 'Track',
};

type MetadataSet = { readonly kind: string; readonly tags: ReadonlyMap<number, Uint8Array> };

/** The label of the clip's first frame on its tape, as frames of the tape's base. Nothing where the file is no cut of another package. */
export async function readTapeTimecode(source: ByteSource): Promise<RawMetadata[]> {
  const values = tapeTimecode(setsOf(await source.read(0, headerBytes)));
  return values ? [{ source: 'mxf', readerVersion, path: source.path, values }] : [];
}

/** Sets by their instance. Never throws. */
function setsOf(bytes: Uint8Array): Map<string, MetadataSet> {
  const sets = new Map<string, MetadataSet>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.indexOf(0x06); at >= 0 && at + 17 < bytes.length && sets.size < mostSets;) {
    const isSet = setKey.every((byte, index) => byte === undefined || bytes[at + index] === byte);
    const length = isSet ? berLength(view, at + 16) : undefined;
    if (!length || length.value > bytes.length - length.next) {
      at = bytes.indexOf(0x06, at + 1);
      continue;
    }
    const kind = kinds[bytes[at + 14]!];
    const end = length.next + length.value;
    if (kind !== undefined) {
      const tags = new Map<number, Uint8Array>();
      for (let tag = length.next; tag + 4 <= end;) {
        const size = view.getUint16(tag + 2);
        tags.set(view.getUint16(tag), bytes.subarray(tag + 4, Math.min(end, tag + 4 + size)));
        tag += 4 + size;
      }
      const instance = tags.get(0x3c0a);
      if (instance) sets.set(hex(instance), { kind, tags });
    }
    at = bytes.indexOf(0x06, end);
  }
  return sets;
}

function berLength(view: DataView, at: number): { value: number; next: number } | undefined {
  const first = view.getUint8(at);
  if (first < 0x80) return { value: first, next: at + 1 };
  const bytes = first & 0x7f;
  if (bytes > 8 || at + 1 + bytes > view.byteLength) return undefined;
  let value = 0;
  for (let index = 0; index < bytes; index += 1) value = value * 256 + view.getUint8(at + 1 + index);
  return { value, next: at + 1 + bytes };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function numberOf(set: MetadataSet, tag: number): number | undefined {
  const bytes = set.tags.get(tag);
  if (!bytes || ![1, 2, 4, 8].includes(bytes.length)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { 1: () => view.getUint8(0), 2: () => view.getUint16(0), 4: () => view.getUint32(0), 8: () => Number(view.getBigInt64(0)) }[
    bytes.length
  ]!();
}

const nameOf = (set: MetadataSet | undefined): string =>
  new TextDecoder('utf-16be').decode(set?.tags.get(0x4402) ?? new Uint8Array()).replace(/\0.*$/s, '');

function tapeTimecode(sets: ReadonlyMap<string, MetadataSet>): Record<string, string> | undefined {
  const all = [...sets.values()];
  /** Sets that a batch or a single reference names. */
  const named = (set: MetadataSet | undefined, tag: number): MetadataSet[] => {
    const bytes = set?.tags.get(tag) ?? new Uint8Array();
    const from = bytes.length === 16 ? 0 : 8;
    return Array.from({ length: Math.max(0, Math.floor((bytes.length - from) / 16)) }, (_, index) =>
      sets.get(hex(bytes.subarray(from + index * 16, from + index * 16 + 16))),
    ).filter((found) => found !== undefined);
  };
  const tracksOf = (set: MetadataSet | undefined) =>
    named(set, 0x4403).map((track) => {
      const [segment] = named(track, 0x4803);
      const components = segment?.kind === 'Sequence' ? named(segment, 0x1001) : segment ? [segment] : [];
      return { id: numberOf(track, 0x4801), rate: track.tags.get(0x4b01), components };
    });
  const packageOf = (id: Uint8Array | undefined) =>
    id?.some((byte) => byte !== 0)
      ? all.find(({ kind, tags }) => kind === 'SourcePackage' && hex(tags.get(0x4401) ?? new Uint8Array()) === hex(id))
      : undefined;

  const material = all.find(({ kind }) => kind === 'MaterialPackage');
  for (const { rate, components } of tracksOf(material)) {
    // A clip that is put together of several pieces has several places.
    let clip = components.length === 1 && components[0]!.kind === 'SourceClip' ? components[0] : undefined;
    let position = 0;
    for (let link = 0; clip && link < longestChain; link += 1) {
      const owner = packageOf(clip.tags.get(0x1101));
      const start = numberOf(clip, 0x1201);
      if (!owner || start === undefined || start < 0) break;
      position += start;
      const tracks = tracksOf(owner);
      const label = tracks.find(({ components: [first] }) => first?.kind === 'TimecodeComponent');
      const code = label?.components[0];
      // The first link leads to the file's own package, whose timecode MediaInfo reads.
      if (link > 0 && code && label.rate && rate && hex(label.rate) === hex(rate)) {
        const [first, base, drop] = [numberOf(code, 0x1501), numberOf(code, 0x1502), numberOf(code, 0x1503)];
        if (first === undefined || !base) return undefined;
        const isTape = named(owner, 0x4701)[0]?.kind === 'TapeDescriptor';
        const names = { 'tape.name': isTape ? nameOf(owner) : '', 'material.name': nameOf(material) };
        return {
          ...Object.fromEntries(Object.entries(names).filter(([, name]) => name !== '')),
          'tape.frames': String(first + position),
          'tape.base': String(base),
          'tape.dropFrame': String(drop === 1),
        };
      }
      const next = tracks.find(({ id }) => id === numberOf(clip!, 0x1102))?.components;
      clip = next?.length === 1 && next[0]!.kind === 'SourceClip' ? next[0] : undefined;
    }
  }
  return undefined;
}
