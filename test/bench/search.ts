/** Bulk indexing and searching through our engine against the client's own helper and a bare query, on one real Elasticsearch, in one run. */
import { Client } from '@elastic/elasticsearch';
import { createElasticsearch, indexed } from '../../src/adapters/elasticsearch/engine.ts';
import type { SearchDocument } from '../../src/domain/query/document.ts';
import { parseQuery } from '../../src/domain/query/parse.ts';
import { insertClips, startCatalogue } from '../search-contract/fixture.ts';
import { startElasticsearch } from '../servers/elasticsearch.ts';

export async function run([count = '100000']: readonly string[]): Promise<void> {
  const catalogue = await startCatalogue();
  const server = await startElasticsearch();
  const client = new Client({ node: server.url });
  try {
    const productionId = await insertClips(catalogue.sql, 'large', Number(count));
    await catalogue.indexing(undefined).drain();
    const documents: SearchDocument[] = [];
    for (let after: string | undefined; ; after = documents.at(-1)!.clipId) {
      const page = await catalogue.feed.documents(after, 5000);
      if (page.length === 0) break;
      documents.push(...page);
    }
    const index = createElasticsearch({ url: server.url, prefix: 'bench' });
    await index.count();
    // The same mapping for both.
    const [[name, made]] = Object.entries(await client.indices.get({ index: 'bench-clips' })) as [[string, { mappings: object }]];
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
        datasource: documents.map(indexed),
        onDocument: (document) => ({ index: { _index: to, _id: document['clipId'] as string } }),
      });
      return documents.length / ((performance.now() - started) / 1000);
    };
    const ours = async (): Promise<number> => {
      await client.indices.delete({ index: name }).catch(() => undefined);
      const fresh = createElasticsearch({ url: server.url, prefix: `bench${Math.random().toString(36).slice(2)}` });
      await fresh.count();
      const started = performance.now();
      for (let at = 0; at < documents.length; at += 500) await fresh.index(documents.slice(at, at + 500));
      const rate = documents.length / ((performance.now() - started) / 1000);
      await fresh.close();
      return rate;
    };
    await bare('warm');
    const theirs = await bare('bare');
    const rate = await ours();
    console.log(`bulk helper     ${Math.round(theirs)} documents/s`);
    console.log(`our index()     ${Math.round(rate)} documents/s, ${Math.round((rate / theirs) * 100)} %`);

    const engine = createElasticsearch({ url: server.url, prefix: 'search' });
    await engine.count();
    for (let at = 0; at < documents.length; at += 2000) await engine.index(documents.slice(at, at + 2000));
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
