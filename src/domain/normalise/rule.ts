import type { FactRun, FactValue, RawMetadata } from '../clip.ts';

/** Reads one raw text. Undefined when it is no value: blank, a placeholder, a number out of its range. */
export type Parser = { readonly name: string; readonly parse: (text: string, raw: RawMetadata) => FactValue | undefined };

/** What one source says about one field. */
export type Found = {
  readonly value: FactValue;
  readonly key: string;
  readonly raw: string;
  readonly runs?: readonly FactRun[];
};

/** One place a field may come from. The order of a field's list is its precedence; `why` says why it stands where it stands. */
export type FieldSource = {
  readonly source: string;
  readonly why: string;
  readonly rule: string;
  readonly confidence: number;
  readonly find: (raw: RawMetadata) => Found | undefined;
};

/** A CSV of clips says the same things in the same columns as an ALE, and is believed as much. */
export function speaksAs(raw: RawMetadata): string {
  return raw.source === 'list:csv' ? 'list:ale' : raw.source;
}

export type FieldRule = { readonly field: string; readonly unit?: string; readonly sources: readonly FieldSource[] };

export function field(name: string, ...sources: readonly FieldSource[]): FieldRule {
  return { field: name, sources };
}

export function fieldIn(unit: string, name: string, ...sources: readonly FieldSource[]): FieldRule {
  return { field: name, unit, sources };
}

/**
 * The first of these keys that holds a value. `*` in a key stands for digits (`Track*:OtherName`); a pattern is for names that firmware spells in several ways. Where the reader gives the key frame by
 * frame, its changes become the fact's runs.
 */
export function from(source: string, keys: Key | readonly Key[], parser: Parser, why: string, confidence = 1): FieldSource {
  const wanted = typeof keys === 'string' || keys instanceof RegExp ? [keys] : keys;
  return {
    source,
    why,
    rule: parser.name,
    confidence,
    find(raw) {
      for (const pattern of wanted) {
        for (const key of keysOf(raw, pattern)) {
          const perFrame = raw.runs?.[key];
          const text = raw.values[key] ?? perFrame?.[0]?.value;
          if (text === undefined) continue;
          const value = parser.parse(text, raw);
          if (value === undefined) continue;
          const runs = perFrame ? runsOf(perFrame, parser, raw) : undefined;
          return { value, key, raw: text, ...(runs && runs.length > 1 ? { runs } : {}) };
        }
      }
      return undefined;
    },
  };
}

/** For what needs several keys at once. `find` names the key that carried the value. */
export function derived(
  source: string,
  rule: string,
  why: string,
  find: (raw: RawMetadata) => Found | undefined,
  confidence = 1,
): FieldSource {
  return { source, why, rule, confidence, find };
}

type Key = string | RegExp;

const patternCache = new Map<string, RegExp>();

function keysOf(raw: RawMetadata, pattern: Key): readonly string[] {
  // `Shutter Angle`, `Shutter_angle` and `ShutterAngle` are one column: dailies houses and cameras spell headings as they like.
  if (raw.source === 'list:ale' && typeof pattern === 'string') {
    const wanted = spelled(pattern);
    return Object.keys(raw.values).filter((key) => key === pattern || spelled(key) === wanted);
  }
  if (pattern instanceof RegExp) return Object.keys(raw.values).filter((key) => pattern.test(key));
  if (!pattern.includes('*')) return [pattern];
  let expression = patternCache.get(pattern);
  if (!expression) {
    expression = new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '\\d*')}$`);
    patternCache.set(pattern, expression);
  }
  const test = expression;
  return Object.keys(raw.values).filter((key) => test.test(key));
}

/** Joins neighbouring frames of equal value; frames without a value are gaps. */
function runsOf(frames: NonNullable<RawMetadata['runs']>[string], parser: Parser, raw: RawMetadata): FactRun[] {
  const runs: FactRun[] = [];
  for (const frame of frames) {
    const value = parser.parse(frame.value, raw);
    if (value === undefined) continue;
    const last = runs.at(-1);
    if (last && last.out === frame.in && same(last.value, value)) runs[runs.length - 1] = { ...last, out: frame.out };
    else runs.push({ in: frame.in, out: frame.out, value });
  }
  return runs;
}

function spelled(heading: string): string {
  return heading.toLowerCase().replace(/[\s_-]/g, '');
}

export function same(a: FactValue, b: FactValue): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Keys under which MediaInfo gives an item of SMPTE RDD 18 acquisition metadata. */
function rdd18(name: string): readonly string[] {
  return [`Other*:${name}_FirstFrame`, `Other*:${name}`, `Other*:extra.${name}_FirstFrame`, `Other*:extra.${name}`];
}

/** The same keys where our own reader of BRAW clips and the maker's dump give them: `clip.KEY`, `frame.KEY`. */
export function fromBraw(keys: string | readonly string[], parser: Parser, why: string): readonly FieldSource[] {
  return [from('braw', keys, parser, why), from('export:braw', keys, parser, why)];
}

/** Acquisition metadata of SMPTE RDD 18 under its names: first the exact numbers that we read of an `rtmd` track, then what MediaInfo prints of an MXF. */
export function fromRdd18(name: string, parser: Parser, why: string): readonly FieldSource[] {
  return [from('rtmd', name, parser, why), from('mediainfo', rdd18(name), parser, why)];
}
