import type { Actor } from '../domain/actor.ts';
import { LimitExceeded } from '../domain/errors.ts';
import type { FrameRate } from '../domain/frameRate.ts';
import { eventLookup, type EventLookup } from '../domain/match/keys.ts';
import { consider, decisionKey, fit, type Considered, type EventCandidates, type MatchContext } from '../domain/match/judge.ts';
import { matchList, type ListMatch, type Told } from '../domain/match/matchEvents.ts';
import { eventSource, eventTicks } from '../domain/match/place.ts';
import type { EventMatch, MatchClip, RollSpan } from '../domain/match/result.ts';
import { rollsMeant } from '../domain/match/rivals.ts';
import type { Catalogue } from '../domain/ports/catalogue.ts';
import type { Decided, MatchStore } from '../domain/ports/matchStore.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { productionFor } from './productions.ts';

export type MatchService = ReturnType<typeof createMatchService>;

/** Events that one call may carry (CONTRACT.md). */
const maxEvents = 10_000;

/** Events whose whole names one statement looks up, at most; and parts of a list at once: one is weighed while others are still being looked up. */
const partSize = 700;
const lanes = 3;

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
  const before = decisionsOn(store, productionId, events, applied);
  const candidates = new Array<EventCandidates>(events.length);
  const considered = new Array<Considered>(events.length);
  const look = async (part: readonly number[], uncounted: boolean): Promise<readonly RollSpan[]> => {
    const found = await store.candidates(
      productionId,
      part.map((index) => lookups[index]!),
      { decided: applied, uncounted },
    );
    const { clipsOf, context } = await before;
    const [short, unsure]: [number[], number[]] = [[], []];
    for (const [place, index] of part.entries()) {
      const { clips, count, settled, more } = found[place]!;
      const chosen = clipsOf.size === 0 ? undefined : clipsOf.get(decisionKey(events[index]!));
      const others = chosen ? clips.filter(({ id }) => !chosen.some((clip) => clip.id === id)) : clips;
      candidates[index] = { source: sources[index], clips: chosen ? [...chosen, ...others] : others, count };
      considered[index] = consider(events[index]!, candidates[index], context);
      if (!settled) short.push(index);
      // Two that fit are several; fewer may be all, or the few were of another base.
      const { settled: known, judged } = considered[index];
      if (more && !known && judged.filter((each) => fit(each) > 0).length < 2) unsure.push(index);
    }
    const meant = rollsMeant(short.map((index) => ({ event: events[index]!, clips: candidates[index]!.clips })));
    const [rolls] = await Promise.all([
      meant === 'none' ? [] : store.rolls(productionId, meant === 'all' ? undefined : meant),
      unsure.length === 0 ? [] : look(unsure, false),
    ]);
    return rolls;
  };
  const [{ context }, found] = await Promise.all([
    before,
    inLanes(inParts(lookups), (part) => look(part, !told.trace && told.candidates === false)),
  ]);
  const rolls = [...new Map(found.flat().map((roll) => [roll.rollId, roll])).values()];
  const list = told.trace ? undefined : matchList(considered, rolls, told);
  // What is said of a roll names it.
  if (list?.offsets.length === 0) return list;
  const named = await withRolls(store, candidates);
  return matchList(
    events.map((event, index) => consider(event, named[index]!, context)),
    rolls,
    told,
  );
}

/** Events that are looked up together, by their places: what is short takes more steps, and begins as soon as the first whole names are being looked up. */
function inParts(lookups: readonly EventLookup[]): readonly (readonly number[])[] {
  const [whole, loose]: [number[], number[]] = [[], []];
  for (const [index, lookup] of lookups.entries()) (lookup.loose ? loose : whole).push(index);
  const count = Math.ceil(whole.length / partSize);
  const size = Math.ceil(whole.length / count);
  const parts = Array.from({ length: count }, (_, part) => whole.slice(part * size, (part + 1) * size));
  return loose.length > 0 ? [...parts.slice(0, 1), loose, ...parts.slice(1)] : parts;
}

/** Each part in its turn, a few at once. */
async function inLanes<Part, Result>(parts: readonly Part[], work: (part: Part) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = parts.values();
  const lane = async (): Promise<void> => {
    for (const part of waiting) results.push(await work(part));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

/** What people applied, and what editors decided before on the names of these events, with the clips that they chose. */
async function decisionsOn(
  store: MatchStore,
  productionId: string,
  events: readonly TimelineEvent[],
  applied: Promise<Decided>,
): Promise<{ readonly context: MatchContext; readonly clipsOf: ReadonlyMap<string, readonly MatchClip[]> }> {
  const { any, patterns, offsets: rollOffsets } = await applied;
  const nameKeys = any ? [...new Set(events.map(decisionKey).filter((key) => key !== ''))] : [];
  const decisions = nameKeys.length === 0 ? [] : await store.decisions(productionId, nameKeys);
  const ids = [...new Set(decisions.flatMap(({ clipId }) => clipId ?? []))];
  const clips = new Map((ids.length === 0 ? [] : await store.clips(ids)).map((clip) => [clip.id, clip]));
  const clipsOf = new Map<string, MatchClip[]>();
  for (const { nameKey, clipId } of decisions) {
    const clip = clipId === undefined ? undefined : clips.get(clipId);
    const known = clipsOf.get(nameKey) ?? [];
    if (clip && !known.includes(clip)) clipsOf.set(nameKey, [...known, clip]);
  }
  return { context: { decisions, rollOffsets, patterns }, clipsOf };
}

/** Adds roll and day, which clips that a whole name settled come without. */
async function withRolls(store: MatchStore, candidates: readonly EventCandidates[]): Promise<readonly EventCandidates[]> {
  const missing = new Set<string>();
  for (const { clips } of candidates)
    for (const { id, roll, shootDate } of clips) if (roll === undefined && shootDate === undefined) missing.add(id);
  if (missing.size === 0) return candidates;
  const rolls = await store.rollsOf([...missing]);
  const known = new Map<string, MatchClip>();
  const complete = (clip: MatchClip): MatchClip => {
    const { name: roll, day: shootDate } = rolls.get(clip.id) ?? {};
    if (roll === undefined && shootDate === undefined) return clip;
    const made = known.get(clip.id) ?? {
      ...clip,
      ...(roll === undefined ? {} : { roll }),
      ...(shootDate === undefined ? {} : { shootDate }),
    };
    known.set(clip.id, made);
    return made;
  };
  return candidates.map((each) => ({ ...each, clips: each.clips.map(complete) }));
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
