import { nominalBase, type FrameRate } from '../../domain/frameRate.ts';
import { equalRationals, rational, toNumber } from '../../domain/rational.ts';
import type { Range } from './values.ts';

/** Which frames of its media a range means. */

/** A given rate reads the labels as they are, unless it has another base than what is written. */
export const givenRate = (rate: FrameRate, written: FrameRate) => ({
  rate,
  factor: nominalBase(rate) === nominalBase(written) ? 1 : toNumber(rate) / toNumber(written),
  shift: 0,
});

/** The frame that is on screen at this position; what lies within a twentieth of the next one is a double's or a writer's rounding. */
export function shownFrame(position: number): number {
  const nearest = Math.round(position);
  return Math.abs(position - nearest) < 0.05 ? nearest : Math.floor(position);
}

/**
 * How a range counts in its media's frames: OpenTimelineIO's times are times, so 23.976 in media of 24 is converted as 25 in 24 is. Two things that writers
 * do show in the numbers: labels kept over a change of rate (the range fits the media only unconverted), and 23.976024 beside 23.976, where the count
 * that is a whole number is the right one.
 */
export function mediaRate(
  span: { readonly from: number; readonly length: number },
  own: Range | undefined,
  available: Range | undefined,
): { readonly rate: FrameRate; readonly factor: number; readonly shift: number } {
  if (!own || !available) return { rate: own?.rate ?? rational(24), factor: 1, shift: 0 };
  const factor = available.written / own.written;
  const inside = (by: number) =>
    span.from * by >= available.start - 0.5 && (span.from + span.length) * by <= available.start + available.frames + 0.5;
  const whole = (value: number) => Math.abs(value - Math.round(value)) < 0.001;
  const alike = equalRationals(own.rate, available.rate);
  const asLabels = alike ? whole(span.from) : nominalBase(own.rate) === nominalBase(available.rate) && !inside(factor) && inside(1);
  const by = asLabels ? 1 : factor;
  const end = (span.from + span.length) * by;
  const relative = available.start > 0 && span.from * by >= 0 && end <= available.start + 0.5 && end <= available.frames + 0.5;
  return { rate: available.rate, factor: by, shift: relative ? available.start : 0 };
}
