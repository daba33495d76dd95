import type { Clause } from './parse.ts';

/** A word of a search that stands for itself: letters only, for a number or a name with digits that is not there is no slip. */
const spelt = /^\p{L}{3,}$/u;

/** Words of a search that may be misspelt, each with the character where it begins. */
export function spellable(query: string, clauses: readonly Clause[]): { readonly word: string; readonly at: number }[] {
  const lower = query.toLowerCase();
  // Where lower case has another length than what was typed, places cannot be told.
  if (lower.length !== query.length) return [];
  return clauses.flatMap((clause) => {
    if (clause.kind !== 'text' || clause.negated) return [];
    let from = clause.at;
    return clause.words.flatMap((word) => {
      const at = lower.indexOf(word, from);
      if (at < 0) return [];
      from = at + word.length;
      return spelt.test(word) ? [{ word, at }] : [];
    });
  });
}

/** The search with these words in the place of those; undefined where none is exchanged. */
export function corrected(
  query: string,
  exchanges: readonly { readonly word: string; readonly at: number; readonly by: string | undefined }[],
): string | undefined {
  if (exchanges.every(({ by }) => by === undefined)) return undefined;
  return [...exchanges]
    .sort((a, b) => b.at - a.at)
    .reduce((text, { word, at, by }) => (by === undefined ? text : text.slice(0, at) + by + text.slice(at + word.length)), query);
}
