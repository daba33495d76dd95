import { InvalidInput } from './errors.ts';

/** An exact fraction in lowest terms; `den` > 0, both safe integers. */
export type Rational = { readonly num: number; readonly den: number };

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Reduces num/den. Throws InvalidInput when den is 0 or the reduced terms are not safe integers. */
export function rational(num: number | bigint, den: number | bigint = 1): Rational {
  let n = BigInt(num);
  let d = BigInt(den);
  if (d === 0n) throw new InvalidInput(`A fraction cannot have the denominator 0 (${n}/0).`);
  if (d < 0n) [n, d] = [-n, -d];
  const divisor = greatestCommonDivisor(n, d) || 1n;
  n /= divisor;
  d /= divisor;
  if (n > BigInt(Number.MAX_SAFE_INTEGER) || n < -BigInt(Number.MAX_SAFE_INTEGER) || d > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new InvalidInput(`The fraction ${n}/${d} is too large to be a rate or a speed.`);
  }
  return { num: Number(n), den: Number(d) };
}

export const one: Rational = { num: 1, den: 1 };

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compareRationals(a: Rational, b: Rational): number {
  const difference = BigInt(a.num) * BigInt(b.den) - BigInt(b.num) * BigInt(a.den);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function equalRationals(a: Rational, b: Rational): boolean {
  return a.num === b.num && a.den === b.den;
}

/** The simplest fraction within 1e-9 (relative), or what is given, of a decimal whose digits were cut: 1.9444444444 is 35/18. Denominators up to 100,000. */
export function approximate(value: number, within = 1e-9): Rational {
  const target = Math.abs(value);
  let [lowNum, lowDen, num, den] = [0, 1, 1, 0];
  let rest = target;
  for (let step = 0; step < 32; step += 1) {
    const whole = Math.floor(rest);
    [lowNum, lowDen, num, den] = [num, den, whole * num + lowNum, whole * den + lowDen];
    if (den > 100_000 || Math.abs(num / den - target) <= within * Math.max(1, target) || rest === whole) break;
    rest = 1 / (rest - whole);
  }
  if (den > 100_000) return rational(Math.round(value * 1e9), 1_000_000_000);
  return rational(value < 0 ? -num : num, den);
}

/** For display and ordering only; never for frame arithmetic. */
export function toNumber(value: Rational): number {
  return value.num / value.den;
}

/** `24000/1001`, `24/1`. */
export function formatRational(value: Rational): string {
  return `${value.num}/${value.den}`;
}

/** Reads `24000/1001`, `24`, `-1/2` and plain decimals (`0.5` is exactly 1/2). Undefined when it is none of these. */
export function parseRational(text: string): Rational | undefined {
  const fraction = /^\s*([+-]?\d{1,15})\s*[/:]\s*(\d{1,15})\s*$/.exec(text);
  if (fraction) {
    const den = Number(fraction[2]);
    return den === 0 ? undefined : rational(Number(fraction[1]), den);
  }
  const decimal = /^\s*([+-]?)(\d{1,12})(?:\.(\d{0,9}))?\s*$/.exec(text);
  if (!decimal) return undefined;
  const digits = (decimal[3] ?? '').replace(/0+$/, '');
  const value = rational(BigInt(decimal[2]! + digits), 10n ** BigInt(digits.length));
  return decimal[1] === '-' ? rational(-value.num, value.den) : value;
}
