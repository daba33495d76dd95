import { InvalidInput } from '../domain/errors.ts';
import { chooseProduction } from './choose.ts';
import { createClient, refused } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { decideNamingRule, namingRules, type NamingRuleLine } from './operations.ts';
import { table } from './table.ts';

type Options = { readonly production?: string; readonly apply?: string; readonly reject?: string };

/** `naming`: what was learned of how a production's dailies are named and shifted; nothing of it holds before a person applies it. */
export const naming: CliCommand = {
  name: 'naming',
  register(program, run) {
    program
      .command('naming')
      .description('what was learned of the names and the timecode of the dailies: look at it, apply it, take it back')
      .option('--production <slug>', 'production; may be left out where there is only one')
      .option('--apply <id>', 'apply this proposal; the lists it comes from are matched again')
      .option('--reject <id>', 'reject this proposal, or take it back')
      .action((options: Options) => run((output) => nameRules(options, output)));
  },
};

async function nameRules(options: Options, output: CliOutput): Promise<number> {
  if (options.apply !== undefined && options.reject !== undefined)
    throw new InvalidInput('Give --apply or --reject, one rule at a time.', { at: '--apply' });
  const client = createClient();
  const id = options.apply ?? options.reject;
  if (id !== undefined) {
    const answer = (await client.ask(decideNamingRule, { input: { id, apply: options.apply !== undefined } })).decideNamingRule;
    refused(answer.errors);
    const rule = answer.namingRule!;
    if (output.json) output.printJson({ namingRule: rule });
    else output.print(`${textOf(rule)} is ${rule.state.toLowerCase()}.`);
    return 0;
  }
  const { namingRules: rules } = await client.ask(namingRules, { production: await chooseProduction(client, options.production) });
  if (output.json) output.printJson({ namingRules: rules });
  else if (rules.length === 0)
    output.print('Nothing was learned yet: three corrections that agree propose a rule, and so does a roll that is shifted.');
  else
    for (const line of table([
      ['id', 'state', 'rule', 'because'],
      ...rules.map((rule) => [rule.id, rule.state, textOf(rule), rule.message]),
    ]))
      output.print(line);
  return rules.some(({ state }) => state === 'PROPOSED') ? 1 : 0;
}

function textOf({ kind, rule }: NamingRuleLine): string {
  if (kind === 'PATTERN') return `names are written ${String(rule['template'])}`;
  const frames = Number(rule['offsetFrames']);
  return `roll ${String(rule['roll'])}: add ${frames > 0 ? '+' : ''}${frames} frame(s) to the list`;
}
