/** Two nodes: one is killed while clips are indexed, and searching goes on. On the same cluster: an index that an older version of Rushes left behind. */
import { Client } from '@elastic/elasticsearch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createElasticsearch } from '../../src/adapters/elasticsearch/engine.ts';
import { systemActor } from '../../src/domain/actor.ts';
import type { SearchIndex } from '../../src/domain/ports/search.ts';
import { createSearchService } from '../../src/services/search.ts';
import { elasticsearchMissing, startElasticsearchPair, type ElasticsearchServer } from '../servers/elasticsearch.ts';
import { feedAll, insertClips, revisionsInTruth, revisionsOf, type SearchFixture, startCatalogue } from './fixture.ts';

const total = 10_000;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
// A server of ELASTICSEARCH_URL is not ours to kill: then the distribution is asked for all the same, and its absence said.
const missing = elasticsearchMissing();
const all = { production: 'large', filter: { archived: false }, order: { field: 'NAME', descending: false }, first: 50 } as const;

describe.skipIf(missing !== undefined || process.env['ELASTICSEARCH_URL'] !== undefined)('two nodes', () => {
  let catalogue: SearchFixture;
  let nodes: readonly [ElasticsearchServer, ElasticsearchServer];
  let client: Client;
  let index: SearchIndex;
  beforeAll(async () => {
    catalogue = await startCatalogue();
    await insertClips(catalogue.sql, 'large', total);
    nodes = await startElasticsearchPair();
    client = new Client({ node: nodes[0].url });
    // The second first: what is asked must find its way to the other by itself.
    index = createElasticsearch({ url: `${nodes[1].url},${nodes[0].url}` });
  }, 240_000);
  afterAll(async () => {
    await index?.close();
    await client?.close();
    for (const node of nodes ?? []) await node.close();
    await catalogue?.close();
  });

  test('one is killed while clips are indexed: every search is answered by the other, and nothing is lost', async () => {
    const indexing = catalogue.indexing(index);
    const stop = new AbortController();
    const running = indexing.run(stop.signal);
    while ((await index.count()) < total / 5) await pause(100);
    const { number_of_nodes: count } = await client.cluster.health({ wait_for_status: 'green', timeout: '60s' });
    expect(count).toBe(2);
    const [shards] = await Promise.all([client.cat.shards({ index: 'rushes-clips', format: 'json' })]);
    expect(shards.map(({ prirep, node }) => `${prirep} ${node}`).toSorted()).toHaveLength(2);
    expect(new Set(shards.map(({ node }) => node))).toEqual(new Set(['first', 'second']));

    const service = createSearchService(catalogue.catalogue, catalogue.postgres, index);
    let searching = true;
    const answeredBy: string[] = [];
    const searches = (async () => {
      while (searching) {
        const { engine, hits } = await service.clips(systemActor, all);
        answeredBy.push(hits.length === 50 ? (engine.fallbackReason ?? engine.name) : `${hits.length} hits`);
        await pause(20);
      }
    })();
    await nodes[1].kill();
    while ((await index.count().catch(() => 0)) < total || (await indexing.lag()) > 0) await pause(200);
    searching = false;
    await searches;
    expect([...new Set(answeredBy)]).toEqual(['elasticsearch']);
    expect(answeredBy.length).toBeGreaterThan(10);
    stop.abort();
    await running;
    await index.count();
    expect(await indexing.deadLetters()).toEqual([]);
    expect(await revisionsOf(index)).toEqual(await revisionsInTruth(catalogue.sql));

    await nodes[1].start();
    expect(
      await client.cluster.health({ index: 'rushes-clips', wait_for_status: 'green', wait_for_nodes: '2', timeout: '60s' }),
    ).toMatchObject({
      timed_out: false,
      unassigned_shards: 0,
    });
  });

  test('an index of an older mapping is rebuilt before it is fed', async () => {
    const prefix = 'elder';
    const older = `${prefix}-clips-0123456789-1`;
    await client.indices.create({
      index: older,
      aliases: { [`${prefix}-clips`]: {} },
      mappings: { properties: { clipId: { type: 'keyword' } } },
    });
    const elder = createElasticsearch({ url: nodes[0].url, prefix });
    expect(await elder.isCurrent()).toBe(false);
    await feedAll(catalogue.sql);
    const indexing = catalogue.indexing(elder);
    const stop = new AbortController();
    const running = indexing.run(stop.signal);
    while (!(await elder.isCurrent()) || (await indexing.lag()) > 0) await pause(200);
    stop.abort();
    await running;
    await elder.count();
    expect(await client.indices.exists({ index: older })).toBe(false);
    expect(await revisionsOf(elder)).toEqual(await revisionsInTruth(catalogue.sql));
    await elder.close();
  });
});
