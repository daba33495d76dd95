import { Worker } from 'node:worker_threads';
import type { FileDigests, HashOutcome, HashRequest } from '../../domain/ports/integrity.ts';
import type { HashFormat } from '../../domain/hash.ts';

export type HashTask = { readonly id: number; readonly file: string; readonly formats: readonly HashFormat[] };
export type HashReply = { readonly id: number; readonly sizeBytes: number; readonly digests?: FileDigests; readonly error?: string };
export type HashWorkerData = {
  readonly bytesRead: SharedArrayBuffer;
  /** One number: bytes a second, 0 for as fast as it goes. */ readonly rate: SharedArrayBuffer;
};

/** How many files wait in the thread: enough that it never idles between small files. */
const filesAhead = 64;

/** One hashing thread, whose reads can be throttled while it works. */
export class HashThread {
  #worker: Worker | undefined;
  #nextId = 0;
  readonly #waiting = new Map<number, { resolve: (reply: HashReply) => void }>();
  readonly #bytesRead = new SharedArrayBuffer(8);
  readonly #counter = new BigInt64Array(this.#bytesRead);
  readonly #rate = new SharedArrayBuffer(8);

  /** Bytes a second from now on; undefined for as fast as it goes. */
  throttle(bytesPerSecond: number | undefined): void {
    new Float64Array(this.#rate)[0] = bytesPerSecond ?? 0;
  }

  #ready(): Worker {
    if (this.#worker) return this.#worker;
    const workerData: HashWorkerData = { bytesRead: this.#bytesRead, rate: this.#rate };
    const worker = new Worker(new URL('./hashWorker.ts', import.meta.url), { workerData });
    worker.on('message', (reply: HashReply) => {
      this.#waiting.get(reply.id)?.resolve(reply);
      this.#waiting.delete(reply.id);
      if (this.#waiting.size === 0) worker.unref();
    });
    const lost = (why: string): void => {
      this.#worker = undefined;
      for (const [id, { resolve }] of this.#waiting) resolve({ id, sizeBytes: 0, error: `the hashing thread ended: ${why}` });
      this.#waiting.clear();
    };
    worker.on('error', (error) => lost(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => lost(`exit code ${code}`));
    this.#worker = worker;
    return worker;
  }

  #hash(file: string, formats: readonly HashFormat[]): Promise<HashReply> {
    const worker = this.#ready();
    const task: HashTask = { id: this.#nextId++, file, formats };
    worker.ref();
    return new Promise((resolve) => {
      this.#waiting.set(task.id, { resolve });
      worker.postMessage(task);
    });
  }

  /** In order of the requests; `fileOf` maps a request's path to the file on this machine. */
  async *hashFiles(
    requests: readonly HashRequest[],
    fileOf: (path: string) => string,
    onBytes?: (bytes: number) => void,
  ): AsyncIterable<HashOutcome> {
    let reported = this.#counter[0]!;
    const report = (): void => {
      const now = Atomics.load(this.#counter, 0);
      if (now > reported) onBytes?.(Number(now - reported));
      reported = now;
    };
    const timer = onBytes ? setInterval(report, 100) : undefined;
    try {
      const ahead: Promise<HashReply>[] = [];
      let next = 0;
      for (const request of requests) {
        while (next < requests.length && ahead.length < filesAhead) {
          const coming = requests[next++]!;
          ahead.push(this.#hash(fileOf(coming.path), coming.formats));
        }
        const reply = await ahead.shift()!;
        yield {
          path: request.path,
          sizeBytes: reply.sizeBytes,
          ...(reply.digests ? { digests: reply.digests } : {}),
          ...(reply.error === undefined ? {} : { error: reply.error }),
        };
      }
      report();
    } finally {
      clearInterval(timer);
    }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }
}
