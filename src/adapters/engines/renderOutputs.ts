import { access, constants, copyFile, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { Conflict, InvalidInput, Unavailable } from '../../domain/errors.ts';
import type { PackageEntry, RenderOutputs } from '../../domain/ports/renderOutputs.ts';

/** Attempts lie here: hidden, and on the deliverables' own file system, so that publishing is a rename. */
const attempts = '.attempts';

function explained(error: unknown, path: string): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return new Unavailable(`The disk of ${path} is full; free some space, then retry.`, { at: path, cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new Unavailable(`${path} may not be written; give the worker write permission, then retry.`, { at: path, cause: error });
  return new Unavailable(`${path} could not be written: ${message}`, { at: path, cause: error });
}

/** Where deliverables lie on a local or mounted file system. */
export function createRenderOutputs(outputFolder: string): RenderOutputs {
  const root = resolve(outputFolder);
  const locate = (path: string): string => {
    const full = resolve(root, path);
    const rest = relative(root, full);
    if (rest === '' || rest.startsWith('..') || rest.split(sep)[0] === attempts)
      throw new InvalidInput(`The output folder "${path}" leaves ${root}; name a folder below it.`, { at: 'output' });
    return full;
  };
  const attemptFolder = (renderId: string, attempt: number): string => join(root, attempts, `${renderId}-${attempt}`);
  return {
    attemptFolder,
    locate,
    publish: async (parts, { job, report: whole }, outputPath) => {
      const { renderId } = job;
      const to = locate(outputPath);
      const there = await readFile(join(to, 'report.json'), 'utf8').catch(() => undefined);
      if (there !== undefined) {
        if ((JSON.parse(there) as { renderId?: string }).renderId === renderId) return;
        throw new Conflict(`${to} holds another render already; ask for another output folder.`, { at: to });
      }
      const draft = join(root, attempts, `${renderId}-whole`);
      try {
        await rm(draft, { recursive: true, force: true });
        await mkdir(draft, { recursive: true });
        for (const { folder, report } of parts) {
          for (const file of report.files) {
            await mkdir(dirname(join(draft, file.path)), { recursive: true });
            await link(join(folder, file.path), join(draft, file.path));
          }
        }
        await writeFile(join(draft, 'job.json'), `${JSON.stringify(job, undefined, 1)}\n`);
        await writeFile(join(draft, 'report.json'), `${JSON.stringify(whole, undefined, 1)}\n`);
        await mkdir(dirname(to), { recursive: true });
        await rename(draft, to);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOTEMPTY')
          throw new Conflict(`${to} is not empty; ask for another output folder.`, { at: to, cause: error });
        throw explained(error, to);
      }
    },
    clean: async (renderId) => {
      const names = await readdir(join(root, attempts)).catch(() => []);
      for (const name of names) if (name.startsWith(`${renderId}-`)) await rm(join(root, attempts, name), { recursive: true, force: true });
    },
    list: async (packagePath, most) => {
      const folder = locate(packagePath);
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .slice(0, most);
      return Promise.all(
        files.map(async (file) => ({ path: relative(folder, file).split(sep).join('/'), sizeBytes: (await stat(file)).size })),
      );
    },
    texts: async (folder) => {
      const names = await readdir(folder, { recursive: true });
      const files: { fileName: string; content: string }[] = [];
      for (const fileName of names.sort()) {
        if ((await stat(join(folder, fileName))).isFile())
          files.push({ fileName, content: await readFile(join(folder, fileName), 'utf8') });
      }
      return files;
    },
    trouble: async () => {
      try {
        await mkdir(root, { recursive: true });
        await access(root, constants.W_OK);
        return undefined;
      } catch (error) {
        return explained(error, root).message;
      }
    },
    assemble: async (packagePath, entries, seal) => {
      const to = locate(packagePath);
      // Under its own name: the manifest is called after the folder.
      const draft = join(root, attempts, 'packages', packagePath.replaceAll(/[^A-Za-z0-9._-]/g, '_'), basename(to));
      try {
        await rm(draft, { recursive: true, force: true });
        for (const entry of entries) await place(join(draft, entry.path), entry, locate);
        await seal(draft);
        await mkdir(dirname(to), { recursive: true });
        await rename(draft, to);
      } catch (error) {
        if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return;
        throw explained(error, to);
      }
    },
  };
}

async function place(target: string, entry: PackageEntry, locate: (path: string) => string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  if ('text' in entry) {
    await writeFile(target, entry.text);
    return;
  }
  const source = locate(entry.from);
  try {
    await link(source, target).catch(() => copyFile(source, target));
  } catch (error) {
    if (!entry.optional || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
