/**
 * `npm run bench -- fuzz [reader] [minutes] [keep] [xN]`: searches each reader of ours for inputs that crash it, hang it or eat memory, guided by coverage.
 * What is found goes into test/fuzz/corpus, which `npm test` replays; with `keep` so do the small inputs that reached new places. `x8`: eight readers at a time.
 */
import { Worker } from 'node:worker_threads';
import { keep } from '../fuzz/corpus.ts';
import { fuzzTargets, largestInput } from '../fuzz/targets.ts';
import type { FuzzOrder, FuzzWord } from '../fuzz/worker.ts';

/** Without a new input for so long the reader hangs; many at a time on few processors wait for one another. */
const hangMilliseconds = 60_000;
const heapMiB = 1024;
const keptInputs = 8;
const largestKept = 768;

type Outcome = { inputs: number; places: number; crashes: Map<string, Uint8Array>; hangs: number; slow: number; memory: number };

async function fuzz(reader: string, minutes: number, keepNew: boolean): Promise<Outcome> {
  const outcome: Outcome = { inputs: 0, places: 0, crashes: new Map(), hangs: 0, slow: 0, memory: 0 };
  const end = performance.now() + minutes * 60_000;
  // A thread that was ended is followed by another for what is left of the time.
  for (let round = 0; round === 0 || end - performance.now() > 1000; round += 1) {
    const largest = fuzzTargets.find(({ name }) => name === reader)?.largestInput ?? largestInput;
    const shared = new SharedArrayBuffer(8 + largest);
    const counters = new Int32Array(shared, 0, 2);
    const inputAtWork = () => Uint8Array.from(new Uint8Array(shared, 8, Atomics.load(counters, 1)));
    const order: FuzzOrder = { reader, milliseconds: end - performance.now(), seed: Date.now() + round, shared };
    const worker = new Worker(new URL('../fuzz/worker.ts', import.meta.url), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: heapMiB },
    });
    await new Promise<void>((resolve) => {
      let last = -1;
      const watch = setInterval(() => {
        const now = Atomics.load(counters, 0);
        if (now === last && now > 0) {
          outcome.hangs += 1;
          keep(reader, 'hang', [inputAtWork()]);
          void worker.terminate();
        }
        last = now;
      }, hangMilliseconds);
      const done = () => {
        clearInterval(watch);
        resolve();
      };
      worker.on('message', (word: FuzzWord) => {
        if (word.kind === 'crash') {
          // One input for each place that breaks.
          const key = word.message.split('\n').slice(0, 2).join(' | ');
          if (!outcome.crashes.has(key)) {
            outcome.crashes.set(key, word.bytes);
            keep(reader, `crash: ${key.slice(0, 200)}`, [word.bytes]);
          }
        } else if (word.kind === 'slow') {
          outcome.slow += 1;
          keep(reader, `slow: ${Math.round(word.milliseconds)} ms`, [word.bytes]);
        } else if (word.kind === 'memory') {
          outcome.memory += 1;
          keep(reader, `memory: ${Math.round(word.mebibytes)} MiB`, [word.bytes]);
        } else {
          outcome.places = word.places;
          const small = word.pool.filter(({ length }) => length <= largestKept);
          if (keepNew) keep(reader, 'reached new places', small.slice(-keptInputs));
        }
      });
      worker.on('error', (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
          outcome.memory += 1;
          keep(reader, 'memory: the heap of 1 GiB was full', [inputAtWork()]);
        } else outcome.crashes.set(error.message, inputAtWork());
      });
      worker.on('exit', done);
    });
    outcome.inputs += Atomics.load(counters, 0);
  }
  return outcome;
}

export async function run(argv: readonly string[]): Promise<void> {
  const atATime = Number(argv.map((word) => /^x(\d+)$/.exec(word)?.[1]).find(Boolean) ?? 1);
  const words = argv.filter((word) => word !== 'keep' && !/^x\d+$/.test(word));
  const named = words.find((word) => !/^[\d.]+$/.test(word));
  const minutes = Number(words.find((word) => /^[\d.]+$/.test(word)) ?? 10);
  const targets = fuzzTargets.filter(({ name }) => named === undefined || name === named);
  if (targets.length === 0) {
    console.error(`No reader is called ${named}: ${fuzzTargets.map(({ name }) => name).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  console.log(`${targets.length} reader(s), ${minutes} minute(s) each`);
  const one = async (name: string): Promise<void> => {
    const { inputs, places, crashes, hangs, slow, memory } = await fuzz(name, minutes, argv.includes('keep'));
    console.log(
      `  ${name.padEnd(22)} ${String(inputs).padStart(9)} inputs ${String(places).padStart(6)} places  ${crashes.size} crashes  ${hangs} hangs  ${slow} slow  ${memory} memory`,
    );
    for (const message of crashes.keys()) console.log(`    ${message}`);
    if (crashes.size + hangs + slow + memory > 0) process.exitCode = 1;
  };
  const waiting = targets.map(({ name }) => name);
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await one(name);
    }),
  );
}
