import { InvalidInput } from '../../../domain/errors.ts';
import type { PageOf, ReadAnswer, ReadRequest } from '../../../domain/ports/browse.ts';
import type { SqlSession } from '../../../domain/ports/catalogue.ts';
import { childQueries } from './children.ts';
import { shapes, type Row } from './columns.ts';
import { listQueries } from './lists.ts';

/** A row of the statement that answers several requests: whose it is, its place among its siblings, and itself as JSON. */
type Answered = {
  readonly request: number;
  readonly parent: string;
  readonly place: number;
  readonly row: Row | null;
  readonly page: { keys: string[] | null; total: number } | null;
};

/** A request as a SELECT of (request, parent, place, row, page); it pushes what it needs onto `values`. */
function selectOf(request: ReadRequest, index: number, values: unknown[]): string {
  const value = (given: unknown): string => `$${values.push(given)}`;
  if (request.read === 'records') {
    const { table, columns } = shapes[request.of];
    return `SELECT ${index} AS request, q.id::text AS parent, 0::bigint AS place, to_jsonb(q) AS row, NULL::jsonb AS page
      FROM (SELECT ${columns} FROM ${table} t WHERE t.id = ANY(${value(request.ids)}::uuid[])) q`;
  }
  if (request.read === 'children') {
    const inner = childQueries[request.of].sql.replaceAll('$1', value(request.ids));
    return `SELECT ${index} AS request, q.parent_id::text AS parent, row_number() OVER () AS place, to_jsonb(q) - 'parent_id' AS row, NULL::jsonb AS page
      FROM (${inner}) q`;
  }
  return pagesOf(request, index, value);
}

/** The count rides along, so that a page is one statement. Keys as text: a timestamp keeps its microseconds. */
function pagesOf(request: ReadRequest & { read: 'pages' }, index: number, value: (given: unknown) => string): string {
  const list = listQueries[request.of];
  const { first, after } = request.page;
  const conditions = list
    .where(request.query as never)
    .flatMap((condition) => (condition === undefined ? [] : [`(${condition.sql.replace('?', value(condition.value))})`]));
  if (list.parent !== undefined) conditions.push(`${list.parent} = p.id::uuid`);
  const filter = conditions.length === 0 ? 'true' : conditions.join(' AND ');
  const keys = list.keys.map((key) => key.expression);
  let beyond = 'true';
  if (after !== undefined) {
    if (after.length !== keys.length) throw new InvalidInput('This cursor belongs to another list.', { at: 'after' });
    const places = list.keys.map((key, place) => `${value(after[place])}::text::${key.type}`);
    beyond = `(${keys.join(', ')}) ${list.descending ? '<' : '>'} (${places.join(', ')})`;
  }
  const order = keys.map((key) => `${key} ${list.descending ? 'DESC' : 'ASC'}`).join(', ');
  return `SELECT ${index} AS request, p.id AS parent, row_number() OVER () AS place, q.row AS row, jsonb_build_object('keys', q.keys, 'total', c.total) AS page
    FROM unnest(${value(request.ids)}::text[]) AS p(id)
    CROSS JOIN LATERAL (SELECT count(*) AS total FROM ${list.from} WHERE ${filter}) c
    LEFT JOIN LATERAL (SELECT to_jsonb(i) - 'pageKeys' AS row, i."pageKeys" AS keys FROM (
      SELECT ARRAY[${keys.map((key) => `(${key})::text`).join(', ')}] AS "pageKeys", ${list.columns} FROM ${list.from}
      WHERE ${filter} AND ${beyond} ORDER BY ${order} LIMIT ${first + 1}) i) q ON true`;
}

/** Answers all requests with one statement. */
export async function readAll(sql: SqlSession, requests: readonly ReadRequest[]): Promise<ReadAnswer[]> {
  if (requests.length === 0) return [];
  const values: unknown[] = [];
  const text = requests.map((request, index) => selectOf(request, index, values)).join('\nUNION ALL\n');
  const rows = await sql.query<Answered>(text, values);
  const byRequest = requests.map((): Answered[] => []);
  for (const row of rows) byRequest[row.request]!.push(row);
  return requests.map((request, index) =>
    answerOf(
      request,
      byRequest[index]!.sort((a, b) => a.place - b.place),
    ),
  );
}

function answerOf(request: ReadRequest, rows: readonly Answered[]): ReadAnswer {
  const answer = new Map<string, unknown[]>();
  const add = (parent: string, found: readonly unknown[]): void => {
    const known = answer.get(parent);
    if (known) known.push(...found);
    else answer.set(parent, [...found]);
  };
  if (request.read === 'pages') {
    for (const [parent, own] of Map.groupBy(rows, (row) => row.parent)) add(parent, [pageOf(request, own)]);
    return answer;
  }
  for (const { parent, row } of rows) {
    add(parent, request.read === 'records' ? [shapes[request.of].toRecord(row!)] : childQueries[request.of].toRecords(row!));
  }
  return answer;
}

function pageOf(request: ReadRequest & { read: 'pages' }, rows: readonly Answered[]): PageOf<unknown> {
  const { first } = request.page;
  const found = rows.filter((row) => row.row !== null);
  return {
    rows: found.slice(0, first).map((row) => ({ record: listQueries[request.of].toRecord(row.row!), keys: row.page!.keys ?? [] })),
    hasNextPage: found.length > first,
    totalCount: Number(rows[0]?.page?.total ?? 0),
  };
}
