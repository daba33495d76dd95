import type { Problem } from '../domain/problem.ts';

export type ReadDocument = { readonly parsed: object; readonly problems: readonly Problem[] };

/** One standard that can be attached. Add one: this value in its own file, a line in index.ts, a folder in test/golden/documents. */
export type DocumentReader = {
  readonly name: string;
  /** Stored with the document. */
  readonly kind: 'AMF' | 'FDL' | 'CDL' | 'LUT';
  readonly title: string;
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** The first 4 KiB, as Latin-1 text. */
  readonly sniff: (head: string) => boolean;
  /** What it says. Rejects with Unreadable when it is not what it claims to be. */
  readonly read: (name: string, bytes: Uint8Array) => Promise<ReadDocument>;
};
