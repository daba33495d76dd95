import type { Clause } from '../query/parse.ts';

export type SearchOrder = { readonly field: 'RELEVANCE' | 'NAME' | 'SHOOT_DATE' | 'TIMECODE' | 'CREATED_AT'; readonly descending: boolean };

export type SearchRequest = {
  readonly productionId: string;
  readonly clauses: readonly Clause[];
  /** Places on the label clock, any of which the clip must cover. */
  readonly coversTick?: number;
  readonly archived: boolean;
  readonly order: SearchOrder;
  readonly first: number;
  /** Hits left out behind `after`, or from the top: how one gets to the middle of a long result. */
  readonly skip?: number;
  /** Sort key of the last hit of the page before. */
  readonly after?: readonly (string | number)[];
};

export type SearchHit = {
  readonly clipId: string;
  readonly revision: number;
  readonly score?: number;
  readonly sortKey: readonly (string | number)[];
};
export type SearchPage = { readonly hits: readonly SearchHit[]; readonly hasNextPage: boolean; readonly totalCount: number };
export type FacetCounts = { readonly field: string; readonly values: readonly { readonly value: string; readonly count: number }[] };

/** A search engine: a view of the catalogue. Both engines give the same hits, facets and pages; scores may differ. Throws Unavailable when it does not answer. */
export type SearchEngine = {
  readonly name: 'elasticsearch' | 'postgres';
  readonly search: (request: SearchRequest) => Promise<SearchPage>;
  readonly facets: (
    request: Omit<SearchRequest, 'order' | 'first' | 'after'>,
    fields: readonly string[],
    size: number,
  ) => Promise<readonly FacetCounts[]>;
  /** Every hit of a request in its order, as they all stand at one instant: at most `limit` ids. */
  readonly all: (request: Omit<SearchRequest, 'first' | 'after'>, limit: number) => Promise<readonly string[]>;
  /** A word of this production's clips that is near to one that none of them begins with. */
  readonly suggest: (productionId: string, word: string) => Promise<string | undefined>;
};

/** A clip's document (`SearchDocument`) as the database holds it: its JSON. */
export type WrittenDocument = { readonly clipId: string; readonly revision: number; readonly json: string };

/** A document that an engine refused for good. */
export type RefusedDocument = { readonly clipId: string; readonly reason: string };

/** An engine that is fed with documents. `revision` is the version: an older document never replaces a newer one. */
export type SearchIndex = SearchEngine & {
  /** Gives the documents that it refused for good, with the reason. Throws Unavailable where there is no index: `rebuild` makes it. */
  readonly index: (documents: readonly WrittenDocument[]) => Promise<readonly RefusedDocument[]>;
  readonly count: () => Promise<number>;
  /** `outdated`: of another mapping than this code's. What is not current wants a rebuild. */
  readonly state: () => Promise<'current' | 'outdated' | 'missing'>;
  /** Id and revision of every document, in pages by id; for comparing with the truth. */
  readonly revisions: (
    after: string | undefined,
    limit: number,
  ) => Promise<readonly { readonly clipId: string; readonly revision: number }[]>;
  /** Fills a new index beside the live one, if there is one, and swaps; refuses to swap an empty one for one that is not. One at a time. */
  readonly rebuild: (
    documents: (after: string | undefined, limit: number) => Promise<readonly WrittenDocument[]>,
  ) => Promise<{ readonly count: number; readonly refused: readonly RefusedDocument[] }>;
  readonly close: () => Promise<void>;
};
