/** Files and paths that mean harm, or were harmed: one clear problem each, never a crash, never a hang. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExifTool } from '../../src/adapters/engines/exiftool.ts';
import { createMediaInfo } from '../../src/adapters/engines/mediainfo.ts';
import { localStorage, openLocalFile } from '../../src/adapters/storage/local.ts';
import { openInspector } from '../../src/openInspector.ts';
import type { Inspector } from '../../src/services/inspect.ts';
import { samplesFolder } from '../samples.ts';

const samples = samplesFolder();
let folder: string;
let inspector: Inspector;
let close: () => Promise<void>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rushes-hostile-'));
  ({ inspector, close } = openInspector());
});
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const codesOf = async (path: string): Promise<readonly string[]> => {
  const { clips, failures } = await inspector.inspectFiles([path]);
  expect(clips).toEqual([]);
  expect(failures.every(({ message }) => message.includes(' ') && message.endsWith('.'))).toBe(true);
  return failures.map(({ code }) => code);
};

describe('files that are none', () => {
  it('absent', async () => expect(await codesOf(join(folder, 'nothing.mov'))).toEqual(['NOT_FOUND']));
  it('empty', async () => expect(await codesOf(write('empty.mov', ''))).toEqual(['FILE_EMPTY']));
  it('text under a movie name', async () =>
    expect(await codesOf(write('text.mov', 'this is a letter, not a movie'))).toEqual(['NOT_WHAT_IT_CLAIMS']));
  it('unknown', async () => expect(await codesOf(write('report.pdf', '%PDF-1.7 nothing to see'))).toEqual(['FORMAT_UNKNOWN']));
  it('a name of another format: the bytes decide', async () => {
    const path = write('exr-inside.dpx', Uint8Array.from([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0, 0]));
    const { clips } = await inspector.inspectFiles([path]);
    expect(clips.map(({ format }) => format)).toEqual(['exr']);
  });
  it('a header that claims 128 GiB', async () => {
    const path = write(
      'huge.mov',
      Buffer.concat([
        Buffer.from([0, 0, 0, 8]),
        Buffer.from('wide'),
        Buffer.from([0, 0, 0, 1]),
        Buffer.from('moov'),
        Buffer.from([0, 0, 0, 32, 0, 0, 0, 0]),
      ]),
    );
    const { failures, clips } = await inspector.inspectFiles([path]);
    const problems = [...failures, ...clips.flatMap((clip) => clip.problems)];
    expect(problems.some(({ code }) => code === 'HEADER_TOO_LARGE')).toBe(true);
  });
  it('a pipe, which would be waited for without end', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.mov')]);
    const { failures } = await inspector.inspectFiles([join(folder, 'pipe.mov')]);
    expect(failures).toHaveLength(1);
  });
});

describe.skipIf(samples === undefined)('files that were cut off', () => {
  it.each([
    'camera-files/gopro-gpmf-parser/karma.mp4',
    'camera-files/sindresorhus-file-type/fixture.mxf',
    'camera-files/exiftool-exiftool/Red.r3d',
    'image-frames/guerilla-di-depix/scratch.dpx',
    'image-frames/AcademySoftwareFoundation-OpenImageIO/test.exr',
  ])('%s at many places', async (sample) => {
    const path = join(folder, `cut${sample.slice(sample.lastIndexOf('.'))}`);
    for (const part of [0.001, 0.01, 0.1, 0.5, 0.9, 0.999]) {
      rmSync(path, { force: true });
      copyFileSync(join(samples!, sample), path);
      chmodSync(path, 0o600);
      const { sizeBytes } = await openLocalFile(path).then(async (source) => (await source.close(), source));
      truncateSync(path, Math.floor(sizeBytes * part));
      const { clips, failures } = await inspector.inspectFiles([path]);
      expect(clips.length + failures.length).toBeGreaterThan(0);
    }
  });

  it('says that a movie cut before its header must be copied again', async () => {
    const path = join(folder, 'karma.mp4');
    copyFileSync(join(samples!, 'camera-files/gopro-gpmf-parser/karma.mp4'), path);
    chmodSync(path, 0o600);
    truncateSync(path, 2_000_000);
    const { clips, failures } = await inspector.inspectFiles([path]);
    expect(
      [...failures, ...clips.flatMap(({ problems }) => problems)].some(
        ({ code, message }) => code === 'FILE_TRUNCATED' && message.includes('copy it again'),
      ),
    ).toBe(true);
  });
});

describe('paths that lead out', () => {
  it.each(['../secret.mov', 'a/../../secret.mov', '/etc/passwd', 'a\0b'])('refuses %j', async (path) => {
    const storage = localStorage(folder);
    await expect(storage.open(path)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('refuses links that leave the root, and lists them as faults', async () => {
    const root = join(folder, 'root');
    mkdirSync(root);
    symlinkSync('/etc/passwd', join(root, 'out.mov'));
    symlinkSync('/etc', join(root, 'outside'));
    symlinkSync('.', join(root, 'loop'));
    writeFileSync(join(root, 'in.mov'), 'x');
    symlinkSync('in.mov', join(root, 'alias.mov'));
    const storage = localStorage(root);
    const faults: string[] = [];
    const files: string[] = [];
    for await (const { path } of storage.list('', ({ path: fault }) => faults.push(fault))) files.push(path);
    expect(files).toEqual(['alias.mov', 'in.mov']);
    expect(faults.sort()).toEqual(['out.mov', 'outside']);
    await expect(storage.open('out.mov')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(storage.open('outside/passwd')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('goes on where a folder may not be read (as another user: root reads everything)', () => {
    const root = mkdtempSync(join(tmpdir(), 'rushes-denied-'));
    chmodSync(root, 0o755);
    mkdirSync(join(root, 'closed'));
    writeFileSync(join(root, 'a.mov'), 'x');
    chmodSync(join(root, 'a.mov'), 0o644);
    chmodSync(join(root, 'closed'), 0);
    const script = `import('${join(process.cwd(), 'src/adapters/storage/local.ts')}').then(async ({ localStorage }) => {
      const faults = []; const files = [];
      for await (const file of localStorage(${JSON.stringify(root)}).list('', (fault) => faults.push(fault.message))) files.push(file.path);
      console.log(JSON.stringify({ faults, files }));
    })`;
    const options = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const result = spawnSync(process.execPath, ['-e', script], {
      ...options,
      encoding: 'utf8',
      cwd: '/',
      env: { PATH: process.env['PATH'] },
    });
    rmSync(root, { recursive: true, force: true });
    if (result.status !== 0 && /EACCES|Cannot find module/.test(result.stderr)) {
      console.log('left out: an unreadable folder as another user (this checkout may not be read by others)');
      if (process.env['CI'] === 'true') throw new Error(result.stderr);
      return;
    }
    const { faults, files } = JSON.parse(result.stdout) as { faults: string[]; files: string[] };
    expect(files).toEqual(['a.mov']);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('may not be read by this user');
  });
});

describe.skipIf(samples === undefined)('engines', () => {
  it('are ended when they do not answer, and answer the next file', async () => {
    const source = await openLocalFile(join(samples!, 'camera-files/gopro-gpmf-parser/karma.mp4'));
    const mediainfo = createMediaInfo();
    const exiftool = createExifTool({ processes: 1 });
    await expect(mediainfo.read(source, { timeLimitMs: 1 })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect((await mediainfo.read(source)).values['Video:FrameCount']).toBe('362');
    await expect(exiftool.read(source, { timeLimitMs: 1 })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect((await exiftool.read(source)).values['UserData:FirmwareVersion']).toBe('HD5.02.02.00.00');
    await Promise.all([mediainfo.close(), exiftool.close(), source.close()]);
  });

  it('are ended when they take too much memory, and answer the next file', async () => {
    const source = await openLocalFile(join(samples!, 'camera-files/gopro-gpmf-parser/karma.mp4'));
    // Less than Node itself needs.
    const starved = createMediaInfo({ memoryLimitMiB: 8 });
    await expect(starved.read(source)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await starved.close();
    const exiftool = createExifTool({ processes: 1, memoryLimitMiB: 512 });
    expect((await exiftool.read(source)).values['UserData:FirmwareVersion']).toBe('HD5.02.02.00.00');
    // The kernel keeps Perl's limit.
    const limits = readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid))
      .flatMap((pid) => {
        try {
          const mine = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ')[1] === String(process.pid);
          const perl = readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('-stay_open');
          return mine && perl ? [/Max address space\s+(\d+)/.exec(readFileSync(`/proc/${pid}/limits`, 'latin1'))?.[1]] : [];
        } catch {
          return [];
        }
      });
    expect(limits).toContain(String(512 * 2 ** 20));
    const mediainfo = createMediaInfo();
    expect((await mediainfo.read(source)).values['Video:FrameCount']).toBe('362');
    await Promise.all([mediainfo.close(), exiftool.close(), source.close()]);
  });

  it('find nothing where a file was opened: it went away, and nothing is concluded from that', async () => {
    const path = write('pulled.mov', readFileSync(join(samples!, 'camera-files/gopro-gpmf-parser/karma.mp4')));
    const source = await openLocalFile(path);
    rmSync(path);
    for (const engine of [createMediaInfo(), createExifTool({ processes: 1 })]) {
      await expect(engine.read(source), engine.name).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await engine.close();
    }
    await source.close();
  });
});
