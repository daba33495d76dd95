import type { MhlDigest, MhlEntry, MhlManifest } from './ascMhl.ts';
import { defaultIgnorePatterns } from './ignorePatterns.ts';

/** The generations of one folder and the histories nested below it. `folder` is relative to the root under test, `''` for the root. */
export type MhlHistory = { readonly folder: string; readonly manifests: readonly MhlManifest[]; readonly children: readonly MhlHistory[] };

export type IndexedHistory = Omit<MhlHistory, 'children'> & {
  readonly children: readonly IndexedHistory[];
  /** Per generation: entry by its path and by its previous path. */
  readonly byPath: readonly ReadonlyMap<string, MhlEntry>[];
};

export function indexHistory(history: MhlHistory): IndexedHistory {
  const byPath = history.manifests.map((manifest) => {
    const map = new Map<string, MhlEntry>();
    for (const entry of manifest.entries) {
      map.set(entry.previousPath ?? entry.path, entry);
      map.set(entry.path, entry);
    }
    return map;
  });
  return { ...history, byPath, children: history.children.map(indexHistory) };
}

export function joinPath(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** Every path that the histories expect to exist now, files and folders, relative to the root; renamed entries under their newest name. */
export function expectedPaths(history: IndexedHistory): Map<string, MhlEntry> {
  const found = new Map<string, MhlEntry>();
  const renamed = new Map<string, string>();
  collect(history, found, renamed);
  for (const [previous, current] of renamed) {
    const entry = found.get(previous);
    if (!entry) continue;
    found.delete(previous);
    if (!found.has(current)) found.set(current, entry);
  }
  return found;
}

function collect(history: IndexedHistory, found: Map<string, MhlEntry>, renamed: Map<string, string>): void {
  for (const manifest of history.manifests) {
    for (const entry of manifest.entries) {
      const path = joinPath(history.folder, entry.path);
      if (!found.has(path)) found.set(path, entry);
      if (entry.previousPath !== undefined) renamed.set(joinPath(history.folder, entry.previousPath), path);
    }
  }
  for (const child of history.children) collect(child, found, renamed);
}

/** The history that a path belongs to: the deepest whose folder holds it; and the path relative to that. */
export function historyFor(root: IndexedHistory, path: string): { history: IndexedHistory; path: string } {
  let history = root;
  for (;;) {
    const inner: IndexedHistory | undefined = history.children.find(
      (child) => path === child.folder || path.startsWith(`${child.folder}/`),
    );
    if (!inner) break;
    history = inner;
  }
  if (history.folder === '') return { history, path };
  return { history, path: path === history.folder ? '.' : path.slice(history.folder.length + 1) };
}

/**
 * The digest a file is judged by: the first one marked `original`, oldest generation first, following renames back. `recorded` is false where no
 * generation knows the path as an original (the reference calls that a new file).
 */
export function originalDigest(history: IndexedHistory, path: string): MhlDigest | undefined {
  let name = path;
  for (const map of history.byPath) {
    const entry = map.get(name);
    if (entry?.path === name && entry.previousPath !== undefined) name = entry.previousPath;
  }
  for (const candidate of name === path ? [path] : [name, path]) {
    for (const map of history.byPath) {
      const found = map.get(candidate)?.digests.find((digest) => digest.action === 'original');
      if (found) return found;
    }
  }
  return undefined;
}

/** Directory digests of all generations for a folder; those of a nested history's root too. */
export function directoryDigests(history: IndexedHistory, path: string): { generation: number; digest: MhlDigest }[] {
  return history.manifests.flatMap((manifest, at) => {
    const entry = history.byPath[at]!.get(path);
    const digests = [...(entry?.isDirectory ? entry.digests : []), ...(path === '.' ? manifest.rootDigests : [])];
    return digests.map((digest) => ({ generation: manifest.generation, digest }));
  });
}

/** The ignore patterns in force: those of each history's latest generation, relative to its folder. */
export function ignoreLists(history: MhlHistory): { base: string; patterns: readonly string[] }[] {
  const latest = history.manifests.at(-1)?.ignorePatterns ?? [];
  const own = { base: history.folder, patterns: latest.length > 0 ? latest : defaultIgnorePatterns };
  return [own, ...history.children.flatMap(ignoreLists)];
}
