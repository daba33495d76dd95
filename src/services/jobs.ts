import { requireRole, roleIn, type Actor } from '../domain/actor.ts';
import { Conflict, NotFound } from '../domain/errors.ts';
import type { Catalogue, Job, JobKind, Priority } from '../domain/ports/catalogue.ts';
import type { Queue } from '../domain/ports/queue.ts';

export type JobService = ReturnType<typeof createJobService>;

export type JobRequest = {
  readonly productionId: string;
  readonly kind: JobKind;
  readonly ingestId?: string;
  readonly clipId?: string;
  readonly renderId?: string;
  readonly priority?: Priority;
  readonly payload?: Readonly<Record<string, unknown>>;
};

/** Writes the job rows and queues them, in the transaction of `tx`: both exist, or neither. */
export async function requestJobs(tx: Catalogue, queue: Queue, requests: readonly JobRequest[]): Promise<readonly Job[]> {
  const jobs = await tx.createJobs(requests);
  await queue.enqueue(
    jobs.map((job) => ({ jobId: job.id, productionId: job.productionId, kind: job.kind, priority: job.priority })),
    tx.session,
  );
  return jobs;
}

/** Steering of single jobs by people. */
export function createJobService(catalogue: Catalogue, queue: Queue) {
  async function job(actor: Actor, id: string): Promise<Job> {
    const [found] = await catalogue.jobsByIds([id]);
    if (!found || roleIn(actor, found.productionId) === undefined) throw new NotFound('There is no such job.', { at: 'id' });
    requireRole(actor, found.productionId, 'OPERATOR', 'Steering a job');
    return found;
  }

  async function changed(
    tx: Catalogue,
    actor: Actor,
    before: Job,
    action: string,
    change: Parameters<Catalogue['updateJob']>[1],
  ): Promise<Job> {
    const after = await tx.updateJob(before.id, change);
    await tx.audit({ productionId: before.productionId, actor: actor.name, action, subject: before.id, detail: { kind: before.kind } });
    return after ?? before;
  }

  return {
    async cancel(actor: Actor, id: string): Promise<Job> {
      const found = await job(actor, id);
      if (found.state !== 'QUEUED' && found.state !== 'RUNNING')
        throw new Conflict(`This job is ${found.state} already; there is nothing to cancel.`);
      return catalogue.transaction(async (tx) => {
        await queue.cancel({ jobId: id, kind: found.kind }, tx.session);
        return changed(tx, actor, found, 'cancelJob', { state: 'CANCELLED', finished: true, message: `Cancelled by ${actor.name}.` });
      });
    },

    async retry(actor: Actor, id: string): Promise<Job> {
      const found = await job(actor, id);
      if (found.state !== 'FAILED' && found.state !== 'CANCELLED')
        throw new Conflict(`Only a failed or cancelled job can be tried again; this one is ${found.state}.`);
      return catalogue.transaction(async (tx) => {
        const after = await changed(tx, actor, found, 'retryJob', { state: 'QUEUED', progress: 0, message: 'Queued again.' });
        await queue.enqueue([{ jobId: id, productionId: found.productionId, kind: found.kind, priority: found.priority }], tx.session);
        return after;
      });
    },

    async prioritise(actor: Actor, id: string, priority: Priority): Promise<Job> {
      const found = await job(actor, id);
      if (found.state !== 'QUEUED') throw new Conflict(`Only a waiting job can be moved; this one is ${found.state}.`);
      return catalogue.transaction(async (tx) => {
        await queue.prioritise({ jobId: id, kind: found.kind, priority }, tx.session);
        return changed(tx, actor, found, 'prioritiseJob', { priority });
      });
    },
  };
}
