import { expect, test } from 'vitest';
import { corrected, spellable } from './correct.ts';
import { parseQuery } from './parse.ts';

const wordsOf = (query: string) => spellable(query, parseQuery(query).clauses);

test('words may be misspelt; numbers, names, fields and what is not wanted may not', () => {
  expect(wordsOf('arri A001C003 "Car interor" ei:800 -proxy 42')).toEqual([
    { word: 'arri', at: 0 },
    { word: 'car', at: 15 },
    { word: 'interor', at: 19 },
  ]);
});

test('only what is exchanged changes', () => {
  const query = 'Harbuor wide "car interor" ei:>=800';
  const by: Record<string, string> = { harbuor: 'harbour', interor: 'interior' };
  expect(
    corrected(
      query,
      wordsOf(query).map((each) => ({ ...each, by: by[each.word] })),
    ),
  ).toBe('harbour wide "car interior" ei:>=800');
  expect(corrected('wide', [{ word: 'wide', at: 0, by: undefined }])).toBeUndefined();
});
