/** Atoms of QuickTime and boxes of ISO base media files, each size checked against its parent before it is believed. Apple, QuickTime File Format; ISO/IEC 14496-12. */
export type Atom = { readonly type: string; readonly start: number; readonly end: number };

/** Samples whose place is looked up: of a timecode track each is a break. */
export const mostSamples = 2000;

export function* atomsIn(view: DataView, start: number, end: number): Generator<Atom> {
  let offset = start;
  while (offset + 8 <= end) {
    let size = view.getUint32(offset);
    let header = 8;
    if (size === 1 && offset + 16 <= end) {
      size = Number(view.getBigUint64(offset + 8));
      header = 16;
    }
    if (size === 0) size = end - offset;
    if (size < header) return;
    yield { type: fourCharacters(view, offset + 4), start: offset + header, end: Math.min(end, offset + size) };
    offset += size;
  }
}

export function child(view: DataView, parent: Atom, ...path: readonly string[]): Atom | undefined {
  let found: Atom | undefined = parent;
  for (const type of path) {
    if (!found) return undefined;
    let next: Atom | undefined;
    for (const atom of atomsIn(view, found.start, found.end)) {
      if (atom.type === type) {
        next = atom;
        break;
      }
    }
    found = next;
  }
  return found;
}

export function fourCharacters(view: DataView, offset: number): string {
  return String.fromCharCode(view.getUint8(offset), view.getUint8(offset + 1), view.getUint8(offset + 2), view.getUint8(offset + 3));
}

/** `stsz`: one size for all samples, or a table of them. */
export function firstSampleSize(view: DataView, table: Atom): number | undefined {
  const sizes = child(view, table, 'stsz');
  if (!sizes || sizes.start + 12 > sizes.end) return undefined;
  const all = view.getUint32(sizes.start + 4);
  if (all > 0) return all;
  return sizes.start + 16 <= sizes.end ? view.getUint32(sizes.start + 12) : undefined;
}

/** Where the first samples of a track lie, `width` bytes each: chunk offsets with samples per chunk (`stsc`). */
export function sampleOffsets(view: DataView, table: Atom, samples: number, sampleBytes = 4): number[] {
  const chunks = child(view, table, 'stco') ?? child(view, table, 'co64');
  const map = child(view, table, 'stsc');
  if (!chunks || chunks.start + 8 > chunks.end) return [];
  const width = chunks.type === 'co64' ? 8 : 4;
  const chunkCount = Math.min(view.getUint32(chunks.start + 4), Math.floor((chunks.end - chunks.start - 8) / width), mostSamples);
  const groups: [number, number][] = [];
  const groupCount =
    map && map.start + 8 <= map.end ? Math.min(view.getUint32(map.start + 4), Math.floor((map.end - map.start - 8) / 12), mostSamples) : 0;
  for (let index = 0; index < groupCount; index += 1)
    groups.push([view.getUint32(map!.start + 8 + index * 12), view.getUint32(map!.start + 12 + index * 12)]);
  const offsets: number[] = [];
  const wanted = Math.min(samples, mostSamples);
  let group = 0;
  for (let chunk = 1; chunk <= chunkCount && offsets.length < wanted; chunk += 1) {
    while (group + 1 < groups.length && groups[group + 1]![0] <= chunk) group += 1;
    const at = chunks.start + 8 + (chunk - 1) * width;
    const offset = width === 8 ? Number(view.getBigUint64(at)) : view.getUint32(at);
    const perChunk = Math.min(groups[group]?.[1] ?? 1, wanted - offsets.length);
    for (let sample = 0; sample < perChunk; sample += 1) offsets.push(offset + sample * sampleBytes);
  }
  return offsets;
}
