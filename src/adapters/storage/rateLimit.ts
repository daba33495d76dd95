/** How much a thread that waited for its disk may catch up, in nanoseconds: less than that is no breach of a limit that is meant for seconds. */
const slack = 250_000_000n;

/**
 * The bytes a second that several threads may read together. It lies in shared memory: each thread makes a `RateLimit` of the same memory, and a new
 * limit holds for those that wait already.
 */
export class RateLimit {
  readonly memory: SharedArrayBuffer;
  /** Bytes a second, 0 for as fast as it goes; the moment (`process.hrtime`) at which what was read so far is paid for. */
  readonly #state: BigInt64Array;
  /** Counts the changes; who waits, waits on it. */
  readonly #changes: Int32Array;

  constructor(memory = new SharedArrayBuffer(24)) {
    this.memory = memory;
    this.#state = new BigInt64Array(memory, 0, 2);
    this.#changes = new Int32Array(memory, 16, 1);
  }

  /** From now on; undefined for as fast as it goes. */
  set(bytesPerSecond: number | undefined): void {
    const rate = bytesPerSecond === undefined ? 0n : BigInt(Math.max(1, Math.round(bytesPerSecond)));
    if (Atomics.load(this.#state, 0) === rate) return;
    Atomics.store(this.#state, 0, rate);
    Atomics.store(this.#state, 1, process.hrtime.bigint());
    Atomics.add(this.#changes, 0, 1);
    Atomics.notify(this.#changes, 0);
  }

  /** Blocks the calling thread until `bytes` more are allowed, or until the limit changes. */
  spend(bytes: number): void {
    const change = Atomics.load(this.#changes, 0);
    const rate = Atomics.load(this.#state, 0);
    if (rate === 0n) return;
    const cost = (BigInt(bytes) * 1_000_000_000n) / rate;
    let paid: bigint;
    let due: bigint;
    do {
      paid = Atomics.load(this.#state, 1);
      const earliest = process.hrtime.bigint() - slack;
      due = (paid > earliest ? paid : earliest) + cost;
    } while (Atomics.compareExchange(this.#state, 1, paid, due) !== paid);
    const left = due - process.hrtime.bigint();
    if (left > 0n) Atomics.wait(this.#changes, 0, change, Number(left) / 1e6);
  }
}
