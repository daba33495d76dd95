import { ascMhl } from '../documents/index.ts';
import type { FolderEntry, IntegrityFolder } from '../domain/ports/integrity.ts';

export type SealOptions = { readonly tool: string; readonly version: string; readonly now: Date };

/**
 * Writes the first ASC MHL generation of a folder that Rushes delivers: every file hashed with xxh128, the manifest chained by its C4.
 * Gives the manifest's path. The reference tool verifies it (test/verify).
 */
export async function sealFolder(folder: IntegrityFolder, options: SealOptions): Promise<string> {
  const files: FolderEntry[] = [];
  const walk = async (path: string): Promise<void> => {
    const entries = [...(await folder.list(path))].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.name === 'ascmhl' || entry.name === '.DS_Store') continue;
      if (entry.isDirectory) await walk(entry.path);
      else files.push(entry);
    }
  };
  await walk('');
  const hashed = [];
  const byPath = new Map(files.map((file) => [file.path, file]));
  for await (const { path, digests, error } of folder.hasher.hashFiles(files.map(({ path }) => ({ path, formats: ['xxh128'] as const })))) {
    if (digests?.xxh128 === undefined) throw new Error(`${path} could not be hashed: ${error ?? 'no digest'}`);
    const file = byPath.get(path)!;
    hashed.push({ path, sizeBytes: file.sizeBytes, modified: file.modified, xxh128: digests.xxh128 });
  }
  const { manifest, fileName, chain } = ascMhl.writeFirstGeneration(folder.name, hashed, options, (text) =>
    folder.hasher.hashBytes('c4', new TextEncoder().encode(text)),
  );
  await folder.write(`ascmhl/${fileName}`, manifest);
  await folder.write('ascmhl/ascmhl_chain.xml', chain);
  return `ascmhl/${fileName}`;
}
