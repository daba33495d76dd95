import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCatalogue } from '../../src/adapters/postgres/catalogue/catalogue.ts';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { createPostgresSearch } from '../../src/adapters/postgres/search/engine.ts';
import { createChangeFeed } from '../../src/adapters/postgres/search/feed.ts';
import { createPool, createSql, type Sql } from '../../src/adapters/postgres/sql.ts';
import type { SqlSession } from '../../src/domain/ports/catalogue.ts';
import type { SearchIndex } from '../../src/domain/ports/search.ts';
import { Unavailable } from '../../src/domain/errors.ts';
import { createIndexingService, type IndexingService } from '../../src/services/indexing.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

export type SearchFixture = Awaited<ReturnType<typeof startCatalogue>>;

/** A migrated PostgreSQL with the catalogue and the Postgres search engine on it. */
export async function startCatalogue() {
  const home = mkdtempSync(join(tmpdir(), 'rushes-search-'));
  chmodSync(home, 0o755);
  const server = await startEmbeddedPostgres(home);
  await migrate(server.url, projectFolder);
  const pool = createPool(server.url, 10);
  const sql = createSql(pool);
  const catalogue = createCatalogue(sql);
  const feed = createChangeFeed(sql);
  const trouble: string[] = [];
  const onSession = (session: SqlSession): Sql => {
    const joined: Sql = { query: session.query, transaction: (work) => work(joined) };
    return joined;
  };
  return {
    sql,
    catalogue,
    feed,
    trouble,
    databaseUrl: server.url,
    postgres: createPostgresSearch(sql),
    indexing: (engine: SearchIndex | undefined) =>
      createIndexingService(
        catalogue,
        feed,
        engine,
        (session) => createCatalogue(onSession(session)),
        (message) => trouble.push(message),
      ),
    close: async () => {
      await pool.end();
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Clips by plain SQL, each in the change feed; `fields`: more columns' expressions over `n`. */
export async function insertClips(sql: Sql, slug: string, count: number): Promise<string> {
  const [production] = await sql.query<{ id: string }>(
    `INSERT INTO production (slug, title, rate_num, rate_den) VALUES ($1, $1, 24000, 1001)
     ON CONFLICT (slug) DO UPDATE SET title = EXCLUDED.title RETURNING id`,
    [slug],
  );
  await sql.query(
    `WITH made AS (
       INSERT INTO clip (production_id, name, identity, state, frame_count, tc_start, tc_base, drop_frame, rate_num, rate_den, camera_index, shoot_date)
       SELECT $1, 'A' || lpad((n / 100)::text, 4, '0') || 'C' || lpad((n % 100)::text, 3, '0'), 'clip' || n, 'INSPECTED', 100, 86400 + n * 10, 24, false, 24000, 1001,
              chr(65 + n % 4), date '2026-02-01' + n % 20
       FROM generate_series(0, $2::int - 1) AS n RETURNING id, production_id, revision)
     INSERT INTO change_feed (clip_id, production_id, revision) SELECT id, production_id, revision FROM made`,
    [production!.id, count],
  );
  return production!.id;
}

/** Every clip into the change feed, as if all had changed. */
export async function feedAll(sql: Sql, documented = false): Promise<void> {
  await sql.query(
    'INSERT INTO change_feed (clip_id, production_id, revision, documented) SELECT id, production_id, revision, $1 FROM clip ORDER BY id',
    [documented],
  );
}

/** Until the views have everything. As the index worker does: a server that is too busy just now is asked again, until the test's time is over. */
export async function drained(indexing: IndexingService): Promise<void> {
  for (;;) {
    try {
      await indexing.drain();
      return;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      console.log(`asked again: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** Id → revision of everything that an index holds. */
export async function revisionsOf(engine: SearchIndex): Promise<Map<string, number>> {
  const all = new Map<string, number>();
  let after: string | undefined;
  for (;;) {
    const page = await engine.revisions(after, 5000);
    for (const { clipId, revision } of page) all.set(clipId, revision);
    if (page.length === 0) return all;
    after = page.at(-1)!.clipId;
  }
}

/** Id → revision of every clip, from the truth itself. */
export async function revisionsInTruth(sql: Sql): Promise<Map<string, number>> {
  return new Map((await sql.query<{ id: string; revision: number }>('SELECT id, revision FROM clip')).map((row) => [row.id, row.revision]));
}
