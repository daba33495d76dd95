import type { EventLookup } from '../../../domain/match/keys.ts';
import type { EarlierDecision, EventMatch, MatchClip, RollSpan } from '../../../domain/match/result.ts';
import type { SqlSession } from '../../../domain/ports/catalogue.ts';
import type { FoundForEvents, MatchStore, StoredEvent, StoredTimeline } from '../../../domain/ports/matchStore.ts';
import type { TimelineEvent } from '../../../domain/timeline.ts';
import { nameForms } from '../../../domain/match/nameForms.ts';
import {
  allRolls,
  candidatesByKey,
  candidatesByName,
  candidatesByPrefix,
  candidatesByTime,
  clipsToMatch,
  namesOfClips,
  rollNames,
  rollsByPrefix,
} from './candidates.ts';

/** Clips fetched for one key of an event: enough for every card that a name could mean, too few for a flood. */
const perKey = 24;
/** Clips that timecode alone found: they are only ever shown. */
const perMinute = 12;

type ClipRow = {
  id: string;
  name: string;
  reel: string | null;
  roll_id: string | null;
  /** Not asked for where the clip's own name settled it. */
  roll?: string | null;
  shoot_date: string | null;
  frame_count: number | null;
  tc_start: number | null;
  tc_base: number | null;
  drop_frame: boolean | null;
  tc_runs: NonNullable<MatchClip['timecode']>['runs'] | null;
  tc_alternates: NonNullable<MatchClip['timecode']>['alternates'] | null;
  rate_num: number | null;
  rate_den: number | null;
  present: boolean;
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function toClip(row: ClipRow): MatchClip {
  const clip: Mutable<MatchClip> = { id: row.id, name: row.name, names: [], present: row.present };
  if (row.reel !== null) clip.reel = row.reel;
  if (row.roll_id !== null) clip.rollId = row.roll_id;
  if (row.roll !== null && row.roll !== undefined) clip.roll = row.roll;
  if (row.shoot_date !== null) clip.shootDate = row.shoot_date;
  if (row.frame_count !== null) clip.frameCount = row.frame_count;
  if (row.tc_start !== null && row.tc_base !== null) {
    clip.timecode = {
      start: row.tc_start,
      base: row.tc_base,
      dropFrame: row.drop_frame ?? false,
      runs: row.tc_runs ?? [],
      alternates: row.tc_alternates ?? [],
    };
  }
  if (row.rate_num !== null && row.rate_den !== null) clip.playbackRate = { num: row.rate_num, den: row.rate_den };
  return clip;
}

type Row = { readonly place: number; readonly clip_id: string; readonly overlaps: boolean; readonly total?: number };
type NamedRow = { readonly place: number; readonly overlaps: boolean } & ClipRow;
type Asked = { readonly event: number; readonly kind?: number; readonly key: string };

/** The columns of a question, as PostgreSQL writes arrays: pg's own writing of 10,000 elements takes longer than their lookup. */
const numbers = (values: readonly (number | undefined)[]): string => `{${values.join(',')}}`;
const texts = (values: readonly string[]): string =>
  `{${values.map((value) => (/^[\w|-]+$/.test(value) && value !== 'NULL' ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`)).join(',')}}`;

async function candidates(sql: SqlSession, productionId: string, lookups: readonly EventLookup[]): Promise<FoundForEvents> {
  const events = lookups.map(() => ({ clipIds: [] as string[], count: 0, overlaps: false, settled: false }));
  const clips = new Map<string, MatchClip>();
  const take = (asked: readonly Asked[], place: number, id: string, overlaps: boolean, total = 0): void => {
    const event = events[asked[place]!.event]!;
    // Lists of candidates are short: a set of each would cost more.
    if (!event.clipIds.includes(id)) event.clipIds.push(id);
    event.count = Math.max(event.count, total, event.clipIds.length);
    event.overlaps ||= overlaps;
  };
  const places = (asked: readonly Asked[]): string => numbers(asked.map((_, place) => place));
  const keysOf = (asked: readonly Asked[]): string => texts(asked.map(({ key }) => key));
  const starts = (asked: readonly Asked[]): string => numbers(asked.map(({ event }) => lookups[event]!.labelStart));
  const ends = (asked: readonly Asked[]): string => numbers(asked.map(({ event }) => lookups[event]!.labelEnd));
  const byKey = (asked: readonly Asked[]): unknown[] => [
    productionId,
    places(asked),
    numbers(asked.map(({ kind }) => kind)),
    keysOf(asked),
    starts(asked),
    ends(asked),
    perKey,
  ];
  const ask = async (statement: string, asked: readonly Asked[], values: readonly unknown[]): Promise<void> => {
    if (asked.length === 0) return;
    for (const { place, clip_id: id, overlaps, total } of await sql.query<Row>(statement, values)) take(asked, place, id, overlaps, total);
  };

  /** Names as they stand, of the events that give a whole one. Gives the events that they did not settle. */
  const askNames = async (whole: readonly number[]): Promise<number[]> => {
    const named = whole.flatMap((event): Asked[] => lookups[event]!.exact.map((key) => ({ event, ...key })));
    if (named.length > 0) {
      for (const row of await sql.query<NamedRow>(candidatesByName, byKey(named))) {
        take(named, row.place, row.id, row.overlaps);
        if (!clips.has(row.id)) clips.set(row.id, toClip(row));
        if (row.overlaps) events[named[row.place]!.event]!.settled = true;
      }
    }
    // As many as the cap: there may be better ones. Found by another name than its own: its names are needed.
    for (const index of whole) {
      const event = events[index]!;
      if (event.clipIds.length >= perKey || !event.clipIds.every((id) => isNamedSo(lookups[index]!, clips.get(id)!))) event.settled = false;
    }
    return whole.filter((event) => !events[event]!.settled);
  };
  /** Every other way to find the clips of these events. */
  const askMore = async (open: readonly number[]): Promise<MatchClip[]> => {
    const keys = open.flatMap((event): Asked[] => [...lookups[event]!.exact, ...lookups[event]!.more].map((key) => ({ event, ...key })));
    await ask(candidatesByKey, keys, byKey(keys));
    // A short name may also be the beginning of a clip that its structured key does not reach, so prefixes of loose names are always asked for.
    const prefixes = open.flatMap((event): Asked[] =>
      events[event]!.overlaps && !lookups[event]!.loose ? [] : lookups[event]!.prefixes.map((key) => ({ event, key })),
    );
    await ask(candidatesByPrefix, prefixes, [productionId, places(prefixes), keysOf(prefixes), starts(prefixes), ends(prefixes), perKey]);
    const timed = open.flatMap((event): Asked[] => {
      const { minute } = lookups[event]!;
      return events[event]!.overlaps || minute === undefined ? [] : [{ event, key: minute }];
    });
    await ask(candidatesByTime, timed, [productionId, places(timed), keysOf(timed), starts(timed), perMinute]);
    return clipsWithNames(sql, [...new Set(open.flatMap((event) => events[event]!.clipIds))]);
  };
  // Most of a list is whole names, and one statement settles them; what is short does not wait for it.
  const [whole, loose]: [number[], number[]] = [[], []];
  for (const [event, lookup] of lookups.entries()) (lookup.loose ? loose : whole).push(event);
  const more = (await Promise.all([askNames(whole).then(askMore), askMore(loose)])).flat();
  // What came with its names knows more.
  for (const clip of more) clips.set(clip.id, clip);
  return { events, clips };
}

/** The clip's own name is what was asked for: nothing more of it need be known. */
function isNamedSo({ exact }: EventLookup, { name }: MatchClip): boolean {
  const { stem } = nameForms(name);
  return exact.some(({ key }) => key === stem);
}

async function clipsWithNames(sql: SqlSession, ids: readonly string[]): Promise<MatchClip[]> {
  if (ids.length === 0) return [];
  const asked = [texts(ids)];
  const [rows, names] = await Promise.all([
    sql.query<ClipRow>(clipsToMatch, asked),
    sql.query<{ clip_id: string; kind: string; value: string }>(namesOfClips, asked),
  ]);
  const byClip = new Map<string, { kind: string; value: string }[]>();
  for (const { clip_id: id, kind, value } of names) {
    const known = byClip.get(id);
    if (known) known.push({ kind, value });
    else byClip.set(id, [{ kind, value }]);
  }
  return rows.map((row) => ({ ...toClip(row), names: byClip.get(row.id) ?? [] }));
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

/** Names of rolls that a longer written name may begin with; one letter would be half of all. */
function beginnings(name: string): string[] {
  return Array.from({ length: Math.max(0, name.length - 2) }, (_, index) => name.slice(0, index + 2));
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

/** Matching's store, on the pool or an open transaction. */
export function createMatchStore(sql: SqlSession): MatchStore {
  return {
    candidates: (productionId, lookups) => candidates(sql, productionId, lookups),
    clips: (ids) => clipsWithNames(sql, ids),
    rollNames: async (ids) =>
      new Map((await sql.query<{ id: string; name: string }>(rollNames, [texts(ids)])).map(({ id, name }) => [id, name])),
    rolls: async (productionId, prefixes) => {
      const rows =
        prefixes === undefined
          ? await sql.query<RollRow>(allRolls, [productionId])
          : await sql.query<RollRow>(rollsByPrefix, [productionId, texts(prefixes), texts([...new Set(prefixes.flatMap(beginnings))])]);
      return [...new Map(rows.map((row) => [row.id, row])).values()].map(toRoll);
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
    timeline: async (id) => {
      const rows = await sql.query<TimelineRow>(
        'SELECT id, production_id, name, format, title, rate_num, rate_den, drop_frame, rate_origin FROM timeline WHERE id = $1',
        [id],
      );
      return rows[0] ? toTimeline(rows[0]) : undefined;
    },
    timelineContent: async (id) =>
      (await sql.query<{ content: Uint8Array }>('SELECT content FROM timeline WHERE id = $1', [id]))[0]?.content,
    events: async (timelineId) =>
      (
        await sql.query<{ id: string; index: number; event: TimelineEvent }>(
          'SELECT id, index, event FROM timeline_event WHERE timeline_id = $1 ORDER BY index',
          [timelineId],
        )
      ).map((row): StoredEvent => ({ id: row.id, index: row.index, event: row.event })),
    event: async (id) => {
      const rows = await sql.query<{ id: string; timeline_id: string; index: number; event: TimelineEvent }>(
        'SELECT id, timeline_id, index, event FROM timeline_event WHERE id = $1',
        [id],
      );
      return rows[0] ? { id: rows[0].id, timelineId: rows[0].timeline_id, index: rows[0].index, event: rows[0].event } : undefined;
    },
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
    matches: async (timelineId) => {
      const rows = await sql.query<{ event_id: string; result: EventMatch }>(
        'SELECT m.event_id, m.result FROM event_match m JOIN timeline_event e ON e.id = m.event_id WHERE e.timeline_id = $1',
        [timelineId],
      );
      return new Map(rows.map((row) => [row.event_id, row.result]));
    },
    delivered: (timelineId) =>
      sql.query(
        `SELECT DISTINCT n.clip_id AS "clipId", n.frame_in AS "frameIn", n.frame_out AS "frameOut"
         FROM pull p JOIN render n ON n.pull_id = p.id OR n.id::text = ANY(SELECT jsonb_array_elements_text(coalesce(p.options->'renderIds', '[]')))
         WHERE p.timeline_id = $1 AND n.state = 'DONE'`,
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
