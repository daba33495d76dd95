import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ignoreMatcher } from './ignorePatterns.ts';

/** What git itself says: ASC MHL takes over its patterns. */
function ignoredByGit(patterns: readonly string[], paths: readonly string[]): ReadonlySet<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rushes-ignore-'));
  try {
    spawnSync('git', ['init', '-q', folder]);
    writeFileSync(join(folder, '.gitignore'), patterns.join('\n'));
    const { stdout } = spawnSync('git', ['check-ignore', '--no-index', '--stdin', '-z'], {
      cwd: folder,
      input: paths.join('\0'),
      encoding: 'utf8',
    });
    return new Set(stdout.split('\0').filter(Boolean));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const paths = [
  ...[
    'a',
    'b.tmp',
    'Clips/a.mov',
    'Clips/b.tmp',
    'Clips/cache/x/y.mov',
    'cache/z',
    'x/cache/z',
    'A001/ascmhl/0001.mhl',
    'A001/Clips/A.mov',
  ],
  ...['docs/readme.txt', 'Clips/[x].mov', 'Clips/x.mov', 'd1/d2/d3/f', 'f', 'd1/f', 'Sidecar.txt', 'c*d', 'cd', 'cxxd'],
];

describe('ignore patterns', () => {
  it.each([
    [['*.tmp']],
    [['Clips/']],
    [['/Clips/*.mov', '!Clips/a.mov']],
    [['**/cache/**']],
    [['cache']],
    [['d1/**/f']],
    [['**/f']],
    [['d1/**']],
    [['[ab]*', '!b.tmp']],
    [['Clips/[[]x].mov']],
    [['c\\*d']],
    [['?']],
    [['# nothing', '', 'Side*.txt']],
    [['ascmhl', 'ascmhl/']],
  ])('as git does: %j', (patterns) => {
    const ignored = ignoreMatcher([{ base: '', patterns }]);
    const git = ignoredByGit(patterns, paths);
    // Git does not take a file back from a folder that is left out as a whole.
    expect(paths.filter((path) => ignored(path, false))).toEqual(paths.filter((path) => git.has(path)));
  });

  it('answers at once, whatever the pattern', () => {
    const ignored = ignoreMatcher([{ base: '', patterns: [`${'*a'.repeat(1000)}*b`, `${'**/a/'.repeat(200)}b`] }]);
    expect(ignored('a'.repeat(4000), false)).toBe(false);
    expect(ignored('a/'.repeat(500), false)).toBe(false);
  });

  it('lets nothing by that stands letter for letter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9_. -]{1,20}[a-z]$/), (name) => {
        fc.pre(!name.startsWith(' ') && !name.startsWith('#') && !name.startsWith('!'));
        expect(ignoreMatcher([{ base: '', patterns: [name] }])(`x/${name}`, false)).toBe(true);
      }),
    );
  });

  it('is relative to its base', () => {
    const ignored = ignoreMatcher([{ base: 'A001', patterns: ['/Clips'] }]);
    expect([ignored('A001/Clips/a.mov', false), ignored('Clips/a.mov', false), ignored('A001/x/Clips/a.mov', false)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
