/** Worker processes that are alive: what a plan's time depends on. */
export type WorkerStore = {
  /** A sign of life, every few seconds. `slots`: units of work that it does at once. */
  readonly beat: (worker: {
    readonly id: string;
    readonly role: string;
    readonly machine: string;
    readonly slots: number;
  }) => Promise<void>;
  readonly leave: (id: string) => Promise<void>;
  /** Of all workers of a role that gave a sign of life in the last 20 seconds. */
  readonly slots: (role: string) => Promise<number>;
};
