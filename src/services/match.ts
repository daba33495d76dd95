import type { Actor } from '../domain/actor.ts';
import { LimitExceeded } from '../domain/errors.ts';
import type { FrameRate } from '../domain/frameRate.ts';
import { eventLookup } from '../domain/match/keys.ts';
import { decisionKey, matchList, type EventCandidates, type ListMatch, type Told } from '../domain/match/matchEvents.ts';
import { eventSource, eventTicks } from '../domain/match/place.ts';
import type { EarlierDecision, EventMatch, MatchClip, RollSpan } from '../domain/match/result.ts';
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
  const applied = store.decided(productionId);
  const sources = events.map(eventSource);
  const lookups = events.map((event, index) => eventLookup(event, sources[index] && eventTicks(sources[index])));
  const decisionsOn = async (): Promise<readonly EarlierDecision[]> => {
    if (!(await applied).any) return [];
    const nameKeys = [...new Set(events.map(decisionKey).filter((key) => key !== ''))];
    return nameKeys.length === 0 ? [] : store.decisions(productionId, nameKeys);
  };
  // Only a short name can mean a roll whose clip is missing: what is loose is short, and so is what its whole name does not settle.
  const rollsFor = async (short: readonly TimelineEvent[]): Promise<readonly RollSpan[]> => {
    if (short.length === 0) return [];
    const meant = short.map(rollPrefixes);
    const all = meant.some((each) => each.any);
    return store.rolls(productionId, all ? undefined : [...new Set(meant.flatMap(({ prefixes }) => prefixes))]);
  };
  const [{ patterns, offsets }, found, early, decisions] = await Promise.all([
    applied,
    store.candidates(productionId, lookups, applied),
    rollsFor(events.filter((_, index) => lookups[index]!.loose)),
    decisionsOn(),
  ]);
  const decided = new Map<string, string[]>();
  for (const { nameKey, clipId } of decisions) if (clipId !== undefined) decided.set(nameKey, [...(decided.get(nameKey) ?? []), clipId]);
  const chosen = [...new Set([...decided.values()].flat())].filter((id) => !found.clips.has(id));
  const [others, late] = await Promise.all([
    chosen.length === 0 ? [] : store.clips(chosen),
    rollsFor(events.filter((_, index) => !lookups[index]!.loose && !found.events[index]!.settled)),
  ]);
  const rolls = late.length === 0 ? early : [...new Map([...early, ...late].map((roll) => [roll.rollId, roll])).values()];
  const clips = others.length === 0 ? found.clips : new Map([...found.clips, ...others.map((clip) => [clip.id, clip] as const)]);
  const run = (known: ReadonlyMap<string, MatchClip>): ListMatch => {
    const candidatesOf = (index: number): EventCandidates => {
      const { clipIds, count } = found.events[index]!;
      const before = decided.size === 0 ? undefined : decided.get(decisionKey(events[index]!));
      const ids = before ? [...new Set([...before, ...clipIds])] : clipIds;
      return { source: sources[index], clips: ids.map((id) => known.get(id)).filter((clip) => clip !== undefined), count };
    };
    return matchList(events, candidatesOf, { rolls, decisions, rollOffsets: offsets, patterns }, told);
  };
  if (told.trace) return run(await withRolls(store, clips));
  const list = run(clips);
  // What is said of a roll names it.
  return list.offsets.length > 0 ? run(await withRolls(store, clips)) : list;
}

/** Adds roll and day, which clips that a whole name settled come without. */
async function withRolls(store: MatchStore, clips: ReadonlyMap<string, MatchClip>): Promise<ReadonlyMap<string, MatchClip>> {
  const missing = [...clips.values()].filter((clip) => clip.roll === undefined && clip.shootDate === undefined).map(({ id }) => id);
  if (missing.length === 0) return clips;
  const rolls = await store.rollsOf(missing);
  return new Map(
    [...clips].map(([id, clip]) => {
      const { name: roll, day: shootDate } = rolls.get(id) ?? {};
      return [id, { ...clip, ...(roll === undefined ? {} : { roll }), ...(shootDate === undefined ? {} : { shootDate }) }];
    }),
  );
}

export function createMatchService(catalogue: Catalogue, store: MatchStore) {
  return {
    /** Results in the order of the events, which are made for the production's rate. Nothing is stored. */
    async matchEvents(
      actor: Actor,
      input: { production: string; eventsAt: (rate: FrameRate) => readonly TimelineEvent[]; told?: Told },
    ): Promise<readonly EventMatch[]> {
      const production = await productionFor(catalogue, actor, input.production, 'VIEWER');
      const events = input.eventsAt(production.rate);
      if (events.length > maxEvents)
        throw new LimitExceeded(`A call may carry ${maxEvents} events; this one has ${events.length}. Send them in parts.`, {
          at: 'events',
        });
      return (await matchInProduction(store, production.id, events, input.told)).matches;
    },
  };
}
