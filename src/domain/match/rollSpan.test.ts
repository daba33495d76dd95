import { expect, test } from 'vitest';
import { joinedSpan, widenedSpan } from './rollSpan.ts';

const minute = 60 * 7200;
const day = 1440 * minute;
const at = (hours: number, minutes: number): number => (hours * 60 + minutes) * minute;

test('a roll of an evening and the night after it spans the time between, not the day', () => {
  const late = { start: at(23, 50), end: at(23, 55) };
  const early = { start: at(0, 10), end: at(0, 12) };
  const expected = { start: at(23, 50), end: day + at(0, 12) };
  expect(widenedSpan(late, early)).toEqual(expected);
  expect(widenedSpan(early, late)).toEqual(expected);
  expect(widenedSpan(expected, { start: at(1, 0), end: at(1, 1) })).toEqual({ start: at(23, 50), end: day + at(1, 1) });
  expect(widenedSpan(expected, { start: at(23, 40), end: at(23, 41) })).toEqual({ start: at(23, 40), end: day + at(0, 12) });
});

test('a clip over midnight is one part', () => {
  const parts = [
    { start: at(23, 59), end: day },
    { start: 0, end: at(0, 1) },
  ];
  expect(joinedSpan(parts)).toEqual({ start: at(23, 59), end: day + at(0, 1) });
  expect(joinedSpan([])).toBeUndefined();
});
