import type { Catalogue, Ingest } from '../../../domain/ports/catalogue.ts';
import type { Sql } from '../sql.ts';

type Row = {
  id: string;
  production_id: string;
  root: string;
  path: string;
  state: Ingest['state'];
  file_count: number;
  clip_count: number;
  new_count: number;
  problems: Ingest['problems'];
  actor: string;
  created_at: Date;
  finished_at: Date | null;
};
const columns = 'id, production_id, root, path, state, file_count, clip_count, new_count, problems, actor, created_at, finished_at';

function toIngest(row: Row): Ingest {
  return {
    id: row.id,
    productionId: row.production_id,
    root: row.root,
    path: row.path,
    state: row.state,
    fileCount: row.file_count,
    clipCount: row.clip_count,
    newCount: row.new_count,
    problems: row.problems,
    actor: row.actor,
    createdAt: row.created_at,
    ...(row.finished_at ? { finishedAt: row.finished_at } : {}),
  };
}

type Ingests = Pick<
  Catalogue,
  | 'createIngest'
  | 'updateIngest'
  | 'countNewClip'
  | 'ingestsByIds'
  | 'ingests'
  | 'ingestProgress'
  | 'unfinishedIngests'
  | 'finishIngests'
  | 'lockClip'
>;

export function ingestStore(sql: Sql): Ingests {
  return {
    createIngest: async ({ productionId, root, path, actor }) =>
      toIngest(
        (
          await sql.query<Row>(`INSERT INTO ingest (production_id, root, path, actor) VALUES ($1, $2, $3, $4) RETURNING ${columns}`, [
            productionId,
            root,
            path,
            actor,
          ])
        )[0]!,
      ),
    updateIngest: async (id, change) => {
      await sql.query(
        `UPDATE ingest SET state = COALESCE($2, state), file_count = COALESCE($3, file_count), clip_count = COALESCE($4, clip_count),
           problems = COALESCE($5::jsonb, problems), finished_at = CASE WHEN $2 IN ('DONE', 'FAILED') THEN now() ELSE finished_at END WHERE id = $1`,
        [
          id,
          change.state ?? null,
          change.fileCount ?? null,
          change.clipCount ?? null,
          change.problems ? JSON.stringify(change.problems) : null,
        ],
      );
    },
    countNewClip: async (id) => {
      await sql.query('UPDATE ingest SET new_count = new_count + 1 WHERE id = $1', [id]);
    },
    ingestsByIds: async (ids) => (await sql.query<Row>(`SELECT ${columns} FROM ingest WHERE id = ANY($1::uuid[])`, [ids])).map(toIngest),
    ingests: async (productionId, first) =>
      (
        await sql.query<Row>(`SELECT ${columns} FROM ingest WHERE production_id = $1 ORDER BY created_at DESC, id LIMIT $2`, [
          productionId,
          first,
        ])
      ).map(toIngest),
    ingestProgress: async (id) =>
      (
        await sql.query<{ total: number; done: number; failed: number }>(
          `SELECT count(*)::int AS total, count(*) FILTER (WHERE state IN ('DONE', 'CANCELLED'))::int AS done, count(*) FILTER (WHERE state = 'FAILED')::int AS failed
           FROM job WHERE ingest_id = $1 AND kind = 'inspect'`,
          [id],
        )
      )[0]!,
    unfinishedIngests: async () => (await sql.query<Row>(`SELECT ${columns} FROM ingest WHERE state = 'WALKING'`)).map(toIngest),
    lockClip: async (clipId) => void (await sql.query('SELECT 1 FROM clip WHERE id = $1 FOR UPDATE', [clipId])),
    finishIngests: async () =>
      (
        await sql.query<{ id: string }>(
          `UPDATE ingest SET state = 'DONE', finished_at = now() WHERE state = 'INSPECTING'
             AND NOT EXISTS (SELECT 1 FROM job WHERE job.ingest_id = ingest.id AND job.kind = 'inspect' AND job.state IN ('QUEUED', 'RUNNING'))
             AND NOT (EXISTS (SELECT 1 FROM change_feed WHERE change_feed.production_id = ingest.production_id)
                      AND COALESCE((SELECT max(job.finished_at) FROM job WHERE job.ingest_id = ingest.id), ingest.created_at) > now() - interval '3 seconds')
           RETURNING id`,
        )
      ).map((row) => row.id),
  };
}
