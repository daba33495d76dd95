import { posix } from 'node:path';
import { InvalidInput } from '../domain/errors.ts';
import { bar, follow } from './follow.ts';
import { createClient, refused, type Client } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { importList } from './match.ts';
import { outputFolder, pullById, requestPull, type PlanLine, type PullLine } from './operations.ts';
import { table } from './table.ts';

type Options = {
  readonly production?: string;
  readonly recipe: string;
  readonly handles: string;
  readonly output?: string;
  readonly priority: string;
  readonly set: readonly string[];
  readonly decode: readonly string[];
  readonly engine?: string;
  readonly against?: string;
  readonly name?: string;
  readonly element?: string;
  readonly restart?: boolean;
  readonly vendor: readonly string[];
  readonly events?: string;
  readonly due?: string;
  readonly approval?: boolean;
  readonly dryRun?: boolean;
  readonly follow: boolean;
};

export const pull: CliCommand = {
  name: 'pull',
  register(program, run) {
    program
      .command('pull <timeline>')
      .description('plan and request the deliverables of a timeline (a list, or the id of an imported one)')
      .requiredOption('--recipe <recipe>', 'what to make: plate-aces2065-1, proxy-h264, trim-original...')
      .option('--production <slug>', 'production; may be left out where there is only one')
      .option('--handles <frames>', 'source frames on each side', '8')
      .option('--output <folder>', 'folder under the output folder')
      .option('--priority <priority>', 'rush, normal or background', 'normal')
      .option('--set <name=value>', 'a parameter of the recipe; may be repeated', collect, [])
      .option('--decode <name=value>', 'how the sources are decoded (demosaic=DHT...); may be repeated', collect, [])
      .option('--engine <engine>', 'another engine than the usual one; see engines')
      .option('--against <timeline>', 'an older cut (a list, or an id): pull only what needs other frames')
      .option('--events <numbers>', 'only these events, separated by commas')
      .option('--name <template>', 'names of plates, {shot}_{plate} where absent')
      .option('--element <letters>', 'PL, FG, BG...: what comes before a plate’s number')
      .option('--restart', 'number every plate from the first frame, also where a head grew')
      .option('--vendor <name=events>', 'a package of its own: ilm=001,002; may be repeated', collect, [])
      .option('--due <date>', 'for the shot list')
      .option('--approval', 'wait for pulls approve')
      .option('--dry-run', 'plan only')
      .option('--no-follow', 'return as soon as it is queued')
      .action((timeline: string, options: Options) => run((output) => pullTimeline(timeline, options, output)));
  },
};

export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** `--set name=value`, the value as JSON where it is some, else as text. */
export function parametersOf(settings: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    settings.map((setting) => {
      const [name, ...rest] = setting.split('=');
      if (!name || rest.length === 0) throw new InvalidInput(`--set ${setting}: write name=value.`, { at: '--set' });
      const text = rest.join('=');
      try {
        return [name, JSON.parse(text) as unknown];
      } catch {
        return [name, text];
      }
    }),
  );
}

export function priorityOf(text: string): string {
  const priority = text.toUpperCase();
  if (!['RUSH', 'NORMAL', 'BACKGROUND'].includes(priority))
    throw new InvalidInput('--priority is rush, normal or background.', { at: '--priority' });
  return priority;
}

/** `ilm=001,002`. */
function vendorOf(text: string): { name: string; eventNumbers: string[] } {
  const [name, numbers] = text.split('=');
  if (!name || !numbers) throw new InvalidInput(`--vendor ${text}: write name=001,002.`, { at: '--vendor' });
  return { name, eventNumbers: numbers.split(',') };
}

async function pullTimeline(timeline: string, options: Options, output: CliOutput): Promise<number> {
  const handles = Number(options.handles);
  if (!Number.isInteger(handles) || handles < 0 || handles > 10_000)
    throw new InvalidInput('--handles takes a number of frames, 0 or more.', { at: '--handles' });
  const client = createClient();
  const input = {
    timeline: await importList(client, timeline, options.production === undefined ? {} : { production: options.production }),
    recipe: options.recipe,
    handles,
    priority: priorityOf(options.priority),
    dryRun: options.dryRun ?? false,
    ...(options.output === undefined ? {} : { output: options.output }),
    ...(options.set.length === 0 ? {} : { parameters: parametersOf(options.set) }),
    ...(options.decode.length === 0 ? {} : { decode: parametersOf(options.decode) }),
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    ...(options.against === undefined
      ? {}
      : { against: await importList(client, options.against, options.production === undefined ? {} : { production: options.production }) }),
    ...(options.events === undefined ? {} : { eventNumbers: options.events.split(',') }),
    ...(options.name === undefined ? {} : { nameTemplate: options.name }),
    ...(options.element === undefined ? {} : { element: options.element }),
    ...(options.restart ? { numbering: 'RESTART' } : {}),
    ...(options.vendor.length === 0 ? {} : { vendors: options.vendor.map(vendorOf) }),
    ...(options.due === undefined ? {} : { due: options.due }),
    ...(options.approval ? { needsApproval: true } : {}),
  };
  const { requestPull: asked } = await client.ask(requestPull, { input });
  refused(asked.errors);
  if (!output.json && asked.plan) for (const line of renderPlan(asked.plan)) output.print(line);
  const ended = asked.pull && options.follow && asked.pull.state !== 'PLANNED' ? await followPull(client, asked.pull, output) : asked.pull;
  if (output.json) output.printJson({ pull: ended, plan: asked.plan });
  else if (ended) output.print(await describePull(client, ended));
  const doubtful = asked.plan?.findings.some(({ severity }) => severity === 'BLOCK' || severity === 'ERROR') ?? false;
  return doubtful || ended?.state === 'FAILED' || ended?.state === 'CANCELLED' ? 1 : 0;
}

export function followPull(client: Client, begun: PullLine, output: CliOutput): Promise<PullLine> {
  return follow(
    output,
    async () => (await client.ask(pullById, { id: begun.id })).pull ?? begun,
    ({ progress, state }) => `${state.toLowerCase()} ${bar(progress.doneCount + progress.failedCount, progress.totalCount)} renders`,
    ({ progress }) => progress.done,
  );
}

export async function describePull(client: Client, pull: PullLine): Promise<string> {
  const { doneCount, failedCount, totalCount } = pull.progress;
  const counts = `${doneCount} of ${totalCount} renders done${failedCount > 0 ? `, ${failedCount} failed` : ''}`;
  const place = pull.packagePath && posix.join((await client.ask(outputFolder, {})).service.outputFolder, pull.packagePath);
  return `Pull ${pull.id}: ${pull.state}, ${counts}${place ? `, package in ${place}` : ''}`;
}

function renderPlan(plan: PlanLine): string[] {
  const rows = plan.items.map((item) => [
    item.name,
    item.clip?.name,
    `${item.clipFrameIn}-${item.clipFrameOut}`,
    item.eventNumbers.join(' '),
    item.reused ? 'reused' : '',
    item.problems.map(({ message }) => message).join(' '),
  ]);
  const size = plan.estimatedBytes === null ? '' : `, about ${(plan.estimatedBytes / 1e9).toFixed(2)} GB`;
  const guess = plan.estimateIsGuess ? ' (a guess: nothing like it was rendered here yet)' : '';
  const time = plan.estimatedSeconds === null ? '' : `, about ${Math.ceil(plan.estimatedSeconds)} s${guess}`;
  return [
    ...table([['plate', 'clip', 'frames', 'events', '', ''], ...rows]),
    `${plan.frameCount} frames in ${plan.items.length} plates${size}${time}, ${plan.reusedCount} reused`,
    ...plan.findings.map(({ severity, message }) => `${severity.padEnd(5)} ${message}`),
  ];
}
