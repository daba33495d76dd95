/** What goes wrong every day: one clear sentence and the right exit code or GraphQL error each. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startService, type Service } from '../servers/service.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
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

  test('absent: exit 2, and names it', async () => {
    const { code, stderr } = await service.rushes('inspect', join(folder, 'nothing.mov'));
    expect(code).toBe(2);
    isSentence(stderr);
    expect(stderr).toContain('nothing.mov');
  });

  test('empty and truncated: said, and the rest goes on', async () => {
    const empty = file('empty.mov', '');
    const cut = file('cut.mov', Uint8Array.from([0, 0, 0, 20, 0x66, 0x74, 0x79, 0x70, 0x71, 0x74, 0x20, 0x20, 0, 0, 0, 0]));
    const { code, stdout, stderr } = await service.rushes('inspect', empty, cut, '--json');
    expect([1, 2]).toContain(code);
    const { clips } = JSON.parse(stdout === '' ? '{"clips":[]}' : stdout) as { clips: { name: string; problems: { message: string }[] }[] };
    const said = `${clips.flatMap((clip) => clip.problems.map((problem) => problem.message)).join('\n')}\n${stderr}\n${stdout}`;
    expect(said).toMatch(/empty\.mov|is empty|no bytes|0 bytes/);
    expect(said).toContain('cut');
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
      uid: 65534,
      gid: 65534,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', HOME: folder },
    });
    expect(done.status).toBe(2);
    isSentence(done.stderr);
    expect(done.stderr).toMatch(/permission|may not|not allowed|read/i);
  });

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
    expect([1, 2]).toContain(binary.code);
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
    expect(failed).toContain(String(port));
    expect(failed).toContain('RUSHES_PORT');
    expect(failed).not.toMatch(/\n\s+at /);
  });

  test('a second service on the same home: exit 3, and the first goes on', async () => {
    const failed = await startService({ home: service.home }).catch((error: Error) => error.message);
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
    } finally {
      await bare.close();
    }
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
