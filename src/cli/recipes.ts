import { createClient, refused } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { chooseProduction } from './choose.ts';
import { listEngines, listRecipes, removeRecipe, saveRecipe, type RecipeLine } from './operations.ts';
import { collect, parametersOf } from './pull.ts';
import { table } from './table.ts';

type SaveOptions = {
  readonly base: string;
  readonly title?: string;
  readonly description?: string;
  readonly production?: string;
  readonly set: readonly string[];
};

/** What can be delivered, and a production's own ways to. */
export const recipes: CliCommand = {
  name: 'recipes',
  register(program, run) {
    const group = program.command('recipes').description('list recipes with their parameters; make a production’s own');
    group
      .command('list', { isDefault: true })
      .description('the built-in recipes, and those of a production')
      .option('--production <slug>', 'with the recipes of this production')
      .action((options: { readonly production?: string }) => run((output) => list(options.production, output)));
    group
      .command('save <name>')
      .description('a production’s own recipe: a built-in one with other defaults')
      .requiredOption('--base <recipe>', 'the built-in recipe')
      .option('--production <slug>', 'production; may be left out where there is only one')
      .option('--title <title>', 'for people')
      .option('--description <text>', 'what it makes')
      .option('--set <name=value>', 'a default of its own; may be repeated', collect, [])
      .action((name: string, options: SaveOptions) => run((output) => save(name, options, output)));
    group
      .command('remove <name>')
      .description('take a production’s own recipe away')
      .option('--production <slug>', 'production; may be left out where there is only one')
      .action((name: string, options: { readonly production?: string }) => run((output) => remove(name, options.production, output)));
  },
};

/** Which engines are here, and what the others need. */
export const engines: CliCommand = {
  name: 'engines',
  register(program, run) {
    program
      .command('engines')
      .description('engines that render, and vendors’ formats that wait for one')
      .action(() => run(showEngines));
  },
};

function show(found: readonly RecipeLine[], output: CliOutput): number {
  if (output.json) output.printJson({ recipes: found });
  else {
    const rows = found.map((each) => {
      const { properties } = each.parameters as { properties?: Readonly<Record<string, { default?: unknown }>> };
      const parameters = Object.entries(properties ?? {}).map(([name, value]) =>
        value.default === undefined ? name : `${name}=${String(value.default)}`,
      );
      return [each.name, each.title, parameters.join(' ')];
    });
    for (const line of table([['recipe', 'what', 'parameters'], ...rows])) output.print(line);
  }
  return 0;
}

async function list(production: string | undefined, output: CliOutput): Promise<number> {
  return show((await createClient().ask(listRecipes, production === undefined ? {} : { production })).recipes, output);
}

async function save(name: string, options: SaveOptions, output: CliOutput): Promise<number> {
  const client = createClient();
  const production = await chooseProduction(client, options.production);
  const base = options.base.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
  const input = {
    ...{ production, name, base, title: options.title ?? name, parameters: parametersOf(options.set) },
    ...(options.description === undefined ? {} : { description: options.description }),
  };
  const { saveRecipe: saved } = await client.ask(saveRecipe, { input });
  refused(saved.errors);
  return show(
    saved.recipes.filter((each) => each.name === name),
    output,
  );
}

async function remove(name: string, slug: string | undefined, output: CliOutput): Promise<number> {
  const client = createClient();
  const production = await chooseProduction(client, slug);
  const { removeRecipe: left } = await client.ask(removeRecipe, { input: { production, name } });
  refused(left.errors);
  return show(left.recipes, output);
}

async function showEngines(output: CliOutput): Promise<number> {
  const { engines: found } = await createClient().ask(listEngines, {});
  if (output.json) output.printJson({ engines: found });
  else {
    const rows = found.map((each) => [
      each.name,
      each.available ? `version ${each.version ?? '?'}` : 'not here',
      each.formats.join(' '),
      each.missing ?? each.title,
    ]);
    for (const line of table([['engine', 'state', 'formats', ''], ...rows])) output.print(line);
  }
  return 0;
}
