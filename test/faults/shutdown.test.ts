/** SIGTERM while there is much to do: what was begun is answered or finished, the rest goes back to where the next process finds it. */
import { spawnSync } from 'node:child_process';
import { Agent, request } from 'node:http';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createClient as createSocket } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { fillProduction } from '../api/fixture.ts';
import { openInstallations, type Installations } from '../servers/installation.ts';

let installations: Installations;
beforeAll(async () => {
  installations = await openInstallations();
});
afterAll(() => installations?.close());

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('an API that is asked much while it ends cuts no answer off, and does nothing that it does not own up to', async () => {
  const { sql, start } = await installations.create('asked');
  const service = await start('api');
  await fillProduction(sql, 'harbour', 100);
  const clips = (await sql.query<{ id: string }>('SELECT id FROM clip')).map(({ id }) => id);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  /** 'refused': no word of an answer came. */
  const ask = (query: string, variables: object): Promise<{ status: number; text: string } | 'refused' | 'cut off'> =>
    new Promise((resolve) => {
      const body = JSON.stringify({ query, variables });
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${service.token}`,
        'content-length': Buffer.byteLength(body),
      };
      const sent = request(`${service.url}/graphql`, { agent, method: 'POST', headers }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('error', () => resolve('cut off'));
        answer.on('end', () => resolve({ status: answer.statusCode!, text }));
      });
      sent.on('error', () => resolve('refused'));
      sent.end(body);
    });
  const correct = `mutation ($id: ID!, $value: JSON) { correctFields(input: { target: { clips: [$id] }, fields: [{ field: "slate.scene", value: $value }], reason: "heard on set" }) { errors { code } } }`;
  const page =
    '{ clips(production: "harbour", first: 50) { edges { node { name facts { field value } renditions { copies { path } } } } } }';

  const socket = createSocket({
    url: `${service.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${service.token}` },
    retryAttempts: 0,
  });
  const told = new Promise<unknown>((resolve) =>
    socket.subscribe(
      { query: 'subscription { jobChanged(production: "harbour") { id } }' },
      { next: () => undefined, error: resolve, complete: () => resolve('complete') },
    ),
  );

  const outcomes = { answered: 0, refused: 0, cutOff: 0 };
  const statuses = new Set<number>();
  const promised = new Set<string>();
  let ending = false;
  let asked = 0;
  const editor = async (): Promise<void> => {
    while (!(ending && outcomes.refused > 20)) {
      const n = asked++;
      const writes = n % 2 === 0;
      const outcome = await (writes ? ask(correct, { id: clips[n % clips.length], value: `scene ${n}` }) : ask(page, {}));
      if (outcome === 'refused') {
        outcomes.refused += 1;
        await wait(5);
      } else if (outcome === 'cut off') {
        outcomes.cutOff += 1;
      } else {
        outcomes.answered += 1;
        statuses.add(outcome.status);
        const { data, errors } = JSON.parse(outcome.text) as { data?: { correctFields?: { errors: unknown[] } }; errors?: unknown[] };
        if (outcome.status === 200) expect(errors).toBeUndefined();
        if (outcome.status === 200 && writes && data!.correctFields!.errors.length === 0) promised.add(`scene ${n}`);
      }
    }
  };
  const editors = Array.from({ length: 16 }, editor);
  while (outcomes.answered < 200) await wait(10);
  expect(outcomes.refused).toBe(0);
  ending = true;
  const { code } = await service.terminate();
  await Promise.all(editors);
  agent.destroy();
  expect(code).toBe(0);
  // Going away: a client then knows to connect again. "Complete" would be the end of it.
  expect(await told).toMatchObject({ code: 1001 });
  expect(outcomes.cutOff).toBe(0);
  // 503: it came while the door was closing.
  expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  const kept = new Set((await sql.query<{ value: string }>('SELECT value FROM correction')).map(({ value }) => value));
  expect([...promised].filter((scene) => !kept.has(scene))).toEqual([]);
  expect([...kept].filter((scene) => !promised.has(scene))).toEqual([]);
  console.log(`SIGTERM among ${asked} requests: ${JSON.stringify(outcomes)}, statuses ${[...statuses].join(', ')}`);
});

test('a worker that is told to end in the middle of an ingest leaves nothing running, and the next one finishes it', async () => {
  const card = join(installations.folder, 'media', 'A001');
  mkdirSync(card, { recursive: true });
  const ffmpeg = (...args: string[]): void => {
    const done = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
  };
  const one = join(installations.folder, 'one.mov');
  ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=128x72:rate=24', '-frames:v', '24', '-c:v', 'prores', one);
  const count = 60;
  for (let n = 0; n < count; n += 1)
    ffmpeg(
      '-i',
      one,
      '-c',
      'copy',
      '-timecode',
      `10:${String(n).padStart(2, '0')}:00:00`,
      join(card, `A001C${String(n + 1).padStart(3, '0')}_260202_R1AB.mov`),
    );

  const { sql, start } = await installations.create('ended');
  const api = await start('api');
  await api.ask('mutation { createProduction(input: { slug: "ended", title: "Ended", rate: "24" }) { errors { message } } }');
  const states = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      (
        await sql.query<{ state: string; count: number }>(
          `SELECT state, count(*)::int AS count FROM job WHERE kind = 'inspect' GROUP BY state`,
        )
      ).map(({ state, count: jobs }) => [state, jobs]),
    );
  let worker = await start('inspect', 'workers/inspect.ts');
  await api.ask('mutation { ingest(input: { production: "ended", paths: ["cards:A001"] }) { errors { message } } }');
  const end = Date.now() + 120_000;
  while (((await states())['DONE'] ?? 0) < 5 && Date.now() < end) await wait(10);
  expect((await worker.terminate()).code).toBe(0);
  const left = await states();
  console.log(`SIGTERM in the middle of an ingest: ${JSON.stringify(left)}`);
  expect(left['RUNNING']).toBeUndefined();
  expect(left['FAILED']).toBeUndefined();
  const [half] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM clip c WHERE (c.state = 'INSPECTED') <> EXISTS (SELECT 1 FROM clip_fact f WHERE f.clip_id = c.id)`,
  );
  expect(half!.count).toBe(0);
  worker = await start('inspect', 'workers/inspect.ts');
  const clips = async (): Promise<number> =>
    (await sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM clip WHERE state = 'INSPECTED'`))[0]!.count;
  while ((await clips()) < count && Date.now() < end) await wait(50);
  expect(await clips()).toBe(count);
  await worker.terminate();
  await api.terminate();
});
