import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillProduction, startFixture, type ApiFixture } from './fixture.ts';

const launcher = fileURLToPath(new URL('../../rushes', import.meta.url));
let api: ApiFixture;
let folder: string;

beforeAll(async () => {
  api = await startFixture();
  await fillProduction(api.sql, 'harbour', 12);
  // A second clip of the same name on another roll.
  await api.sql.query(`INSERT INTO clip (production_id, roll_id, name, identity, state)
    SELECT c.production_id, (SELECT id FROM roll WHERE production_id = c.production_id AND name = 'A001'), c.name, 'twin', 'INSPECTED' FROM clip c WHERE c.name = 'A001C00003'`);
  folder = mkdtempSync(join(tmpdir(), 'rushes-cli-'));
});
afterAll(async () => {
  await api?.close();
  rmSync(folder, { recursive: true, force: true });
});

type Ran = { readonly code: number; readonly out: string; readonly error: string };

/** Really runs ./rushes from another folder. */
function rushes(args: readonly string[], environment: Record<string, string> = {}, command = launcher): Promise<Ran> {
  const env = { ...process.env, RUSHES_URL: api.url, RUSHES_TOKEN: api.administrator, RUSHES_HOME: join(folder, 'home'), ...environment };
  return new Promise((resolve) => {
    execFile(command, args, { cwd: folder, env }, (error, out, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, out: String(out), error: String(stderr) });
    });
  });
}

const errorOf = (ran: Ran) => (JSON.parse(ran.out) as { error: { code: string; message: string; at: string | null } }).error;

test('works by its path from any folder, and through a symbolic link', async () => {
  const link = join(folder, 'link');
  symlinkSync(launcher, link);
  const ran = await rushes(['--help'], {}, link);
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/match .*<timeline>/);
});

test('productions: made and listed, in words and as one JSON document', async () => {
  expect(await rushes(['production', 'create', 'pier', '--title', 'The Pier', '--rate', '23.976'])).toMatchObject({ code: 0 });
  const listed = await rushes(['production', 'list', '--json']);
  expect(listed.code).toBe(0);
  expect(JSON.parse(listed.out)).toMatchObject({
    productions: expect.arrayContaining([expect.objectContaining({ slug: 'pier', rate: '24000/1001' })]),
  });
  expect((await rushes(['production', 'list'])).out).toMatch(/pier +The Pier +24000\/1001 +0/);
});

test('exit 2 for wrong arguments, naming what is wrong', async () => {
  expect(await rushes(['bogus'])).toMatchObject({ code: 2, error: expect.stringMatching(/unknown command 'bogus'/i) as string });
  const rate = await rushes(['production', 'create', 'x1', '--title', 't', '--rate', 'fast', '--json']);
  expect(rate.code).toBe(2);
  expect(errorOf(rate)).toMatchObject({ code: 'INVALID_INPUT', at: '--rate' });
  expect(errorOf(await rushes(['production', 'create', '--json']))).toMatchObject({ code: 'INVALID_INPUT' });
  expect(errorOf(await rushes(['search', 'x', '--production', 'nowhere', '--json']))).toMatchObject({ code: 'NOT_FOUND' });
  const missing = await rushes(['match', 'missing.edl', '--production', 'harbour', '--json']);
  expect(missing.code).toBe(2);
  expect(errorOf(missing)).toMatchObject({ code: 'UNREADABLE', at: 'missing.edl', message: 'missing.edl does not exist.' });
});

test('an empty name is refused, and is not the folder that one stands in', async () => {
  for (const words of [
    ['ingest', ''],
    ['ingest', 'A001', ''],
    ['match', ''],
    ['verify', ''],
    ['inspect', ''],
  ]) {
    const ran = await rushes([...words, '--json']);
    expect(ran.code, words.join(' ')).toBe(2);
    expect(errorOf(ran)).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('is empty') as string });
  }
  expect(await rushes(['search', '', '--production', 'harbour'])).toMatchObject({ code: 0 });
});

test('exit 3 where no service answers, saying how to start it; also where something else answers', async () => {
  const none = await rushes(['production', 'list', '--json'], { RUSHES_URL: 'http://127.0.0.1:9' });
  expect(none.code).toBe(3);
  expect(errorOf(none)).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('npm start') as string });
  expect(await rushes(['production', 'list'], { RUSHES_URL: `${api.url}/healthz` })).toMatchObject({ code: 2 });
});

test('exit 4 without a token, with a wrong one, and with too small a role', async () => {
  const without = await rushes(['production', 'list', '--json'], { RUSHES_TOKEN: '' });
  expect(without.code).toBe(4);
  expect(errorOf(without)).toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringContaining('RUSHES_TOKEN') as string });
  expect(await rushes(['production', 'list'], { RUSHES_TOKEN: 'rushes_wrong' })).toMatchObject({ code: 4 });
  const viewer = await api.tokenOf('viewer', 'VIEWER');
  expect(await rushes(['production', 'create', 'x2', '--title', 't', '--rate', '25'], { RUSHES_TOKEN: viewer })).toMatchObject({ code: 4 });
});

test('search prints a table, or the clips with the engine that answered', async () => {
  const found = await rushes(['search', '--production', 'harbour', '--first', '3', '--json']);
  expect(JSON.parse(found.out)).toMatchObject({ totalCount: 13, engine: 'postgres', clips: [{ name: 'A001C00000' }, {}, {}] });
  expect((await rushes(['search', '--production', 'harbour'])).out).toMatch(/A001C00000 +A000 +2026-02-02/);
});

test('a name that fits several clips is refused with their ids, rolls and days', async () => {
  const ran = await rushes(['why', 'A001C00003', '--production', 'harbour', '--json']);
  expect(ran.code).toBe(2);
  expect(errorOf(ran)).toMatchObject({ code: 'AMBIGUOUS_NAME' });
  for (const roll of ['A000', 'A001']) {
    expect(errorOf(ran).message).toMatch(new RegExp(`[0-9a-f-]{36} \\(A001C00003, roll ${roll}, day 2026-02-02\\)`));
  }
});

test('an imported timeline is matched by its id: the events of match --json', async () => {
  const [timeline] = await api.sql.query<{ id: string }>(`SELECT id FROM timeline LIMIT 1`);
  const ran = await rushes(['match', timeline!.id, '--json']);
  expect(ran.code).toBe(0);
  const { events, summary } = JSON.parse(ran.out) as { events: object[]; summary: Record<string, number> };
  expect(events).toHaveLength(12);
  expect(events[0]).toMatchObject({
    number: '0',
    state: 'MATCHED',
    tier: 2,
    clip: 'A001C00000',
    roll: 'A000',
    candidateCount: 1,
    fix: null,
  });
  expect(summary).toMatchObject({ MATCHED: 12, UNMATCHED: 0 });
  await api.sql.query(
    `UPDATE event_match SET state = 'UNMATCHED', result = result || '{"state": "UNMATCHED"}' WHERE event_id = (SELECT id FROM timeline_event WHERE number = '5')`,
  );
  expect((await rushes(['match', timeline!.id])).code).toBe(1);
});

test('tokens: made, shown once, listed without their secret, revoked', async () => {
  const made = JSON.parse((await rushes(['token', 'create', 'nightly', '--role', 'operator', '--days', '30', '--json'])).out) as {
    id: string;
    secret: string;
  };
  expect((await rushes(['production', 'list'], { RUSHES_TOKEN: made.secret })).code).toBe(0);
  const listed = await rushes(['token', 'list', '--json']);
  expect(listed.out).toContain('nightly');
  expect(listed.out).not.toContain(made.secret);
  expect((await rushes(['token', 'revoke', made.id])).code).toBe(0);
  expect((await rushes(['production', 'list'], { RUSHES_TOKEN: made.secret })).code).toBe(4);
});

test('jobs are listed and cancelled', async () => {
  const { jobs } = JSON.parse((await rushes(['jobs', '--production', 'harbour', '--json'])).out) as {
    jobs: { id: string; state: string }[];
  };
  expect(jobs).toHaveLength(12);
  expect(await rushes(['jobs', 'cancel', jobs[0]!.id])).toMatchObject({ code: 0, out: expect.stringContaining('CANCELLED') as string });
  expect(errorOf(await rushes(['jobs', 'cancel', jobs[0]!.id, '--json']))).toMatchObject({ code: 'CONFLICT' });
});

test('lint needs no service', async () => {
  writeFileSync(
    join(folder, 'cut.edl'),
    'TITLE: CUT\r\nFCM: NON-DROP FRAME\r\n001  A001C001 V     C        01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00\r\n',
  );
  const ran = await rushes(['lint', 'cut.edl', '--rate', '24', '--json'], { RUSHES_URL: 'http://127.0.0.1:9' });
  expect(JSON.parse(ran.out)).toMatchObject({ events: [{ number: '001', sourceFrames: 48 }] });
});
