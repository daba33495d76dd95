import { InvalidInput } from '../domain/errors.ts';
import { createClient, refused } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { createToken, listTokens, revokeToken } from './operations.ts';
import { table } from './table.ts';

type CreateOptions = { readonly role: string; readonly production?: string; readonly days?: string };

const roles = ['VIEWER', 'EDITOR', 'OPERATOR', 'ADMINISTRATOR'];

export const token: CliCommand = {
  name: 'token',
  register(program, run) {
    const group = program.command('token').description('make, list and revoke API tokens');
    group
      .command('create <name>')
      .description('make a token; it is shown once')
      .option('--role <role>', 'viewer, editor, operator or administrator', 'viewer')
      .option('--production <slug>', 'sees only this production; all where absent')
      .option('--days <days>', 'ends by itself after so many days')
      .action((name: string, options: CreateOptions) => run((output) => create(name, options, output)));
    group
      .command('list', { isDefault: true })
      .description('list the tokens, without their secrets')
      .action(() => run(list));
    group
      .command('revoke <id>')
      .description('end a token at once')
      .action((id: string) => run((output) => revoke(id, output)));
  },
};

async function create(name: string, options: CreateOptions, output: CliOutput): Promise<number> {
  const role = options.role.toUpperCase();
  if (!roles.includes(role)) throw new InvalidInput(`--role is one of ${roles.join(', ').toLowerCase()}.`, { at: '--role' });
  const days = options.days === undefined ? undefined : Number(options.days);
  if (days !== undefined && !(days > 0 && days < 36_500))
    throw new InvalidInput('--days takes a number of days above 0.', { at: '--days' });
  const input = {
    name,
    role,
    ...(options.production === undefined ? {} : { production: options.production }),
    ...(days === undefined ? {} : { expiresAt: new Date(Date.now() + days * 86_400_000).toISOString() }),
  };
  const { createToken: made } = await createClient().ask(createToken, { input });
  refused(made.errors);
  if (output.json) output.printJson({ ...made.token, secret: made.secret });
  else {
    output.note('Keep it safe; it is not shown again.');
    output.print(made.secret ?? '');
  }
  return 0;
}

async function list(output: CliOutput): Promise<number> {
  const { tokens } = await createClient().ask(listTokens, {});
  if (output.json) output.printJson({ tokens });
  else {
    const rows = tokens.map((each) => [
      each.id,
      each.name,
      each.role,
      each.production ?? 'all',
      each.revokedAt ? 'revoked' : (each.expiresAt ?? 'no end'),
    ]);
    for (const line of table([['id', 'name', 'role', 'production', 'until'], ...rows])) output.print(line);
  }
  return 0;
}

async function revoke(id: string, output: CliOutput): Promise<number> {
  const { revokeToken: done } = await createClient().ask(revokeToken, { id });
  refused(done.errors);
  if (output.json) output.printJson(done.token);
  else output.print(`${done.token?.name ?? id} is revoked.`);
  return 0;
}
