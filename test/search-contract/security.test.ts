/** Elasticsearch with its security on: TLS and a user of its own; an API key through a proxy that checks it (this distribution has no keys). */
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createElasticsearch } from '../../src/adapters/elasticsearch/engine.ts';
import { elasticsearchMissing, startElasticsearch, type ElasticsearchServer } from '../servers/elasticsearch.ts';
import { drained, feedAll, insertClips, revisionsInTruth, revisionsOf, type SearchFixture, startCatalogue } from './fixture.ts';

const missing = elasticsearchMissing();
const user = 'rushes';
const password = 'long: and with/signs@';

describe.skipIf(missing !== undefined)('security', () => {
  let catalogue: SearchFixture;
  beforeAll(async () => {
    catalogue = await startCatalogue();
    await insertClips(catalogue.sql, 'small', 500);
  });
  afterAll(() => catalogue?.close());

  describe('TLS and a user', () => {
    let server: ElasticsearchServer;
    beforeAll(async () => {
      server = await startElasticsearch({ user, password });
    }, 180_000);
    afterAll(() => server?.close());
    const at = (name: string, secret: string) =>
      server.url.replace('https://', `https://${encodeURIComponent(name)}:${encodeURIComponent(secret)}@`);

    test('indexes and searches', async () => {
      const index = createElasticsearch({ url: at(user, password), caFile: server.caFile! });
      const indexing = catalogue.indexing(index);
      await drained(indexing);
      expect(await index.count()).toBe(500);
      expect(await revisionsOf(index)).toEqual(await revisionsInTruth(catalogue.sql));
      const { engine, count } = await indexing.reindex();
      expect({ engine, count }).toEqual({ engine: 'elasticsearch', count: 500 });
      await index.close();
    });

    test('a wrong password and an unknown authority are said in a sentence, without the password', async () => {
      const wrong = createElasticsearch({ url: at(user, 'wrong-password'), caFile: server.caFile! });
      const refused = await wrong.count().catch((error: unknown) => error as Error);
      expect(refused).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('refused our credentials') });
      expect(String((refused as Error).message)).not.toContain('wrong-password');
      await wrong.close();
      const untrusted = createElasticsearch({ url: at(user, password) });
      const unknown = await untrusted.count().catch((error: unknown) => error as Error);
      expect(unknown).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringMatching(/certificate/) });
      expect(String((unknown as Error).message)).not.toContain(encodeURIComponent(password));
      await untrusted.close();
    });
  });

  test('an API key goes with every request', { timeout: 180_000 }, async () => {
    const server = await startElasticsearch();
    const refusedWithoutKey: string[] = [];
    const proxy: Server = createServer((incoming, outgoing) => {
      if (incoming.headers.authorization !== 'ApiKey c2VjcmV0OmtleQ==') {
        refusedWithoutKey.push(incoming.url ?? '');
        outgoing.writeHead(401, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' }).end('{}');
        return;
      }
      const { authorization: _key, ...headers } = incoming.headers;
      const target = new URL(incoming.url ?? '/', server.url);
      const onward = httpRequest(target, { method: incoming.method, headers: { ...headers, host: target.host } }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      incoming.pipe(onward);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    try {
      const keyed = createElasticsearch({ url, apiKey: 'c2VjcmV0OmtleQ==' });
      await feedAll(catalogue.sql);
      await drained(catalogue.indexing(keyed));
      expect(await keyed.count()).toBe(500);
      expect(refusedWithoutKey).toEqual([]);
      await keyed.close();
      const wrong = createElasticsearch({ url, apiKey: 'other' });
      await expect(wrong.count()).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('ELASTICSEARCH_API_KEY') });
      await wrong.close();
    } finally {
      proxy.close();
      proxy.closeAllConnections();
      await server.close();
    }
  });
});
