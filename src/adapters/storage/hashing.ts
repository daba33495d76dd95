import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FileDigests, HashOutcome, HashRequest } from '../../domain/ports/integrity.ts';
import type { HashFormat } from '../../domain/hash.ts';
import { RateLimit } from './rateLimit.ts';

export type HashTask = { readonly id: number; readonly file: string; readonly formats: readonly HashFormat[] };
export type HashReply = { readonly id: number; readonly sizeBytes: number; readonly digests?: FileDigests; readonly error?: string };
export type HashWorkerData = {
  /** One number: the bytes of all threads. */ readonly bytesRead: SharedArrayBuffer;
  /** One number: the id of the first file that no thread has begun. */ readonly begun: SharedArrayBuffer;
  /** The memory of a RateLimit. */ readonly limit: SharedArrayBuffer;
};

/** More would read more files at once than a disk likes, and leave no processor to the rest of the service. */
const mostThreads = 2;
/** A thread starts twice as fast where Node finds its modules compiled; where the folder cannot be written they are compiled anew. */
const compiled = fileURLToPath(new URL('../../../.rushes/compile-cache', import.meta.url));
/** How many files wait in the threads: enough that they never idle between small files. */
const filesAhead = 64;

/** A few hashing threads, whose reads together can be throttled while they work. */
export class HashThreads {
  #workers: readonly Worker[] = [];
  #nextId = 0;
  readonly #waiting = new Map<number, (reply: HashReply) => void>();
  readonly #bytesRead = new SharedArrayBuffer(8);
  readonly #limit = new RateLimit();

  /** Bytes a second from now on, of all threads together; undefined for as fast as it goes. */
  throttle(bytesPerSecond: number | undefined): void {
    this.#limit.set(bytesPerSecond);
  }

  /** Before the first file is known: starting takes as long as listing a roll. Threads that were not started are when they are needed. */
  start(): void {
    if (this.#workers.length > 0) return;
    const begun = new SharedArrayBuffer(4);
    new Int32Array(begun)[0] = this.#nextId;
    const workerData: HashWorkerData = { bytesRead: this.#bytesRead, begun, limit: this.#limit.memory };
    const workers = Array.from({ length: Math.min(mostThreads, availableParallelism()) }, () => {
      const worker = new Worker(new URL('./hashWorker.ts', import.meta.url), { workerData, env: { NODE_COMPILE_CACHE: compiled } });
      worker.on('message', ({ id, ...reply }: HashReply) => {
        this.#waiting.get(id)?.({ id, ...reply });
        this.#waiting.delete(id);
        if (this.#waiting.size === 0) for (const each of workers) each.unref();
      });
      // Which file it had begun nobody knows: all that wait are told, and the next are for new threads.
      const lost = (why: string): void => {
        if (this.#workers === workers) void this.close(`a hashing thread ended: ${why}`);
      };
      worker.on('error', (error) => lost(error instanceof Error ? error.message : String(error)));
      worker.on('exit', (code) => lost(`exit code ${code}`));
      worker.unref();
      return worker;
    });
    this.#workers = workers;
  }

  #hash(file: string, formats: readonly HashFormat[]): Promise<HashReply> {
    this.start();
    const task: HashTask = { id: this.#nextId++, file, formats };
    return new Promise((resolve) => {
      this.#waiting.set(task.id, resolve);
      for (const worker of this.#workers) {
        worker.ref();
        worker.postMessage(task);
      }
    });
  }

  /** In order of the requests; `fileOf` maps a request's path to the file on this machine. The signal ends the threads; its reason is thrown. */
  async *hashFiles(
    requests: readonly HashRequest[],
    fileOf: (path: string) => string,
    onBytes?: (bytes: number) => void,
    signal?: AbortSignal,
  ): AsyncIterable<HashOutcome> {
    const counter = new BigInt64Array(this.#bytesRead);
    let reported = Atomics.load(counter, 0);
    const report = (): void => {
      const now = Atomics.load(counter, 0);
      if (now > reported) onBytes?.(Number(now - reported));
      reported = now;
    };
    const timer = onBytes ? setInterval(report, 100) : undefined;
    const stop = (): void => void this.close('it was stopped');
    signal?.addEventListener('abort', stop);
    try {
      const ahead: Promise<HashReply>[] = [];
      let next = 0;
      for (const request of requests) {
        signal?.throwIfAborted();
        while (next < requests.length && ahead.length < filesAhead) {
          const coming = requests[next++]!;
          ahead.push(this.#hash(fileOf(coming.path), coming.formats));
        }
        const { id: _, ...outcome } = await ahead.shift()!;
        signal?.throwIfAborted();
        yield { path: request.path, ...outcome };
      }
      report();
    } finally {
      clearInterval(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Ends the threads, in the middle of a file too; files that wait are answered with the reason. */
  async close(why = 'hashing was ended'): Promise<void> {
    const workers = this.#workers;
    this.#workers = [];
    for (const [id, resolve] of this.#waiting) resolve({ id, sizeBytes: 0, error: why });
    this.#waiting.clear();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
