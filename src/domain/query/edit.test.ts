import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completionAt, toggleValue, valuesOf, withoutField } from './edit.ts';
import { parseQuery } from './parse.ts';

describe('facets write into the search', () => {
  test.each([
    ['', 'camera', 'A', 'camera:A'],
    ['night pier', 'model', 'ALEXA 35', 'night pier model:"ALEXA 35"'],
    ['model:"ALEXA 35" night', 'model', 'VENICE 2', 'model:"ALEXA 35","VENICE 2" night'],
    ['model:"alexa 35","VENICE 2"', 'model', 'ALEXA 35', 'model:"VENICE 2"'],
    ['camera:a -online:true', 'camera', 'A', '-online:true'],
    // An alias is the same field; what is negated is another condition.
    ['cam:a', 'camera', 'B', 'cam:a,B'],
    ['-camera:a', 'camera', 'A', '-camera:a camera:A'],
    ['look:x', 'look', 'Night, "late"', 'look:x,"Night, late"'],
  ])('%s, %s %s', (text, field, value, expected) => {
    expect(toggleValue(text, field, value)).toBe(expected);
  });

  test('in and out again leaves the same conditions, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (value) => {
        fc.pre(value.replaceAll('"', '').trim() === value.replaceAll('"', '') && value.replaceAll('"', '') !== '');
        const before = 'arri ei:>=800';
        const within = toggleValue(before, 'scene', value);
        expect(parseQuery(within).problems).toEqual([]);
        expect(valuesOf(within, 'scene')).toEqual([value.replaceAll('"', '').toLowerCase()]);
        expect(toggleValue(within, 'scene', value)).toBe(before);
      }),
    );
  });

  test('without a field, for its own counts', () => {
    expect(withoutField('arri camera:a,b cam:c -camera:d ei:800', 'camera')).toBe('arri -camera:d ei:800');
  });
});

describe('completion at the caret', () => {
  const at = (marked: string) => completionAt(marked.replace('|', ''), marked.indexOf('|'));
  test('fields that begin so, by their aliases too', () => {
    expect(at('arri sh|')).toMatchObject({ kind: 'field', from: 5, to: 7, prefix: 'sh' });
    const shown = at('sh|');
    expect(shown?.kind === 'field' && shown.fields.map((field) => field.name)).toEqual(['shot', 'day', 'shutter']);
    expect(at('-mod|')).toMatchObject({ kind: 'field', negated: true, from: 1 });
    expect(at('10:12|')).toBeUndefined();
  });
  test('values of the field, the one that the caret is in', () => {
    expect(at('model:al|')).toMatchObject({ kind: 'value', field: { name: 'model' }, from: 6, to: 8, prefix: 'al' });
    expect(at('model:"ALEXA 35","VEN|"')).toMatchObject({ kind: 'value', from: 17, to: 22, prefix: 'VEN' });
    expect(at('cam:|')).toMatchObject({ kind: 'value', field: { name: 'camera' }, from: 4, to: 4, prefix: '' });
    expect(at('nofield:x|')).toBeUndefined();
  });
});
