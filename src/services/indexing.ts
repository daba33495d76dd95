import { Unavailable } from '../domain/errors.ts';
import type { Catalogue, SqlSession } from '../domain/ports/catalogue.ts';
import type { ChangeFeed } from '../domain/ports/changeFeed.ts';
import type { SearchIndex } from '../domain/ports/search.ts';
import { searchDocument, type SearchDocument } from '../domain/query/document.ts';

export type IndexingService = ReturnType<typeof createIndexingService>;

/** Rows claimed at once. */
const batch = 500;
/** Rows delivered at once. */
const deliveredBatch = 3000;
/** While some batches are indexed the next ones are read; the engine has work for each of its threads. */
const deliveriesAtOnce = 4;
/** Milliseconds between two looks at an empty feed. */
const idleMs = 200;
/** Milliseconds for which an index that was there is taken to be there still. */
const currentForMs = 15_000;
/** Longest pause while the engine does not answer. */
const longestPauseMs = 10_000;

/** Carries writes from the change feed into the views. `catalogueOn` reads on the feed's own transaction. */
export function createIndexingService(
  catalogue: Catalogue,
  feed: ChangeFeed,
  engine: SearchIndex | undefined,
  catalogueOn: (session: SqlSession) => Catalogue,
  onTrouble: (message: string) => void,
) {
  async function build(clipIds: readonly string[], session: SqlSession): Promise<SearchDocument[]> {
    const reader = catalogueOn(session);
    const clips = await reader.clipsByIds(clipIds);
    const ids = clips.map((clip) => clip.id);
    const rolls = new Map(
      (await reader.rollsByIds([...new Set(clips.flatMap((clip) => clip.rollId ?? []))])).map((roll) => [roll.id, roll]),
    );
    const names = await reader.namesOf(ids);
    const facts = await reader.factsOf(ids);
    const online = await reader.onlineOf(ids);
    const raw = await reader.rawValuesOf(ids);
    return clips.map((clip) =>
      searchDocument({
        clip,
        roll: clip.rollId === undefined ? undefined : rolls.get(clip.rollId),
        names: names.get(clip.id) ?? [],
        facts: facts.get(clip.id) ?? [],
        raw: raw.get(clip.id) ?? [],
        online: online.has(clip.id),
      }),
    );
  }

  let current: Promise<void> | undefined;

  /**
   * Delivers up to `limit` rows; gives how many. An index that is not there (the first, one that its server lost) or of an older mapping is
   * rebuilt first, beside the live one: until it is swapped in, what only it can answer is answered by Postgres.
   */
  async function deliver(index: SearchIndex, limit: number, signal?: AbortSignal): Promise<number> {
    current ??= makeCurrent(index, signal).finally(() => setTimeout(() => (current = undefined), currentForMs).unref());
    try {
      await current;
      return await feed.deliver(limit, (documents) => index.index(documents));
    } catch (error) {
      // Whatever went wrong, the index is looked at before the next try.
      current = undefined;
      throw error;
    }
  }

  async function makeCurrent(index: SearchIndex, signal: AbortSignal | undefined): Promise<void> {
    if ((await index.state()) === 'current') return;
    await feed.alone(async () => {
      const state = await index.state();
      if (state === 'current') return;
      if (state === 'outdated') {
        onTrouble('The search index was made by another version of Rushes: it is rebuilt beside the live one.');
        await documentAll(signal);
      } else if ((await catalogue.clipCount()) > 0) {
        onTrouble('Elasticsearch does not hold the search index: it is filled from the database.');
      }
      await rebuild(index, signal);
    }, signal);
  }

  /** Moves everything that waits; gives how many rows. Throws Unavailable when the engine does not answer: the rows stay. */
  async function drain(): Promise<number> {
    let moved = 0;
    for (;;) {
      const documented = await feed.document(batch, engine !== undefined, build);
      moved += documented;
      const delivered = engine ? await deliver(engine, batch) : 0;
      moved += delivered;
      if (documented === 0 && delivered === 0) return moved;
    }
  }

  /** Does `step` until `signal`, without a pause while there is work; pauses longer each time it fails. */
  async function loop(step: () => Promise<number>, signal: AbortSignal): Promise<void> {
    let pause = idleMs;
    while (!signal.aborted) {
      try {
        if ((await step()) > 0) continue;
        pause = idleMs;
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof Unavailable)) onTrouble(`Indexing stumbled: ${(error as Error).message}`);
        else if (pause === idleMs) onTrouble(error.message);
        pause = Math.min(longestPauseMs, pause * 2);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /** Builds every document anew. */
  async function documentAll(signal?: AbortSignal): Promise<void> {
    for (let after: string | undefined; ;) {
      signal?.throwIfAborted();
      after = await feed.documentAfter(after, batch, build);
      if (after === undefined) return;
    }
  }

  /** Makes an index beside the live one, and swaps. Throws where `signal` ends it; the next one begins anew. Gives how many clips the view holds. */
  async function rebuild(index: SearchIndex | undefined, signal?: AbortSignal): Promise<number> {
    await feed.forgetDeadLetters();
    while ((await feed.document(batch, index !== undefined, build)) > 0) continue;
    if (!index) return (await feed.documents(undefined, 1)).length === 0 ? 0 : await catalogue.clipCount();
    const { count, refused } = await index.rebuild(async (after, limit) => {
      signal?.throwIfAborted();
      return feed.documents(after, limit);
    });
    await feed.keepDeadLetters(refused);
    return count;
  }

  return {
    drain,

    /** Until `signal`. The Postgres view is not the engine's hostage: each is fed at its own pace. */
    async run(signal: AbortSignal): Promise<void> {
      await Promise.all([
        loop(() => feed.document(batch, engine !== undefined, build), signal),
        ...(engine ? Array.from({ length: deliveriesAtOnce }, () => loop(() => deliver(engine, deliveredBatch, signal), signal)) : []),
      ]);
    },

    async reindex(): Promise<{ readonly engine: string; readonly count: number }> {
      const count = await feed.alone(async () => {
        await documentAll();
        return rebuild(engine);
      });
      await drain();
      return { engine: engine ? 'elasticsearch' : 'postgres', count };
    },

    lag: () => feed.waiting(),
    deadLetters: () => feed.deadLetters(),
    /** Sends what was refused once more; gives how many. */
    replayDeadLetters: () => feed.replayDeadLetters(),
  };
}
