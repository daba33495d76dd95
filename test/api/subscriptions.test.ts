/** Following jobs: by a client that comes back, by one that reads slowly, and when much changes at once. Real sockets, a real database. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createClient as createSocket, type Client } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { fillProduction, startFixture, type ApiFixture } from './fixture.ts';

type Change = {
  readonly id: string;
  readonly state: string;
  readonly progress: number;
  readonly message: string | null;
  readonly changedAt: string;
};

let api: ApiFixture;
let production: string;
const sockets: Client[] = [];
beforeAll(async () => {
  api = await startFixture();
  production = await fillProduction(api.sql, 'harbour', 3);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) await socket.dispose();
  await api.sql.query(`UPDATE job SET changed_at = now() - interval '1 hour'`);
});
afterAll(() => api?.close());

const following =
  'subscription ($since: DateTime) { jobChanged(production: "harbour", since: $since) { id state progress message changedAt } }';
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const idle = async (): Promise<void> => void (await api.sql.query(`UPDATE job SET changed_at = now() - interval '1 hour'`));

/** Opens a socket of its own and collects what comes. */
function follow(since?: string) {
  const opened: WebSocket[] = [];
  const socket = createSocket({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(...args: ConstructorParameters<typeof WebSocket>) {
        super(...args);
        opened.push(this);
      }
    },
    connectionParams: { authorization: `Bearer ${api.administrator}` },
    retryAttempts: 0,
  });
  sockets.push(socket);
  const changes: Change[] = [];
  const failures: unknown[] = [];
  const stop = socket.subscribe<{ jobChanged: Change }>(
    { query: following, variables: since === undefined ? {} : { since } },
    {
      next: ({ data, errors }) => void (data ? changes.push(data.jobChanged) : failures.push(errors)),
      error: (e) => failures.push(e),
      complete: () => undefined,
    },
  );
  return { changes, failures, stop, wire: () => opened[0]! };
}

async function until(reached: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !reached() && Date.now() < end;) await wait(20);
  expect(reached()).toBe(true);
}

const jobIds = async (): Promise<string[]> => (await api.sql.query<{ id: string }>('SELECT id FROM job ORDER BY id')).map(({ id }) => id);
const change = (more: string, values: readonly unknown[] = []): Promise<unknown> =>
  api.sql.query(`UPDATE job SET changed_at = clock_timestamp(), ${more}`, values);

test('what changes of a job that began long ago is told too', async () => {
  const [id] = await jobIds();
  await change(`state = 'QUEUED', created_at = now() - interval '2 hours'`);
  await idle();
  const { changes } = follow();
  await wait(700);
  expect(changes).toEqual([]);
  const answer = await api.ask(
    'mutation ($id: ID!) { prioritiseJob(input: { id: $id, priority: RUSH }) { job { priority } errors { message } } }',
    { id },
  );
  expect(answer.data).toMatchObject({ prioritiseJob: { job: { priority: 'RUSH' }, errors: [] } });
  await until(() => changes.some((each) => each.id === id));
  expect(changes.map((each) => each.id)).toEqual([id]);
});

test('after a lost connection what was missed comes first, however long it was lost', async () => {
  const [first, second, third] = await jobIds();
  const before = follow();
  await change(`progress = 0.1 WHERE id = $1`, [first]);
  await until(() => before.changes.length === 1);
  const { changedAt } = before.changes[0]!;
  before.wire().terminate();
  // As if half an hour had gone by since: nobody who looks at the last seconds only would find these.
  await api.sql.query(`UPDATE job SET changed_at = $2::timestamptz + interval '1 second', progress = 0.2 WHERE id = $1`, [
    second,
    changedAt,
  ]);
  await api.sql.query(`UPDATE job SET changed_at = changed_at - interval '30 minutes'`);
  const since = new Date(Date.parse(changedAt) - 30 * 60_000).toISOString();
  const after = follow(since);
  await until(() => after.changes.some((each) => each.id === second));
  expect(after.changes.find((each) => each.id === second)).toMatchObject({ progress: 0.2 });
  await change(`progress = 0.3 WHERE id = $1`, [third]);
  await until(() => after.changes.some((each) => each.id === third && each.progress === 0.3));
  expect(after.failures).toEqual([]);
});

test('of thousands that change in one moment none is passed over', async () => {
  const { changes } = follow();
  await wait(300);
  await api.sql.query(`INSERT INTO job (production_id, kind, state) SELECT $1, 'inspect', 'DONE' FROM generate_series(1, 3000)`, [
    production,
  ]);
  await until(() => changes.length >= 3000);
  expect(new Set(changes.map((each) => each.id)).size).toBe(3000);
  await api.sql.query(`DELETE FROM job WHERE kind = 'inspect'`);
});

test(
  'for a client that does not read nothing piles up; when it reads again it is told the last state of every job',
  { timeout: 120_000 },
  async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const megabytes = (): number => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return (heapUsed + external) / 2 ** 20;
    };
    const jobs = 400;
    const rounds = 20;
    await api.sql.query(`INSERT INTO job (production_id, kind, state) SELECT $1, 'verify', 'RUNNING' FROM generate_series(1, $2::int)`, [
      production,
      jobs,
    ]);
    const slow = follow();
    await until(() => slow.changes.length >= jobs);
    const before = megabytes();
    slow.wire().pause();
    const messages = async (round: number) => change(`message = $1 WHERE kind = 'verify'`, [`${round} ${'x'.repeat(20_000)}`]);
    for (let round = 1; round <= rounds; round += 1) {
      await messages(round);
      await wait(600);
    }
    // All rounds are 160 MB as they are sent; what is looked at together is one round, as records and as text.
    const piled = megabytes() - before;
    console.log(`after ${rounds} rounds that nobody read: ${piled.toFixed(0)} MB more`);
    expect(piled).toBeLessThan(80);
    slow.wire().resume();
    const lastOf = (): Map<string, string> => new Map(slow.changes.map((each) => [each.id, each.message ?? '']));
    await until(() => [...lastOf().values()].filter((message) => message.startsWith(`${rounds} `)).length === jobs);
    expect(slow.changes.length).toBeLessThan(jobs * rounds);
    expect(slow.failures).toEqual([]);
  },
);
