/** ASC MHL and MHL 1.x against the reference tool and against xxhsum and md5sum, which are run here: the same verdicts, also where something is wrong. */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { verifyLocalFolder } from '../../src/openIntegrity.ts';
import { samplesFolder } from '../samples.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const reference = join(project, '.rushes/test-oracles/venv/bin/ascmhl-debug');
const differ = join(project, '.rushes/test-oracles/venv/bin/ascmhl');
const samples = samplesFolder();
const work = mkdtempSync(join(tmpdir(), 'rushes-verify-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const foldersWith = (path: string, what: (names: string[]) => boolean): string[] => {
  if (!statSync(path).isDirectory()) return [];
  const names = readdirSync(path);
  return what(names) ? [path] : names.flatMap((name) => foldersWith(join(path, name), what));
};
const histories = samples ? foldersWith(join(samples, 'asc-mhl'), (names) => names.includes('ascmhl')) : [];
const filesUnder = (path: string): string[] =>
  readdirSync(path).flatMap((name) => (statSync(join(path, name)).isDirectory() ? filesUnder(join(path, name)) : [join(path, name)]));
const payload = (folder: string): string[] => filesUnder(folder).filter((path) => !path.includes('/ascmhl/'));
const manifests = (folder: string): string[] =>
  filesUnder(join(folder, 'ascmhl'))
    .filter((path) => path.endsWith('.mhl'))
    .sort();

/** What can happen to a roll; the folder is a copy. */
const events: readonly (readonly [string, (folder: string) => void])[] = [
  ['as it came', () => undefined],
  [
    'one byte changed',
    (folder) =>
      writeFileSync(
        payload(folder)[0]!,
        Uint8Array.from(readFileSync(payload(folder)[0]!), (byte, n) => (n === 0 ? byte ^ 1 : byte)),
      ),
  ],
  ['a byte appended', (folder) => appendFileSync(payload(folder).at(-1)!, '!')],
  ['a file gone', (folder) => rmSync(payload(folder)[0]!)],
  ['a file more', (folder) => writeFileSync(join(folder, 'unexpected.txt'), 'new')],
  ['a file renamed', (folder) => renameSync(payload(folder)[0]!, `${payload(folder)[0]!}.bak`)],
  ['what an operating system leaves', (folder) => writeFileSync(join(folder, '.DS_Store'), 'x')],
  ['a manifest changed', (folder) => appendFileSync(manifests(folder)[0]!, '\n<!-- -->\n')],
  ['a manifest gone', (folder) => rmSync(manifests(folder)[0]!)],
  ['the chain gone', (folder) => rmSync(join(folder, 'ascmhl/ascmhl_chain.xml'))],
];

let counter = 0;
const copyOf = (folder: string): string => {
  const copy = join(work, String((counter += 1)), folder.split('/').at(-1)!);
  cpSync(folder, copy, { recursive: true });
  return copy;
};

describe.skipIf(!samples || !existsSync(reference))('ASC MHL', () => {
  test('there are scenarios', () => expect(histories.length).toBeGreaterThan(5));
  const cases = histories.flatMap((folder) =>
    events.map(([name, happen]) => [relative(join(samples!, 'asc-mhl'), folder), name, folder, happen] as const),
  );
  test.each(cases)('%s: %s', async (_scenario, name, folder, happen) => {
    const copy = copyOf(folder);
    happen(copy);
    const wanted = spawnSync(reference, ['verify', copy], { encoding: 'utf8' });
    const report = await verifyLocalFolder(copy, {});
    expect(report.exitCode, `${name}\n${wanted.stdout}${wanted.stderr}\n${JSON.stringify(report.findings)}`).toBe(wanted.status);
    if (/changed|appended/.test(name)) expect(report.exitCode).not.toBe(0);
  });

  test('completeness alone, as the reference’s diff says', async () => {
    for (const folder of histories) {
      for (const [name, happen] of events) {
        const copy = copyOf(folder);
        happen(copy);
        const wanted = spawnSync(differ, ['diff', copy], { encoding: 'utf8' });
        const report = await verifyLocalFolder(copy, { quick: true });
        expect(report.exitCode, `${folder} ${name}\n${wanted.stdout}${wanted.stderr}`).toBe(wanted.status);
      }
    }
  });
});

/** Hashes of a list, by algorithm, as `xxhsum` and `md5sum` compute them. MHL 1.x writes `xxhash64` byte-reversed. */
function digestOf(algorithm: string, path: string): string | undefined {
  const first = (command: string, args: string[]): string =>
    spawnSync(command, args, { encoding: 'utf8' }).stdout.trim().replace(/^\\/, '').split(/\s+/)[0]!;
  switch (algorithm) {
    case 'md5':
      return first('md5sum', [path]);
    case 'sha1':
      return first('sha1sum', [path]);
    case 'xxhash64be':
      return first('xxhsum', ['-H1', path]);
    case 'xxhash64':
      return first('xxhsum', ['-H1', path]).match(/../g)!.reverse().join('');
    default:
      return undefined;
  }
}

describe.skipIf(!samples)('MHL 1.x', () => {
  const lists = samples
    ? foldersWith(
        join(samples, 'legacy-mhl'),
        (names) => names.some((name) => name.endsWith('.mhl')) && names.some((name) => name.endsWith('.txt')),
      )
    : [];
  const cases = lists.flatMap((folder) =>
    events.slice(0, 5).map(([name, happen]) => [folder.split('/').at(-1)!, name, folder, happen] as const),
  );
  test.each(cases)('%s: %s', async (_list, _name, folder, happen) => {
    const copy = join(work, String((counter += 1)));
    cpSync(folder, copy, { recursive: true });
    const list = readdirSync(copy).find((name) => name.endsWith('.mhl'))!;
    const text = readFileSync(join(copy, list), 'utf8');
    // The list itself is no part of what it names.
    renameSync(join(copy, list), join(work, `list-${counter}`));
    happen(copy);
    renameSync(join(work, `list-${counter}`), join(copy, list));
    const entries = [...text.matchAll(/<hash>([\s\S]*?)<\/hash>/g)].map(([, body]) => ({
      file: /<file>([^<]*)<\/file>/.exec(body!)![1]!,
      digests: [...body!.matchAll(/<(md5|sha1|xxhash64|xxhash64be)>([^<]+)</g)].map(([, algorithm, value]) => ({
        algorithm: algorithm!,
        value: value!.toLowerCase(),
      })),
    }));
    const missing = entries.some(({ file }) => !existsSync(join(copy, file)));
    const wrong = entries.some(
      ({ file, digests }) =>
        existsSync(join(copy, file)) && digests.some(({ algorithm, value }) => digestOf(algorithm, join(copy, file)) !== value),
    );
    const report = await verifyLocalFolder(copy, {});
    expect(
      report.findings.some(({ code }) => code === 'MHL_MISSING_FILE'),
      'missing',
    ).toBe(missing);
    expect(
      report.findings.some(({ code }) => code === 'MHL_HASH_MISMATCH'),
      'wrong',
    ).toBe(wrong);
    if (missing || wrong) expect(report.exitCode).not.toBe(0);
  });
});

describe('MHL 1.x in other hands', () => {
  const folderWith = (files: Readonly<Record<string, string | Uint8Array>>): string => {
    const folder = join(work, String((counter += 1)));
    mkdirSync(folder);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return folder;
  };

  // The older tools wrote in the encoding of their country and said so (pomfort/mhl-tool, tests/aux_files); iconv writes these. UTF-16 came without a mark.
  test.each([
    ['EUC-JP', '日本人_国語.txt'],
    ['EUC-KR', '한국의.txt'],
    ['WINDOWS-1251', 'русский.txt'],
    ['ISO-8859-6', 'دليل.txt'],
    ['ISO-8859-15', 'Kölner_Dom.txt'],
    ['UTF-16LE', 'Straße.txt'],
    ['UTF-16BE', 'Straße.txt'],
    ['UTF-32', 'Straße_日本.txt'],
  ])('reads a list in %s', async (encoding, name) => {
    const md5 = spawnSync('md5sum', { input: 'abc' }).stdout.toString().slice(0, 32);
    const list = `<?xml version="1.0" encoding="${encoding}"?>\n<hashlist version="1.0"><hash><file>${name}</file><size>3</size><md5>${md5}</md5></hash></hashlist>\n`;
    const written = spawnSync('iconv', ['-f', 'UTF-8', '-t', encoding], { input: list }).stdout;
    expect(written.length).toBeGreaterThan(0);
    expect(await verifyLocalFolder(folderWith({ [name]: 'abc', 'list.mhl': written }), {})).toMatchObject({
      exitCode: 0,
      filesVerified: 1,
      problems: [],
    });
  });

  test('a list that cannot be read is a fault of its own, not the absence of one', async () => {
    for (const content of ['', ' \n', 'not xml', '<?xml version="1.0"?><note/>']) {
      const report = await verifyLocalFolder(folderWith({ 'clip.mov': 'abc', 'list.mhl': content }), {});
      expect(report).toMatchObject({ exitCode: 31, problems: [{ code: 'MHL_UNREADABLE', at: 'list.mhl' }] });
    }
  });
});
