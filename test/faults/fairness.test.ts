/** Whose turn it is: a flood of one production leaves every second turn to another, a rush job goes before all that waits. */
import { chmodSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createQueue } from '../../src/adapters/queue/pgBossQueue.ts';
import { createApp, type App } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import type { Priority } from '../../src/domain/ports/catalogue.ts';
import { systemActor } from '../../src/domain/actor.ts';
import { requestJobs } from '../../src/services/jobs.ts';
import { temporaryFolder } from '../render/fixture.ts';

const folder = temporaryFolder();
chmodSync(folder, 0o755);
let app: App;
beforeAll(async () => {
  app = await createApp(loadConfig({ RUSHES_HOME: folder, RUSHES_LOG: 'silent' }));
});
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('productions alternate however much each has asked for, and rush goes before normal before background', async () => {
  const rate = { num: 24, den: 1 };
  const create = async (slug: string): Promise<string> =>
    (await app.services.productions.create(systemActor, { slug, title: slug, rate, dropFrame: false })).id;
  const [north, south] = [await create('north'), await create('south')];
  const name = new Map([
    [north, 'north'],
    [south, 'south'],
  ]);
  const ask = (productionId: string, count: number, priority: Priority) =>
    app.catalogue.transaction((tx) =>
      requestJobs(
        tx,
        app.queue,
        Array.from({ length: count }, () => ({ productionId, kind: 'check' as const, priority })),
      ),
    );
  await ask(north, 30, 'BACKGROUND');
  await ask(north, 40, 'NORMAL');
  const order: string[] = [];
  const work = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1)
      await app.queue.workOnce('check', async (jobId) => {
        const [job] = await app.catalogue.jobsByIds([jobId]);
        order.push(`${name.get(job!.productionId)} ${job!.priority}`);
      });
  };
  await work(10);
  // The newcomer, long after; and one who cannot wait.
  await ask(south, 10, 'NORMAL');
  await ask(south, 1, 'RUSH');
  await work(21);
  expect(order.slice(0, 10)).toEqual(Array(10).fill('north NORMAL'));
  expect(order[10]).toBe('south RUSH');
  const turns = order.slice(11);
  for (let n = 0; n < turns.length; n += 2) expect(turns.slice(n, n + 2).sort()).toEqual(['north NORMAL', 'south NORMAL']);
  // What waits may be moved before the rest.
  const [waiting] = await app.catalogue.session.query<{ id: string }>(
    `SELECT id FROM job WHERE state = 'QUEUED' AND priority = 'BACKGROUND' ORDER BY created_at DESC LIMIT 1`,
  );
  await app.services.jobs.prioritise(systemActor, waiting!.id, 'RUSH');
  await work(1);
  expect(order.at(-1)).toBe('north RUSH');
});

it('a worker that had a job takes the next at once, not when it would look again', async () => {
  const rate = { num: 24, den: 1 };
  const { id } = await app.services.productions.create(systemActor, { slug: 'busy', title: 'busy', rate, dropFrame: false });
  const jobs = await app.catalogue.transaction((tx) =>
    requestJobs(
      tx,
      app.queue,
      Array.from({ length: 12 }, () => ({ productionId: id, kind: 'verify' as const })),
    ),
  );
  const queue = await createQueue(app.databaseUrl, () => undefined, 3600);
  const done: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const handler = async (jobId: string): Promise<void> => {
      done.push(jobId);
      if (done.length === jobs.length) resolve();
    };
    queue.work('verify', 2, handler).catch(reject);
  });
  expect(done.sort()).toEqual(jobs.map((job) => job.id).sort());
  await queue.stop(1000);
});
