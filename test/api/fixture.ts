import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBrowseStore } from '../../src/adapters/postgres/browse/store.ts';
import { createCatalogue } from '../../src/adapters/postgres/catalogue/catalogue.ts';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { createPool, createSql, type Sql } from '../../src/adapters/postgres/sql.ts';
import { createWebhookStore } from '../../src/adapters/postgres/webhookStore.ts';
import { postJson } from '../../src/adapters/webhooks/postJson.ts';
import { startApi, type ApiOptions } from '../../src/api/server.ts';
import type { Services } from '../../src/api/services.ts';
import { systemActor, type Actor, type Role } from '../../src/domain/actor.ts';
import type { Queue } from '../../src/domain/ports/queue.ts';
import { createBrowseService } from '../../src/services/browse.ts';
import { createClipService } from '../../src/services/clips.ts';
import { createJobService } from '../../src/services/jobs.ts';
import { createProductionService } from '../../src/services/productions.ts';
import { createRollService } from '../../src/services/rolls.ts';
import { createSavedSearchService } from '../../src/services/savedSearches.ts';
import { createTokenService } from '../../src/services/tokens.ts';
import { createWebhookService } from '../../src/services/webhooks.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** No work is done here: jobs are rows only. */
const idleQueue: Queue = {
  enqueue: async () => undefined,
  cancel: async () => undefined,
  prioritise: async () => undefined,
  work: async () => undefined,
  workOnce: async () => false,
  depth: async () => ({}),
  stop: async () => undefined,
};

export type ApiFixture = Awaited<ReturnType<typeof startFixture>>;

/** The API over a real PostgreSQL, with the services that need nothing else; `statements` holds every statement since it was last emptied. */
export type FixtureOptions = Pick<ApiOptions, 'trusted' | 'requestsPerMinute'> & {
  /** Checks JWTs, given how to find a production's id. */
  readonly jwt?: (productionId: (slug: string) => Promise<string | undefined>) => (jwt: string) => Promise<Actor>;
};

export async function startFixture(options: FixtureOptions = {}) {
  const home = mkdtempSync(join(tmpdir(), 'rushes-api-'));
  chmodSync(home, 0o755);
  const server = await startEmbeddedPostgres(home);
  await migrate(server.url, projectFolder);
  const pool = createPool(server.url, 10);
  const statements: string[] = [];
  const counted = (sql: Sql): Sql => ({
    query: (text, values, kept) => (statements.push(text), sql.query(text, values, kept)),
    transaction: (work) => sql.transaction((inner) => work(counted(inner))),
  });
  const sql = counted(createSql(pool));
  const catalogue = createCatalogue(sql);
  const tokens = createTokenService(
    catalogue,
    options.jwt?.(async (slug) => (await catalogue.productionBySlug(slug))?.id),
  );
  const webhooks = createWebhookService(catalogue, createWebhookStore(sql), postJson);
  const services: Services = {
    webhooks,
    searches: createSavedSearchService(catalogue),
    browse: createBrowseService(createBrowseStore(sql)),
    tokens,
    productions: createProductionService(catalogue),
    ingest: {
      ingest: async () => {
        throw new Error('not here: a secret detail of /etc/passwd');
      },
    },
    clips: createClipService(
      catalogue,
      async () => ({ changed: false }),
      async () => undefined,
    ),
    jobs: createJobService(catalogue, idleQueue),
    rolls: createRollService(catalogue, idleQueue),
    search: {
      // All clips of the production by name: what the search services do is tested elsewhere.
      clips: async (actor, query) => {
        const { id } = await services.browse.production(actor, query.production);
        const rows = await sql.query<{ id: string; name: string; total: number }>(
          `SELECT id, name, count(*) OVER () AS total FROM clip WHERE production_id = $1 AND name > $2 ORDER BY name LIMIT $3`,
          [id, query.after ?? '', query.first + 1],
        );
        return {
          hits: rows.slice(0, query.first).map((row) => ({ clipId: row.id, after: row.name })),
          hasNextPage: rows.length > query.first,
          totalCount: rows[0]?.total ?? 0,
          engine: { name: 'postgres' },
          corrected: false,
        };
      },
      facets: async () => [],
      exportClips: async () => ({ fileName: '', content: '', problems: [] }),
    },
    about: async () => ({ version: '0.0.0', searchEngine: 'postgres', notices: [], outputFolder: join(home, 'output') }),
    ready: async () => undefined,
    media: { folder: join(home, 'output') },
  };
  const api = await startApi({ services, host: '127.0.0.1', port: 0, secret: 'test', projectFolder, ...options });
  const tokenOf = async (name: string, role: Role, production?: string) =>
    (await tokens.create(systemActor, { name, role, ...(production === undefined ? {} : { production }) })).secret;
  const administrator = await tokenOf('administrator', 'ADMINISTRATOR');

  return {
    url: api.url,
    home,
    sql,
    statements,
    services,
    deliverWebhooks: webhooks.deliver,
    administrator,
    tokenOf,
    /** POST /graphql. */
    async ask(
      query: string,
      variables: object = {},
      token: string | undefined = administrator,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      const answer = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: answer.status, ...((await answer.json()) as Omit<Answer, 'status'>) };
    },
    async close() {
      await api.close();
      await pool.end();
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export type Answer = {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes; the assertions say which
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string; readonly at?: string } }[];
};

/** A production with `count` clips on rolls of ten, each with everything a clip can have, a timeline of `count` events and a pull. */
export async function fillProduction(sql: Sql, slug: string, count: number): Promise<string> {
  const [production] = await sql.query<{ id: string }>(
    `INSERT INTO production (slug, title, rate_num, rate_den) VALUES ($1, $1, 24000, 1001) RETURNING id`,
    [slug],
  );
  const id = production!.id;
  const run = (text: string) => sql.query(text, [id, count]);
  const each = 'generate_series(0, $2::int - 1) AS n';
  await run(`INSERT INTO roll (production_id, name, name_key, shoot_day, identity)
    SELECT $1, 'A' || lpad(n::text, 3, '0'), 'A' || lpad(n::text, 3, '0'), '2026-02-02', 'roll' || n FROM generate_series(0, $2::int / 10) AS n`);
  await run(`INSERT INTO clip (production_id, roll_id, name, identity, state, reel, frame_count, tc_start, tc_base, drop_frame, rate_num, rate_den, camera_index, shoot_date, summary)
    SELECT $1, (SELECT r.id FROM roll r WHERE r.production_id = $1 AND r.identity = 'roll' || n / 10), 'A001C' || lpad(n::text, 5, '0'), 'clip' || n, 'INSPECTED', 'A001',
      100, 86400 + n * 200, 24, false, 24000, 1001, CASE WHEN n % 2 = 0 THEN 'A' ELSE 'B' END, '2026-02-02', '{"camera": {"make": "ARRI"}, "exposure": {"exposureIndex": 800}}'::jsonb
    FROM ${each}`);
  await run(`INSERT INTO clip_name (clip_id, kind, value) SELECT id, 'STEM', name FROM clip WHERE production_id = $1 AND $2 >= 0`);
  await run(`INSERT INTO clip_fact (clip_id, field, value, confidence, source, key, raw, reader_version, rule)
    SELECT id, 'field.' || f, to_jsonb(f), 1, 'exiftool', 'Key', 'raw', '1', 'rule' FROM clip, generate_series(1, 12) AS f WHERE production_id = $1 AND $2 >= 0`);
  await run(
    `INSERT INTO rendition (clip_id, kind, name, content_key) SELECT id, 'ORIGINAL', name, 'x' FROM clip WHERE production_id = $1 AND $2 >= 0`,
  );
  await run(
    `INSERT INTO copy (rendition_id, root, path, size_bytes) SELECT r.id, 'cards', $1::uuid::text || r.name, 5000000000 FROM rendition r JOIN clip c ON c.id = r.clip_id WHERE c.production_id = $1 AND $2 >= 0`,
  );
  await run(
    `INSERT INTO segment (copy_id, index, path, size_bytes, mtime_ms) SELECT y.id, 0, y.path, 1, 1 FROM copy y WHERE y.path LIKE $1::uuid::text || '%' AND $2 >= 0`,
  );
  await run(
    `INSERT INTO inspection (clip_id, raw) SELECT id, '[{"source": "exiftool", "readerVersion": "1", "path": "a", "values": {}}]'::jsonb FROM clip WHERE production_id = $1 AND $2 >= 0`,
  );
  await run(`INSERT INTO finding (production_id, code, severity, scope, entity_id, clip_id, message, evidence, cause_hash)
    SELECT $1, 'TC_MISSING', 'WARN', 'CLIP', id::text, id, 'No timecode.', '{}', 'h' FROM clip WHERE production_id = $1 AND $2 >= 0`);
  await run(`INSERT INTO timeline (production_id, name, format, rate_num, rate_den, drop_frame, rate_origin, sha256, content, created_by)
    SELECT $1, 'cut.edl', 'cmx3600', 24, 1, false, 'test', 'x', 'x'::bytea, 'test' WHERE $2 >= 0`);
  await run(`INSERT INTO timeline_event (timeline_id, index, number, event)
    SELECT t.id, n, n::text, jsonb_build_object('number', n::text, 'reel', 'A001', 'names', '[]'::jsonb, 'track', 'V', 'kind', 'CUT', 'rate', '{"num": 24, "den": 1}'::jsonb,
      'dropFrame', false, 'speed', '{"num": 1, "den": 1}'::jsonb, 'reverse', false, 'markers', '[]'::jsonb) FROM timeline t, ${each} WHERE t.production_id = $1`);
  await run(`INSERT INTO event_match (event_id, state, tier, clip_id, result)
    SELECT e.id, 'MATCHED', 2, c.id, jsonb_build_object('state', 'MATCHED', 'tier', 2, 'clipId', c.id, 'clip', c.name, 'reasons', '[]'::jsonb, 'ranges', '[]'::jsonb, 'missingHeadFrames', 0,
      'missingTailFrames', 0, 'candidateCount', 1, 'candidates', jsonb_build_array(jsonb_build_object('clipId', c.id, 'clip', c.name, 'tier', 2, 'score', 1, 'reasons', '[]'::jsonb)))
    FROM timeline_event e JOIN timeline t ON t.id = e.timeline_id JOIN clip c ON c.production_id = t.production_id AND c.identity = 'clip' || e.index WHERE t.production_id = $1 AND $2 >= 0`);
  await run(
    `INSERT INTO pull (production_id, timeline_id, recipe, plan, actor) SELECT $1, t.id, 'still', '{}', 'test' FROM timeline t WHERE t.production_id = $1 AND $2 >= 0`,
  );
  await run(`INSERT INTO render (production_id, clip_id, pull_id, recipe, frame_in, frame_out, identity, job, state, output_path)
    SELECT $1, c.id, p.id, 'still', 0, 1, 'i' || c.id, '{}', 'DONE', 'x' FROM clip c JOIN pull p ON p.production_id = c.production_id WHERE c.production_id = $1 AND $2 >= 0`);
  await run(
    `INSERT INTO output (render_id, path, kind, size_bytes) SELECT id, id || '.jpg', 'still', 1 FROM render WHERE production_id = $1 AND $2 >= 0`,
  );
  await run(
    `INSERT INTO job (production_id, kind, clip_id, render_id, state) SELECT $1, 'render', clip_id, id, 'QUEUED' FROM render WHERE production_id = $1 AND $2 >= 0`,
  );
  return id;
}
