import { stat } from 'node:fs/promises';
import { InvalidInput, NotFound } from '../domain/errors.ts';
import type { VerifyReport } from '../services/verify.ts';
import type { CliCommand, CliOutput } from './command.ts';

/** Findings shown to a person before the rest is only counted; --json has all. */
const shown = 200;

/** `verify FOLDER`: ASC MHL and MHL 1.x, without any service. Exit codes are those of the ASC MHL reference tool. */
export const verify: CliCommand = {
  name: 'verify',
  register(program, run) {
    program
      .command('verify <folder>')
      .description('check a folder against its ASC MHL history or MHL 1.x list: complete, intact, chain unbroken (always hashes)')
      .option('--quick', 'completeness only: no file is read')
      .action((folder: string, given: { quick?: boolean }) => run((output) => verifyAndPrint(folder, given.quick ?? false, output)));
  },
};

async function verifyAndPrint(folder: string, quick: boolean, output: CliOutput): Promise<number> {
  const found = await stat(folder).catch(() => undefined);
  if (!found) throw new NotFound(`${folder} does not exist; check the path and that the drive is mounted.`, { at: folder });
  if (!found.isDirectory())
    throw new InvalidInput(`${folder} is a file; name the folder that holds the ascmhl folder or the .mhl list.`, { at: folder });
  const { verifyLocalFolder } = await import('../openIntegrity.ts');
  let lastNote = 0;
  const report = await verifyLocalFolder(folder, {
    quick,
    onProgress: ({ files, filesTotal, bytes, bytesTotal }) => {
      if (!output.isTerminal || Date.now() - lastNote < 1000) return;
      lastNote = Date.now();
      output.note(`${files} of ${filesTotal} files, ${Math.round((100 * bytes) / Math.max(1, bytesTotal))} %`);
    },
  });
  if (output.json) output.printJson(report);
  else print(report, output);
  return report.exitCode;
}

function print(report: VerifyReport, output: CliOutput): void {
  const colour = (text: string, code: number): string => (output.isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text);
  const line = ({ severity, code, message }: { severity: string; code: string; message: string }): string =>
    `${colour(severity.padEnd(5), severity === 'INFO' || severity === 'WARN' ? 33 : 31)}  ${code}  ${message}`;
  for (const problem of report.problems.slice(0, shown))
    output.print(`${line(problem)}${problem.at === undefined ? '' : ` (${problem.at})`}`);
  for (const finding of report.findings.slice(0, shown)) output.print(line(finding));
  if (report.findings.length > shown) output.print(`... and ${report.findings.length - shown} more; --json lists all.`);
  output.print(colour(report.verdict, report.exitCode === 0 ? 32 : 31));
}
