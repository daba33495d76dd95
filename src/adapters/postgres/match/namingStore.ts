import type { SqlSession } from '../../../domain/ports/catalogue.ts';
import type { CorrectedEvent, NamingRule, NamingStore } from '../../../domain/ports/namingStore.ts';

const columns = 'id, production_id AS "productionId", kind, rule, evidence, state';

/** Learned rules, on the pool or an open transaction. */
export function createNamingStore(sql: SqlSession): NamingStore {
  return {
    rules: (productionId) =>
      sql.query<NamingRule>(`SELECT ${columns} FROM naming_rule WHERE production_id = $1 ORDER BY created_at DESC, id`, [productionId]),
    rule: async (id) => (await sql.query<NamingRule>(`SELECT ${columns} FROM naming_rule WHERE id = $1`, [id]))[0],
    corrections: (productionId) =>
      sql.query<CorrectedEvent>(
        `SELECT e.timeline_id AS "timelineId", e.event->>'reel' AS reel, e.event->'names' AS names, d.clip_id AS "clipId"
         FROM decision d JOIN timeline_event e ON e.id = d.event_id
         WHERE d.production_id = $1 AND d.revoked_at IS NULL AND d.clip_id IS NOT NULL ORDER BY d.created_at DESC LIMIT 500`,
        [productionId],
      ),
    propose: async ({ productionId, kind, rule, evidence }) => {
      await sql.query(
        `INSERT INTO naming_rule (production_id, kind, rule, evidence) SELECT $1, $2, $3, $4
         WHERE NOT EXISTS (SELECT 1 FROM naming_rule WHERE production_id = $1 AND kind = $2 AND rule = $3::jsonb)`,
        [productionId, kind, JSON.stringify(rule), JSON.stringify(evidence)],
      );
    },
    decide: async (id, state, actor) => {
      await sql.query('UPDATE naming_rule SET state = $2, actor = $3, decided_at = now() WHERE id = $1', [id, state, actor]);
    },
  };
}
