import { expect, test } from 'vitest';
import type { Fact } from '../clip.ts';
import { lensMoments } from './lensMoments.ts';

const fact = (field: string, value: number, runs?: readonly (readonly [number, number, number])[]): [string, Fact] => [
  field,
  {
    field,
    value,
    confidence: 1,
    origin: { source: 'test', key: field, raw: '', readerVersion: '1' },
    rule: 'test',
    ...(runs ? { runs: runs.map(([from, out, at]) => ({ in: from, out, value: at })) } : {}),
  },
];
const momentsOf = (...facts: [string, Fact][]) => lensMoments(new Map(facts));

test('a lens that stays as it is has one moment; unknown values are left out', () => {
  expect(momentsOf(fact('lens.focalLengthMm', 40), fact('lens.tStop', 2.8))).toEqual([{ focal: [40, 40], tstop: [2.8, 2.8] }]);
  expect(momentsOf()).toEqual([]);
});

test('values belong together only where they stood together', () => {
  // Near focus at T4, far focus at T2: nowhere near focus at T2.
  const moments = momentsOf(
    fact('lens.tStop', 4, [
      [0, 50, 4],
      [60, 100, 2],
    ]),
    fact('lens.focusDistanceMetres', 1, [
      [0, 50, 1],
      [60, 100, 5],
    ]),
  );
  expect(moments).toEqual([
    { tstop: [4, 4], focus: [1, 1] },
    { tstop: [2, 2], focus: [5, 5] },
  ]);
});

test('on its way to the next sample a value passes through all between', () => {
  expect(
    momentsOf(
      fact('lens.focalLengthMm', 35, [
        [0, 1, 35],
        [1, 2, 44],
        [2, 9, 50],
      ]),
      fact('lens.tStop', 2.8),
    ),
  ).toEqual([
    { focal: [35, 44], tstop: [2.8, 2.8] },
    { focal: [44, 50], tstop: [2.8, 2.8] },
    { focal: [50, 50], tstop: [2.8, 2.8] },
  ]);
});

test('a clip of many samples is made coarser, never loses a value, and has at most 64 moments', () => {
  const runs = Array.from({ length: 5000 }, (_, n) => [n, n + 1, 1 + n / 100] as const);
  const moments = momentsOf(fact('lens.focusDistanceMetres', 1, runs));
  expect(moments.length).toBeLessThanOrEqual(64);
  for (const [, , value] of runs) expect(moments.some(({ focus }) => focus![0] <= value && value <= focus![1])).toBe(true);
  expect(Math.min(...moments.map(({ focus }) => focus![0]))).toBe(1);
  expect(Math.max(...moments.map(({ focus }) => focus![1]))).toBe(50.99);
});
