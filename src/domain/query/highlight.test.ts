import { expect, test } from 'vitest';
import { highlight, soughtWords } from './highlight.ts';

const texts = [
  { field: 'name', text: 'A001C003_260202_R1AB' },
  { field: 'slate.notes', text: 'Car interior; the CARS outside, scar' },
];

test('the words of a query, without fields and negations', () => {
  expect(soughtWords('car -rain ei:800 "wide shot"')).toEqual(['car', 'wide', 'shot']);
});

test('even parts are plain, odd parts found, and joined they are the text', () => {
  expect(highlight(['car'], texts)).toEqual([{ field: 'slate.notes', parts: ['', 'Car', ' interior; the ', 'CAR', 'S outside, scar'] }]);
  expect(highlight(['a001'], texts)).toEqual([{ field: 'name', parts: ['', 'A001', 'C003_260202_R1AB'] }]);
  for (const { parts } of highlight(['car', 'in', 'c'], texts)) expect(texts.map((each) => each.text)).toContain(parts.join(''));
});

test('nothing sought, nothing found', () => {
  expect(highlight([], texts)).toEqual([]);
  expect(highlight(['zebra'], texts)).toEqual([]);
});
