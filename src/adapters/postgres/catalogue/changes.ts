import type { Sql } from '../sql.ts';

/** Every write to a clip ends here: the revision goes up and the change feed gets a row, in the writer's own transaction. */
export async function touchClips(sql: Sql, clipIds: readonly string[]): Promise<void> {
  if (clipIds.length === 0) return;
  await sql.query(
    `WITH touched AS (UPDATE clip SET revision = revision + 1, updated_at = now() WHERE id = ANY($1::uuid[]) RETURNING id, production_id, revision)
     INSERT INTO change_feed (clip_id, production_id, revision) SELECT id, production_id, revision FROM touched`,
    [clipIds],
  );
}
