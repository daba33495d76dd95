/** What a timeline's pull has to deliver: pure arithmetic over matched events. Frames are clip frames, `out` exclusive. */
import type { Cdl } from '../cdl.ts';
import type { EventMatch } from '../match/result.ts';
import type { Marker, TimelineEvent } from '../timeline.ts';
import { compareRationals, formatRational, one, type Rational } from '../rational.ts';
import type { Problem } from '../problem.ts';

export type PullEvent = {
  readonly number: string;
  readonly kind: string;
  /** State, clip and frames of the match. */
  readonly state: string;
  readonly clipId?: string;
  readonly clipFrameIn?: number;
  readonly clipFrameOut?: number;
  readonly missingHeadFrames: number;
  readonly missingTailFrames: number;
  readonly speed: Rational;
  readonly reverse: boolean;
  /** Its speed changes within it. */
  readonly variableSpeed?: boolean;
  readonly sourceIn?: string;
  readonly sourceOut?: string;
  readonly recordIn?: string;
  readonly recordOut?: string;
  readonly markers?: readonly Marker[];
  readonly cdl?: Cdl;
};

/** An event with its stored match, as a pull sees it. */
export function pullEvent({ event, match }: { readonly event: TimelineEvent; readonly match?: EventMatch }): PullEvent {
  return {
    number: event.number,
    kind: event.kind,
    state: match?.state ?? 'UNMATCHED',
    ...(match?.clipId === undefined ? {} : { clipId: match.clipId }),
    ...(match?.clipFrameIn === undefined ? {} : { clipFrameIn: match.clipFrameIn }),
    ...(match?.clipFrameOut === undefined ? {} : { clipFrameOut: match.clipFrameOut }),
    missingHeadFrames: match?.missingHeadFrames ?? 0,
    missingTailFrames: match?.missingTailFrames ?? 0,
    speed: event.speed ?? one,
    reverse: event.reverse,
    ...(event.variableSpeed ? { variableSpeed: true } : {}),
    ...(event.sourceIn === undefined ? {} : { sourceIn: event.sourceIn }),
    ...(event.sourceOut === undefined ? {} : { sourceOut: event.sourceOut }),
    ...(event.recordIn === undefined ? {} : { recordIn: event.recordIn }),
    ...(event.recordOut === undefined ? {} : { recordOut: event.recordOut }),
    ...(event.cdl ? { cdl: event.cdl } : {}),
    markers: event.markers,
  };
}

/** One plate: handles included, clamped to the clip. */
export type PlannedPlate = {
  readonly clipId: string;
  readonly in: number;
  readonly out: number;
  readonly cutIn: number;
  readonly cutOut: number;
  readonly headHandles: number;
  readonly tailHandles: number;
  readonly events: readonly PullEvent[];
  readonly problems: readonly Problem[];
};

export type PullOutline = { readonly plates: readonly PlannedPlate[]; readonly findings: readonly Problem[] };

/** Source frames on each side that give the asked handles in the cut: a retime at 200 % reads two for each, one at 30 % still needs one. */
export function sourceHandles(handles: number, speed: Rational): number {
  return Math.ceil((handles * Math.abs(speed.num)) / speed.den);
}

type Want = { readonly event: PullEvent; readonly clipId: string; readonly in: number; readonly out: number };

/** States that say nothing was shot for the event, so that nothing is missing. */
const nothingToPull: ReadonlySet<string> = new Set(['GENERATED', 'NON_CAMERA']);

/**
 * Plates of the events, in the order of the list. Events of one clip whose ranges with handles overlap, or lie at most `gapFrames` apart, share a plate; retimes are delivered
 * at source speed, those whose speed varies with twice the handles. Events that cannot be pulled are findings: MATCH_AMBIGUOUS, MATCH_PARTIAL, CLIP_OFFLINE, EVENT_UNMATCHED, RETIME_NOT_REPRESENTABLE.
 */
export function outlinePull(
  events: readonly PullEvent[],
  clipFrames: ReadonlyMap<string, number>,
  options: { readonly handles: number; readonly gapFrames: number },
): PullOutline {
  const findings: Problem[] = [];
  const wanted: Want[] = [];
  for (const event of events) {
    if (event.kind === 'AUDIO' || nothingToPull.has(event.state)) continue;
    const refusal = refusalOf(event);
    if (refusal) findings.push(refusal);
    if (event.clipId === undefined || event.clipFrameIn === undefined || event.clipFrameOut === undefined || refusal?.severity === 'BLOCK')
      continue;
    if (event.clipFrameOut > event.clipFrameIn)
      wanted.push({ event, clipId: event.clipId, in: event.clipFrameIn, out: event.clipFrameOut });
  }
  return { plates: consolidated(wanted, clipFrames, options), findings };
}

function refusalOf(event: PullEvent): Problem | undefined {
  const about = (severity: Problem['severity'], code: string, message: string): Problem => ({
    severity,
    code,
    message: `Event ${event.number}: ${message}`,
    at: event.number,
  });
  if (event.state === 'AMBIGUOUS') return about('BLOCK', 'MATCH_AMBIGUOUS', 'several clips fit it equally; choose one, then plan again.');
  if (event.state === 'OFFLINE_KNOWN') return about('BLOCK', 'CLIP_OFFLINE', 'its clip is known, and no copy of it is present.');
  if (event.state === 'MATCHED_PARTIAL')
    return about(
      'ERROR',
      'MATCH_PARTIAL',
      `the clip lacks ${event.missingHeadFrames} frames before and ${event.missingTailFrames} after; what there is is pulled.`,
    );
  if (event.clipId === undefined) return about('BLOCK', 'EVENT_UNMATCHED', `it is ${event.state}; match it or leave it out.`);
  if (event.variableSpeed)
    return about(
      'WARN',
      'RETIME_NOT_REPRESENTABLE',
      'its speed varies, of which a list keeps at best the first and last frame; its plate is at source speed and has twice the handles.',
    );
  if (event.reverse || compareRationals(event.speed, one) !== 0)
    return about(
      'WARN',
      'RETIME_NOT_REPRESENTABLE',
      `it plays at ${event.reverse ? '-' : ''}${formatRational(event.speed)}; the plate is at source speed, see the count sheet.`,
    );
  return undefined;
}

function consolidated(
  wanted: readonly Want[],
  clipFrames: ReadonlyMap<string, number>,
  options: { readonly handles: number; readonly gapFrames: number },
): PlannedPlate[] {
  const groups: {
    clipId: string;
    in: number;
    out: number;
    cutIn: number;
    cutOut: number;
    events: PullEvent[];
    order: number;
    isShort: boolean;
  }[] = [];
  const sorted = wanted
    .map((want, order) => ({ ...want, order }))
    .sort((a, b) => (a.clipId === b.clipId ? a.in - b.in : a.clipId < b.clipId ? -1 : 1));
  for (const want of sorted) {
    const frames = clipFrames.get(want.clipId) ?? want.out;
    const asked = sourceHandles(options.handles, want.event.speed);
    const handles = want.event.variableSpeed ? 2 * asked : asked;
    const [first, end] = [Math.max(0, want.in - handles), Math.min(frames, want.out + handles)];
    const isShort = first > want.in - asked || end < want.out + asked;
    const last = groups.at(-1);
    if (last && last.clipId === want.clipId && first <= last.out + options.gapFrames) {
      last.out = Math.max(last.out, end);
      last.cutIn = Math.min(last.cutIn, want.in);
      last.cutOut = Math.max(last.cutOut, want.out);
      last.events.push(want.event);
      last.order = Math.min(last.order, want.order);
      last.isShort ||= isShort;
    } else
      groups.push({
        clipId: want.clipId,
        in: first,
        out: end,
        cutIn: want.in,
        cutOut: want.out,
        events: [want.event],
        order: want.order,
        isShort,
      });
  }
  return groups
    .sort((a, b) => a.order - b.order)
    .map((group) => {
      const [headHandles, tailHandles] = [group.cutIn - group.in, group.out - group.cutOut];
      const problems: Problem[] = [];
      if (group.isShort)
        problems.push({
          severity: 'WARN',
          code: 'HANDLE_SHORT',
          message: `The clip gives ${headHandles} frames of handle before and ${tailHandles} after; ${options.handles} were asked for.`,
        });
      if (group.events.length > 1)
        problems.push({
          severity: 'INFO',
          code: 'EVENT_DUPLICATE',
          message: `Events ${group.events.map((event) => event.number).join(', ')} share this plate.`,
        });
      return {
        clipId: group.clipId,
        in: group.in,
        out: group.out,
        cutIn: group.cutIn,
        cutOut: group.cutOut,
        headHandles,
        tailHandles,
        events: group.events,
        problems,
      };
    });
}
