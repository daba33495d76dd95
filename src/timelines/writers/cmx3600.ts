import { nominalBase } from '../../domain/frameRate.ts';
import { formatTimecode, frameOf, parseTimecode, supportsDropFrame } from '../../domain/timecode.ts';
import type { EventNameKind, Timeline, TimelineEvent } from '../../domain/timeline.ts';
import { formatSat, formatSop } from '../../syntax/cdlText.ts';
import { oneLine, type TimelineWriter } from './writer.ts';

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
    const lines = [`TITLE: ${oneLine(timeline.title ?? 'UNTITLED')}`, `FCM: ${timeline.dropFrame ? 'DROP FRAME' : 'NON-DROP FRAME'}`, ''];
    const width = timeline.events.reduce((widest, event) => Math.max(widest, reelOf(event).length), reelColumns);
    let position = 0;
    timeline.events.forEach((event, index) => {
      const next = timeline.events[index + 1];
      const before = timeline.events[index - 1];
      const isFrom = isTransition(event) && next?.number === event.number && isTransition(next) && !(before?.number === event.number);
      const record = recordOf(event, timeline, position);
      position = record.next;
      lines.push(...linesOf(event, isFrom, isTransition(event) && before?.number === event.number, record, width));
      // Notes belong to the lines of one number together, so those of an A side wait for its B side.
      if (isFrom) return;
      const sides = isTransition(event) && before?.number === event.number && before ? [before, event] : [event];
      for (const side of sides) lines.push(...speedLines(side, width));
      for (const side of sides) lines.push(...noteLines(side));
    });
    return `${lines.join('\n')}\n`;
  },
};

const isTransition = (event: TimelineEvent): boolean =>
  event.transitionFrames !== undefined && event.transitionFrames > 0 && event.kind !== 'KEY';

const reelOf = (event: TimelineEvent): string => oneLine(event.reel) || 'AX';

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
  return { in: '00:00:00:00', out: '00:00:00:00' };
}

function shift(label: string, frames: number, event: TimelineEvent, side: 'source' | 'record'): string {
  const parsed = parseTimecode(label);
  if (!parsed) return String(Number(label) + frames).padEnd(11);
  const base = nominalBase(side === 'record' ? (event.recordRate ?? event.rate) : event.rate);
  const dropFrame = (side === 'record' ? (event.recordDropFrame ?? event.dropFrame) : event.dropFrame) && supportsDropFrame(base);
  return formatTimecode(frameOf(parsed, { base, dropFrame }) + frames, { base, dropFrame });
}

function channelsOf(event: TimelineEvent): string {
  return event.extra?.['cmx3600.channels'] ?? (/^(?:V|A)\d*$|^AA$/.test(event.track) ? event.track : event.kind === 'AUDIO' ? 'A' : 'V');
}

function speedLines(event: TimelineEvent, width: number): string[] {
  if (event.kind !== 'FREEZE' && !event.reverse && event.speed.num === event.speed.den) return [];
  const perSecond = (nominalBase(event.rate) * event.speed.num) / event.speed.den;
  const digits = `${event.reverse ? '-' : ''}${perSecond.toFixed(1).padStart(5, '0')}`.padStart(8);
  return [
    `M2   ${reelOf(event).padEnd(width)} ${digits}                ${sourceOf(event).in.trim().length > 8 ? sourceOf(event).in : '00:00:00:00'}`,
  ];
}

function noteLines(event: TimelineEvent): string[] {
  const lines = event.names.flatMap(({ kind, value }) =>
    noteKeys[kind] && oneLine(value) !== '' ? [`* ${noteKeys[kind]}: ${oneLine(value)}`] : [],
  );
  if (event.cdl) lines.push(`* ASC_SOP ${formatSop(event.cdl)}`, `* ASC_SAT ${formatSat(event.cdl)}`);
  for (const { timecode, color, text } of event.markers)
    lines.push(`* LOC: ${[timecode, color?.padEnd(7), oneLine(text)].filter(Boolean).join(' ')}`);
  for (const note of event.extra?.['cmx3600.notes']?.split('\n') ?? []) lines.push(`* ${oneLine(note)}`);
  return lines;
}
