import { keyKinds, keysByRule, widerLookup, type EventLookup, type KeyKind, type LookupKey } from '../../../domain/match/keys.ts';
import { nameForms } from '../../../domain/match/nameForms.ts';
import type { MatchClip } from '../../../domain/match/result.ts';
import type { SqlSession } from '../../../domain/ports/catalogue.ts';
import type { FoundCandidates, MatchStore } from '../../../domain/ports/matchStore.ts';
import {
  candidatesByKey,
  candidatesByName,
  candidatesByPrefix,
  candidatesByTime,
  clipsByTime,
  clipsByWholeName,
  clipsToMatch,
} from './candidates.ts';

/** Clips fetched for one key of an event: enough for every card that a name could mean, too few for a flood. */
const perKey = 24;
/** Clips that timecode alone found: they are only ever shown. */
const perMinute = 12;
/** Of these where they are not even shown. Of most events a few tell that several were running. */
const fewPerMinute = 3;

type ClipRow = {
  id: string;
  name: string;
  roll_id: string | null;
  frame_count: number | null;
  tc_start: number | null;
  tc_base: number | null;
  drop_frame: boolean | null;
  tracks: Pick<NonNullable<MatchClip['timecode']>, 'runs' | 'alternates'> | null;
  rate_num: number | null;
  rate_den: number | null;
  present: boolean;
  /** These by `clipsToMatch` only. */
  reel?: string | null;
  shoot_date?: string | null;
  roll?: string | null;
  names?: MatchClip['names'] | null;
};
type CandidateRow = { place: number; clip_id: string; overlaps: boolean; total: number };

/** A statement's answer by columns. */
type Columns<T> = { readonly [K in keyof T]: readonly T[K][] };

/** Asks a statement of columns; undefined where it found nothing. */
async function columnsOf<T>(sql: SqlSession, statement: string, values: readonly unknown[], key: keyof T): Promise<Columns<T> | undefined> {
  const [columns] = await sql.query<Columns<T>>(statement, values, 'kept');
  return (columns![key] as unknown) === null ? undefined : columns;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
const none: readonly never[] = [];

function toClip(rows: Columns<ClipRow>, row: number): MatchClip {
  const clip: Mutable<MatchClip> = {
    id: rows.id[row]!,
    name: rows.name[row]!,
    names: rows.names?.[row] ?? none,
    present: rows.present[row]!,
  };
  const [rollId, reel, roll, shootDate] = [
    rows.roll_id[row]!,
    rows.reel?.[row] ?? null,
    rows.roll?.[row] ?? null,
    rows.shoot_date?.[row] ?? null,
  ];
  const [frameCount, start, base] = [rows.frame_count[row]!, rows.tc_start[row]!, rows.tc_base[row]!];
  const [num, den] = [rows.rate_num[row]!, rows.rate_den[row]!];
  if (reel !== null) clip.reel = reel;
  if (rollId !== null) clip.rollId = rollId;
  if (roll !== null) clip.roll = roll;
  if (shootDate !== null) clip.shootDate = shootDate;
  if (frameCount !== null) clip.frameCount = frameCount;
  if (start !== null && base !== null) {
    const tracks = rows.tracks[row];
    const [runs, alternates] = [tracks?.runs ?? none, tracks?.alternates ?? none];
    clip.timecode = { start, base, dropFrame: rows.drop_frame[row] ?? false, runs, alternates };
  }
  if (num !== null && den !== null) clip.playbackRate = { num, den };
  return clip;
}

type Asked = { readonly event: number; readonly kind?: number; readonly key: string };

/** The columns of a question, as PostgreSQL writes arrays: pg's own writing of 10,000 elements takes longer than their lookup. */
const numbers = (values: readonly (number | undefined)[]): string => `{${values.join(',')}}`;
/** Quoted as JSON does it; but a backslash stands before the character itself. */
export function texts(values: readonly string[]): string {
  const quoted = JSON.stringify(values);
  if (!quoted.includes('\\')) return `{${quoted.slice(1, -1)}}`;
  return `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}

/** An event's clips; `ids` are of those that keys led to and that are still to be read. */
type Found = { clips: MatchClip[]; ids: string[]; count: number; overlaps: boolean; settled: boolean; more: boolean };

export async function candidates(
  sql: SqlSession,
  productionId: string,
  lookups: readonly EventLookup[],
  { decided, uncounted = false }: NonNullable<Parameters<MatchStore['candidates']>[2]> = {},
): Promise<readonly FoundCandidates[]> {
  const events = lookups.map((): Found => ({ clips: [], ids: [], count: 0, overlaps: false, settled: false, more: false }));
  // Lists of candidates are short: a set of each would cost more. Most have one.
  const take = (event: Found, clip: MatchClip, overlaps: boolean): void => {
    if (event.clips.length === 0 || !event.clips.some(({ id }) => id === clip.id)) event.clips.push(clip);
    event.overlaps ||= overlaps;
  };
  const keysOf = (asked: readonly Asked[]): string => texts(asked.map(({ key }) => key));
  const starts = (asked: readonly Asked[]): string => numbers(asked.map(({ event }) => lookups[event]!.labelStart));
  const ends = (asked: readonly Asked[]): string => numbers(asked.map(({ event }) => lookups[event]!.labelEnd));
  const byKey = (asked: readonly Asked[]): unknown[] => [
    productionId,
    numbers(asked.map(({ kind }) => kind)),
    keysOf(asked),
    starts(asked),
    ends(asked),
    perKey,
  ];
  const ask = async (statement: string, asked: readonly Asked[], values: readonly unknown[]): Promise<void> => {
    if (asked.length === 0) return;
    const rows = await columnsOf<CandidateRow>(sql, statement, values, 'place');
    rows?.place.forEach((place, row) => {
      const event = events[asked[place - 1]!.event]!;
      const id = rows.clip_id[row]!;
      if (!event.ids.includes(id)) event.ids.push(id);
      event.count = Math.max(event.count, rows.total[row]!);
      event.overlaps ||= rows.overlaps[row]!;
    });
  };

  /** Whole names or identities, with the events that give them; true where there were so many clips that some are missing. */
  const askWhole = async (kind: KeyKind, eventsOf: ReadonlyMap<string, readonly number[]>): Promise<boolean> => {
    if (eventsOf.size === 0) return false;
    const cap = perKey * eventsOf.size;
    const asked = [productionId, kind, texts([...eventsOf.keys()]), cap];
    const rows = await columnsOf<ClipRow & { key: string; label_start: number; label_end: number }>(sql, clipsByWholeName, asked, 'key');
    if (!rows) return false;
    rows.key.forEach((key, row) => {
      const clip = toClip(rows, row);
      const [start, end] = [rows.label_start[row]!, rows.label_end[row]!];
      for (const index of eventsOf.get(key)!) {
        const { labelStart, labelEnd } = lookups[index]!;
        if (events[index]!.clips.length < perKey) take(events[index]!, clip, start < labelEnd && end > labelStart);
      }
    });
    return rows.key.length === cap;
  };
  /** What stands beside whole names. */
  const askBeside = async (asked: readonly Asked[]): Promise<void> => {
    if (asked.length === 0) return;
    const rows = await columnsOf<ClipRow & Pick<CandidateRow, 'place' | 'overlaps'>>(sql, candidatesByName, byKey(asked), 'place');
    rows?.place.forEach((place, row) => take(events[asked[place - 1]!.event]!, toClip(rows, row), rows.overlaps[row]!));
  };
  /** Names as they stand, of the events that give a whole one. Gives the events that they did not settle. */
  const askNames = async (whole: readonly number[]): Promise<number[]> => {
    const [stems, identities] = [new Map<string, number[]>(), new Map<string, number[]>()];
    const beside: Asked[] = [];
    for (const event of whole) {
      for (const key of lookups[event]!.exact) {
        const eventsOf = key.kind === keyKinds.identity ? identities : stems;
        const known = eventsOf.get(key.key);
        if (!key.whole) beside.push({ event, ...key });
        else if (known) known.push(event);
        else eventsOf.set(key.key, [event]);
      }
    }
    const asked = await Promise.all([askWhole(keyKinds.stem, stems), askWhole(keyKinds.identity, identities), askBeside(beside)]);
    const flooded = asked.includes(true);
    return whole.filter((index) => {
      const event = events[index]!;
      // As many as the cap: there may be better ones. Found by another name than its own: its names are needed.
      const complete = !flooded && event.clips.length < perKey && event.clips.every((clip) => isNamedSo(lookups[index]!, clip));
      event.settled = event.overlaps && complete;
      event.count = event.clips.length;
      return !event.settled;
    });
  };
  const timed = (of: readonly number[]): Asked[] =>
    of.flatMap((event) => {
      const { minute } = widerLookup(lookups[event]!);
      return minute === undefined ? [] : [{ event, key: minute }];
    });
  /** Clips that timecode alone finds, and how many they are. */
  const askTime = (asked: readonly Asked[]): Promise<void> =>
    ask(candidatesByTime, asked, [productionId, keysOf(asked), starts(asked), perMinute]);
  /** A few of them. */
  const askFew = async (asked: readonly Asked[]): Promise<void> => {
    if (asked.length === 0) return;
    const values = [productionId, keysOf(asked), starts(asked), fewPerMinute];
    const rows = await columnsOf<ClipRow & Pick<CandidateRow, 'place'>>(sql, clipsByTime, values, 'place');
    rows?.place.forEach((place, row) => {
      const event = events[asked[place - 1]!.event]!;
      event.count += 1;
      event.more = event.count === fewPerMinute;
      if ((rows.id[row] as string | null) !== null) take(event, toClip(rows, row), true);
    });
  };
  /** Clips that other forms of a name lead to; where they lead to none that runs at the event, timecode alone. */
  const askForms = async (named: readonly number[]): Promise<void> => {
    const wider = new Map(named.map((event) => [event, widerLookup(lookups[event]!)]));
    const askKeys = (keysFor: (event: number) => readonly LookupKey[]): Promise<void> => {
      const keys = named.flatMap((event) => keysFor(event).map((key): Asked => ({ event, ...key })));
      return ask(candidatesByKey, keys, byKey(keys));
    };
    const askRules = async (): Promise<void> => {
      const rules = (await decided)?.patterns ?? [];
      if (rules.length > 0) await askKeys((event) => keysByRule(lookups[event]!, rules));
    };
    const askPrefixes = (of: readonly number[]): Promise<void> => {
      const prefixes = of.flatMap((event) => wider.get(event)!.prefixes.map((key): Asked => ({ event, key })));
      const values = [productionId, keysOf(prefixes), starts(prefixes), ends(prefixes), perKey];
      return ask(candidatesByPrefix, prefixes, values);
    };
    // A short name may also be the beginning of a clip that its structured key does not reach, so prefixes of loose names are always asked for.
    await Promise.all([
      askKeys((event) => wider.get(event)!.keys),
      askRules(),
      askPrefixes(named.filter((event) => lookups[event]!.loose)),
    ]);
    await askPrefixes(named.filter((event) => !lookups[event]!.loose && !events[event]!.overlaps));
    await askTime(timed(named.filter((event) => !events[event]!.overlaps)));
  };
  /** Every other way to find the clips of these events. */
  const askMore = async (open: readonly number[]): Promise<void> => {
    const [named, nameless]: [number[], number[]] = [[], []];
    for (const event of open) (lookups[event]!.names.length > 0 ? named : nameless).push(event);
    await Promise.all([askForms(named), (uncounted ? askFew : askTime)(timed(nameless))]);
    // Of what may be meant by a name, every name is compared.
    for (const index of named) {
      const event = events[index]!;
      event.ids = [...new Set([...event.clips.map(({ id }) => id), ...event.ids])];
      event.clips = [];
    }
    const ids = new Set(open.flatMap((index) => events[index]!.ids));
    const clips = new Map((await clipsWithNames(sql, [...ids])).map((clip) => [clip.id, clip]));
    for (const index of open) {
      const event = events[index]!;
      event.clips.push(...event.ids.flatMap((id) => clips.get(id) ?? []));
      event.count = Math.max(event.count, event.ids.length);
    }
  };
  const [whole, loose]: [number[], number[]] = [[], []];
  for (const [event, lookup] of lookups.entries()) (lookup.loose ? loose : whole).push(event);
  await askMore([...(await askNames(whole)), ...loose]);
  return events;
}

/** The clip's own name is what was asked for: nothing more of it need be known. */
function isNamedSo({ names, exact }: EventLookup, { name }: MatchClip): boolean {
  return names.includes(name) || exact.some(({ key }) => key === nameForms(name).stem);
}

export async function clipsWithNames(sql: SqlSession, ids: readonly string[]): Promise<MatchClip[]> {
  if (ids.length === 0) return [];
  const rows = await columnsOf<ClipRow>(sql, clipsToMatch, [texts(ids)], 'id');
  return rows?.id.map((_, row) => toClip(rows, row)) ?? [];
}
