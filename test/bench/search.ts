/** Bulk indexing and searching through our engine against the client's own helper and a bare query, on one real Elasticsearch, in one run. */
import { Client } from '@elastic/elasticsearch';
import { createElasticsearch } from '../../src/adapters/elasticsearch/engine.ts';
import type { WrittenDocument } from '../../src/domain/ports/search.ts';
import { parseQuery } from '../../src/domain/query/parse.ts';
import { feedAll, insertClips, startCatalogue } from '../search-contract/fixture.ts';
import { startElasticsearch } from '../servers/elasticsearch.ts';

const nothing = async (): Promise<WrittenDocument[]> => [];

export async function run([count = '100000']: readonly string[]): Promise<void> {
  const catalogue = await startCatalogue();
  const server = await startElasticsearch();
  const client = new Client({ node: server.url });
  try {
    const productionId = await insertClips(catalogue.sql, 'large', Number(count));
    await catalogue.indexing(undefined).drain();
    const documents: WrittenDocument[] = [];
    for (let after: string | undefined; ; after = documents.at(-1)!.clipId) {
      const page = await catalogue.feed.documents(after, 5000);
      if (page.length === 0) break;
      documents.push(...page);
    }
    const index = createElasticsearch({ url: server.url, prefix: 'bench' });
    await index.rebuild(nothing);
    // The same mapping for both.
    const [[name, made]] = Object.entries(await client.indices.get({ index: 'bench-clips' })) as [[string, { mappings: object }]];
    const objects = documents.map(({ json }) => JSON.parse(json) as Record<string, unknown>);
    const bare = async (to: string): Promise<number> => {
      await client.indices.create({
        index: to,
        mappings: made.mappings as never,
        settings: {
          number_of_replicas: 0,
          refresh_interval: '500ms',
          analysis: { analyzer: { words: { type: 'custom', tokenizer: 'standard', filter: ['lowercase'] } } },
        },
      });
      const started = performance.now();
      await client.helpers.bulk({
        datasource: objects,
        onDocument: (document) => ({ index: { _index: to, _id: document['clipId'] as string } }),
      });
      return documents.length / ((performance.now() - started) / 1000);
    };
    await client.indices.delete({ index: name });
    /** All of it: claimed from the feed, read from the database, indexed, and the feed's rows deleted, as the index worker does it. */
    const throughFeed = async (prefix: string): Promise<number> => {
      const fresh = createElasticsearch({ url: server.url, prefix });
      await fresh.rebuild(nothing);
      await feedAll(catalogue.sql, true);
      const stop = new AbortController();
      const started = performance.now();
      const running = catalogue.indexing(fresh).run(stop.signal);
      while ((await catalogue.feed.waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
      const rate = documents.length / ((performance.now() - started) / 1000);
      stop.abort();
      await running;
      if ((await fresh.count()) !== documents.length) throw new Error('Some documents are missing.');
      await fresh.close();
      return rate;
    };
    /** A whole rebuild: read from the database, indexed, counted and swapped in. */
    const rebuilt = async (prefix: string): Promise<number> => {
      const fresh = createElasticsearch({ url: server.url, prefix });
      const started = performance.now();
      const { count: made } = await fresh.rebuild((after, limit) => catalogue.feed.documents(after, limit));
      const rate = documents.length / ((performance.now() - started) / 1000);
      if (made !== documents.length) throw new Error('Some documents are missing.');
      await fresh.close();
      return rate;
    };
    const ways = { helper: bare, rebuild: rebuilt, feed: throughFeed };
    // In turn, so that all see the same machine; the first round warms up.
    const rates = { helper: 0, rebuild: 0, feed: 0 };
    const rounds = 3;
    for (let round = 0; round <= rounds; round += 1)
      for (const [way, work] of Object.entries(ways)) {
        const prefix = `${way}-${round}`;
        const rate = await work(prefix);
        await client.indices.delete({ index: Object.keys(await client.indices.get({ index: `${prefix}*` })) });
        if (round > 0) rates[way as keyof typeof rates] += rate / rounds;
      }
    const told = (rate: number): string => `${Math.round(rate)} documents/s, ${Math.round((rate / rates.helper) * 100)} %`;
    console.log(`the client's bulk helper  ${told(rates.helper)}`);
    console.log(`our rebuild               ${told(rates.rebuild)}`);
    console.log(`through our feed          ${told(rates.feed)}`);

    const engine = createElasticsearch({ url: server.url, prefix: 'search' });
    await engine.rebuild((after, limit) => catalogue.feed.documents(after, limit));
    await engine.count();
    const { clauses } = parseQuery('camera:a day:2026-02-01..2026-02-05');
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      for (let n = 0; n < 50; n += 1) await work();
      const started = performance.now();
      for (let n = 0; n < 300; n += 1) await work();
      return (performance.now() - started) / 300;
    };
    const plain = await timed(() =>
      client.search({
        index: 'search-clips',
        size: 50,
        track_total_hits: true,
        _source: ['revision'],
        sort: [{ 'sort.name': 'asc' }, { clipId: 'asc' }],
        query: {
          bool: {
            filter: [
              { term: { productionId } },
              { term: { archived: false } },
              { term: { 'keywords.camera': 'a' } },
              { range: { 'days.day': { gte: '2026-02-01', lte: '2026-02-05' } } },
            ],
          },
        },
      }),
    );
    const through = await timed(() =>
      engine.search({ productionId, clauses, archived: false, order: { field: 'NAME', descending: false }, first: 50 }),
    );
    console.log(`bare search     ${plain.toFixed(2)} ms`);
    console.log(`through engine  ${through.toFixed(2)} ms, ${(through / plain).toFixed(2)} times`);
    await engine.close();
    await index.close();
  } finally {
    await client.close();
    await server.close();
    await catalogue.close();
  }
}
