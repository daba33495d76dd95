import { saysNothing } from '../reelName.ts';
import { eventNames } from './keys.ts';
import { fit, type Considered, type Judged } from './judge.ts';
import { nameForms } from './nameForms.ts';
import { eventTicks } from './place.ts';
import type { Fix, MatchState, OffsetProposal, Placement, Reason, RollSpan } from './result.ts';
import { rivalRolls } from './rivals.ts';

/** What an event is, and why. `chosen` only where the state claims to know. */
export type Decision = { readonly state: MatchState; readonly reasons: readonly Reason[]; readonly chosen?: Judged; readonly fix?: Fix };

/** What the rest of the list tells about an event. */
export type ListEvidence = {
  /** Rolls that the events beside it name in full. */
  readonly neighbourRolls: readonly (string | undefined)[];
  /** Offsets that a roll's events ask for: its frames are in doubt. */
  readonly offsets: ReadonlyMap<string, OffsetProposal>;
  /** Which of a clip's timecodes the list counts in, where some of its events tell. */
  readonly track: 'MAIN' | 'ALTERNATE' | 'BOTH' | undefined;
  /** Rolls of the production that a short name of these events could mean, with their spans: a clip that is missing here would lie in one of them. */
  readonly rolls: readonly RollSpan[];
};

/** An event that misses its clip by no more than this may as well be shifted as be cut off: dailies systems do it (domain notes 35). */
const nearFrames = 2;

/** A name that is whole, of a clip that runs at the event. */
export function isCertain(judged: Judged): boolean {
  return judged.tier <= 4 && judged.evidence?.loose === false && fit(judged) > 0;
}

/** The roll of an event that a whole name settles: evidence for its neighbours. */
export function certainRoll({ judged }: Considered): string | undefined {
  if (judged.length === 1) return isCertain(judged[0]!) ? judged[0]!.clip.rollId : undefined;
  const hits = judged.filter(isCertain);
  return hits.length === 1 ? hits[0]!.clip.rollId : undefined;
}

/**
 * The decision for one event. It never picks quietly between two; a truncated or reel-only name is a match only where no missing clip would fit as well
 * (domain notes 2.0), and frames are given only where no shift would explain the list as well.
 */
export function decide(considered: Considered, list: ListEvidence): Decision {
  const { judged, settled } = considered;
  if (settled) return { state: settled.state, reasons: [settled.reason] };
  const strong = judged.filter(isCertain);
  if (strong.length === 1) return settle(strong[0]!, list);
  if (strong.length > 0) return decideWhole(strong, list);
  const hits = judged.filter((each) => each.tier < 7 && fit(each) > 0);
  if (hits.length > 0) return decideLoose(hits, considered, list);
  return decideOpen(considered);
}

function decideWhole(strong: readonly Judged[], list: ListEvidence): Decision {
  const full = strong.filter((each) => fit(each) === 2);
  const fitting = full.length > 0 ? full : strong;
  const tier = Math.min(...fitting.map((each) => each.tier));
  const best = fitting.filter((each) => each.tier === tier);
  const [only] = best;
  if (only && best.length === 1 && !disagree(only, fitting)) return settle(only, list);
  const reason: Reason =
    best.length > 1
      ? { code: 'SEVERAL_FIT', message: `${best.length} clips of this name hold the event's timecode; a person has to choose.` }
      : { code: 'NAMES_DISAGREE', message: 'The names that the list gives mean different clips, and each holds the timecode.' };
  return { state: 'AMBIGUOUS', reasons: [reason] };
}

/** A name of the list that means, whole and strong, another clip that fits as well. */
function disagree(best: Judged, fitting: readonly Judged[]): boolean {
  return fitting.some(
    (other) => other !== best && fit(other) === fit(best) && other.evidence?.written !== best.evidence?.written && best.tier !== 1,
  );
}

/** Short names, rolls and numbers that every card has. */
function decideLoose(hits: readonly Judged[], { event, source }: Considered, list: ListEvidence): Decision {
  // A clip whose name and whose card are both written outweighs those that share one of them.
  const both = hits.filter((each) => each.evidence?.card !== undefined && fit(each) === 2);
  const fitting = both.length > 0 ? both : hits;
  const [best] = fitting;
  if (!best || fitting.length > 1) {
    const message = `${fitting.length} clips fit this name and timecode; a person has to choose.`;
    return { state: 'AMBIGUOUS', reasons: [hits[0]!.reasons[0]!, { code: 'SEVERAL_FIT', message }] };
  }
  // A name in full that were this clip's would have settled it: it is another clip's, of which the short name is a part.
  const another = best.tier === 1 ? undefined : eventNames(event).find((name) => nameForms(name).whole);
  if (another !== undefined) {
    const message = `The list also names ${another}, which is not known here; ${best.clip.name} only shares the shorter name and the time.`;
    return { state: 'AMBIGUOUS', reasons: [best.reasons[0]!, { code: 'NAMES_ANOTHER_CLIP', message }] };
  }
  const at = { tick: source && eventTicks(source)?.start, isOtherTrack: best.placement?.track !== undefined };
  const rivals = rivalRolls(event, best.evidence, best.clip, at, list.rolls);
  const beside = best.clip.rollId !== undefined && list.neighbourRolls.includes(best.clip.rollId);
  if (fit(best) < 2) {
    const message = `${best.clip.name} holds only a part of the event, and the name may mean a clip that is not here.`;
    return { state: 'AMBIGUOUS', reasons: [best.reasons[0]!, ...placed(best), { code: 'MISSING_CLIP_POSSIBLE', message }] };
  }
  if (rivals.length === 0) return settle(best, list);
  if (beside) {
    const message = `The event beside it names ${best.clip.roll ?? 'the same roll'} in full.`;
    return settle(best, list, [{ code: 'NEIGHBOUR_NAMES_ROLL', message }]);
  }
  const all = [...new Set(rivals.map(rivalName))];
  const names = all.slice(0, 5);
  const more = all.length > names.length ? ` and ${all.length - names.length} more` : '';
  const message = `Only ${best.clip.name} fits, but ${names.join(', ')}${more} may have been running then too and could be what "${best.evidence?.written ?? event.reel}" means; its clip may be missing here.`;
  return { state: 'AMBIGUOUS', reasons: [best.reasons[0]!, { code: 'MISSING_CLIP_POSSIBLE', message }] };
}

const rivalName = ({ name, shootDate, isMissing }: RollSpan): string =>
  `${name}${shootDate === undefined ? '' : ` of ${shootDate}`}${isMissing ? ' (not here at all)' : ''}`;

/** No clip whose name is written runs at the event. */
function decideOpen({ event, source, judged }: Considered): Decision {
  const named = judged.filter((each) => each.tier < 7);
  const close = named.filter((each) => each.tier <= 5);
  const [nearestName] = close;
  if (nearestName) {
    const near = close.find((each) => each.placement && each.placement.distance <= nearFrames);
    const also = close.length > 1 ? ` and ${close.length - 1} more` : '';
    const where = !source
      ? 'the list gives no timecode to find the frames by'
      : nearestName.clip.timecode
        ? 'its timecode lies elsewhere'
        : 'it has no timecode, and the frames of the list are not in it counted from its first';
    const reasons: Reason[] = [
      {
        code: source && nearestName.clip.timecode ? 'TC_OUTSIDE' : 'NO_TIMECODE',
        message: `The name is known (${nearestName.clip.name}${also}); ${where}.`,
      },
    ];
    if (near) reasons.push({ code: 'NEAR_MISS', message: `${near.clip.name} misses the event by ${near.placement!.distance} frame(s).` });
    if (source && close.some((each) => each.clip.timecode && each.placement === undefined)) {
      const message = `The list counts ${source.base} frames a second, the clip ${nearestName.clip.timecode?.base ?? 'in another base'}.`;
      reasons.push({ code: 'TCBASE_MISMATCH', message });
    }
    return { state: 'NAME_ONLY', reasons };
  }
  const byTime = judged.filter((each) => each.tier === 7 && fit(each) > 0);
  const [name] = eventNames(event);
  if (byTime.length > 0) {
    const known = name === undefined || saysNothing(name) ? 'The list gives no name' : `No clip is called "${name}"`;
    const running = byTime.length === 1 ? 'one clip was' : 'several clips were';
    return { state: 'TC_ONLY', reasons: [{ code: 'TC_ONLY', message: `${known}; ${running} running at this timecode.` }] };
  }
  if (named.length > 0) {
    return {
      state: 'NAME_ONLY',
      reasons: [{ code: 'TC_OUTSIDE', message: `The reel "${event.reel}" is known; none of its clips holds this timecode.` }],
    };
  }
  const message = source
    ? `${name === undefined ? 'The list gives no name, and' : `Nothing here is called "${name}", and`} no clip was running at ${event.sourceIn ?? 'that time'}.`
    : `Nothing here is called "${name ?? event.reel}", and the event has no timecode.`;
  return { state: 'UNMATCHED', reasons: [{ code: 'NOTHING_FOUND', message }] };
}

const placed = ({ placement }: Judged): Reason[] => placement?.reasons.slice() ?? [];

/** The clip is known. Its frames are given where nothing puts them in doubt. */
function settle(hit: Judged, list: ListEvidence, extra: readonly Reason[] = []): Decision {
  const doubt = frameDoubt(hit, list);
  if (doubt) return doubt;
  const chosen = list.track === 'ALTERNATE' && hit.placement?.other ? { ...hit, placement: hit.placement.other } : hit;
  const reasons =
    chosen === hit && extra.length === 0 ? hit.reasons : [...hit.reasons, ...(chosen === hit ? [] : placed(chosen)), ...extra];
  if (!hit.clip.present) {
    const offline: Reason = { code: 'OFFLINE', message: 'No copy of this clip is present; bring its card back.' };
    return { state: 'OFFLINE_KNOWN', reasons: [...reasons, offline], chosen };
  }
  return { state: fit(chosen) === 2 ? 'MATCHED' : 'MATCHED_PARTIAL', reasons, chosen };
}

function frameDoubt(hit: Judged, list: ListEvidence): Decision | undefined {
  const { placement, clip } = hit;
  if (!placement || hit.reasons[0]?.code === 'EDITOR_DECIDED') return undefined;
  const offset = clip.rollId === undefined ? undefined : list.offsets.get(clip.rollId);
  if (offset) {
    const reason: Reason = { code: 'OFFSET_SUSPECTED', message: offset.message };
    return {
      state: fit(hit) === 2 ? 'AMBIGUOUS' : 'NAME_ONLY',
      reasons: [hit.reasons[0]!, ...nearMiss(hit), reason],
      fix: { message: offsetFix(offset) },
    };
  }
  const near = nearMiss(hit);
  if (near.length > 0) return { state: 'NAME_ONLY', reasons: [hit.reasons[0]!, ...near] };
  if (placement.other && (list.track === undefined ? placement.containment !== 'FULL' : list.track === 'BOTH')) {
    const message = `Two timecodes of ${clip.name} hold this event, and they name different frames.`;
    return { state: 'AMBIGUOUS', reasons: [hit.reasons[0]!, { code: 'TC_TRACK_UNSURE', message }] };
  }
  return undefined;
}

/** The event hangs over the clip by a frame or two, and a shift by as much would bring all of it inside. */
function nearMiss({ clip, placement }: Judged): Reason[] {
  const over = placement === undefined ? 0 : overhang(placement);
  if (!placement || over === 0 || Math.abs(over) > nearFrames || clip.frameCount === undefined) return [];
  if (placement.frameOut - placement.frameIn > clip.frameCount) return [];
  const message = `The event reaches ${Math.abs(over)} frame(s) beyond the ${over > 0 ? 'end' : 'beginning'} of ${clip.name}: frames are missing there, or the list is shifted.`;
  return [{ code: 'NEAR_MISS', message }];
}

/** Frames beyond the clip's end (positive) or before its beginning (negative); 0 where the event lies inside or hangs over both. */
function overhang({ missingHead, missingTail, parts }: Placement): number {
  if (parts || (missingHead > 0 && missingTail > 0)) return 0;
  return missingTail > 0 ? missingTail : -missingHead;
}

export function offsetFix({ roll, offsetFrames }: OffsetProposal): string {
  return `Apply the offset of ${offsetFrames > 0 ? '+' : ''}${offsetFrames} frame(s) to roll ${roll}: rushes naming shows it, and it can be taken back.`;
}
