import type { estypes } from '@elastic/elasticsearch';
import type { SearchOrder, SearchRequest } from '../../domain/ports/search.ts';
import type { Bounds, Clause } from '../../domain/query/parse.ts';

/** Words whose prefixes a phrase's last word may expand to; far above what one production has. */
const maxExpansions = 10_000;

/** Pure: a request as an Elasticsearch query. */
export function toQuery(
  request: Pick<SearchRequest, 'productionId' | 'clauses' | 'coversTick' | 'archived'>,
): estypes.QueryDslQueryContainer {
  const filter: estypes.QueryDslQueryContainer[] = [
    { term: { productionId: request.productionId } },
    { term: { archived: request.archived } },
  ];
  const must: estypes.QueryDslQueryContainer[] = [];
  const mustNot: estypes.QueryDslQueryContainer[] = [];
  const lens: estypes.QueryDslQueryContainer[] = [];
  for (const clause of request.clauses) {
    if (clause.kind === 'lens' && !clause.negated) {
      lens.push(lensRange(clause));
      continue;
    }
    const query = queryOf(clause);
    if (clause.negated) mustNot.push(query);
    else if (clause.kind === 'text') must.push(query);
    else filter.push(query);
  }
  // Together, so that they hold at one and the same moment.
  if (lens.length > 0) filter.push(atOneMoment(lens));
  if (request.coversTick !== undefined)
    filter.push({ range: { timecode: { gte: request.coversTick, lte: request.coversTick, relation: 'intersects' } } });
  return { bool: { filter, must, must_not: mustNot } };
}

function queryOf(clause: Clause): estypes.QueryDslQueryContainer {
  switch (clause.kind) {
    case 'text':
      return clause.phrase
        ? { match_phrase_prefix: { text: { query: clause.words.join(' '), max_expansions: maxExpansions } } }
        : {
            bool: {
              must: clause.words.map((word) => ({ prefix: { text: { value: word } } })),
              should: clause.words.map((word) => ({ term: { text: { value: word } } })),
            },
          };
    case 'keyword': {
      const field = `keywords.${clause.field}`;
      return anyOf(
        clause.values.map((value) =>
          value.includes('*') ? { wildcard: { [field]: { value: value.replace(/[\\?]/g, '\\$&') } } } : { term: { [field]: value } },
        ),
      );
    }
    case 'number':
      return anyOf(clause.bounds.map((bounds) => ({ range: { [`numbers.${clause.field}`]: boundsOf(bounds) } })));
    case 'lens':
      return atOneMoment([lensRange(clause)]);
    case 'raw':
      return rawQuery(clause.key === undefined ? 'raw' : `raw.${clause.key}`, clause.value);
    case 'date':
      return anyOf(
        clause.days.map(({ from, to }) => ({
          range: { [`days.${clause.field}`]: { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lte: to }) } },
        })),
      );
  }
}

function anyOf(queries: estypes.QueryDslQueryContainer[]): estypes.QueryDslQueryContainer {
  return queries.length === 1 ? queries[0]! : { bool: { should: queries, minimum_should_match: 1 } };
}

function boundsOf({ min, max, minExclusive, maxExclusive }: Bounds) {
  return {
    ...(min === undefined ? {} : { [minExclusive ? 'gt' : 'gte']: min }),
    ...(max === undefined ? {} : { [maxExclusive ? 'lt' : 'lte']: max }),
  };
}

function lensRange({ field, bounds }: Extract<Clause, { kind: 'lens' }>): estypes.QueryDslQueryContainer {
  return anyOf(bounds.map((each) => ({ range: { [`lens.${field}`]: { ...boundsOf(each), relation: 'intersects' } } })));
}

function atOneMoment(filter: estypes.QueryDslQueryContainer[]): estypes.QueryDslQueryContainer {
  return { nested: { path: 'lens', query: { bool: { filter } } } };
}

function rawQuery(field: string, value: string): estypes.QueryDslQueryContainer {
  if (value === '*') return { exists: { field } };
  return value.endsWith('*') ? { prefix: { [field]: { value: value.slice(0, -1) } } } : { term: { [field]: value } };
}

/** The same keys in the same order as the Postgres engine; unique together, so that `search_after` loses nothing. */
export function toSort(order: SearchOrder, hasText: boolean): estypes.Sort {
  const direction = order.descending ? ('desc' as const) : ('asc' as const);
  const name = { 'sort.name': 'asc' as const };
  const id = { clipId: 'asc' as const };
  switch (order.field) {
    case 'RELEVANCE':
      return hasText ? [{ _score: { order: 'desc' as const } }, name, id] : [name, id];
    case 'NAME':
      return [{ 'sort.name': direction }, { clipId: direction }];
    case 'SHOOT_DATE':
      return [{ 'sort.shootDate': direction }, { 'sort.name': direction }, { clipId: direction }];
    case 'TIMECODE':
      return [{ 'sort.timecode': direction }, { 'sort.name': direction }, { clipId: direction }];
    case 'CREATED_AT':
      return [{ 'sort.createdAt': direction }, { clipId: direction }];
  }
}
