import { parseQuery, words } from './parse.ts';

/** Values longer than this are not shown in a list of hits. */
const longestText = 500;
const mostHighlights = 5;

export type Highlight = { readonly field: string; readonly parts: readonly string[] };

/** The words that a search looks for in text, fields and negations left out. */
export function soughtWords(query: string): string[] {
  return parseQuery(query).clauses.flatMap((clause) => (clause.kind === 'text' && !clause.negated ? clause.words : []));
}

/** Where words were found: even parts plain, odd parts found. A word fits where a word of the text begins with it, as in both search engines. */
export function highlight(sought: readonly string[], texts: readonly { readonly field: string; readonly text: string }[]): Highlight[] {
  if (sought.length === 0) return [];
  const seen = new Set<string>();
  const found: Highlight[] = [];
  for (const { field, text } of texts) {
    if (found.length >= mostHighlights) break;
    if (text.length > longestText || seen.has(text)) continue;
    seen.add(text);
    const parts = cut(text, sought);
    if (parts.length > 1) found.push({ field, parts });
  }
  return found;
}

function cut(text: string, sought: readonly string[]): string[] {
  const parts: string[] = [];
  let plainFrom = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const [word] = words(match[0]);
    const hit = sought.filter((each) => word?.startsWith(each)).sort((a, b) => b.length - a.length)[0];
    if (hit === undefined) continue;
    parts.push(text.slice(plainFrom, match.index), match[0].slice(0, hit.length));
    plainFrom = match.index + hit.length;
  }
  return [...parts, text.slice(plainFrom)];
}
