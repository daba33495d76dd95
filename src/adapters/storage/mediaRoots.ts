import { statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { InvalidInput, NotAllowed, Unavailable } from '../../domain/errors.ts';
import type { MediaRoots } from '../../domain/ports/mediaRoots.ts';
import type { MediaStorage } from '../../domain/ports/storage.ts';

export type ConfiguredRoot = { readonly name: string; readonly location: string };

/** Name of the root that stands for the whole machine where none is configured. */
const anywhere: ConfiguredRoot = { name: 'local', location: sep };

function inside(folder: string, path: string): string | undefined {
  const rest = relative(folder, path);
  return rest === '..' || rest.startsWith(`..${sep}`) || isAbsolute(rest) ? undefined : rest.split(sep).join('/');
}

/** Device and number of a folder: the same through every mount and link. */
function identityOf(folder: string): string | undefined {
  const found = statSync(folder, { throwIfNoEntry: false, bigint: true });
  return found?.isDirectory() ? `${found.dev}:${found.ino}` : undefined;
}

/** The path below a root that is reached under another name, through a link or a second mount of it. What lies below is still checked by the storage. */
function insideElsewhere(location: string, path: string): string | undefined {
  try {
    const wanted = identityOf(location);
    for (let folder = path; wanted !== undefined; folder = dirname(folder)) {
      if (identityOf(folder) === wanted) return relative(folder, path).split(sep).join('/');
      if (folder === dirname(folder)) return undefined;
    }
  } catch {
    // A folder above it may not be read: then it is no way in.
  }
  return undefined;
}

/** `open` makes the storage of one location; each is opened once and kept. */
export function createMediaRoots(
  configured: readonly ConfiguredRoot[],
  open: (location: string) => MediaStorage,
): MediaRoots & { readonly close: () => Promise<void> } {
  const roots = configured.length > 0 ? configured : [anywhere];
  const storages = new Map<string, MediaStorage>();
  const names = roots.map((root) => `${root.name}=${root.location}`).join(', ');
  return {
    anyFolder: configured.length === 0,
    placeOf: (text) => {
      if (text.trim() === '' || text.includes('\0')) throw new InvalidInput('Name a folder or a file to ingest.', { at: 'path' });
      const named = /^([A-Za-z0-9_-]{1,40}):(?!\/\/)(.*)$/.exec(text);
      const root = named && roots.find((each) => each.name === named[1]);
      if (root) return { root: root.name, path: named[2]!.replace(/^\/+|\/+$/g, '') };
      if (text.startsWith('s3://')) {
        const bucket = roots.find((each) => text === each.location || text.startsWith(`${each.location.replace(/\/$/, '')}/`));
        if (!bucket)
          throw new NotAllowed(
            `${text} lies in none of the media roots; name its bucket in RUSHES_MEDIA_ROOTS (cloud=s3://bucket/prefix).`,
            { at: 'path' },
          );
        return { root: bucket.name, path: text.slice(bucket.location.length).replace(/^\/+|\/+$/g, '') };
      }
      const path = resolve(text);
      for (const each of roots) {
        const rest = each.location.startsWith('s3://') ? undefined : inside(each.location, path);
        if (rest !== undefined) return { root: each.name, path: rest };
      }
      for (const each of roots) {
        const rest = each.location.startsWith('s3://') ? undefined : insideElsewhere(each.location, path);
        if (rest !== undefined) return { root: each.name, path: rest };
      }
      throw new NotAllowed(`${path} lies in none of the media roots (${names}); add its folder to RUSHES_MEDIA_ROOTS.`, { at: 'path' });
    },
    storage: (name) => {
      const root = roots.find((each) => each.name === name);
      if (!root)
        throw new Unavailable(`The media root "${name}" is not configured on this machine; add it to RUSHES_MEDIA_ROOTS.`, { at: name });
      const known = storages.get(name) ?? open(root.location);
      storages.set(name, known);
      return known;
    },
    close: async () => {
      await Promise.all([...storages.values()].map((storage) => storage.close()));
    },
  };
}
