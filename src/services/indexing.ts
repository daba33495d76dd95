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

  /** Moves everything that waits; gives how many rows. Throws Unavailable when the engine does not answer: the rows stay. */
  async function drain(): Promise<number> {
    let moved = 0;
    for (;;) {
      const documented = await feed.document(batch, engine !== undefined, build);
      moved += documented;
      const delivered = engine ? await feed.deliver(batch, (documents) => engine.index(documents)) : 0;
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
        if (!(error instanceof Unavailable)) onTrouble(`Indexing stumbled: ${(error as Error).message}`);
        else if (pause === idleMs) onTrouble(error.message);
        pause = Math.min(longestPauseMs, pause * 2);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /** Builds every document anew, then a new index beside the live one, and swaps. */
  async function reindex(): Promise<{ readonly engine: string; readonly count: number }> {
    await feed.forgetDeadLetters();
    for (let after: string | undefined; ;) {
      after = await feed.documentAfter(after, batch, build);
      if (after === undefined) break;
    }
    while ((await feed.document(batch, engine !== undefined, build)) > 0) continue;
    if (!engine) return { engine: 'postgres', count: (await feed.documents(undefined, 1)).length === 0 ? 0 : await catalogue.clipCount() };
    const { count, refused } = await engine.rebuild((after, limit) => feed.documents(after, limit));
    await feed.keepDeadLetters(refused);
    await drain();
    return { engine: 'elasticsearch', count };
  }

  return {
    drain,

    /**
     * Until `signal`. The Postgres view is not the engine's hostage: each is fed at its own pace. An index of an older mapping is rebuilt first,
     * beside the live one: until it is swapped in, what only the new mapping can answer is answered by Postgres.
     */
    async run(signal: AbortSignal): Promise<void> {
      let current: Promise<void> | undefined;
      const makeCurrent = async (index: SearchIndex): Promise<void> => {
        if (await index.isCurrent()) return;
        onTrouble('The search index was made by another version of Rushes: it is rebuilt beside the live one.');
        await reindex();
      };
      const deliver = async (index: SearchIndex): Promise<number> => {
        current ??= makeCurrent(index).catch((error: unknown) => {
          current = undefined;
          throw error;
        });
        await current;
        return feed.deliver(deliveredBatch, (documents) => index.index(documents));
      };
      await Promise.all([
        loop(() => feed.document(batch, engine !== undefined, build), signal),
        ...(engine ? Array.from({ length: deliveriesAtOnce }, () => loop(() => deliver(engine), signal)) : []),
      ]);
    },

    reindex,

    lag: () => feed.waiting(),
    deadLetters: () => feed.deadLetters(),
    /** Sends what was refused once more; gives how many. */
    replayDeadLetters: () => feed.replayDeadLetters(),
  };
}
