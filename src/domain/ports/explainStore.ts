import type { ExplainSource, DocumentScope } from '../explain/source.ts';

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

/** `renders`: the newest finished one of each recipe. */
export type ClipToExplain = ExplainSource['clip'] & { readonly productionId: string } & Pick<ExplainSource, 'card' | 'renders'>;

export type ExplainStore = {
  /** Nearest to the clip first; within a scope, the newest first. */
  readonly documentsInForce: (clipIds: readonly string[]) => Promise<readonly DocumentInForce[]>;
  /** In the order of the ids; one that is not there is left out. After them others of the first one's setup, at most `others`: same scene, day and camera letter (camera and day where no scene is known). */
  readonly clips: (clipIds: readonly string[], others: number) => Promise<readonly ClipToExplain[]>;
};
