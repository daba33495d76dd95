import type { App } from '../app.ts';
import { InvalidInput } from '../domain/errors.ts';
import { loadConfig, roles, type Role } from '../config.ts';
import { handlerFor } from '../services/work.ts';
import type { CliCommand, CliOutput } from './command.ts';

type WorkRole = Exclude<Role, 'api'>;

export const worker: CliCommand = {
  name: 'worker',
  register(program, run) {
    program
      .command('worker <role>')
      .description(`one worker process: ${workRoles.join(', ')}; it needs the database, not the service`)
      .option('--once', 'do a single unit of work, if there is one, and exit')
      .action((role: string, options: { readonly once?: boolean }) => run((output) => work(role, options.once ?? false, output)));
  },
};

const workRoles = roles.filter((role): role is WorkRole => role !== 'api');

async function work(word: string, once: boolean, output: CliOutput): Promise<number> {
  const role = workRoles.find((each) => each === word);
  if (role === undefined) throw new InvalidInput(`There is no worker "${word}"; there are ${workRoles.join(', ')}.`, { at: 'role' });
  // Loaded here: the other commands speak GraphQL and need none of it.
  const { createApp, startApp } = await import('../app.ts');
  const config = { ...loadConfig(), roles: [role] };
  if (once) {
    const app = await createApp(config);
    const done = await workOnce(app, role).finally(() => app.close());
    if (output.json) output.printJson({ role, worked: done });
    else output.print(done ? 'One unit of work is done.' : 'There was nothing to do.');
    return 0;
  }
  const app = await startApp(config);
  output.note(`Working on ${role} until it is told to stop.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await app.close();
  if (output.json) output.printJson({ role, stopped: true });
  return 0;
}

async function workOnce({ indexing, queue, catalogue, workers, log }: App, role: WorkRole): Promise<boolean> {
  if (role === 'index') return (await indexing.drain()) > 0;
  return queue.workOnce(
    role,
    handlerFor(role, catalogue, workers[role], (entry, message) => log.debug(entry, message)),
  );
}
