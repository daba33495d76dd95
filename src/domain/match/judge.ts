import { isGenerator } from '../reelName.ts';
import { labelTicksPerSecond } from '../timecode.ts';
import type { TimelineEvent } from '../timeline.ts';
import { eventNames } from './keys.ts';
import { nameForms } from './nameForms.ts';
import type { NamingPattern } from './naming.ts';
import { eventSource, eventTicks, place, type EventSource } from './place.ts';
import type { EarlierDecision, MatchClip, MatchState, Placement, Reason, Tier } from './result.ts';
import { nameEvidence, type NameEvidence } from './tier.ts';

export type EventCandidates = {
  /** What the event reads, where it is known already. */ readonly source?: EventSource | undefined;
  readonly clips: readonly MatchClip[];
  /** All that were found, of which `clips` are the best. */ readonly count: number;
};

export type MatchContext = {
  readonly decisions: readonly EarlierDecision[];
  /** Offsets that an editor applied to a roll: frames to add to the list's labels. */
  readonly rollOffsets?: ReadonlyMap<string, number>;
  /** Naming rules that an editor applied. */
  readonly patterns?: readonly NamingPattern[];
};

/** One candidate, weighed. */
export type Judged = {
  readonly clip: MatchClip;
  readonly evidence: NameEvidence | undefined;
  readonly tier: Tier;
  readonly placement: Placement | undefined;
  readonly score: number;
  readonly reasons: readonly Reason[];
};

/** An event with its candidates, best first. `settled`: what it is needs no candidate. */
export type Considered = {
  readonly event: TimelineEvent;
  readonly source: EventSource | undefined;
  readonly judged: readonly Judged[];
  readonly count: number;
  readonly settled?: { readonly state: MatchState; readonly reason: Reason };
};

/** The names under which an editor's decision is remembered and found again. */
export function decisionKey(event: Pick<TimelineEvent, 'reel' | 'names'>): string {
  const [first] = eventNames(event);
  return first === undefined ? '' : nameForms(first).normal;
}

export function consider(event: TimelineEvent, candidates: EventCandidates, context: MatchContext): Considered {
  const source = candidates.source ?? eventSource(event);
  const { count } = candidates;
  const settled = (state: MatchState, code: string, message: string): Considered => ({
    event,
    source,
    judged: [],
    count,
    settled: { state, reason: { code, message } },
  });
  if (event.kind === 'GENERATOR' || isGenerator(event.reel))
    return settled('GENERATED', 'GENERATOR', `"${event.reel}" is made by the editing system; there is nothing to find.`);
  if (event.kind === 'AUDIO') return settled('NON_CAMERA', 'AUDIO', 'A sound event; picture is matched.');
  const key = context.decisions.length === 0 ? '' : decisionKey(event);
  const decisions = key === '' ? [] : context.decisions.filter((decision) => decision.nameKey === key);
  const nonCamera = decisions.find((decision) => decision.clipId === undefined && decision.sourceIn === event.sourceIn);
  if (nonCamera) return settled('NON_CAMERA', 'EDITOR_DECIDED', `${nonCamera.actor} said that this is not from a camera.`);
  const judged = candidates.clips.map((clip) => judge(event, source, clip, decisions, context));
  return { event, source, judged: judged.length > 1 ? judged.sort(byPromise) : judged, count };
}

function judge(
  event: TimelineEvent,
  source: EventSource | undefined,
  clip: MatchClip,
  decisions: readonly EarlierDecision[],
  context: MatchContext,
): Judged {
  const own = decisions.length === 0 ? decisions : decisions.filter((each) => each.clipId === clip.id);
  const decision = own.find((each) => sharesFrames(each, event)) ?? own[0];
  const same = decision !== undefined && sharesFrames(decision, event);
  const evidence: NameEvidence | undefined = decision
    ? {
        tier: 1,
        written: event.reel,
        loose: !same,
        reason: { code: 'EDITOR_DECIDED', message: `${decision.actor} chose ${clip.name} for this name${same ? '' : ' before'}.` },
      }
    : nameEvidence(event, clip, context.patterns);
  const offset = decision?.offsetFrames ?? (clip.rollId === undefined ? 0 : (context.rollOffsets?.get(clip.rollId) ?? 0));
  let placement = source ? place(source, clip, offset) : undefined;
  if (!placement && !clip.timecode) placement = placeByCount(event, source, clip, evidence);
  if (placement && offset !== 0)
    placement = {
      ...placement,
      reasons: [
        ...placement.reasons,
        { code: 'OFFSET_APPLIED', message: `An offset of ${offset} frames was applied, as decided for this roll or name.` },
      ],
    };
  const tier = evidence?.tier ?? 7;
  const first = evidence?.reason ?? { code: 'TC_ONLY', message: `No name says so; ${clip.name} was running at this timecode.` };
  const last = placementReason(placement);
  const reasons = placement && placement.reasons.length > 0 ? [first, ...placement.reasons, last] : [first, last];
  return { clip, evidence, tier, placement, score: scoreOf(tier, placement, event, clip), reasons };
}

/** The choice was for these frames or for some of them: the same shot, perhaps cut anew. Other frames under the same name may be another shot. */
function sharesFrames(decision: EarlierDecision, event: TimelineEvent): boolean {
  if (decision.sourceIn === event.sourceIn && decision.sourceOut === event.sourceOut) return true;
  const [a, b, c, d] = [decision.sourceIn, decision.sourceOut, event.sourceIn, event.sourceOut].map((label) =>
    label?.replaceAll(/[;.,]/g, ':'),
  );
  // Labels of one length in the order of time compare as text.
  return a !== undefined && b !== undefined && c !== undefined && d !== undefined && a < b && c < d && a < d && c < b;
}

/** A clip without timecode: the list's frames count from its first frame, where its name and its length allow it. Timecode alone proves nothing then. */
function placeByCount(
  event: TimelineEvent,
  source: EventSource | undefined,
  clip: MatchClip,
  evidence: NameEvidence | undefined,
): Placement | undefined {
  if (!evidence || evidence.tier > 3 || clip.frameCount === undefined) return undefined;
  const ticks = source ? eventTicks(source) : undefined;
  const frameIn = event.mediaFrameIn ?? (ticks && source ? Math.round((ticks.start * source.base) / labelTicksPerSecond) : undefined);
  if (frameIn === undefined) return undefined;
  const frameOut = event.mediaFrameOut ?? frameIn + (source?.frames ?? 1);
  const contained = frameIn >= 0 && frameOut <= clip.frameCount;
  return {
    frameIn,
    frameOut,
    containment: contained ? 'FULL' : 'NONE',
    missingHead: 0,
    missingTail: 0,
    distance: contained ? 0 : Math.max(-frameIn, frameOut - clip.frameCount),
    reasons: [{ code: 'NO_TIMECODE', message: `${clip.name} has no timecode; the list's frames were counted from its first.` }],
  };
}

function placementReason(placement: Placement | undefined): Reason {
  if (!placement) return { code: 'TC_UNCOMPARABLE', message: "The list's timecode and the clip's cannot be compared as they are." };
  if (placement.containment === 'FULL')
    return { code: 'TC_INSIDE', message: `The event lies inside the clip: frames ${placement.frameIn} to ${placement.frameOut}.` };
  if (placement.containment === 'PARTIAL') {
    const parts = [
      placement.missingHead > 0 ? `${placement.missingHead} at the head` : '',
      placement.missingTail > 0 ? `${placement.missingTail} at the tail` : '',
    ].filter(Boolean);
    return { code: 'TC_PARTIAL', message: `The clip lacks ${parts.join(' and ')} of the event's frames.` };
  }
  return { code: 'TC_OUTSIDE', message: `The timecode lies ${placement.distance} frames outside the clip.` };
}

/** For the order in which candidates are shown; a state is never decided by it. */
function scoreOf(tier: Tier, placement: Placement | undefined, event: TimelineEvent, clip: MatchClip): number {
  const name = [0, 1, 0.95, 0.9, 0.85, 0.7, 0.6, 0.3][tier]!;
  const time = placement?.containment === 'FULL' ? 1 : placement?.containment === 'PARTIAL' ? 0.8 : 0.3;
  const rate = clip.playbackRate && clip.playbackRate.num * event.rate.den === event.rate.num * clip.playbackRate.den ? 1 : 0.97;
  const drop = clip.timecode && clip.timecode.dropFrame === event.dropFrame ? 1 : 0.98;
  return Math.round(name * time * rate * drop * (clip.present ? 1 : 0.99) * 1000) / 1000;
}

function byPromise(a: Judged, b: Judged): number {
  return (
    fit(b) - fit(a) ||
    a.tier - b.tier ||
    b.score - a.score ||
    (a.clip.name < b.clip.name ? -1 : a.clip.name > b.clip.name ? 1 : a.clip.id < b.clip.id ? -1 : 1)
  );
}

/** 2 whole, 1 in part, 0 not. */
export function fit(judged: Judged): number {
  return judged.placement?.containment === 'FULL' ? 2 : judged.placement?.containment === 'PARTIAL' ? 1 : 0;
}
