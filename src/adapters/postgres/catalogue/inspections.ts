import type { Catalogue, InspectionResult } from '../../../domain/ports/catalogue.ts';
import { announced, type RawMetadata } from '../../../domain/clip.ts';
import type { Sql } from '../sql.ts';
import { mainSpan, widenedSpan } from '../../../domain/match/rollSpan.ts';
import { touchClips } from './changes.ts';

async function writeFacts(sql: Sql, clipId: string, result: InspectionResult): Promise<void> {
  await sql.query('DELETE FROM clip_fact WHERE clip_id = $1', [clipId]);
  await sql.query(
    `INSERT INTO clip_fact (clip_id, field, value, unit, runs, confidence, source, key, raw, reader_version, rule)
     SELECT $1, field, value, unit, runs, confidence, source, key, raw, reader_version, rule
     FROM jsonb_to_recordset($2::jsonb) AS f(field text, value jsonb, unit text, runs jsonb, confidence float8, source text, key text, raw text, reader_version text, rule text)`,
    [
      clipId,
      JSON.stringify(
        result.clip.facts.map((fact) => ({
          field: fact.field,
          value: fact.value,
          unit: fact.unit ?? null,
          runs: fact.runs ?? null,
          confidence: fact.confidence,
          source: fact.origin.source,
          key: fact.origin.key,
          raw: fact.origin.raw,
          reader_version: fact.origin.readerVersion,
          rule: fact.rule,
        })),
      ),
    ],
  );
}

async function writeNamesAndKeys(sql: Sql, clipId: string, productionId: string, result: InspectionResult): Promise<void> {
  await sql.query('DELETE FROM clip_name WHERE clip_id = $1', [clipId]);
  await sql.query(
    `INSERT INTO clip_name (clip_id, kind, value) SELECT $1, kind, value FROM jsonb_to_recordset($2::jsonb) AS n(kind text, value text) ON CONFLICT DO NOTHING`,
    [clipId, JSON.stringify(result.names)],
  );
  await sql.query('DELETE FROM clip_key WHERE clip_id = $1', [clipId]);
  await sql.query(
    `INSERT INTO clip_key (production_id, clip_id, kind, key, label_start, label_end)
     SELECT $1, $2, kind, key, label_start, label_end FROM unnest($3::smallint[], $4::text[], $5::bigint[], $6::bigint[]) AS k(kind, key, label_start, label_end)`,
    [
      productionId,
      clipId,
      result.keys.map((k) => k.kind),
      result.keys.map((k) => k.key),
      result.keys.map((k) => k.labelStart),
      result.keys.map((k) => k.labelEnd),
    ],
  );
}

/** The roll's day, camera and span follow from its clips: what is empty is filled, the span grows. */
async function widenRoll(sql: Sql, clipId: string, result: InspectionResult): Promise<void> {
  const added = mainSpan(result.clip);
  const [known] = await sql.query<{ start: number | null; end: number | null }>(
    'SELECT label_start AS start, label_end AS "end" FROM roll WHERE id = (SELECT roll_id FROM clip WHERE id = $1) FOR UPDATE',
    [clipId],
  );
  const before = known && known.start !== null && known.end !== null ? { start: known.start, end: known.end } : undefined;
  const span = added ? widenedSpan(before, added) : before;
  await sql.query(
    `UPDATE roll SET label_start = $2::bigint, label_end = $3::bigint,
       shoot_day = COALESCE(roll.shoot_day, $4::date), camera_index = COALESCE(roll.camera_index, $5), camera_serial = COALESCE(roll.camera_serial, $6)
     FROM clip WHERE clip.id = $1 AND roll.id = clip.roll_id`,
    [
      clipId,
      span?.start ?? null,
      span?.end ?? null,
      result.shootDate ?? null,
      result.cameraIndex ?? null,
      result.clip.facts.find((fact) => fact.field === 'camera.serial')?.value ?? null,
    ],
  );
}

/** Frames of each file, where inspection counted them: a render of a spanned clip needs them. */
async function writeSegmentLengths(sql: Sql, clipId: string, result: InspectionResult): Promise<void> {
  const counted = result.clip.segments.filter((segment) => segment.frameCount !== undefined);
  if (counted.length === 0) return;
  await sql.query(
    `UPDATE segment SET frame_count = s.frames FROM unnest($2::text[], $3::bigint[]) AS s(path, frames), copy, rendition
     WHERE segment.path = s.path AND copy.id = segment.copy_id AND rendition.id = copy.rendition_id AND rendition.clip_id = $1`,
    [clipId, counted.map((segment) => segment.path), counted.map((segment) => segment.frameCount)],
  );
}

async function formatCardId(sql: Sql, productionId: string, result: InspectionResult): Promise<string | null> {
  const card = result.formatCard;
  if (!card) return null;
  const rows = await sql.query<{ id: string }>(
    `INSERT INTO format_card (production_id, key, camera_index, model, sensor_mode, codec, squeeze) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (production_id, key) DO UPDATE SET key = EXCLUDED.key RETURNING id`,
    [
      productionId,
      card.key,
      card.cameraIndex ?? null,
      card.model ?? null,
      card.sensorMode ?? null,
      card.codec ?? null,
      card.squeeze ?? null,
    ],
  );
  return rows[0]!.id;
}

export function inspectionStore(
  sql: Sql,
): Pick<Catalogue, 'saveInspection' | 'failInspection' | 'setThumbnail' | 'setArchived' | 'touchClips'> {
  return {
    saveInspection: (clipId, rendition, result, raw: readonly RawMetadata[]) =>
      sql.transaction(async (tx) => {
        const rows = await tx.query<{ production_id: string; result_hash: string | null; state: string }>(
          'SELECT production_id, result_hash, state FROM clip WHERE id = $1 FOR UPDATE',
          [clipId],
        );
        const before = rows[0];
        if (!before) return { changed: false };
        if (raw.length > 0) {
          // One stored reading a rendition: the newest; a hundred rescans do not make a hundred copies.
          await tx.query(`DELETE FROM inspection WHERE clip_id = $1 AND rendition IS NOT DISTINCT FROM $2`, [clipId, rendition ?? null]);
          await tx.query(`INSERT INTO inspection (clip_id, rendition, raw, problems) VALUES ($1, $2, $3, $4)`, [
            clipId,
            rendition ?? null,
            JSON.stringify(raw),
            JSON.stringify(result.clip.problems),
          ]);
        }
        // A clip that only a list tells about has nothing that could have been inspected.
        const state = result.state ?? (result.clip.format === announced ? 'ANNOUNCED' : 'INSPECTED');
        if (before.result_hash === result.resultHash && before.state === state) {
          await tx.query('UPDATE clip SET mapping_version = $2 WHERE id = $1 AND mapping_version IS DISTINCT FROM $2', [
            clipId,
            result.mappingVersion,
          ]);
          return { changed: false };
        }
        const { clip } = result;
        await tx.query(
          `UPDATE clip SET state = $22, format = $2, reel = $3, frame_count = $4, tc_start = $5, tc_base = $6, drop_frame = $7, tc_runs = $8, tc_alternates = $9,
             rate_num = $10, rate_den = $11, capture_num = $12, capture_den = $13, camera_index = $14, shoot_date = $15, summary = $16, problems = $17,
             result_hash = $18, mapping_version = $19, kind = $20, format_card_id = $21 WHERE id = $1`,
          [
            clipId,
            clip.format,
            clip.reel ?? null,
            clip.frameCount ?? null,
            clip.timecode?.start ?? null,
            clip.timecode?.base ?? null,
            clip.timecode?.dropFrame ?? null,
            clip.timecode ? JSON.stringify(clip.timecode.runs) : null,
            clip.timecode ? JSON.stringify(clip.timecode.alternates) : null,
            clip.playbackRate?.num ?? null,
            clip.playbackRate?.den ?? null,
            clip.captureRate?.num ?? null,
            clip.captureRate?.den ?? null,
            result.cameraIndex ?? null,
            result.shootDate ?? null,
            JSON.stringify(result.summary),
            JSON.stringify(clip.problems),
            result.resultHash,
            result.mappingVersion,
            result.kind,
            await formatCardId(tx, before.production_id, result),
            state,
          ],
        );
        await writeFacts(tx, clipId, result);
        await writeNamesAndKeys(tx, clipId, before.production_id, result);
        await widenRoll(tx, clipId, result);
        await writeSegmentLengths(tx, clipId, result);
        await touchClips(tx, [clipId]);
        return { changed: true };
      }),
    failInspection: (clipId, problems) =>
      sql.transaction(async (tx) => {
        await tx.query(`UPDATE clip SET state = 'FAILED', problems = $2, result_hash = NULL WHERE id = $1`, [
          clipId,
          JSON.stringify(problems),
        ]);
        await touchClips(tx, [clipId]);
      }),
    setThumbnail: (clipId, path) =>
      sql.transaction(async (tx) => {
        await tx.query('UPDATE clip SET thumbnail = $2 WHERE id = $1', [clipId, path]);
        await touchClips(tx, [clipId]);
      }),
    setArchived: (clipIds, archived) =>
      sql.transaction(async (tx) => {
        await tx.query('UPDATE clip SET archived_at = CASE WHEN $2 THEN COALESCE(archived_at, now()) END WHERE id = ANY($1::uuid[])', [
          clipIds,
          archived,
        ]);
        await touchClips(tx, clipIds);
      }),
    touchClips: (clipIds) => sql.transaction((tx) => touchClips(tx, clipIds)),
  };
}
