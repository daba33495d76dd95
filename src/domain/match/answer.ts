import type { Decision } from './decide.ts';
import { suggestFix } from './fix.ts';
import { fit, type Considered, type Judged } from './judge.ts';
import type { EventMatch, Fix, MatchCandidate, MatchClip, MatchState, Placement } from './result.ts';

/** Candidates shown with an event; the count says how many there were. */
const shownCandidates = 12;

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

/** The answer for an event as the contract has it. */
export function answer(considered: Considered, { state, reasons, chosen, fix: given }: Decision): EventMatch {
  const { event, judged, count } = considered;
  const frames = chosen?.placement ? bounds(chosen.placement, chosen.clip) : undefined;
  // What is only timecode is no candidate for an event whose name is known.
  const shown = (
    judged.some((each) => each.tier < 7) ? judged.filter((each) => each.tier < 7) : judged.filter((each) => fit(each) > 0)
  ).slice(0, shownCandidates);
  const settled = chosen !== undefined;
  const fix = settled ? undefined : (given ?? fixFor(considered, state));
  return {
    number: event.number,
    reel: event.reel,
    state,
    reasons,
    ranges: chosen?.placement?.parts ?? (frames ? [frames] : []),
    missingHeadFrames: chosen?.placement?.missingHead ?? 0,
    missingTailFrames: chosen?.placement?.missingTail ?? 0,
    candidateCount: Math.max(count, judged.length),
    candidates: shown.map(candidateOf),
    ...(event.line === undefined ? {} : { line: event.line }),
    ...(event.sourceIn === undefined ? {} : { sourceIn: event.sourceIn }),
    ...(event.sourceOut === undefined ? {} : { sourceOut: event.sourceOut }),
    ...(chosen
      ? {
          tier: chosen.tier,
          clip: chosen.clip.name,
          clipId: chosen.clip.id,
          ...(chosen.clip.roll === undefined ? {} : { roll: chosen.clip.roll }),
        }
      : {}),
    ...(frames ?? {}),
    ...(fix === undefined ? {} : { fix: fix.message }),
    ...(fix?.action === undefined ? {} : { fixAction: fix.action }),
  };
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
