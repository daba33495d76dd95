import { Unreadable } from '../domain/errors.ts';
import { nominalBase, parseFrameRate, type FrameRate } from '../domain/frameRate.ts';
import { rational } from '../domain/rational.ts';
import type { EventKind, Timeline, TimelineOptions } from '../domain/timeline.ts';
import { diagnosticLog, type DiagnosticLog } from '../syntax/diagnostics.ts';
import { decodeText } from '../syntax/lines.ts';
import { childOf, childrenOf, descendants, parseXml, type XmlElement } from '../syntax/xml.ts';
import {
  add,
  compare,
  divide,
  equal,
  floorTime,
  localAt,
  mapTime,
  multiply,
  parseSeconds,
  rationalOf,
  recordAt,
  recordSpan,
  recordTime,
  roundTime,
  scaled,
  shifted,
  subtract,
  timeOf,
  zero,
  type Span,
  type Time,
  type TimeLine,
} from './fcpxml/time.ts';
import { extraOf, markersOf, namesOf, reelOf } from './fcpxml/names.ts';
import { eventOfUse, type MediaUse } from './frameEvent.ts';
import { eventNumber } from './labels.ts';
import { headText, type TimelineReader } from './reader.ts';

/** Final Cut Pro X XML 1.5 to 1.14 (matching.md 2.5): times are exact fractions of seconds, and stay so until the last step. */
export const fcpxml: TimelineReader = {
  name: 'fcpxml',
  label: 'Final Cut Pro XML (FCPXML)',
  extensions: ['fcpxml'],
  sniff: (head) => /<fcpxml[\s>]/.test(headText(head)) || /<!DOCTYPE fcpxml/.test(headText(head)),
  read(bytes, fileName, options) {
    const root = parseXml(decodeText(bytes, fileName).text, fileName);
    if (root.name !== 'fcpxml')
      throw new Unreadable(`${fileName} is XML, but its root is <${root.name}>, not <fcpxml>.`, { at: `${fileName}:${root.line}` });
    return toTimeline(root, fileName, options);
  },
};

type Context = {
  readonly log: DiagnosticLog;
  readonly options: TimelineOptions;
  resources: ReadonlyMap<string, XmlElement>;
  readonly uses: MediaUse[];
  readonly told: Set<string>;
  /** Of the outermost sequence. */
  frameDuration: Time;
  dropFrame: boolean;
};

/** Where an element stands: its parent's time, the record time that shows, and what was inherited on the way down. */
type Place = {
  readonly time: TimeLine;
  readonly window: Span;
  readonly lane: number;
  readonly depth: number;
  readonly head?: Time;
  readonly tail?: Time;
  readonly outer?: XmlElement;
  readonly variable?: boolean;
  /** What rates have been conformed by on the way down: no retime of the editor's. */
  readonly conformed?: Time;
};

const clipElements = new Set([
  'asset-clip',
  'clip',
  'video',
  'audio',
  'ref-clip',
  'sync-clip',
  'mc-clip',
  'audition',
  'gap',
  'title',
  'spine',
]);
const maxNesting = 32;
const one = timeOf(1);
const always: Span = { from: timeOf(-1_000_000_000), to: timeOf(1_000_000_000) };

function toTimeline(root: XmlElement, fileName: string, options: TimelineOptions): Timeline {
  const log = diagnosticLog(fileName);
  const shared = resourcesIn(root);
  const context: Context = {
    log,
    options,
    resources: shared,
    uses: [],
    told: new Set(),
    frameDuration: frameOf(rational(24)),
    dropFrame: false,
  };
  const projects = [...descendants(root)].filter((each) => each.name === 'project');
  const sequences = projects.flatMap((project) => childrenOf(project, 'sequence'));
  // Up to version 1.2 the resources stood in the project, each project with its own numbering.
  const own = new Map(
    projects.flatMap((project) => childrenOf(project, 'sequence').map((sequence) => [sequence, resourcesIn(project)] as const)),
  );
  if (sequences.length === 0) sequences.push(...childrenOf(root, 'sequence'));
  if (sequences.length > 1)
    log.add('INFO', 'SEVERAL_SEQUENCES', `The file holds ${sequences.length} projects; their events follow one another.`, {
      line: sequences[1]!.line,
    });
  let first: { rate: FrameRate; drop: boolean } | undefined;
  let known = true;
  for (const sequence of sequences) {
    context.resources = new Map([...shared, ...(own.get(sequence) ?? [])]);
    const written = frameDurationOf(sequence, context);
    known &&= written !== undefined;
    context.frameDuration = written ?? frameOf(options.recordRate ?? options.rate ?? options.productionRate ?? rational(24));
    context.dropFrame = options.dropFrame ?? sequence.attributes['tcFormat'] === 'DF';
    first ??= { rate: rateOf(context.frameDuration), drop: context.dropFrame };
    readSequence(sequence, { time: recordTime, window: always, lane: 0, depth: 0 }, context);
  }
  if (sequences.length === 0) {
    const loose = [...root.children, ...[...descendants(root)].filter((each) => each.name === 'event').flatMap((each) => each.children)];
    for (const element of loose.filter((each) => clipElements.has(each.name))) {
      context.frameDuration = frameDurationOf(element, context) ?? context.frameDuration;
      first ??= { rate: rateOf(context.frameDuration), drop: false };
      guarded(element, context, () => readElement(element, { time: recordTime, window: always, lane: 0, depth: 0 }, zero, context));
    }
    if (context.uses.length === 0)
      throw new Unreadable(`${fileName} holds neither a project nor a clip; export the project again.`, { at: fileName });
  }
  if (!known) log.add('WARN', 'RATE_ASSUMED', 'The sequence names no format that tells its rate.', { fix: 'Say it with --record-rate.' });
  return {
    format: fcpxml.name,
    ...(projects[0]?.attributes['name'] ? { title: projects[0].attributes['name'] } : {}),
    rate: first?.rate ?? rational(24),
    rateOrigin: known ? 'format of the sequence' : 'assumed: no format tells its rate',
    dropFrame: first?.drop ?? false,
    events: context.uses.map((use, index) => eventOfUse(eventNumber(index, context.uses.length), use)),
    diagnostics: log.all(),
  };
}

const resourcesIn = (element: XmlElement): ReadonlyMap<string, XmlElement> =>
  new Map(
    (childOf(element, 'resources')?.children ?? []).flatMap((each) =>
      each.attributes['id'] ? [[each.attributes['id'], each] as const] : [],
    ),
  );

/** Frames a second of a frame duration, and back. */
const rateOf = (duration: Time): FrameRate => rationalOf(divide(timeOf(1), duration));
const frameOf = (rate: FrameRate): Time => divide(timeOf(1), timeOf(rate));
const secondsOf = (time: Time): number => Number(time.num) / Number(time.den);

function guarded(element: XmlElement, context: Context, read: () => void): void {
  try {
    read();
  } catch (error) {
    context.log.add(
      'ERROR',
      'EVENT_UNREADABLE',
      `The ${element.name} "${element.attributes['name'] ?? ''}" cannot be read: ${(error as Error).message}`,
      { line: element.line, fix: 'Export the project again without this clip.' },
    );
  }
}

/** `frameDuration` of the element's format, of its asset's format, or of the sequence that its media holds. */
function frameDurationOf(element: XmlElement, context: Context): Time | undefined {
  const own = formatDuration(context.resources.get(element.attributes['format'] ?? ''));
  if (own) return own;
  const media = context.resources.get(element.attributes['ref'] ?? '');
  if (!media || media === element) return undefined;
  const inner = childOf(media, 'sequence') ?? childOf(media, 'multicam') ?? media;
  return formatDuration(context.resources.get(inner.attributes['format'] ?? ''));
}

/** A format's `frameDuration`, else what its name says: Final Cut knows `FFVideoFormat1080p2398` without more. Interlaced names count fields. */
function formatDuration(format: XmlElement | undefined): Time | undefined {
  const written = parseSeconds(format?.attributes['frameDuration']);
  if (written) return written.num > 0n ? written : undefined;
  const named = /^FFVideoFormat\w*?([pi])(\d{2})(\d{2})?(?:_\w+)?$/.exec(format?.attributes['name'] ?? '');
  const rate = named && parseFrameRate(named[3] ? `${named[2]}.${named[3]}` : named[2]!);
  if (!rate) return undefined;
  return named[1] === 'i' ? divide(timeOf(2), timeOf(rate)) : frameOf(rate);
}

function readSequence(sequence: XmlElement, place: Place, context: Context): void {
  const start = parseSeconds(sequence.attributes['tcStart']) ?? zero;
  for (const spine of childrenOf(sequence, 'spine')) readFrom(spine.children, start, place, context);
}

/** Offsets count from the container's first timecode, or, as angles of multicam clips have it, from zero: the first one tells. */
function readFrom(elements: readonly XmlElement[], start: Time, place: Place, context: Context): void {
  const first = parseSeconds(elements.find((element) => clipElements.has(element.name))?.attributes['offset']);
  if (first && compare(first, start) < 0) readStoryline(elements, zero, { ...place, time: shifted(place.time, start, zero) }, context);
  else readStoryline(elements, start, place, context);
}

/** Elements that follow one another. Clips beside a transition are seen for longer than their own duration: the transition shows both. */
function readStoryline(elements: readonly XmlElement[], start: Time, place: Place, context: Context): void {
  let position = start;
  elements.forEach((element, index) => {
    if (element.name === 'transition' || !clipElements.has(element.name)) return noteUnknown(element, context);
    const offset = parseSeconds(element.attributes['offset']) ?? position;
    const duration = durationOf(element, context);
    const [before, after] = [elements[index - 1], elements[index + 1]];
    const head = before?.name === 'transition' ? positive(subtract(offset, parseSeconds(before.attributes['offset']) ?? offset)) : zero;
    const tailEnd =
      after?.name === 'transition'
        ? add(parseSeconds(after.attributes['offset']) ?? zero, parseSeconds(after.attributes['duration']) ?? zero)
        : undefined;
    const tail = tailEnd && duration ? positive(subtract(tailEnd, add(offset, duration))) : zero;
    guarded(element, context, () => readElement(element, { ...place, head, tail }, offset, context));
    if (duration) position = add(offset, duration);
  });
}

const positive = (value: Time): Time => (value.num > 0n ? value : zero);

function noteUnknown(element: XmlElement, context: Context): void {
  if (element.name === 'transition' || context.told.has(element.name)) return;
  context.told.add(element.name);
  context.log.add('INFO', 'NODE_UNSUPPORTED', `<${element.name}> is not read; what it holds is not among the events.`, {
    line: element.line,
  });
}

function durationOf(element: XmlElement, context: Context): Time | undefined {
  const own = parseSeconds(element.attributes['duration']);
  if (own) return own;
  if (element.name === 'audition') return element.children[0] && durationOf(element.children[0], context);
  const media = context.resources.get(element.attributes['ref'] ?? '');
  return parseSeconds(media?.attributes['duration']) ?? parseSeconds(childOf(media, 'sequence')?.attributes['duration']);
}

/** Where an element's own time begins when it does not say: at its media's first timecode. */
function startOf(element: XmlElement, context: Context): Time {
  const own = parseSeconds(element.attributes['start']);
  if (own) return own;
  const media = context.resources.get(element.attributes['ref'] ?? '');
  const inner = childOf(media, 'sequence') ?? childOf(media, 'multicam');
  return parseSeconds(inner?.attributes['tcStart']) ?? parseSeconds(media?.attributes['start']) ?? zero;
}

function readElement(element: XmlElement, place: Place, offset: Time, context: Context): void {
  if (place.depth > maxNesting) {
    context.log.add('ERROR', 'NESTED_TOO_DEEP', `Clips nest deeper than ${maxNesting}.`, { line: element.line });
    return;
  }
  if (element.name === 'audition') {
    const picked = element.children.find((child) => clipElements.has(child.name));
    if (picked) readElement(picked, place, offset, context);
    return;
  }
  if (element.name === 'spine') {
    readStoryline(
      element.children,
      zero,
      { ...place, time: shifted(place.time, offset, zero), depth: place.depth + 1, head: zero, tail: zero },
      context,
    );
    return;
  }
  const duration = durationOf(element, context);
  if (!duration) {
    context.log.add('WARN', 'DURATION_MISSING', `The ${element.name} "${element.attributes['name'] ?? ''}" has no duration.`, {
      line: element.line,
      fix: 'Export the project again.',
    });
    return;
  }
  const core = recordSpan(place.time, offset, add(offset, duration), place.window);
  const window = recordSpan(place.time, subtract(offset, place.head ?? zero), add(add(offset, duration), place.tail ?? zero), place.window);
  if (!core || !window) return;
  const conform = conformOf(element, context);
  const outerTime = scaled(shifted(place.time, offset, startOf(element, context)), place.time, offset, conform);
  const mapped = timeMapOf(element, outerTime, window);
  const inner: Place = {
    time: mapped.line,
    window,
    lane: place.lane,
    depth: place.depth + 1,
    variable: (place.variable ?? false) || mapped.variable,
    conformed: multiply(place.conformed ?? one, conform),
  };
  readContent(element, inner, { ...place, window, time: outerTime }, context);
  // Connected clips hang on the clip's own time, before its time map, and may outlast it.
  for (const child of element.children) {
    const lane = Number(child.attributes['lane'] ?? 0);
    if (
      !clipElements.has(child.name) ||
      lane === 0 ||
      (element.name === 'video' && child.name === 'audio') ||
      (element.name === 'audio' && child.name === 'audio')
    )
      continue;
    const at = parseSeconds(child.attributes['offset']) ?? startOf(element, context);
    const anchor = recordAt(outerTime, at);
    const connected: Place = {
      // Where it hangs counts in the clip's time, how long it lasts in the storyline's.
      time: anchor ? { a: place.time.a, b: subtract(at, multiply(place.time.a, anchor)) } : outerTime,
      window: place.window,
      lane: place.lane + lane,
      depth: place.depth + 1,
      ...(place.conformed ? { conformed: place.conformed } : {}),
    };
    guarded(child, context, () => readElement(child, connected, at, context));
  }
}

function timeMapOf(element: XmlElement, time: TimeLine, window: Span): { line: TimeLine; variable: boolean } {
  const points = childrenOf(childOf(element, 'timeMap'), 'timept').flatMap((point) => {
    const [at, value] = [parseSeconds(point.attributes['time']), parseSeconds(point.attributes['value'])];
    return at && value ? [{ time: at, value }] : [];
  });
  return points.length < 2 ? { line: time, variable: false } : mapTime(time, points, window);
}

function readContent(element: XmlElement, inner: Place, outer: Place, context: Context): void {
  if (element.name === 'gap') return;
  if (element.name === 'title') return pushUse(element, undefined, inner, outer, context);
  const media = context.resources.get(element.attributes['ref'] ?? '');
  if (element.name === 'asset-clip' || element.name === 'video' || element.name === 'audio')
    return pushUse(element, media, inner, outer, context);
  if (element.name === 'ref-clip') {
    const sequence = childOf(media, 'sequence');
    if (sequence) return readSequence(sequence, inner, context);
    context.log.add(
      'WARN',
      'MEDIA_MISSING',
      `The compound clip "${element.attributes['name'] ?? ''}" refers to "${element.attributes['ref'] ?? ''}", which the file does not describe.`,
      { line: element.line },
    );
    return;
  }
  if (element.name === 'mc-clip') return readMulticam(element, childOf(media, 'multicam'), inner, context);
  // clip and sync-clip hold their content: elements without a lane.
  const content = element.children.filter((child) => clipElements.has(child.name) && Number(child.attributes['lane'] ?? 0) === 0);
  for (const child of content) {
    const at = parseSeconds(child.attributes['offset']) ?? startOf(element, context);
    guarded(child, context, () => readElement(child, { ...inner, outer: inner.outer ?? element }, at, context));
  }
}

function readMulticam(element: XmlElement, multicam: XmlElement | undefined, inner: Place, context: Context): void {
  const angles = childrenOf(multicam, 'mc-angle');
  const picture = childrenOf(element, 'mc-source').find((source) => ['all', 'video', undefined].includes(source.attributes['srcEnable']));
  const angle = angles.find((each) => each.attributes['angleID'] === picture?.attributes['angleID']) ?? angles[0];
  if (!angle) {
    context.log.add('WARN', 'MEDIA_MISSING', `The multicam clip "${element.attributes['name'] ?? ''}" has no angle in this file.`, {
      line: element.line,
    });
    return;
  }
  readFrom(
    angle.children,
    parseSeconds(multicam?.attributes['tcStart']) ?? zero,
    { ...inner, outer: element, head: zero, tail: zero },
    context,
  );
}

function pushUse(element: XmlElement, media: XmlElement | undefined, inner: Place, outer: Place, context: Context): void {
  const generated = element.name === 'title' || media?.name === 'effect';
  const isAudio =
    element.name === 'audio' ||
    (media?.name === 'asset' && media.attributes['hasVideo'] !== '1' && media.attributes['hasAudio'] === '1') ||
    element.attributes['srcEnable'] === 'audio';
  const frameDuration = context.options.rate
    ? frameOf(context.options.rate)
    : ((media && frameDurationOf(media, context)) ?? frameDurationOf(element, context) ?? context.frameDuration);
  const recordFrame = (time: Time) => roundTime(divide(time, context.frameDuration));
  const [recordIn, recordOut] = [recordFrame(inner.window.from), recordFrame(inner.window.to)];
  if (recordOut <= recordIn) return;
  const assetStart = parseSeconds(media?.attributes['start']) ?? zero;
  const [s0, s1] = [localAt(inner.time, inner.window.from), localAt(inner.time, inner.window.to)];
  const [low, high] = compare(s0, s1) <= 0 ? [s0, s1] : [s1, s0];
  const freeze = inner.time.a.num === 0n;
  const a = divide(inner.time.a, inner.conformed ?? one);
  const mediaTimecode = roundTime(divide(assetStart, frameDuration));
  const [first, last] = [low, high].map((time) => divide(subtract(time, assetStart), frameDuration)) as [Time, Time];
  const asked = freeze ? floorTime(first) : equal(frameDuration, context.frameDuration) ? roundTime(first) : shownFrame(first);
  const mediaOut = freeze ? asked + 1 : Math.max(asked + 1, asked + roundTime(subtract(last, first)));
  // A transition may ask for frames before the media's first, which do not exist.
  const mediaIn = asked < 0 && mediaOut > 0 && (outer.head ?? zero).num > 0n ? 0 : asked;
  if (mediaIn > asked && !isAudio && !generated)
    context.log.add(
      'WARN',
      'TRANSITION_WITHOUT_HANDLE',
      `The transition before "${element.attributes['name'] ?? ''}" asks for ${mediaIn - asked} frames before its media's first; they were left out.`,
      { line: element.line, fix: 'Shorten the transition, or check the first frame of this clip.' },
    );
  if (
    first.den !== 1n &&
    !freeze &&
    !isAudio &&
    !generated &&
    equal(a, one) &&
    equal(frameDuration, context.frameDuration) &&
    !context.told.has('align')
  ) {
    context.told.add('align');
    context.log.add(
      'WARN',
      'NOT_FRAME_ALIGNED',
      `"${element.attributes['name'] ?? media?.attributes['name'] ?? ''}" does not begin on a frame of its media; its range was rounded to whole frames.`,
      { line: element.line, fix: 'Conform the clip to the rate of its media.' },
    );
  }
  const rate = rateOf(frameDuration);
  const transition = add(outer.head ?? zero, outer.tail ?? zero);
  context.uses.push({
    line: element.line,
    reel: reelOf(element, inner.outer, media),
    names: namesOf(element, inner.outer, media),
    track: isAudio ? `A${Math.abs(inner.lane) || 1}` : inner.lane === 0 ? 'V' : `V${inner.lane < 0 ? inner.lane : inner.lane + 1}`,
    kind: kindOf(generated, isAudio, freeze, outer),
    rate,
    dropFrame: context.options.dropFrame ?? (element.attributes['tcFormat'] ?? inner.outer?.attributes['tcFormat']) === 'DF',
    ...(generated ? {} : { mediaTimecode, mediaIn, sourceFrames: mediaOut - mediaIn }),
    recordIn,
    recordFrames: recordOut - recordIn,
    recordRate: rateOf(context.frameDuration),
    recordDropFrame: context.dropFrame,
    speed: rationalOf(a.num < 0n ? { num: -a.num, den: a.den } : a),
    reverse: a.num < 0n,
    variableSpeed: inner.variable ?? false,
    ...(transition.num > 0n ? { transitionFrames: roundTime(divide(transition, context.frameDuration)) } : {}),
    markers: markersOf(element),
    extra: extraOf(element, inner.outer, media),
  });
}

/** Final Cut samples media of another rate with the frame that has begun (`frameSampling="floor"`); what lies within a twentieth of the next one is a writer's rounding. */
function shownFrame(position: Time): number {
  const nearest = roundTime(position);
  return Math.abs(secondsOf(subtract(position, timeOf(nearest)))) < 0.05 ? nearest : floorTime(position);
}

/**
 * Seconds of its own time that an element with `conform-rate` runs through in a second of its parent's. `start` and the offsets inside count the media's
 * seconds, `duration` the parent's. A rate near the sequence's is played frame by frame (25 in 24, 29.97 in 30); any other loses its 1001 (23.976 in 50,
 * 59.94 and 60 plays 24 frames a second).
 */
function conformOf(element: XmlElement, context: Context): Time {
  const conform = childOf(element, 'conform-rate');
  const stated = parseFrameRate(conform?.attributes['srcFrameRate'] ?? '');
  if (!conform || conform.attributes['scaleEnabled'] === '0') return one;
  const own = frameDurationOf(element, context) ?? (stated && frameOf(stated));
  if (!own || equal(own, context.frameDuration)) return one;
  const near = Math.abs(secondsOf(own) / secondsOf(context.frameDuration) - 1) < 0.05;
  const played = near ? context.frameDuration : frameOf(rational(nominalBase(rateOf(own))));
  return divide(own, played);
}

function kindOf(generated: boolean, isAudio: boolean, freeze: boolean, outer: Place): EventKind {
  if (isAudio) return 'AUDIO';
  if (generated) return 'GENERATOR';
  if (freeze) return 'FREEZE';
  return (outer.head?.num ?? 0n) > 0n ? 'DISSOLVE' : 'CUT';
}
