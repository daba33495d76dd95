/**
 * The ignore patterns of ASC MHL: those of gitignore, relative to the folder of the history that states them. A later pattern wins, `!` takes a
 * path back. The reference implementation matches against absolute paths, so that anchored patterns never fit there when it verifies; the
 * specification's meaning is kept here. A manifest comes from elsewhere: patterns are matched step by step and not by a regular expression, in which
 * `*a*a*a*a*b` takes hours on a long name.
 */
export type IgnoreMatcher = (path: string, isDirectory: boolean) => boolean;

export const defaultIgnorePatterns: readonly string[] = ['.DS_Store', 'ascmhl', 'ascmhl/'];

/** `*`, `?`, a letter, or the letters of a class. */
type Token = 'star' | 'any' | { readonly letter: string } | { readonly among: RegExp };
/** `**` stands for any number of folders. */
type Segment = 'folders' | readonly Token[];
type Rule = { readonly base: string; readonly segments: readonly Segment[]; readonly onlyDirectories: boolean; readonly ignored: boolean };

const longestPattern = 4096;

/** Throws SyntaxError for a class that is none (`[z-a]`). */
function tokensOf(segment: string): readonly Token[] {
  const letters = [...segment];
  const tokens: Token[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at]!;
    if (letter === '*') {
      if (tokens.at(-1) !== 'star') tokens.push('star');
    } else if (letter === '?') tokens.push('any');
    else if (letter === '\\' && at + 1 < letters.length) tokens.push({ letter: letters[++at]! });
    else if (letter === '[' && letters.indexOf(']', at + 2) >= 0) {
      const end = letters.indexOf(']', at + 2);
      const inside = letters
        .slice(at + 1, end)
        .join('')
        .replace(/^!/, '^')
        .replaceAll('\\', '\\\\')
        .replaceAll('[', '\\[');
      tokens.push({ among: new RegExp(`^[${inside}]$`, 'u') });
      at = end;
    } else tokens.push({ letter });
  }
  return tokens;
}

/** Greedy with one place to return to: at most the product of both lengths. */
function segmentFits(tokens: readonly Token[], letters: readonly string[]): boolean {
  let token = 0;
  let letter = 0;
  let star = -1;
  let resume = 0;
  while (letter < letters.length) {
    const wanted = tokens[token];
    if (wanted === 'star') {
      star = token++;
      resume = letter;
    } else if (wanted !== undefined && (wanted === 'any' || fits(wanted, letters[letter]!))) {
      token += 1;
      letter += 1;
    } else if (star >= 0) {
      token = star + 1;
      letter = ++resume;
    } else return false;
  }
  while (tokens[token] === 'star') token += 1;
  return token === tokens.length;
}

function fits(wanted: Exclude<Token, 'star' | 'any'>, letter: string): boolean {
  return 'letter' in wanted ? wanted.letter === letter : wanted.among.test(letter);
}

/** undefined for comments, blanks and patterns that mean nothing. */
function ruleOf(written: string, base: string): Rule | undefined {
  let pattern = written.endsWith('\\ ') ? written : written.trimEnd();
  if (pattern === '' || pattern === '/' || pattern.startsWith('#') || pattern.length > longestPattern) return undefined;
  const ignored = !pattern.startsWith('!');
  if (!ignored) pattern = pattern.slice(1);
  const onlyDirectories = pattern.endsWith('/');
  const parts = pattern.split('/').filter((segment, at, all) => segment !== '' && !(segment === '**' && all[at + 1] === '**'));
  if (parts.length === 0) return undefined;
  const anchored = pattern.replace(/\/$/, '').includes('/');
  try {
    const segments = parts.map((part): Segment => (part === '**' ? 'folders' : tokensOf(part)));
    return { base, segments: anchored || segments[0] === 'folders' ? segments : ['folders', ...segments], onlyDirectories, ignored };
  } catch {
    return undefined;
  }
}

/** Whether the pattern fits the path or a folder that it lies in. */
function ruleFits({ segments, onlyDirectories }: Rule, parts: readonly (readonly string[])[], isDirectory: boolean): boolean {
  // Numbers of leading parts that the segments so far can stand for.
  let reached = new Set([0]);
  for (const [at, segment] of segments.entries()) {
    const next = new Set<number>();
    if (segment === 'folders') {
      const first = Math.min(...reached) + (at === segments.length - 1 ? 1 : 0);
      for (let count = first; count <= parts.length; count += 1) next.add(count);
    } else for (const count of reached) if (count < parts.length && segmentFits(segment, parts[count]!)) next.add(count + 1);
    if (next.size === 0) return false;
    reached = next;
  }
  return !onlyDirectories || isDirectory || [...reached].some((count) => count < parts.length);
}

/** A matcher over pattern lists, each relative to its `base` folder (`''` is the root). */
export function ignoreMatcher(lists: readonly { readonly base: string; readonly patterns: readonly string[] }[]): IgnoreMatcher {
  const rules = lists
    .flatMap(({ base, patterns }) => patterns.map((pattern) => ruleOf(pattern, base)))
    .filter((rule) => rule !== undefined);
  return (path, isDirectory) => {
    const split = new Map<string, readonly (readonly string[])[]>();
    let ignored = false;
    for (const rule of rules) {
      if (rule.base !== '' && !path.startsWith(`${rule.base}/`)) continue;
      let parts = split.get(rule.base);
      if (!parts) {
        parts = path
          .slice(rule.base === '' ? 0 : rule.base.length + 1)
          .split('/')
          .map((part) => [...part]);
        split.set(rule.base, parts);
      }
      if (ruleFits(rule, parts, isDirectory)) ignored = rule.ignored;
    }
    return ignored;
  };
}
