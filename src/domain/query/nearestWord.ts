/** Optimal string alignment distance: insertions, deletions, exchanges and swaps of neighbours, each 1. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(last[column]! + 1, next[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        least = Math.min(least, before[column - 2]! + 1);
      next.push(least);
    }
    before = last;
    last = next;
  }
  return last[b.length]!;
}

/** The word that was probably meant: at most one slip in a short word, two in a longer one; of equally near ones the commonest. */
export function nearestWord(word: string, vocabulary: readonly { readonly word: string; readonly count: number }[]): string | undefined {
  const allowed = word.length < 3 ? 0 : word.length <= 5 ? 1 : 2;
  let best: { word: string; slips: number; count: number } | undefined;
  for (const { word: candidate, count } of vocabulary) {
    if (candidate === word || Math.abs(candidate.length - word.length) > allowed) continue;
    const slips = distance(word, candidate);
    if (slips > allowed) continue;
    if (!best || slips < best.slips || (slips === best.slips && (count > best.count || (count === best.count && candidate < best.word))))
      best = { word: candidate, slips, count };
  }
  return best?.word;
}
