/** One database from outside, each role a process of its own, and footage by the names that people have for it: a root's name, another mount, a bucket. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInstallations, type Installation, type Installations } from '../servers/installation.ts';
import type { Service } from '../servers/service.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const objectStore = join(project, '.rushes/servers/versitygw');
let installations: Installations;
let installation: Installation;
let api: Service;
let bucketServer: ChildProcess | undefined;
let env: Record<string, string>;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

function movie(folder: string, name: string, start: string): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.mov`);
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=128x72:rate=24000/1001', '-frames:v', '24', '-c:v', 'prores'];
  const made = spawnSync('ffmpeg', ['-v', 'error', ...source, '-timecode', start, path], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  chmodSync(path, 0o644);
}

beforeAll(async () => {
  installations = await openInstallations();
  const media = join(installations.folder, 'media');
  movie(join(media, 'A001'), 'A001C001_260202_R1AB', '10:00:00:00');
  movie(join(installations.folder, 'buckets/cards/day1/B001'), 'B001C001_260202_R1AB', '11:00:00:00');
  symlinkSync(media, join(installations.folder, 'Volumes'));
  const port = await freePort();
  const isThere = existsSync(objectStore);
  if (!isThere && process.env['CI'] === 'true') throw new Error('left out: a bucket (run test/setup.sh)');
  if (isThere) {
    const login = ['--access', 'rushes', '--secret', 'rushes-secret', '--region', 'us-east-1'];
    const place = ['--port', `127.0.0.1:${port}`, 'posix', '--nometa', join(installations.folder, 'buckets')];
    bucketServer = spawn(objectStore, [...login, ...place], { stdio: 'ignore' });
    for (let n = 0; n < 100 && !(await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)); n += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
  }
  env = {
    RUSHES_MEDIA_ROOTS: `cards=${media},cloud=s3://cards/day1`,
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'rushes',
    AWS_SECRET_ACCESS_KEY: 'rushes-secret',
  };
  installation = await installations.create('places', env);
  api = await installation.start('api');
  await api.rushes('production', 'create', 'show', '--title', 'Show', '--rate', '24000/1001');
}, 240_000);
afterAll(async () => {
  await api?.terminate();
  bucketServer?.kill();
  await installations?.close();
});

/** `rushes worker ROLE --once` beside the API: says whether there was something to do. */
function once(role: string): boolean {
  const done = spawnSync(join(project, 'rushes'), ['worker', role, '--once', '--json'], {
    encoding: 'utf8',
    env: { ...process.env, ...env, RUSHES_HOME: installation.home, DATABASE_URL: installation.url, ELASTICSEARCH_URL: '' },
  });
  expect(done.status, done.stderr).toBe(0);
  return (JSON.parse(done.stdout) as { worked: boolean }).worked;
}

async function bringIn(path: string): Promise<{ root: string; path: string }> {
  const { code, stdout, stderr } = await api.rushes('ingest', path, '--production', 'show', '--no-follow', '--json');
  expect(code, stdout + stderr).toBe(0);
  return (JSON.parse(stdout) as { ingests: { root: string; path: string }[] }).ingests[0]!;
}

const copies = () =>
  installation.sql.query(
    `SELECT clip.name, clip.state, copy.root, copy.path FROM copy JOIN rendition ON rendition.id = copy.rendition_id JOIN clip ON clip.id = rendition.clip_id ORDER BY 1, 3, 4`,
  );

test('the API alone registers; one unit of work at a time reads it, and then there is nothing to do', { timeout: 240_000 }, async () => {
  expect(await bringIn('cards:A001')).toMatchObject({ root: 'cards', path: 'A001' });
  expect(await copies()).toEqual([]);
  // The walk, then the clip.
  expect(once('inspect')).toBe(true);
  expect(await copies()).toMatchObject([{ state: 'REGISTERED' }]);
  expect(once('inspect')).toBe(true);
  const held = [{ name: 'A001C001_260202_R1AB', state: 'INSPECTED', root: 'cards', path: 'A001/A001C001_260202_R1AB.mov' }];
  expect(await copies()).toEqual(held);
  expect(once('inspect')).toBe(false);
  expect(once('index')).toBe(true);
  const found = await api.rushes('search', 'a001c001', '--production', 'show', '--json');
  expect(JSON.parse(found.stdout)).toMatchObject({ totalCount: 1, engine: 'postgres' });
  // The same place through another mount is the same copy.
  expect(await bringIn(join(installations.folder, 'Volumes/A001'))).toMatchObject({ root: 'cards', path: 'A001' });
  expect(once('inspect')).toBe(true);
  expect(await copies()).toEqual(held);
});

test('a list and its media that both wait to be read are both read', { timeout: 240_000 }, async () => {
  const media = join(installations.folder, 'media');
  const name = 'A002C001_260203_R1AB';
  movie(join(media, 'A002'), name, '12:00:00:00');
  writeFileSync(join(media, 'day2.csv'), `Source File,Start,End,Scene\n${name}.mov,12:00:00:00,12:00:01:00,30\n`);
  await bringIn('cards:day2.csv');
  await bringIn('cards:A002');
  while (once('inspect'));
  const facts = await installation.sql.query(
    `SELECT clip.state, fact.field FROM clip JOIN clip_fact fact ON fact.clip_id = clip.id WHERE clip.name = $1 AND field IN ('slate.scene', 'image.codec') ORDER BY 2`,
    [name],
  );
  expect(facts).toEqual([
    { state: 'INSPECTED', field: 'image.codec' },
    { state: 'INSPECTED', field: 'slate.scene' },
  ]);
});

test.skipIf(!existsSync(objectStore))('a bucket is a media root as a folder is', { timeout: 240_000 }, async () => {
  const list =
    '<hashlist version="1.1"><hash><file>B001C001_260202_R1AB.mov</file><size>1</size><md5>00000000000000000000000000000000</md5></hash></hashlist>';
  writeFileSync(join(installations.folder, 'buckets/cards/day1/B001/B001.mhl'), list);
  expect(await bringIn('s3://cards/day1/B001')).toMatchObject({ root: 'cloud', path: 'B001' });
  while (once('inspect'));
  // What can never be done there ends, and does not wait for it.
  expect(once('verify')).toBe(true);
  const verified = await installation.sql.query(`SELECT state, message FROM job WHERE kind = 'verify'`);
  expect(verified).toMatchObject([
    { state: 'FAILED', message: expect.stringContaining('verify the card before it is uploaded') as string },
  ]);
  expect((await copies()).at(-1)).toEqual({
    name: 'B001C001_260202_R1AB',
    state: 'INSPECTED',
    root: 'cloud',
    path: 'B001/B001C001_260202_R1AB.mov',
  });
  const outside = await api.rushes('ingest', 's3://cards/day2', '--production', 'show', '--json');
  expect(outside.code).not.toBe(0);
  expect((JSON.parse(outside.stdout) as { error: { message: string } }).error.message).toContain('RUSHES_MEDIA_ROOTS');
});

test('the migrations are recorded as `prisma migrate deploy` records them: by name, with the hash of their file, finished', async () => {
  const folder = join(project, 'prisma/migrations');
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'migration.sql')));
  const rows = await installation.sql.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name',
  );
  const hashOf = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, name, 'migration.sql')))
      .digest('hex');
  expect(rows.map((row) => [row.migration_name, row.checksum])).toEqual(names.sort().map((name) => [name, hashOf(name)]));
  expect(existsSync(join(folder, 'migration_lock.toml'))).toBe(true);
});
