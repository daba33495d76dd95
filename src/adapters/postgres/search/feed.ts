import type { SearchDocument } from '../../../domain/query/document.ts';
import type { SqlSession } from '../../../domain/ports/catalogue.ts';
import type { ChangeFeed } from '../../../domain/ports/changeFeed.ts';
import type { RefusedDocument, WrittenDocument } from '../../../domain/ports/search.ts';
import type { Sql } from '../sql.ts';

type DocumentRow = { clip_id: string; revision: number; document: string; words: string; raw: string };
const parts = 'clip_id, revision, document::text AS document, words, raw::text AS raw';
/** Put together as text: nobody on the way to the index reads it. */
const written = ({ clip_id: clipId, revision, document, words, raw }: DocumentRow): WrittenDocument => ({
  clipId,
  revision,
  json: `${document.slice(0, -1)}, "text": ${JSON.stringify(words)}, "raw": ${raw}}`,
});

/** Documents handed over at once, of those claimed: some are hundreds of kilobytes. */
const sentAtOnce = 1000;
/** Seconds after which an engine shows what it was given: Elasticsearch looks twice a second, and may be busy. */
const settlingSeconds = 10;
/** Milliseconds between two looks whether it is one's turn. */
const turnMs = 200;
/** Of whoever rebuilds the index. */
const rebuildLock = 7_264_003;
/** More unsettled clips than these are not worth telling one by one. */
const mostUnsettled = 1000;

/** Writes to the Postgres view. Always by clip, so that two writers wait for one another in one order. */
async function writeDocuments(tx: SqlSession, documents: readonly SearchDocument[]): Promise<void> {
  await tx.query(
    `INSERT INTO search_document (clip_id, production_id, revision, document, words, raw, names, text)
     SELECT clip_id, production_id, revision, document, words, raw, names, array_to_tsvector(lexemes)
     FROM jsonb_to_recordset($1::jsonb)
       AS d(clip_id uuid, production_id uuid, revision bigint, document jsonb, words text, raw jsonb, names text, lexemes text[])
     ORDER BY clip_id
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
}

async function keepDeadLetters(session: SqlSession, refused: readonly RefusedDocument[]): Promise<void> {
  for (const { clipId, reason } of refused) {
    await session.query(
      'INSERT INTO index_dead_letter (clip_id, reason) VALUES ($1, $2) ON CONFLICT (clip_id) DO UPDATE SET reason = EXCLUDED.reason, created_at = now()',
      [clipId, reason],
    );
  }
}

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
        await writeDocuments(tx, documents);
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
        // Deleted here, and back where `send` throws.
        const claimed = await tx.query<{ clip_id: string; production_id: string; rows: number }>(
          `WITH claimed AS (SELECT id FROM change_feed WHERE documented ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED),
             delivered AS (DELETE FROM change_feed f USING claimed WHERE f.id = claimed.id RETURNING f.clip_id, f.production_id)
           SELECT clip_id, production_id, count(*)::int AS rows FROM delivered GROUP BY clip_id, production_id`,
          [limit],
        );
        if (claimed.length === 0) return 0;
        const clipIds = claimed.map((row) => row.clip_id);
        const refused: RefusedDocument[] = [];
        for (let from = 0; from < clipIds.length; from += sentAtOnce) {
          const rows = await tx.query<DocumentRow>(`SELECT ${parts} FROM search_document WHERE clip_id = ANY($1::uuid[])`, [
            clipIds.slice(from, from + sentAtOnce),
          ]);
          refused.push(...(await send(rows.map(written))));
        }
        await tx.query(
          `WITH delivered AS (SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS d(clip_id, production_id)),
             good AS (DELETE FROM index_dead_letter WHERE clip_id IN (SELECT clip_id FROM delivered)),
             settled AS (DELETE FROM settling WHERE delivered_at < now() - make_interval(secs => ${settlingSeconds}))
           INSERT INTO settling (production_id, clip_ids) SELECT production_id, array_agg(clip_id) FROM delivered GROUP BY production_id`,
          [clipIds, claimed.map((row) => row.production_id)],
        );
        await keepDeadLetters(tx, refused);
        return claimed.reduce((sum, row) => sum + row.rows, 0);
      }),
    documents: async (after, limit) =>
      (
        await sql.query<DocumentRow>(
          `SELECT ${parts} FROM search_document WHERE ($1::uuid IS NULL OR clip_id > $1) ORDER BY clip_id LIMIT $2`,
          [after ?? null, limit],
        )
      ).map(written),
    unsettled: async (productionId) => {
      const rows = await sql.query<{ clipId: string }>(
        `SELECT clip_id AS "clipId" FROM change_feed WHERE production_id = $1
         UNION ALL SELECT unnest(clip_ids) FROM settling WHERE production_id = $1 AND delivered_at > now() - make_interval(secs => ${settlingSeconds})
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
    documentAfter: (after, limit, build) =>
      sql.transaction(async (tx) => {
        const rows = await tx.query<{ id: string }>('SELECT id FROM clip WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2', [
          after ?? null,
          limit,
        ]);
        const ids = rows.map(({ id }) => id);
        await writeDocuments(tx, await build(ids, tx));
        return ids.at(-1);
      }),
    forgetDeadLetters: async () => {
      await sql.query('DELETE FROM index_dead_letter');
    },
    alone: (work, signal) =>
      sql.transaction(async (tx) => {
        const isMine = async () =>
          (await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [rebuildLock]))[0]!.mine;
        while (!(await isMine())) {
          signal?.throwIfAborted();
          await new Promise((resolve) => setTimeout(resolve, turnMs));
        }
        return work();
      }),
    keepDeadLetters: (refused) => keepDeadLetters(sql, refused),
  };
}
