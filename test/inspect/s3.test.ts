/** Object storage against a real S3 server (versitygw) started here: few megabytes of a hundred-gigabyte movie, and the same answers as from disk. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  copyFileSync,
  closeSync,
  writeSync,
  ftruncateSync,
  rmSync,
  chmodSync,
  readFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExifTool } from '../../src/adapters/engines/exiftool.ts';
import { createMediaInfo } from '../../src/adapters/engines/mediainfo.ts';
import { localStorage } from '../../src/adapters/storage/local.ts';
import { s3Storage } from '../../src/adapters/storage/s3.ts';
import { groupFiles } from '../../src/domain/grouping.ts';
import type { MediaStorage } from '../../src/domain/ports/storage.ts';
import { createInspector, inspectionJson } from '../../src/services/inspect.ts';
import { samplesFolder } from '../samples.ts';

const samples = samplesFolder();
const server = [process.env['VERSITYGW'] ?? '', '.rushes/servers/versitygw', 'versitygw', join(homedir(), 'go/bin/versitygw')].find(
  (path) => path !== '' && spawnSync(path, ['--version']).status === 0,
);
if (!server) {
  console.log(
    'left out: object storage (versitygw is not installed: go install github.com/versity/versitygw/cmd/versitygw@latest, or name it in VERSITYGW)',
  );
  if (process.env['CI'] === 'true') throw new Error('versitygw is not installed; test/setup.sh should have done it.');
}

let folder: string;
let child: ChildProcess | undefined;
let client: S3Client;
const exiftool = createExifTool({ processes: 1 });
const mediainfo = createMediaInfo();
const inspector = createInspector({ engines: { exiftool, mediainfo }, storageOf: localStorage });

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function inspectAll(storage: MediaStorage, path: string) {
  const listing = [];
  for await (const file of storage.list(path, () => undefined)) listing.push(file);
  const clips = [];
  for (const group of groupFiles(listing)) clips.push(await inspector.inspectGroup(group, storage));
  return clips;
}

describe.skipIf(!server || samples === undefined)('object storage', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rushes-s3-'));
    mkdirSync(join(folder, 'cards/A001'), { recursive: true });
    for (const name of [
      'gopro-gpmf-parser/karma.mp4',
      'exiftool-exiftool/Red.r3d',
      'exiftool-exiftool/DNG.dng',
      'sindresorhus-file-type/fixture.mxf',
      'orchetect-TimecodeKit/TimecodeTrack_29_97d_Start_00-00-00-00.mov',
    ]) {
      const target = join(folder, 'cards/A001', name.slice(name.indexOf('/') + 1));
      copyFileSync(join(samples!, 'camera-files', name), target);
      chmodSync(target, 0o644);
    }
    const port = await freePort();
    child = spawn(
      server!,
      [
        '--access',
        'rushes',
        '--secret',
        'rushes-secret',
        '--port',
        `127.0.0.1:${port}`,
        '--region',
        'us-east-1',
        'posix',
        '--nometa',
        folder,
      ],
      { stdio: 'ignore' },
    );
    client = new S3Client({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'rushes', secretAccessKey: 'rushes-secret' },
    });
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const answered = await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      );
      if (answered) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  afterAll(async () => {
    child?.kill();
    await Promise.all([exiftool.close(), mediainfo.close()]);
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('gives the same facts as the same files on disk', async () => {
    const remote = await inspectAll(s3Storage('s3://cards', client), 'A001');
    const local = await inspectAll(localStorage(join(folder, 'cards')), 'A001');
    expect(remote.length).toBe(5);
    for (const [index, clip] of remote.entries()) expect(inspectionJson(clip)).toEqual(inspectionJson(local[index]!));
  });

  it('reads a few megabytes of a 100 GB movie', async () => {
    // karma.mp4 with its media data stretched by a hole: the atom before moov grows to 64-bit size, chunk offsets stay at the head.
    const size = 100 * 10 ** 9;
    const original = readFileSync(join(samples!, 'camera-files/gopro-gpmf-parser/karma.mp4'));
    const moov = original.indexOf('moov') - 4;
    const path = join(folder, 'cards/large.mp4');
    const file = openSync(path, 'w');
    ftruncateSync(file, size);
    writeSync(file, original.subarray(0, moov), 0, moov, 0);
    const hole = Buffer.alloc(16);
    hole.writeUInt32BE(1, 0);
    hole.write('free', 4);
    hole.writeBigUInt64BE(BigInt(size - (original.length - moov) - moov), 8);
    writeSync(file, hole, 0, 16, moov);
    writeSync(file, original.subarray(moov), 0, original.length - moov, size - (original.length - moov));
    closeSync(file);
    expect(existsSync(path)).toBe(true);
    const storage = s3Storage('s3://cards', client);
    const [clip] = await inspectAll(storage, 'large.mp4');
    const document = inspectionJson(clip!);
    expect(document['timecode']).toMatchObject({ start: '19:26:48:04', base: 30 });
    expect(document['frameCount']).toBe(362);
    expect(clip!.facts.find(({ field }) => field === 'lens.serial')?.value).toBe('LAE6101112400243');
    console.log(`read ${(storage.bytesRead() / 2 ** 20).toFixed(1)} MiB of ${size / 10 ** 9} GB`);
    expect(storage.bytesRead()).toBeLessThan(10 * 2 ** 20);
  });

  it('says what is not there, and refuses paths that lead out', async () => {
    const storage = s3Storage('s3://cards/A001', client);
    await expect(storage.open('nothing.mov')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(storage.open('../large.mp4')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const gone = s3Storage('s3://no-such-bucket', client);
    await expect(inspectAll(gone, '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
