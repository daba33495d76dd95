/**
 * From files to clips. Pure: a listing in, groups out. One clip can be one file, several files of one recording (spans, chapters), or a
 * numbered image sequence; proxies lie beside originals, sidecars beside both. What is not footage is left alone.
 */
import type { RenditionKind } from './clip.ts';

export type ListedFile = {
  /** Relative to what was listed, `/`-separated. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
};

/** Numbered images: `prefix` + number padded to `padding` + `suffix`. Ranges are inclusive; more than one means holes. */
export type SequencePattern = {
  readonly prefix: string;
  readonly suffix: string;
  readonly padding: number;
  readonly ranges: readonly (readonly [number, number])[];
};

export type ClipGroup = {
  /** Stem without segment number, proxy suffix and extension: what the clip is called. */
  readonly name: string;
  readonly kind: 'CAMERA' | 'SOUND';
  readonly renditionKind: RenditionKind;
  /** Folder of the files, relative, `''` for the root. */
  readonly folder: string;
  /** Where this copy lies: the file, or for spans and sequences the folder and pattern. Unique within a listing. */
  readonly path: string;
  /** In order; of a sequence every frame. */
  readonly files: readonly ListedFile[];
  readonly sidecars: readonly ListedFile[];
  readonly sequence?: SequencePattern;
  /** Segment numbers that are missing between the first and the last. */
  readonly missingSegments: readonly number[];
  /** Folder of the card that this lies on, as far as folder names tell. */
  readonly rollName?: string;
};

const movies = new Set([
  'mov',
  'mp4',
  'm4v',
  'mxf',
  'r3d',
  'braw',
  'crm',
  'rmf',
  'mts',
  'm2ts',
  'm2t',
  'ts',
  'dv',
  'avi',
  'mpg',
  'mpeg',
  '3gp',
  'insv',
  '360',
  'nev',
  'mkv',
  'webm',
  'wmv',
]);
const stills = new Set(['dng', 'ari', 'arx', 'dpx', 'cin', 'exr', 'tif', 'tiff', 'cr3', 'cr2', 'rw2', 'nef', 'arw', 'raf', 'jxl', 'sxr']);
const sounds = new Set(['wav', 'bwf', 'rf64', 'aif', 'aiff']);
const sidecarExtensions = new Set([
  'xml',
  'rmd',
  'ale',
  'csv',
  'srt',
  'sidecar',
  'json',
  'cdl',
  'cc',
  'ccc',
  'cube',
  'look',
  'aml',
  'thm',
  'bim',
  'cpf',
  'cif',
  'ppn',
  'smi',
  'xmp',
  'txt',
  'rsv',
  'dat',
  'lut',
  'amf',
  'fdl',
]);
const proxyExtensions = new Set(['lrv', 'lrf']);

/** Folders of a card's own structure: they say nothing about which card it is. */
const structure =
  /^(clips?|sub|proxy|proxies|edit|general|take|thmbnl|private|m4root|xdroot|bpav|clpr|contents|video|audio|avclip|avchd|bdmv|stream|dcim|\d{3}[a-z0-9_]{3,6}|media|footage|original|originals|ocf|camera|sound|docs?|xfvc|reel_?\d*|crm|index)$/i;
const proxyFolder = /^(proxy|proxies|sub)$/i;

type Parsed = { readonly file: ListedFile; readonly folder: string; readonly stem: string; readonly extension: string };

function parse(file: ListedFile): Parsed {
  const slash = file.path.lastIndexOf('/');
  const base = file.path.slice(slash + 1);
  const dot = base.lastIndexOf('.');
  return {
    file,
    folder: slash < 0 ? '' : file.path.slice(0, slash),
    stem: dot <= 0 ? base : base.slice(0, dot),
    extension: dot <= 0 ? '' : base.slice(dot + 1).toLowerCase(),
  };
}

function ignored({ folder, stem, extension }: Parsed): boolean {
  return (
    stem.startsWith('.') ||
    extension === 'mhl' ||
    folder.split('/').some((part) => part === 'ascmhl' || (part.startsWith('.') && part !== '.'))
  );
}

function rollName(folder: string, clipName: string): string | undefined {
  for (const part of folder.split('/').reverse()) {
    if (part === '' || structure.test(part) || /\.rdc$/i.test(part) || part.toLowerCase() === clipName.toLowerCase()) continue;
    return part.replace(/\.rdm$/i, '');
  }
  return undefined;
}

/** `C0001S03` (Sony), `..._Proxy` (Canon and others), a Proxy or SUB folder, GoPro's low-resolution files. */
function proxyOf(file: Parsed): { readonly name: string; readonly isProxy: boolean } {
  const suffix = /^(.*?)(?:_proxy|(?<=^[A-Z]\d{4})S0[1-9])$/i.exec(file.stem);
  const inFolder = file.folder.split('/').some((part) => proxyFolder.test(part));
  const gopro = /^G[LXHP](\d{6})$/i.exec(file.stem);
  if (proxyExtensions.has(file.extension) && gopro) return { name: `GX${gopro[1]}`, isProxy: true };
  return { name: suffix?.[1] ?? file.stem, isProxy: suffix !== null || inFolder || proxyExtensions.has(file.extension) };
}

/** Splits `A001C003_..._002` and GoPro chapters (`GX020007`) into what the files share and their number. */
function segmentOf(file: Parsed): { readonly name: string; readonly number: number } | undefined {
  const gopro = /^(G[XHP])(\d{2})(\d{4})$/i.exec(file.stem);
  if (gopro) return { name: `${gopro[1]}01${gopro[3]}`, number: Number(gopro[2]) };
  const numbered = /^(.+)_(\d{3})$/.exec(file.stem);
  return numbered ? { name: numbered[1]!, number: Number(numbered[2]) } : undefined;
}

function ranges(numbers: readonly number[]): (readonly [number, number])[] {
  const result: [number, number][] = [];
  for (const number of numbers) {
    const last = result.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else result.push([number, number]);
  }
  return result;
}

/** A frame of a numbered sequence: the number stands after a dot, or is long, or follows the name of the folder it lies in. */
function frameOf(file: Parsed): { readonly prefix: string; readonly digits: string } | undefined {
  const found = /^(.*?)(\d{3,10})$/.exec(file.stem);
  if (!found) return undefined;
  const [, prefix, digits] = found as unknown as [string, string, string];
  const folder = file.folder.split('/').at(-1) ?? '';
  const named = prefix !== '' && folder.toLowerCase().startsWith(prefix.replace(/[._-]+$/, '').toLowerCase()) && folder !== '';
  return /[.]$/.test(prefix) || digits.length >= 6 || named || prefix === '' ? { prefix, digits } : undefined;
}

function sequences(files: readonly Parsed[]): { readonly groups: readonly ClipGroup[]; readonly rest: readonly Parsed[] } {
  const buckets = new Map<string, { prefix: string; padding: number; frames: { number: number; file: Parsed }[] }>();
  const rest: Parsed[] = [];
  for (const file of files) {
    const frame = frameOf(file);
    if (!frame) {
      rest.push(file);
      continue;
    }
    const key = `${file.folder}/${frame.prefix}/${file.extension}/${frame.digits.length}`;
    const bucket = buckets.get(key) ?? { prefix: frame.prefix, padding: frame.digits.length, frames: [] };
    bucket.frames.push({ number: Number(frame.digits), file });
    buckets.set(key, bucket);
  }
  const groups: ClipGroup[] = [];
  for (const { prefix, padding, frames } of buckets.values()) {
    if (frames.length === 1) {
      rest.push(frames[0]!.file);
      continue;
    }
    frames.sort((a, b) => a.number - b.number);
    const { folder, extension, file } = frames[0]!.file;
    const suffix = file.path.slice(file.path.lastIndexOf('.'));
    const name = prefix.replace(/[._-]+$/, '') || (folder.split('/').at(-1) ?? '') || 'sequence';
    const roll = rollName(folder, name);
    groups.push({
      name,
      kind: 'CAMERA',
      renditionKind: extension === 'arx' ? 'HDE' : 'ORIGINAL',
      folder,
      path: `${folder === '' ? '' : `${folder}/`}${prefix}[${'#'.repeat(padding)}]${suffix}`,
      files: frames.map((frame) => frame.file.file),
      sidecars: [],
      sequence: { prefix, suffix, padding, ranges: ranges(frames.map((frame) => frame.number)) },
      missingSegments: [],
      ...(roll ? { rollName: roll } : {}),
    });
  }
  return { groups, rest };
}

function single(file: Parsed): ClipGroup {
  const proxy = proxyOf(file);
  const roll = rollName(file.folder, proxy.name);
  return {
    name: proxy.name,
    kind: sounds.has(file.extension) ? 'SOUND' : 'CAMERA',
    renditionKind: proxy.isProxy ? 'PROXY' : 'ORIGINAL',
    folder: file.folder,
    path: file.file.path,
    files: [file.file],
    sidecars: [],
    missingSegments: [],
    ...(roll ? { rollName: roll } : {}),
  };
}

/** Files of one recording share folder, name and extension and are numbered from 001; a lone `_001` is a segment too where the format is R3D. */
function spans(files: readonly Parsed[]): ClipGroup[] {
  const buckets = new Map<string, { name: string; parts: { number: number; file: Parsed }[] }>();
  const groups: ClipGroup[] = [];
  for (const file of files) {
    const segment = segmentOf(file);
    if (!segment) {
      groups.push(single(file));
      continue;
    }
    const key = `${file.folder}/${segment.name}/${file.extension}`;
    const bucket = buckets.get(key) ?? { name: segment.name, parts: [] };
    bucket.parts.push({ number: segment.number, file });
    buckets.set(key, bucket);
  }
  for (const { name, parts } of buckets.values()) {
    parts.sort((a, b) => a.number - b.number);
    const first = parts[0]!;
    const isSpan = first.file.extension === 'r3d' || (parts.length > 1 && first.number === 1) || /^G[XHP]01/i.test(name);
    if (!isSpan) {
      groups.push(...parts.map((part) => single(part.file)));
      continue;
    }
    const proxy = proxyOf({ ...first.file, stem: name });
    const roll = rollName(first.file.folder, name);
    const present = new Set(parts.map((part) => part.number));
    const highest = parts.at(-1)!.number;
    groups.push({
      name: proxy.name,
      kind: sounds.has(first.file.extension) ? 'SOUND' : 'CAMERA',
      renditionKind: proxy.isProxy ? 'PROXY' : 'ORIGINAL',
      folder: first.file.folder,
      path: first.file.file.path,
      files: parts.map((part) => part.file.file),
      sidecars: [],
      missingSegments: Array.from({ length: highest }, (_, index) => index + 1).filter((number) => !present.has(number)),
      ...(roll ? { rollName: roll } : {}),
    });
  }
  return groups;
}

/** Sidecars share the clip's name (`C0001M01.XML`, `A001_C003_..._001.RMD`) or lie alone with it in its own folder. */
function attachSidecars(groups: readonly ClipGroup[], sidecars: readonly Parsed[]): ClipGroup[] {
  const byFolder = new Map<string, Parsed[]>();
  for (const sidecar of sidecars) byFolder.set(sidecar.folder, [...(byFolder.get(sidecar.folder) ?? []), sidecar]);
  return groups.map((group) => {
    const name = group.name.toLowerCase();
    const own = (byFolder.get(group.folder) ?? []).filter((sidecar) => sidecar.stem.toLowerCase().startsWith(name));
    return own.length === 0 ? group : { ...group, sidecars: own.map((sidecar) => sidecar.file).sort((a, b) => (a.path < b.path ? -1 : 1)) };
  });
}

/** Groups a listing into clips, ordered by path. Files that are neither footage nor a footage's sidecar are in none. */
export function groupFiles(listing: readonly ListedFile[]): ClipGroup[] {
  const files = listing.map(parse).filter((file) => !ignored(file));
  const { groups: numbered, rest } = sequences(files.filter((file) => stills.has(file.extension)));
  const singles = [
    ...rest.map(single),
    ...spans(files.filter((file) => movies.has(file.extension) || proxyExtensions.has(file.extension) || sounds.has(file.extension))),
  ];
  const withSidecars = attachSidecars(
    [...numbered, ...singles],
    files.filter((file) => sidecarExtensions.has(file.extension)),
  );
  return withSidecars.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
