import { contains, frameCountOf, mergeRanges, type FrameRange } from './frameRange.ts';
import { nominalBase } from './frameRate.ts';
import { equalRationals, formatRational } from './rational.ts';
import { frameOf, parseTimecode, supportsDropFrame } from './timecode.ts';
import type { TimelineEvent } from './timeline.ts';

/** What became of an event from one version of a cut to the next. `SLIPPED`: same length and place, other frames. */
export type ChangeKind = 'ADDED' | 'CUT' | 'UNCHANGED' | 'SLIPPED' | 'EXTENDED' | 'SHORTENED' | 'MOVED' | 'RETIMED';

export type EventComparison = {
  readonly kind: ChangeKind;
  readonly older?: TimelineEvent;
  readonly newer?: TimelineEvent;
  /** Source frames that the newer event reads before the older one's first, and after its last; negative where it reads fewer. */
  readonly headFrames: number;
  readonly tailFrames: number;
  /** Frames by which its record in changed; 0 where either has none. */
  readonly recordShiftFrames: number;
  /** One plain sentence. */
  readonly message: string;
};

export type TimelineDifference = {
  /** In the order of the newer cut; what was cut out follows. */
  readonly changes: readonly EventComparison[];
  readonly summary: Readonly<Record<ChangeKind, number>>;
};

type Place = {
  readonly event: TimelineEvent;
  readonly source: FrameRange | undefined;
  readonly recordIn: number | undefined;
  readonly key: string;
};

/**
 * Compares two versions of a cut, frame by frame. Events correspond when they use the same source (reel and strongest name) on the same kind
 * of track; among several uses of one source, those that read the same frames go together, then those that overlap most, then
 * those nearest in the record. Generators and sound are left out: no plate depends on them.
 */
export function compareTimelines(older: readonly TimelineEvent[], newer: readonly TimelineEvent[]): TimelineDifference {
  const before = groupByKey(older);
  const partner = new Map<TimelineEvent, Place>();
  const taken = new Set<TimelineEvent>();
  for (const [key, places] of groupByKey(newer)) {
    for (const [next, last] of pair(places, before.get(key) ?? [])) {
      partner.set(next.event, last);
      taken.add(last.event);
    }
  }
  const changes: EventComparison[] = [];
  for (const place of placesOf(newer)) changes.push(describe(partner.get(place.event), place));
  for (const place of placesOf(older)) if (!taken.has(place.event)) changes.push(describe(place, undefined));
  const summary: Record<ChangeKind, number> = {
    ADDED: 0,
    CUT: 0,
    UNCHANGED: 0,
    SLIPPED: 0,
    EXTENDED: 0,
    SHORTENED: 0,
    MOVED: 0,
    RETIMED: 0,
  };
  for (const change of changes) summary[change.kind] += 1;
  return { changes, summary };
}

function placesOf(events: readonly TimelineEvent[]): Place[] {
  return events.filter((event) => event.kind !== 'AUDIO' && event.kind !== 'GENERATOR').map(placeOf);
}

function placeOf(event: TimelineEvent): Place {
  return { event, source: sourceRange(event), recordIn: frameAt(event.recordIn, event, 'record'), key: keyOf(event) };
}

/** Names that stay the same from cut to cut, strongest first; a clip's name in the bin is only taken where the reel says nothing. */
function keyOf(event: TimelineEvent): string {
  const strong = event.names.find((name) => ['MOB_ID', 'SOURCE_FILE', 'PATH', 'FULL_REEL', 'SOURCE_TABLE', 'TAPE'].includes(name.kind));
  const weak = event.names.find((name) => ['FROM_CLIP_NAME', 'TO_CLIP_NAME', 'CLIP_NAME', 'FROM_FILE'].includes(name.kind));
  const named = strong?.value ?? (event.reel === '' || /^(?:AX|UNKNOWN)$/i.test(event.reel) ? weak?.value : event.reel) ?? event.reel;
  return named.toUpperCase();
}

function groupByKey(events: readonly TimelineEvent[]): Map<string, Place[]> {
  const groups = new Map<string, Place[]>();
  for (const place of placesOf(events)) {
    const group = groups.get(place.key);
    if (group) group.push(place);
    else groups.set(place.key, [place]);
  }
  return groups;
}

/** More uses of one source than this are paired in order; scoring every pair of 100,000 uses of a stock shot would never end. */
const mostScored = 400;

/** The source frames of an event as a range from midnight; media frames where it has no timecode. A range over midnight goes beyond 24 hours. */
export function sourceRange(event: TimelineEvent): FrameRange | undefined {
  const start = frameAt(event.playedIn ?? event.sourceIn, event, 'source');
  if (start !== undefined) {
    const end = frameAt(event.playedOut, event, 'source');
    const frames = event.playedOut !== undefined && end !== undefined ? end - start : event.sourceFrames;
    return frames === undefined || frames < 0 ? undefined : { start, end: start + frames };
  }
  if (event.mediaFrameIn === undefined || event.mediaFrameOut === undefined) return undefined;
  return { start: event.mediaFrameIn, end: event.mediaFrameOut };
}

function frameAt(label: string | undefined, event: TimelineEvent, side: 'source' | 'record'): number | undefined {
  const parsed = label === undefined ? undefined : parseTimecode(label);
  if (!parsed) return undefined;
  const base = nominalBase(side === 'record' ? (event.recordRate ?? event.rate) : event.rate);
  const dropFrame = (side === 'record' ? (event.recordDropFrame ?? event.dropFrame) : event.dropFrame) && supportsDropFrame(base);
  return frameOf(parsed, { base, dropFrame });
}

function pair(next: readonly Place[], last: readonly Place[]): [Place, Place][] {
  if (next.length * last.length > mostScored * mostScored) return next.slice(0, last.length).map((place, index) => [place, last[index]!]);
  const scored = next.flatMap((n, i) => last.map((l, j) => ({ n, l, score: likeness(n, l), order: Math.abs(i - j) })));
  scored.sort((a, b) => b.score - a.score || a.order - b.order);
  const pairs: [Place, Place][] = [];
  const used = new Set<Place>();
  for (const { n, l, score } of scored) {
    if (used.has(n) || used.has(l) || score < 0) continue;
    used.add(n).add(l);
    pairs.push([n, l]);
  }
  return pairs;
}

/** Frames in common decide; the same frames in full beat any overlap; record distance only breaks ties. Negative: another use of the source. */
function likeness(a: Place, b: Place): number {
  const distance = a.recordIn !== undefined && b.recordIn !== undefined ? Math.abs(a.recordIn - b.recordIn) : 0;
  const near = 1 / (1 + distance);
  if (!a.source || !b.source) return a.source === b.source ? 1 + near : 0;
  if (a.source.start === b.source.start && a.source.end === b.source.end) return 1_000_000_000 + near;
  const overlap = Math.min(a.source.end, b.source.end) - Math.max(a.source.start, b.source.start);
  if (overlap > 0) return overlap + near;
  // No frame in common: the same shot slipped far, if it still sits where it sat; else another use.
  return distance === 0 && a.recordIn !== undefined ? near : -1;
}

function describe(older: Place | undefined, newer: Place | undefined): EventComparison {
  if (!older || !newer) {
    const event = (newer ?? older)!.event;
    return {
      kind: newer ? 'ADDED' : 'CUT',
      ...(older ? { older: older.event } : {}),
      ...(newer ? { newer: newer.event } : {}),
      headFrames: 0,
      tailFrames: 0,
      recordShiftFrames: 0,
      message: newer ? `Event ${event.number} (${nameOf(event)}) is new.` : `Event ${event.number} (${nameOf(event)}) was cut out.`,
    };
  }
  const [a, b] = [older.source, newer.source];
  const headFrames = a && b ? a.start - b.start || 0 : 0;
  const tailFrames = a && b ? b.end - a.end || 0 : 0;
  const recordShiftFrames = older.recordIn !== undefined && newer.recordIn !== undefined ? newer.recordIn - older.recordIn : 0;
  const retimed = !equalRationals(older.event.speed, newer.event.speed) || older.event.reverse !== newer.event.reverse;
  const kind = kindOf(headFrames, tailFrames, recordShiftFrames, retimed);
  return {
    kind,
    older: older.event,
    newer: newer.event,
    headFrames,
    tailFrames,
    recordShiftFrames,
    message: sentence(kind, older.event, newer.event, headFrames, tailFrames, recordShiftFrames),
  };
}

function kindOf(head: number, tail: number, shift: number, retimed: boolean): ChangeKind {
  if (retimed) return 'RETIMED';
  if (head === 0 && tail === 0) return shift === 0 ? 'UNCHANGED' : 'MOVED';
  if (head === -tail) return 'SLIPPED';
  return head > 0 || tail > 0 ? 'EXTENDED' : 'SHORTENED';
}

const nameOf = (event: TimelineEvent): string => event.reel || (event.names[0]?.value ?? 'no name');

const frames = (count: number): string => `${Math.abs(count)} frame${Math.abs(count) === 1 ? '' : 's'}`;

function sentence(kind: ChangeKind, older: TimelineEvent, newer: TimelineEvent, head: number, tail: number, shift: number): string {
  const subject = `Event ${newer.number} (${nameOf(newer)})`;
  const moved = shift === 0 ? '' : `, and sits ${frames(shift)} ${shift > 0 ? 'later' : 'earlier'}`;
  const speed = (event: TimelineEvent) => `${event.reverse ? '-' : ''}${formatRational(event.speed)}`;
  const ends = [
    ...(head === 0 ? [] : [`${frames(head)} ${head > 0 ? 'earlier' : 'later'} at the head`]),
    ...(tail === 0 ? [] : [`${frames(tail)} ${tail > 0 ? 'later' : 'earlier'} at the tail`]),
  ].join(' and ');
  if (kind === 'UNCHANGED') return `${subject} is unchanged.`;
  if (kind === 'MOVED') return `${subject} reads the same frames, ${frames(shift)} ${shift > 0 ? 'later' : 'earlier'} in the cut.`;
  if (kind === 'SLIPPED') return `${subject} slipped: it reads ${frames(head)} ${head > 0 ? 'earlier' : 'later'}${moved}.`;
  if (kind === 'RETIMED')
    return `${subject} plays at ${speed(newer)} instead of ${speed(older)}${ends === '' ? '' : `, from ${ends}`}${moved}.`;
  return `${subject} is ${kind === 'EXTENDED' ? 'longer' : 'shorter'}: it begins or ends ${ends}${moved}.`;
}

/** Frames of one source that exist as plates, handles included; `source` as `sourceKey` names it. */
export type DeliveredRange = { readonly source: string; readonly range: FrameRange };

export type Uncovered = {
  readonly event: TimelineEvent;
  /** Source frames wanted, with handles. */
  readonly wanted: FrameRange;
  /** The parts of it that no delivered range holds, in order. */
  readonly missing: readonly FrameRange[];
  readonly missingFrames: number;
};

/** How a delivered range and an event agree on what their source is. */
export function sourceKey(event: TimelineEvent): string {
  return keyOf(event);
}

/**
 * Events whose frames, with `handleFrames` on each side, are no longer covered by what was delivered. Handles are source frames, so a retimed
 * event wants as many at its head as a plain one (matching.md 2.10).
 */
export function uncovered(events: readonly TimelineEvent[], delivered: readonly DeliveredRange[], handleFrames = 0): Uncovered[] {
  const bySource = new Map<string, FrameRange[]>();
  for (const { source, range } of delivered) bySource.set(source, [...(bySource.get(source) ?? []), range]);
  const merged = new Map([...bySource].map(([source, ranges]) => [source, mergeRanges(ranges)]));
  return placesOf(events).flatMap((place) => {
    if (!place.source) return [];
    const wanted = { start: place.source.start - handleFrames, end: place.source.end + handleFrames };
    const held = merged.get(place.key) ?? [];
    if (held.some((range) => contains(range, wanted))) return [];
    const missing = subtractRanges(wanted, held);
    return [{ event: place.event, wanted, missing, missingFrames: missing.reduce((sum, range) => sum + frameCountOf(range), 0) }];
  });
}

/** What is left of `from` without `ranges` (sorted, apart). */
function subtractRanges(from: FrameRange, ranges: readonly FrameRange[]): FrameRange[] {
  const left: FrameRange[] = [];
  let start = from.start;
  for (const range of ranges) {
    if (range.end <= start) continue;
    if (range.start >= from.end) break;
    if (range.start > start) left.push({ start, end: range.start });
    start = Math.max(start, range.end);
  }
  if (start < from.end) left.push({ start, end: from.end });
  return left;
}
