import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { FileDigests } from '../../domain/ports/integrity.ts';
import type { HashFormat } from '../../domain/hash.ts';
import { runningDigest } from './digests.ts';
import type { HashReply, HashTask, HashWorkerData } from './hashing.ts';
import { RateLimit } from './rateLimit.ts';

/**
 * Reads and hashes files one after another, in a thread of its own beside others: every thread is told of every file, and the first that comes to it
 * takes it. The next block is read while this one is hashed, so that a disk never waits for a digest.
 */
const given = workerData as HashWorkerData;
const limit = new RateLimit(given.limit);
const bytesRead = new BigInt64Array(given.bytesRead);
const begun = new Int32Array(given.begun);
const blocks = [Buffer.allocUnsafeSlow(given.blockBytes), Buffer.allocUnsafeSlow(given.blockBytes)] as const;

async function hashFile(file: string, formats: readonly HashFormat[]): Promise<{ sizeBytes: number; digests: FileDigests }> {
  const running = await Promise.all(formats.map(async (format) => ({ format, digest: await runningDigest(format) })));
  // Non-blocking, or opening a pipe would wait for a writer for ever.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  let sizeBytes = 0;
  try {
    if (!(await handle.stat()).isFile()) throw new Error('not a regular file');
    let [block, other] = blocks;
    let reading = handle.read(block, 0, block.length, null);
    for (;;) {
      const { bytesRead: count } = await reading;
      if (count === 0) break;
      [block, other] = [other, block];
      reading = handle.read(block, 0, block.length, null);
      const part = other.subarray(0, count);
      for (const { digest } of running) digest.update(part);
      sizeBytes += count;
      limit.spend(count);
      Atomics.add(bytesRead, 0, BigInt(count));
    }
  } finally {
    await handle.close();
  }
  const digests: Partial<Record<HashFormat, string>> = {};
  for (const { format, digest } of running) digests[format] = digest.finish();
  return { sizeBytes, digests };
}

const waiting: HashTask[] = [];
let busy = false;

async function work(): Promise<void> {
  busy = true;
  for (let task = waiting.shift(); task; task = waiting.shift()) {
    // Files are begun in the order of their ids; another thread that was faster has moved the mark.
    if (Atomics.compareExchange(begun, 0, task.id, task.id + 1) !== task.id) continue;
    let reply: HashReply;
    try {
      reply = { id: task.id, ...(await hashFile(task.file, task.formats)) };
    } catch (error) {
      reply = { id: task.id, sizeBytes: 0, error: error instanceof Error ? error.message : String(error) };
    }
    parentPort!.postMessage(reply);
  }
  busy = false;
}

parentPort!.on('message', (task: HashTask) => {
  waiting.push(task);
  if (!busy) void work();
});
