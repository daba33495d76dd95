/** Where deliverables cannot be written: a full disk, and a folder that another user owns. Said in a sentence, and gone on with once it is mended. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, type App } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { systemActor } from '../../src/domain/actor.ts';
import { handlerFor } from '../../src/services/work.ts';
import { openEngine, proresMovie, python, temporaryFolder } from '../render/fixture.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const nobody = 65_534;
const reel = 'A001C003_260101_R1AB';

describe('outputs that cannot be written', () => {
  const folder = temporaryFolder();
  const output = join(folder, 'output');
  let app: App;
  let clipId: string;

  async function work(kind: 'inspect' | 'render'): Promise<void> {
    const handler = handlerFor(kind, app.catalogue, app.workers[kind], () => undefined);
    while (await app.queue.workOnce(kind, handler)) continue;
  }
  const request = async (frameIn: number, frameOut: number): Promise<{ renderId: string; jobId: string }> => {
    const asked = await app.services.renders!.requestRender(systemActor, {
      ...{ clipId, recipe: 'plate-aces2065-1', priority: 'NORMAL', explain: false, frameIn, frameOut, parameters: { compression: 'none' } },
    });
    return { renderId: asked.renderId!, jobId: asked.jobId! };
  };
  const job = async (id: string) => (await app.catalogue.jobsByIds([id]))[0]!;
  const render = async (id: string) =>
    (
      await app.catalogue.session.query<{ state: string; path: string; reused: number }>(
        `SELECT state, output_path AS path, (report->>'reusedFrames')::int AS reused FROM render WHERE id = $1`,
        [id],
      )
    )[0]!;

  beforeAll(async () => {
    await openEngine();
    chmodSync(folder, 0o755);
    mkdirSync(output);
    const home = join(folder, 'home');
    mkdirSync(home);
    symlinkSync(join(python, '../../..'), join(home, 'engines'));
    proresMovie(join(folder, 'media'), { frames: 24, rate: '24000/1001', start: '01:00:00:00', reel });
    app = await createApp(
      loadConfig({ RUSHES_HOME: home, RUSHES_OUTPUT: output, RUSHES_MEDIA_ROOTS: `cards=${join(folder, 'media')}`, RUSHES_LOG: 'silent' }),
    );
    await app.services.productions.create(systemActor, { slug: 'full', title: 'Full', rate: { num: 24000, den: 1001 }, dropFrame: false });
    await app.services.ingest.ingest(systemActor, { production: 'full', path: 'cards:' });
    await work('inspect');
    await work('render');
    const production = (await app.catalogue.productionBySlug('full'))!;
    clipId = (await app.catalogue.clipIdsOfProduction(production.id))[0]!;
    const fields = [
      { field: 'color.transfer', value: 'LogC4' },
      { field: 'color.primaries', value: 'AWG4' },
    ];
    await app.services.clips.correct(systemActor, { clipIds: [clipId], reason: 'The report says LogC4.', fields });
  });
  afterAll(async () => {
    await app?.close();
    spawnSync('umount', [output]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('a full disk fails in a sentence, and the retry takes the finished frames over', async () => {
    expect(process.getuid!(), 'mounting a small file system takes root').toBe(0);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', output]);
    const asked = await request(0, 24);
    await work('render');
    const failed = await job(asked.jobId);
    expect(failed.state).toBe('FAILED');
    expect(failed.message).toMatch(/[Dd]isk is full.*(?:Free some space|Mend that), then retry: finished frames are kept\./);
    expect((await render(asked.renderId)).state).toBe('FAILED');
    execFileSync('mount', ['-o', 'remount,size=64m', output]);
    await app.services.jobs.retry(systemActor, asked.jobId);
    await work('render');
    const done = await render(asked.renderId);
    expect((await job(asked.jobId)).state).toBe('DONE');
    expect(done.state).toBe('DONE');
    console.log(`full disk: ${done.reused} of 24 frames taken over`);
    expect(done.reused).toBeGreaterThan(0);
    expect(readdirSync(join(output, done.path)).filter((name) => name.endsWith('.exr'))).toHaveLength(24);
    expect(readdirSync(join(output, '.attempts'))).toEqual([]);
    execFileSync('umount', [output]);
  });

  it('a folder that the worker may not write to fails in a sentence, and a worker that may goes on', async () => {
    chmodSync(output, 0o755);
    const asked = await request(2, 5);
    const home = join(folder, 'other-home');
    mkdirSync(home);
    chownSync(home, nobody, nobody);
    symlinkSync(join(python, '../../..'), join(home, 'engines'));
    const worker = spawnSync(join(project, 'node_modules/.bin/node'), ['src/cli/main.ts', 'worker', 'render', '--once'], {
      cwd: project,
      uid: nobody,
      gid: nobody,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: home, RUSHES_HOME: home, DATABASE_URL: app.databaseUrl, RUSHES_OUTPUT: output, RUSHES_LOG: 'silent' },
    });
    expect(worker.stderr).toBe('');
    const failed = await job(asked.jobId);
    expect(failed.message).toMatch(/may not be written/);
    expect(failed.state).toBe('FAILED');
    await app.services.jobs.retry(systemActor, asked.jobId);
    await work('render');
    const done = await render(asked.renderId);
    expect(done.state).toBe('DONE');
    expect(existsSync(join(output, done.path, `${reel}.1003.exr`))).toBe(true);
  });
});
