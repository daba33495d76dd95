import { basename, dirname } from 'node:path';
import { announced, type ClipSegment, type InspectedClip, type RawMetadata } from '../domain/clip.ts';
import { NotFound, RushesError, Unreadable } from '../domain/errors.ts';
import { groupListing, type ClipGroup, type WalkedFile } from '../domain/grouping.ts';
import type { NormaliseInput } from '../domain/normalise/input.ts';
import { normalise } from '../domain/normalise/normalise.ts';
import { correctionsAsRaw, recordOf, renormalise, type FieldCorrection } from '../domain/normalise/record.ts';
import type { InspectionEngines } from '../domain/ports/inspection.ts';
import type { ByteSource, ListedFile, MediaStorage } from '../domain/ports/storage.ts';
import type { Problem } from '../domain/problem.ts';
import { announcedGroup, announcedName, clipNamesOf, mayAnnounce } from './announced.ts';
import { formatByExtension, headBytes, sniffFormat, sniffSidecar, type Format, type Reading } from '../formats/index.ts';

export { inspectionJson, type InspectionJson } from './inspectionJson.ts';
export { mappingVersion } from '../domain/normalise/normalise.ts';
export { renormalise } from '../domain/normalise/record.ts';
export { formatCardOf } from '../domain/normalise/formatCard.ts';

export type Inspector = ReturnType<typeof createInspector>;

/** Segments read to learn their length; a take of more pieces is counted as far as that. */
const mostSegmentsRead = 500;

/**
 * Reads metadata of clips. Stateless: engines in, clips out. `storageOf` opens a local folder for the stateless command; a worker hands over the
 * storage of the group's own media root.
 */
export function createInspector(options: { engines: InspectionEngines; storageOf: (folder: string) => MediaStorage }) {
  const { engines } = options;
  const readSidecar = createSidecarReader();

  /** One clip from its files. Never throws for bad files: what cannot be read is a problem of the clip. Throws Unavailable when the storage is gone. */
  async function inspectGroup(
    group: ClipGroup,
    storage: MediaStorage,
    corrections: readonly FieldCorrection[] = [],
    signal?: AbortSignal,
  ): Promise<InspectedClip> {
    const problems: Problem[] = [...group.problems];
    const raw: RawMetadata[] = [];
    let format: Format | undefined;
    const read = async (file: WalkedFile, asLast = false): Promise<void> => {
      signal?.throwIfAborted();
      const reading = await readFile(storage, file, engines, format);
      format ??= reading.format;
      problems.push(...reading.problems);
      raw.push(...(asLast ? reading.raw.map((one) => ({ ...one, source: `${one.source}:last` })) : reading.raw));
    };
    const [first] = group.files;
    const last = group.files.at(-1);
    if (first) await read(first);
    if (group.layout === 'sequence' && last && last !== first) await read(last, true);
    // The length of a spanned R3D is in no header that an engine reads; its first segment says everything else.
    if (group.layout === 'spanned' && format?.name !== 'r3d') for (const file of group.files.slice(1, mostSegmentsRead)) await read(file);
    for (const sidecar of group.sidecars) {
      const reading = await readSidecar(storage, sidecar, group);
      raw.push(...reading.raw);
      problems.push(...reading.problems);
    }
    const input: NormaliseInput = {
      name: group.name,
      format: format?.name ?? (group.layout === 'announced' ? announced : 'unknown'),
      kind: group.kind,
      segments: segmentsOf(group, raw),
      raw,
      problems,
      ...(group.sequence && first
        ? {
            sequenceFrames: {
              first: group.sequence.ranges[0]?.[0] ?? 0,
              last: group.sequence.ranges.at(-1)?.[1] ?? 0,
              missing: group.sequence.missingFrames,
            },
          }
        : {}),
    };
    const record = recordOf(input);
    const clip = normalise({ ...input, raw: [...correctionsAsRaw(corrections), ...raw, record] });
    // A row of a list is known by its name already; a vendor's export of one clip says its name inside.
    const isRow = raw.some(({ values }) => values['clip.name'] !== undefined);
    const named = group.layout === 'announced' && !isRow ? clip.facts.find(({ field }) => field === 'identity.clipName')?.value : undefined;
    return typeof named === 'string' ? { ...clip, name: named } : clip;
  }

  /** Clips of these local files and folders, in order. A path that gives no clip is in `failures` with the reason. */
  async function inspectFiles(
    paths: readonly string[],
  ): Promise<{ readonly clips: readonly InspectedClip[]; readonly failures: readonly Problem[] }> {
    const clips: InspectedClip[] = [];
    const failures: Problem[] = [];
    for (const [folder, names] of byFolder(paths)) {
      const storage = options.storageOf(folder);
      try {
        const { groups, missing } = await groupsOf(storage, folder, names, failures);
        failures.push(...missing);
        for (const group of groups) {
          const clip = await inspectGroup(group, storage);
          if (clip.raw.some(({ source }) => source !== 'rushes')) clips.push(withFullPaths(clip, folder));
          else failures.push(failureOf(clip, folder));
        }
      } catch (error) {
        if (!(error instanceof RushesError)) throw error;
        failures.push({ severity: 'ERROR', code: error.code, message: error.message, at: error.at ?? folder });
      } finally {
        await storage.close();
      }
    }
    return { clips, failures };
  }

  return {
    inspectGroup,
    inspectFiles,
    /** The clip again from stored raw metadata, by today's mapping; needs no media. `input` stands in where the raw metadata hold no record of their own. */
    normaliseAgain: (input: NormaliseInput): InspectedClip => renormalise(input.raw) ?? normalise(input),
  };
}

async function readFile(
  storage: MediaStorage,
  file: WalkedFile,
  engines: InspectionEngines,
  known: Format | undefined,
): Promise<Reading & { format?: Format }> {
  const fault = (code: string, message: string): Reading => ({ raw: [], problems: [{ severity: 'ERROR', code, message, at: file.path }] });
  let source: ByteSource;
  try {
    source = await storage.open(file.path);
  } catch (error) {
    if (!(error instanceof RushesError) || error.code === 'UNAVAILABLE') throw error;
    return fault(error.code, error.message);
  }
  try {
    if (source.sizeBytes === 0) return fault('FILE_EMPTY', `${file.path} is empty; copy it again from the card.`);
    const head = await source.read(0, headBytes);
    const format = known?.sniff(head, basename(file.path)) ? known : sniffFormat(head, basename(file.path));
    if (!format) {
      const claimed = formatByExtension(file.path);
      return claimed
        ? fault('NOT_WHAT_IT_CLAIMS', `${file.path} does not begin as ${claimed.label} does; it is damaged, or no such file.`)
        : fault('FORMAT_UNKNOWN', `${file.path} is in no format that Rushes reads.`);
    }
    return { ...(await format.read(source, engines)), format };
  } catch (error) {
    if (!(error instanceof RushesError) || error.code === 'UNAVAILABLE') throw error;
    return fault(error.code, error.message);
  } finally {
    await source.close();
  }
}

/** Reads what a sidecar says of a clip. Of a list of many clips each asks in turn: the list read last is kept. */
function createSidecarReader() {
  let kept: { readonly key: string; readonly rows: ReadonlyMap<string, readonly RawMetadata[]>; readonly reading: Reading } | undefined;
  return async (storage: MediaStorage, file: WalkedFile, group: ClipGroup): Promise<Reading> => {
    const key = JSON.stringify([storage.location, file.path, file.sizeBytes, file.mtimeMs]);
    if (kept?.key !== key) {
      const reading = await readWholeSidecar(storage, file, group.layout === 'announced');
      const rows = Map.groupBy(reading.raw, ({ values }) => String(values['clip.name'] ?? ''));
      if (rows.size < 3) return { ...reading, raw: rowsOf(rows, group.name) };
      kept = { key, rows, reading };
    }
    return { ...kept.reading, raw: rowsOf(kept.rows, group.name) };
  };
}

/** A list of many clips speaks for this one only where a row carries its name. */
const rowsOf = (rows: ReadonlyMap<string, readonly RawMetadata[]>, name: string): RawMetadata[] => [
  ...(rows.get('') ?? []),
  ...(name === '' ? [] : (rows.get(name) ?? [])),
];

async function readWholeSidecar(storage: MediaStorage, file: WalkedFile, isAnnouncing: boolean): Promise<Reading> {
  const fault = (code: string, message: string): Reading => ({ raw: [], problems: [{ severity: 'WARN', code, message, at: file.path }] });
  let source: ByteSource;
  try {
    source = await storage.open(file.path);
  } catch (error) {
    if (!(error instanceof RushesError) || error.code === 'UNAVAILABLE') throw error;
    return fault(error.code, error.message);
  }
  try {
    if (source.sizeBytes === 0) return fault('FILE_EMPTY', `${file.path} is empty.`);
    const head = await source.read(0, headBytes);
    const format = sniffSidecar(head, basename(file.path));
    if (format) return await format.read(source, {});
    return isAnnouncing ? fault('FORMAT_UNKNOWN', `${file.path} is no vendor's export that Rushes reads.`) : { raw: [], problems: [] };
  } finally {
    await source.close();
  }
}

function segmentsOf(group: ClipGroup, raw: readonly RawMetadata[]): ClipSegment[] {
  if (group.sequence && group.files.length > 0) {
    const { prefix, padding, suffix } = group.sequence;
    const path = `${group.folder === '' ? '' : `${group.folder}/`}${prefix}${'#'.repeat(padding)}${suffix}`;
    return [{ path, sizeBytes: group.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0), frameCount: group.files.length }];
  }
  return group.files.map(({ path, sizeBytes }) => {
    const text = raw
      .filter((one) => one.path === path)
      .map(({ source, values }) => (source === 'mediainfo' ? values['Video:FrameCount'] : undefined))
      .find((value) => value !== undefined);
    const frameCount = text === undefined ? undefined : Number(text);
    return { path, sizeBytes, ...(frameCount !== undefined && Number.isInteger(frameCount) && frameCount > 0 ? { frameCount } : {}) };
  });
}

/** Files by the folder they lie in: sidecars are looked for beside them. A folder is itself, with an empty name. */
function byFolder(paths: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path;
    const folder = dirname(trimmed);
    folders.set(folder, [...(folders.get(folder) ?? []), basename(trimmed)]);
  }
  return folders;
}

async function groupsOf(
  storage: MediaStorage,
  folder: string,
  names: readonly string[],
  failures: Problem[],
): Promise<{ groups: readonly ClipGroup[]; missing: readonly Problem[] }> {
  const wanted: WalkedFile[] = [];
  const missing: Problem[] = [];
  const groups: ClipGroup[] = [];
  for (const name of names) {
    const listing: ListedFile[] = [];
    try {
      for await (const file of storage.list(name, ({ path, message }) =>
        failures.push({ severity: 'ERROR', code: 'UNREADABLE', message, at: path }),
      ))
        listing.push(file);
    } catch (error) {
      if (!(error instanceof NotFound) && !(error instanceof Unreadable)) throw error;
      missing.push({ severity: 'ERROR', code: error.code, message: error.message, at: `${folder}/${name}` });
      continue;
    }
    if (listing.length === 1 && listing[0]!.path === name) wanted.push(listing[0]!);
    else groups.push(...groupListing(listing, name).groups);
  }
  if (wanted.length > 0) groups.push(...(await filesWithSidecars(storage, wanted, folder)));
  return { groups, missing };
}

/** The named files as clips, with the sidecars that lie beside them. An export named by itself is a clip that is announced. */
async function filesWithSidecars(storage: MediaStorage, wanted: readonly WalkedFile[], folder: string): Promise<readonly ClipGroup[]> {
  const names = new Set(wanted.map(({ path }) => path));
  const beside = await storage.siblings('');
  const { groups, others } = groupListing(
    [...wanted, ...beside.filter(({ path }) => !names.has(path) && mayAnnounce(path))],
    basename(folder),
  );
  const single = (file: WalkedFile, name: string): ClipGroup => ({
    name,
    kind: 'CAMERA',
    layout: 'single',
    renditionKind: 'ORIGINAL',
    files: [file],
    sidecars: [],
    folder: '',
    card: { folder: '' },
    problems: [],
  });
  const named = new Map<string, ClipGroup>();
  for (const file of others.filter(({ path }) => names.has(path))) {
    // Two tables of one clip (NAME_001.static.csv, NAME_001.frames.csv) announce one clip.
    const stem = announcedName(file.path);
    if (!mayAnnounce(file.path)) named.set(file.path, single(file, stem));
    else
      for (const name of await clipNamesOf(storage, file))
        named.set(name, announcedGroup(name, [...(named.get(name)?.sidecars ?? []), file]));
  }
  // Segments or frames that were not named are not missing.
  return [...groups.map((group) => ({ ...group, problems: [] })), ...named.values()];
}

function withFullPaths(clip: InspectedClip, folder: string): InspectedClip {
  if (folder === '.') return clip;
  return { ...clip, segments: clip.segments.map((segment) => ({ ...segment, path: `${folder}/${segment.path}` })) };
}

function failureOf(clip: InspectedClip, folder: string): Problem {
  const worst =
    clip.problems.find(({ severity, code }) => severity === 'ERROR' && code !== 'TC_MISSING') ??
    clip.problems.find(({ code }) => code !== 'TC_MISSING');
  const at = worst?.at ?? clip.name;
  const path = folder === '.' ? at : `${folder}/${at}`;
  return worst
    ? { ...worst, at: path }
    : { severity: 'ERROR', code: 'UNREADABLE', message: `${clip.name} told nothing that Rushes can read.`, at: path };
}
