import type { MediaStorage } from '../../domain/ports/storage.ts';
import { localStorage } from './local.ts';
import { s3Storage } from './s3.ts';

/** The storage of a media root's location: a local folder, or `s3://bucket/prefix`. */
export function openStorage(location: string): MediaStorage {
  return location.startsWith('s3://') ? s3Storage(location) : localStorage(location);
}
