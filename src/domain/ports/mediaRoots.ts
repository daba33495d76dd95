import type { Place } from '../clip.ts';
import type { MediaStorage } from './storage.ts';

/** The folders and buckets that footage may be read from, by name. */
export type MediaRoots = {
  /** None is configured: any local folder may be named, by administrators. */
  readonly anyFolder: boolean;
  /** What a person means: `root:path`, `s3://bucket/key`, or a local path inside a root. Throws NotAllowed outside them, InvalidInput for nonsense. */
  readonly placeOf: (text: string) => Place;
  /** Throws Unavailable where this machine does not have the root. */
  readonly storage: (root: string) => MediaStorage;
};
