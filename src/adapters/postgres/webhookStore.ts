import type { DueDelivery, WebhookRecord, WebhookStore } from '../../domain/ports/webhooks.ts';
import type { Sql } from './sql.ts';

type Row = {
  id: string;
  productionId: string;
  url: string;
  events: string[];
  deliveredAt: Date | null;
  waitingCount: number;
  trouble: string | null;
};

const select = `
  SELECT w.id, w.production_id AS "productionId", w.url, w.events, d.delivered_at AS "deliveredAt", d.waiting AS "waitingCount", d.trouble
  FROM webhook w, LATERAL (
    SELECT max(delivered_at) AS delivered_at, count(due_at)::int AS waiting,
           (array_agg(CASE WHEN delivered_at IS NULL THEN trouble END ORDER BY created_at DESC))[1] AS trouble
    FROM webhook_delivery WHERE webhook_id = w.id) d`;

function toRecord({ deliveredAt, trouble, ...row }: Row): WebhookRecord {
  return { ...row, deliveredAt: deliveredAt ?? undefined, trouble: trouble ?? undefined };
}

export function createWebhookStore(sql: Sql): WebhookStore {
  return {
    create: async ({ productionId, url, secret, events }) =>
      (
        await sql.query<{ id: string }>(`INSERT INTO webhook (production_id, url, secret, events) VALUES ($1, $2, $3, $4) RETURNING id`, [
          productionId,
          url,
          secret,
          events,
        ])
      )[0]!,
    list: async (productionId) =>
      (await sql.query<Row>(`${select} WHERE w.production_id = $1 ORDER BY w.created_at`, [productionId])).map(toRecord),
    byId: async (id) => (await sql.query<Row>(`${select} WHERE w.id = $1`, [id])).map(toRecord)[0],
    remove: async (id) => void (await sql.query('DELETE FROM webhook WHERE id = $1', [id])),
    claim: (most, leaseSeconds) =>
      sql.query<DueDelivery>(
        `UPDATE webhook_delivery d SET attempt = attempt + 1, due_at = now() + make_interval(secs => $2)
         FROM webhook w
         WHERE w.id = d.webhook_id AND d.id IN (SELECT id FROM webhook_delivery WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
         RETURNING d.id, w.url, w.secret, d.payload, d.attempt`,
        [most, leaseSeconds],
      ),
    delivered: async (id) =>
      void (await sql.query('UPDATE webhook_delivery SET due_at = NULL, delivered_at = now(), trouble = NULL WHERE id = $1', [id])),
    failed: async (id, trouble, againInSeconds) =>
      void (await sql.query('UPDATE webhook_delivery SET due_at = now() + make_interval(secs => $3), trouble = $2 WHERE id = $1', [
        id,
        trouble,
        againInSeconds ?? null,
      ])),
  };
}
