import { InvalidInput } from '../domain/errors.ts';
import { createClient, refused } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { waiveFinding } from './operations.ts';

type Options = { readonly reason?: string; readonly until?: string; readonly revoke?: boolean };

export const waive: CliCommand = {
  name: 'waive',
  register(program, run) {
    program
      .command('waive <finding>')
      .description('accept a finding (its id: rushes check --json), with the reason; it stands again as soon as its cause is another')
      .option('--reason <why>', 'why it is accepted')
      .option('--until <when>', 'a day or an instant, 2026-03-01 or 2026-03-01T12:00:00Z; while the cause is the same, where absent')
      .option('--revoke', 'take the waiver back')
      .action((id: string, options: Options) => run((output) => accept(id, options, output)));
  },
};

async function accept(id: string, options: Options, output: CliOutput): Promise<number> {
  const until = options.until === undefined ? undefined : new Date(options.until);
  if (until && Number.isNaN(until.getTime()))
    throw new InvalidInput(`--until ${options.until} is no day; write 2026-03-01.`, { at: '--until' });
  const { waiveFinding: done } = await createClient().ask(waiveFinding, {
    input: {
      id,
      reason: options.reason ?? '',
      ...(until ? { until: until.toISOString() } : {}),
      ...(options.revoke ? { revoke: true } : {}),
    },
  });
  refused(done.errors);
  if (output.json) output.printJson(done.finding);
  else
    output.print(
      options.revoke
        ? 'It stands again.'
        : `Accepted${until ? ` until ${until.toISOString().slice(0, 10)}` : ''}: ${done.finding?.message ?? ''}`,
    );
  return 0;
}
