/** What could not be read: what people say of such a clip stands, and what lies in a folder that could not be listed is not called absent. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { systemActor } from '../../src/domain/actor.ts';
import { handlerFor } from '../../src/services/work.ts';

const folder = mkdtempSync(join(tmpdir(), 'rushes-unread-'));
let app: Awaited<ReturnType<typeof createApp>>;
beforeAll(async () => {
  chmodSync(folder, 0o755);
  for (const name of ['home', 'media']) mkdirSync(join(folder, name));
  app = await createApp(
    loadConfig({ RUSHES_HOME: join(folder, 'home'), RUSHES_MEDIA_ROOTS: `cards=${join(folder, 'media')}`, RUSHES_LOG: 'silent' }),
  );
});
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('corrections of a clip that could not be read are kept, before and after, and beaten by nothing once it is back', async () => {
  const list = join(folder, 'media', 'day.ale');
  // A root with nothing in it would be a drive that is away.
  writeFileSync(join(folder, 'media', 'report.txt'), 'Day 1');
  const text = 'Heading\nFIELD_DELIM\tTABS\nFPS\t24\n\nColumn\nName\tTape\tStart\tEnd\n\nData\nA001C001\tA001\t01:00:00:00\t01:00:10:00\n';
  writeFileSync(list, text);
  const { productions, ingest, clips } = app.services;
  await productions.create(systemActor, { slug: 'show', title: 'Show', rate: { num: 24, den: 1 }, dropFrame: false });
  const handler = handlerFor('inspect', app.catalogue, app.workers.inspect, () => undefined);
  const work = async (): Promise<void> => {
    while (await app.queue.workOnce('inspect', handler).catch(() => true)) continue;
  };
  await ingest.ingest(systemActor, { production: 'show', path: 'cards:day.ale' });
  // The walk; the clip that it registers is read by a job of its own.
  await app.queue.workOnce('inspect', handler);
  const [id] = await app.catalogue.clipIdsOfProduction((await app.catalogue.productionBySlug('show'))!.id);
  const correct = (field: string, value: unknown) =>
    clips.correct(systemActor, { clipIds: [id!], reason: 'from the camera report', fields: [{ field, value }] });
  const seen = async () => {
    const [clip] = await app.catalogue.clipsByIds([id!]);
    const facts = (await app.catalogue.factsOf([id!])).get(id!) ?? [];
    return {
      state: clip!.state,
      codes: clip!.problems.map(({ code }) => code),
      facts: new Map(facts.map((fact) => [fact.field, fact.value])),
    };
  };
  await correct('lens.model', 'Signature Prime 40');
  rmSync(list);
  await work();
  const failed = await seen();
  expect([failed.state, failed.codes]).toEqual(['FAILED', ['INSPECTION_FAILED']]);
  expect(failed.facts.get('lens.model')).toBe('Signature Prime 40');
  await correct('slate.scene', '42');
  const after = await seen();
  expect([after.state, after.codes, after.facts.get('slate.scene')]).toEqual(['FAILED', ['INSPECTION_FAILED'], '42']);
  await correct('slate.scene', null);
  expect((await seen()).facts.has('slate.scene')).toBe(false);
  writeFileSync(list, text);
  await ingest.ingest(systemActor, { production: 'show', path: 'cards:day.ale' });
  await work();
  const read = await seen();
  expect([read.state, read.codes, read.facts.get('lens.model')]).toEqual(['ANNOUNCED', [], 'Signature Prime 40']);
});

it('copies in a folder that a rescan may not list stay as they were; those that are gone are absent', async () => {
  const nobody = 65_534;
  const media = join(folder, 'media');
  for (const card of ['A001', 'B001']) {
    mkdirSync(join(media, card));
    const made = [
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=64x36:rate=24',
      '-frames:v',
      '2',
      '-c:v',
      'prores',
      join(media, card, `${card}C001_260202_R1AB.mov`),
    ];
    expect(spawnSync('ffmpeg', ['-v', 'error', ...made]).status).toBe(0);
  }
  const { productions, ingest } = app.services;
  await productions.create(systemActor, { slug: 'rescan', title: 'Rescan', rate: { num: 24, den: 1 }, dropFrame: false });
  const handler = handlerFor('inspect', app.catalogue, app.workers.inspect, () => undefined);
  await ingest.ingest(systemActor, { production: 'rescan', path: 'cards:' });
  while (await app.queue.workOnce('inspect', handler)) continue;
  const copies = () => app.catalogue.session.query('SELECT path, present FROM copy ORDER BY path');
  const names = ['A001/A001C001_260202_R1AB.mov', 'B001/B001C001_260202_R1AB.mov'];
  expect(await copies()).toEqual(names.map((path) => ({ path, present: true })));

  chmodSync(join(media, 'A001'), 0o700);
  rmSync(join(media, 'B001'), { recursive: true });
  const again = await ingest.ingest(systemActor, { production: 'rescan', path: 'cards:' });
  // Root may list everything: the walk is done by a worker under another uid.
  const home = join(folder, 'other-home');
  mkdirSync(home);
  chownSync(home, nobody, nobody);
  const project = fileURLToPath(new URL('../..', import.meta.url));
  const worker = spawnSync(join(project, 'node_modules/.bin/node'), ['src/cli/main.ts', 'worker', 'inspect', '--once'], {
    ...{ cwd: project, uid: nobody, gid: nobody, encoding: 'utf8' },
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      RUSHES_HOME: home,
      DATABASE_URL: app.databaseUrl,
      RUSHES_MEDIA_ROOTS: `cards=${media}`,
      RUSHES_LOG: 'silent',
    },
  });
  expect(worker.stderr).toBe('');
  const [ended] = await app.catalogue.ingestsByIds([again.id]);
  expect(ended!.problems).toMatchObject([{ code: 'FOLDER_UNREADABLE', at: 'A001' }]);
  expect(await copies()).toEqual([
    { path: names[0], present: true },
    { path: names[1], present: false },
  ]);
});

it('a drive that goes away while it is walked is walked again once it is back, and nothing is counted twice or called absent', async () => {
  const [media, gone] = [join(folder, 'media'), join(folder, 'gone')];
  const count = 150;
  mkdirSync(join(media, 'D001'));
  for (let n = 1; n <= count; n += 1)
    copyFileSync(join(media, 'A001/A001C001_260202_R1AB.mov'), join(media, 'D001', `D001C${String(n).padStart(3, '0')}_260202_R1AB.mov`));
  const { productions, ingest } = app.services;
  await productions.create(systemActor, { slug: 'away', title: 'Away', rate: { num: 24, den: 1 }, dropFrame: false });
  const handler = handlerFor('inspect', app.catalogue, app.workers.inspect, () => undefined);
  const { id } = await ingest.ingest(systemActor, { production: 'away', path: 'cards:D001' });
  const seen = async () => (await app.catalogue.ingestsByIds([id]))[0]!;
  const walking = app.queue.workOnce('inspect', handler).catch((error: Error) => error.message);
  while ((await seen()).newCount === 0) continue;
  renameSync(media, gone);
  mkdirSync(media);
  const said = 'The media root "cards" is not there now (its folder is empty); it is walked again as soon as it is back.';
  expect(await walking).toBe(said);
  const meanwhile = await seen();
  expect(meanwhile).toMatchObject({ state: 'WALKING', problems: [{ code: 'MEDIA_AWAY', message: said }] });
  expect(meanwhile.newCount).toBeLessThan(count);
  await expect(ingest.ingest(systemActor, { production: 'away', path: 'cards:D001' })).rejects.toThrow(/not there now/);
  await expect(ingest.ingest(systemActor, { production: 'away', path: 'cards:' })).rejects.toThrow(/not there now/);
  rmdirSync(media);
  renameSync(gone, media);
  const end = Date.now() + 60_000;
  while ((await seen()).state === 'WALKING' && Date.now() < end) {
    await app.queue.workOnce('inspect', handler);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await seen()).toMatchObject({ state: 'INSPECTING', clipCount: count, newCount: count, problems: [] });
  const present = await app.catalogue.session.query(`SELECT count(*)::int AS n FROM copy WHERE path LIKE 'D001/%' AND present`);
  expect(present).toEqual([{ n: count }]);
});
