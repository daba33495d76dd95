import { cardOfName } from '../../../domain/reelName.ts';
import { nameForms } from '../../../domain/match/nameForms.ts';
import type { EarlierDecision, EventMatch, RollSpan } from '../../../domain/match/result.ts';
import type { SqlSession } from '../../../domain/ports/catalogue.ts';
import type { MatchStore, StoredEvent, StoredTimeline } from '../../../domain/ports/matchStore.ts';
import { allRolls, rollsByName, rollsOfClips } from './candidates.ts';
import { candidates, clipsWithNames, texts } from './candidateStore.ts';

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
  /** Of one that is not here: its name; the beginning of the row's, which is known; and whether that one comes after it. */
  missing: string | null;
  known: string | null;
  is_after: boolean | null;
};

/** The row's roll has the number that was asked for, and no longer one: `A001` is also the beginning of A_0012. */
function isAsked({ name, known }: RollRow): boolean {
  if (known === null) return true;
  const card = cardOfName(name);
  return card !== undefined && known === `${card.cameraIndex}${String(card.reel).padStart(known.length - card.cameraIndex.length, '0')}`;
}

/** The camera's roll beside the row's, which is not here: where it would lie. */
function toMissing(row: RollRow, name: string): RollSpan {
  const [labelStart, labelEnd] = row.is_after
    ? [Number(row.earliest ?? row.label_start), row.label_start]
    : [row.label_end, Number(row.latest ?? row.label_end)];
  return {
    rollId: `${name} beside ${row.id}`,
    name,
    labelStart,
    labelEnd,
    ...(row.shoot_day === null ? {} : { shootDate: row.shoot_day }),
    isMissing: true,
  };
}

function toRoll(row: RollRow): RollSpan {
  if (row.missing !== null) return toMissing(row, row.missing);
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
                texts(meant.missing.map(({ prefix }) => prefix)),
                texts(meant.missing.map(({ known }) => known)),
                meant.missing.map(({ is }) => is === 'AFTER'),
              ],
              'kept',
            );
      return [...new Map(rows.filter(isAsked).map((row) => [`${row.id} ${row.missing}`, row])).values()].sort(byDay).map(toRoll);
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
