import { expect, test } from 'vitest';
import { nearestWord } from './nearestWord.ts';

const vocabulary = ['harbour', 'harbours', 'interior', 'arri', 'rain', 'ruin', 'a001'].map((word, index) => ({ word, count: 10 - index }));

test.each([
  ['harbuor', 'harbour'],
  ['harbou', 'harbour'],
  ['hrabour', 'harbour'],
  ['interor', 'interior'],
  ['ari', 'arri'],
  ['rane', undefined],
  ['ar', undefined],
  ['rin', 'rain'],
  ['nothing', undefined],
])('%s: %s', (typed, meant) => {
  expect(nearestWord(typed, vocabulary)).toBe(meant);
});
