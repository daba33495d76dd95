import type { HashFormat } from '../hash.ts';

/** One name in a folder. `path` is relative to the folder under test, `/`-separated. A link counts as what it points to. */
export type FolderEntry = {
  readonly name: string;
  readonly path: string;
  readonly isDirectory: boolean;
  /** A link to a directory is listed and never entered. */
  readonly isLink: boolean;
  readonly sizeBytes: number;
  /** ISO 8601 with offset. */
  readonly modified: string;
};

/** A folder that is checked against its manifests. Paths are relative to it; none leads out of it. */
export type IntegrityFolder = {
  /** Its own name (`A002R2EC`), and how a person would write its path. */
  readonly name: string;
  readonly location: string;
  /** The names in a folder (`''` is the root). Throws Unreadable when it cannot be listed. */
  readonly list: (path: string) => Promise<readonly FolderEntry[]>;
  /** A manifest's bytes; undefined when there is no such file. Throws LimitExceeded above 256 MB, Unreadable on errors. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** Writes a whole file, creating its folder; appears whole or not at all. Throws Conflict when it exists, unless `replace`. */
  readonly write: (path: string, text: string, options?: { replace?: boolean }) => Promise<void>;
  readonly hasher: FileHasher;
};

export type FileDigests = Readonly<Partial<Record<HashFormat, string>>>;

export type HashRequest = { readonly path: string; readonly formats: readonly HashFormat[] };

/** `digests` of a file that could be read; otherwise why not. */
export type HashOutcome = { readonly path: string; readonly sizeBytes: number; readonly digests?: FileDigests; readonly error?: string };

/** Reads files once and computes every asked digest: hex in lower case, `c4...` for C4. */
export type FileHasher = {
  /**
   * In order of the requests. `onBytes` is told how many more bytes were read, about ten times a second. Throws the signal's reason when it comes, in the
   * middle of a file too.
   */
  readonly hashFiles: (
    requests: readonly HashRequest[],
    onBytes?: (bytes: number) => void,
    signal?: AbortSignal,
  ) => AsyncIterable<HashOutcome>;
  /** Digest of a few bytes, for manifests and directory hashes. */
  readonly hashBytes: (format: HashFormat, data: Uint8Array) => string;
};
