/**
 * The searching thread of one reader. Guided by coverage: an input that reaches a place in src/ that none reached before joins the pool that new
 * inputs are made of. The input at work lies in shared memory, so that the watching thread has it when this one hangs or runs out of memory.
 */
import { Session } from 'node:inspector/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { bytesOf, corpusOf } from './corpus.ts';
import { mutated, randomFrom } from './mutate.ts';
import { fuzzTargets, largestInput } from './targets.ts';

export type FuzzOrder = {
  readonly reader: string;
  readonly milliseconds: number;
  readonly seed: number;
  /** Int32: [inputs tried, length of the input at work]; behind them its bytes. */
  readonly shared: SharedArrayBuffer;
};
export type FuzzWord =
  | { readonly kind: 'crash'; readonly message: string; readonly bytes: Uint8Array }
  | { readonly kind: 'slow'; readonly milliseconds: number; readonly bytes: Uint8Array }
  | { readonly kind: 'memory'; readonly mebibytes: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly inputs: number; readonly places: number; readonly pool: readonly Uint8Array[] };

/** No input of this size may take more of a processor's time, with coverage counted. */
export const slowMilliseconds = 3000;
const batch = 24;
/** What one batch may leave in buffers that the collector has not reached yet. */
const memoryLimitMiB = 768;
const mostInPool = 4000;

const order = workerData as FuzzOrder;
const port = parentPort;
if (!port) throw new Error('worker.ts of the fuzzer runs as a worker thread.');
const say = (word: FuzzWord) => port.postMessage(word);
const target = fuzzTargets.find(({ name }) => name === order.reader)!;
const largest = target.largestInput ?? largestInput;
const counters = new Int32Array(order.shared, 0, 2);
const atWork = new Uint8Array(order.shared, 8);
const random = randomFrom(order.seed);
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

const seen = new Set<string>();
/** Places reached since the last look that were never reached before. */
async function newPlaces(): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  let fresh = 0;
  for (const { url, functions } of result) {
    const src = url.indexOf('/src/');
    if (src < 0 || url.includes('node_modules')) continue;
    for (const { ranges } of functions)
      for (const { startOffset, endOffset, count } of ranges) {
        if (count === 0) continue;
        // How often counts too, in powers of eight: a loop entered twice is not a loop entered a thousand times.
        const place = `${url.slice(src)}:${startOffset}:${endOffset}:${Math.floor(Math.log2(count) / 3)}`;
        if (seen.has(place)) continue;
        seen.add(place);
        fresh += 1;
      }
  }
  return fresh;
}

async function attempt(bytes: Uint8Array): Promise<void> {
  atWork.set(bytes);
  Atomics.store(counters, 1, bytes.length);
  Atomics.add(counters, 0, 1);
  const before = process.threadCpuUsage();
  try {
    await target.run(bytes);
  } catch (error) {
    say({ kind: 'crash', message: error instanceof Error ? (error.stack ?? error.message) : String(error), bytes: bytes.slice() });
  }
  const spent = process.threadCpuUsage(before);
  const took = (spent.user + spent.system) / 1000;
  if (took > slowMilliseconds) say({ kind: 'slow', milliseconds: took, bytes: bytes.slice() });
}

const pool: Uint8Array[] = [];
const found: Uint8Array[] = [];
for (const seed of [new Uint8Array(0), ...target.seeds(), ...corpusOf(order.reader).map(bytesOf)]) {
  const bytes = Uint8Array.from(seed.subarray(0, largest));
  await attempt(bytes);
  await newPlaces();
  pool.push(bytes);
}
const end = performance.now() + order.milliseconds;
while (performance.now() < end) {
  const inputs = Array.from({ length: batch }, () => mutated(pool, random, largest));
  const before = process.memoryUsage().arrayBuffers;
  for (const input of inputs) await attempt(input);
  const grown = (process.memoryUsage().arrayBuffers - before) / 2 ** 20;
  if (grown > memoryLimitMiB) say({ kind: 'memory', mebibytes: grown, bytes: inputs.at(-1)! });
  // Only where the batch as a whole reached something new is each of its inputs looked at by itself.
  const known = new Set(seen);
  if ((await newPlaces()) === 0 || pool.length >= mostInPool) continue;
  seen.clear();
  for (const place of known) seen.add(place);
  for (const input of inputs) {
    await target.run(input).catch(() => undefined);
    if ((await newPlaces()) > 0) {
      pool.push(input);
      found.push(input);
    }
  }
}
say({ kind: 'end', inputs: Atomics.load(counters, 0), places: seen.size, pool: found });
