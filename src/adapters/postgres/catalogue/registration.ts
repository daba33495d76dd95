import type { Catalogue, Registration, RegistrationOutcome } from '../../../domain/ports/catalogue.ts';
import type { Sql } from '../sql.ts';
import { touchClips } from './changes.ts';

type Found = { clip_id: string; rendition_id: string | null; copy_id: string | null; content_key: string | null; state: string };

/** In this order: the same place; the same content under the same name; the same name on the same roll without such a rendition yet. */
async function find(sql: Sql, productionId: string, r: Registration): Promise<Found | undefined> {
  const samePlace = await sql.query<Found>(
    `SELECT clip.id AS clip_id, rendition.id AS rendition_id, copy.id AS copy_id, rendition.content_key, clip.state
     FROM copy JOIN rendition ON rendition.id = copy.rendition_id JOIN clip ON clip.id = rendition.clip_id
     WHERE clip.production_id = $1 AND copy.root = $2 AND copy.path = $3 LIMIT 1`,
    [productionId, r.copy.root, r.copy.path],
  );
  if (samePlace[0]) return samePlace[0];
  const sameContent = await sql.query<Found>(
    `SELECT clip.id AS clip_id, rendition.id AS rendition_id, NULL AS copy_id, rendition.content_key, clip.state
     FROM rendition JOIN clip ON clip.id = rendition.clip_id
     WHERE clip.production_id = $1 AND rendition.content_key = $2 AND rendition.kind = $3 AND lower(clip.name) = lower($4) LIMIT 1`,
    [productionId, r.rendition.contentKey, r.rendition.kind, r.name],
  );
  if (sameContent[0]) return sameContent[0];
  const sameName = await sql.query<Found>(
    `SELECT clip.id AS clip_id, NULL AS rendition_id, NULL AS copy_id, NULL AS content_key, clip.state
     FROM clip WHERE clip.production_id = $1 AND lower(clip.name) = lower($2) AND (clip.roll_id IS NOT DISTINCT FROM $3 OR clip.state = 'ANNOUNCED')
       AND NOT EXISTS (SELECT 1 FROM rendition WHERE rendition.clip_id = clip.id AND rendition.kind = $4) ORDER BY clip.created_at LIMIT 2`,
    [productionId, r.name, r.rollId ?? null, r.rendition.kind],
  );
  if (sameName.length === 1) return sameName[0];
  // The original of a clip that only its proxies were here of, wherever those lie.
  if (r.rendition.kind !== 'ORIGINAL' || !r.isFullName) return undefined;
  const proxied = await sql.query<Found>(
    `SELECT clip.id AS clip_id, NULL AS rendition_id, NULL AS copy_id, NULL AS content_key, 'PROXIED' AS state
     FROM clip WHERE clip.production_id = $1 AND lower(clip.name) = lower($2)
       AND NOT EXISTS (SELECT 1 FROM rendition WHERE rendition.clip_id = clip.id AND rendition.kind = 'ORIGINAL') LIMIT 2`,
    [productionId, r.name],
  );
  return proxied.length === 1 ? proxied[0] : undefined;
}

async function hasOriginal(sql: Sql, clipId: string): Promise<boolean> {
  const rows = await sql.query(`SELECT 1 FROM rendition WHERE clip_id = $1 AND kind = 'ORIGINAL' LIMIT 1`, [clipId]);
  return rows.length > 0;
}

async function writeCopy(sql: Sql, renditionId: string, r: Registration): Promise<{ changed: boolean }> {
  const copies = await sql.query<{ id: string; was_present: boolean | null }>(
    `INSERT INTO copy (rendition_id, root, path, present, size_bytes) VALUES ($1, $2, $3, true, $4)
     ON CONFLICT (rendition_id, root, path) DO UPDATE SET present = true, size_bytes = EXCLUDED.size_bytes, seen_at = now()
     RETURNING id, (SELECT present FROM copy old WHERE old.rendition_id = $1 AND old.root = $2 AND old.path = $3) AS was_present`,
    [renditionId, r.copy.root, r.copy.path, r.copy.sizeBytes],
  );
  const copy = copies[0]!;
  const before = await sql.query<{ text: string | null }>(
    `SELECT string_agg(path || ':' || size_bytes || ':' || mtime_ms, '|' ORDER BY index) AS text FROM segment WHERE copy_id = $1`,
    [copy.id],
  );
  const after = r.segments.map((segment) => `${segment.path}:${segment.sizeBytes}:${segment.mtimeMs}`).join('|');
  if (before[0]?.text === after) return { changed: copy.was_present !== true };
  await sql.query('DELETE FROM segment WHERE copy_id = $1', [copy.id]);
  await sql.query(
    `INSERT INTO segment (copy_id, index, path, size_bytes, mtime_ms, frame_count, sequence, hashes)
     SELECT $1, index, path, size_bytes, mtime_ms, frame_count, sequence, hashes
     FROM jsonb_to_recordset($2::jsonb) AS s(index int, path text, size_bytes bigint, mtime_ms bigint, frame_count bigint, sequence jsonb, hashes jsonb)`,
    [
      copy.id,
      JSON.stringify(
        r.segments.map((s) => ({
          index: s.index,
          path: s.path,
          size_bytes: s.sizeBytes,
          mtime_ms: Math.round(s.mtimeMs),
          frame_count: s.frameCount ?? null,
          sequence: s.sequence ?? null,
          hashes: s.hashes,
        })),
      ),
    ],
  );
  return { changed: true };
}

/** Two ingests of one production at the same moment must not both find "no such clip". */
const registrationLock = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 42))';

export function registrationStore(sql: Sql): Pick<Catalogue, 'register' | 'announce' | 'markAbsent'> {
  return {
    announce: (productionId, name) =>
      sql.transaction(async (tx) => {
        await tx.query(registrationLock, [productionId]);
        const known = await tx.query<{ id: string }>('SELECT id FROM clip WHERE production_id = $1 AND lower(name) = lower($2) LIMIT 2', [
          productionId,
          name,
        ]);
        if (known.length > 1) return undefined;
        if (known[0]) return { clipId: known[0].id, isNewClip: false };
        const made = await tx.query<{ id: string }>(
          `INSERT INTO clip (production_id, name, identity, kind, state) VALUES ($1, $2, $3, 'CAMERA', 'ANNOUNCED') RETURNING id`,
          [productionId, name, `|${name.toLowerCase()}|announced`],
        );
        await touchClips(tx, [made[0]!.id]);
        return { clipId: made[0]!.id, isNewClip: true };
      }),
    register: (productionId, r) =>
      sql.transaction(async (tx): Promise<RegistrationOutcome> => {
        await tx.query(registrationLock, [productionId]);
        const found = await find(tx, productionId, r);
        let clipId = found?.clip_id;
        if (clipId === undefined) {
          const rows = await tx.query<{ id: string }>(
            `INSERT INTO clip (production_id, roll_id, name, identity, kind, state) VALUES ($1, $2, $3, $4, $5, 'REGISTERED')
             ON CONFLICT (production_id, identity) DO UPDATE SET name = clip.name RETURNING id`,
            [productionId, r.rollId ?? null, r.name, r.identity, r.kind],
          );
          clipId = rows[0]!.id;
        } else if (found?.state === 'ANNOUNCED') {
          await tx.query(`UPDATE clip SET state = 'REGISTERED', roll_id = COALESCE(roll_id, $2) WHERE id = $1`, [clipId, r.rollId ?? null]);
        }
        const joined =
          found?.state === 'PROXIED' &&
          (
            await tx.query(
              'UPDATE clip SET roll_id = $2 WHERE id = $1 AND $2::uuid IS NOT NULL AND roll_id IS DISTINCT FROM $2 RETURNING id',
              [clipId, r.rollId ?? null],
            )
          ).length > 0;
        let renditionId = found?.rendition_id ?? undefined;
        const newContent = renditionId === undefined || found?.content_key !== r.rendition.contentKey;
        if (renditionId === undefined) {
          const rows = await tx.query<{ id: string }>(
            `INSERT INTO rendition (clip_id, kind, name, content_key) VALUES ($1, $2, $3, $4)
             ON CONFLICT (clip_id, kind, content_key) DO UPDATE SET name = EXCLUDED.name RETURNING id`,
            [clipId, r.rendition.kind, r.rendition.name, r.rendition.contentKey],
          );
          renditionId = rows[0]!.id;
        } else if (newContent) {
          await tx.query('UPDATE rendition SET content_key = $2 WHERE id = $1', [renditionId, r.rendition.contentKey]);
        }
        const copy = await writeCopy(tx, renditionId, r);
        const isUnread = newContent || found === undefined || found.state === 'REGISTERED' || found.state === 'FAILED';
        // The original speaks for its clip; a proxy only where there is none.
        const needsInspection = isUnread && (r.rendition.kind === 'ORIGINAL' || !(await hasOriginal(tx, clipId)));
        if (copy.changed || newContent || joined) await touchClips(tx, [clipId]);
        return { clipId, isNewClip: found === undefined, needsInspection };
      }),
    markAbsent: (productionId, place, seen, unlisted) =>
      sql.transaction(async (tx) => {
        const rows = await tx.query<{ clip_id: string }>(
          `UPDATE copy SET present = false FROM rendition JOIN clip ON clip.id = rendition.clip_id
           WHERE rendition.id = copy.rendition_id AND clip.production_id = $1 AND copy.root = $2 AND copy.present
             AND ($3 = '' OR copy.path = $3 OR starts_with(copy.path, $3 || '/')) AND NOT (copy.path = ANY($4::text[]))
             AND NOT EXISTS (SELECT 1 FROM unnest($5::text[]) AS unlisted WHERE unlisted = '' OR copy.path = unlisted OR starts_with(copy.path, unlisted || '/'))
           RETURNING rendition.clip_id`,
          [productionId, place.root, place.path, seen, unlisted],
        );
        const clipIds = [...new Set(rows.map((row) => row.clip_id))];
        await touchClips(tx, clipIds);
        return clipIds;
      }),
  };
}
