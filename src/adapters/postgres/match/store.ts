import { keyKinds, widerLookup, type EventLookup, type KeyKind } from '../../../domain/match/keys.ts';
import type { EarlierDecision, EventMatch, MatchClip, RollSpan } from '../../../domain/match/result.ts';
import type { SqlSession } from '../../../domain/ports/catalogue.ts';
import type { FoundForEvents, MatchStore, StoredEvent, StoredTimeline } from '../../../domain/ports/matchStore.ts';
import { nameForms } from '../../../domain/match/nameForms.ts';
import {
  allRolls,
  candidatesByKey,
  candidatesByName,
  candidatesByPrefix,
  candidatesByTime,
  clipsByTime,
  clipsByWholeName,
  clipsToMatch,
  rollsByName,
  rollsOfClips,
} from './candidates.ts';

/** Clips fetched for one key of an event: enough for every card that a name could mean, too few for a flood. */
const perKey = 24;
/** Clips that timecode alone found: they are only ever shown. */
const perMinute = 12;

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
const texts = (values: readonly string[]): string =>
  `{${values.map((value) => (/^[\w|-]+$/.test(value) && value !== 'NULL' ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`)).join(',')}}`;

async function candidates(
  sql: SqlSession,
  productionId: string,
  lookups: readonly EventLookup[],
  { decided, uncounted = false }: NonNullable<Parameters<MatchStore['candidates']>[2]> = {},
): Promise<FoundForEvents> {
  const events = lookups.map(() => ({ clipIds: none as readonly string[] as string[], count: 0, overlaps: false, settled: false }));
  const clips = new Map<string, MatchClip>();
  const take = (index: number, id: string, overlaps: boolean, total = 0): void => {
    const event = events[index]!;
    // Lists of candidates are short: a set of each would cost more. Most have one.
    if (event.clipIds.length === 0) event.clipIds = [id];
    else if (!event.clipIds.includes(id)) event.clipIds.push(id);
    event.count = Math.max(event.count, total, event.clipIds.length);
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
    rows?.place.forEach((place, row) => take(asked[place - 1]!.event, rows.clip_id[row]!, rows.overlaps[row]!, rows.total[row]));
  };

  const takeClip = (index: number, rows: Columns<ClipRow>, row: number, overlaps: boolean): void => {
    const id = rows.id[row]!;
    take(index, id, overlaps);
    if (!clips.has(id)) clips.set(id, toClip(rows, row));
  };
  const takeNamed = (index: number, rows: Columns<ClipRow>, row: number, overlaps: boolean): void => {
    takeClip(index, rows, row, overlaps);
    if (overlaps) events[index]!.settled = true;
  };
  /** Whole names or identities, with the events that give them; true where there were so many clips that some are missing. */
  const askWhole = async (kind: KeyKind, byName: readonly (readonly [string, readonly number[]])[]): Promise<boolean> => {
    if (byName.length === 0) return false;
    const cap = perKey * byName.length;
    const asked = [productionId, kind, texts(byName.map(([name]) => name)), cap];
    const rows = await columnsOf<ClipRow & { key: string; label_start: number; label_end: number }>(sql, clipsByWholeName, asked, 'key');
    if (!rows) return false;
    const eventsOf = new Map(byName);
    rows.key.forEach((key, row) => {
      for (const index of eventsOf.get(key)!) {
        const { labelStart, labelEnd } = lookups[index]!;
        if (events[index]!.clipIds.length < perKey)
          takeNamed(index, rows, row, rows.label_start[row]! < labelEnd && rows.label_end[row]! > labelStart);
      }
    });
    return rows.key.length === cap;
  };
  const askBeside = async (asked: readonly Asked[]): Promise<void> => {
    if (asked.length === 0) return;
    const rows = await columnsOf<ClipRow & Pick<CandidateRow, 'place' | 'overlaps'>>(sql, candidatesByName, byKey(asked), 'place');
    rows?.place.forEach((place, row) => takeNamed(asked[place - 1]!.event, rows, row, rows.overlaps[row]!));
  };
  /** Names as they stand, of the events that give a whole one. Gives the events that they did not settle. */
  const askNames = async (whole: readonly number[]): Promise<number[]> => {
    const [stems, identities] = [new Map<string, number[]>(), new Map<string, number[]>()];
    const beside: Asked[] = [];
    for (const event of whole) {
      for (const key of lookups[event]!.exact) {
        const eventsOf = key.kind === keyKinds.identity ? identities : stems;
        if (!key.whole) beside.push({ event, ...key });
        else if (eventsOf.has(key.key)) eventsOf.get(key.key)!.push(event);
        else eventsOf.set(key.key, [event]);
      }
    }
    const asked = await Promise.all([askWhole(keyKinds.stem, [...stems]), askWhole(keyKinds.identity, [...identities]), askBeside(beside)]);
    const flooded = asked.includes(true);
    // As many as the cap: there may be better ones. Found by another name than its own: its names are needed.
    for (const index of whole) {
      const event = events[index]!;
      if (flooded || event.clipIds.length >= perKey || !event.clipIds.every((id) => isNamedSo(lookups[index]!, clips.get(id)!)))
        event.settled = false;
    }
    return whole.filter((event) => !events[event]!.settled);
  };
  /** Clips that timecode alone finds. Where there is no name either, no more of them need be known. */
  const askTime = async (asked: readonly Asked[]): Promise<void> => {
    const isPlain = ({ event }: Asked): boolean => uncounted && lookups[event]!.names.length === 0;
    const [plain, counted] = [asked.filter(isPlain), asked.filter((each) => !isPlain(each))];
    const values = (of: readonly Asked[]): unknown[] => [productionId, keysOf(of), starts(of), perMinute];
    const askPlain = async (): Promise<void> => {
      const rows = await columnsOf<ClipRow & Pick<CandidateRow, 'place'>>(sql, clipsByTime, values(plain), 'place');
      rows?.place.forEach((place, row) => takeClip(plain[place - 1]!.event, rows, row, true));
    };
    await Promise.all([plain.length === 0 ? undefined : askPlain(), ask(candidatesByTime, counted, values(counted))]);
  };
  /** Every other way to find the clips of these events. */
  const askMore = async (open: readonly number[]): Promise<void> => {
    if (open.length === 0) return;
    const patterns = (await decided)?.patterns ?? [];
    const wider = new Map(open.map((event) => [event, widerLookup(lookups[event]!, patterns)]));
    const keys = open.flatMap((event): Asked[] => [...lookups[event]!.exact, ...wider.get(event)!.keys].map((key) => ({ event, ...key })));
    const askPrefixes = (of: readonly number[]): Promise<void> => {
      const prefixes = of.flatMap((event): Asked[] => wider.get(event)!.prefixes.map((key) => ({ event, key })));
      const values = [productionId, keysOf(prefixes), starts(prefixes), ends(prefixes), perKey];
      return ask(candidatesByPrefix, prefixes, values);
    };
    // A short name may also be the beginning of a clip that its structured key does not reach, so prefixes of loose names are always asked for.
    await Promise.all([ask(candidatesByKey, keys, byKey(keys)), askPrefixes(open.filter((event) => lookups[event]!.loose))]);
    await askPrefixes(open.filter((event) => !lookups[event]!.loose && !events[event]!.overlaps));
    await askTime(
      open.flatMap((event): Asked[] => {
        const { minute } = wider.get(event)!;
        return events[event]!.overlaps || minute === undefined ? [] : [{ event, key: minute }];
      }),
    );
    // Found by its name: every name of it is compared.
    const found = new Set(
      open.flatMap((event) => events[event]!.clipIds.filter((id) => lookups[event]!.names.length > 0 || !clips.has(id))),
    );
    for (const clip of await clipsWithNames(sql, [...found])) clips.set(clip.id, clip);
  };
  const [whole, loose]: [number[], number[]] = [[], []];
  for (const [event, lookup] of lookups.entries()) (lookup.loose ? loose : whole).push(event);
  await askMore([...(await askNames(whole)), ...loose]);
  return { events, clips };
}

/** The clip's own name is what was asked for: nothing more of it need be known. */
function isNamedSo({ names, exact }: EventLookup, { name }: MatchClip): boolean {
  return names.includes(name) || exact.some(({ key }) => key === nameForms(name).stem);
}

async function clipsWithNames(sql: SqlSession, ids: readonly string[]): Promise<MatchClip[]> {
  if (ids.length === 0) return [];
  const rows = await columnsOf<ClipRow>(sql, clipsToMatch, [texts(ids)], 'id');
  return rows?.id.map((_, row) => toClip(rows, row)) ?? [];
}

type RollRow = {
  id: string;
  name: string;
  label_start: number;
  label_end: number;
  shoot_day: string | null;
  first_name: string | null;
  last_name: string | null;
  earliest: number | null;
  latest: number | null;
};

function toRoll(row: RollRow): RollSpan {
  const [firstClip, lastClip] = [row.first_name, row.last_name].map((name) =>
    name === null ? undefined : nameForms(name).parsed?.clipNumber,
  );
  return {
    rollId: row.id,
    name: row.name,
    labelStart: row.label_start,
    labelEnd: row.label_end,
    ...(row.shoot_day === null ? {} : { shootDate: row.shoot_day }),
    ...(firstClip === undefined ? {} : { firstClip }),
    ...(lastClip === undefined ? {} : { lastClip }),
    ...(row.earliest === null ? {} : { earliest: Number(row.earliest) }),
    ...(row.latest === null ? {} : { latest: Number(row.latest) }),
  };
}

/** Rolls are named in this order, however PostgreSQL came upon them. */
function byDay(a: RollRow, b: RollRow): number {
  const [x, y] = [a, b].map(({ shoot_day: day, name, id }) => `${day ?? ''} ${name} ${id}`);
  return x! < y! ? -1 : 1;
}

type TimelineRow = {
  id: string;
  production_id: string;
  name: string;
  format: string;
  title: string | null;
  rate_num: number;
  rate_den: number;
  drop_frame: boolean;
  rate_origin: string;
};

function toTimeline(row: TimelineRow): StoredTimeline {
  return {
    id: row.id,
    productionId: row.production_id,
    name: row.name,
    format: row.format,
    rate: { num: row.rate_num, den: row.rate_den },
    dropFrame: row.drop_frame,
    rateOrigin: row.rate_origin,
    ...(row.title === null ? {} : { title: row.title }),
  };
}

const eventColumns = 'e.id, e.timeline_id AS "timelineId", e.index, e.event';

/** Matching's store, on the pool or an open transaction. */
export function createMatchStore(sql: SqlSession): MatchStore {
  return {
    candidates: (productionId, lookups, asked) => candidates(sql, productionId, lookups, asked),
    clips: (ids) => clipsWithNames(sql, ids),
    rollsOf: async (ids) => {
      const rows = await sql.query<{ id: string; name: string | null; shoot_date: string | null }>(rollsOfClips, [texts(ids)], 'kept');
      return new Map(rows.map(({ id, name, shoot_date: day }) => [id, { name: name ?? undefined, day: day ?? undefined }]));
    },
    rolls: async (productionId, meant) => {
      const rows =
        meant === undefined
          ? await sql.query<RollRow>(allRolls, [productionId], 'kept')
          : await sql.query<RollRow>(
              rollsByName,
              [
                productionId,
                texts(meant.longer.map(({ prefix }) => prefix)),
                `{${meant.longer.map(({ but }) => but ?? 'NULL').join(',')}}`,
                texts(meant.shorter),
              ],
              'kept',
            );
      return [...new Map(rows.map((row) => [row.id, row])).values()].sort(byDay).map(toRoll);
    },
    decisions: async (productionId, nameKeys) =>
      (
        await sql.query<{
          name_key: string;
          source_in: string | null;
          source_out: string | null;
          clip_id: string | null;
          offset_frames: number;
          actor: string;
        }>(
          `SELECT name_key, source_in, source_out, clip_id, offset_frames, actor FROM decision
           WHERE production_id = $1 AND name_key = ANY($2::text[]) AND revoked_at IS NULL ORDER BY created_at DESC, id`,
          [productionId, nameKeys],
        )
      ).map((row): EarlierDecision => ({
        nameKey: row.name_key,
        offsetFrames: row.offset_frames,
        actor: row.actor,
        ...(row.source_in === null ? {} : { sourceIn: row.source_in }),
        ...(row.source_out === null ? {} : { sourceOut: row.source_out }),
        ...(row.clip_id === null ? {} : { clipId: row.clip_id }),
      })),
    decided: async (productionId) => {
      const rows = await sql.query<{ kind: string; rule: { template?: string; rollId?: string; offsetFrames?: number } }>(
        `SELECT kind, rule FROM naming_rule WHERE production_id = $1 AND state = 'APPLIED'
         UNION ALL (SELECT 'DECISION', '{}' FROM decision WHERE production_id = $1 AND revoked_at IS NULL LIMIT 1)`,
        [productionId],
        'kept',
      );
      return {
        patterns: rows.flatMap(({ kind, rule }) =>
          kind === 'PATTERN' && rule.template !== undefined ? [{ template: rule.template }] : [],
        ),
        offsets: new Map(
          rows.flatMap(({ kind, rule }) =>
            kind === 'OFFSET' && rule.rollId && rule.offsetFrames ? [[rule.rollId, rule.offsetFrames] as const] : [],
          ),
        ),
        any: rows.some(({ kind }) => kind === 'DECISION'),
      };
    },
    saveTimeline: async ({ productionId, name, timeline, sha256, content, actor }) => {
      const rows = await sql.query<{ id: string }>(
        `INSERT INTO timeline (production_id, name, format, title, rate_num, rate_den, drop_frame, rate_origin, sha256, content, diagnostics, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
        [
          productionId,
          name,
          timeline.format,
          timeline.title ?? null,
          timeline.rate.num,
          timeline.rate.den,
          timeline.dropFrame,
          timeline.rateOrigin,
          sha256,
          Buffer.from(content),
          JSON.stringify(timeline.diagnostics),
          actor,
        ],
      );
      const id = rows[0]!.id;
      await sql.query(
        `INSERT INTO timeline_event (timeline_id, index, number, line, event)
         SELECT $1, (ordinality - 1)::int, value->>'number', (value->>'line')::int, value FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY`,
        [id, JSON.stringify(timeline.events)],
      );
      return id;
    },
    replaceTimeline: async (id, timeline) => {
      await sql.query(
        'UPDATE timeline SET format = $2, title = $3, rate_num = $4, rate_den = $5, drop_frame = $6, rate_origin = $7, diagnostics = $8 WHERE id = $1',
        [
          id,
          timeline.format,
          timeline.title ?? null,
          timeline.rate.num,
          timeline.rate.den,
          timeline.dropFrame,
          timeline.rateOrigin,
          JSON.stringify(timeline.diagnostics),
        ],
      );
      await sql.query('DELETE FROM timeline_event WHERE timeline_id = $1 AND index >= $2', [id, timeline.events.length]);
      await sql.query(
        `INSERT INTO timeline_event (timeline_id, index, number, line, event)
         SELECT $1, (ordinality - 1)::int, value->>'number', (value->>'line')::int, value FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY
         ON CONFLICT (timeline_id, index) DO UPDATE SET number = EXCLUDED.number, line = EXCLUDED.line, event = EXCLUDED.event`,
        [id, JSON.stringify(timeline.events)],
      );
    },
    timelines: async (ids) => {
      const rows = await sql.query<TimelineRow | { id: null }>(
        `SELECT t.id, production_id, name, format, title, rate_num, rate_den, drop_frame, rate_origin
         FROM unnest($1::uuid[]) WITH ORDINALITY AS q(id, place) LEFT JOIN timeline t ON t.id = q.id ORDER BY place`,
        [ids],
      );
      return rows.map((row) => (row.id === null ? undefined : toTimeline(row)));
    },
    timelineContent: async (id) =>
      (await sql.query<{ content: Uint8Array }>('SELECT content FROM timeline WHERE id = $1', [id]))[0]?.content,
    events: (timelineIds) =>
      sql.query<StoredEvent>(
        `SELECT ${eventColumns} FROM timeline_event e WHERE timeline_id = ANY($1::uuid[]) ORDER BY timeline_id, index`,
        [timelineIds],
      ),
    matched: async (timelineId) =>
      (
        await sql.query<StoredEvent & { match: EventMatch | null }>(
          `SELECT ${eventColumns}, m.result AS match FROM timeline_event e LEFT JOIN event_match m ON m.event_id = e.id WHERE timeline_id = $1 ORDER BY index`,
          [timelineId],
        )
      ).map(({ match, ...event }) => ({ ...event, match: match ?? undefined })),
    event: async (id) => (await sql.query<StoredEvent>(`SELECT ${eventColumns} FROM timeline_event e WHERE id = $1`, [id]))[0],
    saveMatches: async (matches) => {
      await sql.query(
        `INSERT INTO event_match (event_id, state, tier, clip_id, frame_in, frame_out, result)
         SELECT event_id, state, tier, clip_id, frame_in, frame_out, result
         FROM jsonb_to_recordset($1::jsonb) AS m(event_id uuid, state text, tier int, clip_id uuid, frame_in bigint, frame_out bigint, result jsonb)
         ON CONFLICT (event_id) DO UPDATE SET state = EXCLUDED.state, tier = EXCLUDED.tier, clip_id = EXCLUDED.clip_id, frame_in = EXCLUDED.frame_in,
           frame_out = EXCLUDED.frame_out, result = EXCLUDED.result, matched_at = now()`,
        [
          JSON.stringify(
            matches.map(({ eventId, match }) => ({
              event_id: eventId,
              state: match.state,
              tier: match.tier ?? null,
              clip_id: match.clipId ?? null,
              frame_in: match.clipFrameIn ?? null,
              frame_out: match.clipFrameOut ?? null,
              result: match,
            })),
          ),
        ],
      );
    },
    delivered: (timelineId) =>
      sql.query(
        `SELECT e.id AS "eventId", n.frame_in AS "frameIn", n.frame_out AS "frameOut", jsonb_build_object('clipFrameIn', m.frame_in, 'clipFrameOut', m.frame_out,
           'missingHeadFrames', m.result->'missingHeadFrames', 'missingTailFrames', m.result->'missingTailFrames') AS match
         FROM (SELECT DISTINCT n.clip_id, n.frame_in, n.frame_out
               FROM pull p JOIN render n ON n.pull_id = p.id OR n.id::text = ANY(SELECT jsonb_array_elements_text(coalesce(p.options->'renderIds', '[]')))
               WHERE p.timeline_id = $1 AND n.state = 'DONE') n
         JOIN event_match m ON m.clip_id = n.clip_id AND m.frame_in IS NOT NULL AND m.frame_out IS NOT NULL
         JOIN timeline_event e ON e.id = m.event_id AND e.timeline_id = $1`,
        [timelineId],
      ),
    addDecision: async (d) => {
      await sql.query('UPDATE decision SET revoked_at = now(), revoked_by = $2 WHERE event_id = $1 AND revoked_at IS NULL', [
        d.eventId,
        d.actor,
      ]);
      await sql.query(
        `INSERT INTO decision (production_id, timeline_id, event_id, clip_id, name_key, source_in, source_out, offset_frames, reason, actor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          d.productionId,
          d.timelineId,
          d.eventId,
          d.clipId ?? null,
          d.nameKey,
          d.sourceIn ?? null,
          d.sourceOut ?? null,
          d.offsetFrames,
          d.reason ?? null,
          d.actor,
        ],
      );
    },
    revokeDecision: async (eventId, actor) =>
      (
        await sql.query('UPDATE decision SET revoked_at = now(), revoked_by = $2 WHERE event_id = $1 AND revoked_at IS NULL RETURNING id', [
          eventId,
          actor,
        ])
      ).length > 0,
  };
}
