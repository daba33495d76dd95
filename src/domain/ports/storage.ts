import type { Place } from '../clip.ts';
import type { ListedFile } from '../grouping.ts';
import type { Problem } from '../problem.ts';

/** Bytes at an offset, wherever they lie. Reads past the end give what there is. */
export type ByteSource = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
};

export type Listing = { readonly files: readonly ListedFile[]; readonly problems: readonly Problem[] };

/** Footage by place: (media root's name, relative path). No place leads out of its root, by `..` or by a link. */
export type MediaStorage = {
  /**
   * The place that a person means: `root:path`, `s3://bucket/prefix`, or a local path. With roots configured a local path must lie in one;
   * without, any local folder is the root `local`. Throws NotAllowed outside the roots, InvalidInput where it makes no sense.
   */
  readonly placeOf: (text: string) => Promise<Place>;
  /** Every file under a place (or the place itself), paths relative to the place's root; unreadable folders are problems. Throws Unreadable when the place is not there. */
  readonly list: (place: Place) => Promise<Listing>;
  readonly open: (place: Place) => Promise<ByteSource & { readonly close: () => Promise<void> }>;
  /** The path on this machine, for engines that want a file; undefined for object storage. */
  readonly localPath: (place: Place) => string | undefined;
  readonly exists: (place: Place) => Promise<boolean>;
};
