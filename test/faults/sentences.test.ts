/** What goes wrong every day: one clear sentence and the right exit code or GraphQL error each. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newHome, startService, type Service } from '../servers/service.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
let service: Service;
let folder: string;

beforeAll(async () => {
  service = await startService();
  folder = mkdtempSync(join(tmpdir(), 'rushes-faults-'));
  chmodSync(folder, 0o755);
  await service.rushes('production', 'create', 'harbour', '--title', 'Harbour', '--rate', '24000/1001');
}, 120_000);
afterAll(async () => {
  await service?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One sentence: nothing of a stack, no more than a few lines. */
function isSentence(text: string): void {
  expect(text.trim()).not.toBe('');
  expect(text).not.toMatch(/\n\s+at |node:internal|undefined|\[object/);
  expect(text.trim().split('\n').length).toBeLessThanOrEqual(3);
}

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('files', () => {
  test('unknown: exit 2, and says what it is not', async () => {
    const { code, stderr } = await service.rushes('inspect', file('notes.txt', 'just some words'));
    expect(code).toBe(2);
    isSentence(stderr);
    expect(stderr).toContain('notes.txt');
  });

  test('an ingest whose clip cannot be read: exit 1, and says why', async () => {
    const { code, stdout } = await service.rushes('ingest', file('notes.json', '{"no": "export"}'), '--production', 'harbour');
    expect(code).toBe(1);
    expect(stdout).toMatch(/1 failed\nERROR \S*notes\.json is no vendor.s export that Rushes reads\. \(notes\)/);
  });

  test('absent: exit 2, and names it', async () => {
    const { code, stderr } = await service.rushes('inspect', join(folder, 'nothing.mov'));
    expect(code).toBe(2);
    isSentence(stderr);
    expect(stderr).toContain('nothing.mov');
  });

  test('empty: exit 2, and says to copy it again', async () => {
    const { code, stderr } = await service.rushes('inspect', file('empty.mov', ''));
    expect(code).toBe(2);
    isSentence(stderr);
    expect(stderr).toContain('empty.mov is empty; copy it again from the card.');
  });

  test('truncated, before its header or behind it: exit 1 and a sentence; a whole one beside it is read', async () => {
    const whole = join(folder, 'A001C001_260202_R1AB.mov');
    const source = [
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=128x72:rate=24000/1001',
      '-frames:v',
      '24',
      '-c:v',
      'prores',
      '-timecode',
      '10:00:00:00',
    ];
    expect(spawnSync('ffmpeg', ['-v', 'error', ...source, whole]).status).toBe(0);
    // ffmpeg writes the header last: half of the file has none.
    const bytes = readFileSync(whole);
    const headless = file('headless.mov', bytes.subarray(0, bytes.length / 2));
    const { code, stdout } = await service.rushes('inspect', headless);
    expect(code).toBe(1);
    expect(stdout).toContain('headless.mov ends before its movie header; copy it again from the card.');
    const fast = join(folder, 'fast.mov');
    expect(spawnSync('ffmpeg', ['-v', 'error', '-i', whole, '-c', 'copy', '-movflags', 'faststart', fast]).status).toBe(0);
    const cut = file('cut.mov', readFileSync(fast).subarray(0, -4000));
    const both = await service.rushes('inspect', whole, headless, cut, '--json');
    expect(both.code).toBe(1);
    const { clips } = JSON.parse(both.stdout) as {
      clips: { name: string; timecode: { start: string } | null; problems: { code: string; message: string }[] }[];
    };
    expect(clips.map(({ name, timecode }) => [name, timecode?.start])).toEqual([
      ['A001C001_260202_R1AB', '10:00:00:00'],
      ['cut', '10:00:00:00'],
      ['headless', undefined],
    ]);
    expect(clips[0]!.problems).toEqual([]);
    expect(clips[1]!.problems.map(({ message }) => message).join()).toMatch(/cut\.mov.*(ends|cut|copy it again)/);
  });

  test.skipIf(!isRoot)('a folder that may not be read, under another user: the ingest says so and takes the rest', async () => {
    const card = join(folder, 'card');
    mkdirSync(join(card, 'open'), { recursive: true });
    mkdirSync(join(card, 'closed'));
    writeFileSync(join(card, 'closed', 'a.mov'), 'x');
    chmodSync(join(card, 'closed'), 0o700);
    for (const path of [join(folder), card, join(card, 'open')]) chmodSync(path, 0o755);
    // `inspect` of the folder as somebody who is not its owner.
    const done = spawnSync(join(project, 'node_modules/.bin/node'), ['src/cli/main.ts', 'inspect', join(card, 'closed', 'a.mov')], {
      cwd: project,
      uid: nobody,
      gid: nobody,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', HOME: folder },
    });
    expect(done.status).toBe(2);
    isSentence(done.stderr);
    expect(done.stderr).toMatch(/may not be read by this user/);
  });

  test.skipIf(!isRoot)(
    'the same to a service of another user: the ingest names the folder, takes the rest, and ends with exit 1',
    async () => {
      const card = join(folder, 'card');
      spawnSync('ffmpeg', [
        '-v',
        'error',
        '-f',
        'lavfi',
        '-i',
        'testsrc2=size=128x72:rate=24',
        '-frames:v',
        '12',
        '-c:v',
        'prores',
        join(card, 'open', 'b.mov'),
      ]);
      const home = newHome();
      chownSync(home, nobody, nobody);
      const other = await startService({ home, uid: nobody });
      try {
        expect((await other.rushes('production', 'create', 'harbour', '--title', 'H', '--rate', '24')).code).toBe(0);
        const { code, stdout } = await other.rushes('ingest', card, '--production', 'harbour', '--json');
        expect(code, stdout).toBe(1);
        const [ingest] = (
          JSON.parse(stdout) as { ingests: { state: string; clipCount: number; problems: { message: string; at: string }[] }[] }
        ).ingests;
        expect(ingest).toMatchObject({ state: 'DONE', clipCount: 1 });
        expect(ingest!.problems).toEqual([
          expect.objectContaining({
            severity: 'ERROR',
            code: 'FOLDER_UNREADABLE',
            message: expect.stringContaining('may not be read by this user') as string,
          }),
        ]);
        expect(ingest!.problems[0]!.at).toMatch(/card\/closed$/);
        const closed = await other.rushes('ingest', join(card, 'closed'), '--production', 'harbour');
        expect(closed.code).toBe(2);
        isSentence(closed.stderr);
        expect(closed.stderr).toContain('may not be read by this user');
      } finally {
        await other.close();
      }
    },
  );

  test('an EDL in the wrong encoding reads, or names the line; lint never throws', async () => {
    const line = '001  A001C001 V C 01:00:00:00 01:00:01:00 01:00:00:00 01:00:01:00\r\n* FROM CLIP NAME: CAF\u00c9';
    const text = `TITLE: CAF\u00c9\r\nFCM: NON-DROP FRAME\r\n\r\n${line}\r\n`;
    for (const [name, bytes] of [
      ['latin1.edl', Buffer.from(text, 'latin1')],
      ['utf16.edl', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
      ['utf8.edl', Buffer.from(`\ufeff${text}`, 'utf8')],
    ] as const) {
      const { code, stdout } = await service.rushes('lint', file(name, bytes), '--json');
      const { events } = JSON.parse(stdout) as { events: { reel: string; names: { value: string }[] }[] };
      expect([0, 1], name).toContain(code);
      expect(
        events.map((event) => event.reel),
        name,
      ).toEqual(['A001C001']);
      expect(events[0]!.names[0]!.value, name).toBe('CAF\u00c9');
    }
    const binary = await service.rushes(
      'lint',
      file(
        'binary.edl',
        Uint8Array.from({ length: 3000 }, (_, n) => (n * 37) % 256),
      ),
    );
    expect(binary.code).toBe(2);
    isSentence(binary.stderr);
    expect(binary.stderr + binary.stdout).not.toMatch(/\n\s+at /);
  });
});

describe('the service', () => {
  test('an unknown production: exit 2; the API says NOT_FOUND', async () => {
    const { code, stderr } = await service.rushes('search', 'arri', '--production', 'nowhere');
    expect(code).toBe(2);
    isSentence(stderr);
    expect(stderr).toContain('nowhere');
    await expect(service.ask('{ clips(production: "nowhere") { totalCount } }')).rejects.toThrow(/no production "nowhere"/);
  });

  test('no token, a wrong one: exit 4', async () => {
    for (const token of ['', 'rushes_wrong']) {
      const done = spawnSync(join(project, 'rushes'), ['production', 'list'], {
        encoding: 'utf8',
        env: { ...process.env, RUSHES_URL: service.url, RUSHES_TOKEN: token, RUSHES_HOME: join(folder, 'no-home') },
      });
      expect(done.status).toBe(4);
      isSentence(done.stderr);
      expect(done.stderr).toMatch(/token/);
    }
  });

  test('a taken port: exit 3, and the variable is named', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const failed = await startService({ env: { RUSHES_PORT: String(port) } }).catch((error: Error) => error.message);
    taken.close();
    expect(failed).toContain('(exit 3)');
    expect(failed).toContain(String(port));
    expect(failed).toContain('RUSHES_PORT');
    expect(failed).not.toMatch(/\n\s+at /);
  });

  test('a second service on the same home: exit 3, and the first goes on', async () => {
    const failed = await startService({ home: service.home }).catch((error: Error) => error.message);
    expect(failed).toContain('(exit 3)');
    expect(failed).toMatch(/Another Rushes service runs/);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  });

  test('no Python: it starts all the same and says what is missing; inspecting and matching work', async () => {
    const home = mkdtempSync(join(tmpdir(), 'rushes-nopython-'));
    chmodSync(home, 0o755);
    const bare = await startService({ home });
    try {
      expect(bare.printed()).toMatch(/Note: .*(Python|imaging engine)/);
      const { service: about } = await bare.ask('{ service { notices } }');
      expect(about.notices.join(' ')).toMatch(/Python|engine/);
      expect((await bare.rushes('production', 'create', 'x1', '--title', 'X', '--rate', '25')).code).toBe(0);
      const ale = file(
        'day.ale',
        'Heading\nFIELD_DELIM\tTABS\nFPS\t25\n\nColumn\nName\tStart\tEnd\n\nData\nA001C001_260202_R1AB\t10:00:00:00\t10:00:02:00\n',
      );
      expect((await bare.rushes('ingest', ale, '--production', 'x1')).code).toBe(0);
      const render = await bare.rushes('render', 'A001C001_260202_R1AB', '--production', 'x1', '--recipe', 'still');
      expect([2, 3]).toContain(render.code);
      isSentence(render.stderr);
      // An AAF is read by the Python package only.
      const aaf = await bare.rushes(
        'lint',
        file('cut.aaf', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array<number>(600).fill(0)])),
      );
      expect(aaf.code).toBe(3);
      isSentence(aaf.stderr);
      expect(aaf.stderr).toMatch(/Python|imaging engine/);
    } finally {
      await bare.close();
    }
  });

  test('no Python on the machine: preparing says so in a sentence, and does not keep the service from starting', () => {
    const home = mkdtempSync(join(tmpdir(), 'rushes-unprepared-'));
    const script = `import('./scripts/engines.ts').then(({ prepareEngines }) => prepareEngines(${JSON.stringify(home)})).then((done) => console.log(JSON.stringify(done)))`;
    const done = spawnSync(join(project, 'node_modules/.bin/node'), ['-e', script], {
      cwd: project,
      encoding: 'utf8',
      env: { PATH: join(home, 'nothing'), RUSHES_HOME: home },
    });
    rmSync(home, { recursive: true, force: true });
    expect(done.status).toBe(0);
    isSentence(done.stderr);
    expect(done.stderr).toMatch(/No Python 3\.11 or later with venv was found: install it and start again/);
    expect(JSON.parse(done.stdout)).toMatchObject({ ready: false });
  });

  test('SIGTERM ends it within its grace, with exit 0', async () => {
    const another = await startService();
    const { code, milliseconds } = await another.terminate();
    expect(code).toBe(0);
    console.log(`SIGTERM: ended after ${Math.round(milliseconds)} ms`);
    await another.close();
  });
});

test.skipIf(!isRoot)('paths that leave the media roots are refused, also through links', async () => {
  const root = join(folder, 'root');
  mkdirSync(join(root, 'A001'), { recursive: true });
  symlinkSync('/etc', join(root, 'A001', 'escape'));
  chownSync(root, 65534, 65534);
  const rooted = await startService({ env: { RUSHES_MEDIA_ROOTS: `cards=${root}` } });
  try {
    await rooted.rushes('production', 'create', 'harbour', '--title', 'H', '--rate', '24');
    for (const path of ['cards:../..', '/etc', 'cards:A001/escape', 'cards:A001/../../outside']) {
      const { code, stderr, stdout } = await rooted.rushes('ingest', path, '--production', 'harbour');
      expect([1, 2, 4], `${path}: ${stdout}${stderr}`).toContain(code);
      expect(stderr + stdout).not.toMatch(/passwd|shadow/);
    }
    expect((await rooted.ask('{ clips(production: "harbour") { totalCount } }')).clips.totalCount).toBe(0);
  } finally {
    await rooted.close();
  }
});
