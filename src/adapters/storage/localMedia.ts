import { open, readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Place } from '../../domain/clip.ts';
import { InvalidInput, NotAllowed, RushesError, Unreadable } from '../../domain/errors.ts';
import type { ListedFile } from '../../domain/grouping.ts';
import type { MediaStorage } from '../../domain/ports/storage.ts';
import type { Problem } from '../../domain/problem.ts';

export type LocalRoot = { readonly name: string; readonly folder: string };

/** Name of the root that stands for the whole machine where none is configured. */
const anywhere: LocalRoot = { name: 'local', folder: sep };

/** Files of one walk above which it is refused: a card has thousands, not millions. */
const maxFiles = 2_000_000;

function inside(folder: string, path: string): string | undefined {
  const rest = relative(folder, path);
  return rest === '..' || rest.startsWith(`..${sep}`) || isAbsolute(rest) ? undefined : rest.split(sep).join('/');
}

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not read it; give it the right or run the service as another user';
  if (code === 'ENOENT') return 'there is no such file or folder; check the path and that the drive is mounted';
  if (code === 'ELOOP') return 'its links lead in a circle';
  return (error as Error).message;
}

/** Footage on local and mounted file systems. */
export function createLocalMedia(roots: readonly LocalRoot[]): MediaStorage {
  const known = roots.length > 0 ? roots : [anywhere];

  function folderOf(place: Place): string {
    const root = known.find((each) => each.name === place.root);
    if (!root)
      throw new Unreadable(`The media root "${place.root}" is not configured here; add it to RUSHES_MEDIA_ROOTS.`, { at: place.path });
    return root.folder;
  }

  function pathOf(place: Place): string {
    const folder = folderOf(place);
    const path = resolve(folder, place.path);
    if (inside(folder, path) === undefined)
      throw new NotAllowed(`"${place.path}" leads out of the media root "${place.root}".`, { at: place.path });
    return path;
  }

  /** The real path, after links, still inside the root. */
  async function checked(place: Place): Promise<string> {
    const path = pathOf(place);
    const [real, folder] = await Promise.all([realpath(path), realpath(folderOf(place))]).catch((cause: unknown) => {
      throw new Unreadable(`${path} cannot be read: ${reason(cause)}.`, { at: path, cause });
    });
    if (inside(folder, real) === undefined)
      throw new NotAllowed(`"${place.path}" is a link that leads out of the media root "${place.root}".`, { at: place.path });
    return real;
  }

  return {
    placeOf: async (text) => {
      const named = /^([A-Za-z0-9_-]{1,40}):(?!\/\/)(.*)$/.exec(text);
      const root = named && known.find((each) => each.name === named[1]);
      if (named && root)
        return { root: root.name, path: (inside(root.folder, resolve(root.folder, named[2]!)) ?? named[2]!).replace(/\/+$/, '') };
      if (text.startsWith('s3://'))
        throw new InvalidInput(`No media root holds ${text}; name its bucket in RUSHES_MEDIA_ROOTS (cloud=s3://bucket/prefix).`, {
          at: text,
        });
      if (text.trim() === '' || text.includes('\0')) throw new InvalidInput('Name a folder or a file to ingest.', { at: 'path' });
      const path = resolve(text);
      const holder = known.find((each) => inside(each.folder, path) !== undefined);
      if (!holder) {
        throw new NotAllowed(
          `${path} lies in none of the media roots (${known.map((each) => `${each.name}=${each.folder}`).join(', ')}); add its folder to RUSHES_MEDIA_ROOTS.`,
          { at: text },
        );
      }
      return { root: holder.name, path: inside(holder.folder, path)! };
    },

    list: async (place) => {
      const top = await checked(place);
      const rootFolder = await realpath(folderOf(place));
      const files: ListedFile[] = [];
      const problems: Problem[] = [];
      const add = async (path: string, relativePath: string): Promise<void> => {
        try {
          const facts = await stat(path);
          if (facts.isFile()) files.push({ path: relativePath, sizeBytes: facts.size, mtimeMs: Math.round(facts.mtimeMs) });
        } catch (error) {
          problems.push({
            severity: 'ERROR',
            code: 'FILE_UNREADABLE',
            message: `${relativePath} was left out: ${reason(error)}.`,
            at: relativePath,
          });
        }
      };
      const walk = async (folder: string, relativeFolder: string): Promise<void> => {
        const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
          problems.push({
            severity: 'ERROR',
            code: 'FOLDER_UNREADABLE',
            message: `The folder ${relativeFolder || place.path} was left out: ${reason(error)}.`,
            at: relativeFolder,
          });
          return [];
        });
        for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
          if (files.length > maxFiles)
            throw new Unreadable(`${top} holds more than ${maxFiles} files; ingest its folders one by one.`, { at: top });
          const path = join(folder, entry.name);
          const relativePath = relativeFolder === '' ? entry.name : `${relativeFolder}/${entry.name}`;
          if (entry.isSymbolicLink()) {
            const real = await realpath(path).catch(() => undefined);
            const target =
              real === undefined || inside(rootFolder, real) === undefined ? undefined : await stat(real).catch(() => undefined);
            if (target?.isFile()) await add(path, relativePath);
            else if (!target)
              problems.push({
                severity: 'WARN',
                code: 'LINK_LEFT_OUT',
                message: `${relativePath} is a link that is broken or leads out of the media root; it was left out.`,
                at: relativePath,
              });
          } else if (entry.isDirectory()) await walk(path, relativePath);
          else if (entry.isFile()) await add(path, relativePath);
        }
      };
      const facts = await stat(top);
      if (facts.isFile()) await add(top, place.path);
      else await walk(top, place.path.replace(/\/+$/, ''));
      if (files.length === 0 && problems.some((problem) => problem.code === 'FOLDER_UNREADABLE')) {
        throw new Unreadable(problems[0]!.message, { at: top });
      }
      return { files, problems };
    },

    open: async (place) => {
      const path = await checked(place);
      try {
        const handle = await open(path, 'r');
        const { size } = await handle.stat();
        return {
          path,
          sizeBytes: size,
          read: async (offset, length) => {
            const buffer = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
            const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
            return buffer.subarray(0, bytesRead);
          },
          close: () => handle.close(),
        };
      } catch (cause) {
        if (cause instanceof RushesError) throw cause;
        throw new Unreadable(`${path} cannot be read: ${reason(cause)}.`, { at: path, cause });
      }
    },

    localPath: (place) => pathOf(place),
    exists: (place) =>
      checked(place).then(
        () => true,
        () => false,
      ),
  };
}
