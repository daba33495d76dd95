import type { EventMatch } from '../../domain/match/result.ts';
import type { PullRow, PullStore, RenderOfPull, TimelineOfPull } from '../../domain/ports/pullStore.ts';
import type { TimelineEvent } from '../../domain/timeline.ts';
import type { Sql } from './sql.ts';

type Row = {
  id: string;
  production_id: string;
  timeline_id: string | null;
  recipe: string;
  state: string;
  priority: string;
  version: number;
  handles: number;
  options: Record<string, unknown>;
  plan: PullRow['plan'];
  package_path: string | null;
};
const columns = 'id, production_id, timeline_id, recipe, state, priority, version, handles, options, plan, package_path';

function toPull(row: Row): PullRow {
  return {
    id: row.id,
    productionId: row.production_id,
    ...(row.timeline_id ? { timelineId: row.timeline_id } : {}),
    recipe: row.recipe,
    state: row.state,
    priority: row.priority,
    version: row.version,
    handles: row.handles,
    options: row.options,
    plan: row.plan,
    ...(row.package_path ? { packagePath: row.package_path } : {}),
  };
}

/** Pulls in PostgreSQL. `options.renderIds` holds the renders that a pull needs, its own and reused ones. */
export function createPullStore(sql: Sql): PullStore {
  return {
    timeline: async (id) =>
      (await sql.query<TimelineOfPull>('SELECT id, production_id AS "productionId", name, content FROM timeline WHERE id = $1', [id]))[0],
    events: async (timelineId) => {
      const rows = await sql.query<{ event: TimelineEvent; result: EventMatch | null }>(
        `SELECT e.event, m.result FROM timeline_event e LEFT JOIN event_match m ON m.event_id = e.id WHERE e.timeline_id = $1 ORDER BY e.index`,
        [timelineId],
      );
      return rows.map((row) => ({ event: row.event, ...(row.result ? { match: row.result } : {}) }));
    },
    nextVersion: async (productionId, folder, session) => {
      await session.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 8))`, [`${productionId} ${folder}`]);
      const rows = await session.query<{ next: number }>(
        `SELECT coalesce(max(version), 0) + 1 AS next FROM pull WHERE production_id = $1 AND options->>'folder' = $2`,
        [productionId, folder],
      );
      return rows[0]!.next;
    },
    create: async (pull, session) => {
      const rows = await session.query<Row>(
        `INSERT INTO pull (production_id, timeline_id, recipe, state, priority, version, handles, options, plan, actor)
         VALUES ($1, $2, $3, $10, $4, $5, $6, $7, $8, $9) RETURNING ${columns}`,
        [
          pull.productionId,
          pull.timelineId ?? null,
          pull.recipe,
          pull.priority,
          pull.version,
          pull.handles,
          JSON.stringify(pull.options),
          JSON.stringify(pull.plan),
          pull.actor,
          pull.state,
        ],
      );
      return toPull(rows[0]!);
    },
    plates: async (productionId) =>
      (
        await sql.query<{ shot: string; clipId: string; number: number; plate: { in: number; out: number }; firstFrame: number }>(
          `SELECT x->>'shot' AS shot, x->>'clipId' AS "clipId", (x->>'number')::int AS number, x->'plate' AS plate, (x->>'firstFrame')::int AS "firstFrame"
           FROM pull p CROSS JOIN LATERAL jsonb_array_elements(coalesce(p.options->'plates', '[]')) AS x
           WHERE p.production_id = $1 AND p.state <> 'CANCELLED' AND x ? 'shot' ORDER BY p.created_at DESC`,
          [productionId],
        )
      ).map(({ plate, ...row }) => ({ ...row, in: plate.in, out: plate.out })),
    begin: async (id, from, { version, options, plan }, session) => {
      const rows = await session.query(
        `UPDATE pull SET state = 'RUNNING', finished_at = NULL, version = coalesce($3, version), options = coalesce($4, options), plan = coalesce($5, plan)
         WHERE id = $1 AND state = ANY($2) RETURNING id`,
        [id, from, version ?? null, options ? JSON.stringify(options) : null, plan ? JSON.stringify(plan) : null],
      );
      return rows.length > 0;
    },
    byId: async (id) => {
      const rows = await sql.query<Row>(`SELECT ${columns} FROM pull WHERE id = $1`, [id]);
      return rows[0] && toPull(rows[0]);
    },
    waitingFor: async (renderId) =>
      (await sql.query<{ id: string }>(`SELECT id FROM pull WHERE state = 'RUNNING' AND options->'renderIds' ? $1`, [renderId])).map(
        (row) => row.id,
      ),
    renders: async (renderIds) =>
      sql.query<RenderOfPull>(
        `SELECT r.id, r.clip_id AS "clipId", r.state, r.output_path AS "outputPath", r.report,
                coalesce((SELECT jsonb_agg(jsonb_build_object('path', o.path, 'kind', o.kind, 'sizeBytes', o.size_bytes, 'sha256', o.sha256) ORDER BY o.path)
                          FROM output o WHERE o.render_id = r.id), '[]') AS outputs
         FROM render r WHERE r.id = ANY($1::uuid[])`,
        [renderIds],
      ),
    end: async (id, state, packagePath, session = sql) => {
      const rows = await session.query(
        `UPDATE pull SET state = $2, package_path = $3, finished_at = now() WHERE id = $1 AND state IN ('PLANNED', 'RUNNING') RETURNING id`,
        [id, state, packagePath ?? null],
      );
      return rows.length > 0;
    },
  };
}
