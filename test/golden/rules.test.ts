/** Every guardrail has a golden folder with cases that fire and cases that do not; the sentences are written by hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { framedBy } from '../../src/domain/fdl.ts';
import { rules, type CheckContext, type CheckedClip, type CheckedDocument, type Observation, type Rule } from '../../src/rules/index.ts';

const folder = fileURLToPath(new URL('./rules/', import.meta.url));

/** `input.json` and `expected.json`; further cases `<case>.input.json` and `<case>.expected.json`. */
type Golden = {
  readonly fires: unknown;
  readonly silent: unknown;
  readonly context?: {
    readonly rate?: { num: number; den: number };
    readonly dropFrame?: boolean;
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly registry?: readonly string[];
    readonly ofDay?: readonly CheckedClip[];
    readonly documents?: readonly CheckedDocument[];
    readonly sound?: readonly CheckedClip[];
  };
};

/** As the trade's list of guardrails has them (numbers 1 to 65, with their splits): a finding may say another where the list says so. */
const severities: Readonly<Record<string, string>> = {
  MHL_MISSING_FILE: 'BLOCK',
  MHL_HASH_MISMATCH: 'BLOCK',
  MHL_EXTRA_FILE: 'WARN',
  MHL_CHAIN_BROKEN: 'ERROR',
  MHL_ABSENT: 'ERROR',
  MHL_TRANSCODE_RENAME: 'INFO',
  ROLL_CLIP_GAP: 'WARN',
  ROLL_REEL_GAP: 'WARN',
  ROLL_STRUCTURE_CHANGED: 'ERROR',
  ROLL_DUPLICATE_NAME: 'ERROR',
  ROLL_DUPLICATE_CONTENT: 'INFO',
  SEGMENT_MISSING: 'BLOCK',
  SEGMENT_ZERO_BYTE: 'BLOCK',
  CLIP_NAME_COLLISION: 'ERROR',
  TC_OVERLAP_IN_REEL: 'ERROR',
  TC_MISSING: 'WARN',
  TC_ZERO: 'WARN',
  TC_DISCONTINUOUS: 'WARN',
  TC_ILLEGAL_DF_LABEL: 'ERROR',
  TC_CROSSES_MIDNIGHT: 'INFO',
  DROPFRAME_MISMATCH: 'ERROR',
  TC_BASE_MISMATCH: 'ERROR',
  PLAYBACK_RATE_MISMATCH: 'ERROR',
  OFF_SPEED: 'INFO',
  DROPPED_FRAMES: 'ERROR',
  DUPLICATE_FRAMES_SUSPECT: 'WARN',
  CAMERA_CLOCK_WRONG: 'WARN',
  MULTICAM_TC_DRIFT: 'WARN',
  SETUP_EI_MIXED: 'WARN',
  SETUP_WB_MIXED: 'WARN',
  SETUP_GAMMA_MIXED: 'ERROR',
  SETUP_GAMUT_MIXED: 'ERROR',
  SETUP_SHUTTER_MIXED: 'WARN',
  SETUP_LENS_SQUEEZE_MIXED: 'WARN',
  SETUP_RESOLUTION_MIXED: 'WARN',
  LOOK_MISMATCH: 'WARN',
  CDL_MISMATCH: 'WARN',
  BAKED_LOOK: 'ERROR',
  AMF_SCHEMA_INVALID: 'ERROR',
  AMF_UNKNOWN_TRANSFORM: 'ERROR',
  AMF_IDT_CAMERA_MISMATCH: 'ERROR',
  AMF_CLIPID_UNRESOLVED: 'ERROR',
  AMF_VERSION_MIX: 'WARN',
  AMF_HASH_MISMATCH: 'BLOCK',
  AMF_NO_LOOK: 'INFO',
  FDL_SCHEMA_INVALID: 'ERROR',
  FDL_CANVAS_MISMATCH: 'ERROR',
  FDL_DECISION_OUTSIDE_CANVAS: 'ERROR',
  FDL_SQUEEZE_MISMATCH: 'ERROR',
  FDL_UPRES: 'ERROR',
  FDL_MIN_WIDTH: 'WARN',
  FDL_ABSENT: 'INFO',
  CAMERA_FORMAT_UNKNOWN: 'WARN',
  CAMERA_NOT_APPROVED: 'WARN',
  METADATA_INCOMPLETE: 'WARN',
  INSPECTOR_DISAGREE: 'ERROR',
  SIDECAR_MISSING: 'INFO',
  SOUND_UNMATCHED: 'INFO',
  MATCH_PARTIAL: 'ERROR',
  HANDLE_SHORT: 'WARN',
  MATCH_AMBIGUOUS: 'BLOCK',
  RETIME_NOT_REPRESENTABLE: 'WARN',
  EVENT_DUPLICATE: 'INFO',
  CUT_CHANGED_AFTER_PULL: 'ERROR',
  PULL_STALE_LOOK: 'WARN',
  OUTPUT_FRAME_COUNT: 'BLOCK',
  OUTPUT_TC_HEADER: 'ERROR',
};
/** Not in that list: completeness told by what others recorded. */
const beyondTheList = ['COVERAGE_HOLE'];

function read<T>(code: string, file: string): T {
  return JSON.parse(readFileSync(`${folder}${code}/${file}`, 'utf8')) as T;
}

/** The canvas for a clip's size is worked out once for all rules, before they run. */
function withFraming(subject: unknown): unknown {
  const clip = subject as CheckedClip;
  const [width, height] = [clip.facts?.['image.width'], clip.facts?.['image.height']];
  if (!clip.fdl || typeof width !== 'number' || typeof height !== 'number') return subject;
  const framed = framedBy(clip.fdl, { size: { width, height }, isNamed: () => false });
  return { ...clip, ...(framed ? { framed } : {}) };
}

function observed(rule: Rule, subject: unknown, context: CheckContext): readonly Observation[] {
  return (rule.check as (subject: unknown, context: CheckContext) => readonly Observation[])(withFraming(subject), context);
}

const cases = rules.flatMap((rule) =>
  (existsSync(`${folder}${rule.code}`) ? readdirSync(`${folder}${rule.code}`) : [])
    .filter((file) => /(^|\.)input\.json$/.test(file))
    .map((file) => [rule.code, file.replace(/\.?input\.json$/, ''), rule] as const),
);

describe('guardrails', () => {
  it('each has a code of its own, a plain sentence and a golden folder; no folder is left over', () => {
    const codes = rules.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { title } of rules) expect(title).toMatch(/^[A-Z].*\.$/);
    expect(codes.filter((code) => !existsSync(`${folder}${code}/expected.json`))).toEqual([]);
    expect(readdirSync(folder).filter((name) => !codes.includes(name))).toEqual([]);
  });

  it('are those of the trade’s list, as severe as it says', () => {
    const own = rules.filter(({ code }) => !beyondTheList.includes(code));
    expect(Object.fromEntries(own.map(({ code, severity }) => [code, severity]))).toEqual(severities);
  });

  it.each(cases)('%s %s', (code, name, rule) => {
    const prefix = name === '' ? '' : `${name}.`;
    const { fires, silent, context: given = {} } = read<Golden>(code, `${prefix}input.json`);
    const wanted = read<{ fires: readonly string[]; severities?: readonly string[]; silent: readonly string[] }>(code, `${prefix}expected.json`);
    const context: CheckContext = {
      rate: given.rate ?? { num: 24000, den: 1001 },
      dropFrame: given.dropFrame ?? false,
      settings: { ...rule.settings, ...given.settings },
      ...(given.registry ? { registry: new Set(given.registry) } : {}),
      sound: new Map(given.sound ? [['2026-02-02', given.sound]] : []),
      ofDay: (day) => (given.ofDay ?? []).filter((clip) => clip.shootDate === day),
      documentsByName: new Map((given.documents ?? []).map((document) => [document.name, document])),
    };
    const found = observed(rule, fires, context);
    expect(found.map(({ message }) => message)).toEqual(wanted.fires);
    expect(wanted.fires).not.toEqual([]);
    if (wanted.severities) expect(found.map(({ severity }) => severity ?? rule.severity)).toEqual(wanted.severities);
    // Whoever reads it at night wants to know what to do.
    for (const { fix } of found) expect(fix).toMatch(/^[A-Z].*\.$/);
    expect(observed(rule, silent, context).map(({ message }) => message)).toEqual([]);
  });
});
