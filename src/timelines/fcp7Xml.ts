import { Unreadable } from '../domain/errors.ts';
import { nominalBase, type FrameRate } from '../domain/frameRate.ts';
import { one, rational, type Rational } from '../domain/rational.ts';
import type { Timeline, TimelineOptions } from '../domain/timeline.ts';
import { diagnosticLog, type DiagnosticLog } from '../syntax/diagnostics.ts';
import { decodeText } from '../syntax/lines.ts';
import { childOf, childrenOf, descendants, parseXml, textOf, type XmlElement } from '../syntax/xml.ts';
import { inRate, integerOf, extraOf, kindOf, markersOf, namesOf, rateOf, rateOfSequence } from './fcp7Xml/fields.ts';
import { motionOf, notBefore, type ItemMotion } from './fcp7Xml/motion.ts';
import { eventOfUse, type MediaUse } from './frameEvent.ts';
import { eventNumber, frameOfLabel } from './labels.ts';
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

/** The part of a sequence that shows, in its own frames, and where they land in the outermost one. */
type Window = {
  readonly from: number;
  readonly to: number;
  /** Of this sequence; `recordRate` and the labels are the outermost one's. */
  readonly rate: FrameRate;
  /** Frame of the record at which a frame of this sequence is shown. */
  readonly recordAt: (frame: number) => number;
  readonly recordRate: FrameRate;
  readonly dropFrame: boolean;
  readonly depth: number;
  /** Retimes of the nests above: multiplied, and how they play. */
  readonly speed: Rational;
  readonly reverse: boolean;
  readonly variable: boolean;
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
    const own = rateOfSequence(sequence);
    const sequenceRate = options.recordRate ?? own ?? options.productionRate ?? rational(24);
    const start = timecodeOf(sequence, sequenceRate, context);
    rate ??= sequenceRate;
    dropFrame ||= start?.dropFrame ?? false;
    readSequence(
      sequence,
      {
        from: 0,
        to: Number.POSITIVE_INFINITY,
        rate: own ?? sequenceRate,
        recordAt: (frame) => (start?.frame ?? 0) + frame,
        recordRate: sequenceRate,
        dropFrame: start?.dropFrame ?? false,
        depth: 0,
        speed: one,
        reverse: false,
        variable: false,
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
    rateOrigin: options.recordRate ? '--record-rate' : sequences[0] && rateOfSequence(sequences[0]) ? 'sequence rate' : 'clip rate',
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

function readItem(
  item: XmlElement,
  before: XmlElement | undefined,
  after: XmlElement | undefined,
  track: string,
  window: Window,
  context: Context,
): void {
  const [start, end] = [integerOf(item, 'start'), integerOf(item, 'end')];
  const head = transitionAt(before, start);
  const tail = transitionAt(after, end);
  const [inFrame, outFrame] = [integerOf(item, 'in') ?? 0, integerOf(item, 'out') ?? 0];
  const [headStart, tailEnd] = [integerOf(head, 'start'), integerOf(tail, 'end')];
  const fullStart = start === -1 ? headStart : start;
  const fullEnd = end === -1 ? tailEnd : end;
  if (fullStart === undefined || fullEnd === undefined || fullStart < 0 || fullEnd < fullStart) {
    context.log.add(
      'WARN',
      'RECORD_RANGE_UNKNOWN',
      `"${textOf(item, 'name') ?? item.name}" has no place in the sequence (start ${start}, end ${end}).`,
      { line: item.line, fix: 'Look for the transition beside it.' },
    );
    return;
  }
  const itemRate = rateOf(item) ?? window.rate;
  // `in` and `out` count in the clip's own frames, retimed ones if it is retimed; a window cuts in the sequence's.
  const perFrame = (outFrame - inFrame) / Math.max(1, fullEnd - fullStart);
  const clipAt = (frame: number) => (frame === fullEnd ? outFrame : inFrame + Math.round((frame - fullStart) * perFrame));
  // Where a writer does not say -1 beside a transition, its clips end at the cut, yet both are seen until the transition ends.
  const seenFrom = headStart !== undefined && headStart < fullStart ? headStart : fullStart;
  const seenTo = tailEnd !== undefined && tailEnd > fullEnd ? tailEnd : fullEnd;
  const [from, to] = [Math.max(seenFrom, window.from), Math.min(seenTo, window.to)];
  if (from >= to) return;
  const file = fileOf(item, context);
  // `in` and `out` of a subclip count from its own first frame.
  const subclip = integerOf(childOf(item, 'subclipinfo'), 'startoffset') ?? 0;
  const own = notBefore(-subclip, motionOf(item, clipAt(from), clipAt(to), file, itemRate));
  checkLength(item, own, to - from, itemRate, window.rate, context);
  const record = recordOf(window, from, to);
  const nestedSequence = childOf(item, 'sequence');
  const nested =
    nestedSequence && (nestedSequence.children.length > 0 ? nestedSequence : context.sequences.get(nestedSequence.attributes['id'] ?? ''));
  const motion = {
    speed: multiplied(own.speed, window.speed),
    reverse: own.reverse !== window.reverse,
    variable: own.variable || window.variable,
  };
  if (nested && track.startsWith('V')) {
    if (window.depth >= maxNesting)
      return context.log.add('ERROR', 'NESTED_TOO_DEEP', `Sequences nest deeper than ${maxNesting}.`, { line: item.line });
    const nestedRate = rateOfSequence(nested) ?? itemRate;
    const [first, frames] = [inRate(own.mediaIn + subclip, itemRate, nestedRate), inRate(own.frames, itemRate, nestedRate)];
    const perNested = (to - from) / frames;
    readSequence(
      nested,
      {
        ...window,
        from: first,
        to: first + frames,
        rate: nestedRate,
        recordAt: (frame) => window.recordAt(own.reverse ? to - (frame - first) * perNested : from + (frame - first) * perNested),
        depth: window.depth + 1,
        ...motion,
      },
      context,
    );
    return;
  }
  const fileRate = rateOf(file);
  // Media of another base than the clip counts in: 50 frames a second in a sequence of 25. Near rates (23.976, 24) are one frame for one.
  const rate = context.options.rate ?? (fileRate && nominalBase(fileRate) !== nominalBase(itemRate) ? fileRate : itemRate);
  const timecode = timecodeOf(file, rate, context);
  const transitions = [head, tail].flatMap((each) => (each ? [(integerOf(each, 'end') ?? 0) - (integerOf(each, 'start') ?? 0)] : []));
  const mediaIn = inRate(own.mediaIn + subclip, itemRate, rate);
  context.uses.push({
    line: item.line,
    reel: textOf(file, 'timecode', 'reel', 'name') ?? '',
    names: namesOf(item, file),
    track,
    kind: kindOf(item, track, file, head, own.freeze),
    rate,
    dropFrame: timecode?.dropFrame ?? false,
    mediaTimecode: timecode?.frame,
    ...(item.name === 'generatoritem'
      ? {}
      : {
          mediaIn: Math.floor(mediaIn + 0.05),
          sourceFrames: own.freeze ? 1 : Math.max(1, Math.round(inRate(own.frames, itemRate, rate))),
        }),
    ...record,
    recordRate: window.recordRate,
    recordDropFrame: window.dropFrame,
    speed: motion.speed,
    reverse: motion.reverse,
    variableSpeed: motion.variable,
    ...(transitions.length > 0 && from === seenFrom ? { transitionFrames: transitions[0] } : {}),
    markers: markersOf(item),
    extra: extraOf(item),
  });
}

/** The neighbour, if it is a transition that reaches over this edge; one that fades to black before it does not. */
function transitionAt(neighbour: XmlElement | undefined, edge: number | undefined): XmlElement | undefined {
  if (neighbour?.name !== 'transitionitem') return undefined;
  const [from, to] = [integerOf(neighbour, 'start') ?? 0, integerOf(neighbour, 'end') ?? 0];
  return edge === undefined || edge === -1 || (from <= edge && edge <= to) ? neighbour : undefined;
}

const multiplied = (a: Rational, b: Rational): Rational => rational(a.num * b.num, a.den * b.den);

/** Whole frames of the record for a stretch of a sequence, whichever way a nest plays it. */
function recordOf(window: Window, from: number, to: number): { readonly recordIn: number; readonly recordFrames: number } {
  const ends = [window.recordAt(from), window.recordAt(to)].map((frame) => Math.floor(frame + 0.5)) as [number, number];
  return { recordIn: Math.min(...ends), recordFrames: Math.abs(ends[1] - ends[0]) };
}

/** In and out against start and end: unlike lengths without a retime are a mistake in one of the two. */
function checkLength(item: XmlElement, own: ItemMotion, record: number, itemRate: FrameRate, rate: FrameRate, context: Context): void {
  if (item.name !== 'clipitem' || own.freeze || own.retimed || childOf(item, 'sequence')) return;
  const expected = inRate(record, rate, itemRate);
  if (Math.abs(own.frames - record) <= 1 || Math.abs(own.frames - expected) <= 1) return;
  context.log.add(
    'WARN',
    'DURATION_MISMATCH',
    `"${textOf(item, 'name') ?? ''}" reads ${own.frames} frames into ${record}, and no effect says that it is retimed.`,
    { line: item.line, fix: 'Compare in and out with start and end of this clip.' },
  );
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
