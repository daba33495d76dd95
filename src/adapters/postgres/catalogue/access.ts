import type { ApiToken, Catalogue, Correction } from '../../../domain/ports/catalogue.ts';
import type { Sql } from '../sql.ts';

type TokenRow = {
  id: string;
  name: string;
  role: ApiToken['role'];
  production_id: string | null;
  created_by: string;
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
};
const tokenColumns = 'id, name, role, production_id, created_by, created_at, expires_at, revoked_at';

function toToken(row: TokenRow): ApiToken {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    createdBy: row.created_by,
    createdAt: row.created_at,
    ...(row.production_id ? { productionId: row.production_id } : {}),
    ...(row.expires_at ? { expiresAt: row.expires_at } : {}),
    ...(row.revoked_at ? { revokedAt: row.revoked_at } : {}),
  };
}

type CorrectionRow = {
  for_clip: string;
  id: string;
  production_id: string;
  clip_id: string | null;
  roll_id: string | null;
  field: string;
  value: unknown;
  reason: string;
  actor: string;
  created_at: Date;
  revoked_at: Date | null;
};

function toCorrection(row: CorrectionRow): Correction {
  return {
    id: row.id,
    productionId: row.production_id,
    field: row.field,
    value: row.value,
    reason: row.reason,
    actor: row.actor,
    createdAt: row.created_at,
    ...(row.clip_id ? { clipId: row.clip_id } : {}),
    ...(row.roll_id ? { rollId: row.roll_id } : {}),
    ...(row.revoked_at ? { revokedAt: row.revoked_at } : {}),
  };
}

type Access = Pick<
  Catalogue,
  | 'createToken'
  | 'tokenByHash'
  | 'tokensByIds'
  | 'tokens'
  | 'revokeToken'
  | 'audit'
  | 'correctionsOf'
  | 'addCorrections'
  | 'revokeCorrections'
>;

/** Tokens, the audit trail and people's corrections. */
export function accessStore(sql: Sql): Access {
  return {
    createToken: async (token) =>
      toToken(
        (
          await sql.query<TokenRow>(
            // Processes that begin together bring the same token.
            `INSERT INTO api_token (name, hash, role, production_id, created_by, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (hash) DO UPDATE SET hash = EXCLUDED.hash RETURNING ${tokenColumns}`,
            [token.name, token.hash, token.role, token.productionId ?? null, token.createdBy, token.expiresAt ?? null],
          )
        )[0]!,
      ),
    tokenByHash: async (hash) => {
      const rows = await sql.query<TokenRow>(`SELECT ${tokenColumns} FROM api_token WHERE hash = $1`, [hash]);
      return rows[0] ? toToken(rows[0]) : undefined;
    },
    tokensByIds: async (ids) =>
      (await sql.query<TokenRow>(`SELECT ${tokenColumns} FROM api_token WHERE id = ANY($1::uuid[])`, [ids])).map(toToken),
    tokens: async () => (await sql.query<TokenRow>(`SELECT ${tokenColumns} FROM api_token ORDER BY created_at, id`)).map(toToken),
    revokeToken: async (id) => {
      const rows = await sql.query<TokenRow>(
        `UPDATE api_token SET revoked_at = COALESCE(revoked_at, now()) WHERE id = $1 RETURNING ${tokenColumns}`,
        [id],
      );
      return rows[0] ? toToken(rows[0]) : undefined;
    },
    audit: async (entry) => {
      await sql.query(`INSERT INTO audit (production_id, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5)`, [
        entry.productionId ?? null,
        entry.actor,
        entry.action,
        entry.subject,
        JSON.stringify(entry.detail ?? {}),
      ]);
    },
    correctionsOf: async (clipIds) => {
      const rows = await sql.query<CorrectionRow>(
        `SELECT clip.id AS for_clip, c.id, c.production_id, c.clip_id, c.roll_id, c.field, c.value, c.reason, c.actor, c.created_at, c.revoked_at
         FROM clip JOIN correction c ON c.clip_id = clip.id OR c.roll_id = clip.roll_id WHERE clip.id = ANY($1::uuid[]) ORDER BY c.created_at DESC, c.id`,
        [clipIds],
      );
      const groups = new Map<string, Correction[]>();
      for (const row of rows) groups.set(row.for_clip, [...(groups.get(row.for_clip) ?? []), toCorrection(row)]);
      return groups;
    },
    addCorrections: async (corrections) => {
      await sql.query(
        `INSERT INTO correction (production_id, clip_id, roll_id, field, value, reason, actor)
         SELECT production_id, clip_id, roll_id, field, value, reason, actor
         FROM jsonb_to_recordset($1::jsonb) AS c(production_id uuid, clip_id uuid, roll_id uuid, field text, value jsonb, reason text, actor text)`,
        [
          JSON.stringify(
            corrections.map((c) => ({
              production_id: c.productionId,
              clip_id: c.clipId ?? null,
              roll_id: c.rollId ?? null,
              field: c.field,
              value: c.value,
              reason: c.reason,
              actor: c.actor,
            })),
          ),
        ],
      );
    },
    revokeCorrections: async ({ clipId, rollId }, field) => {
      await sql.query(
        `UPDATE correction SET revoked_at = now() WHERE field = $1 AND revoked_at IS NULL AND (clip_id = $2::uuid OR roll_id = $3::uuid)`,
        [field, clipId ?? null, rollId ?? null],
      );
    },
  };
}
