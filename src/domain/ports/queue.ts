import type { JobKind, Priority, SqlSession } from './catalogue.ts';

/** What the queue carries: the id of our job row and whose it is. Everything else is read from the row, so that a stale message cannot lie. */
export type QueuedJob = { readonly jobId: string; readonly productionId: string; readonly kind: JobKind; readonly priority: Priority };

/** Does one job. It may be called twice for the same job, and may be stopped by `signal` at any moment. */
export type JobHandler = (jobId: string, signal: AbortSignal) => Promise<void>;

export type Queue = {
  /** Enqueues inside the caller's transaction: the job exists exactly when what asked for it does. */
  readonly enqueue: (jobs: readonly QueuedJob[], session: SqlSession) => Promise<void>;
  /** Takes waiting jobs out; one that runs is told by its signal at the next heartbeat. */
  readonly cancel: (job: Pick<QueuedJob, 'jobId' | 'kind'>, session: SqlSession) => Promise<void>;
  readonly prioritise: (job: Pick<QueuedJob, 'jobId' | 'kind' | 'priority'>, session: SqlSession) => Promise<void>;
  /** Works `concurrency` jobs of a kind at a time until `stop`. */
  readonly work: (kind: JobKind, concurrency: number, handler: JobHandler) => Promise<void>;
  /** Does a single waiting job, if there is one. */
  readonly workOnce: (kind: JobKind, handler: JobHandler) => Promise<boolean>;
  /** Waiting and running jobs of each kind. */
  readonly depth: () => Promise<Readonly<Record<string, { readonly waiting: number; readonly running: number }>>>;
  /** Lets running jobs finish for `graceMs`, returns the rest to the queue. */
  readonly stop: (graceMs: number) => Promise<void>;
};
