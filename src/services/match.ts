import type { Actor } from '../domain/actor.ts';
import { LimitExceeded } from '../domain/errors.ts';
import type { FrameRate } from '../domain/frameRate.ts';
import { eventLookup } from '../domain/match/keys.ts';
import { decisionKey, matchEvents } from '../domain/match/matchEvents.ts';
import { eventSource, eventTicks } from '../domain/match/place.ts';
import type { EventMatch } from '../domain/match/result.ts';
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
): Promise<readonly EventMatch[]> {
  const lookups = events.map((event) => {
    const source = eventSource(event);
    return eventLookup(event, source ? eventTicks(source) : undefined);
  });
  const nameKeys = [...new Set(events.map(decisionKey).filter((key) => key !== ''))];
  const [found, rolls, decisions, rollOffsets] = await Promise.all([
    store.candidates(productionId, lookups),
    store.rolls(productionId),
    store.decisions(productionId, nameKeys),
    store.rollOffsets(productionId),
  ]);
  const decided = new Map<string, string[]>();
  for (const { nameKey, clipId } of decisions) if (clipId !== undefined) decided.set(nameKey, [...(decided.get(nameKey) ?? []), clipId]);
  const idsOf = (index: number): readonly string[] => [
    ...new Set([...(decided.get(decisionKey(events[index]!)) ?? []), ...found[index]!.clipIds]),
  ];
  const clips = new Map((await store.clips([...new Set(events.flatMap((_, index) => idsOf(index)))])).map((clip) => [clip.id, clip]));
  return matchEvents(events, (index) => ({ clips: idsOf(index).flatMap((id) => clips.get(id) ?? []), count: found[index]!.count }), {
    rolls,
    decisions,
    rollOffsets,
  });
}

export function createMatchService(catalogue: Catalogue, store: MatchStore) {
  return {
    /** Results in the order of the events. Nothing is stored. */
    async matchEvents(
      actor: Actor,
      input: { production: string; rate?: FrameRate; events: readonly TimelineEvent[] },
    ): Promise<readonly EventMatch[]> {
      const production = await productionFor(catalogue, actor, input.production, 'VIEWER');
      if (input.events.length > maxEvents)
        throw new LimitExceeded(`A call may carry ${maxEvents} events; this one has ${input.events.length}. Send them in parts.`, {
          at: 'events',
        });
      return matchInProduction(store, production.id, input.events);
    },
  };
}
