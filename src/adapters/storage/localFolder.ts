import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { Conflict, LimitExceeded, Unreadable } from '../../domain/errors.ts';
import type { FolderEntry, IntegrityFolder } from '../../domain/ports/integrity.ts';
import { digestOfBytes, prepareDigests } from './digests.ts';
import type { HashThreads } from './hashing.ts';

/** A manifest of a million files is about 300 MB of text and none has been seen; larger ones are refused. */
const manifestLimitBytes = 256 * 1024 * 1024;

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** A local folder under test. Paths that lead out of it (`..`, absolute) are refused by throwing Unreadable. */
export async function localFolder(path: string, threads: HashThreads): Promise<IntegrityFolder> {
  await prepareDigests();
  const root = resolve(path);
  const inside = (relative: string): string => {
    const full = resolve(root, relative);
    if (full !== root && !full.startsWith(root.endsWith(sep) ? root : root + sep)) {
      throw new Unreadable(`${relative} leads out of ${path}; nothing outside the folder is read.`, { at: relative });
    }
    return full;
  };
  return {
    name: basename(root),
    location: path,
    list: (relative) => listFolder(inside(relative), relative),
    read: (relative) => readWhole(inside(relative), relative),
    write: (relative, text, options) => writeWhole(inside(relative), text, options?.replace ?? false),
    hasher: {
      hashFiles: (requests, onBytes, signal) => threads.hashFiles(requests, inside, onBytes, signal),
      hashBytes: digestOfBytes,
    },
  };
}

async function listFolder(folder: string, relative: string): Promise<FolderEntry[]> {
  try {
    const found = await readdir(folder, { withFileTypes: true });
    return await Promise.all(
      found.map(async (entry) => {
        // A dangling link has no target to stat: it counts as an empty file, and hashing it says why it cannot be read.
        const info = await stat(join(folder, entry.name)).catch(() => undefined);
        return {
          name: entry.name,
          path: relative === '' ? entry.name : `${relative}/${entry.name}`,
          isDirectory: info?.isDirectory() ?? false,
          isLink: entry.isSymbolicLink(),
          sizeBytes: info?.size ?? 0,
          modified: (info?.mtime ?? new Date(0)).toISOString(),
        };
      }),
    );
  } catch (error) {
    throw new Unreadable(`The folder ${folder} cannot be listed: ${error instanceof Error ? error.message : String(error)}.`, {
      at: folder,
      cause: error,
    });
  }
}

async function readWhole(file: string, relative: string): Promise<Uint8Array | undefined> {
  let handle;
  try {
    handle = await open(file, 'r');
    const { size } = await handle.stat();
    if (size > manifestLimitBytes) throw new LimitExceeded(`${relative} is ${size} bytes; a manifest may have 256 MB.`, { at: relative });
    return await handle.readFile();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    if (error instanceof LimitExceeded) throw error;
    throw new Unreadable(`${relative} cannot be read: ${error instanceof Error ? error.message : String(error)}.`, {
      at: relative,
      cause: error,
    });
  } finally {
    await handle?.close();
  }
}

async function writeWhole(file: string, text: string, replace: boolean): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  const draft = `${file}.${randomUUID()}.part`;
  const handle = await open(draft, 'wx');
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    if (replace) return await rename(draft, file);
    await link(draft, file); // unlike rename, link refuses to replace
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new Conflict(`${file} exists already; it is not overwritten.`, { at: file });
    throw error;
  } finally {
    if (!replace) await rm(draft, { force: true });
  }
}
