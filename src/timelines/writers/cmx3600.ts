import { nominalBase } from '../../domain/frameRate.ts';
import { formatRational } from '../../domain/rational.ts';
import { formatTimecode, frameOf, parseTimecode, supportsDropFrame, type TimecodeFormat } from '../../domain/timecode.ts';
import type { EventNameKind, Timeline, TimelineEvent } from '../../domain/timeline.ts';
import { formatSat, formatSop } from '../../syntax/cdlText.ts';
import { nameOfKind, oneLine, type TimelineWriter } from './writer.ts';

/** Reels are written in full: 32 columns as in File 32, more where a name needs them. Readers that split at spaces read either. */
const reelColumns = 32;

const noteKeys: Readonly<Partial<Record<EventNameKind, string>>> = {
  FROM_CLIP_NAME: 'FROM CLIP NAME',
  TO_CLIP_NAME: 'TO CLIP NAME',
  SOURCE_FILE: 'SOURCE FILE',
  FROM_FILE: 'FROM FILE',
  PATH: 'UNC PATH',
  REEL: 'REEL',
  TAPE: 'TAPE',
  CAMROLL: 'CAMROLL',
  LABROLL: 'LABROLL',
  SOUNDROLL: 'SOUNDROLL',
  CLIP_NAME: 'CLIP NAME',
  MASTER_CLIP: 'MASTER CLIP',
  UUID: 'UUID',
  UMID: 'UMID',
  MOB_ID: 'MOB ID',
  TRUNCATED_FROM: 'OTIO TRUNCATED REEL NAME FROM',
  FULL_REEL: 'REEL NAME',
  SOURCE_TABLE: 'REEL NAME',
};

/** CMX 3600 with long reels: what Avid, Resolve and Premiere call a File 32 or File 129 list. */
export const cmx3600Writer: TimelineWriter = {
  name: 'cmx3600',
  label: 'EDL (CMX 3600 with long reel names)',
  extension: 'edl',
  write(timeline) {
    const lines = [`TITLE: ${oneLine(timeline.title ?? 'UNTITLED')}`, fcm(timeline.dropFrame), ''];
    const width = timeline.events.reduce((widest, event) => Math.max(widest, reelOf(event).length), reelColumns);
    const { events, fromSides } = cutAtTransitions(timeline);
    let position = 0;
    let drop = timeline.dropFrame;
    events.forEach((event, index) => {
      const next = events[index + 1];
      const before = events[index - 1];
      const isFrom = isTransition(event) && next?.number === event.number && isTransition(next) && !(before?.number === event.number);
      const record = recordOf(event, timeline, position);
      position = record.next;
      // Labels without a mark on either side are read as FCM says.
      const unmarked = !event.dropFrame && !(event.recordDropFrame ?? event.dropFrame);
      if (unmarked && drop) {
        drop = false;
        lines.push(fcm(drop));
      }
      const from = fromSides.get(event);
      if (from) {
        lines.push(...linesOf(from, true, false, recordOf(from, timeline, position), width), ...linesOf(event, false, true, record, width));
        for (const side of [from, event]) lines.push(...speedLines(side, width, timeline));
        lines.push(...rateLines([from, event], timeline), ...sideNames(from, 'FROM'), ...sideNames(event, 'TO'), ...otherNotes(event));
        return;
      }
      lines.push(...linesOf(event, isFrom, isTransition(event) && before?.number === event.number, record, width));
      // Notes belong to the lines of one number together, so those of an A side wait for its B side.
      if (isFrom) return;
      const sides = isTransition(event) && before?.number === event.number && before ? [before, event] : [event];
      for (const side of sides) lines.push(...speedLines(side, width, timeline));
      lines.push(...rateLines(sides, timeline));
      for (const side of sides) lines.push(...noteLines(side));
    });
    return `${lines.join('\n')}\n`;
  },
};

const fcm = (drop: boolean): string => `FCM: ${drop ? 'DROP FRAME' : 'NON-DROP FRAME'}`;

type Cut = {
  readonly events: readonly TimelineEvent[];
  /** The A side of an event that begins with a transition: the frames that the event before shows in it. */
  readonly fromSides: ReadonlyMap<TimelineEvent, TimelineEvent>;
};

/**
 * Formats with clips that overlap (XML, AAF, OTIO) have a transition as the end of one and the beginning of the next. A list has it as two lines of the second,
 * and the first ends where it begins.
 */
function cutAtTransitions(timeline: Timeline): Cut {
  const events = [...timeline.events];
  const fromSides = new Map<TimelineEvent, TimelineEvent>();
  const lastOf = new Map<string, number>();
  timeline.events.forEach((event, index) => {
    const at = lastOf.get(event.track);
    lastOf.set(event.track, index);
    const before = at === undefined ? undefined : events[at];
    if (!isTransition(event) || (event.kind !== 'DISSOLVE' && event.kind !== 'WIPE')) return;
    if (before?.number === event.number || timeline.events[index + 1]?.number === event.number) return;
    const shared = before && overlap(before, event);
    const frames = before?.recordFrames ?? 0;
    if (!before || shared === undefined || shared <= 0) {
      // It comes out of nothing, which a list writes as black.
      const black = fromBlack(event);
      if (black) fromSides.set(event, black);
      return;
    }
    if (shared >= frames || before.sourceIn === undefined || before.sourceOut === undefined) return;
    const added = Math.round(((before.sourceFrames ?? 0) * shared) / frames);
    const [sourceIn, sourceOut] = before.reverse
      ? [shift(before.sourceIn, added, before, 'source'), before.sourceOut]
      : [before.sourceIn, shift(before.sourceOut, -added, before, 'source')];
    const isFrozen = before.speed.num === 0;
    const start = event.recordIn!;
    events[at!] = {
      ...before,
      ...(isFrozen ? {} : { sourceIn, sourceOut, sourceFrames: (before.sourceFrames ?? 0) - added }),
      recordOut: start,
      recordFrames: frames - shared,
    };
    const written = { ...event, transitionFrames: shared };
    events[index] = written;
    fromSides.set(written, {
      ...before,
      number: event.number,
      kind: event.kind,
      ...(isFrozen ? {} : before.reverse ? { sourceOut: sourceIn } : { sourceIn: sourceOut }),
      recordIn: start,
      recordOut: before.recordOut!,
      recordFrames: shared,
      transitionFrames: shared,
    });
  });
  return { events, fromSides };
}

function fromBlack(event: TimelineEvent): TimelineEvent | undefined {
  const { recordIn, transitionFrames: frames = 0, number, track, recordFrames = 0 } = event;
  if (recordIn === undefined || frames > recordFrames) return undefined;
  const [rate, dropFrame] = [event.recordRate ?? event.rate, event.recordDropFrame ?? event.dropFrame];
  const zero = formatTimecode(0, formatOf(event, 'record'));
  return {
    number,
    track,
    reel: 'BL',
    names: [],
    kind: 'GENERATOR',
    sourceIn: zero,
    sourceOut: shift(zero, frames, event, 'record'),
    sourceFrames: frames,
    recordIn,
    recordOut: shift(recordIn, frames, event, 'record'),
    recordFrames: frames,
    rate,
    dropFrame,
    speed: { num: 1, den: 1 },
    reverse: false,
    transitionFrames: frames,
    markers: [],
  };
}

/** Record frames that both show. */
function overlap(before: TimelineEvent, event: TimelineEvent): number | undefined {
  const [end, start] = [countOf(before.recordOut, before, 'record'), countOf(event.recordIn, event, 'record')];
  return end === undefined || start === undefined ? undefined : end - start;
}

const isTransition = (event: TimelineEvent): boolean =>
  event.transitionFrames !== undefined && event.transitionFrames > 0 && event.kind !== 'KEY';

/** What is made and has no reel of its own is GEN, so that nobody looks for it. */
function reelOf(event: TimelineEvent): string {
  const reel = oneLine(event.reel);
  return reel || (event.kind === 'GENERATOR' ? 'GEN' : 'AX');
}

type RecordLabels = { readonly in: string; readonly out: string; readonly next: number };

/** Lists without a record side (bins) are laid end to end from 01:00:00:00. */
function recordOf(event: TimelineEvent, timeline: Timeline, position: number): RecordLabels {
  if (event.recordIn !== undefined && event.recordOut !== undefined) return { in: event.recordIn, out: event.recordOut, next: position };
  const base = nominalBase(timeline.rate);
  const format = { base, dropFrame: timeline.dropFrame && supportsDropFrame(base) };
  const start = 3600 * base + position;
  const frames = event.recordFrames ?? event.sourceFrames ?? 0;
  return { in: formatTimecode(start, format), out: formatTimecode(start + frames, format), next: position + frames };
}

function linesOf(event: TimelineEvent, isFrom: boolean, isTo: boolean, record: RecordLabels, width: number): string[] {
  const source = sourceOf(event);
  const transition = event.transitionFrames ?? 0;
  const code = isTo
    ? `${event.kind === 'WIPE' ? (event.extra?.['cmx3600.edit'] ?? 'W001') : 'D'}`
    : event.kind === 'KEY'
      ? (event.extra?.['cmx3600.edit'] ?? 'K')
      : 'C';
  const length = isTo ? String(transition).padStart(3, '0') : '   ';
  const column = (from: string, to: string, recordIn: string, recordOut: string) =>
    `${event.number.padStart(3, '0')}  ${reelOf(event).padEnd(width)} ${channelsOf(event).padEnd(5)} ${code.padEnd(4)} ${length} ${from} ${to} ${recordIn} ${recordOut}`;
  if (!isFrom) return [column(source.in, source.out, record.in, record.out)];
  // The A side of a transition is written without the frames that the transition adds.
  const added = Math.round((transition * event.speed.num) / event.speed.den);
  const sourceIn = event.reverse ? shift(source.in, added, event, 'source') : source.in;
  const sourceOut = event.reverse ? source.out : shift(source.out, -added, event, 'source');
  return [column(sourceIn, event.speed.num === 0 ? sourceIn : sourceOut, record.in, shift(record.out, -transition, event, 'record'))];
}

function sourceOf(event: TimelineEvent): { readonly in: string; readonly out: string } {
  if (event.sourceIn !== undefined && event.sourceOut !== undefined) return { in: event.sourceIn, out: event.sourceOut };
  if (event.mediaFrameIn !== undefined && event.mediaFrameOut !== undefined)
    return { in: String(event.mediaFrameIn).padEnd(11), out: String(event.mediaFrameOut).padEnd(11) };
  // A source that is not known, or none: as long as its place, so that no retime is read into it.
  return { in: '00:00:00:00', out: shift('00:00:00:00', event.recordFrames ?? 0, event, 'record') };
}

function shift(label: string, frames: number, event: TimelineEvent, side: 'source' | 'record'): string {
  const count = countOf(label, event, side);
  return count === undefined ? String(Number(label) + frames).padEnd(11) : formatTimecode(count + frames, formatOf(event, side));
}

function formatOf(event: TimelineEvent, side: 'source' | 'record'): TimecodeFormat {
  const base = nominalBase(side === 'record' ? (event.recordRate ?? event.rate) : event.rate);
  return { base, dropFrame: (side === 'record' ? (event.recordDropFrame ?? event.dropFrame) : event.dropFrame) && supportsDropFrame(base) };
}

function countOf(label: string | undefined, event: TimelineEvent, side: 'source' | 'record'): number | undefined {
  const parsed = label === undefined ? undefined : parseTimecode(label);
  return parsed && frameOf(parsed, formatOf(event, side));
}

function channelsOf(event: TimelineEvent): string {
  return event.extra?.['cmx3600.channels'] ?? (/^(?:V|A)\d*$|^AA$/.test(event.track) ? event.track : event.kind === 'AUDIO' ? 'A' : 'V');
}

/** M2 counts in the list's rate, whatever the source's is. */
function speedLines(event: TimelineEvent, width: number, timeline: Timeline): string[] {
  if (event.kind !== 'FREEZE' && !event.reverse && event.speed.num === event.speed.den) return [];
  const perSecond = (nominalBase(timeline.rate) * event.speed.num) / event.speed.den;
  const digits = `${event.reverse ? '-' : ''}${perSecond.toFixed(1).padStart(5, '0')}`.padStart(8);
  return [
    `M2   ${reelOf(event).padEnd(width)} ${digits}                ${sourceOf(event).in.trim().length > 8 ? sourceOf(event).in : '00:00:00:00'}`,
  ];
}

/** What the source labels count in, where that is not the list's base: nothing else in a list can say it. */
function rateLines(sides: readonly TimelineEvent[], timeline: Timeline): string[] {
  const isUnlike = ({ rate, kind }: TimelineEvent) => kind !== 'GENERATOR' && nominalBase(rate) !== nominalBase(timeline.rate);
  return sides.some(isUnlike) ? sides.map(({ rate }) => `* SOURCE RATE: ${formatRational(rate)}`) : [];
}

/** Names of one side of a transition, in the keys that say which. */
function sideNames(event: TimelineEvent, side: 'FROM' | 'TO'): string[] {
  const named = [
    [`${side} CLIP NAME`, nameOfKind(event, 'CLIP_NAME', 'FROM_CLIP_NAME', 'TO_CLIP_NAME')],
    [`${side} FILE`, nameOfKind(event, 'SOURCE_FILE', 'FROM_FILE')],
    [`${side} CLIP`, nameOfKind(event, 'PATH')],
  ] as const;
  return named.flatMap(([key, value]) => (value === undefined || oneLine(value) === '' ? [] : [`* ${key}: ${oneLine(value)}`]));
}

function noteLines(event: TimelineEvent): string[] {
  const lines = event.names.flatMap(({ kind, value }) =>
    noteKeys[kind] && oneLine(value) !== '' ? [`* ${noteKeys[kind]}: ${oneLine(value)}`] : [],
  );
  return [...lines, ...otherNotes(event)];
}

function otherNotes(event: TimelineEvent): string[] {
  const lines: string[] = [];
  if (event.cdl) lines.push(`* ASC_SOP ${formatSop(event.cdl)}`, `* ASC_SAT ${formatSat(event.cdl)}`);
  for (const { timecode, color, text } of event.markers)
    lines.push(`* LOC: ${[timecode, color?.padEnd(7), oneLine(text)].filter(Boolean).join(' ')}`);
  for (const note of event.extra?.['cmx3600.notes']?.split('\n') ?? []) lines.push(`* ${oneLine(note)}`);
  return lines;
}
