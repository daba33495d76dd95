import { NotFound } from '../domain/errors.ts';
import { allOf, chooseProduction } from './choose.ts';
import { createClient, refused, type Client } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import {
  approvePull,
  cancelPull,
  jobsOfPull,
  listJobs,
  listPulls,
  prioritiseJob,
  pullById,
  retryPull,
  type PullLine,
  type UserErrors,
} from './operations.ts';
import { describePull, followPull, priorityOf } from './pull.ts';
import { table } from './table.ts';

export const pulls: CliCommand = {
  name: 'pulls',
  register(program, run) {
    const group = program.command('pulls').description('list, follow, cancel, retry and prioritise pulls');
    group
      .command('list', { isDefault: true })
      .description('the newest pulls')
      .option('--production <slug>', 'production; may be left out where there is only one')
      .action((options: { readonly production?: string }) => run((output) => list(options.production, output)));
    group
      .command('follow <id>')
      .description('wait for a pull')
      .action((id: string) => run((output) => followOne(id, output)));
    group
      .command('cancel <id>')
      .description('stop a pull and its waiting work')
      .action((id: string) => run((output) => change(output, async (client) => (await client.ask(cancelPull, { id })).cancelPull)));
    group
      .command('approve <id>')
      .description('let a pull begin that waits for approval')
      .action((id: string) => run((output) => change(output, async (client) => (await client.ask(approvePull, { id })).approvePull)));
    group
      .command('retry <id>')
      .description('begin a failed or cancelled pull again: what is done stays')
      .action((id: string) => run((output) => change(output, async (client) => (await client.ask(retryPull, { id })).retryPull)));
    group
      .command('prioritise <id> <priority>')
      .description('move the waiting renders of a pull: rush, normal or background')
      .action((id: string, text: string) =>
        run((output) => {
          const priority = priorityOf(text);
          return steer(id, ['QUEUED'], (client, job) => client.ask(prioritiseJob, { id: job, priority }), output);
        }),
      );
  },
};

async function list(slug: string | undefined, output: CliOutput): Promise<number> {
  const client = createClient();
  const production = await chooseProduction(client, slug);
  const page = (await client.ask(listPulls, { production, first: 100 })).pulls;
  const found = page.edges.map((edge) => edge.node);
  if (output.json) output.printJson({ pulls: found, totalCount: page.totalCount });
  else {
    const rows = found.map((pull) => [
      pull.id,
      pull.recipe,
      pull.state,
      pull.priority,
      `v${pull.version}`,
      `${pull.progress.doneCount}/${pull.progress.totalCount}`,
      pull.timeline?.name,
    ]);
    for (const line of table([['id', 'recipe', 'state', 'priority', 'version', 'renders', 'timeline'], ...rows])) output.print(line);
  }
  return 0;
}

async function pullOf(client: Client, id: string): Promise<PullLine> {
  const { pull } = await client.ask(pullById, { id });
  if (!pull) throw new NotFound(`There is no pull with the id ${id}.`, { at: id });
  return pull;
}

async function followOne(id: string, output: CliOutput): Promise<number> {
  const client = createClient();
  const ended = await followPull(client, await pullOf(client, id), output);
  if (output.json) output.printJson(ended);
  else output.print(await describePull(client, ended));
  return ended.state === 'DONE' ? 0 : 1;
}

async function change(
  output: CliOutput,
  act: (client: Client) => Promise<{ readonly pull: PullLine | null; readonly errors: UserErrors }>,
): Promise<number> {
  const client = createClient();
  const changed = await act(client);
  refused(changed.errors);
  if (output.json) output.printJson(changed.pull);
  else if (changed.pull) output.print(await describePull(client, changed.pull));
  return 0;
}

/** Prioritising a pull is doing so with each of its render jobs that is in such a state. */
async function steer(
  id: string,
  states: readonly string[],
  act: (client: Client, jobId: string) => Promise<unknown>,
  output: CliOutput,
): Promise<number> {
  const client = createClient();
  await pullOf(client, id);
  const { pull } = await client.ask(jobsOfPull, { id });
  const renders = new Set(pull?.renders.edges.map((edge) => edge.node.id));
  const found = await allOf(
    async (after) =>
      (
        await client.ask(listJobs, {
          production: pull!.production.slug,
          first: 500,
          ...(after === undefined ? {} : { after }),
          filter: { state: states, kind: ['RENDER'] },
        })
      ).jobs,
  );
  const mine = found.filter((job) => renders.has(job.render?.id ?? ''));
  for (const job of mine) await act(client, job.id);
  if (output.json) output.printJson({ changed: mine.map((job) => job.id) });
  else output.print(`${mine.length} renders changed.`);
  return 0;
}
