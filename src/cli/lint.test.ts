import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lintFile } from './lint.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rushes-lint-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(text: string, options: { json?: boolean; isTerminal?: boolean; rate?: string } = {}) {
  const path = join(folder, 'cut.edl');
  await writeFile(path, text);
  const [lines, documents] = [[] as string[], [] as unknown[]];
  const output = {
    json: options.json ?? false,
    isTerminal: options.isTerminal ?? false,
    print: (line: string) => void lines.push(line),
    printJson: (document: unknown) => void documents.push(document),
    note: () => undefined,
  };
  const code = await lintFile(path, { rate: options.rate ?? '24' }, output, {});
  return { code, text: lines.join('\n'), documents };
}

const good = 'TITLE: T\n001  A001 V C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\n';
const bad = `${good}002  A001 V C 01:00:00:00 01:00:0X:00 00:00:01:00 00:00:02:00\n`;

describe('lint', () => {
  it('a clean list: 0, one JSON document of the contract', async () => {
    const { code, documents } = await run(good, { json: true });
    expect(code).toBe(0);
    expect(documents).toMatchObject([
      {
        format: 'cmx3600',
        title: 'T',
        rate: '24/1',
        events: [{ number: '001', line: 2, reel: 'A001', speed: '1/1', cdl: null, markers: [] }],
        diagnostics: [],
      },
    ]);
  });
  it('a broken line: 1, with the line itself and a caret under the place', async () => {
    const { code, text } = await run(bad);
    expect(code).toBe(1);
    expect(text).toContain('cut.edl:3:27');
    expect(text).toContain('      | 002  A001 V C 01:00:00:00 01:00:0X:00 00:00:01:00 00:00:02:00\n      |                           ^\n');
    expect(text).not.toContain('\u001b[');
  });
  it('colour only for a terminal', async () => expect((await run(bad, { isTerminal: true })).text).toContain('\u001b[31m'));
  it('nothing to read: a refusal with a sentence', async () => {
    await expect(run('')).rejects.toMatchObject({ code: 'UNREADABLE' });
    await expect(run(good, { rate: 'fast' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: '--rate fast is no frame rate; write 24, 23.976 or 24000/1001.',
    });
    await expect(
      lintFile(
        join(folder, 'absent.edl'),
        {},
        { json: false, isTerminal: false, print: () => undefined, printJson: () => undefined, note: () => undefined },
        {},
      ),
    ).rejects.toThrow('does not exist');
  });
});
