import { focalField, searchField, searchFieldNames, type SearchField } from './fields.ts';
import type { LensField } from './lensMoments.ts';

/** One condition; all of a query must hold, and any one of a condition's values. `at` is the character (from 0) where it begins. */
export type Clause = { readonly negated: boolean; readonly at: number } & (
  | { readonly kind: 'text'; readonly words: readonly string[]; readonly phrase: boolean }
  | { readonly kind: 'keyword'; readonly field: string; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly field: string; readonly bounds: readonly Bounds[] }
  /** What holds at some moment of the clip; all that are not negated at the same one. */
  | { readonly kind: 'lens'; readonly field: LensField; readonly bounds: readonly Bounds[] }
  /** A value that a vendor wrote, under `key` or any; `value` ends in `*` where more may follow. */
  | { readonly kind: 'raw'; readonly key?: string; readonly value: string }
  | { readonly kind: 'date'; readonly field: string; readonly days: readonly Days[] }
);

/** Inclusive unless `exclusive…`. */
export type Bounds = { readonly min?: number; readonly max?: number; readonly minExclusive?: boolean; readonly maxExclusive?: boolean };

/** ISO days, both inclusive. */
export type Days = { readonly from?: string; readonly to?: string };

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

/** A value as written: `text` without its quotation marks, `at` and `end` with them. */
type QueryValue = { readonly text: string; readonly at: number; readonly end: number; readonly quoted: boolean };

/** One condition as written: `-field:value,"other value"`, `raw.KEY:value` or a word. */
export type QueryToken = {
  readonly at: number;
  readonly end: number;
  readonly negated: boolean;
  /** As written; undefined: words. */
  readonly field: string | undefined;
  /** The vendor's key of `raw.KEY:`. */
  readonly key: string | undefined;
  readonly values: readonly QueryValue[];
};

/**
 * Reads `arri ei:>=1280 lens:40mm scene:42,43 -proxy day:2026-02-02..2026-02-03 model:"ALEXA 35","ALEXA Mini LF" "car interior"`. Words must all occur; `-`
 * negates; a comma between the values of a field means "or". Problems point at their character; what can be read is read.
 */
export function parseQuery(text: string): ParsedQuery {
  const { tokens, problems } = readTokens(text);
  const clauses = tokens.flatMap((token): Clause[] => {
    if (token.field !== undefined) {
      const clause = fieldClause(token.field, token, problems);
      return clause ? [clause] : [];
    }
    const [value] = token.values;
    const found = words(value!.text);
    if (found.length === 0) return [];
    return [{ kind: 'text', words: found, phrase: value!.quoted || found.length > 1, negated: token.negated, at: token.at }];
  });
  return { clauses, problems: problems.sort((a, b) => a.at - b.at) };
}

/** Where each condition begins and ends: what the page's search box edits. */
export function queryTokens(text: string): readonly QueryToken[] {
  return readTokens(text).tokens;
}

/** A value without quotation marks ends at a space, in a list of values at a comma too. */
const bare = { alone: /^\S*/, listed: /^[^\s,]*/ } as const;

function readTokens(text: string): { readonly tokens: QueryToken[]; readonly problems: QueryProblem[] } {
  const tokens: QueryToken[] = [];
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
    const rest = text.slice(at);
    // What a vendor wrote may hold commas: it is never a list.
    const raw = /^raw\.(?:"([^"]*)"|([^\s:"]+)):/i.exec(rest) ?? /^raw:/i.exec(rest);
    const field = raw ?? /^([A-Za-z][A-Za-z]*):/.exec(rest);
    if (field) at += field[0].length;
    const isList = field !== null && raw === null;
    const values = [readValue(text, at, isList ? bare.listed : bare.alone, problems)];
    while (isList && text[values.at(-1)!.end] === ',') values.push(readValue(text, values.at(-1)!.end + 1, bare.listed, problems));
    at = values.at(-1)!.end;
    tokens.push({ at: start, end: at, negated, field: raw ? 'raw' : field?.[1], key: raw?.[1] ?? raw?.[2], values });
  }
  return { tokens, problems };
}

function readValue(text: string, at: number, unquoted: RegExp, problems: QueryProblem[]): QueryValue {
  if (text[at] === '"') {
    const close = text.indexOf('"', at + 1);
    if (close < 0) problems.push({ at, message: 'This quotation mark is not closed.' });
    return { text: text.slice(at + 1, close < 0 ? text.length : close), at, end: close < 0 ? text.length : close + 1, quoted: true };
  }
  const [rest] = unquoted.exec(text.slice(at))!;
  return { text: rest, at, end: at + rest.length, quoted: false };
}

function fieldClause(name: string, token: QueryToken, problems: QueryProblem[]): Clause | undefined {
  const { negated, at } = token;
  let field = searchField(name);
  if (!field) {
    const near = searchFieldNames().find((each) => each.startsWith(name.toLowerCase()[0]!) && Math.abs(each.length - name.length) <= 2);
    problems.push({
      at: negated ? at + 1 : at,
      message: `There is no field "${name}"${near ? `; did you mean ${near}` : ''}. Fields: ${searchFieldNames().join(', ')}.`,
    });
    return undefined;
  }
  if (field.kind === 'raw') return rawClause(token, problems);
  const values = token.values.filter((value) => /[^\s:]/.test(value.text));
  if (values.length === 0) {
    problems.push({ at: token.values[0]!.at, message: `"${name}:" needs a value behind it.` });
    return undefined;
  }
  // lens:40mm is what people type for a focal length.
  const isFocal = (value: QueryValue): boolean => /^[<>=]*\d+(\.\d+)?(mm)?(\.\.\d+(\.\d+)?(mm)?)?$/i.test(value.text);
  if (field.name === 'lens' && values.every(isFocal)) field = focalField;
  if (field.kind === 'keyword')
    return { kind: 'keyword', field: field.name, values: values.map((value) => value.text.trim().toLowerCase()), negated, at };
  if (field.kind === 'date') {
    const days = values.flatMap((value) => readDays(value, field.name, problems) ?? []);
    return days.length === values.length ? { kind: 'date', field: field.name, days, negated, at } : undefined;
  }
  const bounds = values.flatMap((value) => {
    const found = readBounds(value.text, field);
    if (!found) {
      problems.push({
        at: value.at,
        message: `"${value.text}" is no number for ${field.name}; write ${field.name}:800, ${field.name}:>=800 or ${field.name}:400..800.`,
      });
    }
    return found ?? [];
  });
  if (bounds.length < values.length) return undefined;
  return field.kind === 'lens'
    ? { kind: 'lens', field: field.name as LensField, bounds, negated, at }
    : { kind: 'number', field: field.name, bounds, negated, at };
}

function rawClause({ key, values, negated, at }: QueryToken, problems: QueryProblem[]): Clause | undefined {
  const [found] = values;
  const value = found!.text.trim().toLowerCase();
  const star = value.indexOf('*');
  if (value === '')
    problems.push({ at: found!.at, message: '"raw:" needs a value behind it; raw.KEY:* finds whatever stands under a key.' });
  else if (star >= 0 && star < value.length - 1) {
    problems.push({
      at: found!.at + found!.text.indexOf('*') + (found!.quoted ? 1 : 0),
      message: 'In raw metadata * stands only at the end, for the rest.',
    });
  } else if (key === undefined && value === '*') {
    problems.push({ at: found!.at, message: '"raw:*" would be every clip; write raw.KEY:* with the vendor\'s key.' });
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

function readDays(value: QueryValue, field: string, problems: QueryProblem[]): Days | undefined {
  const day = /^\d{4}-\d\d-\d\d$/;
  const between = /^(.*)\.\.(.*)$/.exec(value.text);
  const compared = /^(>=|<=|=)?(.*)$/.exec(value.text)!;
  const [from, to] = between
    ? [between[1], between[2]]
    : compared[1] === '>='
      ? [compared[2], undefined]
      : compared[1] === '<='
        ? [undefined, compared[2]]
        : [compared[2], compared[2]];
  if ((from && !day.test(from)) || (to && !day.test(to)) || (!from && !to)) {
    problems.push({
      at: value.at,
      message: `"${value.text}" is no day; write ${field}:2026-02-02 or ${field}:2026-02-01..2026-02-05.`,
    });
    return undefined;
  }
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}
