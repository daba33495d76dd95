import type { EventLookup } from '../../../domain/match/keys.ts';
import type { EarlierDecision, EventMatch, MatchClip, RollSpan } from '../../../domain/match/result.ts';
import type { SqlSession } from '../../../domain/ports/catalogue.ts';
import type { FoundCandidates, MatchStore, StoredEvent, StoredTimeline } from '../../../domain/ports/matchStore.ts';
import type { TimelineEvent } from '../../../domain/timeline.ts';
import { candidatesByKey, candidatesByPrefix, candidatesByTime } from './candidates.ts';

/** Clips fetched for one key of an event: enough for every card that a name could mean, too few for a flood. */
const perKey = 24;

type Row = { event: number; clip_id: string; overlaps: boolean; total: number };

async function candidates(sql: SqlSession, productionId: string, lookups: readonly EventLookup[]): Promise<FoundCandidates[]> {
  const found = lookups.map(() => ({ clipIds: new Set<string>(), count: 0, overlaps: false }));
  const take = (rows: readonly Row[]): void => {
    for (const row of rows) {
      const event = found[row.event]!;
      event.clipIds.add(row.clip_id);
      event.count = Math.max(event.count, row.total, event.clipIds.size);
      event.overlaps ||= row.overlaps;
    }
  };
  const open = (): number[] => lookups.map((_, index) => index).filter((index) => !found[index]!.overlaps);

  const keys = lookups.flatMap((lookup, event) => lookup.keys.map((key) => ({ event, ...key, lookup })));
  if (keys.length > 0) {
    take(
      await sql.query<Row>(candidatesByKey, [
        productionId,
        keys.map((k) => k.event),
        keys.map((k) => k.kind),
        keys.map((k) => k.key),
        keys.map((k) => k.lookup.labelStart),
        keys.map((k) => k.lookup.labelEnd),
        perKey,
      ]),
    );
  }
  // A short name may also be the beginning of a clip that its structured key does not reach, so prefixes of loose names are always asked for.
  const prefixes = lookups.flatMap((lookup, event) =>
    found[event]!.overlaps && !lookup.loose ? [] : lookup.prefixes.map((prefix) => ({ event, prefix, lookup })),
  );
  if (prefixes.length > 0) {
    take(
      await sql.query<Row>(candidatesByPrefix, [
        productionId,
        prefixes.map((p) => p.event),
        prefixes.map((p) => p.prefix),
        prefixes.map((p) => p.lookup.labelStart),
        prefixes.map((p) => p.lookup.labelEnd),
        perKey,
      ]),
    );
  }
  const timed = open().filter((event) => lookups[event]!.minute !== undefined);
  if (timed.length > 0) {
    take(
      await sql.query<Row>(candidatesByTime, [
        productionId,
        timed,
        timed.map((event) => lookups[event]!.minute),
        timed.map((event) => lookups[event]!.labelStart),
        perKey,
      ]),
    );
  }
  return found.map(({ clipIds, count }) => ({ clipIds: [...clipIds], count }));
}

type ClipRow = {
  id: string;
  name: string;
  reel: string | null;
  roll_id: string | null;
  roll: string | null;
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
  names: { kind: string; value: string }[] | null;
};

function toClip(row: ClipRow): MatchClip {
  return {
    id: row.id,
    name: row.name,
    names: row.names ?? [],
    present: row.present,
    ...(row.reel === null ? {} : { reel: row.reel }),
    ...(row.roll_id === null ? {} : { rollId: row.roll_id }),
    ...(row.roll === null ? {} : { roll: row.roll }),
    ...(row.shoot_date === null ? {} : { shootDate: row.shoot_date }),
    ...(row.frame_count === null ? {} : { frameCount: row.frame_count }),
    ...(row.tc_start === null || row.tc_base === null
      ? {}
      : {
          timecode: {
            start: row.tc_start,
            base: row.tc_base,
            dropFrame: row.drop_frame ?? false,
            runs: row.tc_runs ?? [],
            alternates: row.tc_alternates ?? [],
          },
        }),
    ...(row.rate_num === null || row.rate_den === null ? {} : { playbackRate: { num: row.rate_num, den: row.rate_den } }),
  };
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
    clips: async (ids) =>
      (
        await sql.query<ClipRow>(
          `SELECT c.id, c.name, c.reel, c.roll_id, r.name AS roll, c.shoot_date, c.frame_count, c.tc_start, c.tc_base, c.drop_frame, c.tc_runs, c.tc_alternates, c.rate_num, c.rate_den,
                  EXISTS (SELECT 1 FROM rendition n JOIN copy p ON p.rendition_id = n.id WHERE n.clip_id = c.id AND p.present) AS present,
                  (SELECT jsonb_agg(jsonb_build_object('kind', n.kind, 'value', n.value)) FROM clip_name n WHERE n.clip_id = c.id) AS names
           FROM clip c LEFT JOIN roll r ON r.id = c.roll_id WHERE c.id = ANY($1::uuid[]) AND c.archived_at IS NULL AND c.kind = 'CAMERA'`,
          [ids],
        )
      ).map(toClip),
    rolls: async (productionId) =>
      (
        await sql.query<{ id: string; name: string; label_start: number; label_end: number; shoot_day: string | null }>(
          `SELECT id, name, label_start, label_end, shoot_day FROM roll WHERE production_id = $1 AND label_start IS NOT NULL AND kind = 'CAMERA'`,
          [productionId],
        )
      ).map((row): RollSpan => ({
        rollId: row.id,
        name: row.name,
        labelStart: row.label_start,
        labelEnd: row.label_end,
        ...(row.shoot_day === null ? {} : { shootDate: row.shoot_day }),
      })),
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
    rollOffsets: async (productionId) => {
      const rows = await sql.query<{ rule: { rollId?: string; offsetFrames?: number } }>(
        `SELECT rule FROM naming_rule WHERE production_id = $1 AND kind = 'OFFSET' AND state = 'APPLIED'`,
        [productionId],
      );
      return new Map(rows.flatMap(({ rule }) => (rule.rollId && rule.offsetFrames ? [[rule.rollId, rule.offsetFrames] as const] : [])));
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
