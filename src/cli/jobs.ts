import { NotFound } from '../domain/errors.ts';
import { chooseProduction } from './choose.ts';
import { createClient, refused } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { bar, follow } from './follow.ts';
import { cancelJob, jobById, listJobs, prioritiseJob, retryJob, type JobLine, type Operation, type UserErrors } from './operations.ts';
import { priorityOf } from './pull.ts';
import { table } from './table.ts';

type ListOptions = { readonly production?: string; readonly state?: string; readonly kind?: string };

export const jobs: CliCommand = {
  name: 'jobs',
  register(program, run) {
    const group = program.command('jobs').description('list, follow, cancel, retry and prioritise work');
    group
      .command('list', { isDefault: true })
      .description('the newest work')
      .option('--production <slug>', 'production; may be left out where there is only one')
      .option('--state <state>', 'queued, running, done, failed or cancelled')
      .option('--kind <kind>', 'inspect, verify, index, check or render')
      .action((options: ListOptions) => run((output) => list(options, output)));
    group
      .command('follow <id>')
      .description('wait for a job')
      .action((id: string) => run((output) => followJob(id, output)));
    group
      .command('cancel <id>')
      .description('stop a job')
      .action((id: string) => run((output) => change(cancelJob, { id }, output)));
    group
      .command('retry <id>')
      .description('queue a failed or cancelled job again')
      .action((id: string) => run((output) => change(retryJob, { id }, output)));
    group
      .command('prioritise <id> <priority>')
      .description('move a waiting job: rush, normal or background')
      .action((id: string, priority: string) => run((output) => change(prioritiseJob, { id, priority: priorityOf(priority) }, output)));
  },
};

function rowsOf(found: readonly JobLine[]): string[] {
  const rows = found.map((job) => [
    job.id,
    job.kind,
    job.state,
    job.priority,
    `${Math.round(job.progress * 100)} %`,
    job.clip?.name,
    job.message,
  ]);
  return table([['id', 'kind', 'state', 'priority', 'done', 'clip', 'message'], ...rows]);
}

async function list(options: ListOptions, output: CliOutput): Promise<number> {
  const client = createClient();
  const production = await chooseProduction(client, options.production);
  const filter = {
    ...(options.state === undefined ? {} : { state: [options.state.toUpperCase()] }),
    ...(options.kind === undefined ? {} : { kind: [options.kind.toUpperCase()] }),
  };
  const page = (await client.ask(listJobs, { production, first: 100, filter })).jobs;
  const found = page.edges.map((edge) => edge.node);
  if (output.json) output.printJson({ jobs: found, totalCount: page.totalCount });
  else {
    for (const line of rowsOf(found)) output.print(line);
    output.print(`${found.length} of ${page.totalCount}`);
  }
  return 0;
}

async function followJob(id: string, output: CliOutput): Promise<number> {
  const client = createClient();
  const ask = async (): Promise<JobLine> => {
    const { node } = await client.ask(jobById, { id });
    if (!node?.id) throw new NotFound(`There is no job with the id ${id}.`, { at: id });
    return node;
  };
  const ended = await follow(
    output,
    ask,
    ({ state, progress, message }) => `${state.toLowerCase()} ${bar(Math.round(progress * 100), 100)} ${message ?? ''}`,
    ({ state }) => ['DONE', 'FAILED', 'CANCELLED'].includes(state),
  );
  if (output.json) output.printJson(ended);
  return ended.state === 'DONE' ? 0 : 1;
}

async function change<V>(
  operation: Operation<{ change: { job: JobLine | null; errors: UserErrors } }, V>,
  variables: V,
  output: CliOutput,
): Promise<number> {
  const { change: changed } = await createClient().ask(operation, variables);
  refused(changed.errors);
  if (output.json) output.printJson(changed.job);
  else if (changed.job) output.print(`${changed.job.id} is ${changed.job.state}, priority ${changed.job.priority}.`);
  return 0;
}
