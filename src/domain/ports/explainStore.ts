import type { DocumentScope, ExplainedRender } from '../explain/source.ts';

/** A document in force for a clip; only the nearest of each kind counts, but LUTs all do. */
export type DocumentInForce = {
  readonly clipId: string;
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly sha256: string;
  readonly scope: DocumentScope;
  readonly attachedBy: string;
  /** What the document's reader found. */
  readonly parsed: object;
};

export type ExplainStore = {
  /** Nearest to the clip first; within a scope, the newest first. */
  readonly documentsInForce: (clipIds: readonly string[]) => Promise<readonly DocumentInForce[]>;
  /** The newest finished render of each recipe. */
  readonly newestRenders: (clipIds: readonly string[]) => Promise<readonly (ExplainedRender & { readonly clipId: string })[]>;
  /** Other clips of the same scene, day and camera letter (of the same camera and day where no scene is known), at most `most`. */
  readonly setupOf: (clipId: string, most: number) => Promise<readonly string[]>;
};
