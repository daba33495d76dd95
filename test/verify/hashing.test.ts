/** The hashing threads against xxhsum, md5sum and sha1sum; files that go wrong while they are read; the limit of what is read in a second. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { HashThreads } from '../../src/adapters/storage/hashing.ts';
import type { HashFormat } from '../../src/domain/hash.ts';
import type { HashOutcome } from '../../src/domain/ports/integrity.ts';

const mebibyte = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'rushes-hashing-'));
let threads = new HashThreads();
afterEach(async () => {
  await threads.close();
  threads = new HashThreads();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file of bytes that no two files share. */
function file(name: string, sizeBytes: number): string {
  const bytes = Buffer.alloc(sizeBytes);
  for (let at = 0; at < sizeBytes; at += 1) bytes[at] = (at * 7 + (at >> 8) + sizeBytes) & 0xff;
  writeFileSync(join(folder, name), bytes);
  return name;
}

async function hash(
  names: readonly string[],
  formats: readonly HashFormat[],
  onBytes?: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<HashOutcome[]> {
  const found: HashOutcome[] = [];
  const requests = names.map((path) => ({ path, formats }));
  for await (const outcome of threads.hashFiles(requests, (path) => join(folder, path), onBytes, signal)) found.push(outcome);
  return found;
}

function tool(command: string, ...args: string[]): string {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command}: ${done.stderr}`);
  return done.stdout.trim().split(/\s+/)[0]!;
}

test('every size about the ends of blocks, in the order of the requests', async () => {
  const sizes = [0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 2 * mebibyte, 5 * mebibyte + 3, 17];
  const names = sizes.map((size) => file(`size${size}`, size));
  const found = await hash(names, ['xxh128', 'xxh64', 'md5', 'sha1']);
  expect(found).toEqual(
    names.map((name, n) => {
      const path = join(folder, name);
      const digests = {
        xxh128: tool('xxhsum', '-H2', path),
        xxh64: tool('xxhsum', '-H1', path),
        md5: tool('md5sum', path),
        sha1: tool('sha1sum', path),
      };
      return { path: name, sizeBytes: sizes[n], digests };
    }),
  );
});

test('more files than wait in the threads: each by its own digest', async () => {
  const names = Array.from({ length: 300 }, (_, n) => file(`small${n}`, n));
  const found = await hash(names, ['xxh64']);
  const told = spawnSync('xxhsum', ['-H1', ...names], { cwd: folder, encoding: 'utf8' })
    .stdout.trim()
    .split('\n');
  expect(found.map(({ path, digests }) => `${digests?.xxh64}  ${path}`)).toEqual(told);
});

test('what cannot be read says so, and stops neither the others nor the threads', async () => {
  const good = file('good', 1000);
  mkdirSync(join(folder, 'a-folder'));
  expect(spawnSync('mkfifo', [join(folder, 'a-pipe')]).status).toBe(0);
  const found = await hash(['gone', good, 'a-folder', 'a-pipe', good], ['xxh128']);
  expect(found).toEqual([
    { path: 'gone', sizeBytes: 0, error: expect.stringContaining('ENOENT') as string },
    { path: good, sizeBytes: 1000, digests: { xxh128: tool('xxhsum', '-H2', join(folder, good)) } },
    { path: 'a-folder', sizeBytes: 0, error: 'not a regular file' },
    { path: 'a-pipe', sizeBytes: 0, error: 'not a regular file' },
    { path: good, sizeBytes: 1000, digests: { xxh128: tool('xxhsum', '-H2', join(folder, good)) } },
  ]);
});

test('a file that is cut while it is read has the digest of what was read, not of what it was', async () => {
  const name = file('cut', 64 * mebibyte);
  const before = tool('xxhsum', '-H2', join(folder, name));
  threads.throttle(16 * mebibyte);
  const [found] = await hash([name], ['xxh128'], () => {
    truncateSync(join(folder, name), 0);
    threads.throttle(undefined);
  });
  expect(found!.error).toBeUndefined();
  expect(found!.sizeBytes).toBeLessThan(64 * mebibyte);
  expect(found!.digests!.xxh128).not.toBe(before);
});

test('never more bytes than the limit allows, over all threads', async () => {
  const names = [6, 2, 5, 3].map((size) => file(`limited${size}`, size * mebibyte));
  const perSecond = 8 * mebibyte;
  const began = performance.now();
  const allowed = (): number => ((performance.now() - began) / 1000) * perSecond;
  threads.throttle(perSecond);
  let bytes = 0;
  const tooMany: string[] = [];
  const found = await hash(names, ['xxh128'], (more) => {
    bytes += more;
    if (bytes > allowed()) tooMany.push(`${bytes} where ${allowed()} were allowed`);
  });
  expect(allowed()).toBeGreaterThanOrEqual(16 * mebibyte);
  expect(tooMany).toEqual([]);
  expect(bytes).toBe(16 * mebibyte);
  expect(found.map(({ error }) => error)).toEqual(names.map(() => undefined));
});

test('a new limit holds for the block that waits already', async () => {
  const name = file('waiting', 3 * mebibyte);
  threads.throttle(1);
  const hashing = hash([name], ['xxh128']);
  setTimeout(() => threads.throttle(undefined), 300);
  expect((await hashing)[0]!.sizeBytes).toBe(3 * mebibyte);
});

test('stopped in the middle of a file; the next is hashed by new threads', async () => {
  const name = file('stopped', 64 * mebibyte);
  threads.throttle(4 * mebibyte);
  const own = new AbortController();
  let bytes = 0;
  const stopped = hash(
    [name],
    ['xxh128'],
    (more) => {
      bytes += more;
      own.abort(new Error('cancelled'));
    },
    own.signal,
  );
  await expect(stopped).rejects.toThrow('cancelled');
  expect(bytes).toBeLessThan(64 * mebibyte);
  threads.throttle(undefined);
  expect((await hash([name], ['xxh128']))[0]!.digests!.xxh128).toBe(tool('xxhsum', '-H2', join(folder, name)));
});
