import type {
  BrowseStore,
  Children,
  JobRecord,
  Lists,
  PageOf,
  PageQuery,
  ProductionRecord,
  Records,
} from '../../../domain/ports/browse.ts';
import { InvalidInput } from '../../../domain/errors.ts';
import type { SqlSession } from '../../../domain/ports/catalogue.ts';
import { childQueries } from './children.ts';
import { shapes, type Row } from './columns.ts';
import { listQueries } from './lists.ts';

/** The catalogue read for people, on a pool or an open transaction. */
export function createBrowseStore(sql: SqlSession): BrowseStore {
  async function byIds<K extends keyof Records>(kind: K, ids: readonly string[]): Promise<Records[K][]> {
    const { table, columns, toRecord } = shapes[kind];
    const rows = await sql.query<Row>(`SELECT ${columns} FROM ${table} t WHERE t.id = ANY($1::uuid[])`, [ids]);
    return rows.map((row) => toRecord(row) as Records[K]);
  }

  return {
    byIds,

    async children<R extends keyof Children>(relation: R, parentIds: readonly string[]) {
      const query = childQueries[relation];
      const rows = await sql.query<Row>(query.sql, [parentIds]);
      return rows.flatMap(({ parent_id: parentId, ...row }) =>
        query.toRecords(row).map((record) => ({ parentId: String(parentId), record: record as Children[R] })),
      );
    },

    async page<L extends keyof Lists>(name: L, query: Lists[L]['query'], page: PageQuery): Promise<PageOf<Lists[L]['record']>> {
      const list = listQueries[name];
      const values: unknown[] = [];
      const conditions = list.where(query as never).flatMap((condition) => {
        if (condition === undefined) return [];
        values.push(condition.value);
        return [condition.sql.replace('?', `$${values.length}`)];
      });
      const filter = conditions.length === 0 ? 'true' : conditions.map((condition) => `(${condition})`).join(' AND ');
      const direction = list.descending ? 'DESC' : 'ASC';
      let after = 'true';
      const countValues = [...values];
      if (page.after !== undefined) {
        if (page.after.length !== list.keys.length) throw new InvalidInput('This cursor belongs to another list.', { at: 'after' });
        const places = list.keys.map((key, index) => {
          values.push(page.after![index]);
          return `$${values.length}::text::${key.type}`;
        });
        after = `(${list.keys.map((key) => key.expression).join(', ')}) ${list.descending ? '<' : '>'} (${places.join(', ')})`;
      }
      // The count rides along as a subquery, so that a page is one statement. Keys as text: a timestamp keeps its microseconds.
      const count = `(SELECT count(*) FROM ${list.from} WHERE ${filter})`;
      const rows = await sql.query<Row>(
        `SELECT ${count} AS "pageTotal", p.* FROM (SELECT 1) one LEFT JOIN LATERAL (
           SELECT true AS "pageRow", ARRAY[${list.keys.map((key) => `(${key.expression})::text`).join(', ')}] AS "pageKeys", ${list.columns} FROM ${list.from}
           WHERE ${filter} AND ${after} ORDER BY ${list.keys.map((key) => `${key.expression} ${direction}`).join(', ')} LIMIT ${page.first + 1}
         ) p ON true`,
        values.length > 0 ? values : countValues,
      );
      const found = rows.filter((row) => row['pageRow'] === true);
      return {
        rows: found.slice(0, page.first).map(({ pageTotal: _total, pageRow: _row, pageKeys, ...row }) => ({
          record: list.toRecord(row) as Lists[L]['record'],
          keys: pageKeys as string[],
        })),
        hasNextPage: found.length > page.first,
        totalCount: Number(rows[0]?.['pageTotal'] ?? 0),
      };
    },

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
        `SELECT r.production_id AS id FROM output o JOIN render r ON r.id = o.render_id WHERE o.path = $1
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

    async jobsChangedSince(productionId, since) {
      const { columns, toRecord } = shapes.job;
      const rows = await sql.query<Row>(
        `SELECT ${columns} FROM job t WHERE t.production_id = $1::uuid AND greatest(t.created_at, t.started_at, t.finished_at) >= $2
         ORDER BY greatest(t.created_at, t.started_at, t.finished_at) LIMIT 500`,
        [productionId, since],
      );
      return rows.map((row) => toRecord(row) as JobRecord);
    },
  };
}
