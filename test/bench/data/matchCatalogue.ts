/**
 * A catalogue for benchmarks of matching: millions of clips over 200 productions, made by SQL inside PostgreSQL. It is kept in a folder outside
 * the checkout (RUSHES_BENCH_DATA, else /var/tmp/rushes-bench), so that a second run starts at once.
 */
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import { createPool, createSql, type Sql } from '../../../src/adapters/postgres/sql.ts';

const projectFolder = fileURLToPath(new URL('../../..', import.meta.url));

/** Clips of the production that the list is of. */
export const ownClips = 50_000;
export const productionCount = 200;
/** Clips of the one large production, where there are enough in all. */
export const largeClips = 1_000_000;

/** The bulk of what is filled; their indexes are built afterwards. */
const bulky = ['clip', 'clip_key', 'rendition', 'copy', 'roll'];

/** Starts the server of a catalogue of `total` clips, filling it at the first time. */
export async function openMatchCatalogue(total: number): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const home = join(process.env['RUSHES_BENCH_DATA'] ?? '/var/tmp/rushes-bench', `match-${total}`);
  const done = join(home, 'filled-1');
  if (!existsSync(done)) rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o755);
  const server = await startEmbeddedPostgres(home);
  await migrate(server.url, projectFolder);
  if (!existsSync(done)) {
    const pool = createPool(server.url, 1);
    const started = performance.now();
    try {
      await fill(createSql(pool), total);
    } finally {
      await pool.end();
    }
    writeFileSync(done, '');
    console.log(`${total.toLocaleString('en')} clips were made in ${Math.round((performance.now() - started) / 1000)} s.`);
  }
  return server;
}

async function fill(sql: Sql, total: number): Promise<void> {
  for (const setting of [
    'fsync = off',
    'full_page_writes = off',
    'synchronous_commit = off',
    "max_wal_size = '8GB'",
    "maintenance_work_mem = '512MB'",
    'autovacuum = off',
  ])
    await sql.query(`ALTER SYSTEM SET ${setting}`);
  await sql.query('SELECT pg_reload_conf()');
  // No trigger looks every row up again, and the indexes are built once, at the end.
  await sql.query('SET session_replication_role = replica');
  await sql.query('SET synchronize_seqscans = off');
  await sql.query('UPDATE pg_index SET indisready = false WHERE indrelid = ANY($1::text[]::regclass[])', [bulky]);
  const productions = [{ slug: 'own', clips: ownClips }];
  if (total > 2 * largeClips) productions.push({ slug: 'large', clips: largeClips });
  const rest = productionCount - productions.length;
  const left = total - productions.reduce((sum, { clips }) => sum + clips, 0);
  for (let index = 0; index < rest; index += 1)
    productions.push({ slug: `other-${index}`, clips: Math.floor((left * (index + 1)) / rest) - Math.floor((left * index) / rest) });
  // The list's own production lies in the middle of the tables, as any other.
  productions.push(...productions.splice(0, 1));
  productions.splice(Math.floor(productions.length / 2), 0, ...productions.splice(-1));
  for (const [index, { slug, clips }] of productions.entries()) {
    await fillProduction(sql, slug, clips);
    if (index % 40 === 39) console.log(`${index + 1} of ${productions.length} productions`);
  }
  for (const table of bulky) await sql.query(`REINDEX TABLE "${table}"`);
  for (const table of bulky) await sql.query(`VACUUM ANALYZE "${table}"`);
  await sql.query('ALTER SYSTEM RESET ALL');
  await sql.query('SELECT pg_reload_conf()');
}

/**
 * Rolls of 20 clips, three cameras side by side at the same timecode, four rolls a day each; names as ARRI's cameras write them. The keys are those of
 * `clipKeys` (the benchmark compares some).
 */
async function fillProduction(sql: Sql, slug: string, clips: number): Promise<void> {
  const [production] = await sql.query<{ id: string }>(
    'INSERT INTO production (slug, title, rate_num, rate_den) VALUES ($1, $1, 24, 1) RETURNING id',
    [slug],
  );
  const id = production!.id;
  await sql.query(
    `INSERT INTO roll (id, production_id, name, name_key, shoot_day, camera_index, identity, label_start, label_end)
     SELECT md5($1::uuid::text || r)::uuid, $1, name, name, day, cam, name || '|' || day, start * 7200::bigint, (start + 19 * 300 + 160) * 7200::bigint
     FROM (SELECT r, chr(65 + r % 3) AS cam, chr(65 + r % 3) || lpad(((r / 3) % 999 + 1)::text, 3, '0') || 'R' || (r % 3 + 1) || 'AB' AS name,
                  date '2023-01-01' + r / 12 AS day, 28800 + (r / 3) % 4 * 9000 AS start
           FROM generate_series(0, ($2::int - 1) / 20) AS r) AS rolls`,
    [id, clips],
  );
  await sql.query('DROP TABLE IF EXISTS made');
  await sql.query(
    `CREATE TEMPORARY TABLE made AS
     SELECT gen_random_uuid() AS id, n, roll_id, cam, day, roll, name, number, start, frames, (start * 7200)::bigint AS label_start, (start * 7200 + frames * 300)::bigint AS label_end
     FROM (SELECT n, md5($1::uuid::text || n / 20)::uuid AS roll_id, cam, day, number, cam || reel || 'R' || tail AS roll,
                  cam || reel || 'C' || lpad(number::text, 3, '0') || '_' || to_char(day, 'YYMMDD') || '_R' || tail AS name,
                  28800 + (n / 60) % 4 * 9000 + (number - 1) * 300 + (n / 240 * 7 + number * 13) % 60 AS start, 240 + (n::bigint * 7919 % 2160)::int AS frames
           FROM (SELECT n, n % 20 + 1 AS number, chr(65 + n / 20 % 3) AS cam, lpad(((n / 60) % 999 + 1)::text, 3, '0') AS reel,
                        (n / 20 % 3 + 1) || 'AB' AS tail, date '2023-01-01' + n / 240 AS day
                 FROM generate_series(0, $2::int - 1) AS n) AS a) AS b`,
    [id, clips],
  );
  await sql.query(
    `INSERT INTO clip (id, production_id, roll_id, name, identity, state, format, reel, frame_count, tc_start, tc_base, drop_frame, tc_runs, tc_alternates, rate_num, rate_den, camera_index, shoot_date, present)
     SELECT id, $1, roll_id, name, name, 'INSPECTED', 'mxf', roll, frames, start * 24::bigint, 24, false, '[]'::jsonb, '[]'::jsonb, 24, 1, cam, day, true FROM made`,
    [id],
  );
  await sql.query(
    `INSERT INTO clip_key (production_id, clip_id, kind, key, label_start, label_end)
     SELECT $1, id, kind, key, label_start, label_end FROM made CROSS JOIN LATERAL (VALUES (2, name), (3, replace(name, '_', '')),
       (4, cam || '|' || substr(name, 2, 3)::int || '|' || number), (6, roll), (7, (label_start / 432000)::text),
       (7, CASE WHEN label_start / 432000 < (label_end - 1) / 432000 THEN (label_start / 432000 + 1)::text END),
       (7, CASE WHEN label_start / 432000 + 1 < (label_end - 1) / 432000 THEN (label_start / 432000 + 2)::text END)) AS k(kind, key) WHERE key IS NOT NULL`,
    [id],
  );
  await sql.query(
    `WITH made_renditions AS (INSERT INTO rendition (clip_id, kind, name, format, content_key) SELECT id, 'ORIGINAL', name, 'mxf', n::text FROM made RETURNING id, name)
     INSERT INTO copy (rendition_id, root, path, size_bytes) SELECT id, 'cards', name || '.mxf', 1000 FROM made_renditions`,
  );
}
