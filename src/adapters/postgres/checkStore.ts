import type { SqlSession } from '../../domain/ports/catalogue.ts';
import type { AttachmentToCheck, CheckStore, ClipToCheck, OpenFinding, PullToCheck, RollToCheck } from '../../domain/ports/checkStore.ts';

/** Drops the nulls of a row: absent is absent inside. */
function present<T>(row: object): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}

const touched = `
  c.id = ANY($3::uuid[])
  OR c.roll_id IN (SELECT roll_id FROM clip WHERE id = ANY($3::uuid[]) AND roll_id IS NOT NULL)
  OR (c.camera_index, coalesce((SELECT value FROM clip_fact f WHERE f.clip_id = c.id AND f.field = 'slate.scene'), 'null')) IN
     (SELECT o.camera_index, coalesce(f.value, 'null') FROM clip o LEFT JOIN clip_fact f ON f.clip_id = o.id AND f.field = 'slate.scene' WHERE o.id = ANY($3::uuid[]))`;

const clipsOf = (some: boolean): string => `
  WITH chosen AS (SELECT c.* FROM clip c WHERE c.production_id = $1 AND c.archived_at IS NULL AND c.state = 'INSPECTED' ${some ? `AND (${touched})` : ''})
  SELECT c.id, c.name, c.kind, c.format, c.roll_id AS "rollId", r.name AS "rollName", r.shoot_day AS "rollDay", c.reel, c.frame_count AS "frameCount",
         CASE WHEN c.tc_start IS NOT NULL AND c.tc_base IS NOT NULL THEN jsonb_build_object('start', c.tc_start, 'base', c.tc_base, 'dropFrame', coalesce(c.drop_frame, false),
           'runs', coalesce(c.tc_runs, '[]'), 'alternates', '[]'::jsonb) END AS timecode,
         CASE WHEN c.rate_num IS NOT NULL THEN jsonb_build_object('num', c.rate_num, 'den', c.rate_den) END AS "playbackRate",
         CASE WHEN c.capture_num IS NOT NULL THEN jsonb_build_object('num', c.capture_num, 'den', c.capture_den) END AS "captureRate",
         c.camera_index AS "cameraIndex", c.shoot_date AS "shootDate", c.problems, c.thumbnail, c.format_card_id AS "cardId", k.key AS "cardKey",
         k.input_transform IS NOT NULL AS "cardAnswered", coalesce(f.facts, '{}') AS facts, coalesce(f.sources, '{}') AS sources, coalesce(y.copies, '[]') AS copies
  FROM chosen c
  LEFT JOIN roll r ON r.id = c.roll_id
  LEFT JOIN format_card k ON k.id = c.format_card_id
  LEFT JOIN (SELECT f.clip_id, jsonb_object_agg(f.field, f.value) AS facts, array_agg(DISTINCT f.source) AS sources
             FROM clip_fact f WHERE f.field = ANY($2) AND f.clip_id IN (SELECT id FROM chosen) GROUP BY f.clip_id) f ON f.clip_id = c.id
  LEFT JOIN (SELECT n.clip_id, jsonb_agg(jsonb_build_object('place', y.root || '/' || y.path, 'segments',
               (SELECT coalesce(jsonb_agg(jsonb_build_object('path', s.path, 'sizeBytes', s.size_bytes, 'modifiedMs', s.mtime_ms) ORDER BY s.index), '[]') FROM segment s WHERE s.copy_id = y.id))
               ORDER BY y.root, y.path) AS copies
             FROM rendition n JOIN copy y ON y.rendition_id = n.id AND y.present WHERE n.kind = 'ORIGINAL' AND n.clip_id IN (SELECT id FROM chosen) GROUP BY n.clip_id) y ON y.clip_id = c.id
  ORDER BY c.name, c.id`;

const rollsOf = (production: string): string => `
  SELECT id, name, name_key AS "nameKey", kind, camera_index AS "cameraIndex", shoot_day AS "shootDay", mhl_state AS "mhlState",
         (SELECT coalesce(jsonb_agg(f - 'path' || jsonb_build_object('at', f->'path')), '[]') FROM jsonb_array_elements(coalesce(mhl_detail->'findings', '[]')) f) AS mhl
  FROM roll WHERE production_id = ${production} ORDER BY name, id`;

const openFindingsOf = (production: string): string => `
  FROM finding f WHERE f.production_id = ${production} AND f.resolved_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM waiver w WHERE w.finding_id = f.id AND w.cause_hash = f.cause_hash AND w.revoked_at IS NULL AND (w.until IS NULL OR w.until > now()))`;

/** Guardrails in PostgreSQL: what they read, and what they found. */
export function createCheckStore(sql: SqlSession): CheckStore {
  return {
    lock: async (productionId) => void (await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 9))', [productionId])),
    clips: async (productionId, fields, touching) =>
      (await sql.query<object>(clipsOf(touching !== undefined), [productionId, fields, ...(touching ? [touching] : [])])).map((row) =>
        present<ClipToCheck>(row),
      ),
    rolls: async (productionId) => (await sql.query<object>(rollsOf('$1'), [productionId])).map((row) => present<RollToCheck>(row)),
    reported: async (slug, mostFindings) => {
      const [found] = await sql.query<{ id: string; slug: string; title: string; rolls: object[]; findings: object[] }>(
        `SELECT p.id, p.slug, p.title, coalesce((SELECT json_agg(r) FROM (${rollsOf('p.id')}) r), '[]') AS rolls,
                coalesce((SELECT json_agg(o) FROM (
                  SELECT f.code, f.severity, f.entity_id AS "entityId", f.clip_id AS "clipId", f.message, f.fix ${openFindingsOf('p.id')}
                  ORDER BY array_position(ARRAY['BLOCK', 'ERROR', 'WARN', 'INFO'], f.severity), f.code, f.message LIMIT $2) o), '[]') AS findings
         FROM production p WHERE p.slug = $1 AND p.archived_at IS NULL`,
        [slug, mostFindings],
      );
      return found && { ...found, rolls: found.rolls.map(present<RollToCheck>), findings: found.findings.map(present<OpenFinding>) };
    },
    attachments: async (productionId) =>
      (
        await sql.query<object>(
          `SELECT d.id, d.kind, d.name, d.sha256, coalesce(d.parsed, '{}') AS parsed, d.problems, a.actor AS "attachedBy", a.clip_id AS "ofClip", a.roll_id AS "rollId",
                  a.format_card_id AS "cardId",
                  CASE WHEN a.clip_id IS NOT NULL THEN 'clip' WHEN a.roll_id IS NOT NULL THEN 'roll' WHEN a.format_card_id IS NOT NULL THEN 'format card' ELSE 'production' END AS scope
           FROM document d JOIN attachment a ON a.document_id = d.id AND a.detached_at IS NULL
           WHERE d.production_id = $1 ORDER BY a.created_at DESC`,
          [productionId],
        )
      ).map((row) => present<AttachmentToCheck>(row)),
    pulls: async (productionId) =>
      (
        await sql.query<object>(
          `SELECT p.id, t.name || ' v' || lpad(p.version::text, 3, '0') AS name, p.handles,
                  (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('event', e.event, 'match', m.result)) ORDER BY e.index), '[]')
                   FROM timeline_event e LEFT JOIN event_match m ON m.event_id = e.id WHERE e.timeline_id = t.id) AS events,
                  (SELECT jsonb_build_object('name', n.name, 'events',
                     (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('event', e.event, 'match', m.result)) ORDER BY e.index), '[]')
                      FROM timeline_event e LEFT JOIN event_match m ON m.event_id = e.id WHERE e.timeline_id = n.id))
                   FROM timeline n WHERE n.production_id = p.production_id AND n.created_at > t.created_at
                    AND regexp_replace(n.name, '[_ -]?[vV]?[0-9]+\\.[A-Za-z0-9]+$', '') = regexp_replace(t.name, '[_ -]?[vV]?[0-9]+\\.[A-Za-z0-9]+$', '')
                   ORDER BY n.created_at DESC LIMIT 1) AS newer,
                  (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', x->>'name', 'clipId', x->>'clipId', 'in', x->'plate'->'in', 'out', x->'plate'->'out',
                            'state', coalesce(r.state, 'MISSING'), 'renderId', r.id, 'header', r.report->'header', 'headerFrame', r.report->'headerFrame', 'renderedFrames', CASE WHEN r.state = 'DONE' THEN nullif((SELECT count(*) FROM output o WHERE o.render_id = r.id AND o.kind = 'plate'), 0) END))), '[]')
                   FROM jsonb_array_elements(coalesce(p.options->'plates', '[]')) x LEFT JOIN render r ON r.id = (x->>'renderId')::uuid) AS plates
           FROM pull p JOIN timeline t ON t.id = p.timeline_id
           WHERE p.production_id = $1 AND p.state IN ('RUNNING', 'DONE', 'FAILED')
             AND NOT EXISTS (SELECT 1 FROM pull l WHERE l.timeline_id = p.timeline_id AND l.recipe = p.recipe AND l.created_at > p.created_at AND l.state <> 'CANCELLED')`,
          [productionId],
        )
      ).map((row) => present<PullToCheck>(row)),
    save: async (productionId, found, examined) => {
      // Compared here: a planner that takes a list of 100,000 for one of 100 compares each with each.
      const seen = new Set(found.map(({ code, entityId }) => `${code} ${entityId}`));
      const gone: string[] = [];
      const known = new Set<string>();
      for (const { codes, entities } of examined) {
        const open = await sql.query<{ id: string; key: string }>(
          `SELECT id, code || ' ' || entity_id AS key FROM finding WHERE production_id = $1 AND resolved_at IS NULL AND code = ANY($2) AND ($3::text[] IS NULL OR entity_id = ANY($3))`,
          [productionId, codes, entities ?? null],
        );
        for (const { id, key } of open) {
          if (seen.has(key)) known.add(key);
          else gone.push(id);
        }
      }
      await sql.query('UPDATE finding SET resolved_at = now() WHERE id = ANY($1::uuid[])', [gone]);
      await sql.query(
        `INSERT INTO finding (production_id, code, severity, scope, entity_id, clip_id, message, evidence, fix, cause_hash)
         SELECT $1, code, severity, scope, "entityId", "clipId", message, evidence, fix, "causeHash"
         FROM jsonb_to_recordset($2::jsonb) AS f(code text, severity text, scope text, "entityId" text, "clipId" uuid, message text, evidence jsonb, fix text, "causeHash" text)
         ON CONFLICT (production_id, code, entity_id) DO UPDATE SET severity = excluded.severity, clip_id = excluded.clip_id, message = excluded.message, evidence = excluded.evidence,
           fix = excluded.fix, cause_hash = excluded.cause_hash, resolved_at = NULL,
           first_seen_at = CASE WHEN finding.resolved_at IS NULL THEN finding.first_seen_at ELSE now() END
         WHERE finding.resolved_at IS NOT NULL OR finding.cause_hash <> excluded.cause_hash OR finding.message <> excluded.message OR finding.severity <> excluded.severity`,
        [productionId, JSON.stringify(found)],
      );
      return { newCount: found.length - known.size, resolvedCount: gone.length };
    },
    openCount: async (productionId) =>
      (await sql.query<{ count: number }>(`SELECT count(*)::int AS count ${openFindingsOf('$1')}`, [productionId]))[0]?.count ?? 0,
    finding: async (id) =>
      (
        await sql.query<Awaited<ReturnType<CheckStore['finding']>> & object>(
          `SELECT id, production_id AS "productionId", code, severity, cause_hash AS "causeHash" FROM finding WHERE id::text = $1 AND resolved_at IS NULL`,
          [id],
        )
      )[0],
    waive: async ({ findingId, causeHash, reason, actor, until }) => {
      await sql.query('INSERT INTO waiver (finding_id, cause_hash, reason, actor, until) VALUES ($1, $2, $3, $4, $5)', [
        findingId,
        causeHash,
        reason,
        actor,
        until ?? null,
      ]);
    },
    revokeWaivers: async (findingId) =>
      (await sql.query('UPDATE waiver SET revoked_at = now() WHERE finding_id = $1 AND revoked_at IS NULL RETURNING id', [findingId]))
        .length,
  };
}
