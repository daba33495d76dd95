import { NotFound } from '../../domain/errors.ts';
import type { JobChange, JobRecord } from '../../domain/ports/records.ts';
import { createContext, type ApiContext } from '../context.ts';
import type { SubscriptionJobChangedArgs, SubscriptionResolvers } from '../generated/schema.ts';

const ended = new Set(['DONE', 'FAILED', 'CANCELLED']);

/** Reads past the loaders: a request's loaders remember, and a subscription lives long. */
async function progress(context: ApiContext, kind: 'ingest' | 'pull', id: string) {
  const [record] = await context.services.browse.byIds(context.actor, kind, [id]);
  if (!record) throw new NotFound(`There is no ${kind} with the id ${id}.`, { at: 'id' });
  const read = async () => {
    const [[now], [counts]] = await Promise.all([
      context.services.browse.byIds(context.actor, kind, [id]),
      context.services.browse.children(kind === 'ingest' ? 'ingestProgress' : 'pullProgress', id),
    ]);
    return { state: now?.state ?? 'FAILED', counts };
  };
  return context.watches.watch(`${kind} ${id}`, read, ({ state }) => ended.has(state));
}

/** Fresh loaders for each state that is sent. */
function renew(context: ApiContext): void {
  Object.assign(context, { loaders: createContext(context, context.actor, context.requestId).loaders });
}

export const Subscription: SubscriptionResolvers = {
  ingestProgress: {
    subscribe: (_, { id }, context) => progress(context, 'ingest', id) as never,
    resolve: ((_: unknown, { id }: { id: string }, context: ApiContext) => {
      renew(context);
      return { ingestId: id };
    }) as never,
  },
  pullProgress: {
    subscribe: (_, { id }, context) => progress(context, 'pull', id) as never,
    resolve: ((_: unknown, { id }: { id: string }, context: ApiContext) => {
      renew(context);
      return { pullId: id };
    }) as never,
  },
  jobChanged: {
    subscribe: ((_: unknown, { production, since }: SubscriptionJobChangedArgs, context: ApiContext) =>
      jobChanges(context, production, since)) as never,
    resolve: ((job: JobRecord, _: unknown, context: ApiContext) => {
      renew(context);
      return job;
    }) as never,
  },
};

/** Milliseconds that a change may be older than the moment at which it can be read: a transaction stamps it, and ends later. */
const latenessMs = 5000;
/** What all who follow a production's jobs look at together: its changes of these last milliseconds, the latest this many. */
const togetherMs = 2 * latenessMs;
const mostTogether = 500;
const readAt = new WeakMap<readonly JobRecord[], number>();
const firstId = '00000000-0000-0000-0000-000000000000';

/**
 * Each job as it is after a change; one that changes twice between two looks comes once, in its last state. Nothing waits here for a client that reads
 * slowly: what it has missed is read from the table, a page at a time as it reads on. Not a generator function: see watches.ts.
 */
async function jobChanges(context: ApiContext, slug: string, since: Date | null | undefined): Promise<AsyncIterableIterator<JobRecord>> {
  const { browse } = context.services;
  const { id: productionId } = await browse.production(context.actor, slug);
  let lastRead = Date.now();
  const read = async (): Promise<JobRecord[]> => {
    const now = Date.now();
    // A database that takes its time leaves no gap between two looks.
    const from = Math.min(now - togetherMs, lastRead - latenessMs);
    lastRead = now;
    const jobs: JobRecord[] = await browse.lastJobChanges(context.actor, productionId, new Date(from), mostTogether);
    readAt.set(jobs, now);
    return jobs;
  };
  const changes = context.watches.watch(`jobs ${productionId}`, read, () => false);
  /** Job → its last change that was sent; only of those that may be read once more. */
  const sent = new Map<string, number>();
  let waiting: JobRecord[] = [];
  /** When all there was had been read. */
  let lookedAt = since?.getTime() ?? Date.now();
  /** Where this client has fallen behind: the place from which it reads by itself. */
  let behind: JobChange | undefined;

  const placeAt = (instant: number): JobChange => ({ changedAt: new Date(instant - latenessMs), id: firstId });
  const take = (jobs: readonly JobRecord[]): void => {
    waiting = jobs.filter((job) => sent.get(job.id) !== job.changedAt.getTime());
    for (const job of waiting) sent.set(job.id, job.changedAt.getTime());
    for (const [id, changedAt] of sent) if (changedAt < Date.now() - 2 * togetherMs) sent.delete(id);
  };
  const iterator: AsyncIterableIterator<JobRecord> = {
    async next() {
      for (;;) {
        const job = waiting.shift();
        if (job !== undefined) return { done: false, value: job };
        const before = lookedAt;
        const now = Date.now();
        if (now - lookedAt > togetherMs - latenessMs) behind ??= placeAt(lookedAt);
        if (behind !== undefined) {
          const page: JobRecord[] = await browse.nextJobChanges(context.actor, productionId, behind, mostTogether);
          take(page);
          behind = page.length < mostTogether ? undefined : page.at(-1);
          if (behind === undefined) lookedAt = now;
          continue;
        }
        const next = await changes.next();
        if (next.done) return { done: true, value: undefined };
        lookedAt = readAt.get(next.value) ?? now;
        const [oldest] = next.value;
        if (next.value.length === mostTogether && oldest!.changedAt.getTime() > before - latenessMs) behind = placeAt(before);
        else take(next.value);
      }
    },
    async return() {
      await changes.return(undefined);
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
