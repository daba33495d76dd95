import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { InvalidInput, NotFound, Unavailable } from '../domain/errors.ts';
import { allOf, chooseProduction, isId } from './choose.ts';
import { createClient, type Client } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import {
  compareTimelines,
  exportMatches,
  exportTimeline,
  timelineEvents,
  type EventChange,
  type MatchedEvent,
  type TimelineHead,
} from './operations.ts';
import { rateText } from './production.ts';
import { paint, printable, table } from './table.ts';

type Options = {
  readonly production?: string;
  readonly rate?: string;
  readonly recordRate?: string;
  readonly dropFrame?: boolean;
  readonly against?: string;
  readonly export?: string;
  readonly csv?: string;
  readonly explain?: string;
};

export const match: CliCommand = {
  name: 'match',
  register(program, run) {
    program
      .command('match <timeline>')
      .description('which clip and which frames each event of a list is made of, and why; the list is a file, or the id of an imported one')
      .option('--production <slug>', 'production; may be left out where there is only one')
      .option('--rate <rate>', 'frames a second of the source labels, where the list does not say')
      .option('--record-rate <rate>', 'frames a second of the record labels, where they differ')
      .option('--drop-frame', 'the labels are drop-frame, whatever the list says')
      .option('--no-drop-frame', 'the labels are not drop-frame, whatever the list says')
      .option('--against <older>', 'compare with an older version of the cut (file or id)')
      .option('--export <file>', 'write the repaired list: .edl, .ale, .xml (FCP7), .fcpxml or .otio')
      .option('--csv <file>', 'write the results as CSV')
      .option('--explain <number>', 'how this event was decided, step by step')
      .action((timeline: string, options: Options) => run((output) => matchTimeline(timeline, options, output)));
  },
};

/** Everything that is no question any more. */
const settled = new Set(['MATCHED', 'GENERATED', 'NON_CAMERA']);

const states = [
  'MATCHED',
  'MATCHED_PARTIAL',
  'AMBIGUOUS',
  'NAME_ONLY',
  'TC_ONLY',
  'OFFLINE_KNOWN',
  'GENERATED',
  'NON_CAMERA',
  'UNMATCHED',
] as const;

const exportFormats: Readonly<Record<string, string>> = {
  '.edl': 'CMX3600',
  '.ale': 'ALE',
  '.xml': 'FCP7XML',
  '.fcpxml': 'FCPXML',
  '.otio': 'OTIO',
};

async function matchTimeline(timeline: string, options: Options, output: CliOutput): Promise<number> {
  const client = createClient();
  const id = await importList(client, timeline, options);
  const older = options.against === undefined ? undefined : await importList(client, options.against, options);
  const { head, events } = await resultsOf(client, id);
  const results = events.map(resultOf);
  const summary: Record<string, number> = Object.fromEntries(states.map((state) => [state, 0]));
  for (const { state } of results) summary[state] = (summary[state] ?? 0) + 1;
  const comparison = older === undefined ? undefined : (await client.ask(compareTimelines, { older, newer: id })).compareTimelines;
  if (options.csv !== undefined) await writeFile(options.csv, (await client.ask(exportMatches, { id })).exportMatches.content);
  if (options.export !== undefined) await exportList(client, id, options.export, output);
  if (output.json) output.printJson({ events: results, summary, timelineId: id, ...(comparison ? { comparison } : {}) });
  else {
    const shown = options.explain === undefined ? render(head, results, summary, output.isTerminal) : explain(results, options.explain);
    for (const line of shown) output.print(line);
    if (comparison) for (const line of renderChanges(comparison.changes)) output.print(line);
  }
  return results.every(({ state }) => settled.has(state)) ? 0 : 1;
}

/** The id of a list: itself, or what the service makes of the file. */
export async function importList(client: Client, timeline: string, options: Options): Promise<string> {
  if (isId(timeline)) return timeline;
  const { id } = await client.upload<{ id: string }>('timeline', timeline, {
    production: await chooseProduction(client, options.production),
    rate: rateText('--rate', options.rate),
    recordRate: rateText('--record-rate', options.recordRate),
    dropFrame: options.dropFrame === undefined ? undefined : String(options.dropFrame),
  });
  return id;
}

async function resultsOf(client: Client, id: string): Promise<{ head: TimelineHead; events: MatchedEvent[] }> {
  let head: TimelineHead | undefined;
  const events = await allOf(async (after) => {
    const { timeline } = await client.ask(timelineEvents, { id, ...(after === undefined ? {} : { after }) });
    if (!timeline) throw new NotFound(`There is no timeline with the id ${id}.`, { at: id });
    head ??= timeline;
    return timeline.events;
  });
  return { head: head!, events };
}

type Result = ReturnType<typeof resultOf>;

/** The event as `match --json` has it. */
function resultOf({ match: found, ...event }: MatchedEvent) {
  if (!found) throw new Unavailable(`Event ${event.number} has not been matched; ask for it again.`);
  const { clip, candidates, state, tier, reasons, fix, ...frames } = found;
  return {
    ...event,
    state,
    tier,
    reasons,
    fix,
    clip: clip?.name ?? null,
    clipId: clip?.id ?? null,
    roll: clip?.roll?.name ?? null,
    clipFrameIn: frames.clipFrameIn,
    clipFrameOut: frames.clipFrameOut,
    ranges: frames.ranges,
    missingHeadFrames: frames.missingHeadFrames,
    missingTailFrames: frames.missingTailFrames,
    candidateCount: frames.candidateCount,
    trace: frames.trace,
    candidates: candidates.map((candidate) => ({
      clip: candidate.clip.name,
      clipId: candidate.clip.id,
      roll: candidate.clip.roll?.name ?? null,
      tier: candidate.tier,
      score: candidate.score,
      reasons: candidate.reasons,
    })),
  };
}

async function exportList(client: Client, id: string, file: string, output: CliOutput): Promise<void> {
  const format = exportFormats[extname(file).toLowerCase()];
  if (!format) throw new InvalidInput(`${file}: write the list as ${Object.keys(exportFormats).join(', ')}.`, { at: '--export' });
  const { exportTimeline: written } = await client.ask(exportTimeline, { id, format });
  await writeFile(file, written.content);
  for (const { message } of written.problems) output.note(message);
  output.note(`${file} is written.`);
}

/** Colour of a state: what is done, what a person has to look at, what is missing. */
const stateColor = (state: string): number => (settled.has(state) ? 32 : state === 'UNMATCHED' || state === 'OFFLINE_KNOWN' ? 31 : 33);

function render(head: TimelineHead, results: readonly Result[], summary: Readonly<Record<string, number>>, isTerminal: boolean): string[] {
  const dim = paint(isTerminal, 2);
  const rows = results.map((result) => [
    result.number,
    result.line,
    result.reel,
    result.sourceIn,
    result.state,
    result.clip ?? (result.candidates.length > 0 ? `${result.candidateCount} candidates` : null),
    result.clipFrameIn === null ? null : `${result.clipFrameIn}-${result.clipFrameOut}`,
  ]);
  const [heading, ...lines] = table([['event', 'line', 'reel', 'source in', 'state', 'clip', 'frames'], ...rows]);
  const events = results.flatMap((result, index) => {
    const line = lines[index]!.replace(result.state, (state) => paint(isTerminal, stateColor(state))(state));
    return [line, ...whatToDo(result).map((text) => `      ${text}`)];
  });
  const counts = Object.entries(summary).filter(([, count]) => count > 0);
  return [
    `${head.name}  ${dim(`${head.format ?? ''}, ${head.rate} fps${head.dropFrame ? ' drop-frame' : ''}, ${results.length} events`)}`,
    '',
    dim(heading!),
    ...events,
    '',
    counts.map(([state, count]) => paint(isTerminal, stateColor(state))(`${count} ${state}`)).join(', '),
    ...head.diagnostics
      .filter(({ severity }) => severity !== 'INFO')
      .map(({ severity, message, line }) => `${severity} ${head.name}${line === null ? '' : `:${line}`}  ${printable(message)}`),
  ];
}

/** Under an event that is open: why, who could be meant, and the smallest change that would mend it. */
function whatToDo({ state, reasons, candidates, fix }: Result): string[] {
  if (settled.has(state)) return [];
  const last = reasons.at(-1);
  const meant = state === 'MATCHED_PARTIAL' || state === 'OFFLINE_KNOWN' ? [] : candidates.slice(0, 3);
  return [
    ...(last ? [printable(last.message)] : []),
    ...meant.map(({ clip, roll, score }) => printable(`  ? ${clip}${roll === null ? '' : `, roll ${roll}`}, ${score}`)),
    ...(fix === null ? [] : [`= ${printable(fix)}`]),
  ];
}

function explain(results: readonly Result[], number: string): string[] {
  const found = results.filter((result) => result.number === number);
  if (found.length === 0) throw new InvalidInput(`The list has no event ${number}.`, { at: '--explain' });
  return found.flatMap(({ trace, state }) => [
    `event ${number}  ${state}`,
    ...trace.map(({ step, message }) => `  ${step.padEnd(9)} ${printable(message)}`),
  ]);
}

function renderChanges(changes: readonly EventChange[]): string[] {
  if (changes.length === 0) return ['', 'Nothing changed since the older cut.'];
  const rows = changes.map((change) => [
    change.kind,
    change.olderNumber,
    change.newerNumber,
    change.reel,
    change.needsRepull ? 'repull' : '',
    change.message,
  ]);
  return ['', ...table([['change', 'was', 'is', 'reel', '', 'what'], ...rows])];
}
