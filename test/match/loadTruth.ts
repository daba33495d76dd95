import { clipKeys, type KeyedClip } from '../../src/domain/match/keys.ts';
import { mainSpan, widenedSpan, type LabelSpan } from '../../src/domain/match/rollSpan.ts';
import type { Sql } from '../../src/adapters/postgres/sql.ts';
import { randomUUID } from 'node:crypto';
import type { TrueClip, TruthSet } from './truthSet.ts';

export type Loaded = { readonly productionId: string; readonly ids: ReadonlyMap<TrueClip, string> };

/** The truth set as a production: what is not absent is registered, with the keys that inspection writes. */
export async function loadTruth(sql: Sql, truth: TruthSet, slug: string): Promise<Loaded> {
  const [production] = await sql.query<{ id: string }>(
    'INSERT INTO production (slug, title, rate_num, rate_den) VALUES ($1, $1, 24000, 1001) RETURNING id',
    [slug],
  );
  const productionId = production!.id;
  const known = truth.clips.filter((clip) => clip.presence !== 'ABSENT');
  const ids = new Map(known.map((clip) => [clip, randomUUID() as string]));
  const rollIds = new Map(
    truth.rolls.filter((roll) => known.some((clip) => clip.roll === roll)).map((roll) => [roll, randomUUID() as string]),
  );
  const keyed = known.map((clip) => ({ clip, keys: clipKeys(keyedClip(clip)) }));
  const spans = new Map<string, LabelSpan>();
  for (const { clip } of keyed) {
    const added = mainSpan({ ...keyedClip(clip), playbackRate: { num: clip.rate[0], den: clip.rate[1] } });
    if (added) spans.set(clip.roll.id, widenedSpan(spans.get(clip.roll.id), added));
  }
  await sql.query(
    `INSERT INTO roll (id, production_id, name, name_key, shoot_day, camera_index, camera_serial, identity, label_start, label_end)
     SELECT id, $1, name, regexp_replace(upper(name), '[^A-Z0-9]', '', 'g'), day::date, camera, nullif(serial, ''), identity, label_start, label_end
     FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, name text, day text, camera text, serial text, identity text, label_start bigint, label_end bigint)`,
    [
      productionId,
      JSON.stringify(
        [...rollIds].map(([roll, id]) => ({
          id,
          name: roll.name,
          day: `20${roll.date.slice(0, 2)}-${roll.date.slice(2, 4)}-${roll.date.slice(4)}`,
          camera: roll.camera,
          serial: roll.serial,
          identity: roll.id,
          label_start: spans.get(roll.id)!.start,
          label_end: spans.get(roll.id)!.end,
        })),
      ),
    ],
  );
  await sql.query(
    `INSERT INTO clip (id, production_id, roll_id, name, identity, state, reel, frame_count, tc_start, tc_base, drop_frame, tc_runs, tc_alternates, rate_num, rate_den, camera_index, shoot_date)
     SELECT id, $1, roll, name, identity, 'INSPECTED', reel, frames, start, base, dropped, '[]', alternates, num, den, camera, day::date
     FROM jsonb_to_recordset($2::jsonb) AS c(id uuid, roll uuid, name text, identity text, reel text, frames int, start bigint, base int, dropped boolean, alternates jsonb, num int, den int, camera text, day text)`,
    [
      productionId,
      JSON.stringify(
        known.map((clip) => ({
          id: ids.get(clip),
          roll: rollIds.get(clip.roll),
          name: clip.fileName,
          identity: `${clip.roll.id}/${clip.number}`,
          reel: clip.roll.name,
          frames: clip.frames,
          start: clip.start,
          base: clip.counting.base,
          dropped: clip.counting.drop,
          alternates: alternatesOf(clip),
          num: clip.rate[0],
          den: clip.rate[1],
          camera: clip.roll.camera,
          day: `20${clip.roll.date.slice(0, 2)}-${clip.roll.date.slice(2, 4)}-${clip.roll.date.slice(4)}`,
        })),
      ),
    ],
  );
  await sql.query(`INSERT INTO clip_name (clip_id, kind, value) SELECT id, 'STEM', name FROM clip WHERE production_id = $1`, [
    productionId,
  ]);
  const rows = keyed.flatMap(({ clip, keys }) => keys.map((key) => ({ ...key, clip: ids.get(clip)! })));
  await sql.query(
    `INSERT INTO clip_key (production_id, clip_id, kind, key, label_start, label_end)
     SELECT $1, clip, kind, key, label_start, label_end FROM unnest($2::uuid[], $3::smallint[], $4::text[], $5::bigint[], $6::bigint[]) AS k(clip, kind, key, label_start, label_end)`,
    [
      productionId,
      rows.map((k) => k.clip),
      rows.map((k) => k.kind),
      rows.map((k) => k.key),
      rows.map((k) => k.labelStart),
      rows.map((k) => k.labelEnd),
    ],
  );
  const here = known.filter((clip) => clip.presence === 'HERE').map((clip) => ids.get(clip)!);
  await sql.query(
    `WITH renditions AS (INSERT INTO rendition (clip_id, kind, name, content_key) SELECT id, 'ORIGINAL', id::text, id::text FROM unnest($1::uuid[]) AS id RETURNING id, name)
     INSERT INTO copy (rendition_id, root, path) SELECT id, 'cards', name FROM renditions`,
    [here],
  );
  await sql.query('ANALYZE clip_key, clip, roll');
  return { productionId, ids };
}

function alternatesOf(clip: TrueClip): NonNullable<KeyedClip['timecode']>['alternates'] {
  return clip.edgeStart === undefined ? [] : [{ kind: 'edge', start: clip.edgeStart, base: clip.counting.base, dropFrame: false }];
}

function keyedClip(clip: TrueClip): KeyedClip {
  return {
    name: clip.fileName,
    names: [],
    reel: clip.roll.name,
    roll: clip.roll.name,
    frameCount: clip.frames,
    framesPerLabel: clip.perLabel,
    timecode: { start: clip.start, base: clip.counting.base, dropFrame: clip.counting.drop, runs: [], alternates: alternatesOf(clip) },
  };
}
