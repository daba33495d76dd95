import { InvalidInput } from '../domain/errors.ts';
import { formatFrameRate, parseFrameRate } from '../domain/frameRate.ts';
import { allProductions } from './choose.ts';
import { createClient, refused } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { createProduction } from './operations.ts';
import { table } from './table.ts';

type CreateOptions = { readonly title: string; readonly rate: string; readonly dropFrame?: boolean };

export const production: CliCommand = {
  name: 'production',
  register(program, run) {
    const group = program.command('production').description('make and list productions');
    group
      .command('create <slug>')
      .description('make a production')
      .requiredOption('--title <title>', 'as people say it')
      .requiredOption('--rate <rate>', 'project rate: 24, 23.976, 24000/1001')
      .option('--drop-frame', 'the project counts drop-frame timecode')
      .action((slug: string, options: CreateOptions) => run((output) => create(slug, options, output)));
    group
      .command('list', { isDefault: true })
      .description('list the productions you may see')
      .action(() => run(list));
  },
};

/** The exact rate of a flag, as text. */
export function rateText(flag: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const rate = parseFrameRate(text);
  if (!rate) throw new InvalidInput(`${flag} ${text} is no frame rate; write 24, 23.976 or 24000/1001.`, { at: flag });
  return formatFrameRate(rate);
}

async function create(slug: string, options: CreateOptions, output: CliOutput): Promise<number> {
  const input = { slug, title: options.title, rate: rateText('--rate', options.rate)!, dropFrame: options.dropFrame ?? false };
  const { createProduction: made } = await createClient().ask(createProduction, { input });
  refused(made.errors);
  if (output.json) output.printJson(made.production);
  else output.print(`${slug} is made. Next: rushes ingest FOLDER --production ${slug}`);
  return 0;
}

async function list(output: CliOutput): Promise<number> {
  const productions = await allProductions(createClient());
  if (output.json) output.printJson({ productions });
  else if (productions.length === 0) output.print('No production yet; make one: rushes production create SLUG --title T --rate R');
  else {
    const rows = productions.map(({ slug, title, rate, dropFrame, clipCount }) => [
      slug,
      title,
      `${rate}${dropFrame ? ' drop-frame' : ''}`,
      clipCount,
    ]);
    for (const line of table([['slug', 'title', 'rate', 'clips'], ...rows])) output.print(line);
  }
  return 0;
}
