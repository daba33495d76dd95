import type { Clause } from '../../../domain/query/parse.ts';
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
  const where = ['d.production_id = $1', `(d.document->>'archived')::boolean = $2`];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const wanted: string[] = [];
  for (const clause of request.clauses) {
    const sql = conditionOf(clause, place);
    where.push(clause.negated ? `NOT (${sql})` : sql);
    if (clause.kind === 'text' && !clause.negated) wanted.push(...clause.words);
  }
  if (request.coversTick !== undefined)
    where.push(rangeSql('timecode', `(r->>0)::float8 <= ${place(request.coversTick)}`, `(r->>1)::float8 >= ${place(request.coversTick)}`));
  const rank = wanted.length > 0 ? `ts_rank(d.text, ${place(wanted.map((word) => `'${word}':*`).join(' & '))}::tsquery)` : undefined;
  return { where, values, rank };
}

function conditionOf(clause: Clause, place: (value: unknown) => string): string {
  switch (clause.kind) {
    case 'text':
      return clause.phrase
        ? `(d.document->>'text') LIKE ${place(`% ${clause.words.join(' ')}%`)}`
        : `d.text @@ ${place(clause.words.map((word) => `'${word}':*`).join(' & '))}::tsquery`;
    case 'keyword': {
      const field = place(clause.field);
      const exact = clause.values.filter((value) => !value.includes('*'));
      const patterns = clause.values
        .filter((value) => value.includes('*'))
        .map((value) => value.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%'));
      const parts = [
        ...(exact.length > 0 ? [`COALESCE((d.document->'keywords'->${field}) ?| ${place(exact)}::text[], false)`] : []),
        ...(patterns.length > 0
          ? [
              `EXISTS (SELECT 1 FROM jsonb_array_elements_text(d.document->'keywords'->${field}) k WHERE k LIKE ANY(${place(patterns)}::text[]))`,
            ]
          : []),
      ];
      return `(${parts.length > 0 ? parts.join(' OR ') : `${field}::text IS NULL`})`;
    }
    case 'number': {
      const { min, max, minExclusive, maxExclusive } = clause.bounds;
      const [low, high] = clause.isRange ? ['(r->>0)::float8', '(r->>1)::float8'] : ['r::float8', 'r::float8'];
      const upper = max === undefined ? 'true' : `${low} ${maxExclusive ? '<' : '<='} ${place(max)}::float8`;
      const lower = min === undefined ? 'true' : `${high} ${minExclusive ? '>' : '>='} ${place(min)}::float8`;
      return rangeSql(clause.field, upper, lower, clause.isRange ? 'ranges' : 'numbers');
    }
    case 'date': {
      const lower = clause.from === undefined ? 'true' : `r #>> '{}' >= ${place(clause.from)}`;
      const upper = clause.to === undefined ? 'true' : `r #>> '{}' <= ${place(clause.to)}`;
      return rangeSql(clause.field, lower, upper, 'days');
    }
  }
}

/** Field names come from our own list, never from a request. */
function rangeSql(field: string, first: string, second: string, part = 'ranges'): string {
  return `EXISTS (SELECT 1 FROM jsonb_array_elements(d.document->'${part}'->'${field}') r WHERE ${first} AND ${second})`;
}
