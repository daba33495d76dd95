import type { Page, Paged } from '../../../domain/ports/catalogue.ts';
import { InvalidInput } from '../../../domain/errors.ts';
import type { Sql } from '../sql.ts';

/** A list that is paged by keyset: `keys` are unique together and never null; `descending` for newest first. */
export type PagedQuery<Row, T> = {
  readonly select: string;
  readonly from: string;
  readonly where: readonly string[];
  readonly values: readonly unknown[];
  /** SQL expressions, each with the cast that its cursor text needs: `['created_at', 'timestamptz']`. */
  readonly keys: readonly (readonly [expression: string, type: string])[];
  readonly descending?: boolean;
  readonly toRecord: (row: Row) => T;
};

/** One statement for the page and the total. The cursor is the JSON of the row's keys as text; the API signs it. */
export async function readPage<Row extends { page_keys: string[]; page_total: number }, T extends object>(
  sql: Sql,
  query: PagedQuery<Row, T>,
  page: Page,
): Promise<Paged<T>> {
  const values = [...query.values];
  let after = '';
  if (page.after !== undefined) {
    const cursor = parseCursor(page.after, query.keys.length);
    const places = cursor.map((text, index) => `$${values.push(text)}::${query.keys[index]![1]}`);
    after = `WHERE (${query.keys.map((_, index) => `k${index}`).join(', ')}) ${query.descending ? '<' : '>'} (${places.join(', ')})`;
  }
  const direction = query.descending ? 'DESC' : 'ASC';
  const keys = query.keys.map(([expression], index) => `${expression} AS k${index}`).join(', ');
  const where = query.where.length > 0 ? `WHERE ${query.where.join(' AND ')}` : '';
  const limit = `$${values.push(page.first + 1)}`;
  const rows = await sql.query<Row>(
    `WITH all_rows AS NOT MATERIALIZED (SELECT ${query.select}, ${keys} FROM ${query.from} ${where}),
          counted AS (SELECT count(*)::int AS page_total FROM ${query.from} ${where})
     SELECT page.*, ARRAY[${query.keys.map((_, index) => `page.k${index}::text`).join(', ')}] AS page_keys, counted.page_total
     FROM counted LEFT JOIN LATERAL (SELECT * FROM all_rows ${after} ORDER BY ${query.keys.map((_, index) => `k${index} ${direction}`).join(', ')} LIMIT ${limit}) page ON true`,
    values,
  );
  const totalCount = rows[0]?.page_total ?? 0;
  const found = rows.filter((row) => row.page_keys[0] !== null).slice(0, page.first);
  const cursors = new Map<T, string>();
  const records = found.map((row) => {
    const record = query.toRecord(row);
    cursors.set(record, JSON.stringify(row.page_keys));
    return record;
  });
  return { rows: records, totalCount, hasNext: rows.length > page.first, cursorOf: (record) => cursors.get(record) ?? '' };
}

function parseCursor(text: string, length: number): string[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.length === length && value.every((part) => typeof part === 'string')) return value as string[];
  } catch {
    // falls through to the refusal
  }
  throw new InvalidInput('This cursor belongs to another list; ask for the first page again.', { at: 'after' });
}
