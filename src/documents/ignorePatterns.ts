/**
 * The ignore patterns of ASC MHL: those of gitignore, relative to the folder of the history that states them. A later pattern wins, `!` takes a
 * path back. The reference implementation matches against absolute paths, so that anchored patterns never fit there when it verifies; the
 * specification's meaning is kept here.
 */
export type IgnoreMatcher = (path: string, isDirectory: boolean) => boolean;

export const defaultIgnorePatterns: readonly string[] = ['.DS_Store', 'ascmhl', 'ascmhl/'];

type Rule = { readonly expression: RegExp; readonly ignored: boolean };

function segmentExpression(segment: string): string {
  let text = '';
  for (let at = 0; at < segment.length; at += 1) {
    const letter = segment[at]!;
    if (letter === '*') text += '[^/]*';
    else if (letter === '?') text += '[^/]';
    else if (letter === '\\' && at + 1 < segment.length) text += escape(segment[++at]!);
    else if (letter === '[') {
      const end = segment.indexOf(']', at + 2);
      if (end < 0) text += '\\[';
      else {
        const inside = segment
          .slice(at + 1, end)
          .replace(/^!/, '^')
          .replaceAll('\\', '\\\\')
          .replaceAll('[', '\\[');
        text += `[${inside}]`;
        at = end;
      }
    } else text += escape(letter);
  }
  return text;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** undefined for comments, blanks and patterns that no expression can be made of. */
function ruleOf(written: string, base: string): Rule | undefined {
  let pattern = written.endsWith('\\ ') ? written : written.trimEnd();
  if (pattern === '' || pattern === '/' || pattern.startsWith('#') || pattern.length > 4096) return undefined;
  const ignored = !pattern.startsWith('!');
  if (!ignored) pattern = pattern.slice(1);
  const onlyDirectories = pattern.endsWith('/');
  const segments = pattern.split('/').filter((segment, at, all) => segment !== '' && !(segment === '**' && all[at + 1] === '**'));
  if (segments.length === 0) return undefined;
  const anchored = pattern.replace(/\/$/, '').includes('/');
  let text = base === '' ? '' : `${escape(base)}\\/`;
  if (!anchored) text += '(?:.+/)?';
  segments.forEach((segment, at) => {
    const last = at === segments.length - 1;
    if (segment === '**') text += last ? '.+' : '(?:.+/)?';
    else text += segmentExpression(segment) + (last ? '' : '/');
  });
  try {
    return { expression: new RegExp(`^${text}${onlyDirectories ? '/' : '(?:/|$)'}`, 'u'), ignored };
  } catch {
    return undefined;
  }
}

/** A matcher over pattern lists, each relative to its `base` folder (`''` is the root). */
export function ignoreMatcher(lists: readonly { readonly base: string; readonly patterns: readonly string[] }[]): IgnoreMatcher {
  const rules = lists
    .flatMap(({ base, patterns }) => patterns.map((pattern) => ruleOf(pattern, base)))
    .filter((rule) => rule !== undefined);
  return (path, isDirectory) => {
    const text = isDirectory ? `${path}/` : path;
    let ignored = false;
    for (const rule of rules) if (rule.expression.test(text)) ignored = rule.ignored;
    return ignored;
  };
}
