/** Processes killed, storage pulled away, disks full: what was registered stays, and the catalogue ends as an undisturbed one, row by row. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sql } from '../../src/adapters/postgres/sql.ts';
import { openInstallations, processesOf, type Installation, type Installations } from '../servers/installation.ts';
import type { Service } from '../servers/service.ts';

const clipCount = 60;
let folder: string;
let card: string;
let installations: Installations;

beforeAll(async () => {
  installations = await openInstallations();
  folder = installations.folder;
  card = join(folder, 'media', 'A001');
  mkdirSync(card, { recursive: true });
  const ffmpeg = (...args: string[]): void => {
    const done = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
  };
  const one = join(folder, 'one.mov');
  ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=128x72:rate=24000/1001', '-frames:v', '24', '-c:v', 'prores', one);
  for (let n = 0; n < clipCount; n += 1) {
    const name = `A001C${String(n + 1).padStart(3, '0')}_260202_R1AB`;
    const start = `10:${String(n).padStart(2, '0')}:00:00`;
    ffmpeg('-i', one, '-c', 'copy', '-timecode', start, '-metadata', `comment=${name}`, join(card, `${name}.mov`));
  }
}, 120_000);
afterAll(() => installations?.close());

const installation = (name: string, env: Record<string, string> = {}): Promise<Installation> => installations.create(name, env);

/** What the catalogue holds, without ids and times: two of them can be compared row by row. */
async function contentsOf(sql: Sql) {
  return {
    clips: await sql.query(
      `SELECT c.name, regexp_replace(c.identity, '^[^|]*', '') AS identity, c.state, c.format, c.reel, c.frame_count, c.tc_start, c.tc_base, c.rate_num, c.rate_den, c.summary, c.problems, c.result_hash, r.name AS roll
       FROM clip c LEFT JOIN roll r ON r.id = c.roll_id ORDER BY c.name`,
    ),
    facts: await sql.query(
      'SELECT c.name, f.field, f.value, f.source, f.key, f.raw FROM clip_fact f JOIN clip c ON c.id = f.clip_id ORDER BY c.name, f.field',
    ),
    keys: await sql.query(
      'SELECT c.name, k.kind, k.key, k.label_start, k.label_end FROM clip_key k JOIN clip c ON c.id = k.clip_id ORDER BY 1, 2, 3, 4',
    ),
    copies: await sql.query('SELECT root, path, present, size_bytes FROM copy ORDER BY root, path'),
    segments: await sql.query('SELECT path, index, size_bytes FROM segment ORDER BY path, index'),
    documents: await sql.query(
      `SELECT c.name, d.document - '{clipId,productionId,revision,sort}'::text[] #- '{keywords,rollId}' AS document FROM search_document d JOIN clip c ON c.id = d.clip_id ORDER BY c.name`,
    ),
  };
}

const create = 'mutation { createProduction(input: { slug: "kills", title: "Kills", rate: "24000/1001" }) { errors { message } } }';
const ingest = (path: string) =>
  `mutation { ingest(input: { production: "kills", paths: ["${path}"] }) { ingests { id } errors { message } } }`;
const done = async (sql: Sql, expected: number, patience = 120_000): Promise<void> => {
  const end = Date.now() + patience;
  for (;;) {
    const [row] = await sql.query<{ inspected: number; waiting: number; feed: number; open: number }>(
      `SELECT (SELECT count(*)::int FROM clip WHERE state = 'INSPECTED') AS inspected, (SELECT count(*)::int FROM job WHERE state IN ('QUEUED', 'RUNNING') AND kind IN ('inspect', 'verify')) AS waiting,
              (SELECT count(*)::int FROM change_feed) AS feed, (SELECT count(*)::int FROM ingest WHERE state NOT IN ('DONE', 'FAILED')) AS open`,
    );
    if (row && row.inspected >= expected && row.waiting === 0 && row.feed === 0 && row.open === 0) return;
    if (Date.now() > end) throw new Error(`It did not come to an end: ${JSON.stringify(row)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
/** A roll of 30 files with its list; hashing it takes seconds. */
function sparseRoll(rollName: string): { roll: string; names: readonly string[] } {
  const roll = join(folder, 'media', rollName);
  mkdirSync(roll);
  // Holes read as zeros: nothing lies on disk, and the digests take their time all the same.
  const sizeBytes = 64 * 1024 * 1024;
  const names = Array.from({ length: 30 }, (_, n) => `${rollName}C${String(n + 1).padStart(3, '0')}_260202AB.bin`);
  for (const name of names) {
    writeFileSync(join(roll, name), '');
    truncateSync(join(roll, name), sizeBytes);
  }
  const [md5] = spawnSync('md5sum', [join(roll, names[0]!)], { encoding: 'utf8' }).stdout.split(' ');
  writeFileSync(
    join(roll, `${rollName}.mhl`),
    `<?xml version="1.0" encoding="UTF-8"?>\n<hashlist version="1.1">\n${names.map((name) => `<hash><file>${name}</file><size>${sizeBytes}</size><md5>${md5}</md5></hash>`).join('\n')}\n</hashlist>\n`,
  );
  spawnSync('cp', [join(card, 'A001C001_260202_R1AB.mov'), join(roll, `${rollName}C099_260202AB.mov`)]);
  return { roll, names };
}
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the catalogue', () => {
  let undisturbed: Awaited<ReturnType<typeof contentsOf>>;

  test('undisturbed, and brought in twice: the second time changes nothing', { timeout: 200_000 }, async () => {
    const { sql, start } = await installation('calm');
    const service = await start('api,inspect,index,verify,check');
    expect(JSON.stringify(await service.ask(create))).not.toContain('message');
    await service.ask(ingest('cards:A001'));
    await done(sql, clipCount);
    undisturbed = await contentsOf(sql);
    expect(undisturbed.clips).toHaveLength(clipCount);
    const revisions = await sql.query('SELECT id, revision, updated_at FROM clip ORDER BY id');
    await service.ask(ingest('cards:A001'));
    await wait(300);
    await done(sql, clipCount);
    expect(await contentsOf(sql)).toEqual(undisturbed);
    expect(await sql.query('SELECT id, revision, updated_at FROM clip ORDER BY id')).toEqual(revisions);
    // A file that has gone is marked, and comes back.
    renameSync(join(card, 'A001C001_260202_R1AB.mov'), join(folder, 'away.mov'));
    await service.ask(ingest('cards:A001'));
    await wait(300);
    await done(sql, clipCount);
    expect((await contentsOf(sql)).copies).toContainEqual(
      expect.objectContaining({ path: 'A001/A001C001_260202_R1AB.mov', present: false }),
    );
    renameSync(join(folder, 'away.mov'), join(card, 'A001C001_260202_R1AB.mov'));
    await service.ask(ingest('cards:A001'));
    await wait(300);
    await done(sql, clipCount);
    expect((await contentsOf(sql)).copies).toEqual(undisturbed.copies);
    await service.terminate();
  });

  test(
    'API and workers killed at many moments: nothing is lost, nothing is half-written, nobody is left behind',
    { timeout: 300_000 },
    async () => {
      const { sql, start, home } = await installation('killed');
      let api = await start('api');
      await api.ask(create);
      const workers = new Map<string, Service>();
      for (const kind of ['inspect', 'index', 'check', 'verify']) workers.set(kind, await start(kind, `workers/${kind}.ts`));
      // Killed while the ingest is asked for: either it is registered or it is not, and asking again is no harm.
      const asked = api.ask(ingest('cards:A001')).catch(() => undefined);
      await wait(20);
      await api.kill();
      await asked;
      api = await start('api');
      await api.ask(ingest('cards:A001'));
      const killed = new Map<string, number>();
      // Each kind at several moments, and the inspecting one, which writes most, every time; a milliseconds' delay before each.
      for (const [victim, delay] of [
        ['inspect', 100],
        ['index', 400],
        ['api', 150],
        ['check', 300],
        ['verify', 50],
        ['index', 20],
        ['api', 500],
        ['check', 100],
        ['verify', 200],
        ['index', 250],
      ] as const) {
        await wait(delay);
        if (victim === 'api') await api.kill();
        else await workers.get(victim)!.kill();
        await workers.get('inspect')!.kill();
        killed.set(victim, (killed.get(victim) ?? 0) + 1);
        // A clip is either inspected whole or not at all, and what a search finds is a clip as it was at some moment.
        const half = await sql.query(
          `SELECT c.name FROM clip c WHERE (c.state = 'INSPECTED') <> EXISTS (SELECT 1 FROM clip_fact f WHERE f.clip_id = c.id) OR (c.state = 'INSPECTED') <> (c.result_hash IS NOT NULL)`,
        );
        expect(half).toEqual([]);
        const ahead = await sql.query(
          `SELECT c.name FROM search_document d JOIN clip c ON c.id = d.clip_id WHERE (d.document->>'revision')::bigint > c.revision`,
        );
        expect(ahead).toEqual([]);
        const [again] = await Promise.all([
          victim === 'inspect' ? undefined : start(victim, victim === 'api' ? undefined : `workers/${victim}.ts`),
          start('inspect', 'workers/inspect.ts').then((worker) => workers.set('inspect', worker)),
        ]);
        if (again && victim === 'api') api = again;
        else if (again) workers.set(victim, again);
      }
      console.log(`killed beside the inspecting worker: ${[...killed].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
      await api.kill();
      api = await start('api');
      await done(sql, clipCount);
      expect(await contentsOf(sql)).toEqual(undisturbed);
      for (const worker of workers.values()) await worker.kill();
      await api.kill();
      // Readers of killed workers see their pipe close, and end.
      for (let n = 0; n < 50 && processesOf(home).length > 0; n += 1) await wait(100);
      expect(processesOf(home)).toEqual([]);
    },
  );

  test('storage pulled away in the middle: said, and taken up again', { timeout: 200_000 }, async () => {
    const { sql, start } = await installation('pulled');
    const service = await start('api,inspect,index,check');
    expect(JSON.stringify(await service.ask(create))).not.toContain('message');
    const asked = (await service.ask(ingest('cards:A001'))) as { ingest: { ingests: { id: string }[] } };
    while (((await sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM clip WHERE state = 'INSPECTED'`))[0]?.n ?? 0) < 5)
      await wait(20);
    renameSync(join(folder, 'media'), join(folder, 'gone'));
    await wait(2500);
    const shown: unknown = await service.ask(
      `{ node(id: "${asked.ingest.ingests[0]!.id}") { ... on Ingest { progress { waitingFor } } } }`,
    );
    const said = await sql.query<{ message: string }>(
      `SELECT DISTINCT message FROM job WHERE kind = 'inspect' AND state <> 'DONE' AND message IS NOT NULL`,
    );
    renameSync(join(folder, 'gone'), join(folder, 'media'));
    expect(said.map(({ message }) => message).join('\n')).toMatch(/The media root "cards" is not there now/);
    expect(JSON.stringify(shown)).toMatch(/"waitingFor":".*(?:is not there now|went away)/);
    await service.ask(ingest('cards:A001'));
    await done(sql, clipCount);
    expect(await contentsOf(sql)).toEqual(undisturbed);
    await service.terminate();
  });

  test.each([
    ['and not back for a while: the roll is verified then', 2500, (folder: string) => mkdirSync(join(folder, 'media'))],
    ['and back at once', 100, () => undefined],
  ])('storage pulled away while a roll is hashed, %s', { timeout: 200_000 }, async (name, milliseconds, unmounted) => {
    const { roll } = sparseRoll('E001');
    const { sql, start } = await installation(`away${milliseconds}`);
    const service = await start('api,inspect,index');
    expect(JSON.stringify(await service.ask(create))).not.toContain('message');
    await service.ask(ingest('cards:E001'));
    const verifier = await start('verify', 'workers/verify.ts');
    const remembered = async () => (await sql.query<{ n: number }>('SELECT count(*)::int AS n FROM hashed_file'))[0]!.n;
    const jobs = () => sql.query<{ state: string; message: string | null }>(`SELECT state, message FROM job WHERE kind = 'verify'`);
    const end = Date.now() + 120_000;
    while ((await remembered()) === 0 && Date.now() < end) await wait(20);
    renameSync(join(folder, 'media'), join(folder, 'gone'));
    // A share that is not mounted leaves its mount point, an empty folder.
    unmounted(folder);
    await wait(milliseconds);
    const [meanwhile] = await jobs();
    rmSync(join(folder, 'media'), { recursive: true, force: true });
    renameSync(join(folder, 'gone'), join(folder, 'media'));
    expect(meanwhile!.state, name).toMatch(/QUEUED|RUNNING/);
    while ((await jobs())[0]!.state !== 'DONE' && Date.now() < end) await wait(50);
    expect(await jobs()).toMatchObject([{ state: 'DONE' }]);
    expect(await sql.query('SELECT mhl_state FROM roll')).toEqual([{ mhl_state: 'VERIFIED' }]);
    await verifier.terminate();
    await service.terminate();
    rmSync(roll, { recursive: true });
  });

  test('a full disk: pictures are not made, and that is said; the catalogue is whole', { timeout: 200_000 }, async () => {
    const output = join(folder, 'tiny');
    mkdirSync(output);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', output]).status === 0;
    if (!mounted) {
      console.log('left out: a full disk (no right to mount a tmpfs)');
      return;
    }
    try {
      writeFileSync(join(output, 'filler'), Buffer.alloc(1024 * 1024 - 8192));
      const { sql, start } = await installation('nospace', { RUSHES_OUTPUT: output });
      const service = await start('api,inspect,index,check,render');
      expect(JSON.stringify(await service.ask(create))).not.toContain('message');
      await service.ask(ingest('cards:A001'));
      await done(sql, clipCount);
      expect(await contentsOf(sql)).toEqual(undisturbed);
      await service.terminate();
    } finally {
      spawnSync('umount', [output]);
    }
  });

  test('a worker killed while it hashes: the roll is verified by the next one', { timeout: 200_000 }, async () => {
    const roll = join(folder, 'media', 'B001');
    mkdirSync(roll);
    const big = Buffer.alloc(200 * 1024 * 1024);
    for (let n = 0; n < big.length; n += 4096) big.writeUInt32LE(n, n);
    writeFileSync(join(roll, 'B001C001_260202AB.bin'), big);
    const md5 = createHash('md5').update(big).digest('hex');
    writeFileSync(
      join(roll, 'B001.mhl'),
      `<?xml version="1.0" encoding="UTF-8"?>\n<hashlist version="1.1">\n<creatorinfo><name>t</name><username>t</username><hostname>t</hostname><tool>t</tool><startdate>2026-02-02T10:00:00Z</startdate><finishdate>2026-02-02T10:00:00Z</finishdate></creatorinfo>\n<hash><file>B001C001_260202AB.bin</file><size>${big.length}</size><md5>${md5}</md5><hashdate>2026-02-02T10:00:00Z</hashdate></hash>\n<hash><file>A.mov</file><size>1</size><md5>00000000000000000000000000000000</md5><hashdate>2026-02-02T10:00:00Z</hashdate></hash>\n</hashlist>\n`,
    );
    spawnSync('cp', [join(card, 'A001C001_260202_R1AB.mov'), join(roll, 'B001C002_260202AB.mov')]);
    const { sql, start } = await installation('hashing');
    const service = await start('api,inspect,index');
    expect(JSON.stringify(await service.ask(create))).not.toContain('message');
    await service.ask(ingest('cards:B001'));
    const jobs = () => sql.query<{ state: string; message: string | null }>(`SELECT state, message FROM job WHERE kind = 'verify'`);
    while ((await jobs()).length === 0) await wait(50);
    const first = await start('verify', 'workers/verify.ts');
    await wait(150);
    await first.kill();
    const second = await start('verify', 'workers/verify.ts');
    const end = Date.now() + 60_000;
    while ((await jobs())[0]!.state !== 'DONE' && Date.now() < end) await wait(100);
    expect(await jobs()).toMatchObject([{ state: 'DONE' }]);
    // The list names a file that is not there: that is the verdict, and not "verified".
    expect(await sql.query('SELECT mhl_state FROM roll')).toEqual([{ mhl_state: 'INCOMPLETE' }]);
    await second.terminate();
    await service.terminate();
    rmSync(roll, { recursive: true });
  });

  test('a killed verification goes on where it stopped', { timeout: 200_000 }, async () => {
    const { roll, names } = sparseRoll('D001');
    const { sql, start } = await installation('resumed');
    const service = await start('api,inspect,index');
    expect(JSON.stringify(await service.ask(create))).not.toContain('message');
    await service.ask(ingest('cards:D001'));
    const first = await start('verify', 'workers/verify.ts');
    const remembered = () =>
      sql.query<{ path: string; written: string }>('SELECT path, xmin::text AS written FROM hashed_file ORDER BY path');
    const end = Date.now() + 120_000;
    while ((await remembered()).length === 0 && Date.now() < end) await wait(20);
    await first.kill();
    const before = await remembered();
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(names.length);
    const second = await start('verify', 'workers/verify.ts');
    // What the first had read is not read again: its row stands as it was written, while rows of others join it.
    const jobs = () => sql.query<{ state: string; message: string | null }>(`SELECT state, message FROM job WHERE kind = 'verify'`);
    let seen = before;
    while ((await jobs())[0]!.state !== 'DONE' && Date.now() < end) {
      const now = await remembered();
      if (now.length > seen.length) seen = now;
      await wait(20);
    }
    expect(await jobs()).toMatchObject([{ state: 'DONE' }]);
    for (const row of before) expect(seen).toContainEqual(row);
    expect(await sql.query('SELECT mhl_state FROM roll')).toEqual([{ mhl_state: 'VERIFIED' }]);
    // The next verification is another job, and reads everything anew.
    expect(await remembered()).toEqual([]);
    await second.terminate();
    await service.terminate();
    rmSync(roll, { recursive: true });
  });
});
