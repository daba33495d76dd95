/** Every guardrail has a golden folder with a case that fires and one that does not; the sentences are written by hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stemKey } from '../../src/domain/clipName.ts';
import { rules, type CheckContext, type CheckedClip, type CheckedDocument, type Observation } from '../../src/rules/index.ts';

const folder = fileURLToPath(new URL('./rules/', import.meta.url));

type Golden = {
  readonly fires: unknown;
  readonly silent: unknown;
  readonly context?: {
    readonly rate?: { num: number; den: number };
    readonly dropFrame?: boolean;
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly registry?: readonly string[];
    readonly clips?: readonly CheckedClip[];
    readonly documents?: readonly CheckedDocument[];
    readonly sound?: readonly CheckedClip[];
  };
};

function read<T>(code: string, file: string): T {
  return JSON.parse(readFileSync(`${folder}${code}/${file}.json`, 'utf8')) as T;
}

describe('guardrails', () => {
  it('each has a code of its own, a plain sentence and a golden folder; no folder is left over', () => {
    const codes = rules.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { title } of rules) expect(title).toMatch(/^[A-Z].*\.$/);
    expect(codes.filter((code) => !existsSync(`${folder}${code}/expected.json`))).toEqual([]);
    expect(readdirSync(folder).filter((name) => !codes.includes(name))).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
    const { fires, silent, context: given = {} } = read<Golden>(code, 'input');
    const wanted = read<{ fires: readonly string[]; silent: readonly string[] }>(code, 'expected');
    const context: CheckContext = {
      rate: given.rate ?? { num: 24000, den: 1001 },
      dropFrame: given.dropFrame ?? false,
      settings: { ...rule.settings, ...given.settings },
      ...(given.registry ? { registry: new Set(given.registry) } : {}),
      sound: new Map(given.sound ? [['2026-02-02', given.sound]] : []),
      clipsByName: (name) => (given.clips ?? []).filter((clip) => stemKey(clip.name) === stemKey(name)),
      documentsByName: new Map((given.documents ?? []).map((document) => [document.name, document])),
    };
    const check = (subject: unknown): readonly Observation[] => (rule.check as (subject: unknown, context: CheckContext) => readonly Observation[])(subject, context);
    const found = check(fires);
    expect(found.map(({ message }) => message)).toEqual(wanted.fires);
    // Whoever reads it at night wants to know what to do.
    for (const { fix } of found) expect(fix).toMatch(/^[A-Z].*\.$/);
    expect(check(silent).map(({ message }) => message)).toEqual(wanted.silent);
  });
});
