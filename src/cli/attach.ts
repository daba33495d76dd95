import { InvalidInput } from '../domain/errors.ts';
import { chooseClip, chooseFormatCard, chooseProduction, chooseRoll } from './choose.ts';
import { createClient } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { documentById } from './operations.ts';

type Options = { readonly production?: string; readonly roll?: string; readonly card?: string; readonly clip?: string };

export const attach: CliCommand = {
  name: 'attach',
  register(program, run) {
    program
      .command('attach <file>')
      .description('attach an AMF, FDL, CDL or LUT to a production, or to one roll, format card or clip of it; the nearest wins')
      .option('--production <slug>', 'production; may be left out where there is only one')
      .option('--roll <roll>', 'name or id of a roll')
      .option('--card <card>', 'key or id of a format card (camera set-up)')
      .option('--clip <clip>', 'name or id of a clip')
      .action((file: string, options: Options) => run((output) => attachFile(file, options, output)));
  },
};

async function attachFile(file: string, options: Options, output: CliOutput): Promise<number> {
  if ([options.roll, options.card, options.clip].filter((each) => each !== undefined).length > 1) {
    throw new InvalidInput('Name one of --roll, --card and --clip.', { at: '--roll' });
  }
  const client = createClient();
  const production = await chooseProduction(client, options.production);
  const { id } = await client.upload<{ id: string }>('document', file, {
    production,
    roll: options.roll === undefined ? undefined : await chooseRoll(client, options.roll, production),
    formatCard: options.card === undefined ? undefined : await chooseFormatCard(client, options.card, production),
    clip: options.clip === undefined ? undefined : (await chooseClip(client, options.clip, production)).id,
  });
  const document = (await client.ask(documentById, { id })).node;
  const problems = document?.problems ?? [];
  if (output.json) output.printJson(document);
  else {
    output.print(
      `${document?.kind ?? 'Document'} ${document?.name ?? file} is attached to ${options.clip ?? options.roll ?? options.card ?? production}.`,
    );
    for (const { severity, message, at } of problems) output.print(`${severity.padEnd(5)} ${message}${at ? ` (${at})` : ''}`);
  }
  return problems.some(({ severity }) => severity === 'BLOCK' || severity === 'ERROR') ? 1 : 0;
}
