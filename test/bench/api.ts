/**
 * 50 clips with roll, names and ten facts, by their ids and by a search: through our API, through PostGraphile 5 on the same tables, by one SQL statement, by
 * Elasticsearch alone; in one run, each server in a process of its own with NODE_ENV=production.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { Client } from '@elastic/elasticsearch';
import { createElasticsearch } from '../../src/adapters/elasticsearch/engine.ts';
import { createPool } from '../../src/adapters/postgres/sql.ts';
import { startElasticsearch } from '../servers/elasticsearch.ts';
import { newHome, startService } from '../servers/service.ts';
import { insertClips, startCatalogue, type SearchFixture } from '../search-contract/fixture.ts';

const projectFolder = join(import.meta.dirname, '../..');
const postgraphileVersion = '5.1.5';
const fields = [
  'camera.make',
  'camera.model',
  'exposure.exposureIndex',
  'exposure.shutterAngle',
  'color.whiteBalanceKelvin',
  'color.transfer',
  'color.primaries',
  'image.width',
  'image.height',
  'lens.focalLengthMm',
];
const connections = 16;
const pageSize = 50;

const selection = `name reel timecode { start end base dropFrame } rate { playback } camera { make model index } roll { name shootDay }
  names { kind value } facts(fields: $fields) { field value unit }`;
const byIds = `query ($ids: [ID!]!, $fields: [String!]!) { clipsByIds(ids: $ids) { ${selection} } }`;
const bySearch = `query ($search: String!, $fields: [String!]!) { clips(production: "large", search: $search, first: ${pageSize}) { totalCount edges { node { ${selection} } } } }`;
/** The same values under the names that PostGraphile gives our columns; `summary` holds the camera. */
const byIdsForPostgraphile = `query ($ids: [UUID!]!, $fields: [String!]!) { clipsOf(ids: $ids) { nodes { name reel tcStart tcBase dropFrame frameCount rateNum rateDen cameraIndex summary
  rollByRollId { name shootDay } clipNamesByClipId { nodes { kind value } } factsNamed(fields: $fields) { nodes { field value unit } } } } }`;
const bare = `SELECT c.name, c.reel, c.tc_start, c.tc_base, c.drop_frame, c.frame_count, c.rate_num, c.rate_den, c.camera_index, c.summary,
    (SELECT jsonb_build_object('name', r.name, 'shootDay', r.shoot_day) FROM roll r WHERE r.id = c.roll_id) AS roll,
    (SELECT jsonb_agg(jsonb_build_object('kind', n.kind, 'value', n.value)) FROM clip_name n WHERE n.clip_id = c.id) AS names,
    (SELECT jsonb_agg(jsonb_build_object('field', f.field, 'value', f.value, 'unit', f.unit)) FROM clip_fact f WHERE f.clip_id = c.id AND f.field = ANY($2::text[])) AS facts
  FROM clip c WHERE c.id = ANY($1::uuid[])`;

async function fill({ sql }: SearchFixture, count: number): Promise<string[]> {
  const productionId = await insertClips(sql, 'large', count);
  await sql.query(
    `INSERT INTO roll (production_id, name, name_key, identity, shoot_day) SELECT $1, 'A' || lpad(n::text, 4, '0'), 'A' || lpad(n::text, 4, '0'), 'r' || n, date '2026-02-01' + n % 20
     FROM generate_series(0, $2::int / 100) n`,
    [productionId, count],
  );
  await sql.query(
    `UPDATE clip SET roll_id = r.id, reel = r.name, summary = '{"camera": {"make": "ARRI", "model": "ALEXA 35"}}' FROM roll r WHERE r.production_id = $1 AND r.name = left(clip.name, 5)`,
    [productionId],
  );
  await sql.query(
    `INSERT INTO clip_name (clip_id, kind, value) SELECT id, k.kind, name || suffix FROM clip, (VALUES ('STEM', ''), ('FILE', '.mxf')) k (kind, suffix)`,
  );
  await sql.query(
    `INSERT INTO clip_fact (clip_id, field, value, confidence, source, key, raw, reader_version, rule)
     SELECT c.id, f.field, f.value, 1, 'bench', 'key', 'raw', '1', 'rule' FROM clip c, (VALUES ('camera.make', '"ARRI"'::jsonb), ('camera.model', '"ALEXA 35"'), ('exposure.exposureIndex', '800'),
       ('exposure.shutterAngle', '172.8'), ('color.whiteBalanceKelvin', '5600'), ('color.transfer', '"LogC4"'), ('color.primaries', '"ARRI Wide Gamut 4"'), ('image.width', '4608'),
       ('image.height', '3164'), ('lens.focalLengthMm', '40'), ('lens.tStop', '2.8'), ('slate.scene', '"42"'), ('slate.take', '"3"'), ('image.codec', '"ProRes 4444 XQ"')) f (field, value)`,
  );
  await sql.query(
    `CREATE FUNCTION clips_of(ids uuid[]) RETURNS SETOF clip LANGUAGE sql STABLE AS $$ SELECT * FROM clip WHERE id = ANY(ids) $$`,
  );
  await sql.query(
    `CREATE FUNCTION clip_facts_named(clip clip, fields text[]) RETURNS SETOF clip_fact LANGUAGE sql STABLE AS $$ SELECT * FROM clip_fact f WHERE f.clip_id = clip.id AND f.field = ANY(fields) $$`,
  );
  await sql.query('ANALYZE');
  return (await sql.query<{ id: string }>('SELECT id FROM clip')).map(({ id }) => id);
}

/** The same documents under the same mapping, but each keeps what our answer shows of a clip, and nothing else, in its source. */
async function fillBare(client: Client, { feed, sql }: SearchFixture): Promise<void> {
  const [{ mappings, settings }] = Object.values(await client.indices.get({ index: 'rushes-clips' })) as [
    { mappings: object; settings: { index: { analysis: object } } },
  ];
  await client.indices.create({
    index: 'bare',
    mappings: { ...mappings, _source: { includes: ['shown.*'] } } as never,
    settings: { number_of_shards: 1, number_of_replicas: 0, analysis: settings.index.analysis },
  });
  for (let after: string | undefined; ;) {
    const page = await feed.documents(after, 1000);
    if (page.length === 0) break;
    after = page.at(-1)!.clipId;
    const rows = await sql.query<{ id: string }>(bare.replace('SELECT ', 'SELECT c.id, '), [page.map(({ clipId }) => clipId), fields]);
    const shown = new Map(rows.map((row) => [row.id, row]));
    await client.helpers.bulk({
      datasource: page.map(({ clipId, json }): Record<string, unknown> => ({
        ...(JSON.parse(json) as Record<string, unknown>),
        shown: shown.get(clipId),
      })),
      onDocument: (document) => ({ index: { _index: 'bare', _id: document['clipId'] as string } }),
    });
  }
  await client.indices.refresh({ index: 'bare' });
  await client.indices.forcemerge({ index: '_all', max_num_segments: 1 });
}

type Child = { readonly url: string; readonly pid: number; readonly close: () => void };

async function startPostgraphile(databaseUrl: string): Promise<Child> {
  const folder = join(projectFolder, '.rushes/bench/postgraphile');
  if (!existsSync(join(folder, 'node_modules/postgraphile'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const done = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `postgraphile@${postgraphileVersion}`], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (done.status !== 0) throw new Error(`PostGraphile could not be installed: ${done.stderr}`);
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'postgraphile/server.ts'), folder, databaseUrl], {
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /listens at (\S+)/.exec((printed += chunk.toString()));
      if (found) resolve(found[1]!);
    });
    child.once('exit', () => reject(new Error(`PostGraphile ended: ${printed}`)));
  });
  return { url, pid: child.pid!, close: () => void child.kill() };
}

type Load = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Of the server's process, for one answer. */ readonly cpuMs?: number;
};

/** Milliseconds of CPU that a process has used; Linux counts hundredths of a second. Beside other work on the machine this is steadier than the clock. */
function cpuOf(pid: number): number {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

/** `bodies` in turn over keep-alive connections; the first seconds do not count. */
async function load(
  { url, pid, token }: { url: string; pid: number; token?: string },
  bodies: readonly object[],
  seconds: number,
): Promise<Load> {
  const requests = bodies.map((body) => ({ method: 'POST' as const, path: '/graphql', body: JSON.stringify(body) }));
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  const first = (await (await fetch(`${url}/graphql`, { ...requests[0]!, headers })).json()) as { errors?: { message: string }[] };
  if (first.errors) throw new Error(`${url}: ${JSON.stringify(first.errors)}`);
  const run = (duration: number) => autocannon({ url, connections, duration, headers, requests });
  await run(3);
  const before = cpuOf(pid);
  const { requests: done, latency, errors, non2xx } = await run(seconds);
  if (errors + non2xx > 0) throw new Error(`${url}: ${errors} errors, ${non2xx} refused`);
  return { perSecond: done.average, p50: latency.p50, p99: latency.p99, cpuMs: (cpuOf(pid) - before) / done.total };
}

const agent = new Agent({ keepAlive: true });

/** The answer's bytes, read to the end. */
function post({ url, token }: { url: string; token: string }, body: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization: `Bearer ${token}` };
    const sent = request(`${url}/graphql`, { agent, method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(Buffer.concat(chunks)) : reject(new Error(`status ${answer.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Each work in turn, `atOnce` requests of it at a time: all see the same machine at the same time. */
async function turnAbout(works: readonly ((n: number) => Promise<unknown>)[], atOnce: number, seconds: number): Promise<Load[]> {
  const times = works.map((): number[] => []);
  const end = Date.now() + seconds * 1000;
  for (let n = 0; Date.now() < end; n += 1) {
    for (const [which, work] of works.entries()) {
      await Promise.all(
        Array.from({ length: atOnce }, async (_, k) => {
          const started = performance.now();
          await work(n * atOnce + k);
          times[which]!.push(performance.now() - started);
        }),
      );
    }
  }
  return times.map((milliseconds) => summary(milliseconds, seconds));
}

function summary(milliseconds: number[], seconds: number): Load {
  milliseconds.sort((a, b) => a - b);
  const at = (share: number): number => milliseconds[Math.floor(milliseconds.length * share)] ?? 0;
  return { perSecond: milliseconds.length / seconds, p50: at(0.5), p99: at(0.99) };
}

async function timed(work: (n: number) => Promise<unknown>, seconds: number): Promise<Load> {
  const milliseconds: number[] = [];
  const end = Date.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async (_, worker) => {
      for (let n = worker; Date.now() < end; n += connections) {
        const started = performance.now();
        await work(n);
        milliseconds.push(performance.now() - started);
      }
    }),
  );
  return summary(milliseconds, seconds);
}

const line = (name: string, { perSecond, p50, p99, cpuMs }: Load, more = ''): void => {
  const cpu = cpuMs === undefined ? '' : `${cpuMs.toFixed(2)} ms CPU an answer`;
  console.log(
    `${name.padEnd(42)} ${perSecond.toFixed(0).padStart(5)} /s  p50 ${p50.toFixed(1).padStart(6)} ms  p99 ${p99.toFixed(1).padStart(6)} ms  ${cpu.padEnd(25)} ${more}`,
  );
};

export async function run([count = '100000', duration = '10']: readonly string[]): Promise<void> {
  const seconds = Number(duration);
  const catalogue = await startCatalogue();
  const server = await startElasticsearch();
  const closing: (() => unknown)[] = [];
  try {
    const ids = await fill(catalogue, Number(count));
    const index = createElasticsearch({ url: server.url });
    closing.push(() => index.close());
    await catalogue.indexing(index).drain();
    await index.count();
    const service = await startService({
      home: newHome(),
      env: { DATABASE_URL: catalogue.databaseUrl, ELASTICSEARCH_URL: server.url, RUSHES_ROLES: 'api', NODE_ENV: 'production' },
    });
    closing.push(() => service.close());
    const theirs = await startPostgraphile(catalogue.databaseUrl);
    closing.push(theirs.close);

    const pick = (n: number): string[] => Array.from({ length: pageSize }, (_, k) => ids[(n * 7919 + k * 104_729) % ids.length]!);
    const sets = Array.from({ length: 200 }, (_, n) => pick(n));
    console.log(`${ids.length} clips; ${connections} connections; ${pageSize} clips an answer`);
    const pool = createPool(catalogue.databaseUrl, connections);
    closing.push(() => pool.end());
    const sql = (n: number) => pool.query(bare, [sets[n % sets.length]!, fields]);
    await timed(sql, 2);
    line('by ids: one SQL statement, no server', await timed(sql, seconds));
    const graphile = await load(
      theirs,
      sets.map((set) => ({ query: byIdsForPostgraphile, variables: { ids: set, fields } })),
      seconds,
    );
    line(`by ids: PostGraphile ${postgraphileVersion}`, graphile);
    const ours = await load(
      service,
      sets.map((set) => ({ query: byIds, variables: { ids: set, fields } })),
      seconds,
    );
    line('by ids: Rushes', ours, `${(ours.perSecond / graphile.perSecond).toFixed(2)} times PostGraphile's throughput`);

    const client = new Client({ node: server.url });
    closing.push(() => client.close());
    await fillBare(client, catalogue);
    const day = (n: number): string => `2026-02-${String(1 + (n % 20)).padStart(2, '0')}`;
    const [production] = await catalogue.sql.query<{ id: string }>(`SELECT id FROM production WHERE slug = 'large'`);
    const elasticFor = (word: string, filters: object[]) =>
      client.search({
        index: 'bare',
        size: pageSize,
        track_total_hits: true,
        query: {
          bool: {
            must: [{ prefix: { text: { value: word } } }],
            filter: [{ term: { productionId: production!.id } }, { term: { archived: false } }, ...filters],
          },
        },
        sort: [{ _score: { order: 'desc' } }, { 'sort.name': 'asc' }, { clipId: 'asc' }],
      });
    const elastic = (n: number) => elasticFor('alexa', [{ term: { 'days.day': day(n) } }]);
    const throughFor = (search: string) => post(service, JSON.stringify({ query: bySearch, variables: { search, fields } }));
    // Both find the same clips in the same order, and what we say of them stays as long as it was: an error would be answered sooner.
    const lengths = new Map<string, number>();
    const through = async (n: number): Promise<void> => {
      const { length } = await throughFor(`alexa day:${day(n)}`);
      if (length !== lengths.get(day(n))) throw new Error(`An answer of ${length} bytes; it was ${lengths.get(day(n))}.`);
    };
    for (let n = 0; n < 20; n += 1) {
      const text = await throughFor(`alexa day:${day(n)}`);
      const { data } = JSON.parse(text.toString()) as { data: { clips: { edges: { node: { name: string } }[] } } };
      const theirNames = (await elastic(n)).hits.hits.map(({ _source }) => (_source as { shown: { name: string } }).shown.name);
      const names = data.clips.edges.map(({ node }) => node.name);
      if (names.join() !== theirNames.join()) throw new Error(`${names.join()} instead of ${theirNames.join()}`);
      lengths.set(day(n), text.length);
    }
    // Both virtual machines compile what they see a thousand times.
    for (let n = 0; n < 2000; n += 1) await Promise.all([elastic(n), through(n)]);
    for (const atOnce of [1, 4]) {
      const before = cpuOf(service.pid);
      const [alone, ourSearch] = await turnAbout([elastic, through], atOnce, seconds * 2);
      line(`by search, ${atOnce} at once: Elasticsearch alone`, alone!);
      line(
        `by search, ${atOnce} at once: Rushes`,
        { ...ourSearch!, cpuMs: (cpuOf(service.pid) - before) / (ourSearch!.perSecond * seconds * 2) },
        `${(ourSearch!.p50 / alone!.p50).toFixed(2)} times Elasticsearch's time`,
      );
    }
    // A roll each, every one for the first time: nothing of these clips is remembered.
    const first = { alone: [] as number[], ours: [] as number[] };
    for (let n = 0; n < Math.min(400, Math.floor(ids.length / 100)); n += 1) {
      const roll = `a${String(n).padStart(4, '0')}`;
      const started = performance.now();
      await elasticFor(roll, []);
      const between = performance.now();
      await throughFor(roll);
      first.alone.push(between - started);
      first.ours.push(performance.now() - between);
    }
    const [aloneFirst, oursFirst] = [summary(first.alone, seconds), summary(first.ours, seconds)];
    console.log(
      `clips never asked for before, 1 at once: Elasticsearch alone p50 ${aloneFirst.p50.toFixed(1)} ms, Rushes p50 ${oursFirst.p50.toFixed(1)} ms, ${(oursFirst.p50 / aloneFirst.p50).toFixed(2)} times`,
    );
  } finally {
    for (const close of closing.reverse()) await close();
    await server.close();
    await catalogue.close();
  }
}
