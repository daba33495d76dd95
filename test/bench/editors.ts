/**
 * 200 editors at once for five minutes on one service: each asks its own mix of searches, pages, clips, matches and corrections by HTTP, and every one of them
 * follows the production's jobs over a WebSocket while jobs change. No error may come; after a minute of warming up, memory at the end of the last minute is
 * compared with that at the end of the first.
 */
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { createPool, createSql } from '../../src/adapters/postgres/sql.ts';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded.ts';
import { fillProduction } from '../api/fixture.ts';
import { newHome, startService } from '../servers/service.ts';

type Soak = {
  readonly requests: number;
  readonly errors: number;
  readonly refused: number;
  readonly p50: number;
  readonly p99: number;
  readonly events: number;
  readonly lost: number;
  /** MB at the end of each minute, the warm-up's first: resident, and what is alive on the heap after a collection. */
  readonly memory: readonly { readonly resident: number; readonly alive: number }[];
};

const warmUpSeconds = 60;
/** A little less than a minute: the last look comes before the end. */
const lookEveryMs = 59_000;

/** Asks the process's inspector to collect its garbage: what is left is what it holds on to. */
async function memoryOf({ pid, complained }: { readonly pid: number; readonly complained: () => string }): Promise<Soak['memory'][number]> {
  const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
  const inspector = new WebSocket(/Debugger listening on (ws:\S+)/.exec(complained())![1]!);
  await new Promise((resolve, reject) => inspector.once('open', resolve).once('error', reject));
  const ask = (id: number, method: string): Promise<{ result: { usedSize?: number } }> =>
    new Promise((resolve) => {
      inspector.once('message', (data: Buffer) => resolve(JSON.parse(data.toString()) as { result: object }));
      inspector.send(JSON.stringify({ id, method }));
    });
  await ask(1, 'HeapProfiler.collectGarbage');
  const { result } = await ask(2, 'Runtime.getHeapUsage');
  inspector.close();
  return { resident, alive: result.usedSize! / 2 ** 20 };
}

export async function soak(editors: number, seconds: number): Promise<Soak> {
  const home = newHome();
  const server = await startEmbeddedPostgres(home);
  const service = await startService({
    home,
    env: { DATABASE_URL: server.url, RUSHES_ROLES: 'api,index', NODE_ENV: 'production', NODE_OPTIONS: '--inspect=127.0.0.1:0' },
  });
  const pool = createPool(server.url, 4);
  const sql = createSql(pool);
  const closing: (() => unknown)[] = [];
  try {
    await fillProduction(sql, 'harbour', 500);
    await sql.query('INSERT INTO change_feed (clip_id, production_id, revision) SELECT id, production_id, revision FROM clip');
    const clips = (await sql.query<{ id: string }>('SELECT id FROM clip')).map(({ id }) => id);
    const bodies = mix(clips);

    let events = 0;
    let lost = 0;
    const url = `${service.url.replace('http', 'ws')}/graphql`;
    for (let editor = 0; editor < editors; editor += 1) {
      const socket = createClient({
        url,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${service.token}` },
        retryAttempts: 0,
      });
      closing.push(() => socket.dispose());
      socket.subscribe(
        { query: 'subscription { jobChanged(production: "harbour") { id state progress clip { name } } }' },
        { next: ({ errors }) => (errors ? (lost += 1) : (events += 1)), error: () => (lost += 1), complete: () => undefined },
      );
    }
    const changing = setInterval(() => {
      void sql.query(
        `UPDATE job SET state = 'RUNNING', started_at = now(), changed_at = now(), progress = random() WHERE id IN (SELECT id FROM job ORDER BY random() LIMIT 3)`,
      );
    }, 1000);
    closing.push(() => clearInterval(changing));
    const memory: Soak['memory'][number][] = [];
    const looking = setInterval(() => void memoryOf(service).then((found) => memory.push(found)), lookEveryMs);
    closing.push(() => clearInterval(looking));

    const headers = { 'content-type': 'application/json', authorization: `Bearer ${service.token}` };
    let wrong = 0;
    const result = await autocannon({
      url: service.url,
      connections: editors,
      duration: seconds,
      timeout: 60,
      headers,
      requests: bodies.map((body) => ({
        method: 'POST' as const,
        path: '/graphql',
        body: JSON.stringify(body),
        onResponse: (_status: number, text: string) => {
          if (text.includes('"errors":[{')) wrong += 1;
        },
      })),
    });
    return {
      requests: result.requests.total,
      errors: result.errors + wrong,
      refused: result.non2xx,
      p50: result.latency.p50,
      p99: result.latency.p99,
      events,
      lost,
      memory,
    };
  } finally {
    for (const close of closing.reverse()) await close();
    await pool.end();
    await service.close();
    await server.stop();
  }
}

/** What editors do, in the shares in which they do it: mostly looking for clips and looking at them, now and then matching a list, seldom writing. */
function mix(clips: readonly string[]): readonly { query: string; variables?: object }[] {
  const page = (search: string) => ({
    query: `query ($search: String) { clips(production: "harbour", search: $search, first: 50) { totalCount facets(fields: [CAMERA_INDEX, SHOOT_DATE]) { field values { value count } }
      edges { node { id name reel timecode { start end } camera { make index } roll { name } names { value } online } } } }`,
    variables: { search },
  });
  const clip = (n: number) => ({
    query: `query ($id: ID!) { clip(id: $id) { name facts { field value origin { source } } renditions { copies { path present segments { path } } } findings { message }
      neighbours { previous { name } next { name } } usedIn { timelines { eventNumber timeline { name } } } explanation { nodes { title summary } } } }`,
    variables: { id: clips[(n * 37) % clips.length] },
  });
  const match = {
    query:
      'query ($events: [EventInput!]!) { matchEvents(production: "harbour", events: $events) { state clip { name } reasons { code } } }',
    variables: {
      events: Array.from({ length: 100 }, (_, n) => ({
        number: String(n),
        reel: 'A001',
        sourceIn: '01:00:00:00',
        sourceOut: '01:00:01:00',
      })),
    },
  };
  const correct = (n: number) => ({
    query: `mutation ($id: ID!, $value: JSON) { correctFields(input: { target: { clips: [$id] }, fields: [{ field: "slate.scene", value: $value }], reason: "heard on set" }) { errors { code } } }`,
    variables: { id: clips[(n * 53) % clips.length], value: String(n) },
  });
  return [
    page(''),
    clip(1),
    page('camera:a'),
    clip(2),
    page('a001'),
    clip(3),
    page('day:2026-02-02 ei:800'),
    clip(4),
    match,
    clip(5),
    page('"a001c00042"'),
    correct(1),
  ];
}

export async function run([editors = '200', minutes = '5']: readonly string[]): Promise<void> {
  const { requests, errors, refused, p50, p99, events, lost, memory } = await soak(Number(editors), warmUpSeconds + Number(minutes) * 60);
  console.log(
    `${editors} editors, ${minutes} minutes: ${requests} answers, ${errors} errors, ${refused} refused; p50 ${p50} ms, p99 ${p99} ms`,
  );
  console.log(`${editors} subscriptions: ${events} events, ${lost} errors`);
  for (const kind of ['resident', 'alive'] as const) {
    const [first, last] = [memory[1]![kind], memory.at(-1)![kind]];
    console.log(
      `${kind} memory by minute, the warm-up first: ${memory.map((each) => each[kind].toFixed(0)).join(' ')} MB; minute ${minutes} is ${((last / first) * 100).toFixed(0)} % of minute 1`,
    );
  }
}
