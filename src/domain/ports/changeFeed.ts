import type { SearchDocument } from '../query/document.ts';
import type { SqlSession } from './catalogue.ts';
import type { RefusedDocument, WrittenDocument } from './search.ts';

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
    send: (documents: readonly WrittenDocument[]) => Promise<readonly RefusedDocument[]>,
  ) => Promise<number>;
  /** Documents by clip id, for a rebuild. */
  readonly documents: (after: string | undefined, limit: number) => Promise<readonly WrittenDocument[]>;
  /** Clips of a production of which the engine may not show the present state; undefined: they are too many to tell. */
  readonly unsettled: (productionId: string) => Promise<ReadonlySet<string> | undefined>;
  readonly waiting: () => Promise<number>;
  readonly deadLetters: () => Promise<readonly RefusedDocument[]>;
  /** Puts what was refused into the feed again; gives how many. */
  readonly replayDeadLetters: () => Promise<number>;
  /** Writes the documents of clips behind an id anew to the Postgres view, changed or not; gives the last clip's id, undefined at the end. */
  readonly documentAfter: (
    after: string | undefined,
    limit: number,
    build: (clipIds: readonly string[], session: SqlSession) => Promise<readonly SearchDocument[]>,
  ) => Promise<string | undefined>;
  readonly forgetDeadLetters: () => Promise<void>;
  /** Does `work` when nobody else on this database does such work; waits for its turn, until `signal`. */
  readonly alone: <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;
  readonly keepDeadLetters: (refused: readonly RefusedDocument[]) => Promise<void>;
};
