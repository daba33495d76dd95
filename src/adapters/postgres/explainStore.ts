import { cdlInWords } from '../../domain/amf.ts';
import type { ExplainedRender } from '../../domain/explain/source.ts';
import type { DocumentInForce, ExplainStore } from '../../domain/ports/explainStore.ts';
import type { JobDraft } from '../../domain/ports/renderStore.ts';
import type { Fact } from '../../domain/clip.ts';
import type { SqlSession } from '../../domain/ports/catalogue.ts';

type RenderRow = {
  id: string;
  recipe: string;
  frameIn: number;
  frameOut: number;
  outputPath: string | null;
  job: JobDraft;
  engine: string | null;
};

type ClipRow = {
  id: string;
  productionId: string;
  name: string;
  format: string | null;
  card: { inputTransform: string | null; framing: string | null; answeredBy: string | null } | null;
  facts:
    | (Pick<Fact, 'field' | 'value' | 'confidence' | 'rule' | 'origin'> & {
        unit: string | null;
        runs: NonNullable<Fact['runs']> | null;
      })[]
    | null;
  renders: RenderRow[] | null;
};

/** $1 ids, $2 how many of the setup of the first. */
const clipsToExplain = `
  SELECT c.id, c.production_id AS "productionId", c.name, c.format,
    (SELECT json_build_object('inputTransform', k.input_transform, 'framing', k.framing, 'answeredBy', k.answered_by)
     FROM format_card k WHERE k.id = c.format_card_id) AS card,
    (SELECT json_agg(json_build_object('field', f.field, 'value', f.value, 'unit', f.unit, 'runs', f.runs, 'confidence', f.confidence, 'rule', f.rule,
              'origin', json_build_object('source', f.source, 'key', f.key, 'raw', f.raw, 'readerVersion', f.reader_version)) ORDER BY f.field)
     FROM clip_fact f WHERE f.clip_id = c.id) AS facts,
    (SELECT json_agg(n) FROM (
       SELECT DISTINCT ON (recipe) id, recipe, frame_in AS "frameIn", frame_out AS "frameOut", output_path AS "outputPath", job, report->'engine'->>'name' AS engine
       FROM render WHERE clip_id = c.id AND state = 'DONE' AND recipe NOT IN ('still', 'contact-sheet') ORDER BY recipe, finished_at DESC) n) AS renders
  FROM unnest($1::uuid[] || ARRAY(
    SELECT o.id FROM clip c
    LEFT JOIN clip_fact s ON s.clip_id = c.id AND s.field = 'slate.scene'
    JOIN clip o ON o.production_id = c.production_id AND o.id <> c.id AND o.archived_at IS NULL AND o.state = 'INSPECTED' AND o.kind = c.kind
     AND o.shoot_date IS NOT DISTINCT FROM c.shoot_date AND o.camera_index IS NOT DISTINCT FROM c.camera_index
    LEFT JOIN clip_fact os ON os.clip_id = o.id AND os.field = 'slate.scene'
    WHERE c.id = ($1::uuid[])[1] AND os.value IS NOT DISTINCT FROM s.value
    ORDER BY o.name LIMIT $2)) WITH ORDINALITY AS q(id, place)
  JOIN clip c ON c.id = q.id ORDER BY q.place`;

/** What a job cut out of the picture. */
function framingInWords(framing: JobDraft['framing']): string {
  switch (framing.kind) {
    case 'full':
      return 'the full frame';
    case 'crop':
      return `cut to ${framing.width}x${framing.height} at ${framing.x},${framing.y}`;
    case 'fdl':
      return framing.template === undefined
        ? `cut to the ${framing.protection ? 'protection of the ' : ''}decision ${framing.decision ?? 'of the FDL'}`
        : `the canvas template ${framing.template} of the FDL`;
  }
}

/** What a job applied, in the words of an explanation. */
function applied(row: RenderRow): ExplainedRender {
  const { colour, framing, outputs, source } = row.job;
  const target = outputs.flatMap((output) => ('colour' in output ? [output.colour] : []))[0] ?? { to: 'source' as const };
  return {
    id: row.id,
    recipe: row.recipe,
    frameIn: row.frameIn,
    frameOut: row.frameOut,
    name: row.outputPath?.split('/').at(-1) ?? row.id,
    input: target.to === 'source' ? undefined : colour.input,
    amf: target.to === 'source' ? undefined : colour.amf?.name,
    framing: framingInWords(framing),
    looks:
      target.to === 'source'
        ? []
        : (colour.looks ?? []).map((look) => ('cdl' in look ? `the CDL ${cdlInWords(look.cdl)}` : `the LUT ${look.path}`)),
    looksApplied: target.to !== 'source' && target.look === true,
    decode: source.decode ?? {},
    colour: target.to === 'space' ? target.space : target.to === 'view' ? 'the display view' : 'source',
    engine: row.engine ?? undefined,
    stale: undefined,
  };
}

/** Reads what an explanation rests on, for many clips at once. */
export function createExplainStore(sql: SqlSession): ExplainStore {
  return {
    documentsInForce: (clipIds) =>
      sql.query<DocumentInForce>(
        `SELECT c.id AS "clipId", d.id, d.kind, d.name, d.sha256, a.actor AS "attachedBy", coalesce(d.parsed, '{}') AS parsed,
                CASE WHEN a.clip_id IS NOT NULL THEN 'clip' WHEN a.roll_id IS NOT NULL THEN 'roll' WHEN a.format_card_id IS NOT NULL THEN 'format card' ELSE 'production' END AS scope
         FROM clip c
         JOIN document d ON d.production_id = c.production_id
         JOIN attachment a ON a.document_id = d.id AND a.detached_at IS NULL
          AND (a.clip_id = c.id OR a.roll_id = c.roll_id OR a.format_card_id = c.format_card_id
               OR (a.clip_id IS NULL AND a.roll_id IS NULL AND a.format_card_id IS NULL))
         WHERE c.id = ANY($1::uuid[])
         ORDER BY c.id, CASE WHEN a.clip_id IS NOT NULL THEN 0 WHEN a.roll_id IS NOT NULL THEN 1 WHEN a.format_card_id IS NOT NULL THEN 2 ELSE 3 END, a.created_at DESC`,
        [clipIds],
      ),
    clips: async (clipIds, others) =>
      (await sql.query<ClipRow>(clipsToExplain, [clipIds, others])).map(({ format, card, facts, renders, ...clip }) => ({
        ...clip,
        format: format ?? undefined,
        card: card
          ? {
              inputTransform: card.inputTransform ?? undefined,
              framing: card.framing ?? undefined,
              answeredBy: card.answeredBy ?? undefined,
            }
          : undefined,
        facts: (facts ?? []).map(({ unit, runs, ...fact }) => ({
          ...fact,
          ...(unit === null ? {} : { unit }),
          ...(runs === null ? {} : { runs }),
        })),
        renders: (renders ?? []).map(applied),
      })),
  };
}
