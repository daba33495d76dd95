import { equalRationals, formatRational, rational } from '../../domain/rational.ts';
import { nominalBase, type FrameRate } from '../../domain/frameRate.ts';
import type { TimelineOptions } from '../../domain/timeline.ts';
import { supportsDropFrame } from '../../domain/timecode.ts';
import type { EditStatement, SpeedStatement, Stamp } from './statements.ts';

const candidateBases = [24, 25, 30, 48, 50, 60, 72, 96, 100, 120];

/** What the labels of a list give away about the rate that the list does not state. */
export type RateEvidence = {
  /** Highest frame digits seen on the record and on the source side. */
  readonly maxRecordFrame: number;
  /** Edits whose record side has labels. */
  readonly recordLabels: number;
  readonly maxSourceFrame: number;
  readonly maxSourceFrameByReel: ReadonlyMap<string, number>;
  /** Edits whose source and record durations agree in exactly one base, which then is the list's. */
  readonly votes: ReadonlyMap<number, number>;
  /** Highest source digit of the edits whose two durations read alike: their sides then count in one base. */
  readonly maxSharedFrame: number;
  /** A `;` or `FCM: DROP FRAME` somewhere. */
  readonly drop: boolean;
};

const isLabel = (stamp: Stamp): stamp is Exclude<Stamp, { frame: number }> => 'hours' in stamp;

export function gatherEvidence(edits: readonly EditStatement[], speeds: readonly SpeedStatement[], dropByFcm: boolean): RateEvidence {
  let maxRecordFrame = 0;
  let recordLabels = 0;
  let maxSharedFrame = 0;
  let maxSourceFrame = 0;
  let drop = dropByFcm;
  const byReel = new Map<string, number>();
  const votes = new Map<number, number>();
  for (const edit of edits) {
    const { sourceIn, sourceOut, recordIn, recordOut } = edit;
    if (isLabel(recordIn) && isLabel(recordOut)) {
      maxRecordFrame = Math.max(maxRecordFrame, recordIn.frames, recordOut.frames);
      recordLabels += 1;
      drop ||= recordIn.dropMark || recordOut.dropMark;
    }
    if (!isLabel(sourceIn) || !isLabel(sourceOut)) continue;
    drop ||= sourceIn.dropMark || sourceOut.dropMark;
    const highest = Math.max(sourceIn.frames, sourceOut.frames);
    maxSourceFrame = Math.max(maxSourceFrame, highest);
    if (highest > (byReel.get(edit.reel) ?? -1)) byReel.set(edit.reel, highest);
    if (!isLabel(recordIn) || !isLabel(recordOut)) continue;
    // Equal durations with unequal seconds carry frames over a second, and that takes exactly `base` frames.
    const seconds = secondsBetween(sourceIn, sourceOut) - secondsBetween(recordIn, recordOut);
    const frames = sourceOut.frames - sourceIn.frames - (recordOut.frames - recordIn.frames);
    const base = seconds === 0 ? Number.NaN : -frames / seconds;
    if (seconds === 0 && frames === 0) maxSharedFrame = Math.max(maxSharedFrame, highest);
    if (candidateBases.includes(base)) votes.set(base, (votes.get(base) ?? 0) + 1);
  }
  // Reverse at normal speed is by far the commonest negative M2, and it names the list's rate.
  const reversed = new Set(speeds.filter((speed) => speed.framesPerSecond < 0).map((speed) => -speed.framesPerSecond));
  for (const base of reversed) if (reversed.size === 1 && candidateBases.includes(base)) votes.set(base, (votes.get(base) ?? 0) + 1);
  return { maxRecordFrame, recordLabels, maxSourceFrame, maxSourceFrameByReel: byReel, maxSharedFrame, votes, drop };
}

type LabelTime = { readonly hours: number; readonly minutes: number; readonly seconds: number };

function secondsBetween(from: LabelTime, to: LabelTime): number {
  return (to.hours - from.hours) * 3600 + (to.minutes - from.minutes) * 60 + (to.seconds - from.seconds);
}

/** The smallest base in use that can count to this frame number. */
export function baseFor(maxFrame: number): number {
  return candidateBases.find((base) => base > maxFrame) ?? maxFrame + 1;
}

export type RateDecision = {
  readonly rate: FrameRate;
  readonly origin: string;
  readonly conflict?: { readonly message: string; readonly fix: string };
  /** Nothing in the list, the options or the production says it. */
  readonly assumed: boolean;
};

/**
 * `--rate`, else a rate stated in the list, else the production's unless the labels contradict it, else what the labels say, else 24.
 * A CMX list carries no rate, and a wrong one shifts every frame, so the origin is always told.
 */
export function decideRate(evidence: RateEvidence, options: TimelineOptions, stated: FrameRate | undefined): RateDecision {
  const inferred = inferBase(evidence);
  if (options.rate) {
    const base = nominalBase(options.rate);
    const against = contradiction(evidence, base, inferred.votedBase);
    return {
      rate: options.rate,
      origin: '--rate',
      assumed: false,
      ...(against
        ? {
            conflict: {
              message: `The list was read at ${formatRational(options.rate)}, but ${against}.`,
              fix: `Read it again with --rate ${inferred.base}.`,
            },
          }
        : {}),
    };
  }
  if (stated) return { rate: stated, origin: 'stated in the list', assumed: false };
  const production = options.productionRate;
  if (production) {
    const against = contradiction(evidence, nominalBase(production), inferred.votedBase);
    if (!against) return { rate: production, origin: 'production', assumed: false };
    return {
      rate: rateOfBase(inferred.base, evidence.drop),
      origin: `evidence: ${inferred.reason}`,
      assumed: false,
      conflict: {
        message: `The production runs at ${formatRational(production)}, but ${against}; the list was read at ${formatRational(rateOfBase(inferred.base, evidence.drop))}.`,
        fix: `If that is wrong, say --rate ${formatRational(production)}.`,
      },
    };
  }
  return {
    rate: rateOfBase(inferred.base, evidence.drop),
    origin: inferred.reason === '' ? 'assumed: nothing in the list tells its rate' : `evidence: ${inferred.reason}`,
    assumed: inferred.reason === '',
  };
}

function inferBase(evidence: RateEvidence): { readonly base: number; readonly reason: string; readonly votedBase: number | undefined } {
  const voted = [...evidence.votes].filter(([base]) => isLikely(base, evidence)).sort((a, b) => b[1] - a[1]);
  const [first, second] = voted;
  // One edit alone may be a mistyped line or a retime; two that agree, and no strong second, are not.
  const votedBase = first && first[1] >= 2 && first[1] >= 3 * (second?.[1] ?? 0) ? first[0] : undefined;
  if (votedBase !== undefined) {
    return { base: votedBase, reason: `the durations of ${first![1]} edits agree only at ${votedBase} frames a second`, votedBase };
  }
  const highest = Math.max(evidence.maxRecordFrame, evidence.maxSharedFrame);
  const single = first && voted.length === 1 ? first[0] : undefined;
  if (evidence.drop && highest < 60) {
    const base = highest >= 30 ? 60 : 30;
    return { base, reason: 'drop-frame timecode', votedBase };
  }
  if (highest >= 24) {
    const base = baseFor(highest);
    return { base, reason: `frame digits run up to ${highest}`, votedBase };
  }
  if (single !== undefined) return { base: single, reason: `the durations of one edit agree only at ${single} frames a second`, votedBase };
  // 23 as the highest of many digits is what base 24 looks like; a short list may simply never reach its highest.
  if (highest === 23 || evidence.maxSourceFrame === 23) return { base: 24, reason: 'frame digits run up to 23', votedBase };
  return { base: 24, reason: '', votedBase };
}

/**
 * Lists whose sources are written a frame too long vote for a base too many: 24 and the frame make 25. Hundreds of record labels that end just where a smaller
 * base does give them away.
 */
function isLikely(base: number, { maxRecordFrame, recordLabels }: RateEvidence): boolean {
  if (base <= maxRecordFrame) return false;
  const digits = maxRecordFrame + 1;
  return digits === base || !candidateBases.includes(digits) || (digits / base) ** recordLabels > 1e-6;
}

function contradiction(evidence: RateEvidence, base: number, votedBase: number | undefined): string | undefined {
  if (evidence.maxRecordFrame >= base) return `its record timecodes count up to frame ${evidence.maxRecordFrame}`;
  if (votedBase !== undefined && votedBase !== base) return `the durations of its edits agree only at ${votedBase} frames a second`;
  if (evidence.drop && !supportsDropFrame(base) && votedBase === undefined) return 'it is drop-frame, which exists at 29.97 and 59.94 only';
  return undefined;
}

/** 29.97 where the labels are drop-frame; else the integer rate: 23.976 and 24 have the same labels, and nothing here tells them apart. */
export function rateOfBase(base: number, drop: boolean): FrameRate {
  return drop && supportsDropFrame(base) ? rational(base * 1000, 1001) : rational(base);
}

/** The source rate of each reel whose labels cannot be counted at the list's rate: 25-frame sources in a 24-frame list. */
export function sourceRatesByReel(evidence: RateEvidence, listRate: FrameRate): ReadonlyMap<string, FrameRate> {
  const found = new Map<string, FrameRate>();
  if (evidence.maxSourceFrame < nominalBase(listRate)) return found;
  for (const [reel, highest] of evidence.maxSourceFrameByReel) {
    if (highest < nominalBase(listRate)) continue;
    const rate = rateOfBase(baseFor(highest), false);
    if (!equalRationals(rate, listRate)) found.set(reel, rate);
  }
  return found;
}
