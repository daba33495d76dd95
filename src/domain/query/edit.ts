import { searchField, searchFields, type SearchField } from './fields.ts';
import { queryTokens, type QueryToken } from './parse.ts';

/** A value as it must be written: in quotation marks where it holds what would end it. A quotation mark itself cannot be written and is left out. */
export function quoted(value: string): string {
  return /[\s,]/.test(value) || value === '' ? `"${value.replaceAll('"', '')}"` : value.replaceAll('"', '');
}

const isOf = (token: QueryToken, field: string): boolean =>
  token.field !== undefined && !token.negated && searchField(token.field)?.name === field;

/** What a search asks of one field, lower case; conditions that are negated left out. */
export function valuesOf(text: string, field: string): string[] {
  return queryTokens(text)
    .filter((token) => isOf(token, field))
    .flatMap((token) => token.values.map((value) => value.text.toLowerCase()));
}

/** The search without what it asks of one field. */
export function withoutField(text: string, field: string): string {
  return queryTokens(text)
    .filter((token) => !isOf(token, field))
    .map((token) => text.slice(token.at, token.end))
    .join(' ');
}

/** Puts a value into what a search asks of a field ("or"), or takes it out where it is in. Everything else stays as it was typed. */
export function toggleValue(text: string, field: string, value: string): string {
  const written = quoted(value);
  const same = written.replaceAll('"', '').toLowerCase();
  const tokens = queryTokens(text);
  const present = tokens.some((token) => isOf(token, field) && token.values.some((each) => each.text.toLowerCase() === same));
  let placed = present;
  const parts = tokens.flatMap((token) => {
    const asTyped = text.slice(token.at, token.end);
    if (!isOf(token, field)) return [asTyped];
    if (present) {
      const kept = token.values.filter((each) => each.text.toLowerCase() !== same);
      return kept.length === 0 ? [] : [`${token.field}:${kept.map((each) => text.slice(each.at, each.end)).join(',')}`];
    }
    if (placed) return [asTyped];
    placed = true;
    return [`${asTyped},${written}`];
  });
  if (!placed) parts.push(`${field}:${written}`);
  return parts.join(' ');
}

/** What could stand where the caret is, and which characters it would replace. */
export type Completion = { readonly from: number; readonly to: number; readonly prefix: string } & (
  | { readonly kind: 'field'; readonly negated: boolean; readonly fields: readonly SearchField[] }
  | { readonly kind: 'value'; readonly field: SearchField }
);

/** Pure: fields that begin as the word at the caret, or the field whose value is being written. */
export function completionAt(text: string, caret: number): Completion | undefined {
  const token = queryTokens(text).find((each) => each.at < caret && caret <= each.end);
  if (!token) return { kind: 'field', negated: false, fields: searchFields, from: caret, to: caret, prefix: '' };
  if (token.field === undefined) {
    const from = token.at + (token.negated ? 1 : 0);
    const prefix = text.slice(from, caret);
    if (!/^[A-Za-z]*$/.test(prefix)) return undefined;
    const begins = (name: string): boolean => name.startsWith(prefix.toLowerCase());
    const fields = searchFields.filter((field) => begins(field.name) || field.aliases.some(begins));
    return fields.length === 0 ? undefined : { kind: 'field', negated: token.negated, fields, from, to: token.end, prefix };
  }
  const field = searchField(token.field);
  const value = token.values.find((each) => each.at <= caret && caret <= each.end);
  if (!field || !value) return undefined;
  return { kind: 'value', field, from: value.at, to: value.end, prefix: text.slice(value.at, caret).replaceAll('"', '') };
}
