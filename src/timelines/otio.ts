import { Unreadable } from '../domain/errors.ts';
import { nominalBase, type FrameRate } from '../domain/frameRate.ts';
import { approximate, rational, toNumber } from '../domain/rational.ts';
import { labelOf, supportsDropFrame } from '../domain/timecode.ts';
import type { EventKind, Timeline, TimelineOptions } from '../domain/timeline.ts';
import { diagnosticLog, type DiagnosticLog } from '../syntax/diagnostics.ts';
import { listOf, objectOf, parseJson, textIn, type JsonDocument, type JsonObject } from '../syntax/json.ts';
import { decodeText } from '../syntax/lines.ts';
import { eventOfUse, type MediaUse } from './frameEvent.ts';
import { eventNumber } from './labels.ts';
import { givenRate, mediaRate, shownFrame } from './otio/frames.ts';
import { markersOf, namesOf } from './otio/names.ts';
import { mediaOf, rangeOf, schemaOf, secondsOf, timeOf, type Range } from './otio/values.ts';
import { rushesFields } from './otio/rushesFields.ts';
import { headText, type TimelineReader } from './reader.ts';

/** OpenTimelineIO's own JSON, every schema version in use (matching.md 2.7). Nested stacks are flattened with their time transforms. */
export const otio: TimelineReader = {
  name: 'otio',
  label: 'OpenTimelineIO',
  extensions: ['otio', 'json'],
  sniff: (head) => /"OTIO_SCHEMA"\s*:/.test(headText(head)),
  read(bytes, fileName, options) {
    const document = parseJson(decodeText(bytes, fileName).text, fileName);
    const root = objectOf(document.value);
    if (!root || schemaOf(root) === '')
      throw new Unreadable(`${fileName} is JSON without an OTIO_SCHEMA, so it is no OpenTimelineIO file.`, { at: fileName });
    return toTimeline(root, document, fileName, options);
  },
};

/** Seconds of an item's own time over seconds of record time. Doubles are exact enough: a day of frames stays far below 2^53. */
type TimeLine = { readonly a: number; readonly b: number };
type Span = { readonly from: number; readonly to: number };
type Place = {
  readonly time: TimeLine;
  readonly window: Span;
  readonly track: string;
  readonly depth: number;
  readonly speed: number;
  readonly head: number;
  readonly tail: number;
  readonly variable: boolean;
  readonly disabled: boolean;
};

type Context = {
  readonly document: JsonDocument;
  readonly log: DiagnosticLog;
  readonly options: TimelineOptions;
  readonly uses: MediaUse[];
  readonly recordRate: FrameRate;
  readonly recordStart: number;
  readonly dropFrame: boolean;
};

const maxNesting = 64;

function toTimeline(root: JsonObject, document: JsonDocument, fileName: string, options: TimelineOptions): Timeline {
  const log = diagnosticLog(fileName);
  const timelines = timelinesOf(root);
  const bodies = timelines.length > 0 ? timelines.map((timeline) => objectOf(timeline['tracks'])) : [root];
  if (timelines.length === 0 && !composable.has(schemaOf(root)))
    throw new Unreadable(`${fileName} is OpenTimelineIO's ${schemaOf(root)}, which holds no timeline, track or clip.`, { at: fileName });
  if (timelines.length > 1) {
    const line = document.lineOf(timelines[1]!);
    log.add(
      'INFO',
      'SEVERAL_SEQUENCES',
      `The file holds ${timelines.length} timelines; their events follow one another.`,
      line ? { line } : {},
    );
  }
  const uses: MediaUse[] = [];
  const contexts = bodies.map((body, index) => readBody(body, timelines[index], { document, log, options, uses }));
  const { recordRate, dropFrame, rateOrigin } = contexts[0]!;
  if (rateOrigin === assumed) log.add('INFO', 'RATE_ASSUMED', 'Nothing in the file tells its rate.', { fix: 'Say it with --record-rate.' });
  const title = textIn(timelines[0]?.['name']) ?? textIn(root['name']);
  // Files that Rushes wrote carry the order of their list; tracks are read one after the other.
  const ordered = uses.every((use) => use.own) ? uses.toSorted((a, b) => a.own!.index - b.own!.index) : uses;
  return {
    format: otio.name,
    ...(title ? { title } : {}),
    rate: recordRate,
    rateOrigin,
    dropFrame,
    events: ordered.map((use, index) => eventOfUse(eventNumber(index, ordered.length), use)),
    diagnostics: log.all(),
  };
}

const assumed = 'assumed: nothing in the file tells its rate';
const composable = new Set(['Track', 'Stack', 'Clip', 'Gap', 'SerializableCollection']);

/** Reads one timeline, or what stands without one. */
function readBody(
  body: JsonObject | undefined,
  timeline: JsonObject | undefined,
  shared: Pick<Context, 'document' | 'log' | 'options' | 'uses'>,
): Context & { readonly rateOrigin: string } {
  const { options } = shared;
  const start = timeOf(timeline?.['global_start_time']);
  const stated = start?.rate ?? firstRate(body);
  const metadata = objectOf(timeline?.['metadata']);
  const context = {
    ...shared,
    recordRate: options.recordRate ?? stated ?? options.productionRate ?? rational(24),
    recordStart: start?.value ?? 0,
    dropFrame:
      options.dropFrame ?? statedDropFrame(metadata) ?? (start && startsInDropFrame(start)) ?? options.productionDropFrame ?? false,
    rateOrigin: options.recordRate ? '--record-rate' : start ? 'global_start_time' : stated ? 'rate of the first clip' : assumed,
  };
  const top: Place = {
    time: { a: 1, b: 0 },
    window: { from: -1e12, to: 1e12 },
    track: '',
    depth: 0,
    speed: 1,
    head: 0,
    tail: 0,
    variable: false,
    disabled: false,
  };
  if (schemaOf(body) === 'SerializableCollection') for (const child of listOf(body!['children'])) readChild(objectOf(child), top, context);
  else readChild(body, top, context);
  return context;
}

function statedDropFrame(metadata: JsonObject | undefined): boolean | undefined {
  const own = objectOf(metadata?.['rushes'])?.['dropFrame'];
  if (typeof own === 'boolean') return own;
  const format = textIn(metadata?.['timecode_format']);
  return format === undefined ? undefined : /drop/i.test(format.replace(/non-?\s*drop/i, ''));
}

/** OpenTimelineIO has frames and no drop-frame. Timelines begin on a whole minute, which these frames are in one way of counting only. */
function startsInDropFrame({ value, rate }: { readonly value: number; readonly rate: FrameRate }): boolean | undefined {
  const base = nominalBase(rate);
  if (rate.den !== 1001 || !supportsDropFrame(base) || value <= 0) return undefined;
  const isWhole = (dropFrame: boolean): boolean => {
    const { seconds, frames } = labelOf(Math.round(value), { base, dropFrame });
    return seconds === 0 && frames === 0;
  };
  const [drop, plain] = [isWhole(true), isWhole(false)];
  return drop === plain ? undefined : drop;
}

/** The timelines of a file, also those in the folders of a bin. */
function timelinesOf(item: JsonObject | undefined, depth = 0): readonly JsonObject[] {
  if (schemaOf(item) === 'Timeline') return [item!];
  if (schemaOf(item) !== 'SerializableCollection' || depth > maxNesting) return [];
  return listOf(item!['children']).flatMap((child) => timelinesOf(objectOf(child), depth + 1));
}

/** The rate of the first range below: what OpenTimelineIO itself takes for a timeline without a start. */
function firstRate(item: JsonObject | undefined): FrameRate | undefined {
  if (!item) return undefined;
  const own =
    rangeOf(item['source_range'])?.rate ?? (schemaOf(item) === 'Clip' ? rangeOf(mediaOf(item)?.['available_range'])?.rate : undefined);
  if (own) return own;
  for (const child of listOf(item['children'])) {
    const found = firstRate(objectOf(child));
    if (found) return found;
  }
  return undefined;
}

function readChild(child: JsonObject | undefined, place: Place, context: Context): void {
  if (child) readItem(child, place, 0, context);
}

const isAudio = (item: JsonObject): boolean => schemaOf(item) === 'Track' && /audio/i.test(textIn(item['kind']) ?? '');

const nameOfTrack = (letter: string, count: number, within: string): string =>
  letter === 'V' && (count === 1 || within !== '') ? 'V' : `${letter}${count}`;

/** Tracks and stacks. In a track items follow one another; in a stack each begins at zero. */
function readChildren(container: JsonObject, place: Place, context: Context): void {
  const children = listOf(container['children']).map(objectOf);
  if (schemaOf(container) !== 'Track') {
    const counts = new Map<string, number>();
    children.forEach((child) => {
      if (!child) return;
      const letter = isAudio(child) ? 'A' : 'V';
      const count = (counts.get(letter) ?? 0) + 1;
      counts.set(letter, count);
      // What lies in a track is on that track; sound stays sound, also in a stack that a picture track holds.
      const track = place.track.startsWith(letter) || place.track.startsWith('A') ? place.track : nameOfTrack(letter, count, place.track);
      readItem(child, { ...place, track, head: 0, tail: 0 }, 0, context);
    });
    return;
  }
  let position = 0;
  children.forEach((child, index) => {
    if (!child || schemaOf(child) === 'Transition') return;
    const [before, after] = [children[index - 1], children[index + 1]];
    const head = schemaOf(before) === 'Transition' ? secondsOf(before!['in_offset']) : 0;
    const tail = schemaOf(after) === 'Transition' ? secondsOf(after!['out_offset']) : 0;
    try {
      readItem(child, { ...place, head, tail }, position, context);
    } catch (error) {
      const line = context.document.lineOf(child);
      context.log.add(
        'ERROR',
        'EVENT_UNREADABLE',
        `The item "${textIn(child['name']) ?? ''}" cannot be read: ${(error as Error).message}`,
        { ...(line ? { line } : {}), fix: 'Remove it and read again.' },
      );
    }
    position += durationSeconds(child, 0);
  });
}

/** Seconds that an item lasts in its parent. */
function durationSeconds(item: JsonObject, depth: number): number {
  if (depth > maxNesting) return 0;
  const own = rangeOf(item['source_range']);
  if (own) return own.frames / toNumber(own.rate);
  const schema = schemaOf(item);
  if (schema === 'Clip') {
    const available = rangeOf(mediaOf(item)?.['available_range']);
    return available ? available.frames / toNumber(available.rate) : 0;
  }
  const lengths = listOf(item['children']).flatMap((child) => {
    const object = objectOf(child);
    return object && schemaOf(object) !== 'Transition' ? [durationSeconds(object, depth + 1)] : [];
  });
  return schema === 'Track' ? lengths.reduce((sum, each) => sum + each, 0) : Math.max(0, ...lengths);
}

function readItem(item: JsonObject, place: Place, position: number, context: Context): void {
  const schema = schemaOf(item);
  const line = context.document.lineOf(item);
  if (place.depth > maxNesting) {
    context.log.add('ERROR', 'NESTED_TOO_DEEP', `Items nest deeper than ${maxNesting}.`, line ? { line } : {});
    return;
  }
  if (schema === 'Gap' || schema === 'Transition') return;
  const duration = durationSeconds(item, 0);
  if (duration <= 0) {
    if (schema === 'Clip')
      context.log.add(
        'WARN',
        'DURATION_MISSING',
        `The clip "${textIn(item['name']) ?? ''}" has neither a source range nor an available range.`,
        line ? { line } : {},
      );
    return;
  }
  // In a freeze only what stands under its one moment is seen.
  if (place.time.a === 0 && (place.time.b < position - 0.0005 || place.time.b >= position + duration - 0.0005)) return;
  const toRecord = (local: number) => (place.time.a === 0 ? place.window.from : (local - place.time.b) / place.time.a);
  const ends = [toRecord(position - place.head), toRecord(position + duration + place.tail)].sort((a, b) => a - b) as [number, number];
  const window: Span =
    place.time.a === 0 ? place.window : { from: Math.max(ends[0], place.window.from), to: Math.min(ends[1], place.window.to) };
  // Half a millisecond: less than any frame, more than what doubles lose.
  if (window.to - window.from < 0.0005) return;
  const own = rangeOf(item['source_range']) ?? (schema === 'Clip' ? rangeOf(mediaOf(item)?.['available_range']) : undefined);
  const start = own ? startSeconds(item, own, line, context) : 0;
  const warp = warpOf(item);
  // own = start + s·(parent − position); reversed, the same range is played from its end.
  const s = warp.scalar;
  const base = s < 0 ? start + -s * duration : start;
  const time: TimeLine = { a: s * place.time.a, b: s * (place.time.b - position) + base };
  const inner: Place = {
    ...place,
    track: place.track === '' && (schema === 'Track' || schema === 'Clip') ? (isAudio(item) ? 'A1' : 'V') : place.track,
    time,
    window,
    depth: place.depth + 1,
    speed: place.speed * s,
    variable: place.variable || warp.variable,
    disabled: place.disabled || item['enabled'] === false,
  };
  if (schema === 'Clip') {
    pushUse(item, inner, own, line, context);
    return;
  }
  if (schema === 'Track' || schema === 'Stack' || schema === 'SerializableCollection') {
    readChildren(item, inner, context);
    return;
  }
  context.log.add('INFO', 'NODE_UNSUPPORTED', `An item of schema ${schema || 'unknown'} is not read.`, line ? { line } : {});
}

/** A track's or stack's range counts from its own first frame. Some adapters write the record timecode there, which shows nothing at all: then it is taken as the whole. */
function startSeconds(item: JsonObject, own: Range, line: number | undefined, context: Context): number {
  const [from, length] = [own.start / toNumber(own.rate), own.frames / toNumber(own.rate)];
  if (schemaOf(item) === 'Clip') return from;
  const content = durationSeconds({ ...item, source_range: null }, 0);
  if (from < content && from + length > 0) return from;
  context.log.add(
    'WARN',
    'RANGE_OUTSIDE_CONTENT',
    `The range of "${textIn(item['name']) ?? schemaOf(item)}" lies outside what it holds; it was read from its first frame.`,
    {
      ...(line === undefined ? {} : { line }),
      fix: 'Set the source range of this track to null.',
    },
  );
  return 0;
}

function warpOf(item: JsonObject): { readonly scalar: number; readonly variable: boolean } {
  let scalar = 1;
  let variable = false;
  for (const each of listOf(item['effects'])) {
    const effect = objectOf(each);
    const schema = schemaOf(effect);
    if (effect?.['enabled'] === false) continue;
    if (schema === 'FreezeFrame') scalar = 0;
    else if (schema === 'LinearTimeWarp' && typeof effect?.['time_scalar'] === 'number' && Number.isFinite(effect['time_scalar']))
      scalar *= effect['time_scalar'];
    else if (schema === 'TimeEffect') variable = true;
  }
  return { scalar, variable };
}

function pushUse(clip: JsonObject, place: Place, own: Range | undefined, line: number | undefined, context: Context): void {
  const media = mediaOf(clip);
  const mediaSchema = schemaOf(media);
  const available = rangeOf(media?.['available_range']);
  const generated = mediaSchema === 'GeneratorReference';
  const written = own ?? available;
  const ownRate = written?.rate ?? context.recordRate;
  const at = (record: number) => (place.time.a * record + place.time.b) * toNumber(ownRate);
  const [v0, v1] = [at(place.window.from), at(place.window.to)];
  const span = { from: Math.min(v0, v1), length: Math.abs(v1 - v0) };
  const freeze = place.time.a === 0;
  const { rate, factor, shift } = context.options.rate
    ? givenRate(context.options.rate, ownRate)
    : mediaRate(span, written, generated ? undefined : available);
  if (shift > 0) {
    context.log.add(
      'WARN',
      'RANGE_COUNTS_FROM_ZERO',
      `The range of "${textIn(clip['name']) ?? ''}" lies before its media's first frame ${Math.round(available!.start)} and fits when it is counted from there; it was read so.`,
      { ...(line ? { line } : {}), fix: 'Check the first frame of this clip.' },
    );
  }
  // A transition may ask for frames before the media's first, which do not exist.
  const asked = shownFrame(span.from * factor) + shift;
  const firstOfMedia = available ? shownFrame(available.start) : 0;
  const missing = place.head + place.tail > 0 && asked < firstOfMedia ? firstOfMedia - asked : 0;
  const first = asked + missing;
  const frames = freeze ? 1 : Math.max(1, Math.round(span.length * factor) - missing);
  if (missing > 0) {
    context.log.add(
      'WARN',
      'TRANSITION_WITHOUT_HANDLE',
      `The transition beside "${textIn(clip['name']) ?? ''}" asks for ${missing} frames before its media's first; they were left out.`,
      { ...(line ? { line } : {}), fix: 'Shorten the transition, or check the first frame of this clip.' },
    );
  }
  const recordPerSecond = toNumber(context.recordRate);
  const recordIn = Math.round(place.window.from * recordPerSecond);
  const recordFrames = Math.round(place.window.to * recordPerSecond) - recordIn;
  const names = namesOf(clip, media);
  const offset = available && available.start > 0 && first < available.start - 0.5 ? available.start : 0;
  if (offset > 0 && !generated) {
    context.log.add(
      'WARN',
      'RANGE_OUTSIDE_MEDIA',
      `The clip "${textIn(clip['name']) ?? ''}" begins at frame ${first}, before its media's first frame ${Math.round(available!.start)}.`,
      { ...(line ? { line } : {}), fix: "Check whether its source range counts from zero instead of from the media's timecode." },
    );
  }
  const transition = place.head + place.tail;
  const ours = rushesFields(clip);
  context.uses.push({
    ...(line === undefined ? {} : { line }),
    reel: names.find((name) => name.kind === 'REEL' || name.kind === 'TAPE')?.value ?? '',
    names,
    track: place.track,
    kind: kindOf(place, generated, freeze),
    rate,
    dropFrame: context.options.dropFrame ?? ours?.dropFrame ?? (rate.den === 1001 && context.dropFrame),
    ...(generated && !ours
      ? {}
      : {
          ...(ours?.timecode === false ? {} : { mediaTimecode: 0 }),
          mediaIn: first,
          sourceFrames: ours?.frames === recordFrames ? ours.sourceFrames : frames,
        }),
    ...(ours?.recorded === false ? {} : { recordIn: context.recordStart + recordIn, recordFrames }),
    recordRate: context.recordRate,
    recordDropFrame: context.dropFrame,
    // Some writers keep single floats: -0.699999988 is 7/10.
    speed: (ours?.frames === recordFrames ? ours.speed : undefined) ?? approximate(Math.abs(place.speed), 1e-7),
    reverse: place.speed < 0,
    variableSpeed: place.variable,
    ...(transition > 0 ? { transitionFrames: Math.round(transition * recordPerSecond) } : {}),
    markers: markersOf(clip),
    extra: ours
      ? {}
      : {
          ...(place.disabled ? { 'otio.enabled': 'false' } : {}),
          ...(mediaSchema === '' ? {} : { 'otio.media': mediaSchema }),
        },
    own: ours?.own,
  });
}

function kindOf(place: Place, generated: boolean, freeze: boolean): EventKind {
  if (place.track.startsWith('A')) return 'AUDIO';
  if (generated) return 'GENERATOR';
  if (freeze) return 'FREEZE';
  return place.head > 0 ? 'DISSOLVE' : 'CUT';
}
