import { parseTimecode, type ParsedTimecode } from '../../domain/timecode.ts';

/** A place on one side of an edit: a timecode, or a bare frame number as some exporters write for files without timecode. */
export type Stamp = LabelStamp | { readonly frame: number };

/** `text` is the label as it was written, where that is also how it is printed. */
export type LabelStamp = ParsedTimecode & { readonly text?: string };

export type EditType = 'CUT' | 'DISSOLVE' | 'WIPE' | 'KEY';

/** One edit line. The columns of CMX 3600, File 16, File 32 and File 129 differ only in their widths, so they are read from the right. */
export type EditStatement = {
  readonly is: 'EDIT';
  readonly line: number;
  readonly number: string;
  readonly reel: string;
  readonly channels: string;
  readonly type: EditType;
  /** `W001`, `KB`: as written. */
  readonly code: string;
  readonly transitionFrames: number | undefined;
  readonly sourceIn: Stamp;
  readonly sourceOut: Stamp;
  readonly recordIn: Stamp;
  readonly recordOut: Stamp;
};

/** `M2 reel speed trigger`: speed in frames per second of the list's rate, rounded by its writer to a tenth. */
export type SpeedStatement = {
  readonly is: 'SPEED';
  readonly line: number;
  readonly reel: string;
  readonly framesPerSecond: number;
  readonly at: ParsedTimecode | undefined;
};

export type BrokenStatement = {
  readonly is: 'BROKEN';
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly fix: string;
};

/** `V`, `A2`, `AA/V`, `A1234V`, `B`; a number never begins with 0, which tells A2 from the reel A002. */
const channelPattern = /^(?:NONE|B|U|(?:AA|[AV])(?:[1-9]\d{0,7})?(?:\/?(?:AA|[AV])(?:[1-9]\d{0,7})?){0,8})$/i;
const eventNumberPattern = /^\d{1,8}[A-Za-z]?$/;
const stampPattern = /^\d{1,2}[:;.,]\d{2}[:;.,]\d{2}[:;.,]\d{2,3}$/;
/** Looks as though it was meant as a timecode: digits and separators with at least two separators. */
const almostStampPattern = /^[\dOol]*(?:[:;.,][\dA-Za-z]*){2,}$/;

/** Whether a line is meant as an edit: it begins with an event number and shows at least one timecode. */
export function looksLikeEdit(line: string): boolean {
  return /^\s*\d{1,8}[A-Za-z]?[\s]/.test(line) && /\d{1,2}[:;.,]\d{2}[:;.,]\d{2}[:;.,]\d/.test(line);
}

const commonStamp = '(\\d\\d:\\d\\d:\\d\\d[:;]\\d\\d)';
/** A cut of a reel without spaces, as nineteen lines of twenty are. */
const commonCut = new RegExp(
  `^\\s*(\\d{1,8})\\s+(\\S{1,129})\\s+(V|AA?|A[1-9]\\d?|B|AA/V)\\s+C\\s+${[commonStamp, commonStamp, commonStamp, commonStamp].join('\\s+')}\\s*$`,
);

function labelStamp(text: string): LabelStamp | undefined {
  const parsed = parseTimecode(text);
  if (!parsed) return undefined;
  const { hours, minutes, seconds, frames, dropMark } = parsed;
  return { hours, minutes, seconds, frames, dropMark, text };
}

/** The same answer as parseEdit, in a fifth of its time. Undefined where the line is anything else. */
export function parseCommonCut(text: string, line: number): EditStatement | undefined {
  const found = commonCut.exec(text);
  if (!found) return undefined;
  const sourceIn = labelStamp(found[4]!);
  const sourceOut = labelStamp(found[5]!);
  const recordIn = labelStamp(found[6]!);
  const recordOut = labelStamp(found[7]!);
  if (!sourceIn || !sourceOut || !recordIn || !recordOut) return undefined;
  return {
    is: 'EDIT',
    line,
    number: found[1]!,
    reel: found[2]!,
    channels: found[3]!,
    type: 'CUT',
    code: 'C',
    transitionFrames: undefined,
    sourceIn,
    sourceOut,
    recordIn,
    recordOut,
  };
}

/** `code` of a transition that is written without its letter. */
export const unnamedTransition = 'D?';

export function parseEdit(text: string, line: number): EditStatement | BrokenStatement {
  const tokens = text.trim().split(/\s+/);
  const last = lastStamps(tokens);
  if (last === undefined) return brokenTimes(text, line, tokens);
  const stamps = tokens.slice(last - 3, last + 1).map(parseStamp);
  const bad = stamps.findIndex((stamp) => stamp === undefined);
  if (bad !== -1) {
    const token = tokens[last - 3 + bad]!;
    return broken(
      line,
      columnOf(text, tokens, last - 3 + bad),
      `${token} is no timecode: minutes and seconds end at 59, hours at 23.`,
      'Correct this timecode.',
    );
  }
  const left = tokens.slice(0, last - 3);
  const number = left[0] ?? '';
  if (!eventNumberPattern.test(number)) {
    return broken(line, 1, `The edit does not begin with an event number but with "${number}".`, 'Write the event number first.');
  }
  let at = left.length - 1;
  let transitionFrames: number | undefined;
  if (at >= 2 && /^\d{1,4}F?$/i.test(left[at]!) && /^(?:D|W\d{1,3}|K|KB|KO|B|O|\(F\))$/i.test(left[at - 1]!)) {
    transitionFrames = Number.parseInt(left[at]!, 10);
    at -= 1;
  }
  let code = left[at]?.toUpperCase() ?? '';
  if (/^(?:B|O|\(F\))$/.test(code) && left[at - 1]?.toUpperCase() === 'K') {
    code = `K${code}`;
    at -= 1;
  }
  // Some lists have lost the letter of their transitions: `V      008`.
  if (transitionFrames === undefined && /^\d{1,4}$/.test(code) && channelPattern.test(left[at - 1] ?? '') && at >= 2) {
    transitionFrames = Number.parseInt(code, 10);
    code = unnamedTransition;
    left.splice(at, 1, code);
  }
  const type = code === unnamedTransition ? 'DISSOLVE' : typeOf(code);
  if (!type) {
    return broken(
      line,
      at > 0 ? columnOf(text, tokens, at) : 1,
      `"${left[at] ?? ''}" is no edit type; it should be C, D, K or W and a wipe number.`,
      'Write C before the four timecodes if this is a cut.',
    );
  }
  const channels = left[at - 1] ?? '';
  if (at - 1 < 1 || !channelPattern.test(channels)) {
    return broken(
      line,
      at - 1 > 0 ? columnOf(text, tokens, at - 1) : 1,
      `"${channels}" is no channel; before the edit type there should be V, A, A2, AA, B or AA/V.`,
      'Write V if this is a picture edit.',
    );
  }
  return {
    is: 'EDIT',
    line,
    number,
    reel: left.slice(1, at - 1).join(' '),
    channels: channels.toUpperCase(),
    type,
    code,
    transitionFrames,
    sourceIn: stamps[0]!,
    sourceOut: stamps[1]!,
    recordIn: stamps[2]!,
    recordOut: stamps[3]!,
  };
}

function typeOf(code: string): EditType | undefined {
  if (code === 'C') return 'CUT';
  if (code === 'D') return 'DISSOLVE';
  if (/^W\d{0,3}$/.test(code)) return 'WIPE';
  return /^K(?:B|O|\(F\))?$/.test(code) ? 'KEY' : undefined;
}

/** Index of the fourth of four neighbouring time columns, searched from the right (some systems append columns of their own). */
function lastStamps(tokens: readonly string[]): number | undefined {
  const isTime = (index: number) => stampPattern.test(tokens[index] ?? '');
  for (let last = tokens.length - 1; last >= 5; last -= 1) {
    if (!isTime(last) || !isTime(last - 1)) continue;
    if (isTime(last - 2) && isTime(last - 3)) return last;
    // Sources without timecode: frame numbers in the source columns.
    const isFrame = (index: number) => /^\d{1,9}$/.test(tokens[index] ?? '');
    if (!isTime(last - 2) && isFrame(last - 2) && isFrame(last - 3) && typeOf((tokens[last - 4] ?? '').toUpperCase())) return last;
    return undefined;
  }
  return undefined;
}

function parseStamp(token: string): Stamp | undefined {
  return /^\d+$/.test(token) ? { frame: Number(token) } : parseTimecode(token);
}

function brokenTimes(text: string, line: number, tokens: readonly string[]): BrokenStatement {
  const suspect = tokens.findIndex((token, index) => index > 0 && !stampPattern.test(token) && almostStampPattern.test(token));
  if (suspect !== -1) {
    return broken(line, columnOf(text, tokens, suspect), `"${tokens[suspect]}" is no timecode.`, 'Write it as hh:mm:ss:ff.');
  }
  const count = tokens.filter((token) => stampPattern.test(token)).length;
  return broken(
    line,
    text.trimEnd().length + 1,
    `An edit needs four timecodes, source in and out, record in and out; this line has ${count}.`,
    count < 4 ? 'Add what is missing, or delete the line.' : 'Remove what stands between the timecodes.',
  );
}

function broken(line: number, column: number, message: string, fix: string): BrokenStatement {
  return { is: 'BROKEN', line, column, message, fix };
}

/** 1-based column of a token of a whitespace-split line. */
function columnOf(text: string, tokens: readonly string[], index: number): number {
  let from = 0;
  for (let i = 0; i <= index; i += 1) {
    const found = text.indexOf(tokens[i]!, from);
    if (i === index) return found + 1;
    from = found + tokens[i]!.length;
  }
  return 1;
}

/** Reads `M2   A001C001       -024.0                01:00:00:00`. The reel may hold spaces, the trigger may be drop-frame or absent. */
export function parseSpeed(text: string, line: number): SpeedStatement | BrokenStatement {
  const tokens = text.trim().split(/\s+/);
  let end = tokens.length - 1;
  const at = parseTimecode(tokens[end] ?? '');
  if (at) end -= 1;
  const framesPerSecond = /^[+-]?\d{1,5}(?:\.\d{1,4})?$/.test(tokens[end] ?? '') ? Number(tokens[end]) : Number.NaN;
  if (end < 1 || !Number.isFinite(framesPerSecond)) {
    return broken(
      line,
      1,
      'This M2 line names no speed.',
      'Write the speed in frames per second before the timecode, as in "M2 REEL 048.0 01:00:00:00".',
    );
  }
  return { is: 'SPEED', line, reel: tokens.slice(1, end).join(' '), framesPerSecond, at };
}
