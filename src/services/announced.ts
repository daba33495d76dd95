import { basename } from 'node:path';
import { RushesError } from '../domain/errors.ts';
import type { ClipGroup, WalkedFile } from '../domain/grouping.ts';
import type { MediaStorage } from '../domain/ports/storage.ts';
import { headBytes, sidecars, sniffSidecar } from '../formats/index.ts';

const exportExtensions = new Set(sidecars.flatMap(({ extensions }) => extensions));

/** By its name, a file that may tell about clips whose pictures lie elsewhere. */
export function mayAnnounce(path: string): boolean {
  return exportExtensions.has(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}

/** A clip of which only lists and exports are here. */
export function announcedGroup(name: string, lists: readonly WalkedFile[]): ClipGroup {
  return {
    name,
    kind: 'CAMERA',
    layout: 'announced',
    renditionKind: 'ORIGINAL',
    files: [],
    sidecars: lists,
    folder: '',
    card: { folder: '' },
    problems: [],
  };
}

/**
 * The clips that a list has a row for, each name once; of a vendor's export of one clip, which says its name inside, what it is called after. None
 * where the file is neither. Throws an error of ours when it cannot be read.
 */
export async function clipNamesIn(storage: MediaStorage, file: WalkedFile): Promise<readonly string[]> {
  const source = await storage.open(file.path);
  try {
    const head = await source.read(0, headBytes);
    const format = sniffSidecar(head, basename(file.path));
    const rows = format ? (await format.read(source, {})).raw : [];
    if (rows.length === 0) return [];
    const names = new Set(rows.flatMap(({ values }) => values['clip.name'] ?? []));
    return names.size > 0 ? [...names] : [announcedName(file.path)];
  } finally {
    await source.close();
  }
}

/** The clips of a file that somebody named as a list; where nothing can be read from it, what it is called after: reading that says why. */
export async function clipNamesOf(storage: MediaStorage, file: WalkedFile): Promise<readonly string[]> {
  try {
    const names = await clipNamesIn(storage, file);
    return names.length > 0 ? names : [announcedName(file.path)];
  } catch (error) {
    if (!(error instanceof RushesError) || error.code === 'UNAVAILABLE') throw error;
    return [announcedName(file.path)];
  }
}

/** The clip that an export tells about by its own name: `C0001M01.XML` is C0001's, `NAME_001.static.csv` and `NAME_001.frames.csv` are NAME_001's. */
export function announcedName(path: string): string {
  const stem = basename(path).replace(/\.[^.]+$/, '');
  return /\.xml$/i.test(path)
    ? stem.replace(/M\d\d$/, '')
    : stem.replace(/\.(mov|mxf|static|frames)$/i, '').replace(/_CanonCameraMetadata_(?:Static|Frames)$/i, '');
}
