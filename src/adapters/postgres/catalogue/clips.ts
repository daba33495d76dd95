import type { Fact } from '../../../domain/clip.ts';
import type { Catalogue, ClipNameRecord, ClipRecord, CopyRecord, RenditionRecord, SegmentRecord } from '../../../domain/ports/catalogue.ts';
import type { RawMetadata, RenditionKind } from '../../../domain/clip.ts';
import type { Sql } from '../sql.ts';

type Row = {
  id: string;
  production_id: string;
  roll_id: string | null;
  format_card_id: string | null;
  name: string;
  identity: string;
  state: ClipRecord['state'];
  format: string | null;
  kind: string;
  reel: string | null;
  frame_count: number | null;
  tc_start: number | null;
  tc_base: number | null;
  drop_frame: boolean | null;
  tc_runs: NonNullable<ClipRecord['timecode']>['runs'] | null;
  tc_alternates: NonNullable<ClipRecord['timecode']>['alternates'] | null;
  rate_num: number | null;
  rate_den: number | null;
  capture_num: number | null;
  capture_den: number | null;
  camera_index: string | null;
  shoot_date: string | null;
  summary: Record<string, unknown> | null;
  problems: ClipRecord['problems'];
  thumbnail: string | null;
  revision: number;
  result_hash: string | null;
  mapping_version: number | null;
  archived_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

const columns = `id, production_id, roll_id, format_card_id, name, identity, state, format, kind, reel, frame_count, tc_start, tc_base, drop_frame, tc_runs, tc_alternates,
  rate_num, rate_den, capture_num, capture_den, camera_index, shoot_date, summary, problems, thumbnail, revision, result_hash, mapping_version, archived_at, created_at, updated_at`;

function present<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as { [K in keyof T]?: NonNullable<T[K]> };
}

function toClip(row: Row): ClipRecord {
  return {
    id: row.id,
    productionId: row.production_id,
    name: row.name,
    identity: row.identity,
    state: row.state,
    kind: row.kind,
    problems: row.problems,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...present({
      rollId: row.roll_id,
      formatCardId: row.format_card_id,
      format: row.format,
      reel: row.reel,
      frameCount: row.frame_count,
      cameraIndex: row.camera_index,
      shootDate: row.shoot_date,
      summary: row.summary,
      thumbnail: row.thumbnail,
      resultHash: row.result_hash,
      mappingVersion: row.mapping_version,
      archivedAt: row.archived_at,
    }),
    ...(row.tc_start !== null && row.tc_base !== null
      ? {
          timecode: {
            start: row.tc_start,
            base: row.tc_base,
            dropFrame: row.drop_frame ?? false,
            runs: row.tc_runs ?? [],
            alternates: row.tc_alternates ?? [],
          },
        }
      : {}),
    ...(row.rate_num !== null && row.rate_den !== null ? { playbackRate: { num: row.rate_num, den: row.rate_den } } : {}),
    ...(row.capture_num !== null && row.capture_den !== null ? { captureRate: { num: row.capture_num, den: row.capture_den } } : {}),
  };
}

/** Groups rows by clip id, keeping their order. */
function byClip<R, T>(rows: readonly R[], key: (row: R) => string, map: (row: R) => T): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(map(row));
    else groups.set(key(row), [map(row)]);
  }
  return groups;
}

type FactRow = {
  clip_id: string;
  field: string;
  value: Fact['value'];
  unit: string | null;
  runs: Fact['runs'] | null;
  confidence: number;
  source: string;
  key: string;
  raw: string;
  reader_version: string;
  rule: string;
};

type CopyRow = {
  rendition_id: string;
  clip_id: string;
  rendition_kind: RenditionKind;
  rendition_name: string;
  format: string | null;
  content_key: string;
  copy_id: string | null;
  root: string;
  path: string;
  present: boolean;
  mhl_state: string;
  size_bytes: number;
  seen_at: Date;
  verified_at: Date | null;
  segments:
    | {
        index: number;
        path: string;
        size_bytes: number;
        mtime_ms: number;
        frame_count: number | null;
        sequence: unknown;
        hashes: Record<string, string>;
      }[]
    | null;
};

type Reading = Pick<
  Catalogue,
  | 'clipsByIds'
  | 'clipIdsByName'
  | 'clipIdsOfRoll'
  | 'clipIdsOfProduction'
  | 'factsOf'
  | 'namesOf'
  | 'renditionsOf'
  | 'rawOf'
  | 'onlineOf'
  | 'rawValuesOf'
  | 'clipCount'
>;

export function clipReader(sql: Sql): Reading {
  return {
    clipsByIds: async (ids) => (await sql.query<Row>(`SELECT ${columns} FROM clip WHERE id = ANY($1::uuid[])`, [ids])).map(toClip),
    // Any spelling of the name: exact first; names are compared without case.
    clipIdsByName: async (productionId, name) =>
      (
        await sql.query<{ id: string }>(
          `SELECT DISTINCT clip.id FROM clip LEFT JOIN clip_name ON clip_name.clip_id = clip.id AND clip_name.kind IN ('STEM', 'NAME', 'FILE', 'UUID', 'UMID')
           WHERE clip.production_id = $1 AND (lower(clip.name) = lower($2) OR lower(clip_name.value) = lower($2))`,
          [productionId, name],
        )
      ).map((row) => row.id),
    clipIdsOfRoll: async (rollId) =>
      (await sql.query<{ id: string }>('SELECT id FROM clip WHERE roll_id = $1 ORDER BY name, id', [rollId])).map((row) => row.id),
    clipIdsOfProduction: async (productionId) =>
      (await sql.query<{ id: string }>(`SELECT id FROM clip WHERE production_id = $1 ORDER BY name, id`, [productionId])).map(
        (row) => row.id,
      ),
    factsOf: async (ids, fields) => {
      const rows = await sql.query<FactRow>(
        `SELECT clip_id, field, value, unit, runs, confidence, source, key, raw, reader_version, rule FROM clip_fact
         WHERE clip_id = ANY($1::uuid[]) AND ($2::text[] IS NULL OR field = ANY($2::text[])) ORDER BY field`,
        [ids, fields ?? null],
      );
      return byClip(
        rows,
        (row) => row.clip_id,
        (row): Fact => ({
          field: row.field,
          value: row.value,
          confidence: row.confidence,
          rule: row.rule,
          origin: { source: row.source, key: row.key, raw: row.raw, readerVersion: row.reader_version },
          ...present({ unit: row.unit, runs: row.runs ?? null }),
        }),
      );
    },
    namesOf: async (ids) => {
      const rows = await sql.query<{ clip_id: string; kind: string; value: string }>(
        `SELECT clip_id, kind, value FROM clip_name WHERE clip_id = ANY($1::uuid[]) ORDER BY kind, value`,
        [ids],
      );
      return byClip(
        rows,
        (row) => row.clip_id,
        (row): ClipNameRecord => ({ clipId: row.clip_id, kind: row.kind, value: row.value }),
      );
    },
    renditionsOf: async (ids) => {
      const rows = await sql.query<CopyRow>(
        `SELECT r.id AS rendition_id, r.clip_id, r.kind AS rendition_kind, r.name AS rendition_name, r.format, r.content_key,
                c.id AS copy_id, c.root, c.path, c.present, c.mhl_state, c.size_bytes, c.seen_at, c.verified_at,
                (SELECT jsonb_agg(jsonb_build_object('index', s.index, 'path', s.path, 'size_bytes', s.size_bytes, 'mtime_ms', s.mtime_ms, 'frame_count', s.frame_count,
                        'sequence', s.sequence, 'hashes', s.hashes) ORDER BY s.index) FROM segment s WHERE s.copy_id = c.id) AS segments
         FROM rendition r LEFT JOIN copy c ON c.rendition_id = r.id
         WHERE r.clip_id = ANY($1::uuid[]) ORDER BY (r.kind <> 'ORIGINAL'), r.kind, r.name, r.id, c.root, c.path`,
        [ids],
      );
      const renditions = new Map<string, RenditionRecord & { copies: CopyRecord[] }>();
      for (const row of rows) {
        const rendition = renditions.get(row.rendition_id) ?? {
          id: row.rendition_id,
          clipId: row.clip_id,
          kind: row.rendition_kind,
          name: row.rendition_name,
          contentKey: row.content_key,
          copies: [],
          ...present({ format: row.format }),
        };
        renditions.set(row.rendition_id, rendition);
        if (row.copy_id === null) continue;
        rendition.copies.push({
          id: row.copy_id,
          renditionId: row.rendition_id,
          root: row.root,
          path: row.path,
          present: row.present,
          mhlState: row.mhl_state,
          sizeBytes: row.size_bytes,
          seenAt: row.seen_at,
          segments: (row.segments ?? []).map((segment): SegmentRecord => ({
            index: segment.index,
            path: segment.path,
            sizeBytes: segment.size_bytes,
            mtimeMs: segment.mtime_ms,
            hashes: segment.hashes,
            ...present({ frameCount: segment.frame_count }),
            ...(segment.sequence ? { sequence: segment.sequence } : {}),
          })),
          ...present({ verifiedAt: row.verified_at }),
        });
      }
      return byClip(
        [...renditions.values()],
        (rendition) => rendition.clipId,
        (rendition) => rendition,
      );
    },
    rawOf: async (clipId) => {
      const rows = await sql.query<{ rendition: string | null; raw: RawMetadata[] }>(
        `SELECT DISTINCT ON (COALESCE(rendition, '')) rendition, raw FROM inspection WHERE clip_id = $1 ORDER BY COALESCE(rendition, ''), created_at DESC, id`,
        [clipId],
      );
      return rows.map((row) => ({ raw: row.raw, ...present({ rendition: row.rendition }) }));
    },
    rawValuesOf: async (ids) => {
      // Each key's value once, however many readings a clip has.
      const rows = await sql.query<{ clip_id: string; found: { key: string; value: string }[] }>(
        `SELECT clip_id, json_agg(json_build_object('key', key, 'value', value)) AS found
         FROM (SELECT DISTINCT i.clip_id, v.key, v.value FROM inspection i, jsonb_array_elements(i.raw) r, jsonb_each_text(r->'values') v
               WHERE i.clip_id = ANY($1::uuid[]) AND length(v.value) < 1000 ORDER BY i.clip_id, v.key, v.value) each GROUP BY clip_id`,
        [ids],
      );
      return new Map(rows.map((row) => [row.clip_id, row.found]));
    },
    clipCount: async () => (await sql.query<{ count: number }>('SELECT count(*)::int AS count FROM clip'))[0]?.count ?? 0,
    onlineOf: async (ids) => {
      const rows = await sql.query<{ id: string }>('SELECT id FROM clip WHERE id = ANY($1::uuid[]) AND present', [ids]);
      return new Set(rows.map((row) => row.id));
    },
  };
}
