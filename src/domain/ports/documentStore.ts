import type { Problem } from '../problem.ts';

/** Documents as received and where they are attached. */
export type DocumentStore = {
  /** The same bytes under the same name are one document. */
  readonly save: (input: {
    productionId: string;
    kind: string;
    name: string;
    sha256: string;
    content: Uint8Array;
    parsed: object;
    problems: readonly Problem[];
    actor: string;
  }) => Promise<string>;
  readonly productionOf: (documentId: string) => Promise<string | undefined>;
  readonly attach: (input: { documentId: string; actor: string; rollId?: string; formatCardId?: string; clipId?: string }) => Promise<void>;
  /** Where an attachment in force is; undefined where it is none, or was taken off. */
  readonly attachment: (
    id: string,
  ) => Promise<
    { documentId: string; name: string; productionId: string; rollId?: string; formatCardId?: string; clipId?: string } | undefined
  >;
  /** False where somebody was quicker. */
  readonly detach: (id: string) => Promise<boolean>;
  /** Clips that a document attached there reaches. */
  readonly clipsUnder: (
    productionId: string,
    target: { rollId?: string; formatCardId?: string; clipId?: string },
  ) => Promise<readonly string[]>;
};
