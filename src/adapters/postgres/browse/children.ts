import type { Children } from '../../../domain/ports/browse.ts';
import type { RawMetadata } from '../../../domain/clip.ts';
import { present, shapes, type Row } from './columns.ts';

/** A statement that takes $1 (parent ids) and gives rows with `parent_id`, one or an array; `toRecords` makes one or several children of a row. */
export type ChildQuery = {
  readonly sql: string;
  /** All columns but the parent's, where many small rows are expected: as arrays they are written and read in two thirds of the time. */
  readonly columns?: readonly string[];
  readonly toRecords: (row: Row) => readonly unknown[];
  /** What a request may narrow the children by. */
  readonly only?: string;
};

// As an expression: with the bare column the planner takes the index on (field, clip_id) and descends it once for each clip and field, at three times the cost.
const factField = `(c.field || '')`;

const one = (toRecord: (row: Row) => unknown) => (row: Row) => [toRecord(row)];
const fields = one(present);
const count = one((row) => Number(row['count']));

const documentOf = (column: 'roll_id' | 'format_card_id'): ChildQuery => ({
  sql: `SELECT a.${column} AS parent_id, ${shapes.document.columns} FROM attachment a JOIN document t ON t.id = a.document_id
        WHERE a.${column} = ANY($1::uuid[]) AND a.detached_at IS NULL ORDER BY a.created_at DESC`,
  toRecords: fields,
});

export const childQueries: Readonly<Record<keyof Children, ChildQuery>> = {
  clipNames: {
    columns: ['kind', 'value'],
    sql: `SELECT clip_id AS parent_id, kind, value FROM clip_name WHERE clip_id = ANY($1::uuid[]) ORDER BY kind, value`,
    toRecords: fields,
  },
  clipRoll: {
    // Each once: a page has clips of few rolls, and a roll may have much to tell of its verification.
    sql: `SELECT array_agg(i.id) AS parent_id, ${shapes.roll.columns} FROM clip i JOIN roll t ON t.id = i.roll_id WHERE i.id = ANY($1::uuid[]) GROUP BY t.id`,
    toRecords: one(shapes.roll.toRecord),
  },
  clipFactValues: {
    only: factField,
    columns: ['field', 'value', 'unit'],
    sql: `SELECT clip_id AS parent_id, field, value, unit FROM clip_fact WHERE clip_id = ANY($1::uuid[]) ORDER BY field`,
    toRecords: fields,
  },
  clipFacts: {
    only: factField,
    sql: `SELECT clip_id AS parent_id, field, value, unit, runs, confidence, source, key, raw, reader_version, rule
          FROM clip_fact WHERE clip_id = ANY($1::uuid[]) ORDER BY field`,
    toRecords: one(({ source, key, raw, reader_version: readerVersion, ...row }) => ({
      ...present<object>(row),
      origin: { source, key, raw, readerVersion },
    })),
  },
  clipRaw: {
    sql: `SELECT clip_id AS parent_id, raw FROM inspection WHERE clip_id = ANY($1::uuid[]) ORDER BY created_at DESC`,
    toRecords: (row) => row['raw'] as readonly RawMetadata[],
  },
  clipRenditions: {
    sql: `SELECT clip_id AS parent_id, id, clip_id AS "clipId", kind, name, format FROM rendition WHERE clip_id = ANY($1::uuid[])
          ORDER BY array_position(ARRAY['ORIGINAL','HDE','PROXY','TRIM','TRANSCODE'], kind), name`,
    toRecords: fields,
  },
  renditionCopies: {
    sql: `SELECT rendition_id AS parent_id, id, root, path, present, mhl_state AS "mhlState", size_bytes AS "sizeBytes", seen_at AS "seenAt",
          verified_at AS "verifiedAt" FROM copy WHERE rendition_id = ANY($1::uuid[]) ORDER BY root, path`,
    toRecords: fields,
  },
  copySegments: {
    sql: `SELECT copy_id AS parent_id, path, size_bytes AS "sizeBytes", frame_count AS "frameCount", hashes FROM segment
          WHERE copy_id = ANY($1::uuid[]) ORDER BY copy_id, index`,
    toRecords: fields,
  },
  clipPresent: {
    sql: 'SELECT id AS parent_id FROM clip WHERE id = ANY($1::uuid[]) AND present',
    toRecords: () => [true],
  },
  clipFindings: {
    sql: `SELECT t.clip_id AS parent_id, ${shapes.finding.columns} FROM finding t WHERE t.clip_id = ANY($1::uuid[]) AND t.resolved_at IS NULL
          ORDER BY array_position(ARRAY['BLOCK','ERROR','WARN','INFO'], t.severity), t.code`,
    toRecords: fields,
  },
  clipRenders: {
    sql: `SELECT t.clip_id AS parent_id, ${shapes.render.columns} FROM render t WHERE t.clip_id = ANY($1::uuid[]) ORDER BY t.created_at DESC`,
    toRecords: one(shapes.render.toRecord),
  },
  clipCorrections: {
    sql: `SELECT p.id AS parent_id, t.id, t.field, t.value, t.reason, t.actor, t.created_at AS "createdAt", t.revoked_at AS "revokedAt"
          FROM unnest($1::uuid[]) AS p(id) JOIN clip c ON c.id = p.id JOIN correction t ON t.clip_id = c.id OR t.roll_id = c.roll_id
          ORDER BY t.created_at DESC`,
    toRecords: fields,
  },
  // The nearest wins: clip, then roll, then camera set-up, then the whole production (an attachment to none of the three).
  clipDocuments: {
    sql: `SELECT p.id AS parent_id, ${shapes.document.columns},
            CASE WHEN a.clip_id IS NOT NULL THEN 0 WHEN a.roll_id IS NOT NULL THEN 1 WHEN a.format_card_id IS NOT NULL THEN 2 ELSE 3 END AS distance
          FROM unnest($1::uuid[]) AS p(id) JOIN clip c ON c.id = p.id JOIN document t ON t.production_id = c.production_id
          JOIN attachment a ON a.document_id = t.id AND a.detached_at IS NULL
          WHERE a.clip_id = c.id OR a.roll_id = c.roll_id OR a.format_card_id = c.format_card_id
             OR (a.clip_id IS NULL AND a.roll_id IS NULL AND a.format_card_id IS NULL)
          ORDER BY distance, a.created_at DESC`,
    toRecords: fields,
  },
  // The same day and overlapping places on the label clock (kind and key do not matter: every clip has at least one key row a run).
  clipAngles: {
    sql: `SELECT DISTINCT c.id AS parent_id, o.id AS "clipId", o.camera_index, o.name
          FROM clip c JOIN clip o ON o.production_id = c.production_id AND o.shoot_date = c.shoot_date AND o.id <> c.id
            AND o.kind = c.kind AND o.archived_at IS NULL AND o.camera_index IS DISTINCT FROM c.camera_index
          WHERE c.id = ANY($1::uuid[]) AND c.tc_base > 0 AND o.tc_base > 0
            AND c.tc_start::float8 / c.tc_base < (o.tc_start + coalesce(o.frame_count, 1))::float8 / o.tc_base
            AND o.tc_start::float8 / o.tc_base < (c.tc_start + coalesce(c.frame_count, 1))::float8 / c.tc_base
          ORDER BY o.camera_index, o.name`,
    toRecords: one((row) => ({ clipId: row['clipId'] })),
  },
  clipNeighbours: {
    sql: `SELECT p.id AS parent_id,
            (SELECT o.id FROM clip o WHERE o.roll_id = c.roll_id AND o.name < c.name AND o.archived_at IS NULL ORDER BY o.name DESC LIMIT 1) AS "previousId",
            (SELECT o.id FROM clip o WHERE o.roll_id = c.roll_id AND o.name > c.name AND o.archived_at IS NULL ORDER BY o.name LIMIT 1) AS "nextId"
          FROM unnest($1::uuid[]) AS p(id) JOIN clip c ON c.id = p.id`,
    toRecords: fields,
  },
  clipTimelineUses: {
    sql: `SELECT m.clip_id AS parent_id, e.timeline_id AS "timelineId", e.number AS "eventNumber", m.frame_in AS "clipFrameIn", m.frame_out AS "clipFrameOut"
          FROM event_match m JOIN timeline_event e ON e.id = m.event_id WHERE m.clip_id = ANY($1::uuid[]) ORDER BY e.timeline_id, e.index`,
    toRecords: fields,
  },
  clipPulls: {
    sql: `SELECT u.clip_id AS parent_id, ${shapes.pull.columns} FROM (SELECT DISTINCT clip_id, pull_id FROM render WHERE clip_id = ANY($1::uuid[])) u
          JOIN pull t ON t.id = u.pull_id ORDER BY t.created_at DESC`,
    toRecords: one(shapes.pull.toRecord),
  },
  rollDocuments: documentOf('roll_id'),
  rollClipCount: {
    sql: `SELECT roll_id AS parent_id, count(*) AS count FROM clip WHERE roll_id = ANY($1::uuid[]) AND archived_at IS NULL GROUP BY roll_id`,
    toRecords: count,
  },
  formatCardDocuments: documentOf('format_card_id'),
  productionClipCount: {
    sql: `SELECT production_id AS parent_id, count(*) AS count FROM clip WHERE production_id = ANY($1::uuid[]) AND archived_at IS NULL GROUP BY production_id`,
    toRecords: count,
  },
  productionFormatCards: {
    sql: `SELECT t.production_id AS parent_id, ${shapes.formatCard.columns} FROM format_card t WHERE t.production_id = ANY($1::uuid[]) ORDER BY t.key`,
    toRecords: fields,
  },
  productionSavedSearches: {
    sql: `SELECT t.production_id AS parent_id, ${shapes.savedSearch.columns} FROM saved_search t WHERE t.production_id = ANY($1::uuid[]) ORDER BY t.name`,
    toRecords: fields,
  },
  productionMembers: {
    sql: `SELECT p.id AS parent_id, a.name, a.role FROM unnest($1::uuid[]) AS p(id) JOIN api_token a ON a.production_id = p.id OR a.production_id IS NULL
          WHERE a.revoked_at IS NULL AND (a.expires_at IS NULL OR a.expires_at > now()) ORDER BY a.name`,
    toRecords: fields,
  },
  productionIngests: {
    sql: `SELECT p.id AS parent_id, t.* FROM unnest($1::uuid[]) AS p(id)
          CROSS JOIN LATERAL (SELECT ${shapes.ingest.columns} FROM ingest t WHERE t.production_id = p.id ORDER BY t.created_at DESC LIMIT 50) t`,
    toRecords: fields,
  },
  documentAttachments: {
    sql: `SELECT document_id AS parent_id, id, roll_id AS "rollId", format_card_id AS "formatCardId", clip_id AS "clipId", actor, created_at AS "createdAt"
          FROM attachment WHERE document_id = ANY($1::uuid[]) AND detached_at IS NULL ORDER BY created_at DESC`,
    toRecords: fields,
  },
  timelineEventCount: {
    sql: `SELECT timeline_id AS parent_id, count(*) AS count FROM timeline_event WHERE timeline_id = ANY($1::uuid[]) GROUP BY timeline_id`,
    toRecords: count,
  },
  timelineSummary: {
    sql: `SELECT e.timeline_id AS parent_id, m.state, count(*) AS count FROM timeline_event e JOIN event_match m ON m.event_id = e.id
          WHERE e.timeline_id = ANY($1::uuid[]) GROUP BY e.timeline_id, m.state ORDER BY m.state`,
    toRecords: one((row) => ({ state: row['state'], count: Number(row['count']) })),
  },
  timelinePulls: {
    sql: `SELECT t.timeline_id AS parent_id, ${shapes.pull.columns} FROM pull t WHERE t.timeline_id = ANY($1::uuid[]) ORDER BY t.created_at DESC`,
    toRecords: one(shapes.pull.toRecord),
  },
  eventMatch: {
    sql: `SELECT m.event_id AS parent_id, m.state, m.tier, m.clip_id, m.frame_in, m.frame_out, m.result FROM event_match m WHERE m.event_id = ANY($1::uuid[])`,
    toRecords: one((row) => row['result']),
  },
  eventDecision: {
    sql: `SELECT DISTINCT ON (event_id) event_id AS parent_id, id, actor, reason, created_at AS "createdAt" FROM decision
          WHERE event_id = ANY($1::uuid[]) AND revoked_at IS NULL ORDER BY event_id, created_at DESC`,
    toRecords: fields,
  },
  findingWaiver: {
    sql: `SELECT DISTINCT ON (w.finding_id) w.finding_id AS parent_id, w.actor, w.reason, w.until, w.created_at AS "createdAt"
          FROM waiver w JOIN finding f ON f.id = w.finding_id AND f.cause_hash = w.cause_hash
          WHERE w.finding_id = ANY($1::uuid[]) AND w.revoked_at IS NULL AND (w.until IS NULL OR w.until > now())
          ORDER BY w.finding_id, w.created_at DESC`,
    toRecords: fields,
  },
  renderOutputs: {
    // Recorded under its render's folder, answered under the output folder: what /media serves.
    sql: `SELECT o.render_id AS parent_id, o.id, r.output_path || '/' || o.path AS path, o.kind, o.size_bytes AS "sizeBytes", o.sha256,
            o.clip_frame AS "clipFrame", o.frame
          FROM output o JOIN render r ON r.id = o.render_id WHERE o.render_id = ANY($1::uuid[]) ORDER BY o.path`,
    toRecords: fields,
  },
  pullProgress: {
    sql: `SELECT pull_id AS parent_id, count(*) FILTER (WHERE state = 'DONE') AS done, count(*) FILTER (WHERE state IN ('FAILED', 'CANCELLED')) AS failed,
          count(*) AS total FROM render WHERE pull_id = ANY($1::uuid[]) GROUP BY pull_id`,
    toRecords: one((row) => ({ doneCount: Number(row['done']), failedCount: Number(row['failed']), totalCount: Number(row['total']) })),
  },
  ingestProgress: {
    sql: `SELECT ingest_id AS parent_id, count(*) FILTER (WHERE state = 'DONE') AS done, count(*) FILTER (WHERE state IN ('FAILED', 'CANCELLED')) AS failed,
          count(*) AS total, max(message) FILTER (WHERE state = 'QUEUED') AS waiting_for
          FROM job WHERE ingest_id = ANY($1::uuid[]) AND kind = 'inspect' GROUP BY ingest_id`,
    toRecords: one((row) => ({
      inspectedCount: Number(row['done']),
      failedCount: Number(row['failed']),
      totalCount: Number(row['total']),
      ...(row['waiting_for'] === null ? {} : { waitingFor: row['waiting_for'] as string }),
    })),
  },
  ingestFailures: {
    sql: `SELECT failed.ingest_id AS parent_id, failed.name AS at, failed.message FROM (
            SELECT j.ingest_id, c.name, j.message, row_number() OVER (PARTITION BY j.ingest_id ORDER BY j.finished_at, j.id) AS place
            FROM job j JOIN clip c ON c.id = j.clip_id WHERE j.ingest_id = ANY($1::uuid[]) AND j.kind = 'inspect' AND j.state = 'FAILED') failed
          WHERE place <= 20 ORDER BY place`,
    toRecords: one((row) => ({
      severity: 'ERROR',
      code: 'INSPECTION_FAILED',
      message: row['message'] ?? 'It could not be read.',
      at: row['at'],
    })),
  },
};
