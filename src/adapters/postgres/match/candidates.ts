import { labelTicksPerSecond } from '../../../domain/timecode.ts';

/** The SQL of matching: a few statements for any number of events. Each is one nested loop of index lookups (asserted in test/match). */

/**
 * A statement's columns, each as one array of JSON, in one row: pg reads two thousand rows of sixteen values more slowly than PostgreSQL finds them. Null
 * where there is no row.
 */
const columnsOf = (statement: string, names: readonly string[]): string =>
  `SELECT ${names.map((name) => `json_agg(found.${name}) AS "${name}"`).join(', ')} FROM (${statement}) AS found`;

/** An array that the planner does not look into: 600 names would take it half as long as their lookup, in each connection's first five times. */
const unseen = (parameter: string): string => `(SELECT ${parameter}::text[])::text[]`;

const candidateColumns = ['place', 'clip_id', 'overlaps', 'total'];
const clipColumns = 'id name roll_id frame_count tc_start tc_base drop_frame tracks rate_num rate_den present'.split(' ');

/** What the matcher compares of a clip `c` beside other names than its own. `tracks`, runs and alternates, is null where there are none: most clips have neither. */
const ofClip = `c.id, c.name, c.roll_id, c.frame_count, c.tc_start, c.tc_base, c.drop_frame, c.rate_num, c.rate_den, c.present,
  CASE WHEN c.tc_runs <> '[]' OR c.tc_alternates <> '[]' THEN json_build_object('runs', c.tc_runs, 'alternates', c.tc_alternates) END AS tracks`;
const isMatchable = `c.archived_at IS NULL AND c.kind = 'CAMERA'`;

/**
 * Whole names as they stand (or identities), each of which is of one clip or none; the clips come with them. One scan of the index for all of them: half the
 * time of a loop. $1 production, $2 kind, $3 keys, $4 cap in all: where it is reached, `candidatesByKey` asks again.
 */
export const clipsByWholeName = columnsOf(
  `SELECT k.key, k.label_start, k.label_end, ${ofClip}
  FROM clip_key k
  CROSS JOIN LATERAL (SELECT * FROM clip WHERE id = k.clip_id OFFSET 0) c
  WHERE k.production_id = $1 AND k.kind = $2 AND k.key = ANY(${unseen('$3')}) AND ${isMatchable}
  LIMIT $4`,
  ['key', 'label_start', 'label_end', ...clipColumns],
);

/**
 * What else stands beside whole names, as it stands; the clips come with it. $1 production, $2 kinds, $3 keys, $4/$5 label range, $6 cap a key: where it is
 * reached, `candidatesByKey` asks again for the best. Places in the question count from 1.
 */
export const candidatesByName = columnsOf(
  `SELECT q.place, (found.label_start < q.label_end AND found.label_end > q.label_start) AS overlaps, ${ofClip}
  FROM unnest($2::smallint[], $3::text[], $4::bigint[], $5::bigint[]) WITH ORDINALITY AS q(kind, key, label_start, label_end, place)
  CROSS JOIN LATERAL (
    SELECT k.clip_id, k.label_start, k.label_end FROM clip_key k
    WHERE k.production_id = $1 AND k.kind = q.kind AND k.key = q.key COLLATE "C"
    LIMIT $6
  ) found
  CROSS JOIN LATERAL (SELECT * FROM clip WHERE id = found.clip_id OFFSET 0) c
  WHERE ${isMatchable}`,
  ['place', 'overlaps', ...clipColumns],
);

/** Every other key, the best by time first. Parameters as above. */
export const candidatesByKey = columnsOf(
  `SELECT q.place, found.clip_id, found.overlaps, found.total
  FROM unnest($2::smallint[], $3::text[], $4::bigint[], $5::bigint[]) WITH ORDINALITY AS q(kind, key, label_start, label_end, place)
  CROSS JOIN LATERAL (
    SELECT k.clip_id, (k.label_start < q.label_end AND k.label_end > q.label_start) AS overlaps, count(*) OVER () AS total
    FROM clip_key k
    WHERE k.production_id = $1 AND k.kind = q.kind AND k.key = q.key COLLATE "C"
    ORDER BY (k.label_start < q.label_end AND k.label_end > q.label_start) DESC, abs(k.label_start - q.label_start), k.clip_id
    LIMIT $6
  ) found`,
  candidateColumns,
);

/** Names that are the beginning of a normalised name (kind 3). Byte order makes it one range of the index. $2 prefixes, $3/$4 label range, $5 cap. */
export const candidatesByPrefix = columnsOf(
  `SELECT q.place, found.clip_id, found.overlaps, found.total
  FROM unnest($2::text[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS q(prefix, label_start, label_end, place)
  CROSS JOIN LATERAL (
    SELECT k.clip_id, (k.label_start < q.label_end AND k.label_end > q.label_start) AS overlaps, count(*) OVER () AS total
    FROM clip_key k
    WHERE k.production_id = $1 AND k.kind = 3 AND k.key >= q.prefix COLLATE "C" AND k.key < (q.prefix || chr(1114111)) COLLATE "C"
    ORDER BY (k.label_start < q.label_end AND k.label_end > q.label_start) DESC, abs(k.label_start - q.label_start), k.clip_id
    LIMIT $5
  ) found`,
  candidateColumns,
);

/** Clips that run in the event's first minute and over its first frame (kind 7): timecode alone. $2 minutes, $3 label, $4 cap. */
export const candidatesByTime = columnsOf(
  `SELECT q.place, found.clip_id, true AS overlaps, found.total
  FROM unnest($2::text[], $3::bigint[]) WITH ORDINALITY AS q(minute, label_start, place)
  CROSS JOIN LATERAL (
    SELECT k.clip_id, count(*) OVER () AS total
    FROM clip_key k
    WHERE k.production_id = $1 AND k.kind = 7 AND k.key = q.minute COLLATE "C" AND k.label_start <= q.label_start AND k.label_end > q.label_start
    ORDER BY k.label_start DESC, k.clip_id
    LIMIT $4
  ) found`,
  candidateColumns,
);

/**
 * As `candidatesByTime`, of events that give no name, with the clips (null where one is not matched at all). How many there are would have to be read from all
 * that ran in that minute.
 */
export const clipsByTime = columnsOf(
  `SELECT q.place, ${ofClip}
  FROM unnest($2::text[], $3::bigint[]) WITH ORDINALITY AS q(minute, label_start, place)
  CROSS JOIN LATERAL (
    SELECT k.clip_id FROM clip_key k
    WHERE k.production_id = $1 AND k.kind = 7 AND k.key = q.minute COLLATE "C" AND k.label_start <= q.label_start AND k.label_end > q.label_start
    ORDER BY k.label_start DESC, k.clip_id
    LIMIT $4
  ) found
  LEFT JOIN LATERAL (SELECT * FROM clip c WHERE c.id = found.clip_id AND ${isMatchable} OFFSET 0) c ON true`,
  ['place', ...clipColumns],
);

/** Clips that other keys led to, with their reel, roll and every name. $1 ids. */
export const clipsToMatch = columnsOf(
  `SELECT ${ofClip}, c.reel, c.shoot_date, (SELECT r.name FROM roll r WHERE r.id = c.roll_id) AS roll,
    (SELECT json_agg(json_build_object('kind', n.kind, 'value', n.value)) FROM clip_name n WHERE n.clip_id = c.id) AS names
  FROM unnest($1::uuid[]) AS q(id) CROSS JOIN LATERAL (SELECT * FROM clip WHERE id = q.id OFFSET 0) c WHERE ${isMatchable}`,
  [...clipColumns, 'reel', 'shoot_date', 'roll', 'names'],
);

/** Roll and day of clips that a whole name settled: only what is told of them names these. $1 ids. */
export const rollsOfClips = `
  SELECT q.id, c.shoot_date, r.name FROM unnest($1::uuid[]) AS q(id)
  CROSS JOIN LATERAL (SELECT roll_id, shoot_date FROM clip WHERE id = q.id OFFSET 0) c
  LEFT JOIN LATERAL (SELECT name FROM roll WHERE id = c.roll_id OFFSET 0) r ON true`;

const rollColumns = `r.id, r.name, r.label_start, r.label_end, r.shoot_day, ends.first_name, ends.last_name,
    r.label_start - coalesce(day.previous, day.first) AS earliest, r.label_end + coalesce(day.next, day.last) AS latest`;

const dayTicks = 24 * 3600 * labelTicksPerSecond;
/** The day's last clip may be the one that is missing: ten minutes are left for it. */
const afterWrap = 10 * 60 * labelTicksPerSecond;
/** From one label to a later one, on the circle of a day. */
const ticksFrom = (from: string, to: string): string => `mod(${to} - ${from} + 2 * ${dayTicks}, ${dayTicks})`;
/** Of the day's rolls, what lies within half a day: more is the other way round. */
const nearby = (ticks: string): string => `${ticks} < ${dayTicks / 2}`;
const ownCamera = 'n.camera_index IS NOT DISTINCT FROM r.camera_index AND n.camera_serial IS NOT DISTINCT FROM r.camera_serial';
const until = { next: ticksFrom('r.label_end', 'n.label_start'), last: ticksFrom('r.label_end', 'n.label_end') };
const since = { previous: ticksFrom('n.label_end', 'r.label_start'), first: ticksFrom('n.label_start', 'r.label_start') };

/** Names of the first and last clips; and how far away, on the roll's day, its camera's neighbouring rolls lie, and the day's first and last clips. */
const rollEnds = `CROSS JOIN LATERAL (
    SELECT min(c.name COLLATE "C") AS first_name, max(c.name COLLATE "C") AS last_name FROM clip c WHERE c.roll_id = r.id) AS ends
  CROSS JOIN LATERAL (
    SELECT min(${until.next}) FILTER (WHERE n.id <> r.id AND ${ownCamera} AND ${nearby(until.next)}) AS next,
           min(${since.previous}) FILTER (WHERE n.id <> r.id AND ${ownCamera} AND ${nearby(since.previous)}) AS previous,
           max(${until.last}) FILTER (WHERE ${nearby(until.last)}) + ${afterWrap} AS last,
           max(${since.first}) FILTER (WHERE ${nearby(since.first)}) + ${afterWrap} AS first
    FROM (SELECT * FROM roll WHERE production_id = r.production_id AND shoot_day = r.shoot_day OFFSET 0) n
    WHERE n.kind = 'CAMERA' AND n.label_start IS NOT NULL) AS day`;

const namedFrom = (roll: string, prefix: string): string =>
  `${roll}.production_id = $1 AND ${roll}.name_key >= ${prefix} COLLATE "C" AND ${roll}.name_key < (${prefix} || chr(1114111)) COLLATE "C"`;
/** Of one camera; a roll may not tell its serial. */
const sameCamera = (roll: string): string => `${roll}.camera_index IS NOT DISTINCT FROM r.camera_index
        AND (${roll}.camera_serial = r.camera_serial OR ${roll}.camera_serial IS NULL OR r.camera_serial IS NULL)`;
/** From a known roll's day to that on which its camera bears its number again, in the direction of the missing one. */
const goesWith = (on: string, before: string, day: string): string => `n.shoot_day ${on} r.shoot_day AND n.shoot_day ${before} coalesce((
        SELECT ${day}(o.shoot_day) FROM roll o WHERE ${namedFrom('o', 'q.known')} AND ${sameCamera('o')} AND o.shoot_day ${before === '<' ? '>' : '<'} r.shoot_day),
        '${before === '<' ? '' : '-'}infinity')`;

const isPlaced = `r.label_start IS NOT NULL AND r.kind = 'CAMERA' AND r.shoot_day IS NOT NULL`;

/**
 * Rolls whose name begins with one of the prefixes ($2), but for the roll beside it ($3), or is one of $4; a roll may come twice. And those that are not here,
 * of prefixes $5: the camera's roll of prefix $6 is, and where $7, the missing one would come before it, else behind it. Most are ruled out by
 * what comes next in the camera's order of both numbers; only of the others it is asked whether a roll without a serial goes with them.
 */
export const rollsByName = `
  SELECT ${rollColumns}, NULL AS missing, NULL AS known, NULL::bool AS is_after
  FROM (
    SELECT found.* FROM unnest($2::text[], $3::uuid[]) AS q(prefix, but)
    CROSS JOIN LATERAL (
      SELECT * FROM roll WHERE production_id = $1 AND name_key >= q.prefix COLLATE "C" AND name_key < (q.prefix || chr(1114111)) COLLATE "C" OFFSET 0) found
    WHERE found.id IS DISTINCT FROM q.but
    UNION ALL
    SELECT * FROM roll WHERE production_id = $1 AND name_key = ANY(${unseen('$4')})
  ) r
  ${rollEnds} WHERE r.label_start IS NOT NULL AND r.kind = 'CAMERA'
  UNION ALL
  SELECT ${rollColumns}, q.prefix || substr(r.name_key, length(q.prefix) + 1), q.known, q.is_after
  FROM unnest($5::text[], $6::text[], $7::bool[]) AS q(prefix, known, is_after)
  CROSS JOIN LATERAL (
    SELECT r.* FROM (
      SELECT *, lead(is_known) OVER (PARTITION BY camera_index, camera_serial ORDER BY CASE WHEN q.is_after THEN -day ELSE day END, NOT is_known) AS then_known
      FROM (
        SELECT *, shoot_day - date '2000-01-01' AS day, true AS is_known FROM roll r WHERE ${namedFrom('r', 'q.known')} AND ${isPlaced}
        UNION ALL
        SELECT *, shoot_day - date '2000-01-01' AS day, false AS is_known FROM roll r WHERE ${namedFrom('r', 'q.prefix')} AND ${isPlaced}) AS both_numbers
    ) AS r
    WHERE is_known AND then_known IS NOT FALSE
      AND NOT EXISTS (
        SELECT FROM roll n WHERE ${namedFrom('n', 'q.prefix')} AND n.kind = 'CAMERA' AND ${sameCamera('n')}
          AND CASE WHEN q.is_after THEN ${goesWith('<=', '>', 'max')} ELSE ${goesWith('>=', '<', 'min')} END)
    OFFSET 0) r
  ${rollEnds}`;

/** Every roll: where a name says nothing of its card. */
export const allRolls = `
  SELECT ${rollColumns}, NULL AS missing, NULL AS known, NULL::bool AS is_after FROM roll r ${rollEnds} WHERE r.production_id = $1 AND r.label_start IS NOT NULL AND r.kind = 'CAMERA'`;
