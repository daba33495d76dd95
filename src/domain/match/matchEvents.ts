import { normalisedKey } from '../clipName.ts';
import { couldBeRoll, isGenerator, reelKey, saysNothing } from '../reelName.ts';
import { labelTicksPerSecond } from '../timecode.ts';
import type { TimelineEvent } from '../timeline.ts';
import { suggestFix } from './fix.ts';
import { eventNames, isWholeName } from './keys.ts';
import { eventSource, eventTicks, place, type EventSource } from './place.ts';
import type {
  EarlierDecision,
  EventMatch,
  Fix,
  MatchCandidate,
  MatchClip,
  MatchState,
  Placement,
  Reason,
  RollSpan,
  Tier,
} from './result.ts';
import { nameEvidence, type NameEvidence } from './tier.ts';

export type EventCandidates = {
  readonly clips: readonly MatchClip[];
  /** All that were found, of which `clips` are the best. */ readonly count: number;
};

export type MatchContext = {
  /** Every roll of the production with its span: a clip that is missing here would lie in one of them. */
  readonly rolls: readonly RollSpan[];
  readonly decisions: readonly EarlierDecision[];
  /** Offsets that an editor applied to a roll: frames to add to the list's labels. */
  readonly rollOffsets?: ReadonlyMap<string, number>;
};

/** Candidates shown with an event; the count says how many there were. */
const shownCandidates = 12;
const dayTicks = 24 * 3600 * labelTicksPerSecond;

type Judged = {
  readonly clip: MatchClip;
  readonly evidence: NameEvidence | undefined;
  readonly tier: Tier;
  readonly placement: Placement | undefined;
  readonly score: number;
  readonly reasons: readonly Reason[];
};
type Considered = {
  readonly event: TimelineEvent;
  readonly source: EventSource | undefined;
  readonly judged: readonly Judged[];
  readonly count: number;
  readonly early?: EventMatch;
};

/** The names under which an editor's decision is remembered and found again. */
export function decisionKey(event: Pick<TimelineEvent, 'reel' | 'names'>): string {
  return eventNames(event).map(normalisedKey)[0] ?? '';
}

/**
 * Which clip, and which frames of it, each event is: for all events of a list at once, in their order. Pure: `candidatesOf` gives what was fetched.
 * It never picks quietly between two, and a truncated or reel-only name is a match only where no missing clip would fit as well (domain notes 2.0).
 */
export function matchEvents(
  events: readonly TimelineEvent[],
  candidatesOf: (index: number) => EventCandidates,
  context: MatchContext,
): EventMatch[] {
  const considered = events.map((event, index) => consider(event, candidatesOf(index), context));
  const certain = considered.map((each) => (each.early ? undefined : certainRoll(each)));
  return considered.map((each, index) => each.early ?? decide(each, [certain[index - 1], certain[index + 1]], context));
}

function consider(event: TimelineEvent, candidates: EventCandidates, context: MatchContext): Considered {
  const base = { event, source: eventSource(event), judged: [], count: candidates.count };
  if (event.kind === 'GENERATOR' || isGenerator(event.reel)) {
    return {
      ...base,
      early: plain(event, 'GENERATED', [
        { code: 'GENERATOR', message: `"${event.reel}" is made by the editing system; there is nothing to find.` },
      ]),
    };
  }
  if (event.kind === 'AUDIO')
    return { ...base, early: plain(event, 'NON_CAMERA', [{ code: 'AUDIO', message: 'A sound event; picture is matched.' }]) };
  const key = decisionKey(event);
  const decisions = context.decisions.filter((decision) => decision.nameKey === key && key !== '');
  const nonCamera = decisions.find((decision) => decision.clipId === undefined && decision.sourceIn === event.sourceIn);
  if (nonCamera)
    return {
      ...base,
      early: plain(event, 'NON_CAMERA', [{ code: 'EDITOR_DECIDED', message: `${nonCamera.actor} said that this is not from a camera.` }]),
    };
  const judged = candidates.clips.map((clip) => judge(event, base.source, clip, decisions, context)).sort(byPromise);
  return { ...base, judged };
}

function judge(
  event: TimelineEvent,
  source: EventSource | undefined,
  clip: MatchClip,
  decisions: readonly EarlierDecision[],
  context: MatchContext,
): Judged {
  const decision =
    decisions.find((each) => each.clipId === clip.id && each.sourceIn === event.sourceIn && each.sourceOut === event.sourceOut) ??
    decisions.find((each) => each.clipId === clip.id);
  const exactDecision = decision !== undefined && decision.sourceIn === event.sourceIn && decision.sourceOut === event.sourceOut;
  const evidence = decision
    ? {
        tier: 1 as Tier,
        written: event.reel,
        loose: !exactDecision,
        reason: { code: 'EDITOR_DECIDED', message: `${decision.actor} chose ${clip.name} for this name${exactDecision ? '' : ' before'}.` },
      }
    : nameEvidence(event, clip);
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
  const reasons = [
    ...(evidence ? [evidence.reason] : [{ code: 'TC_ONLY', message: `No name says so; ${clip.name} was running at this timecode.` }]),
    ...(placement?.reasons ?? []),
    ...placementReason(placement),
  ];
  return { clip, evidence, tier, placement, score: scoreOf(tier, placement, event, clip), reasons };
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

function placementReason(placement: Placement | undefined): Reason[] {
  if (!placement) return [{ code: 'TC_UNCOMPARABLE', message: "The list's timecode and the clip's cannot be compared as they are." }];
  if (placement.containment === 'FULL')
    return [{ code: 'TC_INSIDE', message: `The event lies inside the clip: frames ${placement.frameIn} to ${placement.frameOut}.` }];
  if (placement.containment === 'PARTIAL') {
    const parts = [
      placement.missingHead > 0 ? `${placement.missingHead} at the head` : '',
      placement.missingTail > 0 ? `${placement.missingTail} at the tail` : '',
    ].filter(Boolean);
    return [{ code: 'TC_PARTIAL', message: `The clip lacks ${parts.join(' and ')} of the event's frames.` }];
  }
  return [{ code: 'TC_OUTSIDE', message: `The timecode lies ${placement.distance} frames outside the clip.` }];
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

function fit(judged: Judged): number {
  return judged.placement?.containment === 'FULL' ? 2 : judged.placement?.containment === 'PARTIAL' ? 1 : 0;
}

/** The roll of an event that a whole name settles: evidence for its neighbours. */
function certainRoll({ judged }: Considered): string | undefined {
  const hits = judged.filter((each) => each.tier <= 4 && each.evidence?.loose === false && fit(each) > 0);
  return hits.length === 1 ? hits[0]!.clip.rollId : undefined;
}

function decide(considered: Considered, neighbourRolls: readonly (string | undefined)[], context: MatchContext): EventMatch {
  const { event, source, judged, count } = considered;
  const named = judged.filter((each) => each.tier < 7);
  const hits = named.filter((each) => fit(each) > 0);
  const strong = hits.filter((each) => each.tier <= 4 && each.evidence?.loose === false);
  const finish = (state: MatchState, reasons: readonly Reason[], chosen?: Judged): EventMatch =>
    result(event, source, state, reasons, judged, count, chosen);

  if (strong.length > 0) {
    const full = strong.filter((each) => fit(each) === 2);
    const fitting = full.length > 0 ? full : strong;
    const tier = Math.min(...fitting.map((each) => each.tier));
    const best = fitting.filter((each) => each.tier === tier);
    if (best.length === 1 && !disagree(best[0]!, fitting)) return settle(best[0]!, finish);
    const reason: Reason =
      best.length > 1
        ? { code: 'SEVERAL_FIT', message: `${best.length} clips of this name hold the event's timecode; a person has to choose.` }
        : { code: 'NAMES_DISAGREE', message: 'The names that the list gives mean different clips, and each holds the timecode.' };
    return finish('AMBIGUOUS', [reason]);
  }
  if (hits.length > 0) {
    const best = hits[0]!;
    if (hits.length > 1)
      return finish('AMBIGUOUS', [
        best.reasons[0]!,
        { code: 'SEVERAL_FIT', message: `${hits.length} clips fit this name and timecode; a person has to choose.` },
      ]);
    const rivals = rivalRolls(best, source, context);
    if (rivals.length === 0) return settle(best, finish);
    if (best.clip.rollId !== undefined && neighbourRolls.includes(best.clip.rollId)) {
      return settle(best, finish, [
        { code: 'NEIGHBOUR_NAMES_ROLL', message: `The event beside it names ${best.clip.roll ?? 'the same roll'} in full.` },
      ]);
    }
    const message = `Only ${best.clip.name} fits, but ${rivals.map((roll) => roll.name).join(', ')} was running then too and could be what "${best.evidence?.written ?? event.reel}" means; its clip may be missing here.`;
    return finish('AMBIGUOUS', [best.reasons[0]!, { code: 'MISSING_CLIP_POSSIBLE', message }]);
  }
  const close = named.filter((each) => each.tier <= 5);
  if (close.length > 0) {
    const nearest = close.find((each) => each.placement && each.placement.distance <= 2);
    const reasons: Reason[] = [
      {
        code: 'TC_OUTSIDE',
        message: `The name is known (${close[0]!.clip.name}${close.length > 1 ? ` and ${close.length - 1} more` : ''}), its timecode lies elsewhere.`,
      },
    ];
    if (nearest)
      reasons.push({ code: 'NEAR_MISS', message: `${nearest.clip.name} misses the event by ${nearest.placement!.distance} frame(s).` });
    if (close.some((each) => each.clip.timecode && source && each.placement === undefined)) {
      reasons.push({
        code: 'TCBASE_MISMATCH',
        message: `The list counts ${source!.base} frames a second, the clip ${close[0]!.clip.timecode!.base}.`,
      });
    }
    return finish('NAME_ONLY', reasons);
  }
  const byTime = judged.filter((each) => each.tier === 7 && fit(each) > 0);
  if (byTime.length > 0) {
    const name = eventNames(event)[0];
    const message = name === undefined || saysNothing(name) ? 'The list gives no name' : `No clip is called "${name}"`;
    return finish('TC_ONLY', [
      {
        code: 'TC_ONLY',
        message: `${message}; ${byTime.length === 1 ? 'one clip was' : `${byTime.length} clips were`} running at this timecode.`,
      },
    ]);
  }
  if (named.length > 0) {
    return finish('NAME_ONLY', [
      { code: 'TC_OUTSIDE', message: `The reel "${event.reel}" is known; none of its clips holds this timecode.` },
    ]);
  }
  const name = eventNames(event)[0];
  const message = source
    ? `${name === undefined ? 'The list gives no name, and' : `Nothing here is called "${name}", and`} no clip was running at ${event.sourceIn ?? 'that time'}.`
    : `Nothing here is called "${name ?? event.reel}", and the event has no timecode.`;
  return finish('UNMATCHED', [{ code: 'NOTHING_FOUND', message }]);
}

/** A name of the list that means, whole and strong, another clip that fits as well. */
function disagree(best: Judged, fitting: readonly Judged[]): boolean {
  return fitting.some(
    (other) =>
      other !== best &&
      fit(other) === fit(best) &&
      other.evidence?.written !== best.evidence?.written &&
      other.tier <= 4 &&
      best.tier !== 1,
  );
}

/** Rolls other than the hit's own that the written name could mean and whose span covers the event: a missing clip would lie there. */
function rivalRolls(hit: Judged, source: EventSource | undefined, context: MatchContext): RollSpan[] {
  const written = hit.evidence?.written ?? '';
  if (
    hit.tier === 6 &&
    reelKey(written) === reelKey(hit.clip.roll ?? '') &&
    isWholeRollName(written) &&
    !context.rolls.some((roll) => roll.rollId !== hit.clip.rollId && reelKey(roll.name) === reelKey(written))
  )
    return [];
  const ticks = source ? eventTicks(source) : undefined;
  return context.rolls.filter((roll) => {
    if (roll.rollId === hit.clip.rollId) return false;
    const possible = hit.tier <= 4 && !isWholeName(written) && saysLittle(written) ? true : couldBeRoll(written, roll.name);
    return possible && (ticks === undefined || covers(roll, ticks.start));
  });
}

/** C0001, 0001AB: any card can hold one. */
function saysLittle(written: string): boolean {
  return !/^[A-Z][A-Z0-9_]?_?\d{3}/i.test(written);
}

function isWholeRollName(written: string): boolean {
  return reelKey(written).length >= 8;
}

function covers(roll: RollSpan, tick: number): boolean {
  const at = tick % dayTicks;
  return roll.labelStart <= at ? at < roll.labelEnd : at + dayTicks < roll.labelEnd;
}

function settle(
  hit: Judged,
  finish: (state: MatchState, reasons: readonly Reason[], chosen: Judged) => EventMatch,
  extra: readonly Reason[] = [],
): EventMatch {
  const reasons = [...hit.reasons, ...extra];
  if (!hit.clip.present)
    return finish(
      'OFFLINE_KNOWN',
      [...reasons, { code: 'OFFLINE', message: 'No copy of this clip is present; bring its card back.' }],
      hit,
    );
  return finish(fit(hit) === 2 ? 'MATCHED' : 'MATCHED_PARTIAL', reasons, hit);
}

function plain(event: TimelineEvent, state: MatchState, reasons: readonly Reason[]): EventMatch {
  return result(event, undefined, state, reasons, [], 0);
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

function result(
  event: TimelineEvent,
  source: EventSource | undefined,
  state: MatchState,
  reasons: readonly Reason[],
  judged: readonly Judged[],
  count: number,
  chosen?: Judged,
): EventMatch {
  const frames = chosen?.placement ? bounds(chosen.placement, chosen.clip) : undefined;
  // What is only timecode is no candidate for an event whose name is known.
  const shown = (
    judged.some((each) => each.tier < 7) ? judged.filter((each) => each.tier < 7) : judged.filter((each) => fit(each) > 0)
  ).slice(0, shownCandidates);
  const settled = chosen !== undefined;
  const fix = settled ? undefined : fixFor(event, source, state, judged);
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

function fixFor(event: TimelineEvent, source: EventSource | undefined, state: MatchState, judged: readonly Judged[]): Fix | undefined {
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
