import { nominalBase, parseFrameRate, type FrameRate } from '../../domain/frameRate.ts';
import type { EventKind, EventName, Marker, TimelineEvent, TimelineOptions } from '../../domain/timeline.ts';
import type { DiagnosticLog } from '../../syntax/diagnostics.ts';
import { parseSat, parseSop, neutralSop } from '../../syntax/cdlText.ts';
import type { Cdl } from '../../domain/cdl.ts';
import { sideOf, type Clock, type Side } from './clock.ts';
import { motionOf, normalMotion, statedSpeed, type Motion } from './motion.ts';
import { nameKeys, parseMarker, parseReelIsClip, parseReplacedReel, type Note } from './notes.ts';
import { parseTimecode } from '../../domain/timecode.ts';
import type { EditStatement, SpeedStatement, Stamp } from './statements.ts';

/** The edit lines that belong to one event and everything written about them. */
export type Group = {
  readonly edits: EditStatement[];
  /** `FCM` in force at each edit; undefined before the first. */
  readonly drop: (boolean | undefined)[];
  readonly speeds: SpeedStatement[];
  readonly notes: Note[];
  readonly other: string[];
  audioChannels?: string;
};

export type AssemblyContext = {
  readonly clock: Clock;
  readonly rate: FrameRate;
  readonly options: TimelineOptions;
  readonly log: DiagnosticLog;
  /** The last event of each track, for a transition whose A side is not written out. */
  readonly lastOfTrack: Map<string, TimelineEvent>;
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const generatorReels = /^(?:BL|BLK|BLACK|BARS?|GEN|KEY|COLOU?R)$/i;
/** Clips that Premiere and Final Cut make up themselves; they carry the reel AX. */
const generatedClips =
  /^(?:BLACK(?: VIDEO)?|(?:HD )?(?:COLOU?R )?BARS(?: AND TONE)?|COLOU?R MATTE|TRANSPARENT VIDEO|(?:UNIVERSAL )?COUNTING LEADER|ADJUSTMENT LAYER|SLUG)$/i;

/** The events of one group: one for a cut, one a side for a transition, one a layer for a key. */
export function assemble(group: Group, context: AssemblyContext): TimelineEvent[] {
  const { edits } = group;
  const events: TimelineEvent[] = [];
  const speeds = assignSpeeds(group, context);
  const names = assignNames(group);
  edits.forEach((edit, index) => {
    const next = edits[index + 1];
    const event = eventOf(group, index, next, speeds[index], names[index] ?? [], context);
    if (event) events.push(event);
  });
  const first = edits[0]!;
  if (edits.length === 1 && (first.type === 'DISSOLVE' || first.type === 'WIPE')) {
    const from = unwrittenFromSide(first, context);
    if (from) events.unshift(from);
  }
  const last = events.at(-1);
  if (last) context.lastOfTrack.set(last.track, last);
  return events;
}

function eventOf(
  group: Group,
  index: number,
  next: EditStatement | undefined,
  speed: SpeedStatement | undefined,
  names: readonly EventName[],
  context: AssemblyContext,
): TimelineEvent | undefined {
  const edit = group.edits[index]!;
  const { log } = context;
  const record = sideOf(edit.recordIn, edit.recordOut, edit, 'record', group.drop[index], context.clock);
  const isFrom = edit.type === 'CUT' && next !== undefined && (next.type === 'DISSOLVE' || next.type === 'WIPE');
  const transition = isFrom ? next.transitionFrames : edit.type === 'CUT' ? undefined : edit.transitionFrames;
  const emptyLayer = edit.type === 'KEY' && record.frames === 0;
  const extend = isFrom ? (transition ?? 0) : emptyLayer ? layerFrames(group, index, context) : 0;
  let source = sideOf(edit.sourceIn, edit.sourceOut, edit, 'source', group.drop[index], context.clock, {
    expectFrames: expectedSource(record.frames, speed, context.rate),
    mayRunBackwards: (speed?.framesPerSecond ?? 0) < 0,
    rate: statedSourceRate(group, index),
  });
  if (record.frames === 0 && source.frames === 0 && extend === 0 && edit.type !== 'KEY') {
    if (group.edits.length === 1) {
      log.add('INFO', 'ZERO_LENGTH', `Event ${edit.number} has no length on either side and was left out.`, { line: edit.line });
    }
    return undefined;
  }
  let motion: Motion =
    extend > 0 && record.frames === 0
      ? openMotion(speed, context.rate)
      : motionOf(inRecordFrames(source, record, speed !== undefined), record.frames ?? 0, speed, context.rate);
  if (!speed && source.frames === 1 && group.notes.some((note) => /^\*?\s*FREEZE FRAME/i.test(note.text))) {
    motion = { ...normalMotion, speed: { num: 0, den: 1 }, freeze: true };
  }
  if (motion.doubt)
    log.add('WARN', motion.doubt.code, `Event ${edit.number}: ${motion.doubt.message}`, {
      line: speed?.line ?? edit.line,
      fix: motion.doubt.fix,
    });
  if (emptyLayer && extend > 0) {
    log.add(
      'WARN',
      'KEY_WITHOUT_LENGTH',
      `The key layer of event ${edit.number} has no length; it was given the ${extend} frames of the layer beneath.`,
      {
        line: edit.line,
        fix: 'Write the range of the key layer.',
      },
    );
  }
  if (!speed && !motion.freeze && edit.type !== 'KEY') checkDurations(edit, source, record, context);
  const recordSide = extend > 0 ? record.extendedBy(extend) : record;
  if (motion.freeze) source = source.withFrames(1);
  else if (extend > 0) source = source.extendedBy(Math.round((extend * motion.speed.num) / motion.speed.den), motion.reverse);
  const event: Mutable<TimelineEvent> = {
    number: edit.number,
    line: edit.line,
    reel: edit.reel,
    names,
    track: trackOf(edit),
    kind: kindOf(edit, isFrom ? next : undefined, motion, names),
    rate: source.rate,
    dropFrame: source.dropFrame,
    speed: motion.speed,
    reverse: motion.reverse,
    markers: markersOf(group, index),
  };
  if (source.in !== undefined) event.sourceIn = source.in;
  if (source.out !== undefined) event.sourceOut = source.out;
  if (source.frames !== undefined) event.sourceFrames = source.frames;
  if (source.mediaIn !== undefined) event.mediaFrameIn = source.mediaIn;
  if (source.mediaOut !== undefined) event.mediaFrameOut = source.mediaOut;
  if (recordSide.in !== undefined) event.recordIn = recordSide.in;
  if (recordSide.out !== undefined) event.recordOut = recordSide.out;
  if (recordSide.frames !== undefined) event.recordFrames = recordSide.frames;
  if (recordSide.rate !== source.rate) event.recordRate = recordSide.rate;
  if (recordSide.dropFrame !== source.dropFrame) event.recordDropFrame = recordSide.dropFrame;
  if (motion.variable) event.variableSpeed = true;
  if (motion.playedFrames !== undefined && extend === 0) {
    const last = source.withFrames(1);
    const played =
      motion.reverse && source.frames === 1 ? last.extendedBy(motion.playedFrames - 1, true) : source.withFrames(motion.playedFrames);
    if (played.in !== undefined) event.playedIn = played.in;
    if (played.out !== undefined) event.playedOut = played.out;
  }
  if (transition !== undefined && (isFrom || edit.type === 'DISSOLVE' || edit.type === 'WIPE')) event.transitionFrames = transition;
  const cdl = cdlOf(group, index, context);
  if (cdl) event.cdl = cdl;
  const extra = extraOf(group, index, edit);
  if (extra) event.extra = extra;
  return event;
}

/** `* SOURCE RATE: 25/1`, which our own writer notes where a source counts in another rate than its list. */
function statedSourceRate(group: Group, index: number): FrameRate | undefined {
  const notes = group.notes.filter((note) => note.key === 'SOURCE RATE');
  const note = notes[Math.min(index, notes.length - 1)];
  return note && parseFrameRate(note.value);
}

/** Source frames as record frames: one for one where the counts agree and nothing is retimed, else by the time that they last. */
function inRecordFrames(source: Side, record: Side, retimed: boolean): number {
  const [frames, length] = [source.frames ?? 0, record.frames ?? 0];
  if (nominalBase(source.rate) === nominalBase(record.rate) || (!retimed && Math.abs(frames - length) <= 2)) return frames;
  const lasting = (frames * source.rate.den * record.rate.num) / (source.rate.num * record.rate.den);
  return !retimed && Math.abs(lasting - length) <= 2 ? length : Math.round(lasting);
}

function expectedSource(recordFrames: number | undefined, speed: SpeedStatement | undefined, rate: FrameRate): number | undefined {
  if (recordFrames === undefined || !speed) return recordFrames;
  const stated = statedSpeed(speed, rate);
  return (recordFrames * stated.num) / stated.den;
}

/** Final Cut writes the upper layer of a key with no length: it lasts as long as the layer beneath it. */
function layerFrames(group: Group, index: number, context: AssemblyContext): number {
  const beneath = group.edits.find((edit, i) => i !== index && edit.type === 'KEY');
  if (!beneath) return 0;
  return sideOf(beneath.recordIn, beneath.recordOut, beneath, 'record', group.drop[index], context.clock).frames ?? 0;
}

/** The A side of a transition is written with no length: there only M2 tells how it moves. */
function openMotion(speed: SpeedStatement | undefined, rate: FrameRate): Motion {
  if (!speed) return normalMotion;
  if (speed.framesPerSecond === 0) return { speed: { num: 0, den: 1 }, reverse: false, freeze: true, variable: false };
  return { speed: statedSpeed(speed, rate), reverse: speed.framesPerSecond < 0, freeze: false, variable: false };
}

function checkDurations(edit: EditStatement, source: Side, record: Side, context: AssemblyContext): void {
  if (source.frames === undefined || record.frames === undefined || source.frames === record.frames) return;
  // Sound is not matched, and black has no source: their lists are often careless about it.
  if (!hasPicture(edit.channels) || generatorReels.test(edit.reel)) return;
  // At unlike rates equal durations in time are as good as equal counts.
  const sameTime = source.frames * source.rate.den * record.rate.num - record.frames * record.rate.den * source.rate.num;
  if (source.rate !== record.rate && Math.abs(sameTime) <= source.rate.num * record.rate.num) return;
  context.log.add(
    'WARN',
    'DURATION_MISMATCH',
    `Event ${edit.number} reads ${source.frames} source frames into ${record.frames} record frames, and no M2 line says that it is retimed.`,
    { line: edit.line, fix: 'Correct one of the two ranges, or add the M2 line of the retime.' },
  );
}

/** A dissolve or wipe that stands alone comes from the event before it on the same track. */
function unwrittenFromSide(edit: EditStatement, context: AssemblyContext): TimelineEvent | undefined {
  const before = context.lastOfTrack.get(trackOf(edit));
  const transition = edit.transitionFrames ?? 0;
  if (!before || transition === 0 || before.sourceOut === undefined || before.recordOut === undefined) return undefined;
  const record = context.clock.parse(before.recordOut, before, 'record').extendedBy(transition);
  if (!sameLabel(before.recordOut, edit.recordIn)) return undefined;
  const source = context.clock.parse(before.sourceOut, before, 'source').extendedBy(transition);
  context.log.add(
    'INFO',
    'FROM_SIDE_IMPLIED',
    `Event ${edit.number} dissolves from event ${before.number}, which has no line of its own here; its ${transition} frames were added as the A side.`,
    { line: edit.line },
  );
  const { cdl: _cdl, extra: _extra, variableSpeed: _variable, ...kept } = before;
  return {
    ...kept,
    number: edit.number,
    line: edit.line,
    kind: before.kind === 'GENERATOR' ? 'GENERATOR' : edit.type === 'WIPE' ? 'WIPE' : 'DISSOLVE',
    sourceIn: source.in!,
    sourceOut: source.out!,
    sourceFrames: transition,
    recordIn: record.in!,
    recordOut: record.out!,
    recordFrames: transition,
    speed: normalMotion.speed,
    reverse: false,
    transitionFrames: transition,
    markers: [],
  };
}

function sameLabel(text: string, stamp: Stamp): boolean {
  const label = parseTimecode(text);
  return (
    label !== undefined &&
    'hours' in stamp &&
    label.hours === stamp.hours &&
    label.minutes === stamp.minutes &&
    label.seconds === stamp.seconds &&
    label.frames === stamp.frames
  );
}

function hasPicture(channels: string): boolean {
  return channels === 'B' || channels === 'U' || channels.includes('V');
}

/** `V` for `V`, `B` and `AA/V`; `V2` and audio channels as written. */
function trackOf(edit: EditStatement): string {
  if (!hasPicture(edit.channels)) return edit.channels;
  return /V\d*/.exec(edit.channels)?.[0] ?? 'V';
}

function kindOf(edit: EditStatement, to: EditStatement | undefined, motion: Motion, names: readonly EventName[]): EventKind {
  if (!hasPicture(edit.channels)) return 'AUDIO';
  if (generatorReels.test(edit.reel)) return 'GENERATOR';
  const type = to?.type ?? edit.type;
  if (
    type !== 'KEY' &&
    edit.reel.toUpperCase() === 'AX' &&
    names.some((name) => (name.kind === 'FROM_CLIP_NAME' || name.kind === 'TO_CLIP_NAME') && generatedClips.test(name.value))
  ) {
    return 'GENERATOR';
  }
  if (type === 'CUT') return motion.freeze ? 'FREEZE' : 'CUT';
  return type;
}

/** Each M2 goes to the line whose source in it triggers at, else to the line of its reel, else to the last line before it. */
function assignSpeeds(group: Group, context: AssemblyContext): readonly (SpeedStatement | undefined)[] {
  if (group.speeds.length === 0) return group.speeds;
  const assigned: (SpeedStatement | undefined)[] = group.edits.map(() => undefined);
  for (const speed of group.speeds) {
    const sameReel = (edit: EditStatement) => speed.reel === '' || edit.reel.toUpperCase() === speed.reel.toUpperCase();
    const at = (edit: EditStatement) =>
      speed.at !== undefined &&
      'hours' in edit.sourceIn &&
      edit.sourceIn.hours === speed.at.hours &&
      edit.sourceIn.minutes === speed.at.minutes &&
      edit.sourceIn.seconds === speed.at.seconds &&
      edit.sourceIn.frames === speed.at.frames;
    const free = (index: number) => assigned[index] === undefined;
    let index = group.edits.findIndex((edit, i) => free(i) && sameReel(edit) && at(edit));
    if (index === -1) index = group.edits.findIndex((edit, i) => free(i) && at(edit));
    if (index === -1) index = group.edits.findIndex((edit, i) => free(i) && speed.reel !== '' && sameReel(edit));
    if (index === -1) {
      index = group.edits.length - 1;
      context.log.add(
        'WARN',
        'SPEED_MISPLACED',
        `The M2 line names the reel "${speed.reel}", which event ${group.edits[0]!.number} does not use.`,
        {
          line: speed.line,
          fix: 'Write the reel of the event in the M2 line.',
        },
      );
    }
    assigned[index] = speed;
  }
  return assigned;
}

const squeeze = (text: string): string => text.replace(/[^0-9A-Za-z]+/g, '').toUpperCase();

/** Which note names which side: TO is the last line's, KEY the foreground's, the rest the first line's unless reels say otherwise. */
function assignNames(group: Group): EventName[][] {
  const names: EventName[][] = group.edits.map(() => []);
  const last = group.edits.length - 1;
  const filesOnFrom = { count: 0 };
  for (const note of group.notes) {
    const replaced = note.key === 'FINAL CUT PRO REEL' ? parseReplacedReel(note.text) : undefined;
    if (replaced) {
      const sides = group.edits.flatMap((edit, index) =>
        squeeze(replaced.full).startsWith(squeeze(edit.reel)) || edit.reel === replaced.short ? [index] : [],
      );
      for (const index of sides.length > 0 ? sides : [0]) names[index]!.push({ kind: 'FULL_REEL', value: replaced.full });
      continue;
    }
    const reelIsClip = note.key === '' && note.text.startsWith('R') ? parseReelIsClip(note.text) : undefined;
    if (reelIsClip) {
      names[0]!.push({ kind: 'REEL', value: reelIsClip.reel }, { kind: 'CLIP_NAME', value: reelIsClip.clip });
      continue;
    }
    const kind = nameKeys[note.key];
    if (!kind || note.value === '') continue;
    for (const index of sidesOfNote(group, note, last, filesOnFrom)) names[index]!.push({ kind, value: note.value });
  }
  return names;
}

function sidesOfNote(group: Group, note: Note, last: number, filesOnFrom: { count: number }): readonly number[] {
  if (last === 0) return [0];
  if (note.key.startsWith('TO ') || note.key === 'KEY CLIP NAME') return [last];
  if (note.key.startsWith('FROM ')) return [0];
  const fits = group.edits.flatMap((edit, index) =>
    edit.reel !== '' && squeeze(note.value).startsWith(squeeze(edit.reel)) ? [index] : [],
  );
  if (fits.length === 1) return fits;
  // The first SOURCE FILE belongs to the A side, a second one to the B side.
  const side = filesOnFrom.count === 0 ? 0 : last;
  filesOnFrom.count += 1;
  const alone = group.notes.filter((other) => other.key === note.key).length === 1;
  return fits.length > 1 && alone ? fits : [side];
}

const noMarkers: readonly Marker[] = [];

function markersOf(group: Group, index: number): readonly Marker[] {
  if (index !== group.edits.length - 1 || !group.notes.some((note) => note.key === 'LOC')) return noMarkers;
  return group.notes.flatMap((note) => (note.key === 'LOC' ? [parseMarker(note.value)] : []));
}

function cdlOf(group: Group, index: number, context: AssemblyContext): Cdl | undefined {
  // With two grades on a transition the first is the A side's; a single one is the B side's as much as the A side's.
  const own = (key: string) => {
    const all = group.notes.filter((note) => note.key === key);
    return all[Math.min(index, all.length - 1)];
  };
  if (!group.notes.some((note) => note.key.startsWith('ASC_'))) return undefined;
  const [sopNote, satNote] = [own('ASC_SOP'), own('ASC_SAT')];
  if (!sopNote && !satNote) return undefined;
  const sop = sopNote ? parseSop(sopNote.value) : neutralSop;
  const saturation = satNote ? parseSat(satNote.value) : 1;
  for (const [note, value, shape] of [
    [sopNote, sop, '(r g b)(r g b)(r g b)'],
    [satNote, saturation, 'one number'],
  ] as const) {
    if (note && value === undefined && index === 0) {
      context.log.add('WARN', 'CDL_UNREADABLE', `"${note.text}" is no ASC CDL.`, {
        line: note.line,
        fix: `Write ${note.key} as ${shape}.`,
      });
    }
  }
  return sop && saturation !== undefined ? { ...sop, saturation } : undefined;
}

const consumedKeys = new Set(['LOC', 'ASC_SOP', 'ASC_SAT', 'SOURCE RATE', ...Object.keys(nameKeys)]);

function extraOf(group: Group, index: number, edit: EditStatement): Record<string, string> | undefined {
  const rest =
    index > 0
      ? []
      : [...group.notes.filter((note) => !consumedKeys.has(note.key)).map((note) => note.text), ...group.other].filter(
          (text) => text !== '',
        );
  const channels = edit.channels === trackOf(edit) ? undefined : edit.channels;
  const code = edit.type === 'WIPE' || edit.code.length > 1 ? edit.code : undefined;
  const audio = index > 0 ? undefined : group.audioChannels;
  if (rest.length === 0 && channels === undefined && code === undefined && audio === undefined) return undefined;
  return {
    ...(channels === undefined ? {} : { 'cmx3600.channels': channels }),
    ...(code === undefined ? {} : { 'cmx3600.edit': code }),
    ...(audio ? { 'cmx3600.audio': audio } : {}),
    ...(rest.length > 0 ? { 'cmx3600.notes': rest.join('\n') } : {}),
  };
}
