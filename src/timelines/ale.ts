import type { Cdl } from '../domain/cdl.ts';
import { Unreadable } from '../domain/errors.ts';
import { equalRationals, formatRational, one, rational } from '../domain/rational.ts';
import { nominalBase, parseFrameRate, type FrameRate } from '../domain/frameRate.ts';
import { framesPerDay } from '../domain/timecode.ts';
import type { EventName, EventNameKind, Timeline, TimelineEvent, TimelineOptions } from '../domain/timeline.ts';
import { parseCdlText, parseSat, parseSop } from '../syntax/cdlText.ts';
import { splitCells } from '../syntax/delimited.ts';
import { diagnosticLog, type DiagnosticLog } from '../syntax/diagnostics.ts';
import { decodeText, forEachLine } from '../syntax/lines.ts';
import { eventNumber, frameOfLabel, labelRange, timecodeFormat } from './labels.ts';
import { headText, type TimelineReader } from './reader.ts';

/** Columns that name the source, strongest first (matching.md 2.4). */
const nameColumns: readonly (readonly [string, EventNameKind])[] = [
  ['unc path', 'PATH'],
  ['unc', 'PATH'],
  ['source path', 'PATH'],
  ['source file path', 'PATH'],
  ['source file', 'SOURCE_FILE'],
  ['source file name', 'SOURCE_FILE'],
  ['filename', 'SOURCE_FILE'],
  ['file name', 'SOURCE_FILE'],
  ['tape', 'TAPE'],
  ['reel', 'REEL'],
  ['reel name', 'REEL'],
  ['tape id', 'TAPE'],
  ['tapeid', 'TAPE'],
  ['tape name', 'TAPE'],
  ['camroll', 'CAMROLL'],
  ['cam roll', 'CAMROLL'],
  ['camera roll', 'CAMROLL'],
  ['labroll', 'LABROLL'],
  ['soundroll', 'SOUNDROLL'],
  ['sound roll', 'SOUNDROLL'],
  ['name', 'CLIP_NAME'],
  ['clipname', 'CLIP_NAME'],
  ['clip name', 'CLIP_NAME'],
  ['umid', 'UMID'],
  ['uuid', 'UUID'],
  ['clip uuid', 'UUID'],
  ['master mob id', 'MOB_ID'],
];

/** What other tools than Avid call the two ends of a clip. */
const rangeColumns: readonly (readonly [string, readonly string[]])[] = [
  ['start', ['start tc', 'tc in', 'tc start', 'start timecode']],
  ['end', ['end tc', 'tc out', 'tc end', 'end timecode']],
];

type Row = { readonly line: number; readonly cells: readonly string[] };

type Sheet = { readonly heading: Map<string, string>; columns: string[]; readonly rows: Row[]; delimiter: string };

const maxRows = 250_000;

/** Avid Log Exchange: one row a clip, tab-separated, sections Heading, Column and Data (matching.md 2.4). */
export const ale: TimelineReader = {
  name: 'ale',
  label: 'Avid Log Exchange',
  extensions: ['ale'],
  sniff: (head) => /^\s*Heading\s*[\r\n]/i.test(headText(head)) || /(?:^|[\r\n])FIELD_DELIM\t/i.test(headText(head)),
  read(bytes, fileName, options) {
    const log = diagnosticLog(fileName);
    const sheet = readSheet(decodeText(bytes, fileName).text, fileName, log);
    return toTimeline(sheet, fileName, options, log);
  },
};

function readSheet(text: string, fileName: string, log: DiagnosticLog): Sheet {
  const sheet: Sheet = { heading: new Map(), columns: [], rows: [], delimiter: '\t' };
  let section: 'none' | 'heading' | 'column' | 'data' = 'none';
  forEachLine(text, (line, number) => {
    const word = line.trim().toLowerCase();
    if (word === '') return;
    if (section !== 'data' && (word === 'heading' || word === 'column' || word === 'data')) {
      section = word;
      return;
    }
    if (section === 'heading') {
      // One pair a line, or (as some writers have it) all pairs on one line.
      const cells = line.split('\t').map((cell) => cell.trim());
      for (let i = 0; i + 1 < cells.length; i += 2) if (cells[i]) sheet.heading.set(cells[i]!.toLowerCase(), cells[i + 1]!);
      const delimiter = sheet.heading.get('field_delim')?.toUpperCase();
      if (delimiter === 'COMMA' || delimiter === 'COMMAS') sheet.delimiter = ',';
    } else if (section === 'column') {
      if (sheet.columns.length === 0) sheet.columns = splitCells(line, sheet.delimiter).map((name) => name.trim());
      else
        log.add('WARN', 'SECOND_COLUMN_LINE', 'The Column section has a second line, which was not read.', {
          line: number,
          fix: 'Delete it.',
        });
    } else if (section === 'data') {
      if (sheet.rows.length >= maxRows)
        throw new Unreadable(`${fileName} has more than ${maxRows} rows; split it.`, { at: `${fileName}:${number}` });
      sheet.rows.push({ line: number, cells: splitCells(line, sheet.delimiter) });
    }
  });
  if (section === 'none') throw new Unreadable(`${fileName} has no Heading, Column or Data section, so it is no ALE.`, { at: fileName });
  if (sheet.columns.length === 0) throw new Unreadable(`${fileName} has no Column section; export it again.`, { at: fileName });
  return sheet;
}

function toTimeline(sheet: Sheet, fileName: string, options: TimelineOptions, log: DiagnosticLog): Timeline {
  const index = new Map<string, number>();
  sheet.columns.forEach((name, at) => {
    const key = name.toLowerCase();
    // `Reel_Name` is `Reel Name`.
    for (const spelling of [key, key.replaceAll('_', ' ')]) if (name !== '' && !index.has(spelling)) index.set(spelling, at);
  });
  for (const [column, others] of rangeColumns)
    for (const other of others) if (!index.has(column) && index.has(other)) index.set(column, index.get(other)!);
  const { rate, origin } = rateOf(sheet, options, log);
  // Where Duration stands beside Start, nothing is missing.
  for (const [needed, instead] of [['Start'], ['End', 'duration']] as const) {
    if (index.has(needed.toLowerCase()) || (instead && index.has(instead))) continue;
    log.add('WARN', 'COLUMN_MISSING', `There is no ${needed} column, so no clip has a timecode range.`, {
      fix: 'Export the bin with Start and End.',
    });
  }
  const noTape = !index.has('tape') && !sheet.heading.has('tape');
  if (noTape && !['reel', 'reel name', 'tape id', 'tapeid', 'tape name'].some((column) => index.has(column))) {
    log.add('INFO', 'TAPE_ABSENT', 'Neither a Tape column nor a Tape heading exists; Avid then takes 001.', {});
  }
  const context = { sheet, index, rate, options, log, inclusiveEnd: endIsInclusive(sheet, index, rate) };
  if (context.inclusiveEnd) {
    log.add(
      'WARN',
      'END_INCLUSIVE',
      'Every Duration is End − Start + 1: the End of this list is the last frame, not the one after it, and was read so.',
      {
        fix: 'Nothing to do if the durations are right.',
      },
    );
  }
  const events = sheet.rows.map((row, at) => eventOf(row, eventNumber(at, sheet.rows.length), context));
  return {
    format: ale.name,
    ...(sheet.heading.get('title') ? { title: sheet.heading.get('title')! } : {}),
    rate,
    rateOrigin: origin,
    dropFrame: events.some((event) => event.dropFrame),
    events,
    diagnostics: log.all(),
  };
}

type Context = {
  readonly sheet: Sheet;
  readonly index: ReadonlyMap<string, number>;
  readonly rate: FrameRate;
  readonly options: TimelineOptions;
  readonly log: DiagnosticLog;
  readonly inclusiveEnd: boolean;
};

function rateOf(sheet: Sheet, options: TimelineOptions, log: DiagnosticLog): { rate: FrameRate; origin: string } {
  const written = sheet.heading.get('fps');
  const stated = written === undefined ? undefined : parseFrameRate(written);
  if (options.rate) {
    if (stated && nominalBase(stated) !== nominalBase(options.rate)) {
      log.add('WARN', 'RATE_CONFLICT', `The list was read at ${formatRational(options.rate)}, but its heading says FPS ${written}.`, {
        fix: `Read it again with --rate ${written}.`,
      });
    }
    return { rate: options.rate, origin: '--rate' };
  }
  if (stated) return { rate: stated, origin: 'heading FPS' };
  if (written) log.add('WARN', 'RATE_UNREADABLE', `The heading FPS "${written}" is no frame rate.`, { fix: 'Write FPS 24 or 23.976.' });
  const column = sheet.columns.findIndex((name) => name.toLowerCase() === 'fps');
  const first =
    column === -1 ? undefined : sheet.rows.map((row) => parseFrameRate(row.cells[column]?.trim() ?? '')).find((rate) => rate !== undefined);
  if (first) return { rate: first, origin: 'column FPS' };
  if (options.productionRate) return { rate: options.productionRate, origin: 'production' };
  log.add('INFO', 'RATE_ASSUMED', 'Nothing in the list tells its rate; it was read at 24.', { fix: 'Say it with --rate.' });
  return { rate: rational(24), origin: 'assumed: nothing in the list tells its rate' };
}

const cellOf = (row: Row, context: Pick<Context, 'index'>, column: string): string => {
  const at = context.index.get(column);
  return at === undefined ? '' : (row.cells[at]?.trim() ?? '');
};

/** Some tools write the last frame as End. They give themselves away where Duration counts one more, in every row. */
function endIsInclusive(sheet: Sheet, index: ReadonlyMap<string, number>, rate: FrameRate): boolean {
  let seen = 0;
  for (const row of sheet.rows) {
    const [start, end, duration] = ['start', 'end', 'duration'].map(
      (name) => frameOfLabel(cellOf(row, { index }, name), rate, false)?.frame,
    );
    if (start === undefined || end === undefined || duration === undefined) continue;
    if (duration !== end - start + 1) return false;
    seen += 1;
  }
  return seen > 0;
}

function eventOf(row: Row, number: string, context: Context): TimelineEvent {
  const { sheet, log } = context;
  const cell = (column: string) => cellOf(row, context, column);
  const place = { line: row.line };
  const extraCells = row.cells.slice(sheet.columns.length).filter((value) => value.trim() !== '');
  if (extraCells.length > 0) {
    log.add(
      'WARN',
      'CELLS_WITHOUT_COLUMN',
      `This row has ${row.cells.length} cells for ${sheet.columns.length} columns; "${extraCells[0]!.slice(0, 40)}" belongs to none.`,
      {
        ...place,
        column: row.cells.slice(0, sheet.columns.length).join(sheet.delimiter).length + 2,
        fix: 'Remove the tab that splits a cell, or add the column.',
      },
    );
  }
  const rate = rowRate(cell, context);
  const names: EventName[] = nameColumns.flatMap(([column, kind]) => (cell(column) === '' ? [] : [{ kind, value: cell(column) }]));
  const noTape = !context.index.has('tape') && !sheet.heading.has('tape');
  const reel =
    cell('tape') ||
    (context.index.has('tape') ? '' : (sheet.heading.get('tape') ?? '')) ||
    cell('reel') ||
    cell('reel name') ||
    cell('tape id') ||
    cell('tapeid') ||
    cell('tape name') ||
    (noTape ? '001' : '');
  const tracks = cell('tracks');
  const extra: Record<string, string> = {};
  sheet.columns.forEach((name, at) => {
    const value = row.cells[at]?.trim() ?? '';
    if (name !== '' && value !== '') extra[`ale.${name}`] = value;
  });
  const cdl = cdlOf(cell, row, log);
  return {
    number,
    line: row.line,
    reel,
    names,
    track: tracks === '' ? 'V' : (/V\d*/i.exec(tracks)?.[0].toUpperCase() ?? tracks),
    kind: tracks === '' || /V/i.test(tracks) ? 'CUT' : 'AUDIO',
    ...rangeOf(cell, row, rate, context),
    rate,
    speed: one,
    reverse: false,
    ...(cdl ? { cdl } : {}),
    markers: [],
    extra,
  };
}

/** A row's own FPS counts where its base differs: 25-frame clips in a 24-frame bin. `Camera FPS` is the sensor's and changes no label. */
function rowRate(cell: (column: string) => string, context: Context): FrameRate {
  const own = parseFrameRate(cell('fps'));
  if (!own || context.options.rate || equalRationals(own, context.rate)) return context.rate;
  return nominalBase(own) === nominalBase(context.rate) ? context.rate : own;
}

type Range = Pick<TimelineEvent, 'sourceIn' | 'sourceOut' | 'sourceFrames' | 'dropFrame'>;

function rangeOf(cell: (column: string) => string, row: Row, rate: FrameRate, context: Context): Range {
  const { log, options } = context;
  const drop = options.dropFrame ?? (options.productionDropFrame === true && !context.sheet.heading.has('fps'));
  const read = (column: string, text: string) => {
    const found = frameOfLabel(text, rate, drop);
    if (!found && text !== '') {
      log.add('ERROR', 'TIMECODE_UNREADABLE', `${column} "${text}" is no timecode, so this clip has no range.`, {
        line: row.line,
        fix: 'Write it as hh:mm:ss:ff.',
      });
    }
    return found;
  };
  // `TC 24` is the 24-frame timecode of the same first frame; Start may be in the bin's other base.
  const tc24 = nominalBase(rate) === 24 && nominalBase(context.rate) === 24 ? cell('tc 24') : '';
  const start = read('Start', cell('start'));
  const end = read('End', cell('end'));
  // A plain number counts frames.
  const duration = /^\d+$/.test(cell('duration')) ? Number(cell('duration')) : frameOfLabel(cell('duration'), rate, false)?.frame;
  const dropFrame = start?.dropFrame ?? end?.dropFrame ?? false;
  if (!start) return { dropFrame };
  const day = framesPerDay(timecodeFormat(rate, dropFrame));
  let frames = end ? (end.frame - start.frame + day) % day : duration;
  // Half a day: no clip runs longer over midnight; End is a mistake then.
  if (end && end.frame < start.frame && frames! > day / 2) {
    log.add('WARN', 'OUT_BEFORE_IN', `End ${cell('end')} lies before Start ${cell('start')}, so this clip has no length.`, {
      line: row.line,
      fix: 'Exchange the two timecodes, or correct the one that is wrong.',
    });
    return { sourceIn: labelRange(start.frame, 0, rate, dropFrame).in, dropFrame };
  }
  if (frames === undefined) {
    log.add('WARN', 'RANGE_OPEN', 'This clip has neither End nor Duration.', { line: row.line, fix: 'Export the bin with End.' });
    const label = labelRange(start.frame, 0, rate, dropFrame);
    return { sourceIn: label.in, dropFrame };
  }
  if (context.inclusiveEnd && end) frames += 1;
  const offSpeed = ['camera fps', 'shoot rate', 'cfps', 'sensor fps'].some((column) => {
    const captured = parseFrameRate(cell(column));
    return captured !== undefined && nominalBase(captured) !== nominalBase(rate);
  });
  if (end && duration !== undefined && duration !== frames && !offSpeed) {
    log.add('WARN', 'DURATION_MISMATCH', `Duration ${cell('duration')} is not End − Start (${frames} frames); the labels were taken.`, {
      line: row.line,
      fix: 'Correct End or Duration.',
    });
  }
  if (end && end.frame < start.frame)
    log.add('INFO', 'CROSSES_MIDNIGHT', `This clip runs over midnight (${frames} frames).`, { line: row.line });
  const first = tc24 === '' ? start : (frameOfLabel(tc24, rate, drop) ?? start);
  const labels = labelRange(first.frame, frames, rate, first.dropFrame);
  return { sourceIn: labels.in, sourceOut: labels.out, sourceFrames: frames, dropFrame: first.dropFrame };
}

function cdlOf(cell: (column: string) => string, row: Row, log: DiagnosticLog): Cdl | undefined {
  const sopText = cell('asc_sop') || cell('cdl');
  if (sopText === '') return undefined;
  const sop = parseSop(sopText);
  const sat = cell('asc_sat');
  const saturation = sat === '' ? parseCdlText(sopText)?.saturation : parseSat(sat);
  if (sop && saturation !== undefined) return { ...sop, saturation };
  log.add('WARN', 'CDL_UNREADABLE', `"${(sop ? sat : sopText).slice(0, 80)}" is no ASC CDL.`, {
    line: row.line,
    fix: 'Write ASC_SOP as (r g b)(r g b)(r g b) and ASC_SAT as one number.',
  });
  return undefined;
}
