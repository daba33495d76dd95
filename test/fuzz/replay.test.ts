/** What the fuzzer (`npm run bench -- fuzz`) found once stays mended: every kept input is read to an end, without a crash. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bytesOf, corpusOf } from './corpus.ts';
import { fuzzTargets } from './targets.ts';

describe('inputs that the fuzzer kept', () => {
  it('belong to readers that are there', () => {
    const readers = readdirSync(fileURLToPath(new URL('./corpus/', import.meta.url))).map((name) => name.replace(/\.json$/, ''));
    expect(readers.filter((reader) => !fuzzTargets.some(({ name }) => name === reader))).toEqual([]);
  });

  it.each(fuzzTargets.map(({ name }) => name))('%s', async (name) => {
    const target = fuzzTargets.find((one) => one.name === name)!;
    const kept = corpusOf(name);
    for (const input of [...kept.map(bytesOf), ...target.seeds(), new Uint8Array(0)]) await target.run(input);
    expect(kept.every(({ why }) => why !== '')).toBe(true);
  });
});
