import { add, divide, multiply, parseRational, rational, subtract, compareRationals, type Rational } from '../../domain/rational.ts';

/** Reads `1001/24000s`, `3600s`. FCPXML has no other form; a decimal (`1.5s`) is a mistake that some writers make and is exact all the same. */
export function parseSeconds(text: string | undefined): Rational | undefined {
  if (text === undefined) return undefined;
  return parseRational(text.trim().replace(/s$/, ''));
}

export const zero: Rational = rational(0);

/** local = a × record + b, in exact seconds: how a nested element's own time follows from the record time of the outermost sequence. */
export type TimeLine = { readonly a: Rational; readonly b: Rational };

export const recordTime: TimeLine = { a: rational(1), b: zero };

export const localAt = (line: TimeLine, record: Rational): Rational => add(multiply(line.a, record), line.b);

/** Undefined where local time stands still. */
export function recordAt(line: TimeLine, local: Rational): Rational | undefined {
  return line.a.num === 0 ? undefined : divide(subtract(local, line.b), line.a);
}

/** The time of an element that stands at `offset` of its parent and begins at `start` of its own. */
export const shifted = (parent: TimeLine, offset: Rational, start: Rational): TimeLine => ({
  a: parent.a,
  b: add(subtract(parent.b, offset), start),
});

export type Span = { readonly from: Rational; readonly to: Rational };

export function clip(span: Span, to: Span): Span | undefined {
  const from = compareRationals(span.from, to.from) >= 0 ? span.from : to.from;
  const end = compareRationals(span.to, to.to) <= 0 ? span.to : to.to;
  return compareRationals(from, end) < 0 ? { from, to: end } : undefined;
}

/** The record span over which local time lies in [from, to). The whole window where local time stands still. */
export function recordSpan(line: TimeLine, from: Rational, to: Rational, window: Span): Span | undefined {
  const [a, b] = [recordAt(line, from), recordAt(line, to)];
  if (!a || !b) return window;
  return clip(compareRationals(a, b) <= 0 ? { from: a, to: b } : { from: b, to: a }, window);
}

export type TimePoint = { readonly time: Rational; readonly value: Rational };

/**
 * The line of a time map over the part that is used: the segment's own where one covers it, else the chord through both ends, which is then
 * a retime of variable speed. `smooth` interpolation is a curve between its points; ends are exact all the same.
 */
export function mapTime(
  inner: TimeLine,
  points: readonly TimePoint[],
  used: Span,
): { readonly line: TimeLine; readonly variable: boolean } {
  const sorted = [...points].sort((p, q) => compareRationals(p.time, q.time));
  const [t0, t1] = [localAt(inner, used.from), localAt(inner, used.to)];
  const [low, high] = compareRationals(t0, t1) <= 0 ? [t0, t1] : [t1, t0];
  const inside = sorted.slice(1, -1).filter((point) => compareRationals(point.time, low) > 0 && compareRationals(point.time, high) < 0);
  const [v0, v1] = [valueAt(sorted, low), valueAt(sorted, high)];
  const span = subtract(high, low);
  const slope = span.num === 0 ? rational(1) : divide(subtract(v1, v0), span);
  const base = subtract(v0, multiply(slope, low));
  return { line: { a: multiply(slope, inner.a), b: add(multiply(slope, inner.b), base) }, variable: inside.length > 0 };
}

function valueAt(sorted: readonly TimePoint[], time: Rational): Rational {
  const next = Math.min(
    Math.max(
      1,
      sorted.findIndex((point) => compareRationals(point.time, time) >= 0),
    ),
    sorted.length - 1,
  );
  const beyond = compareRationals(sorted.at(-1)!.time, time) < 0;
  const [p, q] = beyond ? [sorted.at(-2)!, sorted.at(-1)!] : [sorted[next - 1]!, sorted[next]!];
  const span = subtract(q.time, p.time);
  if (span.num === 0) return p.value;
  return add(p.value, multiply(subtract(q.value, p.value), divide(subtract(time, p.time), span)));
}
