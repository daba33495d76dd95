/** Renders whose disks fail them: full, another user's, or the footage's drive away. Said in a sentence, and gone on with once it is mended. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/actor.ts';
import { openRenderApp, type RenderApp } from '../render/application.ts';
import { proresMovie, python } from '../render/fixture.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const nobody = 65_534;
const reel = 'A001C003_260101_R1AB';

describe('outputs that cannot be written', () => {
  let opened: RenderApp;
  let app: RenderApp['app'];
  let output: string;
  let clipId: string;

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
    opened = await openRenderApp((media) => proresMovie(media, { frames: 24, rate: '24000/1001', start: '01:00:00:00', reel }));
    ({ app, output } = opened);
    clipId = [...opened.clips.values()][0]!.id;
  });
  afterAll(async () => {
    if (!opened) return;
    spawnSync('umount', [output]);
    await opened.close();
  });

  it('a full disk fails in a sentence, and the retry takes the finished frames over', async () => {
    expect(process.getuid!(), 'mounting a small file system takes root').toBe(0);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', output]);
    const asked = await request(0, 24);
    await opened.work('render');
    const failed = await job(asked.jobId);
    expect(failed.state).toBe('FAILED');
    expect(failed.message).toMatch(/[Dd]isk is full.*(?:Free some space|Mend that), then retry: finished frames are kept\./);
    expect((await render(asked.renderId)).state).toBe('FAILED');
    execFileSync('mount', ['-o', 'remount,size=64m', output]);
    await app.services.jobs.retry(systemActor, asked.jobId);
    await opened.work('render');
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
    const home = join(opened.folder, 'other-home');
    mkdirSync(home);
    chownSync(home, nobody, nobody);
    symlinkSync(join(python, '../../..'), join(home, 'engines'));
    const worker = spawnSync(join(project, 'node_modules/.bin/node'), ['src/cli/main.ts', 'worker', 'render', '--once'], {
      cwd: project,
      uid: nobody,
      gid: nobody,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        RUSHES_HOME: home,
        DATABASE_URL: app.databaseUrl,
        RUSHES_OUTPUT: output,
        RUSHES_LOG: 'silent',
      },
    });
    expect(worker.stderr).toBe('');
    const failed = await job(asked.jobId);
    expect(failed.message).toMatch(/may not be written/);
    expect(failed.state).toBe('FAILED');
    await app.services.jobs.retry(systemActor, asked.jobId);
    await opened.work('render');
    const done = await render(asked.renderId);
    expect(done.state).toBe('DONE');
    expect(existsSync(join(output, done.path, `${reel}.1003.exr`))).toBe(true);
  });

  it('footage whose drive goes away, before a render and in the middle of it, is waited for', async () => {
    const gone = join(opened.folder, 'gone');
    const away = (): void => {
      renameSync(opened.media, gone);
      // What is left of a share that is not mounted: its mount point.
      mkdirSync(opened.media);
    };
    const back = (): void => {
      rmdirSync(opened.media);
      renameSync(gone, opened.media);
    };
    const untilDone = async (id: string): Promise<void> => {
      const end = Date.now() + 30_000;
      while ((await job(id)).state !== 'DONE' && Date.now() < end) {
        await opened.work('render');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    const said = /The media root "cards" is not there now \(its folder is empty\); its clips are rendered as soon as it is back\./;
    const before = await request(6, 8);
    away();
    await expect(opened.work('render')).rejects.toThrow(said);
    expect(await job(before.jobId)).toMatchObject({ state: 'QUEUED', message: expect.stringMatching(said) as string });
    back();
    await untilDone(before.jobId);
    expect((await render(before.renderId)).state).toBe('DONE');

    const amid = await request(9, 11);
    const working = opened.work('render').catch((error: Error) => error.message);
    // The engine is told by this file, and opens the footage some time after.
    const begun = (): boolean =>
      readdirSync(join(output, '.attempts'), { recursive: true }).some((name) => String(name).endsWith('job.json'));
    while (!begun()) await new Promise((resolve) => setTimeout(resolve, 2));
    away();
    expect(await working).toMatch(said);
    expect((await job(amid.jobId)).state).toBe('QUEUED');
    expect((await render(amid.renderId)).state).not.toBe('FAILED');
    back();
    await untilDone(amid.jobId);
    expect((await render(amid.renderId)).state).toBe('DONE');
  });
});
