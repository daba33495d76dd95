import type { ClipSegment, RawMetadata } from '../clip.ts';
import type { Problem } from '../problem.ts';

/** What normalising starts from: one clip as it was read. */
export type NormaliseInput = {
  readonly name: string;
  readonly format: string;
  readonly kind: 'CAMERA' | 'SOUND';
  readonly segments: readonly ClipSegment[];
  /** Of the first segment or frame first, then the others, then sidecars and exports. */
  readonly raw: readonly RawMetadata[];
  /** What reading and grouping found. */
  readonly problems?: readonly Problem[];
  /** Frames of an image sequence that lie on disk, holes not counted; the span counts as the clip's length. */
  readonly sequenceFrames?: { readonly first: number; readonly last: number; readonly missing: number };
};
