import type { Command } from 'commander';

/** Where a command prints. `json` is set by --json: then exactly one JSON document goes to stdout and nothing else. */
export type CliOutput = {
  readonly json: boolean;
  /** A person is watching: progress and colour are welcome. */
  readonly isTerminal: boolean;
  readonly print: (line: string) => void;
  readonly printJson: (document: unknown) => void;
  /** Progress and warnings: stderr, never in the way of scripts. */
  readonly note: (line: string) => void;
};

/** 0 done · 1 needs attention · 2 bad arguments · 3 unavailable · 4 not allowed; `verify` uses the ASC MHL codes. */
export type ExitCode = number;

/** One command per file; `src/cli/index.ts` is the list. Errors are thrown as RushesError and translated in exitCode.ts. */
export type CliCommand = {
  readonly name: string;
  /** Declares arguments and options on `program.command(...)`; its action calls `run` and hands it the output to print to. */
  readonly register: (program: Command, run: (action: (output: CliOutput) => Promise<ExitCode>) => Promise<void>) => void;
};
