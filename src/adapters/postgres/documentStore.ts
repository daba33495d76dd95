import type { SqlSession } from '../../domain/ports/catalogue.ts';
import type { DocumentStore } from '../../domain/ports/documentStore.ts';

export function createDocumentStore(sql: SqlSession): DocumentStore {
  return {
    save: async (d) => {
      const rows = await sql.query<{ id: string }>(
        `INSERT INTO document (production_id, kind, name, sha256, content, parsed, problems, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (production_id, kind, sha256, name) DO UPDATE SET parsed = EXCLUDED.parsed, problems = EXCLUDED.problems RETURNING id`,
        [d.productionId, d.kind, d.name, d.sha256, Buffer.from(d.content), JSON.stringify(d.parsed), JSON.stringify(d.problems), d.actor],
      );
      return rows[0]!.id;
    },
    productionOf: async (id) =>
      (await sql.query<{ production_id: string }>('SELECT production_id FROM document WHERE id = $1', [id]))[0]?.production_id,
    attach: async (a) => {
      await sql.query(
        `INSERT INTO attachment (document_id, roll_id, format_card_id, clip_id, actor)
         SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5
         WHERE NOT EXISTS (SELECT 1 FROM attachment WHERE document_id = $1 AND roll_id IS NOT DISTINCT FROM $2::uuid AND format_card_id IS NOT DISTINCT FROM $3::uuid
                             AND clip_id IS NOT DISTINCT FROM $4::uuid AND detached_at IS NULL)`,
        [a.documentId, a.rollId ?? null, a.formatCardId ?? null, a.clipId ?? null, a.actor],
      );
    },
    attachment: async (id) => {
      const [row] = await sql.query<object>(
        `SELECT a.document_id AS "documentId", d.name, d.production_id AS "productionId", a.roll_id AS "rollId", a.format_card_id AS "formatCardId", a.clip_id AS "clipId"
         FROM attachment a JOIN document d ON d.id = a.document_id WHERE a.id::text = $1 AND a.detached_at IS NULL`,
        [id],
      );
      return row && (Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as never);
    },
    detach: async (id) =>
      (await sql.query('UPDATE attachment SET detached_at = now() WHERE id = $1 AND detached_at IS NULL RETURNING id', [id])).length > 0,
    clipsUnder: async (productionId, target) =>
      (
        await sql.query<{ id: string }>(
          `SELECT id FROM clip WHERE production_id = $1 AND ($2::uuid IS NULL OR roll_id = $2) AND ($3::uuid IS NULL OR format_card_id = $3) AND ($4::uuid IS NULL OR id = $4)`,
          [productionId, target.rollId ?? null, target.formatCardId ?? null, target.clipId ?? null],
        )
      ).map((row) => row.id),
  };
}
