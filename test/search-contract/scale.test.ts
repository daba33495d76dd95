/** 100,000 clips on a real Elasticsearch: killed while it indexes, rebuilt while clips change, gone while people search. */
import { Client } from '@elastic/elasticsearch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createElasticsearch } from '../../src/adapters/elasticsearch/engine.ts';
import { systemActor } from '../../src/domain/actor.ts';
import type { SearchIndex } from '../../src/domain/ports/search.ts';
import { createSearchService } from '../../src/services/search.ts';
import { elasticsearchMissing, startElasticsearch, type ElasticsearchServer } from '../servers/elasticsearch.ts';
import { drained, insertClips, revisionsInTruth, revisionsOf, startCatalogue, type SearchFixture } from './fixture.ts';

const total = 100_000;
const missing = elasticsearchMissing();
const prefix = `rushes-scale-${process.pid}`;

let catalogue: SearchFixture;
let server: ElasticsearchServer;
let index: SearchIndex;
let productionId: string;
const bump = async (first: number, count: number): Promise<void> => {
  await catalogue.sql.query(
    `WITH changed AS (UPDATE clip SET revision = revision + 1 WHERE id IN (SELECT id FROM clip ORDER BY id OFFSET $1 LIMIT $2) RETURNING id, production_id, revision)
     INSERT INTO change_feed (clip_id, production_id, revision) SELECT id, production_id, revision FROM changed`,
    [first, count],
  );
};
const all = {
  production: 'large',
  filter: { archived: false },
  order: { field: 'NAME', descending: false },
  first: 50,
} as const;

describe.skipIf(missing !== undefined)('a large index', () => {
  beforeAll(async () => {
    catalogue = await startCatalogue();
    server = await startElasticsearch();
    index = createElasticsearch({ url: server.url, prefix });
    // An empty index first: the clips then come through the feed.
    await drained(catalogue.indexing(index));
    productionId = await insertClips(catalogue.sql, 'large', total);
  }, 240_000);
  afterAll(async () => {
    await index?.close();
    await server?.close();
    await catalogue?.close();
  });

  test('killed in the middle of indexing, it ends equal to the database, document by document', { timeout: 900_000 }, async () => {
    const service = createSearchService(catalogue.catalogue, catalogue.postgres, index);
    const stop = new AbortController();
    const indexing = catalogue.indexing(index);
    const running = indexing.run(stop.signal);
    const at = async (share: number): Promise<void> => {
      while ((await index.count().catch(() => 0)) < total * share) await new Promise((resolve) => setTimeout(resolve, 200));
    };
    await at(0.2);
    if (server.own) {
      await server.kill();
      // People go on searching: the answer names who gave it, and why.
      const answer = await service.clips(systemActor, all);
      expect(answer.engine).toMatchObject({ name: 'postgres', fallbackReason: expect.stringContaining('does not answer') });
      expect(answer.hits.length).toBe(50);
      await server.start();
    }
    await at(0.6);
    if (server.own) {
      await server.kill();
      await server.start();
    }
    await at(1);
    while ((await indexing.lag()) > 0) await new Promise((resolve) => setTimeout(resolve, 200));
    stop.abort();
    await running;
    // Also what came last is to be seen.
    await index.count();
    expect(await indexing.deadLetters()).toEqual([]);
    expect(await revisionsOf(index)).toEqual(await revisionsInTruth(catalogue.sql));
    expect((await service.clips(systemActor, all)).engine).toEqual({ name: 'elasticsearch' });
    expect((await service.clips(systemActor, all)).totalCount).toBe(total);
  });

  test(
    'rebuilt while 1,000 clips change: no search fails, nothing older than the beginning, then equal',
    { timeout: 600_000 },
    async () => {
      const indexing = catalogue.indexing(index);
      const atBegin = await revisionsInTruth(catalogue.sql);
      const stop = new AbortController();
      const background = indexing.run(stop.signal);
      let rebuilding = true;
      let searches = 0;
      const failures: unknown[] = [];
      const searching = (async () => {
        while (rebuilding) {
          await index.search({ productionId, clauses: [], archived: false, order: { field: 'NAME', descending: false }, first: 10 }).then(
            ({ totalCount }) => totalCount === total || failures.push(`${totalCount} clips found`),
            (error: unknown) => failures.push(error),
          );
          searches += 1;
        }
      })();
      const changing = (async () => {
        for (let round = 0; round < 20; round += 1) {
          await bump(round * 4000, 50);
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      })();
      const { count } = await index.rebuild((after, limit) => catalogue.feed.documents(after, limit));
      const swapped = await revisionsOf(index);
      rebuilding = false;
      await Promise.all([searching, changing]);
      expect(failures).toEqual([]);
      expect(searches).toBeGreaterThan(10);
      expect(count).toBe(total);
      for (const [id, revision] of swapped) if (revision < atBegin.get(id)!) throw new Error(`${id} went back to revision ${revision}`);
      while ((await indexing.lag()) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
      stop.abort();
      await background;
      await index.count();
      expect(await revisionsOf(index)).toEqual(await revisionsInTruth(catalogue.sql));
      console.log(`${searches} searches while ${count} clips were rebuilt`);
    },
  );

  test('an empty index is not swapped in', async () => {
    await expect(index.rebuild(async () => [])).rejects.toThrow(/was not swapped in/);
    expect(await index.count()).toBe(total);
  });

  test('what the engine refuses for good is kept with its reason, and can be played again', async () => {
    const [clip] = await catalogue.sql.query<{ id: string }>('SELECT id FROM clip ORDER BY id LIMIT 1');
    await bump(0, 1);
    const indexing = catalogue.indexing({
      ...index,
      index: async (documents) => [...(await index.index([])), ...documents.map(({ clipId }) => ({ clipId, reason: 'it is too long' }))],
    });
    await indexing.drain();
    expect(await indexing.deadLetters()).toEqual([{ clipId: clip!.id, reason: 'it is too long' }]);
    const good = catalogue.indexing(index);
    expect(await good.replayDeadLetters()).toBe(1);
    await good.drain();
    expect(await good.deadLetters()).toEqual([]);
    await index.count();
    expect((await revisionsOf(index)).get(clip!.id)).toBe((await revisionsInTruth(catalogue.sql)).get(clip!.id));
  });

  test('documents that are more than one request may hold are indexed all the same', async () => {
    const [document] = await catalogue.feed.documents(undefined, 1);
    // 120 MB; the server takes 100 at once.
    const padding = 'x'.repeat(1_000_000);
    const large = Array.from({ length: 120 }, (_, n) => ({
      ...document!,
      clipId: `large-${n}`,
      json: `${document!.json.slice(0, -1)}, "padding": "${padding}"}`,
    }));
    expect(await index.index(large)).toEqual([]);
    expect(await index.count()).toBe(total + large.length);
  });

  test(
    'an index that its server has lost is made anew, though the work is stopped and the server killed meanwhile',
    { timeout: 600_000 },
    async () => {
      const client = new Client({ node: server.url });
      const mine = async (): Promise<string[]> => Object.keys(await client.indices.getAlias({ index: `${prefix}-clips-*` }));
      const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
      const begun = async (): Promise<void> => {
        while ((await mine()).length === 0) await pause(10);
      };
      const indexing = catalogue.indexing(index);
      await drained(indexing);
      await client.indices.delete({ index: await mine() });
      expect(await index.state()).toBe('missing');
      const service = createSearchService(catalogue.catalogue, catalogue.postgres, index);
      expect((await service.clips(systemActor, all)).engine).toMatchObject({
        name: 'postgres',
        fallbackReason: expect.stringContaining('does not hold the search index'),
      });
      // A worker that is told to stop does not end it first.
      const early = new AbortController();
      const ended = indexing.run(early.signal);
      await begun();
      early.abort();
      await ended;
      expect(await index.state()).toBe('missing');
      await client.indices.delete({ index: await mine() });

      const stop = new AbortController();
      const running = catalogue.indexing(index).run(stop.signal);
      await begun();
      if (server.own) {
        await server.kill();
        await server.start();
      }
      while ((await index.state().catch(() => 'down')) !== 'current') await pause(100);
      stop.abort();
      await running;
      expect(await mine()).toHaveLength(1);
      expect(await index.count()).toBe(total);
      expect(await revisionsOf(index)).toEqual(await revisionsInTruth(catalogue.sql));
      expect(catalogue.trouble).toContainEqual(expect.stringMatching(/does not hold the search index/));
      await client.close();
    },
  );

  test('what a rebuild cannot index is kept with its reason', async () => {
    await drained(catalogue.indexing(index));
    const [clip] = await catalogue.sql.query<{ clip_id: string }>(
      `UPDATE search_document SET document = jsonb_set(document, '{lens}', '[{"focal": "wide"}]')
       WHERE clip_id = (SELECT clip_id FROM search_document ORDER BY clip_id LIMIT 1) RETURNING clip_id`,
    );
    const { count, refused } = await index.rebuild((after, limit) => catalogue.feed.documents(after, limit));
    expect({ count, refused }).toEqual({
      count: total - 1,
      refused: [{ clipId: clip!.clip_id, reason: expect.stringContaining('failed to parse field [lens.focal]') }],
    });
    const indexing = catalogue.indexing({ ...index, rebuild: async () => ({ count, refused }) });
    await indexing.reindex();
    expect(await indexing.deadLetters()).toEqual(refused);
    // The document itself was made anew from the truth.
    expect(await indexing.replayDeadLetters()).toBe(1);
    await indexing.drain();
    expect(await indexing.deadLetters()).toEqual([]);
    expect(await index.count()).toBe(total);
  });
});
