/** Every document reader has a golden folder: `input.EXT` and `expected.json`, further cases `<case>.input.EXT`. Expectations are typed by hand, with their evidence. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { documentReaderFor, documents } from '../../src/documents/index.ts';

const folder = fileURLToPath(new URL('./documents/', import.meta.url));
/** `problems`: code and place, `LUT_INVALID show.cube:3`. */
type Expected = { readonly evidence: string; readonly parsed: object; readonly problems: readonly string[] };

const cases = documents.flatMap(({ name }) =>
  (existsSync(`${folder}${name}`) ? readdirSync(`${folder}${name}`) : []).filter((file) => /(^|\.)input\.\w+$/.test(file)).map((file) => [name, file] as const),
);

describe('documents', () => {
  it.each(documents.map(({ name }) => name))('%s has a golden folder with a good and a broken document', (name) => {
    const told = cases.filter(([reader]) => reader === name).map(([, file]) => expectedOf(name, file).problems.length);
    expect(told).toContain(0);
    expect(told.some((count) => count > 0)).toBe(true);
  });

  it.each(cases)('%s %s', async (name, file) => {
    const { evidence, parsed, problems } = expectedOf(name, file);
    expect(evidence).not.toBe('');
    const bytes = readFileSync(`${folder}${name}/${file}`);
    const reader = documentReaderFor(file, bytes)!;
    expect(reader.name).toBe(name);
    const found = await reader.read(file, bytes);
    expect(found.parsed).toMatchObject(parsed);
    expect(found.problems.map(({ code, at }) => `${code} ${at ?? ''}`)).toEqual(problems);
    for (const { message } of found.problems) expect(message).toMatch(/\.$/);
  });
});

function expectedOf(name: string, file: string): Expected {
  return JSON.parse(readFileSync(`${folder}${name}/${file.replace(/input\.\w+$/, 'expected.json')}`, 'utf8')) as Expected;
}
