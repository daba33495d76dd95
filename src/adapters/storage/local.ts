import { constants } from 'node:fs';
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InvalidInput, NotFound, Unreadable } from '../../domain/errors.ts';
import type { ByteSource, ListedFile, ListingFault, MediaStorage } from '../../domain/ports/storage.ts';

/** Deeper trees than this are loops or attacks; a camera card has six levels at most. */
const deepestFolder = 64;

/** One local file for reading, by its path on this machine. Throws NotFound, Unreadable, InvalidInput (no file). */
export async function openLocalFile(path: string, shownAs = path): Promise<ByteSource> {
  const absolute = resolve(path);
  let handle;
  try {
    // Non-blocking, or opening a pipe would wait for a writer for ever.
    handle = await open(absolute, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    throw openingFault(shownAs, cause as NodeJS.ErrnoException);
  }
  const { size, isFile } = await handle.stat().then((found) => ({ size: found.size, isFile: found.isFile() }));
  if (!isFile) {
    await handle.close();
    throw new InvalidInput(`${shownAs} is no file.`, { at: shownAs });
  }
  const file = handle;
  return {
    path: shownAs,
    sizeBytes: size,
    localPath: absolute,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      if (wanted === 0 || offset < 0) return new Uint8Array(0);
      const bytes = new Uint8Array(wanted);
      let filled = 0;
      try {
        while (filled < wanted) {
          const { bytesRead } = await file.read(bytes, filled, wanted - filled, offset + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
      } catch (cause) {
        throw new Unreadable(`${shownAs} cannot be read at byte ${offset}: ${(cause as Error).message}.`, { at: shownAs, cause });
      }
      return bytes.subarray(0, filled);
    },
    close: () => file.close(),
  };
}

function openingFault(path: string, cause: NodeJS.ErrnoException): Error {
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return new NotFound(`${path} does not exist.`, { at: path, cause });
  if (cause.code === 'EACCES' || cause.code === 'EPERM')
    return new Unreadable(`${path} may not be read by this user; change its permissions.`, { at: path, cause });
  return new Unreadable(`${path} cannot be opened (${cause.code ?? cause.message}).`, { at: path, cause });
}

/** A folder of this machine as a media root: nothing outside it is listed or opened, whatever `..` or a link says. */
export function localStorage(root: string): MediaStorage {
  const base = resolve(root);
  const within = async (path: string): Promise<string> => {
    if (path.includes('\0') || isAbsolute(path)) throw new InvalidInput(`${JSON.stringify(path)} is no path inside ${root}.`, { at: path });
    const target = resolve(base, path);
    if (target !== base && !target.startsWith(base === sep ? sep : base + sep))
      throw new InvalidInput(`${path} leads out of ${root}.`, { at: path });
    let real: string;
    let realBase: string;
    try {
      [real, realBase] = await Promise.all([realpath(target), realpath(base)]);
    } catch (cause) {
      throw openingFault(join(root, path), cause as NodeJS.ErrnoException);
    }
    if (real !== realBase && !real.startsWith(realBase === sep ? sep : realBase + sep)) {
      throw new InvalidInput(`${path} is a link that leads out of ${root}.`, { at: path });
    }
    return target;
  };
  const relativeOf = (absolute: string) => relative(base, absolute).split(sep).join('/');

  async function* walk(folder: string, depth: number, onFault: (fault: ListingFault) => void): AsyncGenerator<ListedFile> {
    if (depth > deepestFolder)
      return onFault({
        path: relativeOf(folder),
        message: `${relativeOf(folder)} lies deeper than ${deepestFolder} folders; it was not entered.`,
      });
    let entries;
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (cause) {
      const reason =
        (cause as NodeJS.ErrnoException).code === 'EACCES'
          ? 'may not be read by this user'
          : `cannot be listed (${(cause as NodeJS.ErrnoException).code})`;
      return onFault({
        path: relativeOf(folder),
        message: `The folder ${relativeOf(folder) || root} ${reason}; what is in it was left out.`,
      });
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const absolute = join(folder, entry.name);
      const path = relativeOf(absolute);
      try {
        if (entry.isDirectory()) yield* walk(absolute, depth + 1, onFault);
        else if (entry.isFile()) {
          const { size, mtimeMs } = await lstat(absolute);
          yield { path, sizeBytes: size, mtimeMs: Math.round(mtimeMs) };
        } else if (entry.isSymbolicLink()) {
          await within(path);
          const found = await stat(absolute);
          // Linked folders are not entered: they would list the same footage twice, or for ever.
          if (found.isFile()) yield { path, sizeBytes: found.size, mtimeMs: Math.round(found.mtimeMs) };
        }
      } catch (cause) {
        onFault({ path, message: cause instanceof Error ? cause.message : `${path} cannot be read.` });
      }
    }
  }

  return {
    location: root,
    async *list(path, onFault) {
      const folder = await within(path);
      const found = await stat(folder);
      if (found.isFile()) {
        yield { path: relativeOf(folder) || basename(folder), sizeBytes: found.size, mtimeMs: Math.round(found.mtimeMs) };
        return;
      }
      yield* walk(folder, 0, onFault);
    },
    async siblings(folder) {
      const absolute = await within(folder);
      const entries = await readdir(absolute, { withFileTypes: true }).catch(() => []);
      const files = await Promise.all(
        entries
          .filter((entry) => entry.isFile())
          .map(async ({ name }) => {
            const found = await lstat(join(absolute, name)).catch(() => undefined);
            return found ? [{ path: relativeOf(join(absolute, name)), sizeBytes: found.size, mtimeMs: Math.round(found.mtimeMs) }] : [];
          }),
      );
      return files.flat();
    },
    async stat(path) {
      try {
        const found = await stat(await within(path));
        return { path, sizeBytes: found.size, mtimeMs: Math.round(found.mtimeMs) };
      } catch (cause) {
        if (cause instanceof NotFound || (cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw cause;
      }
    },
    open: async (path) => openLocalFile(await within(path), path),
    localPath: (path) => within(path),
    close: () => Promise.resolve(),
  };
}
