import type { BrowseStore, Records } from '../../../domain/ports/browse.ts';
import type { JobRecord, ProductionRecord } from '../../../domain/ports/records.ts';
import type { SqlSession } from '../../../domain/ports/catalogue.ts';
import { shapes, type Row } from './columns.ts';
import { readAll } from './read.ts';

/** The catalogue read for people, on a pool or an open transaction. */
export function createBrowseStore(sql: SqlSession): BrowseStore {
  return {
    read: (requests) => readAll(sql, requests) as never,

    async productionsBySlug(slugs) {
      const { columns, toRecord } = shapes.production;
      const rows = await sql.query<Row>(`SELECT ${columns} FROM production t WHERE t.slug = ANY($1::text[])`, [slugs]);
      return rows.map((row) => toRecord(row) as ProductionRecord);
    },

    async clipIdsByName(productionId, name) {
      const rows = await sql.query<{ id: string }>(
        `SELECT id FROM (
           SELECT c.id, c.name FROM clip c WHERE c.production_id = $1::uuid AND upper(c.name) = upper($2)
           UNION SELECT c.id, c.name FROM clip_name n JOIN clip c ON c.id = n.clip_id WHERE c.production_id = $1::uuid AND upper(n.value) = upper($2)
         ) found ORDER BY name, id LIMIT 100`,
        [productionId, name],
      );
      return rows.map((row) => row.id);
    },

    async productionOfFile(path) {
      const rows = await sql.query<{ id: string }>(
        `SELECT r.production_id AS id FROM render r JOIN output o ON o.render_id = r.id AND o.path = substr($1, length(r.output_path) + 2)
         WHERE starts_with($1, r.output_path || '/')
         UNION ALL SELECT production_id FROM clip WHERE thumbnail = $1 LIMIT 1`,
        [path],
      );
      return rows[0]?.id;
    },

    async kindOf(id) {
      const union = (Object.keys(shapes) as (keyof Records)[])
        .map((kind) => `SELECT '${kind}' AS kind FROM ${shapes[kind].table} WHERE id = $1::uuid`)
        .join(' UNION ALL ');
      const rows = await sql.query<{ kind: keyof Records }>(union, [id]);
      return rows[0]?.kind;
    },

    async lastJobChanges(productionId, since, most) {
      const { columns, toRecord } = shapes.job;
      const rows = await sql.query<Row>(
        `SELECT ${columns} FROM job t WHERE t.production_id = $1::uuid AND t.changed_at >= $2 ORDER BY t.changed_at DESC, t.id DESC LIMIT $3`,
        [productionId, since, most],
      );
      return rows.map((row) => toRecord(row) as JobRecord).reverse();
    },

    async nextJobChanges(productionId, after, most) {
      const { columns, toRecord } = shapes.job;
      const rows = await sql.query<Row>(
        `SELECT ${columns} FROM job t WHERE t.production_id = $1::uuid AND (t.changed_at, t.id) > ($2, $3::uuid) ORDER BY t.changed_at, t.id LIMIT $4`,
        [productionId, after.changedAt, after.id, most],
      );
      return rows.map((row) => toRecord(row) as JobRecord);
    },
  };
}
