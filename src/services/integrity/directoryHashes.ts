import { digestBytes, sameDigest, type HashFormat } from '../../domain/hash.ts';
import type { FileDigests, FileHasher } from '../../domain/ports/integrity.ts';
import { ascMhlHistory, type ignoreMatcher } from '../../documents/index.ts';
import type { FolderTree } from './loadHistory.ts';
import type { VerifyFinding } from './report.ts';

export type DirectoryDigest = { readonly content: string; readonly structure: string };

/**
 * ASC MHL directory hashes of every folder of a tree, by path (`''` is the root): content is the hash over the sorted hashes of what is inside,
 * structure the hash over the sorted hashes of (name + hash). Undefined for a folder in which some file has no digest of the format.
 */
export function directoryDigestsOf(
  tree: FolderTree,
  format: HashFormat,
  fileDigests: ReadonlyMap<string, FileDigests>,
  ignored: ReturnType<typeof ignoreMatcher>,
  hasher: FileHasher,
): Map<string, DirectoryDigest | undefined> {
  const found = new Map<string, DirectoryDigest | undefined>();
  const visit = (folder: FolderTree): DirectoryDigest | undefined => {
    const contents: string[] = [];
    const structures: string[] = [];
    let complete = true;
    const inner = new Map(folder.folders.filter((child) => !ignored(child.path, true)).map((child) => [child.path, visit(child)]));
    for (const entry of folder.entries) {
      if (ignored(entry.path, entry.isDirectory)) continue;
      const own = entry.isDirectory ? inner.get(entry.path) : asDirectory(fileDigests.get(entry.path)?.[format]);
      const bytes = own && digestBytes(format, own.structure);
      if (!own || !bytes) {
        complete = false;
        continue;
      }
      contents.push(own.content);
      structures.push(hasher.hashBytes(format, joined([new TextEncoder().encode(entry.name), bytes])));
    }
    const digest = complete
      ? { content: hashOfList(format, contents, hasher), structure: hashOfList(format, structures, hasher) }
      : undefined;
    found.set(folder.path, digest);
    return digest;
  };
  visit(tree);
  return found;
}

/** A file's own hash stands for its content and its structure. */
function asDirectory(digest: string | undefined): DirectoryDigest | undefined {
  return digest === undefined ? undefined : { content: digest, structure: digest };
}

function hashOfList(format: HashFormat, digests: readonly string[], hasher: FileHasher): string {
  const sorted = [...digests].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return hasher.hashBytes(format, joined(sorted.map((digest) => digestBytes(format, digest) ?? new Uint8Array())));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

/**
 * Folders whose directory hash fits no generation that states one in these formats. A folder that fits one generation passes: later ones may
 * document a failure that was mended since.
 */
export function checkDirectoryHashes(
  history: ascMhlHistory.IndexedHistory,
  formats: readonly HashFormat[],
  digestsOf: (format: HashFormat) => ReadonlyMap<string, DirectoryDigest | undefined>,
): VerifyFinding[] {
  const findings: VerifyFinding[] = [];
  for (const folder of digestsOf(formats[0]!).keys()) {
    const at = folder === '' ? { history, path: '.' } : ascMhlHistory.historyFor(history, folder);
    const stated = ascMhlHistory.directoryDigests(at.history, at.path).filter(({ digest }) => formats.includes(digest.format));
    const fits = stated.some(({ digest }) => {
      const own = digestsOf(digest.format).get(folder);
      return (
        own === undefined ||
        (sameDigest(digest.format, own.content, digest.value) &&
          (digest.structure === undefined || sameDigest(digest.format, own.structure, digest.structure)))
      );
    });
    if (stated.length === 0 || fits) continue;
    const latest = stated.at(-1)!;
    const actual = digestsOf(latest.digest.format).get(folder)!;
    const sameContent = sameDigest(latest.digest.format, actual.content, latest.digest.value);
    findings.push({
      code: 'MHL_DIRECTORY_HASH',
      severity: 'ERROR',
      path: folder === '' ? '.' : folder,
      message: sameContent
        ? `The files in ${folder === '' ? 'the root folder' : folder} are the recorded ones, but their names or folders are not.`
        : `${folder === '' ? 'The root folder' : folder} does not hold what generation ${latest.generation} recorded.`,
      format: latest.digest.format,
      expected: sameContent ? (latest.digest.structure ?? '') : latest.digest.value,
      actual: sameContent ? actual.structure : actual.content,
    });
  }
  return findings;
}
