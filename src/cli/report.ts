import { writeFile } from 'node:fs/promises';
import { Argument } from 'commander';
import { createClient } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { makeReport } from './operations.ts';

type Options = {
  readonly production: string;
  readonly day?: string;
  readonly roll?: string;
  readonly csv?: boolean;
  readonly output?: string;
};

export const report: CliCommand = {
  name: 'report',
  register(program, run) {
    program
      .command('report')
      .addArgument(new Argument('<kind>').choices(['camera', 'completeness']))
      .description('camera or completeness report of a production, a day or a roll, as HTML that is ready to print or as CSV')
      .requiredOption('--production <slug>', 'production')
      .option('--day <day>', 'only this day, 2026-02-02')
      .option('--roll <name>', 'only this roll')
      .option('--csv', 'CSV instead of HTML')
      .option('--output <file>', 'write it there; else it is printed')
      .action((kind: string, options: Options) => run((output) => make(kind, options, output)));
  },
};

async function make(kind: string, options: Options, output: CliOutput): Promise<number> {
  const { report: file } = await createClient().ask(makeReport, {
    input: {
      production: options.production,
      kind: kind.toUpperCase(),
      format: options.csv ? 'CSV' : 'HTML',
      ...(options.day === undefined ? {} : { day: options.day }),
      ...(options.roll === undefined ? {} : { roll: options.roll }),
    },
  });
  if (options.output !== undefined) await writeFile(options.output, file.content);
  if (output.json) output.printJson(file);
  else output.print(options.output === undefined ? file.content : `Written: ${options.output}`);
  return 0;
}
