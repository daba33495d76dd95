import { NotFound } from '../../domain/errors.ts';
import type { JobRecord } from '../../domain/ports/browse.ts';
import { createContext, type ApiContext } from '../context.ts';
import type { SubscriptionResolvers } from '../generated/schema.ts';

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
    subscribe: ((_: unknown, { production }: { production: string }, context: ApiContext) => jobChanges(context, production)) as never,
    resolve: ((job: JobRecord, _: unknown, context: ApiContext) => {
      renew(context);
      return job;
    }) as never,
  },
};

/**
 * Each job as it is after a change. A job that changes twice between two looks is sent once, in its last state. Not a generator
 * function: see watches.ts.
 */
async function jobChanges(context: ApiContext, slug: string): Promise<AsyncIterableIterator<JobRecord>> {
  const { id } = await context.services.browse.production(context.actor, slug);
  const sent = new Map<string, string>();
  const waiting: JobRecord[] = [];
  // Ten seconds back, at the start and at each look: a client that reconnects misses nothing, nor does a slow commit.
  const read = () => context.services.browse.jobsChangedSince(context.actor, id, new Date(Date.now() - 10_000));
  const changes = context.watches.watch(`jobs ${id}`, read, () => false);
  const take = (jobs: readonly JobRecord[]): void => {
    if (sent.size > 5000) sent.clear();
    for (const job of jobs) {
      const state = `${job.state} ${job.progress} ${job.attempt} ${job.priority} ${job.message ?? ''}`;
      if (sent.get(job.id) === state) continue;
      sent.set(job.id, state);
      waiting.push(job);
    }
  };
  const iterator: AsyncIterableIterator<JobRecord> = {
    async next() {
      for (;;) {
        const job = waiting.shift();
        if (job !== undefined) return { done: false, value: job };
        const next = await changes.next();
        if (next.done) return { done: true, value: undefined };
        take(next.value);
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
