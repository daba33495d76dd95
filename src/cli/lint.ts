import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { loadConfig } from '../config.ts';
import type { AafReader } from '../domain/ports/aaf.ts';
import { InvalidInput, Unreadable } from '../domain/errors.ts';
import { parseFrameRate, type FrameRate } from '../domain/frameRate.ts';
import type { TimelineOptions } from '../domain/timeline.ts';
import { decodeText, forEachLine } from '../syntax/lines.ts';
import { lintTimeline, needsAttention, type LintDiagnostic, type LintEvent, type LintReport } from '../services/lint.ts';
import type { TimelinePorts } from '../timelines/index.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { paint, printable, table } from './table.ts';

type LintArguments = { readonly rate?: string; readonly recordRate?: string; readonly dropFrame?: boolean };

/** `lint TIMELINE`: reads a list without any service and says what is in it and what is wrong with it. Exit 0 clean, 1 doubtful, 2 unreadable. */
export const lint: CliCommand = {
  name: 'lint',
  register(program, run) {
    program
      .command('lint <timeline>')
      .description('read an EDL, ALE, FCP7 XML, FCPXML, OTIO or AAF: its events, and what is wrong with it, line by line')
      .option('--rate <rate>', 'frames a second of the list (24, 23.976, 24000/1001); else taken from its evidence')
      .option('--record-rate <rate>', 'frames a second of the record side, where it differs from the source side')
      .option('--drop-frame', 'count timecodes as drop-frame, whatever the list says')
      .option('--no-drop-frame', 'count timecodes without dropping, whatever the list says')
      .action((file: string, given: LintArguments) => run((output) => lintFile(file, given, output, { aaf: engineReader })));
  },
};

/** The engine is composed only when the file is an AAF: other lists are read without it. */
const engineReader: AafReader = {
  async read(bytes, fileName) {
    const { aafReaderOf } = await import('../app.ts');
    return aafReaderOf(loadConfig()).read(bytes, fileName);
  },
};

export async function lintFile(file: string, given: LintArguments, output: CliOutput, ports: TimelinePorts): Promise<number> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    const reason =
      cause.code === 'ENOENT'
        ? 'does not exist'
        : cause.code === 'EISDIR'
          ? 'is a folder; name a file'
          : `cannot be opened (${cause.code})`;
    throw new Unreadable(`${file} ${reason}.`, { at: file, cause });
  });
  const report = await lintTimeline(bytes, basename(file), timelineOptions(given), ports);
  if (output.json) output.printJson(report);
  else for (const line of renderReport(report, bytes, basename(file), output.isTerminal)) output.print(line);
  return needsAttention(report) ? 1 : 0;
}

/** The flags that every command that reads a list has. Throws InvalidInput when a rate is none. */
export function timelineOptions(given: LintArguments): TimelineOptions {
  const rateOf = (flag: string, text: string | undefined): FrameRate | undefined => {
    if (text === undefined) return undefined;
    const rate = parseFrameRate(text);
    if (!rate) throw new InvalidInput(`${flag} ${text} is no frame rate; write 24, 23.976 or 24000/1001.`, { at: flag });
    return rate;
  };
  const rate = rateOf('--rate', given.rate);
  const recordRate = rateOf('--record-rate', given.recordRate);
  return {
    ...(rate ? { rate } : {}),
    ...(recordRate ? { recordRate } : {}),
    ...(given.dropFrame === undefined ? {} : { dropFrame: given.dropFrame }),
  };
}

function renderReport(report: LintReport, bytes: Uint8Array, fileName: string, isTerminal: boolean): string[] {
  const dim = paint(isTerminal, 2);
  const lines = [
    `${report.title ?? fileName}  ${dim(`${report.format}, ${report.rate} fps${report.dropFrame ? ' drop-frame' : ''} (${report.rateOrigin}), ${report.events.length} events`)}`,
    '',
    ...eventTable(report.events).map((line, index) => (index === 0 ? dim(line) : line)),
  ];
  if (report.diagnostics.length > 0) lines.push('', ...renderDiagnostics(report.diagnostics, bytes, fileName, isTerminal));
  const count = (severity: string) => report.diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  lines.push('', `${count('ERROR')} errors, ${count('WARN')} warnings, ${count('INFO')} remarks`);
  return lines;
}

function eventTable(events: readonly LintEvent[]): string[] {
  const rows = [
    ['line', 'event', 'reel', 'track', 'kind', 'source in', 'source out', 'frames', 'record in', 'record out', 'speed', 'name'],
    ...events.map((event) => [
      String(event.line ?? ''),
      event.number,
      event.reel,
      event.track,
      event.kind,
      event.sourceIn ?? (event.mediaFrameIn === null ? '-' : `#${event.mediaFrameIn}`),
      event.sourceOut ?? (event.mediaFrameOut === null ? '-' : `#${event.mediaFrameOut}`),
      String(event.sourceFrames ?? '-'),
      event.recordIn ?? '-',
      event.recordOut ?? '-',
      speedText(event),
      event.names[0]?.value ?? '',
    ]),
  ];
  return table(rows);
}

function speedText(event: LintEvent): string {
  if (event.kind === 'FREEZE') return 'freeze';
  const sign = event.reverse ? '-' : '';
  if (event.speed === '1/1') return event.reverse ? '-100 %' : '';
  const [num, den] = event.speed.split('/').map(Number) as [number, number];
  return `${sign}${((100 * num) / den).toFixed(2).replace(/\.?0+$/, '')} %${event.variableSpeed ? ' ?' : ''}`;
}

/** The file, the place, the line itself and a caret under the column. */
function renderDiagnostics(diagnostics: readonly LintDiagnostic[], bytes: Uint8Array, fileName: string, isTerminal: boolean): string[] {
  const quoted = linesOf(bytes, fileName, new Set(diagnostics.flatMap(({ line }) => (line === null ? [] : [line]))));
  const colors: Record<string, (text: string) => string> = { ERROR: paint(isTerminal, 31), WARN: paint(isTerminal, 33) };
  const dim = paint(isTerminal, 2);
  return diagnostics.flatMap(({ severity, code, message, line, column, fix }) => {
    const at = [fileName, ...(line === null ? [] : [line]), ...(column === null ? [] : [column])].join(':');
    const text = line === null ? undefined : quoted.get(line);
    return [
      `${(colors[severity] ?? dim)(severity.padEnd(5))} ${at}  ${printable(message)} ${dim(code)}`,
      ...(text === undefined ? [] : [dim(`      | ${printable(text.replaceAll('\t', ' ').slice(0, 200))}`)]),
      ...(text === undefined || column === null ? [] : [`      | ${' '.repeat(Math.min(column, 200) - 1)}^`]),
      ...(fix === null ? [] : [`      = ${fix}`]),
    ];
  });
}

function linesOf(bytes: Uint8Array, fileName: string, wanted: ReadonlySet<number>): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  if (wanted.size === 0 || bytes.subarray(0, 8)[0] === 0xd0) return found;
  forEachLine(decodeText(bytes, fileName).text, (line, number) => {
    if (wanted.has(number)) found.set(number, line.trimEnd());
  });
  return found;
}
