import { nominalBase, parseFrameRate, type FrameRate } from '../domain/frameRate.ts';
import { LimitExceeded, Unreadable } from '../domain/errors.ts';
import { formatRational } from '../domain/rational.ts';
import type { EventName, Timeline, TimelineEvent, TimelineOptions } from '../domain/timeline.ts';
import { diagnosticLog, type DiagnosticLog } from '../syntax/diagnostics.ts';
import { decodeText, forEachLine } from '../syntax/lines.ts';
import { assemble, type Group } from './cmx3600/assemble.ts';
import { createClock } from './cmx3600/clock.ts';
import { decideRate, gatherEvidence, sourceRatesByReel } from './cmx3600/evidence.ts';
import { inclusiveOuts, withExclusiveOuts } from './cmx3600/inclusive.ts';
import { parseFlameReel, parseNote, parseSourceRow, resolveMarker, type SourceRow } from './cmx3600/notes.ts';
import {
  looksLikeEdit,
  parseCommonCut,
  parseEdit,
  parseSpeed,
  unnamedTransition,
  type BrokenStatement,
  type EditStatement,
} from './cmx3600/statements.ts';
import { headText, type TimelineReader } from './reader.ts';

/** A feature has 2,000 to 4,000 events; a hundred times that is a mistake or an attack. */
const maxEvents = 250_000;
/** No writer makes lines longer than a few hundred characters. */
const maxLineLength = 8_192;

type Scan = {
  title?: string;
  statedRate?: FrameRate;
  dropSeen: boolean;
  readonly groups: Group[];
  readonly sourceTable: Map<string, SourceRow>;
  editCount: number;
  unknownLines: number;
  markerList?: true;
};

/** CMX 3600 and its descendants: File 16, File 32, File 129, Premiere, Resolve, Final Cut, Lightworks (matching.md 2.1). */
export const cmx3600: TimelineReader = {
  name: 'cmx3600',
  label: 'CMX 3600 edit decision list (8-character, long-reel, File 16/32/129)',
  extensions: ['edl', 'txt', 'cmx'],
  sniff(head) {
    const text = headText(head);
    return (
      /^\s*TITLE\s*:/im.test(text) ||
      /^\s*\d{1,8}[A-Za-z]?\s.*\d\d[:;.]\d\d[:;.]\d\d[:;.]\d\d\s+\d\d[:;.]\d\d[:;.]\d\d[:;.]\d\d/m.test(text)
    );
  },
  read(bytes, fileName, options) {
    const { text } = decodeText(bytes, fileName);
    const log = diagnosticLog(fileName);
    const scan = scanLines(text, fileName, log);
    return assembleTimeline(scan, fileName, options, log);
  },
};

function scanLines(text: string, fileName: string, log: DiagnosticLog): Scan {
  const scan: Scan = { dropSeen: false, groups: [], sourceTable: new Map(), editCount: 0, unknownLines: 0 };
  let drop: boolean | undefined;
  let inSourceTable = false;
  const group = (): Group | undefined => scan.groups.at(-1);
  forEachLine(text, (raw, line) => {
    const trimmed = raw.trim();
    if (trimmed === '') return;
    if (raw.length > maxLineLength) {
      log.add('ERROR', 'LINE_TOO_LONG', `Line ${line} has ${raw.length} characters and was not read.`, {
        line,
        fix: 'Delete it; no edit system writes such a line.',
      });
      return;
    }
    const first = trimmed.charCodeAt(0);
    const common = first >= 48 && first <= 57 ? parseCommonCut(raw, line) : undefined;
    if (common || (first >= 48 && first <= 57 && looksLikeEdit(raw))) {
      inSourceTable = false;
      const edit = common ?? parseEdit(raw, line);
      if (edit.is === 'BROKEN') {
        leaveOut(scan, trimmed, edit, log);
        return;
      }
      scan.editCount += 1;
      if (edit.code === unnamedTransition)
        log.add(
          'WARN',
          'TRANSITION_UNNAMED',
          `This line has a length of ${edit.transitionFrames} frames and no edit type; it was read as a dissolve.`,
          {
            line,
            fix: 'Write D before the number of frames.',
          },
        );
      if (scan.editCount > maxEvents) {
        throw new LimitExceeded(`${fileName} has more than ${maxEvents} events (line ${line}); split the list.`, {
          at: `${fileName}:${line}`,
        });
      }
      addEdit(scan, edit, drop, log);
      return;
    }
    if (first === 42 /* * */) {
      if (/^[*\s]*SOURCE TABLE/i.test(trimmed)) inSourceTable = true;
      else if (inSourceTable) addSourceRow(scan, trimmed);
      else addNote(scan, trimmed, line);
      return;
    }
    const upper = trimmed.slice(0, 24).toUpperCase();
    if (upper.startsWith('TITLE:') || upper.startsWith('TITLE :')) {
      scan.title ??= trimmed.slice(trimmed.indexOf(':') + 1).trim();
    } else if (upper.startsWith('FCM')) {
      const said = /NON[\s-]*DROP/i.test(trimmed) ? false : /DROP/i.test(trimmed) ? true : undefined;
      if (said === undefined)
        log.add('WARN', 'FCM_UNREADABLE', `"${trimmed}" is neither DROP FRAME nor NON-DROP FRAME.`, {
          line,
          fix: 'Write FCM: NON-DROP FRAME.',
        });
      else drop = said;
      scan.dropSeen ||= said === true;
    } else if (/^M2\s/.test(upper)) {
      const speed = parseSpeed(trimmed, line);
      if (speed.is === 'BROKEN') log.add('ERROR', 'SPEED_UNREADABLE', speed.message, speed);
      else if (group()) group()!.speeds.push(speed);
      else log.add('WARN', 'SPEED_MISPLACED', 'This M2 line stands before the first event.', { line, fix: 'Move it below its event.' });
    } else if (upper.startsWith('>>> SOURCE')) {
      addSourceRow(scan, trimmed);
    } else if (/^[;\s]*SOURCE TABLE/.test(upper)) {
      inSourceTable = true;
    } else if (inSourceTable) {
      addSourceRow(scan, trimmed);
    } else if (/^AUD\s/.test(upper)) {
      if (group()) group()!.audioChannels = trimmed.slice(4).trim().replace(/\s+/g, ' ');
    } else if (/^(?:FROM |TO |KEY |SOURCE |LOC\b|FINAL CUT PRO REEL|ASC_S|REEL|TAPE|CLIP )/.test(upper)) {
      addNote(scan, trimmed, line);
    } else if (upper.startsWith('|C:')) {
      if (!scan.markerList)
        log.add(
          'WARN',
          'MARKER_LIST',
          "These events are Resolve's timeline markers, not clips: their reels and timecodes name no source.",
          {
            line,
            fix: 'Export the timeline itself, as EDL or AAF.',
          },
        );
      scan.markerList = true;
      group()?.notes.push(resolveMarker(trimmed, line));
    } else if (upper.startsWith('DLEDL')) {
      const named = parseFlameReel(trimmed);
      if (named) scan.sourceTable.set(named.short.toUpperCase(), { reel: named.short, full: named.full });
      else group()?.other.push(trimmed);
    } else if (/^(?:REM\b|EFFECTS? NAME|BLEND|SPLIT|GPI|TRIGGER|MOTION|SWM|CUT|PATCH|COMMENT|[;#])/.test(upper)) {
      group()?.other.push(trimmed);
    } else {
      if (/^\d{1,8}[A-Za-z]?\s+\S+\s+\S+\s+(?:[CDK]|W\d)/i.test(trimmed)) {
        const message = 'This line begins as an edit but has no timecode that can be read.';
        leaveOut(scan, trimmed, { message, line, column: 1, fix: 'Write four timecodes as hh:mm:ss:ff.' }, log);
        return;
      }
      group()?.other.push(trimmed);
      scan.unknownLines += 1;
      if (scan.unknownLines <= 20)
        log.add('INFO', 'UNKNOWN_LINE', `"${trimmed.slice(0, 80)}" is nothing that a CMX list has; it was kept as a note.`, { line });
    }
  });
  return { ...scan, groups: scan.groups.filter(({ edits }) => edits.length > 0) };
}

/** An edit that cannot be read. The notes below it are its own, and must not become those of the event above. */
function leaveOut(scan: Scan, text: string, { message, ...where }: Omit<BrokenStatement, 'is'>, log: DiagnosticLog): void {
  const [number = ''] = /^\d+/.exec(text) ?? [];
  const isNext = scan.groups.at(-1)?.edits.at(-1)?.number !== number;
  if (isNext) scan.groups.push({ edits: [], drop: [], speeds: [], notes: [], other: [] });
  log.add('ERROR', 'EVENT_UNREADABLE', `${message} ${isNext && number ? `Event ${number}` : 'The line'} was left out.`, where);
}

/** Lines of one event number belong together when the later one is a transition or a key layer; two cuts of one number are two events. */
function addEdit(scan: Scan, edit: EditStatement, drop: boolean | undefined, log: DiagnosticLog): void {
  const group = scan.groups.at(-1);
  const before = group?.edits.at(-1);
  if (group && before && edit.type !== 'CUT' && before.channels === edit.channels) {
    const sameNumber = before.number === edit.number;
    const keyPair = before.type === 'KEY' && edit.type === 'KEY' && sameNumber;
    const fromSide = before.type === 'CUT' && group.edits.length === 1 && edit.type !== 'KEY';
    const emptyBefore = fromSide && sameStamp(before.sourceIn, before.sourceOut) && sameStamp(before.recordIn, before.recordOut);
    if (keyPair || (fromSide && sameNumber) || (emptyBefore && sameStamp(before.recordOut, edit.recordIn))) {
      if (!sameNumber) {
        log.add(
          'WARN',
          'TRANSITION_NUMBER',
          `The two lines of this transition have different event numbers, ${before.number} and ${edit.number}.`,
          {
            line: edit.line,
            fix: `Number both lines ${edit.number}.`,
          },
        );
        group.edits[0] = { ...before, number: edit.number };
      }
      group.edits.push(edit);
      group.drop.push(drop);
      return;
    }
  }
  scan.groups.push({ edits: [edit], drop: [drop], speeds: [], notes: [], other: [] });
}

function sameStamp(a: EditStatement['sourceIn'], b: EditStatement['sourceIn']): boolean {
  if ('frame' in a || 'frame' in b) return 'frame' in a && 'frame' in b && a.frame === b.frame;
  return a.hours === b.hours && a.minutes === b.minutes && a.seconds === b.seconds && a.frames === b.frames;
}

function addNote(scan: Scan, text: string, line: number): void {
  const note = parseNote(text, line);
  const group = scan.groups.at(-1);
  if (group) group.notes.push(note);
  else if (/^(?:FPS|FRAME ?RATE|TIMECODE RATE|RATE)$/.test(note.key)) {
    const rate = parseFrameRate(note.value.replace(/\s*fps$/i, ''));
    if (rate) scan.statedRate = rate;
  }
}

function addSourceRow(scan: Scan, text: string): void {
  const row = parseSourceRow(text);
  if (row && scan.sourceTable.size < maxEvents) scan.sourceTable.set(row.reel.toUpperCase(), row);
}

function assembleTimeline(scan: Scan, fileName: string, options: TimelineOptions, log: DiagnosticLog): Timeline {
  if (scan.editCount === 0 && log.all().every((diagnostic) => diagnostic.code !== 'EVENT_UNREADABLE')) {
    throw new Unreadable(
      `${fileName} has no edit line; a CMX list has lines such as "001  A001C001 V     C        01:00:00:00 01:00:02:00 00:00:00:00 00:00:02:00".`,
      {
        at: fileName,
      },
    );
  }
  const edits = scan.groups.flatMap((group) => group.edits);
  const evidence = gatherEvidence(
    edits,
    scan.groups.flatMap((group) => group.speeds),
    scan.dropSeen,
  );
  const decision = decideRate(evidence, options, scan.statedRate);
  if (decision.conflict) log.add('WARN', 'RATE_CONFLICT', decision.conflict.message, { fix: decision.conflict.fix });
  if (decision.assumed) {
    log.add('INFO', 'RATE_ASSUMED', `Nothing in the list tells its rate; it was read at ${formatRational(decision.rate)}.`, {
      fix: 'Say it with --rate.',
    });
  }
  const base = nominalBase(decision.rate);
  const drop = options.dropFrame ?? scan.dropSeen;
  const inclusive = inclusiveOuts(scan.groups, base, drop);
  if (inclusive) {
    for (const { edits: own } of scan.groups) own.forEach((edit, index) => (own[index] = withExclusiveOuts(edit, inclusive, base, drop)));
    log.add(
      'WARN',
      'OUT_INCLUSIVE',
      inclusive === 'BOTH'
        ? 'Every cut begins one frame after the one before it ends: the outs of this list are its last frames, not the ones after them, and were read so.'
        : 'Every source range is one frame shorter than its place: the source outs of this list are last frames, and were read so.',
      { ...(edits[0] ? { line: edits[0].line } : {}), fix: 'Export the list with exclusive outs, or check one cut against the picture.' },
    );
  }
  const reelRates = new Map(sourceRatesByReel(evidence, decision.rate));
  for (const { edits: own, notes } of scan.groups)
    if (notes.some((note) => note.key === 'SOURCE RATE')) for (const edit of own) reelRates.delete(edit.reel);
  const clock = createClock(decision.rate, reelRates, options, log);
  const lastOfTrack = new Map<string, TimelineEvent>();
  const events: TimelineEvent[] = [];
  for (const group of scan.groups) {
    for (const event of assemble(group, { clock, rate: decision.rate, options, log, lastOfTrack })) {
      events.push(withSourceRow(event, scan.sourceTable.size === 0 ? undefined : scan.sourceTable.get(event.reel.toUpperCase())));
    }
  }
  for (const [reel, rate] of reelRates) {
    const line = edits.find((edit) => edit.reel === reel)?.line;
    log.add(
      'WARN',
      'SOURCE_RATE_DIFFERS',
      `The source timecodes of reel "${reel}" count up to more than the list's ${nominalBase(decision.rate)} frames; they were read at ${formatRational(rate)}.`,
      {
        ...(line === undefined ? {} : { line }),
        fix: 'Say the source rate with --rate and the list rate with --record-rate if this is wrong.',
      },
    );
  }
  reportTruncation(events, log);
  return {
    format: cmx3600.name,
    ...(scan.title === undefined || scan.title === '' ? {} : { title: scan.title }),
    rate: decision.rate,
    rateOrigin: decision.origin,
    dropFrame: events.some((event) => event.recordDropFrame ?? event.dropFrame),
    events,
    diagnostics: log.all(),
  };
}

function withSourceRow(event: TimelineEvent, row: SourceRow | undefined): TimelineEvent {
  if (!row) return event;
  const names: EventName[] = [
    ...(row.full === event.reel ? [] : [{ kind: 'SOURCE_TABLE' as const, value: row.full }]),
    ...(row.mobId ? [{ kind: 'MOB_ID' as const, value: row.mobId }] : []),
  ];
  return names.length === 0 ? event : { ...event, names: [...event.names, ...names] };
}

/** Eight characters in every reel that has more than a tape number's worth is the mark of a writer that cuts names (row 1). */
function reportTruncation(events: readonly TimelineEvent[], log: DiagnosticLog): void {
  const picture = events.filter((event) => event.kind !== 'AUDIO' && event.kind !== 'GENERATOR');
  if (picture.some((event) => event.reel.length > 8)) return;
  const cut = picture.filter((event) => event.reel.length === 8);
  if (cut.length === 0) return;
  const squeeze = (text: string) => text.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
  const unnamed = cut.filter(
    (event) =>
      !event.names.some(
        (name) => squeeze(name.value).length > squeeze(event.reel).length && squeeze(name.value).startsWith(squeeze(event.reel)),
      ),
  );
  const line = (unnamed[0] ?? cut[0])!.line;
  const place = line === undefined ? {} : { line };
  if (unnamed.length === 0) {
    log.add('INFO', 'REEL_TRUNCATED', `${cut.length} reels are cut to 8 characters; the full names stand in the notes.`, place);
    return;
  }
  log.add(
    'WARN',
    'REEL_TRUNCATED',
    `${unnamed.length} reels have exactly 8 characters and no full name beside them, so they may be cut short.`,
    {
      ...place,
      fix: 'Export the list as File 32 or File 129, or with the source file names as comments.',
    },
  );
}
