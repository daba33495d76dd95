import { Conflict } from '../../../domain/errors.ts';
import type { Catalogue, Production } from '../../../domain/ports/catalogue.ts';
import type { Sql } from '../sql.ts';

type Row = {
  id: string;
  slug: string;
  title: string;
  rate_num: number;
  rate_den: number;
  drop_frame: boolean;
  settings: Record<string, unknown>;
  created_at: Date;
};

const columns = 'id, slug, title, rate_num, rate_den, drop_frame, settings, created_at';

function toProduction(row: Row): Production {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    rate: { num: row.rate_num, den: row.rate_den },
    dropFrame: row.drop_frame,
    settings: row.settings,
    createdAt: row.created_at,
  };
}

export function productionStore(
  sql: Sql,
): Pick<
  Catalogue,
  | 'createProduction'
  | 'updateProduction'
  | 'configureRule'
  | 'productionBySlug'
  | 'productionsByIds'
  | 'saveSearch'
  | 'savedSearch'
  | 'removeSavedSearch'
> {
  return {
    createProduction: async ({ slug, title, rate, dropFrame }) => {
      const rows = await sql.query<Row>(
        `INSERT INTO production (slug, title, rate_num, rate_den, drop_frame) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (slug) DO NOTHING RETURNING ${columns}`,
        [slug, title, rate.num, rate.den, dropFrame],
      );
      if (!rows[0]) throw new Conflict(`A production with the slug "${slug}" exists already; choose another slug.`, { at: 'slug' });
      return toProduction(rows[0]);
    },
    updateProduction: async (id, { title, settings }) => {
      const rows = await sql.query<Row>(
        `UPDATE production SET title = COALESCE($2, title), settings = jsonb_strip_nulls(settings || COALESCE($3::jsonb, '{}')) WHERE id = $1 RETURNING ${columns}`,
        [id, title ?? null, settings ? JSON.stringify(settings) : null],
      );
      return toProduction(rows[0]!);
    },
    configureRule: async (id, code, { set, reset }) => {
      // One statement: it reads and writes while the row is locked, so that nobody's setting is lost.
      const rows = await sql.query<Row>(
        `UPDATE production SET settings = jsonb_set(
           jsonb_set(settings, '{rules}', coalesce(settings->'rules', '{}')), ARRAY['rules', $2::text],
           (coalesce(settings->'rules'->$2::text, '{}') || $3::jsonb) - $4::text[])
         WHERE id = $1 RETURNING ${columns}`,
        [id, code, JSON.stringify(set), reset],
      );
      return toProduction(rows[0]!);
    },
    productionBySlug: async (slug) => {
      const rows = await sql.query<Row>(`SELECT ${columns} FROM production WHERE slug = $1 AND archived_at IS NULL`, [slug], 'kept');
      return rows[0] ? toProduction(rows[0]) : undefined;
    },
    productionsByIds: async (ids) =>
      (await sql.query<Row>(`SELECT ${columns} FROM production WHERE id = ANY($1::uuid[])`, [ids])).map(toProduction),
    saveSearch: async ({ productionId, name, query, actor }) =>
      (
        await sql.query<{ id: string }>(
          `INSERT INTO saved_search (production_id, name, query, actor) VALUES ($1, $2, $3, $4)
           ON CONFLICT (production_id, name) DO UPDATE SET query = EXCLUDED.query, actor = EXCLUDED.actor RETURNING id`,
          [productionId, name, query, actor],
        )
      )[0]!.id,
    savedSearch: async (id) =>
      (
        await sql.query<{ id: string; productionId: string; name: string }>(
          `SELECT id, production_id AS "productionId", name FROM saved_search WHERE id::text = $1`,
          [id],
        )
      )[0],
    removeSavedSearch: async (id) => void (await sql.query('DELETE FROM saved_search WHERE id = $1', [id])),
  };
}
