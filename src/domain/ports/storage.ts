/** One opened file or object, read at an offset. Nothing of it is kept in memory by the port. */
export type ByteSource = {
  /** As it was asked for: a local path, or `s3://bucket/key`. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Where an engine that wants a file finds one; absent for object storage. */
  readonly localPath?: string;
  /**
   * Up to `length` bytes from `offset`: fewer at the end of the file, none behind it. Throws Unreadable when the storage fails.
   */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
  /** Ranges read so far, merged; lets an engine that wants a file work on a sparse copy of just these. Object storage only. */
  readonly readSoFar?: () => readonly { readonly offset: number; readonly bytes: Uint8Array }[];
  readonly close: () => Promise<void>;
};

/** One file of a listing. `path` is relative to what was listed, `/`-separated. */
export type ListedFile = { readonly path: string; readonly sizeBytes: number; readonly mtimeMs: number };

/** A folder or link that could not be walked, and why. */
export type ListingFault = { readonly path: string; readonly message: string };

/**
 * A media root: a local folder or an object storage prefix. Paths are relative to it and `/`-separated; a path or a link that leads out of
 * it is refused with InvalidInput.
 */
export type MediaStorage = {
  /** How a person writes the root: `/mnt/raid`, `s3://bucket/prefix`. */
  readonly location: string;
  /** Every file below `path`, depth first, in name order. Faults are reported and the walk goes on. Throws NotFound when `path` is not there. */
  readonly list: (path: string, onFault: (fault: ListingFault) => void) => AsyncIterable<ListedFile>;
  /** Files directly in a folder, without those below it. */
  readonly siblings: (folder: string) => Promise<readonly ListedFile[]>;
  readonly stat: (path: string) => Promise<ListedFile | undefined>;
  /** Throws NotFound, Unreadable (no permission), InvalidInput (leads out of the root, or is no file). */
  readonly open: (path: string) => Promise<ByteSource>;
  /** Absolute path for engines that want one; undefined for object storage. Refuses escapes. */
  readonly localPath: (path: string) => Promise<string | undefined>;
  readonly close: () => Promise<void>;
};
