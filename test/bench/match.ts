/**
 * Matching through GraphQL over HTTP against the reference statement on the same database, event for event, in one run: 2,000 events of a production of 50,000
 * clips, among 1,000,000 and among 10,000,000 clips of 200 productions; and of a production of 1,000,000 clips.
 */
import { Agent, request } from 'node:http';
import pg from 'pg';
import { clipKeys } from '../../src/domain/match/keys.ts';
import { createPool, createSql, type Sql } from '../../src/adapters/postgres/sql.ts';
import { formatTimecode } from '../../src/domain/timecode.ts';
import { startService } from '../servers/service.ts';
import { openMatchCatalogue } from './data/matchCatalogue.ts';

const eventCount = 2000;
const rounds = 41;
const film = { base: 24, dropFrame: false };

/** What a person who knew only exact names would write: one index lookup an event. Prepared. */
const reference = `
  SELECT q.place, found.clip_id, found.label_start, found.label_end
  FROM unnest($2::int[], $3::text[], $4::bigint[], $5::bigint[]) AS q(place, key, label_start, label_end)
  CROSS JOIN LATERAL (
    SELECT k.clip_id, k.label_start, k.label_end FROM clip_key k
    WHERE k.production_id = $1 AND k.kind = 2 AND k.key = q.key COLLATE "C" AND k.label_start <= q.label_start AND k.label_end >= q.label_end
    ORDER BY k.label_start LIMIT 3
  ) found`;

const query = `query ($production: String!, $events: [EventInput!]!) {
  matchEvents(production: $production, events: $events) { number state tier clip { id } clipFrameIn clipFrameOut reasons { code } } }`;

type Row = { readonly id: string; readonly name: string; readonly tc_start: number; readonly frame_count: number };
type Event = { readonly number: string; readonly reel: string; readonly sourceIn: string; readonly sourceOut: string };
type Figures = { readonly ours: number; readonly reference: number };

/** Events of clips picked at random: each twentieth name cut to 8 characters, each fiftieth only timecode. */
async function eventsOf(
  sql: Sql,
  productionId: string,
): Promise<readonly (Event & { readonly clip: Row; readonly start: number; readonly end: number })[]> {
  const rows = await sql.query<Row>(
    'SELECT id, name, tc_start, frame_count FROM (SELECT * FROM clip WHERE production_id = $1 ORDER BY id LIMIT 20000) AS picked ORDER BY random() LIMIT $2',
    [productionId, eventCount],
  );
  return rows.map((clip, index) => {
    const length = 24 + (index % 120);
    const frameIn = (index * 7) % (clip.frame_count - length);
    const name = index % 50 === 7 ? 'AX' : index % 20 === 3 ? clip.name.replaceAll('_', '').slice(0, 8) : clip.name;
    const [start, end] = [clip.tc_start + frameIn, clip.tc_start + frameIn + length];
    return {
      number: String(index + 1),
      reel: name,
      sourceIn: formatTimecode(start, film),
      sourceOut: formatTimecode(end, film),
      clip,
      start: start * 300,
      end: end * 300,
    };
  });
}

/** As plainly as a client can: what `fetch` adds to half a megabyte is not what is measured. */
function post(url: string, token: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', headers, agent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(Buffer.concat(parts).toString()));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const agent = new Agent({ keepAlive: true });

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function measure(
  url: string,
  slug: string,
  service: { readonly url: string; readonly token: string },
  label: string,
): Promise<Figures> {
  const pool = createPool(url, 2);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const sql = createSql(pool);
    const [production] = await sql.query<{ id: string; clips: number }>(
      'SELECT id, (SELECT count(*) FROM clip WHERE production_id = p.id) AS clips FROM production p WHERE slug = $1',
      [slug],
    );
    const events = await eventsOf(sql, production!.id);
    await checkKeys(sql, events[0]!.clip);
    const body = JSON.stringify({
      query,
      variables: {
        production: slug,
        events: events.map(({ number, reel, sourceIn, sourceOut }) => ({ number, reel, sourceIn, sourceOut })),
      },
    });
    const ask = async (): Promise<{ state: string; tier: number | null; clip: { id: string } | null; clipFrameIn: number | null }[]> => {
      const answer = JSON.parse(await post(`${service.url}/graphql`, service.token, body)) as {
        data?: { matchEvents: Awaited<ReturnType<typeof ask>> };
        errors?: unknown;
      };
      if (!answer.data) throw new Error(JSON.stringify(answer.errors));
      return answer.data.matchEvents;
    };
    const values = [
      production!.id,
      events.map((_, index) => index),
      events.map(({ reel }) => reel),
      events.map(({ start }) => start),
      events.map(({ end }) => end),
    ];
    const askReference = async () => (await client.query({ name: 'reference', text: reference, values })).rows;
    const matches = await ask();
    const wrong = matches.filter(
      (match, index) =>
        match.clip !== null &&
        (match.clip.id !== events[index]!.clip.id || match.clipFrameIn !== events[index]!.start / 300 - events[index]!.clip.tc_start),
    );
    if (wrong.length > 0) throw new Error(`${wrong.length} events were matched to a wrong clip or frame.`);
    const states = new Map<string, number>();
    for (const { state } of matches) states.set(state, (states.get(state) ?? 0) + 1);
    for (let turn = 0; turn < 20; turn += 1) await Promise.all([ask(), askReference()]);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < rounds; turn += 1) {
      for (const [times, work] of [
        [ours, ask],
        [theirs, askReference],
      ] as const) {
        const started = performance.now();
        await work();
        times.push(performance.now() - started);
      }
    }
    const figures = { ours: median(ours), reference: median(theirs) };
    const summary = [...states].map(([state, count]) => `${count} ${state}`).join(', ');
    console.log(
      `${label.padEnd(44)} GraphQL ${figures.ours.toFixed(1)} ms (best ${Math.min(...ours).toFixed(1)}), reference ${figures.reference.toFixed(1)} ms (best ${Math.min(...theirs).toFixed(1)}), ${(figures.ours / figures.reference).toFixed(2)} times; ${production!.clips.toLocaleString('en')} clips in the production: ${summary}`,
    );
    return figures;
  } finally {
    await client.end();
    await pool.end();
  }
}

/** The keys that SQL made are those that inspection would write. */
async function checkKeys(sql: Sql, clip: Row): Promise<void> {
  const [row] = await sql.query<{ reel: string }>('SELECT reel FROM clip WHERE id = $1', [clip.id]);
  const made = await sql.query<{ kind: number; key: string; start: number; end: number }>(
    'SELECT kind, key, label_start AS start, label_end AS "end" FROM clip_key WHERE clip_id = $1',
    [clip.id],
  );
  const wanted = clipKeys({
    name: clip.name,
    names: [],
    reel: row!.reel,
    roll: row!.reel,
    frameCount: clip.frame_count,
    timecode: { start: clip.tc_start, ...film, runs: [], alternates: [] },
  });
  const sorted = (keys: readonly string[]): string => [...keys].sort().join('\n');
  const [a, b] = [
    sorted(made.map(({ kind, key, start, end }) => `${kind} ${key} ${start} ${end}`)),
    sorted(wanted.map(({ kind, key, labelStart, labelEnd }) => `${kind} ${key} ${labelStart} ${labelEnd}`)),
  ];
  if (a !== b) throw new Error(`The benchmark's keys are not those of inspection:\n${a}\nbut\n${b}`);
}

async function measureAll(total: number, slugs: readonly (readonly [string, string])[]): Promise<readonly Figures[]> {
  const server = await openMatchCatalogue(total);
  const service = await startService({
    env: { DATABASE_URL: server.url, RUSHES_ROLES: 'api' },
  });
  try {
    const figures: Figures[] = [];
    for (const [slug, label] of slugs) figures.push(await measure(server.url, slug, service, label));
    return figures;
  } finally {
    await service.close();
    await server.stop();
  }
}

export async function run(): Promise<void> {
  const [small] = await measureAll(1_000_000, [['own', 'of 1,000,000 clips in all']]);
  const [large] = await measureAll(10_000_000, [
    ['own', 'of 10,000,000 clips in all'],
    ['large', 'of one large production'],
  ]);
  console.log(`from 1,000,000 to 10,000,000 clips: ${(large!.ours / small!.ours).toFixed(2)} times (at most 1.5 wanted)`);
  console.log(`against the reference statement: ${(large!.ours / large!.reference).toFixed(2)} times (at most 3 wanted)`);
}
