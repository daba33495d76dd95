import type { SearchDocument } from '../../../domain/query/document.ts';
import type { ChangeFeed } from '../../../domain/ports/changeFeed.ts';
import type { Sql } from '../sql.ts';

type DocumentRow = { document: SearchDocument };
const whole = `document || jsonb_build_object('text', words, 'raw', raw) AS document`;

/** Seconds after which an engine shows what it was given: Elasticsearch looks twice a second, and may be busy. */
const settlingSeconds = 10;
/** More unsettled clips than these are not worth telling one by one. */
const mostUnsettled = 1000;

/** The change feed: rows are claimed with SKIP LOCKED and deleted when every view has them, never read past a highest id. */
export function createChangeFeed(sql: Sql): ChangeFeed {
  return {
    document: (limit, keepForEngine, build) =>
      sql.transaction(async (tx) => {
        const rows = await tx.query<{ id: number; clip_id: string; revision: number }>(
          `SELECT id, clip_id, revision FROM change_feed WHERE NOT documented ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
          [limit],
        );
        if (rows.length === 0) return 0;
        const ofRolls = [...new Set(rows.filter(({ revision }) => revision === 0).map(({ clip_id: id }) => id))].sort();
        await tx.query('SELECT FROM clip WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [ofRolls]);
        await tx.query('UPDATE clip SET revision = revision + 1 WHERE id = ANY($1::uuid[])', [ofRolls]);
        const documents = await build([...new Set(rows.map((row) => row.clip_id))], tx);
        await tx.query(
          `INSERT INTO search_document (clip_id, production_id, revision, document, words, raw, names, text)
           SELECT clip_id, production_id, revision, document, words, raw, names, array_to_tsvector(lexemes)
           FROM jsonb_to_recordset($1::jsonb)
             AS d(clip_id uuid, production_id uuid, revision bigint, document jsonb, words text, raw jsonb, names text, lexemes text[])
           ON CONFLICT (clip_id) DO UPDATE SET revision = EXCLUDED.revision, document = EXCLUDED.document, words = EXCLUDED.words, raw = EXCLUDED.raw,
             names = EXCLUDED.names, text = EXCLUDED.text
           WHERE search_document.revision <= EXCLUDED.revision`,
          [
            JSON.stringify(
              // What few searches look at stands apart: a document that stays below 2 kB is filtered without being unpacked.
              documents.map(({ text, raw, ...document }) => ({
                clip_id: document.clipId,
                production_id: document.productionId,
                revision: document.revision,
                document,
                words: text,
                raw,
                names: document.names.join(' '),
                lexemes: [...new Set(text.trim().split(' ').filter(Boolean))],
              })),
            ),
          ],
        );
        const ids = rows.map((row) => row.id);
        await tx.query(
          keepForEngine
            ? 'UPDATE change_feed SET documented = true WHERE id = ANY($1::bigint[])'
            : 'DELETE FROM change_feed WHERE id = ANY($1::bigint[])',
          [ids],
        );
        return rows.length;
      }),
    deliver: (limit, send) =>
      sql.transaction(async (tx) => {
        const rows = await tx.query<{ id: number; clip_id: string }>(
          `SELECT id, clip_id FROM change_feed WHERE documented ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
          [limit],
        );
        if (rows.length === 0) return 0;
        const clipIds = [...new Set(rows.map((row) => row.clip_id))];
        const documents = await tx.query<DocumentRow>(`SELECT ${whole} FROM search_document WHERE clip_id = ANY($1::uuid[])`, [clipIds]);
        const refused = await send(documents.map((row) => row.document));
        await tx.query('DELETE FROM index_dead_letter WHERE clip_id = ANY($1::uuid[])', [clipIds]);
        for (const { clipId, reason } of refused) {
          await tx.query(
            'INSERT INTO index_dead_letter (clip_id, reason) VALUES ($1, $2) ON CONFLICT (clip_id) DO UPDATE SET reason = EXCLUDED.reason, created_at = now()',
            [clipId, reason],
          );
        }
        await tx.query(
          `WITH delivered AS (DELETE FROM change_feed WHERE id = ANY($1::bigint[]) RETURNING clip_id, production_id),
             settled AS (DELETE FROM settling WHERE delivered_at < now() - make_interval(secs => ${settlingSeconds}))
           INSERT INTO settling (clip_id, production_id) SELECT DISTINCT clip_id, production_id FROM delivered`,
          [rows.map((row) => row.id)],
        );
        return rows.length;
      }),
    documents: async (after, limit) =>
      (
        await sql.query<DocumentRow>(
          `SELECT ${whole} FROM search_document WHERE ($1::uuid IS NULL OR clip_id > $1) ORDER BY clip_id LIMIT $2`,
          [after ?? null, limit],
        )
      ).map((row) => row.document),
    unsettled: async (productionId) => {
      const rows = await sql.query<{ clipId: string }>(
        `SELECT clip_id AS "clipId" FROM change_feed WHERE production_id = $1
         UNION ALL SELECT clip_id FROM settling WHERE production_id = $1 AND delivered_at > now() - make_interval(secs => ${settlingSeconds})
         UNION ALL SELECT clip_id FROM index_dead_letter LIMIT ${mostUnsettled + 1}`,
        [productionId],
        'kept',
      );
      return rows.length > mostUnsettled ? undefined : new Set(rows.map((row) => row.clipId));
    },
    waiting: async () => (await sql.query<{ count: number }>('SELECT count(*)::int AS count FROM change_feed'))[0]?.count ?? 0,
    deadLetters: async () =>
      sql.query<{ clipId: string; reason: string }>('SELECT clip_id AS "clipId", reason FROM index_dead_letter ORDER BY clip_id'),
    replayDeadLetters: async () =>
      (
        await sql.query(
          `WITH dead AS (DELETE FROM index_dead_letter RETURNING clip_id)
           INSERT INTO change_feed (clip_id, production_id, revision) SELECT c.id, c.production_id, c.revision FROM clip c JOIN dead ON dead.clip_id = c.id RETURNING id`,
        )
      ).length,
    feedAll: async () => {
      await sql.query('DELETE FROM index_dead_letter');
      await sql.query('INSERT INTO change_feed (clip_id, production_id, revision) SELECT id, production_id, revision FROM clip');
    },
  };
}
