/** A clip may be known before its media is here, from a list or a proxy, and be the same clip when it comes; whichever order they come in. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startService, type Service } from '../servers/service.ts';

const first = 'A001C001_260302_R1AB';
const second = 'A001C002_260302_R1AB';
let service: Service;
let folder: string;

function movie(path: string, start: string, codec: readonly string[]): void {
  mkdirSync(join(path, '..'), { recursive: true });
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=128x72:rate=24000/1001', '-frames:v', '48'];
  const done = spawnSync('ffmpeg', ['-v', 'error', ...picture, ...codec, '-timecode', start, path], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
}
const prores = ['-c:v', 'prores'];
const small = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'];

beforeAll(async () => {
  service = await startService({ env: { RUSHES_ROLES: 'api,inspect,index' } });
  folder = mkdtempSync(join(tmpdir(), 'rushes-announced-'));
  movie(join(folder, 'card/A001/A001C001_260302_R1AB.mov'), '10:00:00:00', prores);
  movie(join(folder, 'proxies/A001C001_260302_R1AB.mp4'), '10:00:00:00', small);
  movie(join(folder, 'camera-to-cloud/Proxy/A001C002_260302_R1AB.mp4'), '10:10:00:00', small);
  movie(join(folder, 'late/A001/A001C002_260302_R1AB.mov'), '10:10:00:00', prores);
  writeFileSync(
    join(folder, 'day1.ale'),
    [
      'Heading\nFIELD_DELIM\tTABS\nVIDEO_FORMAT\t1080\nFPS\t23.976\n\nColumn\nName\tTape\tStart\tEnd\tSource File\tScene\tTake\n\nData',
      `12A-3\tA001R1AB\t10:00:00:00\t10:00:02:00\t${first}.mov\t12A\t3`,
      `12B-1\tA001R1AB\t10:10:00:00\t10:10:02:00\t${second}.mov\t12B\t1\n`,
    ].join('\n'),
  );
  // A day as it is handed over: a card, the list of its clips, and papers that are no list.
  movie(join(folder, 'day2/A002/A002C001_260303_R1AB.mov'), '10:00:00:00', [...prores, '-profile:v', '0']);
  mkdirSync(join(folder, 'day2/lists'));
  writeFileSync(
    join(folder, 'day2/lists/day2.ale'),
    [
      'Heading\nFIELD_DELIM\tTABS\nVIDEO_FORMAT\t1080\nFPS\t23.976\n\nColumn\nName\tTape\tStart\tEnd\tSource File\tScene\tTake\n\nData',
      '20-1\tA002R1AB\t10:00:00:00\t10:00:02:00\tA002C001_260303_R1AB.mov\t20\t1',
      '20-2\tA002R1AB\t10:10:00:00\t10:10:02:00\tA002C002_260303_R1AB.mov\t20\t2\n',
    ].join('\n'),
  );
  writeFileSync(join(folder, 'day2/lists/clips.csv'), 'Source File,Start,End,Scene\nA002C003_260303_R1AB.mov,11:00:00:00,11:00:02:00,21\n');
  writeFileSync(join(folder, 'day2/lists/crew.csv'), 'Name,Job\nAda,Loader\n');
  writeFileSync(join(folder, 'day2/lists/notes.xml'), '<notes/>');
  writeFileSync(join(folder, 'day2/lists/talk.srt'), '1\n00:00:01,000 --> 00:00:02,000\nGood morning.\n');
  writeFileSync(
    join(folder, 'cut.edl'),
    `TITLE: CUT\nFCM: NON-DROP FRAME\n\n001  ${first} V     C        10:00:00:12 10:00:01:00 01:00:00:00 01:00:00:12\n`,
  );
  await service.rushes('production', 'create', 'show', '--title', 'Show', '--rate', '23.976');
}, 120_000);
afterAll(async () => {
  await service?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ingest = async (path: string): Promise<{ clipCount: number; newCount: number; problems: unknown[] }> => {
  const { stdout, code } = await service.rushes('ingest', join(folder, path), '--production', 'show', '--json');
  expect(code, stdout).toBe(0);
  return (JSON.parse(stdout) as { ingests: { clipCount: number; newCount: number; problems: unknown[] }[] }).ingests[0]!;
};
type Clip = {
  id: string;
  name: string;
  state: string;
  roll: { name: string } | null;
  frameCount: number;
  slate: { scene: string | null };
  image: { codec: string | null };
  renditions: { kind: string }[];
};
const clips = async (): Promise<Clip[]> =>
  (
    await service.ask(`{ clips(production: "show", orderBy: { field: NAME, direction: ASC }) { edges { node {
       id name state frameCount roll { name } slate { scene } image { codec } renditions { kind } } } } }`)
  ).clips.edges.map(({ node }: { node: Clip }) => node);
const stateOfEvent = async (): Promise<string> =>
  (
    JSON.parse((await service.rushes('match', join(folder, 'cut.edl'), '--production', 'show', '--json')).stdout) as {
      events: { state: string }[];
    }
  ).events[0]!.state;

let id: string;

test('a list announces its clips; an event of one is known, and its media is not here', async () => {
  expect(await ingest('day1.ale')).toMatchObject({ clipCount: 2, newCount: 2, problems: [] });
  const found = await clips();
  expect(found).toMatchObject([
    { name: first, state: 'ANNOUNCED', frameCount: 48, slate: { scene: '12A' }, renditions: [] },
    { name: second, state: 'ANNOUNCED', slate: { scene: '12B' } },
  ]);
  id = found[0]!.id;
  expect(await stateOfEvent()).toBe('OFFLINE_KNOWN');
  expect(await ingest('day1.ale')).toMatchObject({ clipCount: 2, newCount: 0 });
});

test('its media is the same clip, and what the list said stays', async () => {
  expect(await ingest('card')).toMatchObject({ clipCount: 1, newCount: 0 });
  const found = await clips();
  expect(found).toHaveLength(2);
  expect(found[0]).toMatchObject({
    id,
    state: 'INSPECTED',
    roll: { name: 'A001' },
    slate: { scene: '12A' },
    image: { codec: expect.stringContaining('ProRes') as string },
  });
  expect(await stateOfEvent()).toBe('MATCHED');
});

test('a proxy in a folder of its own is a rendition of it, not a clip', async () => {
  expect(await ingest('proxies')).toMatchObject({ clipCount: 1, newCount: 0 });
  const found = await clips();
  expect(found).toHaveLength(2);
  expect(found[0]!.renditions.map(({ kind }) => kind).sort()).toEqual(['ORIGINAL', 'PROXY']);
  expect(found[0]).toMatchObject({ id, image: { codec: expect.stringContaining('ProRes') as string } });
  expect(await stateOfEvent()).toBe('MATCHED');
});

test('a proxy that comes first, its original later, the list once more: one clip', async () => {
  await ingest('camera-to-cloud');
  expect((await clips())[1]).toMatchObject({ name: second, state: 'INSPECTED', slate: { scene: '12B' }, renditions: [{ kind: 'PROXY' }] });
  expect(await ingest('late')).toMatchObject({ newCount: 0 });
  await ingest('day1.ale');
  const found = await clips();
  expect(found).toHaveLength(2);
  expect(found[1]).toMatchObject({
    state: 'INSPECTED',
    roll: { name: 'A001' },
    image: { codec: expect.stringContaining('ProRes') as string },
  });
  expect(found[1]!.renditions.map(({ kind }) => kind).sort()).toEqual(['ORIGINAL', 'PROXY']);
});

test('lists within a folder announce their clips too, and tell about those that lie beside them; other papers announce nothing', async () => {
  expect(await ingest('day2')).toMatchObject({ clipCount: 3, newCount: 3, problems: [] });
  const found = (await clips()).slice(2);
  expect(found).toMatchObject([
    {
      name: 'A002C001_260303_R1AB',
      state: 'INSPECTED',
      roll: { name: 'A002' },
      slate: { scene: '20' },
      renditions: [{ kind: 'ORIGINAL' }],
    },
    { name: 'A002C002_260303_R1AB', state: 'ANNOUNCED', roll: null, slate: { scene: '20' }, renditions: [] },
    { name: 'A002C003_260303_R1AB', state: 'ANNOUNCED', roll: null, slate: { scene: '21' }, renditions: [] },
  ]);
  expect(found[0]!.image.codec).toContain('ProRes');
  expect(await ingest('day2')).toMatchObject({ clipCount: 3, newCount: 0, problems: [] });
});
