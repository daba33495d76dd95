import { formatRational, parseRational, rational, toNumber, type Rational } from './rational.ts';

/** Frames per second, exactly. */
export type FrameRate = Rational;

/** The rates in use. NTSC-family rates are N·1000/1001, which 23.976, 23.98, 29.97, 59.94 and 119.88 abbreviate. */
const knownRates: readonly FrameRate[] = [
  ...[12, 12.5, 15, 16, 18, 20, 22, 24, 25, 30, 32, 36, 40, 48, 50, 60, 72, 75, 90, 96, 100, 120, 150, 180, 192, 200, 240].map((n) =>
    rational(Math.round(n * 2), 2),
  ),
  ...[15, 24, 30, 48, 60, 72, 90, 96, 120, 240].map((n) => rational(n * 1000, 1001)),
];

/**
 * The exact rate that a decimal such as 23.976, 23.98, 29.97 or 59.940059 abbreviates: the nearest known rate within 0.005 fps
 * (23.976 is 0.024 away from 24, so the two never meet). Undefined when none is that near.
 */
export function snapFrameRate(framesPerSecond: number): FrameRate | undefined {
  if (!Number.isFinite(framesPerSecond) || framesPerSecond <= 0) return undefined;
  let best: FrameRate | undefined;
  for (const rate of knownRates) {
    if (Math.abs(toNumber(rate) - framesPerSecond) > 0.005) continue;
    if (!best || Math.abs(toNumber(rate) - framesPerSecond) < Math.abs(toNumber(best) - framesPerSecond)) best = rate;
  }
  return best;
}

/** Reads `24000/1001`, `24`, `23.976`, `29.97`. A decimal that is no known rate stays the exact decimal (33.5 is 67/2). */
export function parseFrameRate(text: string): FrameRate | undefined {
  const exact = parseRational(text);
  if (!exact || exact.num <= 0) return undefined;
  if (text.includes('/') || exact.den === 1) return exact;
  return snapFrameRate(toNumber(exact)) ?? exact;
}

/** The integer base that timecode labels of this rate count in: 24 for 24000/1001, 30 for 30000/1001. */
export function nominalBase(rate: FrameRate): number {
  return Math.round(toNumber(rate));
}

/** Frames of a clip that one of its labels stands for: 2 for 50p with labels of base 25 (ST 12-1 counts to 30). */
export function framesPerLabel(playback: FrameRate | undefined, base: number): number {
  const frames = playback ? nominalBase(playback) : base;
  return frames > base && frames % base === 0 ? frames / base : 1;
}

export const formatFrameRate = formatRational;
