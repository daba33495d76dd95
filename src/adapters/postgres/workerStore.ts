import type { WorkerStore } from '../../domain/ports/workerStore.ts';
import type { Sql } from './sql.ts';

/** Workers by their last sign of life. */
export function createWorkerStore(sql: Sql): WorkerStore {
  return {
    beat: async ({ id, role, machine, slots }) => {
      await sql.query(
        `INSERT INTO worker (id, role, machine, slots) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id, role) DO UPDATE SET slots = excluded.slots, seen_at = now()`,
        [id, role, machine, slots],
      );
    },
    leave: async (id) => {
      await sql.query(`DELETE FROM worker WHERE id = $1 OR seen_at < now() - interval '1 day'`, [id]);
    },
    slots: async (role) =>
      (
        await sql.query<{ slots: number }>(
          `SELECT coalesce(sum(slots), 0)::int AS slots FROM worker WHERE role = $1 AND seen_at > now() - interval '20 seconds'`,
          [role],
        )
      )[0]!.slots,
  };
}
