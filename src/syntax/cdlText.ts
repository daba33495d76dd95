import type { Cdl } from '../domain/cdl.ts';

type Triple = readonly [number, number, number];

const numberText = '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?';
const numbers = new RegExp(numberText, 'g');

/**
 * Reads `(0.1 0.2 0.3)(1.0 -0.01 0.03)(1.0 0.0 1.0)`, slope, offset, power, with or without spaces and commas, as in the
 * `ASC_SOP` notes of CMX lists and the columns of ALEs (ASC CDL 1.2, section on EDLs). Undefined unless it is nine numbers in three brackets.
 */
export function parseSop(text: string): Pick<Cdl, 'slope' | 'offset' | 'power'> | undefined {
  const groups = text.match(/\(([^()]{1,120})\)/g);
  if (!groups || groups.length !== 3) return undefined;
  const triples = groups.map((group) => group.match(numbers)?.map(Number) ?? []);
  if (triples.some((triple) => triple.length !== 3 || triple.some((value) => !Number.isFinite(value)))) return undefined;
  const [slope, offset, power] = triples as unknown as [Triple, Triple, Triple];
  return { slope, offset, power };
}

/** Saturation: one number that is not negative. */
export function parseSat(text: string): number | undefined {
  const found = new RegExp(`^\\s*\\(?\\s*(${numberText})\\s*\\)?\\s*$`).exec(text);
  const value = found ? Number(found[1]) : undefined;
  return value !== undefined && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Both together, as the ALE column `ASC_SOP` / `CDL` may have them: `(..)(..)(..)0.9`. */
export function parseCdlText(text: string): Cdl | undefined {
  const sop = parseSop(text);
  if (!sop) return undefined;
  const rest = text.slice(text.lastIndexOf(')') + 1);
  return { ...sop, saturation: parseSat(rest) ?? 1 };
}

export const neutralSop: Pick<Cdl, 'slope' | 'offset' | 'power'> = { slope: [1, 1, 1], offset: [0, 0, 0], power: [1, 1, 1] };

/** Ten significant digits, no exponent noise: 0.9405 stays 0.9405. */
function plain(value: number): string {
  return String(Number(value.toPrecision(10)));
}

export function formatSop(cdl: Pick<Cdl, 'slope' | 'offset' | 'power'>): string {
  return [cdl.slope, cdl.offset, cdl.power].map((triple) => `(${triple.map(plain).join(' ')})`).join('');
}

export function formatSat(cdl: Cdl): string {
  return plain(cdl.saturation);
}
