import type { Actor } from '../domain/actor.ts';
import { LimitExceeded } from '../domain/errors.ts';
import type { FrameRate } from '../domain/frameRate.ts';
import { eventLookup } from '../domain/match/keys.ts';
import { decisionKey, matchList, type EventCandidates, type ListMatch, type Told } from '../domain/match/matchEvents.ts';
import { eventSource, eventTicks } from '../domain/match/place.ts';
import type { EventMatch, MatchClip } from '../domain/match/result.ts';
import { rollPrefixes } from '../domain/match/rivals.ts';
import type { Catalogue } from '../domain/ports/catalogue.ts';
import type { MatchStore } from '../domain/ports/matchStore.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { productionFor } from './productions.ts';

export type MatchService = ReturnType<typeof createMatchService>;

/** Events that one call may carry (CONTRACT.md). */
const maxEvents = 10_000;

/** Matches events against one production: a few statements for all events at once, the decisions in domain/match. */
export async function matchInProduction(
  store: MatchStore,
  productionId: string,
  events: readonly TimelineEvent[],
  told: Told = {},
): Promise<ListMatch> {
  const { patterns, offsets, any } = await store.decided(productionId);
  const lookups = events.map((event) => {
    const source = eventSource(event);
    return eventLookup(event, source ? eventTicks(source) : undefined, patterns);
  });
  const nameKeys = any ? [...new Set(events.map(decisionKey).filter((key) => key !== ''))] : [];
  const [found, decisions] = await Promise.all([
    store.candidates(productionId, lookups),
    nameKeys.length === 0 ? [] : store.decisions(productionId, nameKeys),
  ]);
  const decided = new Map<string, string[]>();
  for (const { nameKey, clipId } of decisions) if (clipId !== undefined) decided.set(nameKey, [...(decided.get(nameKey) ?? []), clipId]);
  const chosen = [...new Set([...decided.values()].flat())].filter((id) => !found.clips.has(id));
  // Only a short name can mean a roll whose clip is missing.
  const short = events.filter((_, index) => !found.events[index]!.settled).map(rollPrefixes);
  const [others, rolls] = await Promise.all([
    chosen.length === 0 ? [] : store.clips(chosen),
    short.length === 0
      ? []
      : store.rolls(productionId, short.some((each) => each.any) ? undefined : [...new Set(short.flatMap(({ prefixes }) => prefixes))]),
  ]);
  const clips = others.length === 0 ? found.clips : new Map([...found.clips, ...others.map((clip) => [clip.id, clip] as const)]);
  const run = (known: ReadonlyMap<string, MatchClip>): ListMatch => {
    const candidatesOf = (index: number): EventCandidates => {
      const { clipIds, count } = found.events[index]!;
      const before = decided.size === 0 ? undefined : decided.get(decisionKey(events[index]!));
      const ids = before ? [...new Set([...before, ...clipIds])] : clipIds;
      return { clips: ids.flatMap((id) => known.get(id) ?? []), count };
    };
    return matchList(events, candidatesOf, { rolls, decisions, rollOffsets: offsets, patterns }, told);
  };
  if (told.trace) return run(await withRolls(store, clips));
  const list = run(clips);
  // What is said of a roll names it.
  return list.offsets.length > 0 ? run(await withRolls(store, clips)) : list;
}

/** Adds the names of the rolls, which clips that a whole name settled come without. */
async function withRolls(store: MatchStore, clips: ReadonlyMap<string, MatchClip>): Promise<ReadonlyMap<string, MatchClip>> {
  const missing = [...clips.values()].filter((clip) => clip.roll === undefined).flatMap(({ rollId }) => rollId ?? []);
  if (missing.length === 0) return clips;
  const names = await store.rollNames([...new Set(missing)]);
  return new Map(
    [...clips].map(([id, clip]) => {
      const roll = clip.roll ?? names.get(clip.rollId ?? '');
      return [id, roll === undefined ? clip : { ...clip, roll }];
    }),
  );
}

export function createMatchService(catalogue: Catalogue, store: MatchStore) {
  return {
    /** Results in the order of the events. Nothing is stored. */
    async matchEvents(
      actor: Actor,
      input: { production: string; rate?: FrameRate; events: readonly TimelineEvent[]; told?: Told },
    ): Promise<readonly EventMatch[]> {
      const production = await productionFor(catalogue, actor, input.production, 'VIEWER');
      if (input.events.length > maxEvents)
        throw new LimitExceeded(`A call may carry ${maxEvents} events; this one has ${input.events.length}. Send them in parts.`, {
          at: 'events',
        });
      return (await matchInProduction(store, production.id, input.events, input.told)).matches;
    },
  };
}
