import type { FileDigests, FolderEntry } from '../../domain/ports/integrity.ts';

export type VerifyOptions = {
  /** Completeness only: no file is read. */
  readonly quick?: boolean;
  /** Check directory hashes in every stated format, even those that no file had to be hashed in. */
  readonly directoryHashes?: boolean;
  /** Only this MHL 1.x list (a name in the folder). */
  readonly list?: string;
  readonly onProgress?: (progress: VerifyProgress) => void;
  /** What an interrupted run already hashed: trusted when size and modification time still fit. */
  readonly known?: (file: FolderEntry) => FileDigests | undefined;
  /** Ends the work, in the middle of a file too. */
  readonly signal?: AbortSignal;
  /** Told of every file hashed now, so that an interrupted run can go on. */
  readonly onHashed?: (file: FolderEntry, digests: FileDigests) => void;
};

export type VerifyProgress = { readonly files: number; readonly filesTotal: number; readonly bytes: number; readonly bytesTotal: number };
