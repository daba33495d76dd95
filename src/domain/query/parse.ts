import { focalField, searchField, searchFieldNames, type SearchField } from './fields.ts';
import type { LensField } from './lensMoments.ts';

/** One condition; all of a query must hold. `at` is the character (from 0) where it begins. */
export type Clause = { readonly negated: boolean; readonly at: number } & (
  | { readonly kind: 'text'; readonly words: readonly string[]; readonly phrase: boolean }
  | { readonly kind: 'keyword'; readonly field: string; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly field: string; readonly bounds: Bounds }
  /** What holds at some moment of the clip; all that are not negated at the same one. */
  | { readonly kind: 'lens'; readonly field: LensField; readonly bounds: Bounds }
  /** A value that a vendor wrote, under `key` or any; `value` ends in `*` where more may follow. */
  | { readonly kind: 'raw'; readonly key?: string; readonly value: string }
  | { readonly kind: 'date'; readonly field: string; readonly from?: string; readonly to?: string }
);

/** Inclusive unless `exclusive…`. */
export type Bounds = { readonly min?: number; readonly max?: number; readonly minExclusive?: boolean; readonly maxExclusive?: boolean };

export type QueryProblem = { readonly at: number; readonly message: string };
export type ParsedQuery = { readonly clauses: readonly Clause[]; readonly problems: readonly QueryProblem[] };

/** Letters and digits, lower case, accents kept: what both search engines split text into. */
export function words(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

type Token = { readonly text: string; readonly at: number; readonly quoted: boolean };

/**
 * Reads `arri ei:>=1280 lens:40mm scene:42,43 -proxy day:2026-02-02..2026-02-03 "car interior"`. Words must all occur; `-` negates; a comma means "or". Problems
 * point at their character; what can be read is read.
 */
export function parseQuery(text: string): ParsedQuery {
  const clauses: Clause[] = [];
  const problems: QueryProblem[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at]!)) {
      at += 1;
      continue;
    }
    const start = at;
    const negated = text[at] === '-' && at + 1 < text.length && !/\s/.test(text[at + 1]!);
    if (negated) at += 1;
    const rawKey = /^raw\.(?:"([^"]*)"|([^\s:"]+)):/i.exec(text.slice(at));
    if (rawKey) {
      at += rawKey[0].length;
      const value = readValue(text, at, problems);
      at = value.next;
      const clause = rawClause(rawKey[1] ?? rawKey[2]!, value.token, negated, start, problems);
      if (clause) clauses.push(clause);
      continue;
    }
    const field = /^([A-Za-z][A-Za-z]*):/.exec(text.slice(at));
    if (field) {
      at += field[0].length;
      const value = readValue(text, at, problems);
      at = value.next;
      const clause = fieldClause(field[1]!, value.token, negated, start, problems);
      if (clause) clauses.push(clause);
      continue;
    }
    const value = readValue(text, at, problems);
    at = value.next;
    const found = words(value.token.text);
    if (found.length > 0) clauses.push({ kind: 'text', words: found, phrase: value.token.quoted || found.length > 1, negated, at: start });
  }
  return { clauses, problems };
}

function readValue(text: string, at: number, problems: QueryProblem[]): { readonly token: Token; readonly next: number } {
  if (text[at] === '"') {
    const end = text.indexOf('"', at + 1);
    if (end < 0) problems.push({ at, message: 'This quotation mark is not closed.' });
    const stop = end < 0 ? text.length : end;
    return { token: { text: text.slice(at + 1, stop), at, quoted: true }, next: stop + 1 };
  }
  const rest = /^\S*/.exec(text.slice(at))![0];
  return { token: { text: rest, at, quoted: false }, next: at + rest.length };
}

function fieldClause(name: string, token: Token, negated: boolean, at: number, problems: QueryProblem[]): Clause | undefined {
  let field = searchField(name);
  if (!field) {
    const near = searchFieldNames().find((each) => each.startsWith(name.toLowerCase()[0]!) && Math.abs(each.length - name.length) <= 2);
    problems.push({
      at,
      message: `There is no field "${name}"${near ? `; did you mean ${near}` : ''}. Fields: ${searchFieldNames().join(', ')}.`,
    });
    return undefined;
  }
  if (token.text === '') {
    problems.push({ at: token.at, message: `"${name}:" needs a value behind it.` });
    return undefined;
  }
  // lens:40mm is what people type for a focal length.
  if (field.kind === 'raw') return rawClause(undefined, token, negated, at, problems);
  if (field.name === 'lens' && /^[<>=]*\d+(\.\d+)?(mm)?(\.\.\d+(\.\d+)?(mm)?)?$/i.test(token.text)) field = focalField;
  if (field.kind === 'keyword') {
    const values = (token.quoted ? [token.text] : token.text.split(',')).map((value) => value.trim().toLowerCase()).filter(Boolean);
    return { kind: 'keyword', field: field.name, values, negated, at };
  }
  if (field.kind === 'date') return dateClause(field, token, negated, at, problems);
  const bounds = readBounds(token.text, field);
  if (!bounds) {
    problems.push({
      at: token.at,
      message: `"${token.text}" is no number for ${field.name}; write ${field.name}:800, ${field.name}:>=800 or ${field.name}:400..800.`,
    });
    return undefined;
  }
  return field.kind === 'lens'
    ? { kind: 'lens', field: field.name as LensField, bounds, negated, at }
    : { kind: 'number', field: field.name, bounds, negated, at };
}

function rawClause(key: string | undefined, token: Token, negated: boolean, at: number, problems: QueryProblem[]): Clause | undefined {
  const value = token.text.trim().toLowerCase();
  const star = value.indexOf('*');
  if (value === '')
    problems.push({ at: token.at, message: '"raw:" needs a value behind it; raw.KEY:* finds whatever stands under a key.' });
  else if (star >= 0 && star < value.length - 1) {
    problems.push({
      at: token.at + token.text.indexOf('*') + (token.quoted ? 1 : 0),
      message: 'In raw metadata * stands only at the end, for the rest.',
    });
  } else if (key === undefined && value === '*') {
    problems.push({ at: token.at, message: '"raw:*" would be every clip; write raw.KEY:* with the vendor\'s key.' });
  } else return { kind: 'raw', ...(key === undefined ? {} : { key: rawKeyOf(key) }), value, negated, at };
  return undefined;
}

/** A vendor's key as both search engines keep it. */
export function rawKeyOf(key: string): string {
  return key.trim().toLowerCase();
}

function readBounds(text: string, field: SearchField): Bounds | undefined {
  const number = (part: string): number | undefined => {
    const unit = (field.units ?? []).find((each) => part.toLowerCase().endsWith(each));
    const digits = unit ? part.slice(0, -unit.length) : part;
    return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : undefined;
  };
  const between = /^(.+)\.\.(.+)$/.exec(text);
  if (between) {
    const [min, max] = [number(between[1]!), number(between[2]!)];
    return min === undefined || max === undefined ? undefined : { min, max };
  }
  const compared = /^(>=|<=|>|<|=)?(.+)$/.exec(text);
  const value = compared ? number(compared[2]!) : undefined;
  if (value === undefined) return undefined;
  switch (compared?.[1]) {
    case '>=':
      return { min: value };
    case '>':
      return { min: value, minExclusive: true };
    case '<=':
      return { max: value };
    case '<':
      return { max: value, maxExclusive: true };
    default:
      return { min: value, max: value };
  }
}

function dateClause(field: SearchField, token: Token, negated: boolean, at: number, problems: QueryProblem[]): Clause | undefined {
  const day = /^\d{4}-\d\d-\d\d$/;
  const between = /^(.*)\.\.(.*)$/.exec(token.text);
  const compared = /^(>=|<=|=)?(.*)$/.exec(token.text)!;
  const [from, to] = between
    ? [between[1], between[2]]
    : compared[1] === '>='
      ? [compared[2], undefined]
      : compared[1] === '<='
        ? [undefined, compared[2]]
        : [compared[2], compared[2]];
  if ((from && !day.test(from)) || (to && !day.test(to)) || (!from && !to)) {
    problems.push({
      at: token.at,
      message: `"${token.text}" is no day; write ${field.name}:2026-02-02 or ${field.name}:2026-02-01..2026-02-05.`,
    });
    return undefined;
  }
  return { kind: 'date', field: field.name, negated, at, ...(from ? { from } : {}), ...(to ? { to } : {}) };
}
