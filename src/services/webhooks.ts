import { createHmac, randomBytes } from 'node:crypto';
import { requireRole, roleIn, type Actor } from '../domain/actor.ts';
import { InvalidInput, NotFound } from '../domain/errors.ts';
import type { Catalogue } from '../domain/ports/catalogue.ts';
import type { PostJson, WebhookRecord, WebhookStore } from '../domain/ports/webhooks.ts';
import { productionFor } from './productions.ts';

export type WebhookService = ReturnType<typeof createWebhookService>;

/** Seconds until the second, third … attempt: about a day in all, so that a receiver may be down overnight. */
const waits = [5, 30, 120, 600, 3600, 4 * 3600, 8 * 3600, 12 * 3600];
/** Longer than a call may take, so that a call is not made twice at once. */
const leaseSeconds = 60;
const callsAtOnce = 8;
const mostWebhooks = 20;

/** `sha256=` and the HMAC-SHA-256, in hex, of "DELIVERY.TIMESTAMP.BODY" under the webhook's secret (docs/api.md). */
export function signatureOf(secret: string, delivery: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${delivery}.${timestamp}.${body}`).digest('hex')}`;
}

/** Calls to other systems when an ingest or a pull has ended: signed, tried again for a day, seen to by one process at a time. */
export function createWebhookService(catalogue: Catalogue, store: WebhookStore, post: PostJson) {
  function checkedUrl(text: string): string {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !['http:', 'https:'].includes(url.protocol) || text.length > 2000) {
      throw new InvalidInput('Give a whole address, such as https://tracker.example/rushes.', { at: 'url' });
    }
    if (url.username !== '' || url.password !== '')
      throw new InvalidInput('Leave the user and password out of the address; check the signature instead.', { at: 'url' });
    return url.href;
  }

  async function deliver(): Promise<number> {
    const due = await store.claim(callsAtOnce, leaseSeconds);
    await Promise.all(
      due.map(async ({ id, url, secret, payload, attempt }) => {
        const body = JSON.stringify({ delivery: id, ...payload });
        const timestamp = String(Math.floor(Date.now() / 1000));
        let trouble: string | undefined;
        try {
          const status = await post(url, body, {
            'x-rushes-event': String(payload['event']),
            'x-rushes-delivery': id,
            'x-rushes-timestamp': timestamp,
            'x-rushes-signature': signatureOf(secret, id, timestamp, body),
          });
          if (status < 200 || status > 299) trouble = `It answered ${status}.`;
        } catch (error) {
          trouble = (error as Error).message;
        }
        if (trouble === undefined) await store.delivered(id);
        else await store.failed(id, trouble, waits[attempt - 1]);
      }),
    );
    return due.length;
  }

  return {
    /** The secret is in this answer and nowhere else that can be asked. */
    async create(
      actor: Actor,
      input: { production: string; url: string; events: readonly string[] },
    ): Promise<{ readonly id: string; readonly secret: string }> {
      const production = await productionFor(catalogue, actor, input.production, 'ADMINISTRATOR');
      const url = checkedUrl(input.url);
      const events = [...new Set(input.events)];
      if (events.length === 0) throw new InvalidInput('Say what it should be called for.', { at: 'events' });
      if ((await store.list(production.id)).length >= mostWebhooks)
        throw new InvalidInput(`A production has at most ${mostWebhooks} webhooks; delete one first.`, { at: 'production' });
      const secret = randomBytes(32).toString('base64url');
      const { id } = await store.create({ productionId: production.id, url, secret, events });
      await catalogue.audit({
        productionId: production.id,
        actor: actor.name,
        action: 'createWebhook',
        subject: id,
        detail: { url, events },
      });
      return { id, secret };
    },

    async list(actor: Actor, slug: string): Promise<readonly WebhookRecord[]> {
      return store.list((await productionFor(catalogue, actor, slug, 'ADMINISTRATOR')).id);
    },

    async remove(actor: Actor, id: string): Promise<{ readonly id: string }> {
      const webhook = /^[0-9a-f-]{36}$/i.test(id) ? await store.byId(id) : undefined;
      if (!webhook || roleIn(actor, webhook.productionId) === undefined) throw new NotFound('There is no such webhook.', { at: 'id' });
      requireRole(actor, webhook.productionId, 'ADMINISTRATOR', 'Deleting a webhook');
      await store.remove(id);
      await catalogue.audit({
        productionId: webhook.productionId,
        actor: actor.name,
        action: 'deleteWebhook',
        subject: id,
        detail: { url: webhook.url },
      });
      return { id };
    },

    /** Makes the calls that are due; gives how many were tried. */
    deliver,
  };
}
