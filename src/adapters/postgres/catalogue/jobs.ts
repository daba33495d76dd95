import type { Catalogue, Job } from '../../../domain/ports/catalogue.ts';
import type { Sql } from '../sql.ts';

type Row = {
  id: string;
  production_id: string;
  ingest_id: string | null;
  clip_id: string | null;
  render_id: string | null;
  kind: Job['kind'];
  state: Job['state'];
  priority: Job['priority'];
  payload: Record<string, unknown>;
  progress: number;
  message: string | null;
  attempt: number;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
};
const columns =
  'id, production_id, ingest_id, clip_id, render_id, kind, state, priority, payload, progress, message, attempt, created_at, started_at, finished_at';

function toJob(row: Row): Job {
  return {
    id: row.id,
    productionId: row.production_id,
    kind: row.kind,
    state: row.state,
    priority: row.priority,
    payload: row.payload,
    progress: row.progress,
    attempt: row.attempt,
    createdAt: row.created_at,
    ...(row.ingest_id ? { ingestId: row.ingest_id } : {}),
    ...(row.clip_id ? { clipId: row.clip_id } : {}),
    ...(row.render_id ? { renderId: row.render_id } : {}),
    ...(row.message !== null ? { message: row.message } : {}),
    ...(row.started_at ? { startedAt: row.started_at } : {}),
    ...(row.finished_at ? { finishedAt: row.finished_at } : {}),
  };
}

export function jobStore(sql: Sql): Pick<Catalogue, 'createJobs' | 'hasOpenJob' | 'isInspecting' | 'jobsByIds' | 'updateJob'> {
  return {
    isInspecting: async () => {
      const rows = await sql.query<{ open: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM job WHERE kind = 'inspect' AND state IN ('QUEUED', 'RUNNING')) AS open`,
      );
      return rows[0]?.open === true;
    },
    createJobs: async (jobs) => {
      if (jobs.length === 0) return [];
      const rows = await sql.query<Row>(
        `INSERT INTO job (production_id, kind, ingest_id, clip_id, render_id, priority, payload)
         SELECT production_id, kind, ingest_id, clip_id, render_id, priority, payload
         FROM jsonb_to_recordset($1::jsonb) AS j(production_id uuid, kind text, ingest_id uuid, clip_id uuid, render_id uuid, priority text, payload jsonb) RETURNING ${columns}`,
        [
          JSON.stringify(
            jobs.map((job) => ({
              production_id: job.productionId,
              kind: job.kind,
              ingest_id: job.ingestId ?? null,
              clip_id: job.clipId ?? null,
              render_id: job.renderId ?? null,
              priority: job.priority ?? 'NORMAL',
              payload: job.payload ?? {},
            })),
          ),
        ],
      );
      return rows.map(toJob);
    },
    hasOpenJob: async ({ clipId, kind, payload }) =>
      (
        await sql.query(
          `SELECT 1 FROM job WHERE clip_id = $1 AND kind = $2 AND payload = $3::jsonb AND state IN ('QUEUED', 'RUNNING') LIMIT 1`,
          [clipId, kind, JSON.stringify(payload)],
        )
      ).length > 0,
    jobsByIds: async (ids) => (await sql.query<Row>(`SELECT ${columns} FROM job WHERE id = ANY($1::uuid[])`, [ids])).map(toJob),
    updateJob: async (id, change) => {
      // A job that was cancelled or has ended stays so: a late worker does not bring it back.
      const rows = await sql.query<Row>(
        `UPDATE job SET state = COALESCE($2, state), progress = COALESCE($3, progress), message = COALESCE($4, message), priority = COALESCE($5, priority),
           started_at = CASE WHEN $6 THEN now() ELSE started_at END, attempt = attempt + CASE WHEN $6 THEN 1 ELSE 0 END,
           finished_at = CASE WHEN $7 THEN now() WHEN $2 = 'QUEUED' THEN NULL ELSE finished_at END, changed_at = clock_timestamp()
         WHERE id = $1 AND NOT (state IN ('CANCELLED', 'DONE') AND COALESCE($2, '') IN ('RUNNING', 'DONE', 'FAILED')) RETURNING ${columns}`,
        [
          id,
          change.state ?? null,
          change.progress ?? null,
          change.message ?? null,
          change.priority ?? null,
          change.started ?? false,
          change.finished ?? false,
        ],
      );
      if (rows[0])
        await sql.query(`SELECT pg_notify('rushes_job', $1)`, [
          JSON.stringify({ id, production: rows[0].production_id, ingest: rows[0].ingest_id, render: rows[0].render_id }),
        ]);
      return rows[0] ? toJob(rows[0]) : undefined;
    },
  };
}
