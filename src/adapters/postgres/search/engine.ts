import type { SqlSession } from '../../../domain/ports/catalogue.ts';
import type { SearchEngine, SearchHit, SearchOrder } from '../../../domain/ports/search.ts';
import { nearestWord } from '../../../domain/query/nearestWord.ts';
import { toConditions } from './conditions.ts';

type Key = { readonly expression: string; readonly type: string; readonly descending: boolean };

/** Sort keys of an order; unique together. The columns are indexed in these orders, text by bytes, as Elasticsearch compares it. */
function keysOf({ field, descending }: SearchOrder, rank: string | undefined): Key[] {
  const name: Key = { expression: 'd.sort_name', type: 'text', descending };
  const id: Key = { expression: 'd.clip_id', type: 'uuid', descending };
  switch (field) {
    case 'RELEVANCE': {
      const byName = [
        { ...name, descending: false },
        { ...id, descending: false },
      ];
      return rank === undefined ? byName : [{ expression: `round(${rank}::numeric, 6)`, type: 'numeric', descending: true }, ...byName];
    }
    case 'NAME':
      return [name, id];
    case 'SHOOT_DATE':
      return [{ expression: 'd.sort_day', type: 'text', descending }, name, id];
    case 'TIMECODE':
      return [{ expression: 'd.sort_timecode', type: 'bigint', descending }, name, id];
    case 'CREATED_AT':
      return [{ expression: 'd.sort_created_at', type: 'text', descending }, id];
  }
}

/** Rows behind the last one: one comparison of rows, which an index answers, for keys of one direction; else (a > x) or (a = x and ...). */
function behind(keys: readonly Key[], places: readonly string[]): string {
  const [key, ...rest] = keys;
  if (!key) return 'false';
  const typed = keys.map((each, index) => `${places[index]}::text::${each.type}`);
  const sign = key.descending ? '<' : '>';
  if (keys.every((each) => each.descending === key.descending))
    return `(${keys.map((each) => each.expression).join(', ')}) ${sign} (${typed.join(', ')})`;
  return `(${key.expression} ${sign} ${typed[0]} OR (${key.expression} = ${typed[0]} AND ${behind(rest, places.slice(1))}))`;
}

/** The Postgres search engine over `search_document`. */
export function createPostgresSearch(sql: SqlSession): SearchEngine {
  return {
    name: 'postgres',
    search: async (request) => {
      const { where, values, rank } = toConditions(request);
      const keys = keysOf(request.order, rank);
      const filter = where.join(' AND ');
      const counted = values.slice(0, rank === undefined ? values.length : values.length - 1);
      const places = request.after?.map((value) => `$${values.push(String(value))}`) ?? [];
      const after = places.length === keys.length ? ` AND ${behind(keys, places)}` : '';
      const limit = `$${values.push(request.first + 1)}`;
      const skipped = request.skip ? ` OFFSET $${values.push(request.skip)}` : '';
      const selected = keys.map((key, index) => `(${key.expression})::text AS k${index}`).join(', ');
      const rows = await sql.query<Record<string, string> & { clip_id: string; revision: number; score: number | null }>(
        `SELECT d.clip_id, d.revision, ${rank ?? 'NULL::float4'} AS score, ${selected} FROM search_document d
         WHERE ${filter}${after} ORDER BY ${keys.map((key) => `${key.expression} ${key.descending ? 'DESC' : 'ASC'}`).join(', ')} LIMIT ${limit}${skipped}`,
        values,
      );
      const total = await sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM search_document d WHERE ${filter}`, counted);
      const hits = rows.slice(0, request.first).map((row): SearchHit => ({
        clipId: row.clip_id,
        revision: Number(row.revision),
        sortKey: keys.map((_, index) => row[`k${index}`]!),
        ...(row.score === null ? {} : { score: Number(row.score) }),
      }));
      return { hits, hasNextPage: rows.length > request.first, totalCount: total[0]?.count ?? 0 };
    },
    all: async (request, limit) => {
      // One statement sees one instant.
      const { where, values, rank } = toConditions(request);
      const counted = values.slice(0, rank === undefined ? values.length : values.length - 1);
      const order = keysOf(request.order, undefined).map((key) => `${key.expression} ${key.descending ? 'DESC' : 'ASC'}`);
      const rows = await sql.query<{ clip_id: string }>(
        `SELECT d.clip_id FROM search_document d WHERE ${where.join(' AND ')} ORDER BY ${order.join(', ')} LIMIT $${counted.length + 1}`,
        [...counted, limit],
      );
      return rows.map((row) => row.clip_id);
    },
    facets: async (request, fields, size) => {
      const { where, values, rank } = toConditions(request);
      const counted = values.slice(0, rank === undefined ? values.length : values.length - 1);
      return Promise.all(
        fields.map(async (field) => {
          const rows = await sql.query<{ value: string; count: number }>(
            `SELECT f.value, count(*)::int AS count FROM search_document d, jsonb_array_elements_text(d.document->'facets'->$${counted.length + 1}::text) f(value)
             WHERE ${where.join(' AND ')} GROUP BY f.value ORDER BY count(*) DESC, f.value COLLATE "C" LIMIT $${counted.length + 2}`,
            [...counted, field, size],
          );
          return { field, values: rows };
        }),
      );
    },
    suggest: async (productionId, word) => {
      const [known] = await sql.query<{ found: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM search_document WHERE production_id = $1 AND text @@ $2::tsquery) AS found`,
        [productionId, `'${word}':*`],
      );
      if (known?.found) return undefined;
      // A typist gets the first letter right; what is longer or shorter by more than two is another word.
      const vocabulary = await sql.query<{ word: string; count: number }>(
        `SELECT word, count(*)::int AS count
         FROM (SELECT unnest(tsvector_to_array(text)) AS word FROM (SELECT text FROM search_document WHERE production_id = $1 LIMIT 2000) sample) every
         WHERE left(word, 1) = left($2, 1) AND length(word) BETWEEN length($2) - 2 AND length($2) + 2 GROUP BY word`,
        [productionId, word],
      );
      return nearestWord(word, vocabulary);
    },
  };
}
