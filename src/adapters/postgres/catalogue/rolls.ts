import type { Catalogue, FormatCard, Roll } from '../../../domain/ports/catalogue.ts';
import type { Sql } from '../sql.ts';

type Row = {
  id: string;
  production_id: string;
  name: string;
  name_key: string;
  shoot_day: string | null;
  camera_index: string | null;
  camera_serial: string | null;
  kind: string;
  mhl_state: string;
  mhl_detail: unknown;
  place: Roll['place'] | null;
};
const columns = 'id, production_id, name, name_key, shoot_day, camera_index, camera_serial, kind, mhl_state, mhl_detail, place';

function toRoll(row: Row): Roll {
  return {
    id: row.id,
    productionId: row.production_id,
    name: row.name,
    nameKey: row.name_key,
    kind: row.kind,
    mhlState: row.mhl_state,
    ...(row.shoot_day ? { shootDay: row.shoot_day } : {}),
    ...(row.camera_index ? { cameraIndex: row.camera_index } : {}),
    ...(row.camera_serial ? { cameraSerial: row.camera_serial } : {}),
    ...(row.mhl_detail ? { mhlDetail: row.mhl_detail } : {}),
    ...(row.place ? { place: row.place } : {}),
  };
}

type CardRow = {
  id: string;
  production_id: string;
  key: string;
  camera_index: string | null;
  model: string | null;
  sensor_mode: string | null;
  codec: string | null;
  squeeze: string | null;
  input_transform: string | null;
  framing: string | null;
  answered_by: string | null;
};
const cardColumns = 'id, production_id, key, camera_index, model, sensor_mode, codec, squeeze, input_transform, framing, answered_by';

function toCard(row: CardRow): FormatCard {
  const optional = {
    cameraIndex: row.camera_index,
    model: row.model,
    sensorMode: row.sensor_mode,
    codec: row.codec,
    squeeze: row.squeeze,
    inputTransform: row.input_transform,
    framing: row.framing,
    answeredBy: row.answered_by,
  };
  return {
    id: row.id,
    productionId: row.production_id,
    key: row.key,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)) as Partial<FormatCard>),
  };
}

type Rolls = Pick<
  Catalogue,
  | 'upsertRoll'
  | 'rollOfContent'
  | 'rollAtPlace'
  | 'updateRoll'
  | 'rollsByIds'
  | 'formatCards'
  | 'formatCardsByIds'
  | 'answerFormatCard'
  | 'answerFormatCard'
>;

export function rollStore(sql: Sql): Rolls {
  return {
    upsertRoll: async (roll) => {
      const rows = await sql.query<Row>(
        `INSERT INTO roll (production_id, name, name_key, shoot_day, camera_index, camera_serial, identity, kind, place)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (production_id, identity) DO UPDATE SET place = COALESCE(roll.place, EXCLUDED.place), camera_index = COALESCE(roll.camera_index, EXCLUDED.camera_index)
         RETURNING ${columns}`,
        [
          roll.productionId,
          roll.name,
          roll.nameKey,
          roll.shootDay ?? null,
          roll.cameraIndex ?? null,
          roll.cameraSerial ?? null,
          roll.identity,
          roll.kind,
          roll.place ? JSON.stringify(roll.place) : null,
        ],
      );
      return toRoll(rows[0]!);
    },
    updateRoll: async (id, change) => {
      await sql.query(
        `UPDATE roll SET mhl_state = COALESCE($2, mhl_state), mhl_detail = COALESCE($3::jsonb, mhl_detail), camera_index = COALESCE($4, camera_index),
                camera_serial = COALESCE($5, camera_serial), shoot_day = COALESCE($6::date, shoot_day) WHERE id = $1`,
        [
          id,
          change.mhlState ?? null,
          change.mhlDetail === undefined ? null : JSON.stringify(change.mhlDetail),
          change.cameraIndex ?? null,
          change.cameraSerial ?? null,
          change.shootDay ?? null,
        ],
      );
    },
    rollOfContent: async (productionId, contentKey) => {
      const rows = await sql.query<Row>(
        `SELECT ${columns.replace(/\b(\w+)\b/g, 'roll.$1')} FROM rendition JOIN clip ON clip.id = rendition.clip_id JOIN roll ON roll.id = clip.roll_id
         WHERE clip.production_id = $1 AND rendition.content_key = $2 LIMIT 1`,
        [productionId, contentKey],
      );
      return rows[0] ? toRoll(rows[0]) : undefined;
    },
    rollAtPlace: async (productionId, place) => {
      const rows = await sql.query<Row>(
        `SELECT ${columns} FROM roll WHERE production_id = $1 AND place->>'root' = $2 AND place->>'path' = $3 LIMIT 1`,
        [productionId, place.root, place.path],
      );
      return rows[0] ? toRoll(rows[0]) : undefined;
    },
    rollsByIds: async (ids) => (await sql.query<Row>(`SELECT ${columns} FROM roll WHERE id = ANY($1::uuid[])`, [ids])).map(toRoll),
    formatCards: async (productionId) =>
      (await sql.query<CardRow>(`SELECT ${cardColumns} FROM format_card WHERE production_id = $1 ORDER BY key`, [productionId])).map(
        toCard,
      ),
    answerFormatCard: async (id, inputTransform, actor) => {
      await sql.query(
        `UPDATE format_card SET input_transform = $2, answered_by = CASE WHEN $2::text IS NULL THEN NULL ELSE $3 END, answered_at = CASE WHEN $2::text IS NULL THEN NULL ELSE now() END WHERE id = $1`,
        [id, inputTransform ?? null, actor],
      );
      return (await sql.query<{ id: string }>('SELECT id FROM clip WHERE format_card_id = $1', [id])).map((row) => row.id);
    },
    formatCardsByIds: async (ids) =>
      (await sql.query<CardRow>(`SELECT ${cardColumns} FROM format_card WHERE id = ANY($1::uuid[])`, [ids])).map(toCard),
  };
}
