import { InvalidInput } from '../../../domain/errors.ts';
import type { PageOf, ReadAnswer, ReadRequest } from '../../../domain/ports/browse.ts';
import type { SqlSession } from '../../../domain/ports/catalogue.ts';
import { childQueries } from './children.ts';
import { shapes, type Row } from './columns.ts';
import { listQueries } from './lists.ts';

/** A row, and the parent or parents whose it is. */
type Child = Row & { readonly parentId: string | readonly string[] };
/** What the statement gives for a request: its rows as one JSON array, or its columns. One parse, and a quarter of jsonb's time. */
type Answered = { readonly request: number; readonly rows: readonly Child[] | Columns | null };
type Columns = Readonly<Record<string, readonly unknown[] | null>>;
type PageRow = { readonly parentId: string; readonly row: Row | null; readonly keys: readonly string[] | null; readonly total: number };

/** A request as a SELECT of (request, rows); it pushes what it needs onto `values`. */
function selectOf(request: ReadRequest, index: number, values: unknown[]): string {
  const value = (given: unknown): string => `$${values.push(given)}`;
  const columns = columnsOf(request)?.map((name) => `'${name}', json_agg(q."${name}")`);
  return `SELECT ${index} AS request, (SELECT ${columns ? `json_build_object(${columns.join(', ')})` : 'json_agg(q)'} FROM (${rowsOf(request, value)}) q) AS rows`;
}

function columnsOf(request: ReadRequest): readonly string[] | undefined {
  const columns = request.read === 'children' ? childQueries[request.of].columns : undefined;
  return columns && ['parentId', ...columns];
}

function rowsIn(request: ReadRequest, found: NonNullable<Answered['rows']>): readonly Child[] {
  const names = columnsOf(request);
  if (names === undefined) return found as readonly Child[];
  const columns = found as Columns;
  return (columns['parentId'] ?? []).map((_, place) => {
    const row: Record<string, unknown> = {};
    for (const name of names) row[name] = columns[name]![place];
    return row as Child;
  });
}

function rowsOf(request: ReadRequest, value: (given: unknown) => string): string {
  if (request.read === 'pages') return pagesOf(request, value);
  const given = value(request.ids);
  const ids =
    request.within === undefined
      ? given
      : `ARRAY(SELECT own.id FROM clip own WHERE own.id = ANY(${given}::uuid[]) AND own.production_id = ANY(${value(request.within)}::uuid[]))`;
  if (request.read === 'records') {
    const { table, columns } = shapes[request.of];
    return `SELECT t.id AS "parentId", ${columns} FROM ${table} t WHERE t.id = ANY(${ids}::uuid[])`;
  }
  const { sql, only } = childQueries[request.of];
  const inner = sql.replaceAll('$1', ids).replace('AS parent_id', 'AS "parentId"');
  return request.only === undefined || only === undefined
    ? inner
    : `SELECT * FROM (${inner}) c WHERE ${only} = ANY(${value(request.only)}::text[])`;
}

/** The count rides along, so that a page is one statement. Keys as text: a timestamp keeps its microseconds. */
function pagesOf(request: ReadRequest & { read: 'pages' }, value: (given: unknown) => string): string {
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
  return `SELECT p.id AS "parentId", c.total, q.keys, q.row FROM unnest(${value(request.ids)}::text[]) AS p(id)
    CROSS JOIN LATERAL (SELECT count(*) AS total FROM ${list.from} WHERE ${filter}) c
    LEFT JOIN LATERAL (SELECT row_to_json(i) AS row, i."pageKeys" AS keys FROM (
      SELECT ARRAY[${keys.map((key) => `(${key})::text`).join(', ')}] AS "pageKeys", ${list.columns} FROM ${list.from}
      WHERE ${filter} AND ${beyond} ORDER BY ${order} LIMIT ${first + 1}) i) q ON true`;
}

/** Answers all requests with one statement. */
export async function readAll(sql: SqlSession, requests: readonly ReadRequest[]): Promise<ReadAnswer[]> {
  if (requests.length === 0) return [];
  const values: unknown[] = [];
  const text = requests.map((request, index) => selectOf(request, index, values)).join('\nUNION ALL\n');
  const answers: ReadAnswer[] = requests.map(() => new Map());
  // Planning six relations costs as much as reading fifty clips of them. A page's plan depends on its values, and its text on its size.
  const kept = requests.some(({ read }) => read === 'pages') ? undefined : 'kept';
  for (const { request, rows } of await sql.query<Answered>(text, values, kept))
    answers[request] = answerOf(requests[request]!, rows === null ? [] : rowsIn(requests[request]!, rows));
  return answers;
}

function answerOf(request: ReadRequest, rows: readonly Child[]): ReadAnswer {
  const answer = new Map<string, unknown[]>();
  if (request.read === 'pages') {
    for (const [parent, own] of Map.groupBy(rows as unknown as readonly PageRow[], (row) => row.parentId))
      answer.set(parent, [pageOf(request, own)]);
    return answer;
  }
  for (const { parentId, ...row } of rows) {
    const found = request.read === 'records' ? [shapes[request.of].toRecord(row)] : childQueries[request.of].toRecords(row);
    for (const parent of typeof parentId === 'string' ? [parentId] : parentId) {
      const known = answer.get(parent);
      if (known) known.push(...found);
      else answer.set(parent, [...found]);
    }
  }
  return answer;
}

function pageOf(request: ReadRequest & { read: 'pages' }, rows: readonly PageRow[]): PageOf<unknown> {
  const { first } = request.page;
  const found = rows.filter((row) => row.row !== null);
  return {
    rows: found.slice(0, first).map((row) => {
      const { pageKeys: _keys, ...own } = row.row!;
      return { record: listQueries[request.of].toRecord(own), keys: row.keys ?? [] };
    }),
    hasNextPage: found.length > first,
    totalCount: Number(rows[0]?.total ?? 0),
  };
}
