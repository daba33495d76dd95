import { readFileSync } from 'node:fs';
import { Client, errors, type estypes } from '@elastic/elasticsearch';
import { Conflict, Unavailable } from '../../domain/errors.ts';
import { nearestWord } from '../../domain/query/nearestWord.ts';
import type { RefusedDocument, SearchIndex, WrittenDocument } from '../../domain/ports/search.ts';
import { dynamicTemplates, mapping, mappingHash } from './mapping.ts';
import { toQuery, toSort } from './translate.ts';

export type ElasticsearchOptions = {
  /** May carry user info: https://user:password@host:9200. Several nodes of one cluster: separated by commas, the user info with the first. */
  readonly url: string;
  readonly apiKey?: string;
  readonly caFile?: string;
  /** Begins the names of the alias and its indexes; another one for each installation that shares a server. */
  readonly prefix?: string;
};

/** Milliseconds after which a search gives up and the Postgres engine answers. */
const searchTimeoutMs = 3000;
/** Milliseconds after which a write is given up. Longer than the server waits for its disks (index: twice 30 s; bulk: 60 s), so that its own answer is heard. */
const writeTimeoutMs = 90_000;
/** Hits that the server gives at once (`index.max_result_window`). */
const widestPage = 10_000;
const rebuildBatch = 1000;
/** Of a request to index. Small enough that the server begins soon, and has no few long requests left at the end. */
const requestBytes = 2_000_000;
/** Hits a page of a whole result, and how long its point in time may wait for the next one. */
const pageOfAll = 5000;
const keepAlive = '1m';

function connect(options: ElasticsearchOptions): Client {
  const urls = options.url.split(',').map((each) => new URL(each.trim()));
  const url = urls[0]!;
  const auth = options.apiKey
    ? { apiKey: options.apiKey }
    : url.username
      ? { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
      : undefined;
  for (const each of urls) {
    each.username = '';
    each.password = '';
  }
  return new Client({
    nodes: urls.map(({ href }) => href),
    maxRetries: urls.length,
    requestTimeout: 30_000,
    ...(auth ? { auth } : {}),
    ...(options.caFile ? { tls: { ca: readFileSync(options.caFile) } } : {}),
  });
}

const absent = 'Elasticsearch does not hold the search index yet; it is filled from the database.';

/** Elasticsearch's words about an error are for operators; ours say what to do. */
function translated(error: unknown): Error {
  if (error instanceof errors.ResponseError && error.statusCode === 401) {
    return new Unavailable('Elasticsearch refused our credentials; check the user in ELASTICSEARCH_URL or ELASTICSEARCH_API_KEY.', {
      cause: error,
    });
  }
  if (error instanceof errors.ResponseError && error.message.includes('index_not_found_exception')) {
    return new Unavailable(absent, { cause: error });
  }
  if (
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError ||
    error instanceof errors.ResponseError
  ) {
    return new Unavailable(`Elasticsearch does not answer: ${error.message}`, { cause: error });
  }
  return error as Error;
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translated(error);
  }
}

/** One document for each clip; an older one never replaces a newer. */
const identity = ({ clipId, revision }: Pick<WrittenDocument, 'clipId' | 'revision'>) => ({
  _id: clipId,
  version: revision,
  version_type: 'external_gte' as const,
});

/** Requests of a size that every server takes; a document that is larger has one of its own. */
function requestsOf(documents: readonly WrittenDocument[]): WrittenDocument[][] {
  const requests: WrittenDocument[][] = [];
  let bytes = Infinity;
  for (const document of documents) {
    if (bytes + document.json.length > requestBytes) {
      requests.push([]);
      bytes = 0;
    }
    requests.at(-1)!.push(document);
    bytes += document.json.length;
  }
  return requests;
}

/** What was refused for good; throws where another attempt may do. */
function refusal(clipId: string, status: number, reason: string | undefined): RefusedDocument[] {
  // 409: a newer revision is there already, which is as good.
  if (status === 409 || status < 300) return [];
  // Exchanged by a rebuild in this moment, or lost: the next attempt finds the new one.
  if (status === 404) throw new Unavailable(absent);
  if (status === 429 || status >= 500) throw new Unavailable(`Elasticsearch is too busy to index: ${reason ?? status}.`);
  return [{ clipId, reason: reason ?? `status ${status}` }];
}

/** The Elasticsearch engine: an alias over one index for each mapping; revisions are external versions. */
export function createElasticsearch(options: ElasticsearchOptions): SearchIndex {
  const client = connect(options);
  const prefix = options.prefix ?? 'rushes';
  const alias = `${prefix}-clips`;

  /** Indexes that the alias names; a rebuild's own index is told by its suffix. */
  async function indexes(): Promise<{ live: string[]; building: string[] }> {
    const all = await client.indices.getAlias({ index: `${alias}-*`, allow_no_indices: true, expand_wildcards: 'all' });
    const names = Object.keys(all);
    const live = names.filter((name) => all[name]?.aliases && alias in all[name].aliases);
    return { live, building: names.filter((name) => !live.includes(name)) };
  }

  async function write(index: string, documents: readonly WrittenDocument[]): Promise<RefusedDocument[]> {
    const refused: RefusedDocument[] = [];
    for (const request of requestsOf(documents)) {
      const answer = await client.bulk(
        {
          // Else a server that has lost the index would make one of the alias's name, with a mapping of its own.
          require_alias: index === alias,
          operations: request.flatMap((document): (estypes.BulkOperationContainer | string)[] => [
            { index: { _index: index, ...identity(document) } },
            document.json,
          ]),
        },
        { requestTimeout: writeTimeoutMs },
      );
      refused.push(...answer.items.flatMap(({ index: item }) => refusal(item!._id!, item!.status, item!.error?.reason ?? undefined)));
    }
    return refused;
  }

  /** Every document into an index that nobody else fills from the beginning: the next ones are read while some are indexed. */
  async function fill(index: string, documents: Parameters<SearchIndex['rebuild']>[0]): Promise<RefusedDocument[]> {
    const dropped: { readonly clipId: string; readonly status: number; readonly reason: string | undefined }[] = [];
    await client.helpers.bulk(
      {
        flushBytes: requestBytes,
        datasource: (async function* () {
          for (let after: string | undefined; ;) {
            const batch = await documents(after, rebuildBatch);
            if (batch.length === 0) return;
            yield* batch;
            after = batch.at(-1)!.clipId;
          }
        })(),
        onDocument: (document) => [{ index: { _index: index, ...identity(document) } }, document.json],
        onDrop: ({ document: { clipId }, status, error }) => dropped.push({ clipId, status, reason: error?.reason ?? undefined }),
      },
      { requestTimeout: writeTimeoutMs },
    );
    return dropped.flatMap(({ clipId, status, reason }) => refusal(clipId, status, reason));
  }

  return {
    name: 'elasticsearch',
    search: (request) =>
      guarded(async () => {
        const hasText = request.clauses.some((clause) => clause.kind === 'text' && !clause.negated);
        const page = (more: Partial<estypes.SearchRequest>, after: readonly (string | number)[] | undefined) =>
          client.search(
            {
              index: alias,
              query: toQuery(request),
              // Nothing is read of the hits, not even their ids: their sort keys say it, the last two of them clip and revision. That takes a fifth off a search.
              sort: [...(toSort(request.order, hasText) as estypes.SortCombinations[]), { revision: 'asc' }],
              stored_fields: '_none_',
              ...more,
              // Behind the clip, whatever its revision.
              ...(after ? { search_after: [...after, Number.MAX_SAFE_INTEGER] } : {}),
            } as estypes.SearchRequest,
            { requestTimeout: searchTimeoutMs },
          );
        let { after } = request;
        // The server gives no page that begins beyond its window; sort keys alone, a window at a time, get there.
        for (let left = request.skip ?? 0; left > 0; left -= widestPage) {
          const size = Math.min(left, widestPage);
          const { hits } = (await page({ size, track_total_hits: false }, after)).hits;
          // Beyond the end there is only the end.
          if (hits.length > 0) after = hits.at(-1)!.sort!.slice(0, -1) as (string | number)[];
          if (hits.length < size) break;
        }
        const answer = await page(
          { size: request.first + 1, track_total_hits: true, track_scores: hasText && request.order.field !== 'RELEVANCE' },
          after,
        );
        const hits = answer.hits.hits.slice(0, request.first).map(({ sort, _score: score }) => ({
          clipId: String(sort!.at(-2)),
          revision: Number(sort!.at(-1)),
          sortKey: sort!.slice(0, -1) as (string | number)[],
          ...(hasText && typeof score === 'number' ? { score } : {}),
        }));
        const { total } = answer.hits;
        return {
          hits,
          hasNextPage: answer.hits.hits.length > request.first,
          totalCount: typeof total === 'number' ? total : (total?.value ?? 0),
        };
      }),
    all: (request, limit) =>
      guarded(async () => {
        // A point in time: what is indexed meanwhile neither adds nor shifts anything.
        const { id } = await client.openPointInTime({ index: alias, keep_alive: keepAlive });
        const found: string[] = [];
        try {
          for (let after: estypes.SortResults | undefined; found.length < limit;) {
            const answer = await client.search({
              pit: { id, keep_alive: keepAlive },
              query: toQuery(request),
              sort: toSort(request.order, false),
              size: Math.min(pageOfAll, limit - found.length),
              track_total_hits: false,
              stored_fields: '_none_',
              ...(after ? { search_after: after } : {}),
            } as estypes.SearchRequest);
            const { hits } = answer.hits;
            // Behind the clip's id a point in time sorts by a place of its own.
            const place = toSort(request.order, false) as readonly unknown[];
            found.push(...hits.map((hit) => String(hit.sort?.[place.length - 1])));
            if (hits.length === 0) break;
            after = hits.at(-1)!.sort;
          }
        } finally {
          await client.closePointInTime({ id }).catch(() => undefined);
        }
        return found;
      }),
    facets: (request, fields, size) =>
      guarded(async () => {
        const answer = await client.search(
          {
            index: alias,
            query: toQuery(request),
            size: 0,
            aggregations: Object.fromEntries(
              fields.map((field) => [
                field,
                { terms: { field: `facets.${field}`, size, order: [{ _count: 'desc' as const }, { _key: 'asc' as const }] } },
              ]),
            ),
          } as estypes.SearchRequest,
          { requestTimeout: searchTimeoutMs },
        );
        return fields.map((field) => {
          const { buckets } = (answer.aggregations?.[field] ?? { buckets: [] }) as { buckets: { key: string; doc_count: number }[] };
          return { field, values: buckets.map(({ key, doc_count: count }) => ({ value: key, count })) };
        });
      }),
    suggest: (productionId, word) =>
      guarded(async () => {
        const { count: known } = await client.count(
          { index: alias, query: { bool: { filter: [{ term: { productionId } }, { prefix: { text: { value: word } } }] } } },
          { requestTimeout: searchTimeoutMs },
        );
        if (known > 0) return undefined;
        const answer = await client.search(
          {
            index: alias,
            size: 0,
            suggest: { word: { text: word, term: { field: 'text', suggest_mode: 'always', min_word_length: 3, size: 20 } } },
          },
          { requestTimeout: searchTimeoutMs },
        );
        const [entry] = (answer.suggest?.['word'] ?? []) as { options: { text: string }[] }[];
        const options = (entry?.options ?? []).map((option) => option.text);
        if (options.length === 0) return undefined;
        // The suggester knows the words of every production; only those of this one may be said.
        const counted = await client.search(
          {
            index: alias,
            size: 0,
            query: { term: { productionId } },
            aggregations: { words: { filters: { filters: Object.fromEntries(options.map((each) => [each, { term: { text: each } }])) } } },
          },
          { requestTimeout: searchTimeoutMs },
        );
        const { buckets } = counted.aggregations?.['words'] as { buckets: Record<string, { doc_count: number }> };
        return nearestWord(
          word,
          Object.entries(buckets).flatMap(([each, { doc_count: count }]) => (count > 0 ? [{ word: each, count }] : [])),
        );
      }),
    index: async (documents) => {
      if (documents.length === 0) return [];
      return guarded(async () => {
        // While a rebuild runs, the new index gets every write too, so that it has missed nothing when it takes over. One that is begun later reads them itself.
        const toBuilding = async (): Promise<void> => {
          for (const index of (await indexes()).building) await write(index, documents);
        };
        const [refused] = await Promise.all([write(alias, documents), toBuilding()]);
        return refused;
      });
    },
    count: () =>
      guarded(async () => {
        await client.indices.refresh({ index: alias });
        return (await client.count({ index: alias })).count;
      }),
    state: () =>
      guarded(async () => {
        const { live } = await indexes();
        if (live.length === 0) return 'missing';
        return live.every((name) => name.startsWith(`${alias}-${mappingHash}-`)) ? 'current' : 'outdated';
      }),
    revisions: (after, limit) =>
      guarded(async () => {
        const answer = await client.search<{ revision: number }>({
          index: alias,
          size: limit,
          sort: [{ clipId: 'asc' }],
          _source: ['revision'],
          ...(after === undefined ? {} : { search_after: [after] }),
        });
        return answer.hits.hits.map((hit) => ({ clipId: hit._id!, revision: hit._source?.revision ?? 0 }));
      }),
    rebuild: (documents) =>
      guarded(async () => {
        const before = await indexes();
        // What an interrupted rebuild left is in nobody's way, but it would be fed for ever.
        for (const index of before.building) await client.indices.delete({ index, ignore_unavailable: true });
        const index = `${alias}-${mappingHash}-${Date.now()}`;
        await client.indices.create(
          {
            index,
            settings: mapping.settings,
            mappings: { ...mapping.mappings, dynamic_templates: dynamicTemplates },
          } as estypes.IndicesCreateRequest,
          { requestTimeout: writeTimeoutMs },
        );
        const refused = await fill(index, documents);
        await client.indices.refresh({ index });
        const { count } = await client.count({ index });
        const liveCount = before.live.length === 0 ? 0 : (await client.count({ index: alias })).count;
        if (count === 0 && liveCount > 0) {
          await client.indices.delete({ index });
          throw new Conflict(
            `The new index is empty and the live one holds ${liveCount} clips; it was not swapped in. See that the database is the right one.`,
          );
        }
        await client.indices.updateAliases({
          actions: [...before.live.map((live) => ({ remove: { index: live, alias } })), { add: { index, alias } }],
        });
        for (const live of before.live) await client.indices.delete({ index: live, ignore_unavailable: true });
        return { count, refused };
      }),
    close: () => client.close(),
  };
}
