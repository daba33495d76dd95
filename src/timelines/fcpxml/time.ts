import { approximate, parseRational, rational, type Rational } from '../../domain/rational.ts';

/**
 * Seconds as an exact fraction of any size. Times of retimed clips in clips multiply up to 20 digits before they cancel, more than safe
 * integers hold; only frame numbers and rates come out of here.
 */
export type Time = { readonly num: bigint; readonly den: bigint };

function reduced(num: bigint, den: bigint): Time {
  let [a, b] = [num < 0n ? -num : num, den < 0n ? -den : den];
  while (b !== 0n) [a, b] = [b, a % b];
  const divisor = den < 0n ? -a : a;
  return divisor === 0n ? { num: 0n, den: 1n } : { num: num / divisor, den: den / divisor };
}

export const timeOf = (value: Rational | number): Time =>
  typeof value === 'number' ? { num: BigInt(value), den: 1n } : { num: BigInt(value.num), den: BigInt(value.den) };
export const add = (a: Time, b: Time): Time => reduced(a.num * b.den + b.num * a.den, a.den * b.den);
export const subtract = (a: Time, b: Time): Time => reduced(a.num * b.den - b.num * a.den, a.den * b.den);
export const multiply = (a: Time, b: Time): Time => reduced(a.num * b.num, a.den * b.den);
/** b is never zero where this is called: frame durations and slopes are tested before. */
export const divide = (a: Time, b: Time): Time => reduced(a.num * b.den, a.den * b.num);
export const compare = (a: Time, b: Time): number => {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const equal = (a: Time, b: Time): boolean => a.num === b.num && a.den === b.den;

/** The nearest frame; halves go up. */
export function roundTime(value: Time): number {
  return Number(floorOf(value.num * 2n + value.den, value.den * 2n));
}

export const floorTime = (value: Time): number => Number(floorOf(value.num, value.den));

function floorOf(num: bigint, den: bigint): bigint {
  const whole = num / den;
  return num < 0n && whole * den !== num ? whole - 1n : whole;
}

/** For rates and speeds: exact where safe integers hold it. */
export function rationalOf(value: Time): Rational {
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  const size = value.num < 0n ? -value.num : value.num;
  return size <= limit && value.den <= limit ? rational(value.num, value.den) : approximate(Number(value.num) / Number(value.den));
}

/** Reads `1001/24000s`, `3600s`. FCPXML has no other form; a decimal (`1.5s`) is a mistake that some writers make and is exact all the same. */
export function parseSeconds(text: string | undefined): Time | undefined {
  const parsed = text === undefined ? undefined : parseRational(text.trim().replace(/s$/, ''));
  return parsed && timeOf(parsed);
}

export const zero: Time = timeOf(0);

/** local = a × record + b, in exact seconds: how a nested element's own time follows from the record time of the outermost sequence. */
export type TimeLine = { readonly a: Time; readonly b: Time };

export const recordTime: TimeLine = { a: timeOf(1), b: zero };

export const localAt = (line: TimeLine, record: Time): Time => add(multiply(line.a, record), line.b);

/** Undefined where local time stands still. */
export function recordAt(line: TimeLine, local: Time): Time | undefined {
  return line.a.num === 0n ? undefined : divide(subtract(local, line.b), line.a);
}

/** The time of an element that stands at `offset` of its parent and begins at `start` of its own. */
export const shifted = (parent: TimeLine, offset: Time, start: Time): TimeLine => ({
  a: parent.a,
  b: add(subtract(parent.b, offset), start),
});

/** `own`, run through `factor` times as fast from where the parent is at `offset`. */
export function scaled(own: TimeLine, parent: TimeLine, offset: Time, factor: Time): TimeLine {
  if (factor.num === factor.den) return own;
  const anchor = recordAt(parent, offset);
  if (!anchor) return own;
  const a = multiply(own.a, factor);
  return { a, b: subtract(localAt(own, anchor), multiply(a, anchor)) };
}

export type Span = { readonly from: Time; readonly to: Time };

export function clip(span: Span, to: Span): Span | undefined {
  const from = compare(span.from, to.from) >= 0 ? span.from : to.from;
  const end = compare(span.to, to.to) <= 0 ? span.to : to.to;
  return compare(from, end) < 0 ? { from, to: end } : undefined;
}

/** The record span over which local time lies in [from, to). The whole window where local time stands still. */
export function recordSpan(line: TimeLine, from: Time, to: Time, window: Span): Span | undefined {
  const [a, b] = [recordAt(line, from), recordAt(line, to)];
  if (!a || !b) return window;
  return clip(compare(a, b) <= 0 ? { from: a, to: b } : { from: b, to: a }, window);
}

export type TimePoint = { readonly time: Time; readonly value: Time };

/**
 * The line of a time map over the part that is used: the segment's own where one covers it, else the chord through both ends, which is then
 * a retime of variable speed. `smooth` interpolation is a curve between its points; ends are exact all the same.
 */
export function mapTime(
  inner: TimeLine,
  points: readonly TimePoint[],
  used: Span,
): { readonly line: TimeLine; readonly variable: boolean } {
  const sorted = [...points].sort((p, q) => compare(p.time, q.time));
  const [t0, t1] = [localAt(inner, used.from), localAt(inner, used.to)];
  const [low, high] = compare(t0, t1) <= 0 ? [t0, t1] : [t1, t0];
  const inside = sorted.slice(1, -1).filter((point) => compare(point.time, low) > 0 && compare(point.time, high) < 0);
  const [v0, v1] = [valueAt(sorted, low), valueAt(sorted, high)];
  const span = subtract(high, low);
  const slope = span.num === 0n ? timeOf(1) : divide(subtract(v1, v0), span);
  const base = subtract(v0, multiply(slope, low));
  return { line: { a: multiply(slope, inner.a), b: add(multiply(slope, inner.b), base) }, variable: inside.length > 0 };
}

function valueAt(sorted: readonly TimePoint[], time: Time): Time {
  const next = Math.min(
    Math.max(
      1,
      sorted.findIndex((point) => compare(point.time, time) >= 0),
    ),
    sorted.length - 1,
  );
  const beyond = compare(sorted.at(-1)!.time, time) < 0;
  const [p, q] = beyond ? [sorted.at(-2)!, sorted.at(-1)!] : [sorted[next - 1]!, sorted[next]!];
  const span = subtract(q.time, p.time);
  if (span.num === 0n) return p.value;
  return add(p.value, multiply(subtract(q.value, p.value), divide(subtract(time, p.time), span)));
}
