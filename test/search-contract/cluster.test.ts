/** Two nodes: one is killed while clips are indexed, and searching goes on. On the same cluster: an index that an older version of Rushes left behind. */
import { connect, createServer, type AddressInfo } from 'node:net';
import { Client } from '@elastic/elasticsearch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createElasticsearch } from '../../src/adapters/elasticsearch/engine.ts';
import { systemActor } from '../../src/domain/actor.ts';
import type { SearchIndex } from '../../src/domain/ports/search.ts';
import { createSearchService } from '../../src/services/search.ts';
import { elasticsearchMissing, startElasticsearchPair, type ElasticsearchServer } from '../servers/elasticsearch.ts';
import { drained, feedAll, insertClips, revisionsInTruth, revisionsOf, type SearchFixture, startCatalogue } from './fixture.ts';

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
    nodes = await startElasticsearchPair();
    client = new Client({ node: nodes[0].url });
    // The second first: what is asked must find its way to the other by itself.
    index = createElasticsearch({ url: `${nodes[1].url},${nodes[0].url}` });
    // An empty index first: the clips then come through the feed.
    await drained(catalogue.indexing(index));
    await insertClips(catalogue.sql, 'large', total);
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

  test('workers that begin together make one index, and an answer that is lost makes no second one', async () => {
    await feedAll(catalogue.sql);
    const together = Array.from({ length: 4 }, () => createElasticsearch({ url: nodes[0].url, prefix: 'together' }));
    await Promise.all(together.map((each) => catalogue.indexing(each).drain()));
    expect(Object.keys(await client.indices.getAlias({ index: 'together-clips*' }))).toHaveLength(1);
    await together[0]!.count();
    expect(await revisionsOf(together[0]!)).toEqual(await revisionsInTruth(catalogue.sql));
    await Promise.all(together.map((each) => each.close()));

    const port = Number(new URL(nodes[0].url).port);
    let lost = 0;
    /** Hands the request on, and hangs up instead of giving the answer to the first index that is made. */
    const between = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      let making = false;
      near.on('data', (chunk: Buffer) => {
        making ||= lost === 0 && chunk.toString().startsWith('PUT /lost-clips-');
        far.write(chunk);
      });
      far.on('data', (chunk: Buffer) => {
        if (!making) return near.write(chunk);
        lost += 1;
        return near.destroy();
      });
      near.on('error', () => far.destroy()).on('close', () => far.destroy());
      far.on('error', () => near.destroy()).on('close', () => near.destroy());
    });
    await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
    const unlucky = createElasticsearch({ url: `http://127.0.0.1:${(between.address() as AddressInfo).port}`, prefix: 'lost' });
    const indexing = catalogue.indexing(unlucky);
    await indexing.drain().catch(() => indexing.drain());
    expect(lost).toBe(1);
    expect(await unlucky.count()).toBe(total);
    expect(Object.keys(await client.indices.getAlias({ index: 'lost-clips*' }))).toHaveLength(1);
    await unlucky.close();
    await new Promise((resolve) => between.close(resolve));
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
    expect(await elder.state()).toBe('outdated');
    await feedAll(catalogue.sql);
    const indexing = catalogue.indexing(elder);
    const stop = new AbortController();
    const running = indexing.run(stop.signal);
    while ((await elder.state()) !== 'current' || (await indexing.lag()) > 0) await pause(200);
    stop.abort();
    await running;
    await elder.count();
    expect(await client.indices.exists({ index: older })).toBe(false);
    expect(await revisionsOf(elder)).toEqual(await revisionsInTruth(catalogue.sql));
    await elder.close();
  });
});
