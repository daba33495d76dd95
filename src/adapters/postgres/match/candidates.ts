/** The SQL of matching: three statements for any number of events. Each is one nested loop of index lookups (asserted in test/match). */

/** $1 production, $2 event numbers, $3 kinds, $4 keys, $5/$6 label range, $7 cap a key. */
export const candidatesByKey = `
  SELECT q.event, found.clip_id, found.overlaps, found.total
  FROM unnest($2::int[], $3::smallint[], $4::text[], $5::bigint[], $6::bigint[]) AS q(event, kind, key, label_start, label_end)
  CROSS JOIN LATERAL (
    SELECT k.clip_id, (k.label_start < q.label_end AND k.label_end > q.label_start) AS overlaps, count(*) OVER () AS total
    FROM clip_key k
    WHERE k.production_id = $1 AND k.kind = q.kind AND k.key = q.key COLLATE "C"
    ORDER BY (k.label_start < q.label_end AND k.label_end > q.label_start) DESC, abs(k.label_start - q.label_start), k.clip_id
    LIMIT $7
  ) found`;

/** As above, for names that are the beginning of a normalised name (kind 3). Byte order makes it one range of the index. */
export const candidatesByPrefix = `
  SELECT q.event, found.clip_id, found.overlaps, found.total
  FROM unnest($2::int[], $3::text[], $4::bigint[], $5::bigint[]) AS q(event, prefix, label_start, label_end)
  CROSS JOIN LATERAL (
    SELECT k.clip_id, (k.label_start < q.label_end AND k.label_end > q.label_start) AS overlaps, count(*) OVER () AS total
    FROM clip_key k
    WHERE k.production_id = $1 AND k.kind = 3 AND k.key >= q.prefix COLLATE "C" AND k.key < (q.prefix || chr(1114111)) COLLATE "C"
    ORDER BY (k.label_start < q.label_end AND k.label_end > q.label_start) DESC, abs(k.label_start - q.label_start), k.clip_id
    LIMIT $6
  ) found`;

/** Clips that run in the event's first minute and over its first frame (kind 7): timecode alone. */
export const candidatesByTime = `
  SELECT q.event, found.clip_id, true AS overlaps, found.total
  FROM unnest($2::int[], $3::text[], $4::bigint[]) AS q(event, minute, label_start)
  CROSS JOIN LATERAL (
    SELECT k.clip_id, count(*) OVER () AS total
    FROM clip_key k
    WHERE k.production_id = $1 AND k.kind = 7 AND k.key = q.minute COLLATE "C" AND k.label_start <= q.label_start AND k.label_end > q.label_start
    ORDER BY k.label_start DESC, k.clip_id
    LIMIT $5
  ) found`;
