/** What a deployment does at its first start: everything begins at once, on an empty database, an empty Elasticsearch and an empty home. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@elastic/elasticsearch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { elasticsearchMissing, startElasticsearch, type ElasticsearchServer } from '../servers/elasticsearch.ts';
import { openInstallations, type Installations } from '../servers/installation.ts';
import type { Service } from '../servers/service.ts';

const missing = elasticsearchMissing();

describe.skipIf(missing !== undefined)('the first start', () => {
  let installations: Installations;
  let server: ElasticsearchServer;
  let started: Service[] = [];
  beforeAll(async () => {
    installations = await openInstallations();
    server = await startElasticsearch();
  });
  afterAll(async () => {
    for (const each of started) await each.kill();
    await installations?.close();
    await server?.close();
  });

  test('an API and its workers begin together: all come up, with one token and one index', async () => {
    const { home, start } = await installations.create('together', { ELASTICSEARCH_URL: server.url });
    const starting = ['api', 'index', 'index,inspect', 'inspect,verify', 'index,check,render'].map((roles) => start(roles));
    started = (await Promise.allSettled(starting)).flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const [api, ...workers] = await Promise.all(starting);
    const token = readFileSync(join(home, 'token'), 'utf8').trim();
    expect(token).toBe(api!.token);
    for (const each of [api!, ...workers]) expect(each.complained()).toBe('');

    expect((await api!.rushes('production', 'create', 'show', '--title', 'Show', '--rate', '24')).code).toBe(0);
    const card = join(installations.folder, 'media', 'A001');
    mkdirSync(card);
    const source = ['-f', 'lavfi', '-i', 'testsrc2=size=128x72:rate=24', '-frames:v', '24', '-c:v', 'prores', '-timecode', '10:00:00:00'];
    expect(spawnSync('ffmpeg', ['-v', 'error', ...source, join(card, 'A001C001_261128_R1AB.mov')]).status).toBe(0);
    const ingested = await api!.rushes('ingest', card, '--production', 'show', '--json');
    expect(ingested.code, ingested.stdout).toBe(0);

    let found = '';
    const end = Date.now() + 60_000;
    while (!/"engine": "elasticsearch"/.test(found) || !/"totalCount": 1/.test(found)) {
      if (Date.now() > end) throw new Error(found);
      found = (await api!.rushes('search', 'a001', '--production', 'show', '--json')).stdout;
    }
    const client = new Client({ node: server.url });
    expect(Object.keys(await client.indices.getAlias({ index: 'rushes-clips*' }))).toHaveLength(1);
    await client.close();
    for (const each of [...workers, api!]) expect((await each.terminate()).code).toBe(0);
  });
});
