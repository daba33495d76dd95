import { InvalidInput, noProduction } from '../domain/errors.ts';
import { chooseProduction } from './choose.ts';
import { createClient, refused } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { configureRule, productionRules, type RuleLine } from './operations.ts';
import { table } from './table.ts';

type Options = { readonly production?: string; readonly changed?: boolean };

export const rules: CliCommand = {
  name: 'rules',
  register(program, run) {
    const group = program.command('rules').description('the guardrails of a production: what each asks, how bad it is, its thresholds');
    const withProduction = (name: string, description: string) =>
      group.command(name).description(description).option('--production <slug>', 'production; may be left out where there is only one');
    group
      .command('list', { isDefault: true })
      .description('every guardrail as the production has it')
      .option('--production <slug>', 'production; may be left out where there is only one')
      .option('--changed', 'only those that the production has set otherwise')
      .action((options: Options) => run((output) => list(options, output)));
    withProduction(
      'set <code> <setting...>',
      'set thresholds or severity: FDL_MIN_WIDTH pixels=3200, SETUP_EI_MIXED severity=BLOCK',
    ).action((code: string, settings: string[], options: Options) =>
      run((output) => change(code, Object.fromEntries(settings.map(settingOf)), options, output)),
    );
    withProduction('off <code>', 'do not run it in this production').action((code: string, options: Options) =>
      run((output) => change(code, { off: true }, options, output)),
    );
    withProduction('on <code>', 'run it again').action((code: string, options: Options) =>
      run((output) => change(code, { off: false }, options, output)),
    );
    withProduction('default <code>', 'take everything that was set of it back').action((code: string, options: Options) =>
      run((output) => reset(code, options, output)),
    );
  },
};

/** `pixels=3200`; a value is JSON where it reads as such (numbers, true, lists), else text; `name=` takes it back to its default. */
function settingOf(text: string): readonly [string, unknown] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidInput(`"${text}" is no setting; write NAME=VALUE, such as pixels=3200.`, { at: text });
  const [name, value] = [text.slice(0, at), text.slice(at + 1)];
  if (value === '') return [name, null];
  try {
    return [name, JSON.parse(value) as unknown];
  } catch {
    return [name, value];
  }
}

const thresholds = (settings: Readonly<Record<string, unknown>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');

function rowOf({ rule, off, severity, settings, changed }: RuleLine): string[] {
  return [rule.code, off ? 'off' : (severity ?? rule.severity), changed ? 'set here' : '', thresholds(settings), rule.description];
}

async function rulesOf(slug: string): Promise<readonly RuleLine[]> {
  const { production } = await createClient().ask(productionRules, { slug });
  if (!production) throw noProduction(slug, '--production');
  return production.rules;
}

async function list(options: Options, output: CliOutput): Promise<number> {
  const slug = await chooseProduction(createClient(), options.production);
  const found = (await rulesOf(slug)).filter(({ changed }) => !options.changed || changed);
  if (output.json) output.printJson({ production: slug, rules: found });
  else if (found.length === 0) output.print(`${slug} has every guardrail as it comes.`);
  else for (const line of table([['code', 'severity', '', 'thresholds', 'what it says'], ...found.map(rowOf)])) output.print(line);
  return 0;
}

async function change(code: string, settings: Readonly<Record<string, unknown>>, options: Options, output: CliOutput): Promise<number> {
  const client = createClient();
  const production = await chooseProduction(client, options.production);
  const { configureRule: done } = await client.ask(configureRule, { input: { production, code: code.toUpperCase(), settings } });
  refused(done.errors);
  if (output.json) output.printJson(done.rule);
  else output.print(rowOf(done.rule!).filter(Boolean).join('  '));
  return 0;
}

async function reset(code: string, options: Options, output: CliOutput): Promise<number> {
  const slug = await chooseProduction(createClient(), options.production);
  const rule = (await rulesOf(slug)).find((each) => each.rule.code === code.toUpperCase());
  const names = ['off', 'severity', ...Object.keys(rule?.settings ?? {})];
  return change(code, Object.fromEntries(names.map((name) => [name, null])), { production: slug }, output);
}
