import { RushesError, Unavailable } from '../domain/errors.ts';
import type { Catalogue, Job, JobKind } from '../domain/ports/catalogue.ts';
import type { JobHandler } from '../domain/ports/queue.ts';

export type WorkContext = {
  readonly signal: AbortSignal;
  /** 0 to 1, with a sentence for people; at most a few a second reach the database. */
  readonly progress: (done: number, message?: string) => void;
};

/** Does the work of one job row; gives the sentence that stands on it afterwards. */
export type Worker = (job: Job, context: WorkContext) => Promise<string>;

/** One worker for every kind; whoever composes the application proves it by type. */
export type Workers = Readonly<Record<JobKind, Worker>>;

/** Milliseconds between two writes of a job's progress. */
const progressInterval = 500;

/**
 * Wraps a worker for the queue: the row says RUNNING, then DONE or FAILED. What is merely not there now (Unavailable) is thrown on, so that the
 * queue tries again; what failed is failed, with its reason, until a person retries it.
 */
export function handlerFor(
  kind: JobKind,
  catalogue: Catalogue,
  worker: Worker,
  log: (entry: Readonly<Record<string, unknown>>, message: string) => void,
): JobHandler {
  return async (jobId, signal) => {
    const job = await catalogue.updateJob(jobId, { state: 'RUNNING', started: true });
    // Done or cancelled already: the queue may deliver twice.
    if (!job || job.kind !== kind) return;
    const started = performance.now();
    let lastWrite = 0;
    const progress: WorkContext['progress'] = (done, message) => {
      if (performance.now() - lastWrite < progressInterval) return;
      lastWrite = performance.now();
      void catalogue.updateJob(jobId, { progress: Math.min(1, Math.max(0, done)), ...(message ? { message } : {}) }).catch(() => undefined);
    };
    try {
      const message = await worker(job, { signal, progress });
      await catalogue.updateJob(jobId, { state: 'DONE', progress: 1, message, finished: true });
      log({ job: jobId, kind, milliseconds: Math.round(performance.now() - started) }, message);
    } catch (error) {
      if (error instanceof Unavailable || signal.aborted) {
        const message = error instanceof Unavailable ? error.message : 'Its worker was stopped; another one takes it up.';
        await catalogue.updateJob(jobId, { state: 'QUEUED', message });
        throw error;
      }
      const message =
        error instanceof RushesError ? error.message : `It ended with an error that nobody expected: ${(error as Error).message}`;
      await catalogue.updateJob(jobId, { state: 'FAILED', message, finished: true });
      log({ job: jobId, kind, err: error }, message);
    }
  };
}
