import type { AttachedDocument, ChunkAttempt, FoundOutput, RenderRow, RenderStore, SavedRecipe } from '../../domain/ports/renderStore.ts';
import type { RenderReport } from '../../domain/render/job.ts';
import type { SqlSession } from '../../domain/ports/catalogue.ts';
import type { Sql } from './sql.ts';

type Row = {
  id: string;
  production_id: string;
  clip_id: string;
  pull_id: string | null;
  recipe: string;
  frame_in: number;
  frame_out: number;
  identity: string;
  job: RenderRow['job'];
  state: RenderRow['state'];
  output_path: string;
  created_at: Date;
};
const columns = 'id, production_id, clip_id, pull_id, recipe, frame_in, frame_out, identity, job, state, output_path, created_at';

function toRender(row: Row): RenderRow {
  return {
    id: row.id,
    productionId: row.production_id,
    clipId: row.clip_id,
    ...(row.pull_id ? { pullId: row.pull_id } : {}),
    recipe: row.recipe,
    frameIn: row.frame_in,
    frameOut: row.frame_out,
    identity: row.identity,
    job: row.job,
    state: row.state,
    outputPath: row.output_path,
    createdAt: row.created_at,
  };
}

/** Documents in force for a clip, nearest first: its own, its roll's, its card's, the production's (an attachment to none of them). */
const documentsOfClip = `
  SELECT d.id, d.kind, d.name, d.sha256, d.content, coalesce(d.parsed, '{}') AS parsed
  FROM clip c
  JOIN document d ON d.production_id = c.production_id
  JOIN attachment a ON a.document_id = d.id AND a.detached_at IS NULL
   AND (a.clip_id = c.id OR a.roll_id = c.roll_id OR a.format_card_id = c.format_card_id
        OR (a.clip_id IS NULL AND a.roll_id IS NULL AND a.format_card_id IS NULL))
  WHERE c.id = $1
  ORDER BY CASE WHEN a.clip_id IS NOT NULL THEN 0 WHEN a.roll_id IS NOT NULL THEN 1 WHEN a.format_card_id IS NOT NULL THEN 2 ELSE 3 END,
           a.created_at DESC`;

/** What a pull is blocked for (a plate that lacks frames) is mended by rendering again: it blocks no render. */
const blockingFindings = `
  SELECT f.code, f.message
  FROM clip c
  JOIN finding f ON f.production_id = c.production_id AND f.severity = 'BLOCK' AND f.resolved_at IS NULL AND f.scope <> 'PULL'
   AND (f.clip_id = c.id OR f.entity_id IN (c.id::text, c.roll_id::text) OR f.entity_id = ANY($2))
  WHERE c.id = $1
    AND NOT EXISTS (SELECT 1 FROM waiver w WHERE w.finding_id = f.id AND w.cause_hash = f.cause_hash AND w.revoked_at IS NULL
                    AND (w.until IS NULL OR w.until > now()))
  ORDER BY f.code`;

/** The last 40 chunks on this machine and elsewhere: seconds over megapixels of source, as a line and as a ratio. Chunks that took frames over teach nothing. */
const pace = `
  WITH last AS (
    SELECT c.report->>'machine' = $3 AS here, extract(epoch FROM c.finished_at - c.started_at)::float AS seconds,
           (c.frame_out - c.frame_in) * (c.report->'sourceSize'->>'width')::float * (c.report->'sourceSize'->>'height')::float / 1e6 AS megapixels,
           (SELECT sum(size_bytes) FROM output o WHERE o.render_id = r.id)::float * (c.frame_out - c.frame_in) / (r.frame_out - r.frame_in) AS bytes,
           row_number() OVER (PARTITION BY c.report->>'machine' = $3 ORDER BY c.finished_at DESC) AS place
    FROM render_chunk c JOIN render r ON r.id = c.render_id
    WHERE r.recipe = $1 AND r.job->>'engine' = $2 AND c.state = 'DONE' AND r.state = 'DONE' AND c.report ? 'sourceSize'
      AND (c.report->>'reusedFrames')::int = 0 AND r.finished_at > now() - interval '90 days')
  SELECT here, count(*)::int AS count, regr_intercept(seconds, megapixels) AS start, regr_slope(seconds, megapixels) AS slope,
         sum(seconds) / sum(megapixels) AS mean, sum(bytes) / sum(megapixels) AS bytes
  FROM last WHERE place <= 40 AND megapixels > 0 GROUP BY here`;

const publishedFiles = `
  SELECT r.id AS render_id, r.clip_id, r.output_path || '/' || o.path AS path, o.clip_frame
  FROM output o JOIN render r ON r.id = o.render_id`;

type OutputRow = { render_id: string; clip_id: string; path: string; clip_frame: number | null };
const toOutput = (row: OutputRow): FoundOutput => ({
  renderId: row.render_id,
  clipId: row.clip_id,
  path: row.path,
  ...(row.clip_frame === null ? {} : { clipFrame: row.clip_frame }),
});

/** Renders in PostgreSQL. */
export function createRenderStore(sql: Sql): RenderStore {
  const byIds = async (ids: readonly string[], session: SqlSession = sql): Promise<RenderRow[]> =>
    (await session.query<Row>(`SELECT ${columns} FROM render WHERE id = ANY($1::uuid[])`, [ids])).map(toRender);
  return {
    byIds,
    byIdentity: async (productionId, identity, session = sql) => {
      const rows = await session.query<Row>(
        `SELECT ${columns} FROM render WHERE identity = $2 AND production_id = $1
           AND (state = 'DONE' OR (state IN ('QUEUED', 'RUNNING') AND EXISTS (SELECT 1 FROM job WHERE render_id = render.id AND job.state IN ('QUEUED', 'RUNNING'))))
         ORDER BY (state = 'DONE') DESC, created_at LIMIT 1`,
        [productionId, identity],
      );
      return rows[0] && toRender(rows[0]);
    },
    unpin: async (id, kinds, session) => {
      await session.query(`UPDATE render SET job = jsonb_set(job, '{asked}', (job->'asked') - $2::text[]) WHERE id = $1`, [id, kinds]);
    },
    create: async (render, session) => {
      const rows = await session.query<Row>(
        `WITH made AS (SELECT gen_random_uuid() AS id)
         INSERT INTO render (id, production_id, clip_id, pull_id, recipe, frame_in, frame_out, identity, job, output_path)
         SELECT made.id, $1, $2, $3, $4, $5, $6, $7, $8::jsonb || jsonb_build_object('renderId', made.id::text), $9 FROM made RETURNING ${columns}`,
        [
          render.productionId,
          render.clipId,
          render.pullId ?? null,
          render.recipe,
          render.frameIn,
          render.frameOut,
          render.identity,
          JSON.stringify(render.job),
          render.outputPath,
        ],
      );
      await session.query(
        `INSERT INTO render_chunk (render_id, index, frame_in, frame_out)
         SELECT $1, (ordinality - 1)::int, (part->>'in')::bigint, (part->>'out')::bigint FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS c(part, ordinality)`,
        [rows[0]!.id, JSON.stringify(render.chunks)],
      );
      return toRender(rows[0]!);
    },
    highestVersion: async (basePath, session) => {
      await session.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 7))`, [basePath]);
      const rows = await session.query<{ highest: number | null }>(
        `SELECT max(substring(output_path FROM '_v(\\d+)$')::int) AS highest FROM render WHERE starts_with(output_path, $1 || '_v')`,
        [basePath],
      );
      return rows[0]?.highest ?? 0;
    },
    begin: (id, chunk) =>
      sql.transaction(async (tx) => {
        const [render] = await tx.query<{ state: string }>(`SELECT state FROM render WHERE id = $1 FOR UPDATE`, [id]);
        if (!render || render.state === 'CANCELLED') return undefined;
        const [begun] = await tx.query<{ in: number; out: number; attempt: number }>(
          `UPDATE render_chunk SET state = 'RUNNING', attempt = attempt + 1, started_at = now() WHERE render_id = $1 AND index = $2 AND state <> 'DONE'
           RETURNING frame_in AS in, frame_out AS out, attempt`,
          [id, chunk],
        );
        if (!begun) return 'DONE';
        await tx.query(`UPDATE render SET state = 'RUNNING', finished_at = NULL WHERE id = $1`, [id]);
        return { index: chunk, ...begun };
      }),
    finishChunk: async (id, { index, attempt }, report) => {
      const rows = await sql.query(
        `UPDATE render_chunk SET state = 'DONE', report = $4, finished_at = now() WHERE render_id = $1 AND index = $2 AND attempt = $3 AND state = 'RUNNING' RETURNING index`,
        [id, index, attempt, JSON.stringify(report)],
      );
      return rows.length > 0;
    },
    finish: (id, publish) =>
      sql.transaction(async (tx) => {
        const [render] = await tx.query<{ state: string }>(`SELECT state FROM render WHERE id = $1 FOR UPDATE`, [id]);
        if (render?.state === 'DONE') return 'DONE';
        const chunks = await tx.query<ChunkAttempt & { state: string; report: RenderReport }>(
          `SELECT index, attempt, state, report FROM render_chunk WHERE render_id = $1 ORDER BY index`,
          [id],
        );
        if ((render?.state !== 'RUNNING' && render?.state !== 'QUEUED') || chunks.some((chunk) => chunk.state !== 'DONE')) return 'WAITING';
        const { files, ...rest } = await publish(chunks);
        await tx.query(
          `INSERT INTO output (render_id, path, kind, size_bytes, sha256, clip_frame, frame)
           SELECT $1, path, kind, "sizeBytes", sha256, "clipFrame", frame
           FROM jsonb_to_recordset($2::jsonb) AS f(path text, kind text, "sizeBytes" bigint, sha256 text, "clipFrame" bigint, frame int)
           ON CONFLICT (render_id, path) DO UPDATE SET size_bytes = excluded.size_bytes, sha256 = excluded.sha256`,
          [id, JSON.stringify(files)],
        );
        const [first] = files.filter(({ header }) => header !== undefined).toSorted((a, b) => (a.clipFrame ?? 0) - (b.clipFrame ?? 0));
        const report = { ...rest, ...(first ? { header: first.header, headerFrame: first.clipFrame } : {}) };
        await tx.query(`UPDATE render SET state = 'DONE', report = $2, finished_at = now() WHERE id = $1`, [id, JSON.stringify(report)]);
        // The files are rows of `output` now; what is kept of a chunk is what its time teaches.
        await tx.query(`UPDATE render_chunk SET report = report - 'files' - 'commands' - 'notes' WHERE render_id = $1`, [id]);
        return 'PUBLISHED';
      }),
    fail: (id, { index, attempt }, state, problem) =>
      sql.transaction(async (tx) => {
        const failed = await tx.query(
          `UPDATE render_chunk SET state = $4, report = jsonb_build_object('failure', $5::jsonb) WHERE render_id = $1 AND index = $2 AND attempt = $3 AND state = 'RUNNING' RETURNING index`,
          [id, index, attempt, state, JSON.stringify(problem)],
        );
        if (failed.length === 0) return;
        await tx.query(
          `UPDATE render SET state = $2, report = jsonb_build_object('failure', $3::jsonb), finished_at = CASE WHEN $2 = 'FAILED' THEN now() END
           WHERE id = $1 AND state = 'RUNNING' AND ($2 = 'FAILED' OR NOT EXISTS (SELECT 1 FROM render_chunk WHERE render_id = $1 AND state IN ('RUNNING', 'DONE')))`,
          [id, state, JSON.stringify(problem)],
        );
      }),
    pace: async (recipe, engine, machine) => {
      const rows = await sql.query<{
        here: boolean;
        count: number;
        start: number | null;
        slope: number | null;
        mean: number;
        bytes: number | null;
      }>(pace, [recipe, engine, machine]);
      const found = rows.find((row) => row.here) ?? rows[0];
      if (!found) return undefined;
      // Chunks of one size tell no start from the rest; a fit that starts below zero or falls is noise.
      const fits = found.count >= 3 && found.slope !== null && found.slope > 0 && found.start !== null && found.start >= 0;
      return {
        startSeconds: fits ? found.start! : 0,
        secondsPerMegapixel: fits ? found.slope! : found.mean,
        bytesPerMegapixel: found.bytes ?? 0,
      };
    },
    restart: async (ids, session) => {
      await session.query(
        `WITH again AS (UPDATE render SET state = 'QUEUED', finished_at = NULL WHERE id = ANY($1::uuid[]) AND state IN ('FAILED', 'CANCELLED') RETURNING id)
         UPDATE render_chunk c SET state = 'QUEUED' FROM again WHERE c.render_id = again.id AND c.state <> 'DONE'`,
        [ids],
      );
      // A chunk whose job waits already needs no second one; of a render whose chunks are all done, the first chunk's job does the last step.
      return session.query<{ renderId: string; clipId: string; chunk: number }>(
        `SELECT r.id AS "renderId", r.clip_id AS "clipId", c.index AS chunk FROM render r JOIN render_chunk c ON c.render_id = r.id
         WHERE r.id = ANY($1::uuid[]) AND r.state = 'QUEUED'
           AND (c.state <> 'DONE' OR (c.index = 0 AND NOT EXISTS (SELECT 1 FROM render_chunk o WHERE o.render_id = r.id AND o.state <> 'DONE')))
           AND NOT EXISTS (SELECT 1 FROM job j WHERE j.render_id = r.id AND (j.payload->>'chunk')::int = c.index AND j.state IN ('QUEUED', 'RUNNING'))
         ORDER BY r.created_at, c.index`,
        [ids],
      );
    },
    cancel: async (ids, session = sql) => {
      await session.query(
        `UPDATE render SET state = 'CANCELLED', finished_at = now() WHERE id = ANY($1::uuid[]) AND state IN ('QUEUED', 'RUNNING', 'FAILED')`,
        [ids],
      );
    },
    documentsOf: (clipId) => sql.query<AttachedDocument>(documentsOfClip, [clipId]),
    documentsByIds: (ids) =>
      sql.query<AttachedDocument & { productionId: string }>(
        `SELECT id, kind, name, sha256, content, coalesce(parsed, '{}') AS parsed, production_id AS "productionId" FROM document WHERE id = ANY($1::uuid[])`,
        [ids],
      ),
    blockingFindings: (clipId, documentIds) => sql.query<{ code: string; message: string }>(blockingFindings, [clipId, documentIds]),
    recipes: (productionId) =>
      sql.query<SavedRecipe>(
        'SELECT name, base, title, description, parameters FROM production_recipe WHERE production_id = $1 ORDER BY name',
        [productionId],
      ),
    saveRecipe: async (productionId, { name, base, title, description, parameters }, actor, session) => {
      await session.query(
        `INSERT INTO production_recipe (production_id, name, base, title, description, parameters, actor) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (production_id, name) DO UPDATE SET base = excluded.base, title = excluded.title, description = excluded.description, parameters = excluded.parameters`,
        [productionId, name, base, title, description, JSON.stringify(parameters), actor],
      );
    },
    removeRecipe: async (productionId, name, session) =>
      (await session.query('DELETE FROM production_recipe WHERE production_id = $1 AND name = $2 RETURNING name', [productionId, name]))
        .length > 0,
    outputsByHash: async (sha256, productionIds) =>
      (
        await sql.query<OutputRow>(
          `${publishedFiles} WHERE o.sha256 = $1 AND ($2::uuid[] IS NULL OR r.production_id = ANY($2)) ORDER BY o.created_at LIMIT 20`,
          [sha256, productionIds ?? null],
        )
      ).map(toOutput),
    outputsByName: async (fileName, productionIds) =>
      (
        await sql.query<OutputRow>(
          `${publishedFiles} WHERE (o.path = $1 OR o.path LIKE '%/' || replace(replace($1, '%', '\\%'), '_', '\\_')) AND ($2::uuid[] IS NULL OR r.production_id = ANY($2)) ORDER BY o.created_at LIMIT 20`,
          [fileName, productionIds ?? null],
        )
      ).map(toOutput),
  };
}
