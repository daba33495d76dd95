import { nominalBase, type FrameRate } from '../../domain/frameRate.ts';
import {
  fitsBase,
  formatLabel,
  formatTimecode,
  frameOf,
  framesPerDay,
  isDroppedLabel,
  parseTimecode,
  supportsDropFrame,
  type TimecodeFormat,
} from '../../domain/timecode.ts';
import type { TimelineOptions } from '../../domain/timeline.ts';
import type { DiagnosticLog } from '../../syntax/diagnostics.ts';
import type { EditStatement, LabelStamp, Stamp } from './statements.ts';

/** One side of an edit with its frames counted. */
export type Side = {
  readonly rate: FrameRate;
  readonly dropFrame: boolean;
  readonly in?: string;
  readonly out?: string;
  readonly frames?: number;
  /** Where the list counts frames of the file instead of timecode. */
  readonly mediaIn?: number;
  readonly mediaOut?: number;
  /** The same place, longer at the end it plays towards. */
  readonly extendedBy: (frames: number, reverse?: boolean) => Side;
  readonly withFrames: (frames: number) => Side;
};

type SideName = 'source' | 'record';

type Expectation = {
  readonly expectFrames?: number | undefined;
  readonly mayRunBackwards?: boolean;
  /** What a note says that the labels of this side count in. */
  readonly rate?: FrameRate | undefined;
};

type Labelled = {
  readonly rate: FrameRate;
  readonly dropFrame: boolean;
  readonly recordRate?: FrameRate;
  readonly recordDropFrame?: boolean;
};

/** Counts the labels of one list: its rate, the rates of reels that differ, its drop-frame rules. */
export type Clock = {
  readonly side: (
    from: Stamp,
    to: Stamp,
    edit: EditStatement,
    name: SideName,
    fcmDrop: boolean | undefined,
    expectation: Expectation,
  ) => Side;
  /** A zero-length side at a label that an event already carries. */
  readonly parse: (label: string, event: Labelled, name: SideName) => Side;
};

export function sideOf(
  from: Stamp,
  to: Stamp,
  edit: EditStatement,
  name: SideName,
  fcmDrop: boolean | undefined,
  clock: Clock,
  expectation: Expectation = {},
): Side {
  return clock.side(from, to, edit, name, fcmDrop, expectation);
}

/** A range of timecode; a class, because a list makes two of them for each edit. */
class CountedSide implements Side {
  readonly rate: FrameRate;
  readonly dropFrame: boolean;
  readonly in: string;
  readonly out: string;
  readonly frames: number;
  readonly #format: TimecodeFormat;
  readonly #start: number;
  constructor(format: TimecodeFormat, rate: FrameRate, start: number, frames: number, from: string, to: string) {
    this.#format = format;
    this.#start = start;
    this.rate = rate;
    this.dropFrame = format.dropFrame;
    this.frames = frames;
    this.in = from;
    this.out = to;
  }
  extendedBy(more: number, reverse = false): Side {
    return this.#at(reverse ? this.#start - more : this.#start, this.frames + more);
  }
  withFrames(count: number): Side {
    return this.#at(this.#start, count);
  }
  #at(start: number, frames: number): Side {
    return new CountedSide(
      this.#format,
      this.rate,
      start,
      frames,
      formatTimecode(start, this.#format),
      formatTimecode(start + frames, this.#format),
    );
  }
}

/** Half a day: a range that only closes by going further round the clock than this is a mistake, not a midnight. */
const longestMidnightHours = 12;

export function createClock(
  rate: FrameRate,
  reelRates: ReadonlyMap<string, FrameRate>,
  options: TimelineOptions,
  log: DiagnosticLog,
): Clock {
  const recordRate = options.recordRate ?? rate;
  const told = new Set<string>();
  const once = (key: string, tell: () => void) => {
    if (told.has(key)) return;
    told.add(key);
    tell();
  };
  function dropFrameOf(edit: EditStatement, name: SideName, base: number, fcmDrop: boolean | undefined): boolean {
    const [from, to, other1, other2] =
      name === 'source'
        ? [edit.sourceIn, edit.sourceOut, edit.recordIn, edit.recordOut]
        : [edit.recordIn, edit.recordOut, edit.sourceIn, edit.sourceOut];
    const marked = hasMark(from) || hasMark(to);
    // A writer that marks one side marks both: there a colon means non-drop. Avid writes colons everywhere and says it in FCM.
    const otherMarked = hasMark(other1) || hasMark(other2);
    const wanted =
      marked ||
      (options.dropFrame ??
        (otherMarked ? false : (fcmDrop ?? (name === 'record' ? options.productionDropFrame : options.productionDropFrame) ?? false)));
    if (!wanted) return false;
    if (supportsDropFrame(base)) return true;
    once('drop', () =>
      log.add(
        'WARN',
        'DROP_FRAME_IGNORED',
        `The list says drop-frame, which does not exist at ${base} frames a second; it was counted without dropping.`,
        {
          line: edit.line,
          fix: 'Read it with --rate 29.97 or 59.94 if the list really is drop-frame.',
        },
      ),
    );
    return false;
  }

  const build = (format: TimecodeFormat, rateOfSide: FrameRate, start: number, frames: number, from?: string, to?: string): Side =>
    new CountedSide(format, rateOfSide, start, frames, from ?? formatTimecode(start, format), to ?? formatTimecode(start + frames, format));

  function mediaSide(from: number, to: number, rateOfSide: FrameRate): Side {
    const frames = to - from;
    return {
      rate: rateOfSide,
      dropFrame: false,
      mediaIn: from,
      mediaOut: to,
      ...(frames >= 0 ? { frames } : {}),
      extendedBy: (more, reverse = false) => mediaSide(reverse ? from - more : from, reverse ? to : to + more, rateOfSide),
      withFrames: (count) => mediaSide(from, from + count, rateOfSide),
    };
  }

  function checkLabel(stamp: LabelStamp, format: TimecodeFormat, edit: EditStatement, name: SideName): void {
    if (!fitsBase(stamp, format.base)) {
      log.add(
        'WARN',
        'FRAME_BEYOND_RATE',
        `The ${name} timecode ${formatLabel(stamp, format)} of event ${edit.number} counts beyond ${format.base} frames a second.`,
        {
          line: edit.line,
          fix: `Say the right rate with --rate, for instance --rate ${stamp.frames < 25 ? 25 : stamp.frames < 30 ? 30 : 60}.`,
        },
      );
    }
    if (isDroppedLabel(stamp, format)) {
      log.add(
        'WARN',
        'DROPPED_LABEL',
        `The ${name} timecode ${formatLabel(stamp, format)} of event ${edit.number} does not exist in drop-frame; it was read as the frame after it.`,
        {
          line: edit.line,
          fix: 'Check whether the list really is drop-frame.',
        },
      );
    }
  }

  return {
    side(from, to, edit, name, fcmDrop, expectation) {
      const rateOfSide = name === 'record' ? recordRate : (expectation.rate ?? reelRates.get(edit.reel) ?? rate);
      if ('frame' in from || 'frame' in to) {
        return mediaSide('frame' in from ? from.frame : 0, 'frame' in to ? to.frame : 0, rateOfSide);
      }
      const base = nominalBase(rateOfSide);
      const format = { base, dropFrame: dropFrameOf(edit, name, base, fcmDrop) };
      checkLabel(from, format, edit, name);
      checkLabel(to, format, edit, name);
      const start = frameOf(from, format);
      const end = frameOf(to, format);
      const labels = { in: labelText(from, format), out: labelText(to, format) };
      if (end >= start) return build(format, rateOfSide, start, end - start, labels.in, labels.out);
      const wrapped = end - start + framesPerDay(format);
      const expected = expectation.expectFrames ?? 0;
      // A reversed range may be written from its end, or may run over midnight: the record length tells.
      if (expectation.mayRunBackwards && Math.abs(start - end - expected) <= Math.abs(wrapped - expected)) {
        log.add('INFO', 'REVERSE_DESCENDING', `Event ${edit.number} writes its reversed source range from the end; it was turned round.`, {
          line: edit.line,
        });
        return build(format, rateOfSide, end, start - end, labels.out, labels.in);
      }
      if (wrapped <= longestMidnightHours * 3600 * base) {
        log.add(
          'INFO',
          'CROSSES_MIDNIGHT',
          `The ${name} range of event ${edit.number} runs over midnight (${labels.in} to ${labels.out}, ${wrapped} frames).`,
          {
            line: edit.line,
          },
        );
        return build(format, rateOfSide, start, wrapped, labels.in, labels.out);
      }
      log.add('WARN', 'OUT_BEFORE_IN', `The ${name} out ${labels.out} of event ${edit.number} lies before its in ${labels.in}.`, {
        line: edit.line,
        fix: 'Exchange the two timecodes, or correct the one that is wrong.',
      });
      return {
        rate: rateOfSide,
        dropFrame: format.dropFrame,
        ...labels,
        extendedBy: (more) => build(format, rateOfSide, start, more, labels.in, labels.out),
        withFrames: (count) => build(format, rateOfSide, start, count),
      };
    },
    parse(label, event, name) {
      const rateOfSide = name === 'record' ? (event.recordRate ?? event.rate) : event.rate;
      const dropFrame = name === 'record' ? (event.recordDropFrame ?? event.dropFrame) : event.dropFrame;
      const format = { base: nominalBase(rateOfSide), dropFrame };
      const parsed = parseTimecode(label);
      return build(format, rateOfSide, parsed ? frameOf(parsed, format) : 0, 0);
    },
  };
}

function labelText(stamp: LabelStamp, format: TimecodeFormat): string {
  return stamp.text !== undefined && stamp.dropMark === format.dropFrame && format.base <= 100 ? stamp.text : formatLabel(stamp, format);
}

function hasMark(stamp: Stamp): boolean {
  return 'dropMark' in stamp && stamp.dropMark;
}
