/** The whole service on a real Elasticsearch that is killed, never started, and back again: work goes on, answers name who gave them, the index catches up. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { elasticsearchMissing, startElasticsearch, type ElasticsearchServer } from '../servers/elasticsearch.ts';
import { startService, type Service } from '../servers/service.ts';

const missing = elasticsearchMissing();
let folder: string;
let server: ElasticsearchServer;
let service: Service;

const nameOf = (roll: string, n: number): string => `${roll}C${String(n).padStart(3, '0')}_260202_R1AB`;

/** Two clips of a roll, ten seconds apart. */
function card(roll: string, hour: string): string {
  const path = join(folder, roll);
  mkdirSync(path);
  for (const n of [1, 2]) {
    const source = ['-f', 'lavfi', '-i', 'testsrc2=size=128x72:rate=24000/1001', '-frames:v', '48', '-c:v', 'prores'];
    const made = spawnSync('ffmpeg', ['-v', 'error', ...source, '-timecode', `${hour}:0${n}:00:00`, join(path, `${nameOf(roll, n)}.mov`)]);
    if (made.status !== 0) throw new Error(made.stderr.toString());
  }
  return path;
}

function list(roll: string, hour: string): string {
  const path = join(folder, `${roll}.edl`);
  const event = `001  ${nameOf(roll, 1)} V     C        ${hour}:01:00:12 ${hour}:01:01:00 01:00:00:00 01:00:00:12`;
  writeFileSync(path, `TITLE: ${roll}\nFCM: NON-DROP FRAME\n\n${event}\n`);
  return path;
}

type Found = { totalCount: number; engine: string; fallbackReason: string | null; clips: { name: string }[] };
const search = async (text: string): Promise<Found> =>
  JSON.parse((await service.rushes('search', text, '--production', 'show', '--json')).stdout) as Found;

async function until(text: string, wanted: (found: Found) => boolean): Promise<Found> {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = await search(text);
    if (wanted(found)) return found;
    if (Date.now() > end) throw new Error(`It did not come to that: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

const ingest = (path: string) => service.rushes('ingest', path, '--production', 'show', '--json');
async function stateOf(path: string): Promise<string> {
  const { stdout } = await service.rushes('match', path, '--production', 'show', '--json');
  return (JSON.parse(stdout) as { events: { state: string }[] }).events[0]!.state;
}

describe.skipIf(missing !== undefined)('Elasticsearch', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rushes-outage-'));
    server = await startElasticsearch();
    // A server of ELASTICSEARCH_URL is not ours to stop.
    if (!server.own) return;
    service = await startService({ env: { ELASTICSEARCH_URL: server.url, RUSHES_ROLES: 'api,inspect,index,check' } });
    await service.rushes('production', 'create', 'show', '--title', 'Show', '--rate', '24000/1001');
  }, 240_000);
  afterAll(async () => {
    await service?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test(
    'stopped: ingest, match and search go on and say so; back again, the index has everything',
    { timeout: 400_000 },
    async (context) => {
      if (!server.own) return context.skip();
      expect((await ingest(card('A001', '10'))).code).toBe(0);
      await until('a001', ({ engine, totalCount }) => engine === 'elasticsearch' && totalCount === 2);

      await server.kill();
      const ingested = await ingest(card('A002', '11'));
      expect(ingested.code, ingested.stdout + ingested.stderr).toBe(0);
      expect(JSON.parse(ingested.stdout)).toMatchObject({ ingests: [{ state: 'DONE', clipCount: 2, newCount: 2 }] });
      expect(await stateOf(list('A002', '11'))).toBe('MATCHED');
      // Found at once, though no index holds them.
      expect(await search('a002')).toMatchObject({
        totalCount: 2,
        engine: 'postgres',
        fallbackReason: expect.stringMatching(/Elasticsearch.*does not answer/) as string,
        clips: [{ name: nameOf('A002', 1) }, { name: nameOf('A002', 2) }],
      });
      const words = await service.rushes('search', 'a002', '--production', 'show');
      expect(words.stdout + words.stderr).toMatch(/postgres.*does not answer/s);
      expect((await fetch(`${service.url}/readyz`)).status).toBe(200);

      await server.start();
      await until('a002', ({ engine, totalCount }) => engine === 'elasticsearch' && totalCount === 2);
      expect(await search('a001')).toMatchObject({ engine: 'elasticsearch', totalCount: 2, fallbackReason: null });
    },
  );

  test('stopped while the service starts: it starts, answers, and the index catches up', { timeout: 400_000 }, async (context) => {
    if (!server.own) return context.skip();
    await service.terminate();
    await server.kill();
    const started = performance.now();
    service = await startService({
      home: service.home,
      env: { ELASTICSEARCH_URL: server.url, RUSHES_ROLES: 'api,inspect,index,check' },
    });
    console.log(`started without Elasticsearch in ${Math.round(performance.now() - started)} ms`);
    expect((await ingest(card('A003', '12'))).code).toBe(0);
    expect(await stateOf(list('A003', '12'))).toBe('MATCHED');
    expect(await search('a003')).toMatchObject({ engine: 'postgres', totalCount: 2 });
    await server.start();
    await until('a003', ({ engine, totalCount }) => engine === 'elasticsearch' && totalCount === 2);
    await until('', ({ engine, totalCount }) => engine === 'elasticsearch' && totalCount === 6);
  });
});
