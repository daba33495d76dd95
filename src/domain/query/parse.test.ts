import { describe, expect, test } from 'vitest';
import { parseQuery, queryTokens } from './parse.ts';

describe('a search as people type it', () => {
  test('a comma means "or" for words, numbers, ranges and days, quoted or not', () => {
    const { clauses, problems } = parseQuery('model:"ALEXA 35","ALEXA Mini LF",venice ei:400,>=1600 day:2026-02-01,2026-02-03..2026-02-05');
    expect(problems).toEqual([]);
    expect(clauses).toEqual([
      { kind: 'keyword', field: 'model', values: ['alexa 35', 'alexa mini lf', 'venice'], negated: false, at: 0 },
      { kind: 'number', field: 'ei', bounds: [{ min: 400, max: 400 }, { min: 1600 }], negated: false, at: 40 },
      {
        kind: 'date',
        field: 'day',
        days: [
          { from: '2026-02-01', to: '2026-02-01' },
          { from: '2026-02-03', to: '2026-02-05' },
        ],
        negated: false,
        at: 54,
      },
    ]);
  });

  test('a comma within quotation marks is part of the value', () => {
    expect(parseQuery('look:"Show LUT, night"').clauses).toEqual([
      { kind: 'keyword', field: 'look', values: ['show lut, night'], negated: false, at: 0 },
    ]);
  });

  test.each([
    ['ei:loud', 3, '"loud" is no number for ei'],
    ['ei:400,loud', 7, '"loud" is no number for ei'],
    ['arri day:yesterday', 9, '"yesterday" is no day'],
    ['arri -speed:4', 6, 'There is no field "speed"'],
    ['arri ei:', 8, '"ei:" needs a value behind it.'],
    ['scene:,', 6, '"scene:" needs a value behind it.'],
    ['lens::', 5, '"lens:" needs a value behind it.'],
    ['arri "night', 5, 'This quotation mark is not closed.'],
    ['model:"night', 6, 'This quotation mark is not closed.'],
  ])('%s: points at character %i', (text, at, message) => {
    const [problem, ...more] = parseQuery(text).problems;
    expect(more).toEqual([]);
    expect(problem?.at).toBe(at);
    expect(problem?.message).toContain(message);
  });

  test('each condition knows where it stands', () => {
    const text = ' arri  -model:"ALEXA 35",x "car interior"';
    expect(queryTokens(text).map(({ at, end }) => text.slice(at, end))).toEqual(['arri', '-model:"ALEXA 35",x', '"car interior"']);
  });
});
