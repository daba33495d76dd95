import { describe, expect, test } from 'vitest';
import { clipsMeant, correctionFor, isClipId } from './documentNames.ts';
import type { MatchClip } from './result.ts';

const clip = (name: string, more: Partial<MatchClip> = {}): MatchClip => ({ id: name, name, names: [], present: true, ...more });
const first = clip('A001C030_260202_R1AB', {
  roll: 'A001R1AB',
  frameCount: 240,
  timecode: { start: 864000, base: 24, dropFrame: false, runs: [], alternates: [] },
});
const second = clip('A001C030_260215_R1AB', { frameCount: 100 });
const other = clip('A001C031_260202_R1AB', { roll: 'A001R1AB' });
const all = [first, second, other];
const meant = (id: Parameters<typeof clipsMeant>[0], clips: readonly MatchClip[] = all) => clipsMeant(id, clips).map(({ name }) => name);

describe('the clip id of an AMF', () => {
  test('a whole name means one clip, with or without path, extension and case', () => {
    for (const name of ['A001C030_260202_R1AB', 'a001c030_260202_r1ab.mov', 'A001C030-260202-R1AB'])
      expect(meant({ name })).toEqual([first.name]);
  });

  test('a short one means every clip that it could, and is resolved where there is only one', () => {
    expect(meant({ name: 'A001C030' })).toEqual([first.name, second.name]);
    expect(meant({ name: 'A001C031' })).toEqual([other.name]);
    expect(meant({ name: 'A001' })).toEqual([first.name, second.name, other.name]);
    expect(meant({ name: 'B001C001' })).toEqual([]);
  });

  test('a file and a sequence name the clip too; a sequence as long as one of two decides', () => {
    expect(meant({ name: 'x', file: 'file:///A001C031_260202_R1AB.mov' })).toEqual([other.name]);
    const sequence = { pattern: 'A001C031_260202_R1AB.#######.ari', index: '#', min: 0, max: 99 };
    expect(meant({ name: 'x', sequence })).toEqual([other.name]);
    expect(meant({ name: 'A001C030', sequence: { ...sequence, pattern: 'A001C030.#######.ari' } })).toEqual([second.name]);
  });

  test('the uuid that the camera gave is the surest', () => {
    const uuid = '797c7cd8-4eb1-4f67-afce-af2b0a1d0285';
    const known = { ...other, names: [{ kind: 'UUID', value: uuid }] };
    expect(meant({ name: 'A001C030', uuid }, [first, second, known])).toEqual([other.name]);
  });

  test('a roll’s name is no clip’s', () => {
    expect(isClipId({ name: 'B009' }, first)).toBe(false);
    expect(isClipId({ name: 'A001R1AB' }, first)).toBe(false);
  });
});

describe('the correction of a CDL for a clip', () => {
  const cdl = (saturation: number, more: object = {}) =>
    ({ slope: [1, 1, 1], offset: [0, 0, 0], power: [1, 1, 1], saturation, ...more }) as const;

  test('a single one that names nothing is for whatever it is attached to', () => {
    expect(correctionFor([cdl(0.5)], first).correction).toMatchObject({ saturation: 0.5 });
    expect(correctionFor([cdl(0.5, { names: ['B001C001_260202AB'] })], first)).toEqual({ fitting: 0 });
  });

  test('of a collection the one of its name; never one of several that differ', () => {
    const collection = [cdl(0.5, { id: first.name }), cdl(0.6, { id: other.name })];
    expect(correctionFor(collection, first).correction).toMatchObject({ saturation: 0.5 });
    expect(correctionFor(collection, clip('Z001C001_260202AB'))).toEqual({ fitting: 0 });
    expect(correctionFor([...collection, cdl(0.7, { names: [`${first.name}.mov`] })], first)).toEqual({ fitting: 2 });
    expect(correctionFor([...collection, cdl(0.5, { names: [`${first.name}.mov`] })], first).correction).toMatchObject({ saturation: 0.5 });
  });

  test('a reel means the clip that ran at the event’s timecode', () => {
    // 10:00:00:00 to 10:00:10:00 at 24.
    expect(correctionFor([cdl(0.5, { names: ['A001R1AB'], sourceIn: '10:00:02:00' })], first).correction).toBeDefined();
    expect(correctionFor([cdl(0.5, { names: ['A001R1AB'], sourceIn: '11:00:02:00' })], first).fitting).toBe(0);
    expect(correctionFor([cdl(0.5, { names: ['A001R1AB'] })], first).fitting).toBe(0);
  });
});
