import type { Decision } from './decide.ts';
import { suggestFix } from './fix.ts';
import { fit, type Considered, type Judged } from './judge.ts';
import type { EventMatch, Fix, MatchCandidate, MatchClip, MatchState, Placement } from './result.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Candidates shown with an event; the count says how many there were. */
const shownCandidates = 12;

/** What is only timecode is no candidate for an event whose name is known. */
function shown(judged: readonly Judged[]): readonly Judged[] {
  const named = judged.filter((each) => each.tier < 7);
  return (named.length > 0 ? named : judged.filter((each) => fit(each) > 0)).slice(0, shownCandidates);
}

function candidateOf(judged: Judged): MatchCandidate {
  const { clip, placement } = judged;
  return {
    clipId: clip.id,
    clip: clip.name,
    tier: judged.tier,
    score: judged.score,
    reasons: judged.reasons,
    ...(clip.roll === undefined ? {} : { roll: clip.roll }),
    ...(placement && placement.containment !== 'NONE' ? bounds(placement, clip) : {}),
  };
}

/** Frames of the clip that exist. */
function bounds(placement: Placement, clip: MatchClip): { clipFrameIn: number; clipFrameOut: number } {
  return {
    clipFrameIn: Math.max(0, placement.frameIn),
    clipFrameOut: clip.frameCount === undefined ? placement.frameOut : Math.min(clip.frameCount, placement.frameOut),
  };
}

/** The answer for an event as the contract has it; without its candidates where nobody asks for them. */
export function answer(considered: Considered, { state, reasons, chosen, fix: given }: Decision, withCandidates: boolean): EventMatch {
  const { event, judged, count } = considered;
  const frames = chosen?.placement ? bounds(chosen.placement, chosen.clip) : undefined;
  const settled = chosen !== undefined;
  const fix = settled ? undefined : (given ?? fixFor(considered, state));
  const match: Mutable<EventMatch> = {
    number: event.number,
    reel: event.reel,
    state,
    reasons,
    ranges: chosen?.placement?.parts ?? (frames ? [frames] : []),
    missingHeadFrames: chosen?.placement?.missingHead ?? 0,
    missingTailFrames: chosen?.placement?.missingTail ?? 0,
    candidateCount: Math.max(count, judged.length),
    candidates: withCandidates ? shown(judged).map(candidateOf) : [],
  };
  if (event.line !== undefined) match.line = event.line;
  if (event.sourceIn !== undefined) match.sourceIn = event.sourceIn;
  if (event.sourceOut !== undefined) match.sourceOut = event.sourceOut;
  if (chosen) {
    match.tier = chosen.tier;
    match.clip = chosen.clip.name;
    match.clipId = chosen.clip.id;
    if (chosen.clip.roll !== undefined) match.roll = chosen.clip.roll;
  }
  if (frames) {
    match.clipFrameIn = frames.clipFrameIn;
    match.clipFrameOut = frames.clipFrameOut;
  }
  if (fix) {
    match.fix = fix.message;
    if (fix.action) match.fixAction = fix.action;
  }
  return match;
}

function fixFor({ event, source, judged }: Considered, state: MatchState): Fix | undefined {
  if (state === 'AMBIGUOUS') {
    const short = judged.some(
      (each) => fit(each) > 0 && (each.evidence?.reason.code === 'REEL_TRUNCATED' || each.evidence?.reason.code === 'NAME_SHORT'),
    );
    const message = short
      ? `Export the list with long reel names (File_129 in Avid), or choose the clip: "${event.reel}" was cut short.`
      : 'Choose the clip that is meant; the choice is kept for the next list.';
    return { message };
  }
  return suggestFix(
    event,
    source,
    judged.filter((each) => each.tier < 7).map(({ clip, tier }) => ({ clip, tier })),
  );
}
