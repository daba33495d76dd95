import type { RenderJob, RenderReport } from '../render/job.ts';

/** What can go wrong in an engine, by its code; `message` is a sentence for people. */
export type EngineFailure = {
  readonly code: string;
  readonly message: string;
  /** The same job may succeed later: the engine was stopped, the disk was full. */
  readonly retryable: boolean;
};

export type EngineOutcome = { readonly report: RenderReport } | { readonly failure: EngineFailure };

export type EngineRun = {
  /** Ends the engine. */
  readonly signal?: AbortSignal;
  /** 0 to 1. */
  readonly onProgress?: (done: number) => void;
  readonly timeLimitMs?: number;
};

/** Turns one job into frames. Stateless: it may be killed at any moment and started again. */
export type RenderEngine = {
  readonly name: string;
  /** For people. */
  readonly label: string;
  readonly description: string;
  /** Part of a render's identity. */
  readonly version: string;
  /** Formats of sources that it decodes: `movie`, `dng`, `image`, or a vendor's. */
  readonly formats: readonly string[];
  /** Undefined where it can run; else what is missing, in a sentence. */
  readonly missing: () => Promise<string | undefined>;
  /** The exact command that a person would type for this job file. */
  readonly command: (jobFile: string) => readonly string[];
  /** Where a program of it finds its modules; absent where it needs none. */
  readonly folder?: string;
  /** Writes the job file into the job's work folder, runs the engine, gives its report. */
  readonly run: (job: RenderJob, options?: EngineRun) => Promise<EngineOutcome>;
};
