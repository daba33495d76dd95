import type { TimelineEvent } from '../timeline.ts';
import { answer } from './answer.ts';
import { certainRoll, decide, isCertain, type ListEvidence } from './decide.ts';
import { consider, fit, type Considered, type EventCandidates, type MatchContext } from './judge.ts';
import { detectOffsets } from './offsets.ts';
import type { EventMatch, OffsetProposal, RollSpan } from './result.ts';
import { traceOf } from './trace.ts';

/** What of an answer is made; the rest always is. */
export type Told = { readonly trace?: boolean; readonly candidates?: boolean };

export type ListMatch = {
  /** In the order of the events. */
  readonly matches: readonly EventMatch[];
  /** Shifts that rolls of this list ask for. */
  readonly offsets: readonly OffsetProposal[];
};

/**
 * Which clip, and which frames of it, each event is: for all events of a list at once, in their order, each considered by itself before. `trace`: each
 * answer tells how it was decided. `candidates`: it shows what it was chosen from, and from how many.
 */
export function matchList(
  considered: readonly Considered[],
  rolls: readonly RollSpan[],
  { trace = false, candidates = true }: Told = {},
): ListMatch {
  const certain = considered.map(certainRoll);
  const offsets = detectOffsets(considered);
  const offsetOf = new Map(offsets.map((offset) => [offset.rollId, offset]));
  const track = trackOf(considered);
  const matches = considered.map((each, index) => {
    const list: ListEvidence = { offsets: offsetOf, track, rolls, neighbourRolls: [certain[index - 1], certain[index + 1]] };
    const decision = decide(each, list);
    const match = answer(each, decision, candidates);
    return trace ? { ...match, trace: traceOf(each, decision, match) } : match;
  });
  return { matches, offsets };
}

/** The whole of it. Pure: `candidatesOf` gives what was fetched. */
export function matchEvents(
  events: readonly TimelineEvent[],
  candidatesOf: (index: number) => EventCandidates,
  { rolls, ...context }: MatchContext & { readonly rolls: readonly RollSpan[] },
): readonly EventMatch[] {
  const considered = events.map((event, index) => consider(event, candidatesOf(index), context));
  return matchList(considered, rolls).matches;
}

/** Events that only one of a clip's timecodes holds tell in which the list counts. */
function trackOf(considered: readonly Considered[]): ListEvidence['track'] {
  let [main, alternate] = [false, false];
  for (const { judged } of considered) {
    for (const each of judged) {
      if ((each.clip.timecode?.alternates.length ?? 0) === 0 || !isCertain(each) || fit(each) < 2) continue;
      if (each.placement?.track) alternate = true;
      else if (!each.placement?.other) main = true;
    }
  }
  if (main && alternate) return 'BOTH';
  return main ? 'MAIN' : alternate ? 'ALTERNATE' : undefined;
}
