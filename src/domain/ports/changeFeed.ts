import type { SearchDocument } from '../query/document.ts';
import type { SqlSession } from './catalogue.ts';

/** What was written and has yet to reach the search views. */
export type ChangeFeed = {
  /** Claims up to `limit` rows and writes their clips' documents to the Postgres view; rows stay for the engine where there is one. Gives how many rows. */
  readonly document: (
    limit: number,
    keepForEngine: boolean,
    build: (clipIds: readonly string[], session: SqlSession) => Promise<readonly SearchDocument[]>,
  ) => Promise<number>;
  /** Claims documented rows and hands their documents over; they are deleted when `send` returns, kept when it throws. Refusals become dead letters. */
  readonly deliver: (
    limit: number,
    send: (documents: readonly SearchDocument[]) => Promise<readonly { readonly clipId: string; readonly reason: string }[]>,
  ) => Promise<number>;
  /** Documents by clip id, for a rebuild. */
  readonly documents: (after: string | undefined, limit: number) => Promise<readonly SearchDocument[]>;
  /** Clips of a production of which the engine may not show the present state; undefined: they are too many to tell. */
  readonly unsettled: (productionId: string) => Promise<ReadonlySet<string> | undefined>;
  readonly waiting: () => Promise<number>;
  readonly deadLetters: () => Promise<readonly { readonly clipId: string; readonly reason: string }[]>;
  /** Puts what was refused into the feed again; gives how many. */
  readonly replayDeadLetters: () => Promise<number>;
  /** Puts every clip in the feed: dead letters are tried again, documents are built anew. */
  readonly feedAll: () => Promise<void>;
};
