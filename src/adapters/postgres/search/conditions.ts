import type { Bounds, Clause } from '../../../domain/query/parse.ts';
import type { SearchRequest } from '../../../domain/ports/search.ts';

/** SQL text with its values; `$n` are numbered from 1. */
export type Conditions = {
  readonly where: readonly string[];
  readonly values: unknown[];
  /** For the score: a tsquery of all wanted words. */ readonly rank: string | undefined;
};

/** Pure: a request as conditions on `search_document d`. Words hold letters and digits only, so they can stand in a tsquery as they are. */
export function toConditions(request: Pick<SearchRequest, 'productionId' | 'clauses' | 'coversTick' | 'archived'>): Conditions {
  const values: unknown[] = [request.productionId, request.archived];
  const where = ['d.production_id = $1', 'd.archived = $2'];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const wanted: string[] = [];
  const lens: Extract<Clause, { kind: 'lens' }>[] = [];
  for (const clause of request.clauses) {
    if (clause.kind === 'lens' && !clause.negated) {
      lens.push(clause);
      continue;
    }
    const sql = conditionOf(clause, place);
    where.push(clause.negated ? `NOT (${sql})` : sql);
    if (clause.kind === 'text' && !clause.negated) wanted.push(...clause.words);
  }
  // Together, so that they hold at one and the same moment.
  if (lens.length > 0) where.push(atOneMoment(lens, place));
  if (request.coversTick !== undefined) {
    const tick = place(request.coversTick);
    where.push(eachOf(`d.document->'timecode'`, `(r->>'gte')::float8 <= ${tick} AND (r->>'lte')::float8 >= ${tick}`));
  }
  const rank = wanted.length > 0 ? `ts_rank(d.text, ${place(wanted.map((word) => `'${word}':*`).join(' & '))}::tsquery)` : undefined;
  return { where, values, rank };
}

function conditionOf(clause: Clause, place: Place): string {
  switch (clause.kind) {
    case 'text':
      return clause.phrase
        ? `d.words LIKE ${place(`% ${clause.words.join(' ')}%`)}`
        : `d.text @@ ${place(clause.words.map((word) => `'${word}':*`).join(' & '))}::tsquery`;
    case 'keyword': {
      const exact = clause.values.filter((value) => !value.includes('*'));
      const patterns = clause.values
        .filter((value) => value.includes('*'))
        .map((value) => value.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%'));
      const parts = [
        // By containment, which the index over the documents answers.
        ...exact.map((value) => `d.document @> ${place(JSON.stringify({ keywords: { [clause.field]: [value] } }))}::jsonb`),
        ...(patterns.length > 0
          ? [
              `EXISTS (SELECT 1 FROM jsonb_array_elements_text(d.document->'keywords'->${place(clause.field)}) k WHERE k LIKE ANY(${place(patterns)}::text[]))`,
            ]
          : []),
      ];
      return `(${parts.length > 0 ? parts.join(' OR ') : 'false'})`;
    }
    case 'number':
      return eachOf(`d.document->'numbers'->'${clause.field}'`, within('r::float8', 'r::float8', clause.bounds, place));
    case 'lens':
      return atOneMoment([clause], place);
    case 'raw':
      return rawSql(clause.key, clause.value, place);
    case 'date': {
      const fits = clause.days.map(({ from, to }) => {
        const lower = from === undefined ? 'true' : `r #>> '{}' >= ${place(from)}`;
        const upper = to === undefined ? 'true' : `r #>> '{}' <= ${place(to)}`;
        return `(${lower} AND ${upper})`;
      });
      return eachOf(`d.document->'days'->'${clause.field}'`, fits.join(' OR '));
    }
  }
}

type Place = (value: unknown) => string;

/** That [low, high] meets one of the bounds. */
function within(low: string, high: string, bounds: readonly Bounds[], place: Place): string {
  const each = bounds.map(({ min, max, minExclusive, maxExclusive }) => {
    const upper = max === undefined ? 'true' : `${low} ${maxExclusive ? '<' : '<='} ${place(max)}::float8`;
    const lower = min === undefined ? 'true' : `${high} ${minExclusive ? '>' : '>='} ${place(min)}::float8`;
    return `(${upper} AND ${lower})`;
  });
  return `(${each.join(' OR ')})`;
}

function atOneMoment(clauses: readonly Extract<Clause, { kind: 'lens' }>[], place: Place): string {
  const all = clauses.map(({ field, bounds }) =>
    within(`(r->'${field}'->>'gte')::float8`, `(r->'${field}'->>'lte')::float8`, bounds, place),
  );
  return eachOf(`d.document->'lens'`, all.join(' AND '));
}

function rawSql(key: string | undefined, value: string, place: Place): string {
  if (key !== undefined && value === '*') return `d.raw ? ${place(key)}`;
  const values =
    key === undefined
      ? `(SELECT v FROM jsonb_each(d.raw) e, jsonb_array_elements_text(e.value) v)`
      : `(SELECT v FROM jsonb_array_elements_text(d.raw->${place(key)}::text) v)`;
  const fits = value.endsWith('*') ? `starts_with(v, ${place(value.slice(0, -1))})` : `v = ${place(value)}`;
  return `EXISTS (SELECT 1 FROM ${values} each WHERE ${fits})`;
}

/** That some element of a JSON array fits. Field names come from our own list, never from a request. */
function eachOf(array: string, condition: string): string {
  return `EXISTS (SELECT 1 FROM jsonb_array_elements(${array}) r WHERE ${condition})`;
}
