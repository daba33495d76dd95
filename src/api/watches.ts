/**
 * Live answers: one poll of the database for each watched thing, however many clients watch it. A client that reads slowly gets the
 * newest state when it comes back, never a queue of old ones.
 */
export type Watches = {
  /** Yields what `read` gives whenever its text changes, until `isLast`. Watchers with the same key share the reads. */
  readonly watch: <T>(key: string, read: () => Promise<T>, isLast: (value: T) => boolean) => AsyncGenerator<T>;
  readonly close: () => void;
};

type Watched = {
  value: unknown;
  text: string | undefined;
  error: unknown;
  waiting: Set<() => void>;
  watchers: number;
  timer: NodeJS.Timeout | undefined;
};

export function createWatches(intervalMs = 500): Watches {
  const watched = new Map<string, Watched>();
  let closed = false;

  function start(key: string, read: () => Promise<unknown>): Watched {
    const state: Watched = { value: undefined, text: undefined, error: undefined, waiting: new Set(), watchers: 0, timer: undefined };
    const poll = async (): Promise<void> => {
      try {
        const value = await read();
        const text = JSON.stringify(value);
        if (text !== state.text) {
          state.value = value;
          state.text = text;
          wake();
        }
      } catch (error) {
        state.error = error;
        wake();
        return;
      }
      if (!closed && state.watchers > 0) state.timer = setTimeout(() => void poll(), intervalMs);
    };
    const wake = (): void => {
      for (const resume of state.waiting) resume();
      state.waiting.clear();
    };
    watched.set(key, state);
    queueMicrotask(() => void poll());
    return state;
  }

  return {
    watch<T>(key: string, read: () => Promise<T>, isLast: (value: T) => boolean): AsyncGenerator<T> {
      const state = watched.get(key) ?? start(key, read);
      state.watchers += 1;
      let seen: string | undefined;
      let ended = false;
      let resume: (() => void) | undefined;
      const end = (): void => {
        if (ended) return;
        ended = true;
        if (resume) state.waiting.delete(resume);
        resume?.();
        state.watchers -= 1;
        if (state.watchers > 0) return;
        clearTimeout(state.timer);
        watched.delete(key);
      };
      const done = { done: true as const, value: undefined };
      // By hand, not as a generator function: there `return` waits for the pending `next`, and a client that left would be watched for ever.
      return {
        async next() {
          for (;;) {
            if (ended || closed) return done;
            if (state.error !== undefined) {
              end();
              throw state.error;
            }
            if (state.text !== undefined && state.text !== seen) {
              seen = state.text;
              const value = state.value as T;
              if (isLast(value)) end();
              return { done: false, value };
            }
            await new Promise<void>((wake) => {
              resume = wake;
              state.waiting.add(wake);
            });
          }
        },
        async return() {
          end();
          return done;
        },
        async throw(error: unknown) {
          end();
          throw error;
        },
        [Symbol.asyncIterator]() {
          return this;
        },
        async [Symbol.asyncDispose]() {
          end();
        },
      };
    },
    close() {
      closed = true;
      for (const state of watched.values()) {
        clearTimeout(state.timer);
        for (const resume of state.waiting) resume();
      }
    },
  };
}
