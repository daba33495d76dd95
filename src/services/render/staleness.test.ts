import { expect, it } from 'vitest';
import { changedSince } from './staleness.ts';

const colour = { looks: [{ cdl: { slope: [1, 1, 1], offset: [0, 0, 0], power: [1, 1, 1], saturation: 1 } }] } as const;
const framing = { kind: 'fdl', text: '{}', decision: 'A-B', context: 'C' } as const;

it('a decision that comes back from the database with its keys in another order is the same', () => {
  const stored = {
    colour: { looks: [{ cdl: { saturation: 1, power: [1, 1, 1], offset: [0, 0, 0], slope: [1, 1, 1] } }] },
    framing: { text: '{}', context: 'C', decision: 'A-B', kind: 'fdl', outputPath: 'beside.fdl' },
  } as const;
  expect(changedSince(stored, { colour, framing })).toBeUndefined();
});

it('another decision is told', () => {
  expect(changedSince({ colour, framing }, { colour: {}, framing: { kind: 'full' } })).toBe(
    'The CDL has changed; the framing has changed.',
  );
});
