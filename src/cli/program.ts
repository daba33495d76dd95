import { Command, CommanderError } from 'commander';
import { InvalidInput } from '../domain/errors.ts';
import type { CliOutput, ExitCode } from './command.ts';
import { reportOf } from './exitCode.ts';
import { commands } from './index.ts';
import { printable } from './table.ts';
import { version } from '../version.ts';

/** Where the command line prints; a test gives its own. */
export type Streams = { readonly out: (text: string) => void; readonly error: (text: string) => void; readonly isTerminal: boolean };

/** Runs one command line (without `node` and the script's name) and gives its exit code. */
export async function runCli(argv: readonly string[], streams: Streams): Promise<ExitCode> {
  // Known before parsing, so that a wrong argument is answered in JSON too.
  const end = argv.indexOf('--');
  const json = (end < 0 ? argv : argv.slice(0, end)).includes('--json');
  const output: CliOutput = {
    json,
    isTerminal: streams.isTerminal && !json,
    print: (line) => (json ? undefined : streams.out(`${line}\n`)),
    printJson: (document) => streams.out(`${JSON.stringify(document, null, 2)}\n`),
    note: (line) => (json ? undefined : streams.error(`${line}\n`)),
  };
  let exitCode: ExitCode = 0;
  const program = new Command('rushes')
    .description(
      'Which file is this cut made of, is all of it here, why does this shot look like that, and give me these frames as plates.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: () => undefined });
  for (const command of commands) {
    command.register(program, async (action) => {
      exitCode = await action(output);
    });
  }
  addJson(program);
  program.hook('preAction', (_program, command) => refuseEmpty(command));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    return fail(error instanceof CommanderError ? wrongArguments(error, argv) : error, output, streams);
  }
}

/** `--json` is everywhere; declared once here. */
function addJson(command: Command): void {
  if (command.commands.length === 0) command.option('--json', 'print one JSON document and nothing else');
  for (const inner of command.commands) addJson(inner.exitOverride());
}

/** A variable of the shell that is not set must not mean the folder that one happens to stand in. */
function refuseEmpty(command: Command): void {
  for (const [at, argument] of command.registeredArguments.entries()) {
    const given = [command.processedArgs[at] as string | readonly string[] | undefined].flat();
    if (argument.required && given.includes(''))
      throw new InvalidInput(`<${argument.name()}> is empty, so it names nothing; is a variable of your shell not set?`);
  }
}

function wrongArguments(error: CommanderError, argv: readonly string[]): InvalidInput {
  if (error.code === 'commander.help') {
    const name = argv.filter((word) => !word.startsWith('-')).join(' ');
    return new InvalidInput(
      name === '' ? 'Say what to do; ./rushes --help lists the commands.' : `${name} needs more words; see ./rushes ${name} --help.`,
    );
  }
  const sentence = error.message.replace(/^error: /, '').replace(/\n+/g, ' ');
  return new InvalidInput(`${sentence[0]?.toUpperCase() ?? ''}${sentence.slice(1)}; see ./rushes --help.`);
}

function fail(error: unknown, output: CliOutput, streams: Streams): ExitCode {
  const { report, exitCode } = reportOf(error);
  if (output.json) output.printJson(report);
  else streams.error(`${printable(report.error.message)}\n`);
  return exitCode;
}
