import type { ClipTimecode } from '../clip.ts';
import { saysNothing } from '../reelName.ts';
import { labelOf, labelTicks, labelTicksPerSecond } from '../timecode.ts';
import type { TimelineEvent } from '../timeline.ts';
import { isIdentityKind, isReelKind, nameForms } from './nameForms.ts';
import { keysByPattern, type NamingPattern } from './naming.ts';

/** What a `clip_key` row's key is. Stored: never renumber. */
export const keyKinds = { identity: 1, stem: 2, normalised: 3, structured: 4, reel: 6, minute: 7 } as const;
export type KeyKind = (typeof keyKinds)[keyof typeof keyKinds];

/** One row: a key, and the part of the label clock that the clip covers under it. */
export type ClipKey = { readonly kind: KeyKind; readonly key: string; readonly labelStart: number; readonly labelEnd: number };

const dayTicks = 24 * 3600 * labelTicksPerSecond;
/** A minute key is written for every minute that a clip runs; 24 hours bound it. */
const minuteTicks = 60 * labelTicksPerSecond;

/** Shorter keys than this are no evidence: `A1` begins half of all names. */
export const shortestPrefix = 4;

export type KeyedClip = {
  readonly name: string;
  readonly names: readonly { readonly kind: string; readonly value: string }[];
  readonly reel?: string;
  readonly roll?: string;
  readonly frameCount?: number;
  readonly timecode?: ClipTimecode;
  /** Clip frames a label, more than 1 for high frame rates. */
  readonly framesPerLabel?: number;
};

/** Parts of the label clock that a clip covers: one for each run of timecode, cut at midnight; alternates too. A clip without timecode has the empty part [-1, -1). */
export function labelSpans(clip: KeyedClip): { readonly start: number; readonly end: number }[] {
  const { timecode } = clip;
  if (!timecode) return [{ start: -1, end: -1 }];
  const frames = clip.frameCount ?? 1;
  const perLabel = clip.framesPerLabel ?? 1;
  const runs = timecode.runs.length > 0 ? timecode.runs : [{ frame: 0, label: timecode.start }];
  const spans: { start: number; end: number }[] = [];
  const add = (label: number, count: number, base: number, dropFrame: boolean): void => {
    const start = labelTicks(labelOf(label, { base, dropFrame }), base);
    if (start === undefined) return;
    const last = labelTicks(labelOf(label + Math.max(1, count) - 1, { base, dropFrame }), base) ?? start;
    const end = last + labelTicksPerSecond / base;
    if (last >= start) spans.push({ start, end });
    else spans.push({ start, end: dayTicks }, { start: 0, end });
  };
  runs.forEach((run, index) => {
    const next = runs[index + 1]?.frame ?? frames;
    add(run.label, Math.ceil((next - run.frame) / perLabel), timecode.base, timecode.dropFrame);
  });
  for (const alternate of timecode.alternates) add(alternate.start, Math.ceil(frames / perLabel), alternate.base, alternate.dropFrame);
  return spans;
}

/** Every key that a list may look this clip up by. */
export function clipKeys(clip: KeyedClip): ClipKey[] {
  const keys = new Map<string, KeyKind>();
  const add = (kind: KeyKind, key: string | undefined): void => {
    if (key !== undefined && key !== '') keys.set(`${kind}\0${key}`, kind);
  };
  const clipNames = [clip.name, ...clip.names.filter((name) => !isReelKind(name.kind)).map((name) => name.value)];
  for (const name of clipNames) {
    const { stem, normal, structured } = nameForms(name);
    add(keyKinds.stem, stem);
    add(keyKinds.normalised, normal);
    add(keyKinds.structured, structured);
  }
  for (const { kind, value } of clip.names) if (isIdentityKind(kind)) add(keyKinds.identity, nameForms(value).identity);
  const reels = [clip.reel, clip.roll, ...clip.names.filter((name) => isReelKind(name.kind)).map((name) => name.value)];
  for (const reel of reels) if (reel !== undefined) add(keyKinds.reel, nameForms(reel).reel);
  const spans = labelSpans(clip);
  const rows = [...keys].flatMap(([key, kind]) =>
    spans.map(({ start, end }) => ({ kind, key: key.slice(key.indexOf('\0') + 1), labelStart: start, labelEnd: end })),
  );
  const minutes = spans.flatMap(({ start, end }) => {
    if (start < 0) return [];
    const first = Math.floor(start / minuteTicks);
    const last = Math.floor((end - 1) / minuteTicks);
    return Array.from({ length: last - first + 1 }, (_, index) => ({
      kind: keyKinds.minute,
      key: String(first + index),
      labelStart: start,
      labelEnd: end,
    }));
  });
  return [...rows, ...minutes];
}

export type LookupKey = {
  readonly kind: KeyKind;
  readonly key: string;
  /** An identity, or of a name that is whole: it is of one clip, or of few. */ readonly whole?: boolean;
};

export type EventLookup = {
  /** As written. */
  readonly names: readonly string[];
  /** Asked for first: the names as they stand. Where one of them is whole and a clip of it runs at the event, nothing else is asked. */
  readonly exact: readonly LookupKey[];
  /** No name is whole: other clips could be meant too. */
  readonly loose: boolean;
  /** Place on the label clock; -1 where the event has no timecode. */
  readonly labelStart: number;
  readonly labelEnd: number;
};

/** What to look up where the names as they stand settle nothing: of most events they do. */
export type WiderLookup = {
  readonly keys: readonly LookupKey[];
  /** Names that may be the beginning of a longer one. */
  readonly prefixes: readonly string[];
  readonly minute: string | undefined;
};

/** Kinds of names, strongest first. */
const nameOrder: readonly string[] = [
  'UUID',
  'UMID',
  'MOB_ID',
  'PATH',
  'SOURCE_FILE',
  'FULL_REEL',
  'SOURCE_TABLE',
  'TRUNCATED_FROM',
  'FROM_FILE',
  'REEL',
  'TAPE',
  'CAMROLL',
  'LABROLL',
];
const weightOf = new Map(nameOrder.map((kind, index) => [kind, index]));
/** The event that was asked for last: each is asked for several times in a row. */
let last: { readonly event: object; readonly names: readonly string[] } | undefined;

/** Names of an event that can mean a camera clip or its roll, strongest first, without repeats. */
export function eventNames(event: Pick<TimelineEvent, 'reel' | 'names'>): readonly string[] {
  if (event.names.length === 0) return nameForms(event.reel).alone;
  if (last?.event === event) return last.names;
  const weight = (kind: string): number => weightOf.get(kind) ?? nameOrder.length;
  const written = event.names.length > 1 ? [...event.names].sort((a, b) => weight(a.kind) - weight(b.kind)) : event.names;
  const all = [...(saysNothing(event.reel) ? [] : [event.reel]), ...written.map((name) => name.value)];
  const names = [...new Set(all)].filter((name) => nameForms(name).bare !== '');
  last = { event, names };
  return names;
}

/** What to look up for an event. `label` gives its place on the label clock. */
export function eventLookup(
  event: Pick<TimelineEvent, 'reel' | 'names'>,
  label: { readonly start: number; readonly end: number } | undefined,
): EventLookup {
  const names = eventNames(event);
  return {
    names,
    exact: names.length === 1 ? exactKeys(names[0]!) : names.flatMap(exactKeys),
    loose: !names.some((name) => nameForms(name).whole),
    labelStart: label?.start ?? -1,
    labelEnd: label?.end ?? -1,
  };
}

function exactKeys(name: string): readonly LookupKey[] {
  const { identity, stem, whole } = nameForms(name);
  const asName: LookupKey = { kind: keyKinds.stem, key: stem, whole };
  const asIdentity: LookupKey = { kind: keyKinds.identity, key: identity, whole: true };
  if (identity.length < 16) return stem === '' ? [] : [asName];
  return stem === '' ? [asIdentity] : [asIdentity, asName];
}

export function widerLookup({ names, exact, labelStart }: EventLookup): WiderLookup {
  // A name as it stands is among those of the same letters and digits.
  const keys = exact.filter(({ kind }) => kind === keyKinds.identity);
  const prefixes = new Set<string>();
  for (const name of names) {
    const { stem, normal, structured, reel, card } = nameForms(name);
    keys.push(normal === '' ? { kind: keyKinds.stem, key: stem } : { kind: keyKinds.normalised, key: normal });
    if (structured !== undefined) keys.push({ kind: keyKinds.structured, key: structured });
    if (reel !== '') keys.push({ kind: keyKinds.reel, key: reel });
    if (normal.length >= shortestPrefix && /\d/.test(normal)) prefixes.add(normal);
    // A001 is also how people write the card A_0001.
    if (card) for (const digits of [3, 4]) prefixes.add(`${card.cameraIndex}${String(card.reel).padStart(digits, '0')}C`);
  }
  const minute = labelStart < 0 ? undefined : String(Math.floor(labelStart / minuteTicks));
  return { keys, prefixes: [...prefixes], minute };
}

/** What else its names may be, by naming rules that people applied. */
export const keysByRule = ({ names }: EventLookup, rules: readonly NamingPattern[]): readonly LookupKey[] =>
  names.flatMap((name) => keysByPattern(rules, name).map((key) => ({ kind: keyKinds.structured, key })));
