import fc from 'fast-check';
import Timecode from 'smpte-timecode';
import { describe, expect, it } from 'vitest';
import {
  formatTimecode,
  frameOf,
  framesPerDay,
  isDroppedLabel,
  labelOf,
  labelTicks,
  labelTicksPerSecond,
  parseTimecode,
  type TimecodeFormat,
} from './timecode.ts';

/** The oracle takes playback rates; drop-frame exists there at 29.97 and 59.94. */
const rates: readonly { rate: 23.976 | 24 | 25 | 29.97 | 30 | 50 | 59.94 | 60; format: TimecodeFormat }[] = [
  { rate: 23.976, format: { base: 24, dropFrame: false } },
  { rate: 24, format: { base: 24, dropFrame: false } },
  { rate: 25, format: { base: 25, dropFrame: false } },
  { rate: 29.97, format: { base: 30, dropFrame: false } },
  { rate: 29.97, format: { base: 30, dropFrame: true } },
  { rate: 30, format: { base: 30, dropFrame: false } },
  { rate: 50, format: { base: 50, dropFrame: false } },
  { rate: 59.94, format: { base: 60, dropFrame: false } },
  { rate: 59.94, format: { base: 60, dropFrame: true } },
  { rate: 60, format: { base: 60, dropFrame: false } },
];

describe('timecode against smpte-timecode, an independent library', () => {
  it.each(rates)('%o counts and prints alike', ({ rate, format }) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: framesPerDay(format) - 1 }), (frame) => {
        const oracle = new Timecode(frame, rate, format.dropFrame);
        const text = formatTimecode(frame, format);
        expect(text).toBe(oracle.toString());
        expect(frameOf(parseTimecode(text)!, format)).toBe(frame);
        expect(new Timecode(text, rate, format.dropFrame).frameCount).toBe(frame);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the numbers that everybody knows', () => {
  it('29.97 drop-frame: an hour is 107,892 frames, a day 2,589,408', () => {
    const format = { base: 30, dropFrame: true };
    expect(frameOf(parseTimecode('01:00:00;00')!, format)).toBe(107_892);
    expect(framesPerDay(format)).toBe(2_589_408);
    expect(formatTimecode(1800, format)).toBe('00:01:00;02');
    expect(formatTimecode(17_982, format)).toBe('00:10:00;00');
  });
  it('59.94 drop-frame: an hour is 215,784 frames', () =>
    expect(frameOf(parseTimecode('01:00:00;00')!, { base: 60, dropFrame: true })).toBe(215_784));
  it('119.88 drop-frame skips eight labels a minute', () => {
    const format = { base: 120, dropFrame: true };
    expect(formatTimecode(7200, format)).toBe('00:01:00;008');
    expect(frameOf(parseTimecode('01:00:00;000')!, format)).toBe(431_568);
  });
  it('minutes that are tens drop nothing, others drop their first labels', () => {
    const format = { base: 30, dropFrame: true };
    for (let minute = 0; minute < 60; minute += 1) {
      const label = { hours: 3, minutes: minute, seconds: 0, frames: 1 };
      expect(isDroppedLabel(label, format)).toBe(minute % 10 !== 0);
    }
  });
  it('midnight wraps', () => {
    for (const { format } of rates) {
      expect(labelOf(framesPerDay(format), format)).toEqual({ hours: 0, minutes: 0, seconds: 0, frames: 0 });
      expect(labelOf(-1, format)).toMatchObject({ hours: 23, minutes: 59, seconds: 59, frames: format.base - 1 });
    }
  });
});

describe('every base up to 120', () => {
  const formats = [24, 25, 30, 48, 50, 60, 72, 96, 100, 120].flatMap((base) => [
    { base, dropFrame: false },
    ...(base % 30 === 0 ? [{ base, dropFrame: true }] : []),
  ]);
  it("label and frame are each other's inverse, and labels rise with frames", () => {
    fc.assert(
      fc.property(fc.constantFrom(...formats), fc.integer({ min: 0, max: 30_000_000 }), (format, n) => {
        const frame = n % framesPerDay(format);
        const label = labelOf(frame, format);
        expect(frameOf(label, format)).toBe(frame);
        expect(isDroppedLabel(label, format)).toBe(false);
        expect(label.frames).toBeLessThan(format.base);
        const next = labelTicks(labelOf((frame + 1) % framesPerDay(format), format), format.base);
        const own = labelTicks(label, format.base);
        if (own !== undefined && next !== undefined && frame + 1 < framesPerDay(format)) expect(next).toBeGreaterThan(own);
      }),
      { numRuns: 1000 },
    );
    expect(labelTicksPerSecond % 24).toBe(0);
  });
});

describe('reading a label', () => {
  it.each(['01:00:60:00', '01:60:00:00', '24:00:00:00', '1:2:3:4', '01:00:00', 'x', '01:00:00:0', '01-00-00-00'])('%s is none', (text) =>
    expect(parseTimecode(text)).toBeUndefined(),
  );
  it.each([
    ['01:00:00:00', false],
    ['01:00:00;00', true],
    ['01;00;00;00', true],
    ['01:00:00.00', true],
    ['1:00:00:00', false],
  ])('%s has drop mark %s', (text, mark) => expect(parseTimecode(text)?.dropMark).toBe(mark));
});
