import type { RawMetadata } from '../clip.ts';
import type { ByteSource } from './storage.ts';

/** A program that reads metadata; bought, not ours. Runs in its own process or thread and is ended when it does not answer in time. */
export type InspectionEngine = {
  readonly name: 'exiftool' | 'mediainfo';
  /**
   * Everything the engine says about this file, as flat text. Throws Unreadable when the engine refuses the file, LimitExceeded when it does
   * not answer within `timeLimitMs` (default 30 s), Unavailable when the engine itself is missing or the file is no longer where it was opened.
   */
  readonly read: (source: ByteSource, options?: { timeLimitMs?: number; embedded?: boolean }) => Promise<RawMetadata>;
  /** Ends child processes and threads. */
  readonly close: () => Promise<void>;
};

/** Those that this installation has. */
export type InspectionEngines = { readonly exiftool?: InspectionEngine; readonly mediainfo?: InspectionEngine };
