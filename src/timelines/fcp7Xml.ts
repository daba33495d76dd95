import { Unreadable } from '../domain/errors.ts';
import { nominalBase, type FrameRate } from '../domain/frameRate.ts';
import { formatRational, one, parseRational, rational, type Rational } from '../domain/rational.ts';
import type { EventKind, EventName, Marker, Timeline, TimelineOptions } from '../domain/timeline.ts';
import { diagnosticLog, type DiagnosticLog } from '../syntax/diagnostics.ts';
import { decodeText } from '../syntax/lines.ts';
import { childOf, childrenOf, descendants, parseXml, textOf, type XmlElement } from '../syntax/xml.ts';
import { eventOfUse, type MediaUse } from './frameEvent.ts';
import { decodeUrl, eventNumber, frameOfLabel } from './labels.ts';
import { headText, type TimelineReader } from './reader.ts';

/** Final Cut Pro 7 XML (xmeml 1 to 5), which Premiere, Resolve and Hiero write as well (matching.md 2.6). */
export const fcp7Xml: TimelineReader = {
  name: 'fcp7xml',
  label: 'Final Cut Pro 7 XML (xmeml; Premiere, Resolve, Hiero)',
  extensions: ['xml'],
  sniff: (head) => /<xmeml[\s>]/.test(headText(head)),
  read(bytes, fileName, options) {
    const root = parseXml(decodeText(bytes, fileName).text, fileName);
    if (root.name !== 'xmeml')
      throw new Unreadable(`${fileName} is XML, but its root is <${root.name}>, not <xmeml>.`, { at: `${fileName}:${root.line}` });
    return toTimeline(root, fileName, options);
  },
};

type Context = {
  readonly log: DiagnosticLog;
  readonly options: TimelineOptions;
  /** Files, clips and sequences are described in full once and then named by id. */
  readonly files: ReadonlyMap<string, XmlElement>;
  readonly masters: ReadonlyMap<string, XmlElement>;
  readonly sequences: ReadonlyMap<string, XmlElement>;
  readonly uses: MediaUse[];
};

/** The part of a sequence that shows, and where it lands in the outermost one. All frames at the outermost rate. */
type Window = {
  readonly from: number;
  readonly to: number;
  readonly recordStart: number;
  readonly rate: FrameRate;
  readonly dropFrame: boolean;
  readonly depth: number;
};

const maxNesting = 16;

function toTimeline(root: XmlElement, fileName: string, options: TimelineOptions): Timeline {
  const log = diagnosticLog(fileName);
  const byId = (name: string) => {
    const found = new Map<string, XmlElement>();
    for (const element of descendants(root)) {
      const id = element.attributes['id'];
      if (element.name === name && id !== undefined && element.children.length > (found.get(id)?.children.length ?? 0))
        found.set(id, element);
    }
    return found;
  };
  const context: Context = { log, options, files: byId('file'), masters: byId('clip'), sequences: byId('sequence'), uses: [] };
  const sequences = topSequences(root);
  if (sequences.length > 1)
    log.add('INFO', 'SEVERAL_SEQUENCES', `The file holds ${sequences.length} sequences; their events follow one another.`, {
      line: sequences[1]!.line,
    });
  let rate: FrameRate | undefined;
  let dropFrame = false;
  for (const sequence of sequences) {
    const own = rateOf(sequence) ?? rateOf(childOf(sequence, 'timecode'));
    const sequenceRate = options.recordRate ?? own ?? options.productionRate ?? rational(24);
    const start = timecodeOf(sequence, sequenceRate, context);
    rate ??= sequenceRate;
    dropFrame ||= start?.dropFrame ?? false;
    readSequence(
      sequence,
      {
        from: 0,
        to: Number.POSITIVE_INFINITY,
        recordStart: start?.frame ?? 0,
        rate: sequenceRate,
        dropFrame: start?.dropFrame ?? false,
        depth: 0,
      },
      context,
    );
  }
  if (sequences.length === 0) {
    for (const clip of descendants(root))
      if (clip.name === 'clip' && (childOf(clip, 'media') || childOf(clip, 'file'))) readBinClip(clip, context);
    if (context.uses.length === 0)
      throw new Unreadable(`${fileName} holds neither a sequence nor a clip; export the sequence again.`, { at: fileName });
    rate = context.uses[0]!.rate;
  }
  return {
    format: fcp7Xml.name,
    ...(textOf(sequences[0], 'name') ? { title: textOf(sequences[0], 'name')! } : {}),
    rate: rate ?? rational(24),
    rateOrigin: options.recordRate ? '--record-rate' : sequences[0] && rateOf(sequences[0]) ? 'sequence rate' : 'clip rate',
    dropFrame,
    events: context.uses.map((use, index) => eventOfUse(eventNumber(index, context.uses.length), use)),
    diagnostics: log.all(),
  };
}

/** Sequences that stand in the project or its bins, not inside a clip item. */
function topSequences(root: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  const walk = (element: XmlElement): void => {
    for (const child of element.children) {
      if (child.name === 'sequence') found.push(child);
      else if (['project', 'bin', 'children'].includes(child.name)) walk(child);
    }
  };
  walk(root);
  return found.filter((sequence) => sequence.children.length > 0);
}

/** `<rate><timebase>24</timebase><ntsc>TRUE</ntsc></rate>` is 24000/1001. */
function rateOf(element: XmlElement | undefined): FrameRate | undefined {
  const base = Number(textOf(element, 'rate', 'timebase'));
  if (!Number.isInteger(base) || base <= 0 || base > 1000) return undefined;
  return /^true$/i.test(textOf(element, 'rate', 'ntsc') ?? '') ? rational(base * 1000, 1001) : rational(base);
}

/** First-frame timecode in frames at `rate`. The frame number wins over the text: Premiere writes wrong texts for high frame rates. */
function timecodeOf(owner: XmlElement | undefined, rate: FrameRate, context: Context): { frame: number; dropFrame: boolean } | undefined {
  const timecode = childOf(owner, 'timecode');
  if (!timecode) return undefined;
  const own = rateOf(timecode) ?? rate;
  const text = textOf(timecode, 'string');
  const dropFrame = context.options.dropFrame ?? /^DF$/i.test(textOf(timecode, 'displayformat') ?? (text?.includes(';') ? 'DF' : ''));
  const written = text === undefined ? undefined : frameOfLabel(text, own, dropFrame);
  const number = Number(textOf(timecode, 'frame') ?? Number.NaN);
  const frame = Number.isFinite(number) ? Math.round(number) : written?.frame;
  if (frame === undefined) return undefined;
  if (written && written.frame !== frame) {
    context.log.add(
      'WARN',
      'TIMECODE_DISAGREES',
      `The timecode ${text} is frame ${written.frame}, but the frame number beside it is ${frame}; the number was taken.`,
      {
        line: timecode.line,
        fix: 'Check the first timecode of this file.',
      },
    );
  }
  const [base, wanted] = [nominalBase(own), nominalBase(rate)];
  if (base === wanted) return { frame, dropFrame };
  // 60p media with 30-frame timecode: two frames a label.
  return { frame: Math.round((frame * wanted) / base), dropFrame: dropFrame && wanted % 30 === 0 };
}

function readSequence(sequence: XmlElement, window: Window, context: Context): void {
  const media = childOf(sequence, 'media');
  for (const [kind, letter] of [
    ['video', 'V'],
    ['audio', 'A'],
  ] as const) {
    childrenOf(childOf(media, kind), 'track').forEach((track, index) => {
      const name = `${letter}${index === 0 && letter === 'V' ? '' : index + 1}`;
      const items = track.children.filter((child) => ['clipitem', 'generatoritem', 'transitionitem'].includes(child.name));
      items.forEach((item, at) => {
        if (item.name === 'transitionitem') return;
        try {
          readItem(item, items[at - 1], items[at + 1], name, window, context);
        } catch (error) {
          context.log.add(
            'ERROR',
            'EVENT_UNREADABLE',
            `The ${item.name} "${textOf(item, 'name') ?? ''}" cannot be read: ${(error as Error).message}`,
            { line: item.line, fix: 'Export the sequence again without this clip.' },
          );
        }
      });
    });
  }
}

const integerOf = (element: XmlElement | undefined, name: string): number | undefined => {
  const value = Number(textOf(element, name) ?? Number.NaN);
  return Number.isFinite(value) ? Math.round(value) : undefined;
};

function readItem(
  item: XmlElement,
  before: XmlElement | undefined,
  after: XmlElement | undefined,
  track: string,
  window: Window,
  context: Context,
): void {
  const head = before?.name === 'transitionitem' ? before : undefined;
  const tail = after?.name === 'transitionitem' ? after : undefined;
  let start = integerOf(item, 'start');
  let end = integerOf(item, 'end');
  const inFrame = integerOf(item, 'in') ?? 0;
  const outFrame = integerOf(item, 'out') ?? 0;
  const fullStart = start === -1 ? integerOf(head, 'start') : start;
  const fullEnd = end === -1 ? integerOf(tail, 'end') : end;
  if (fullStart === undefined || fullEnd === undefined || fullStart < 0 || fullEnd < fullStart) {
    context.log.add(
      'WARN',
      'RECORD_RANGE_UNKNOWN',
      `"${textOf(item, 'name') ?? item.name}" has no place in the sequence (start ${start}, end ${end}).`,
      { line: item.line, fix: 'Look for the transition beside it.' },
    );
    return;
  }
  [start, end] = [Math.max(fullStart, window.from), Math.min(fullEnd, window.to)];
  if (start >= end) return;
  const rate = context.options.rate ?? rateOf(item) ?? window.rate;
  // `in` and `out` count in the clip's own frames; a window cuts in the sequence's.
  const perRecord = (outFrame - inFrame) / Math.max(1, fullEnd - fullStart);
  const clipIn = inFrame + Math.round((start - fullStart) * perRecord);
  const clipOut = end === fullEnd ? outFrame : inFrame + Math.round((end - fullStart) * perRecord);
  const record = { recordIn: window.recordStart + start - (window.from === 0 ? 0 : window.from), recordFrames: end - start };
  const nestedSequence = childOf(item, 'sequence');
  const nested =
    nestedSequence && (nestedSequence.children.length > 0 ? nestedSequence : context.sequences.get(nestedSequence.attributes['id'] ?? ''));
  if (nested && track.startsWith('V')) {
    if (window.depth >= maxNesting)
      return context.log.add('ERROR', 'NESTED_TOO_DEEP', `Sequences nest deeper than ${maxNesting}.`, { line: item.line });
    readSequence(nested, { ...window, from: clipIn, to: clipOut, recordStart: record.recordIn, depth: window.depth + 1 }, context);
    return;
  }
  const file = fileOf(item, context);
  const timecode = timecodeOf(file, rate, context);
  const motion = motionOf(item, clipIn, clipOut, file, rate);
  const transitions = [head, tail].flatMap((each) => (each ? [(integerOf(each, 'end') ?? 0) - (integerOf(each, 'start') ?? 0)] : []));
  context.uses.push({
    line: item.line,
    reel: textOf(file, 'timecode', 'reel', 'name') ?? '',
    names: namesOf(item, file),
    track,
    kind: kindOf(item, track, file, head, motion.freeze),
    rate,
    dropFrame: timecode?.dropFrame ?? false,
    mediaTimecode: timecode?.frame,
    ...(item.name === 'generatoritem' ? {} : { mediaIn: motion.mediaIn, sourceFrames: motion.frames }),
    ...record,
    recordRate: window.rate,
    recordDropFrame: window.dropFrame,
    speed: motion.speed,
    reverse: motion.reverse,
    variableSpeed: motion.variable,
    ...(transitions.length > 0 && start === fullStart ? { transitionFrames: transitions[0] } : {}),
    markers: markersOf(item),
    extra: extraOf(item),
  });
}

function readBinClip(clip: XmlElement, context: Context): void {
  const file = fileOf([...descendants(clip)].find((element) => element.name === 'clipitem') ?? clip, context);
  const rate = context.options.rate ?? rateOf(clip) ?? rateOf(file) ?? rational(24);
  const timecode = timecodeOf(file, rate, context);
  const frames = integerOf(clip, 'duration') ?? integerOf(file, 'duration');
  context.uses.push({
    line: clip.line,
    reel: textOf(file, 'timecode', 'reel', 'name') ?? '',
    names: namesOf(clip, file),
    track: 'V',
    kind: 'CUT',
    rate,
    dropFrame: timecode?.dropFrame ?? false,
    mediaTimecode: timecode?.frame,
    mediaIn: 0,
    sourceFrames: frames,
    recordRate: rate,
    recordDropFrame: false,
    markers: markersOf(clip),
  });
}

/** The described file of an item: its own, that of its id, the active angle's of a multiclip, or its master clip's. */
function fileOf(item: XmlElement, context: Context): XmlElement | undefined {
  const full = (file: XmlElement | undefined) =>
    file && file.children.length === 0 ? context.files.get(file.attributes['id'] ?? '') : file;
  const own = full(childOf(item, 'file'));
  if (own) return own;
  const multiclip = childOf(item, 'multiclip');
  if (multiclip) {
    const angles = [...descendants(multiclip)].filter((element) => element.name === 'angle');
    const active = angles.find((angle) => /^true$/i.test(textOf(angle, 'activevideoangle') ?? '')) ?? angles[0];
    const file = active && full([...descendants(active)].find((element) => element.name === 'file'));
    if (file) return file;
  }
  const master = context.masters.get(textOf(item, 'masterclipid') ?? '');
  return master && full([...descendants(master)].find((element) => element.name === 'file'));
}

function namesOf(item: XmlElement, file: XmlElement | undefined): EventName[] {
  const names: EventName[] = [];
  const add = (kind: EventName['kind'], value: string | undefined) => {
    if (value !== undefined && value !== '') names.push({ kind, value });
  };
  const url = textOf(file, 'pathurl');
  add('PATH', url === undefined ? undefined : decodeUrl(url));
  add('SOURCE_FILE', textOf(file, 'name'));
  add('REEL', textOf(file, 'timecode', 'reel', 'name'));
  add('CLIP_NAME', textOf(item, 'name'));
  add('MASTER_CLIP', textOf(item, 'masterclipid'));
  add('UUID', textOf(item, 'uuid'));
  return names;
}

function kindOf(item: XmlElement, track: string, file: XmlElement | undefined, head: XmlElement | undefined, freeze: boolean): EventKind {
  if (item.name === 'generatoritem') return 'GENERATOR';
  if (track.startsWith('A')) return 'AUDIO';
  if (
    /^slug$/i.test(textOf(file, 'mediaSource') ?? '') ||
    (!textOf(file, 'pathurl') && /^(?:slug|black video|bars and tone|color matte)$/i.test(textOf(item, 'name') ?? ''))
  )
    return 'GENERATOR';
  if (freeze) return 'FREEZE';
  if (!head) return 'CUT';
  return /wipe/i.test(textOf(head, 'effect', 'effectcategory') ?? '') ? 'WIPE' : 'DISSOLVE';
}

type ItemMotion = { mediaIn: number; frames: number; speed: Rational; reverse: boolean; variable: boolean; freeze: boolean };

/** With the effect `timeremap`, `in` and `out` count retimed frames; its key frames, or else its speed in per cent, lead back to the media. */
function motionOf(item: XmlElement, clipIn: number, clipOut: number, file: XmlElement | undefined, rate: FrameRate): ItemMotion {
  const frames = clipOut - clipIn;
  const plain = { mediaIn: clipIn, frames, speed: one, reverse: false, variable: false, freeze: false };
  const effect = childrenOf(item, 'filter')
    .map((filter) => childOf(filter, 'effect'))
    .find((each) => textOf(each, 'effectid')?.toLowerCase() === 'timeremap');
  if (!effect) {
    const still = /^true$/i.test(textOf(item, 'stillframe') ?? '');
    return still
      ? { ...plain, mediaIn: integerOf(item, 'stillframeoffset') ?? clipIn, frames: 1, speed: rational(0), freeze: true }
      : plain;
  }
  const parameter = (id: string) => childrenOf(effect, 'parameter').find((each) => textOf(each, 'parameterid')?.toLowerCase() === id);
  const percent = parseRational(textOf(parameter('speed'), 'value') ?? '100') ?? rational(100);
  const reverse = /^true$/i.test(textOf(parameter('reverse'), 'value') ?? '') !== percent.num < 0;
  const speed = rational(Math.abs(percent.num), percent.den * 100);
  const variable = /^(?:1|true)$/i.test(textOf(parameter('variablespeed'), 'value') ?? '');
  const keys = childrenOf(parameter('graphdict'), 'keyframe').flatMap((key) => {
    const [when, value] = [Number(textOf(key, 'when')), Number(textOf(key, 'value'))];
    return Number.isFinite(when) && Number.isFinite(value) ? [{ when, value }] : [];
  });
  if (variable && keys.length >= 2) {
    const at = (when: number) => interpolate(keys, when);
    const inside = [clipIn, clipOut, ...keys.map((key) => key.when).filter((when) => when > clipIn && when < clipOut)].map(at);
    const [low, high] = [Math.floor(Math.min(...inside)), Math.ceil(Math.max(...inside))];
    return {
      mediaIn: low,
      frames: Math.max(1, high - low),
      speed: frames > 0 ? rational(Math.max(0, high - low), frames) : one,
      reverse: at(clipOut) < at(clipIn),
      variable: true,
      freeze: high === low,
    };
  }
  if (speed.num === 0) return { ...plain, frames: 1, speed, freeze: true, reverse: false };
  const scale = (value: number) => Math.round((value * speed.num) / speed.den);
  const fileFrames = integerOf(file, 'duration');
  const total = fileFrames === undefined ? undefined : Math.round((fileFrames * nominalBase(rate)) / nominalBase(rateOf(file) ?? rate));
  const length = Math.max(1, scale(frames));
  // Reversed, frame 0 of the clip is the last frame of the media.
  const mediaIn = reverse && total !== undefined ? Math.max(0, total - scale(clipIn) - length) : scale(clipIn);
  return { mediaIn, frames: length, speed, reverse, variable: variable && keys.length < 2, freeze: false };
}

function interpolate(keys: readonly { when: number; value: number }[], when: number): number {
  const sorted = [...keys].sort((a, b) => a.when - b.when);
  const next = sorted.findIndex((key) => key.when >= when);
  if (next === -1) return sorted.at(-1)!.value;
  if (next === 0) return sorted[0]!.value;
  const [from, to] = [sorted[next - 1]!, sorted[next]!];
  return from.value + ((to.value - from.value) * (when - from.when)) / (to.when - from.when);
}

function markersOf(item: XmlElement): Marker[] {
  return childrenOf(item, 'marker').map((marker) => ({
    ...(textOf(marker, 'pproColor') ? { color: textOf(marker, 'pproColor')! } : {}),
    text: [textOf(marker, 'name'), textOf(marker, 'comment')].filter(Boolean).join(' '),
  }));
}

function extraOf(item: XmlElement): Record<string, string> {
  const extra: Record<string, string> = {};
  for (const name of ['enabled', 'compositemode', 'sourcetrack', 'labels', 'comments', 'logginginfo']) {
    const element = childOf(item, name);
    if (!element || (name === 'enabled' && /^true$/i.test(element.text))) continue;
    const texts = [element, ...descendants(element)]
      .filter((each) => each.text !== '')
      .map((each) => (each === element ? each.text : `${each.name}: ${each.text}`));
    if (texts.length > 0) extra[`fcp7xml.${name}`] = texts.join('; ');
  }
  const rate = rateOf(item);
  if (rate) extra['fcp7xml.clipRate'] = formatRational(rate);
  return extra;
}
