import { isAbsolute, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { errorOf } from './exitCode.ts';
import { bar, follow } from './follow.ts';
import { chooseProduction } from './choose.ts';
import { createClient, type Client } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { followIngest, startIngest, type IngestLine } from './operations.ts';

type Options = { readonly production?: string; readonly follow: boolean };

export const ingest: CliCommand = {
  name: 'ingest',
  register(program, run) {
    program
      .command('ingest <path...>')
      .description(
        'register footage and follow its inspection: folders, files, ROOT:PATH, s3:// prefixes, or an ALE or CSV of clips to come',
      )
      .option('--production <slug>', 'production; may be left out where there is only one')
      .option('--no-follow', 'return as soon as it is queued')
      .action((paths: string[], options: Options) => run((output) => ingestPaths(paths, options, output)));
  },
};

/** A path of this machine, made absolute; `cards:day1` and `s3://bucket/prefix` stay as they are. */
function place(path: string): string {
  const isRemote = /^[A-Za-z0-9_-]{2,40}:/.test(path) && !existsSync(path);
  return isRemote || isAbsolute(path) ? path : resolve(path);
}

/** `local` is this machine's whole disk, where no media roots are configured. */
function shown({ root, path }: Pick<IngestLine, 'root' | 'path'>): string {
  return root === 'local' ? `/${path}` : `${root}:${path}`;
}

async function ingestPaths(paths: readonly string[], options: Options, output: CliOutput): Promise<number> {
  const client = createClient();
  const production = await chooseProduction(client, options.production);
  const { ingest: begun } = await client.ask(startIngest, { input: { production, paths: paths.map(place) } });
  if (begun.ingests.length === 0 && begun.errors[0]) throw errorOf(begun.errors[0]);
  for (const error of begun.errors) output.note(error.message);
  const ended: IngestLine[] = [];
  for (const each of begun.ingests) ended.push(options.follow ? await followOne(client, each, output) : each);
  const problems = ended.flatMap((each) => each.problems);
  if (output.json) output.printJson({ ingests: ended, errors: begun.errors });
  else {
    for (const { clipCount, newCount, progress, ...place } of ended) {
      output.print(
        `${shown(place)}: ${clipCount} clips, ${newCount} new, ${progress.inspectedCount} inspected, ${progress.failedCount} failed`,
      );
    }
    for (const { severity, message, at } of problems) output.print(`${severity.padEnd(5)} ${message}${at ? ` (${at})` : ''}`);
  }
  const failed = ended.some((each) => each.state === 'FAILED' || each.progress.failedCount > 0);
  const serious = problems.some(({ severity }) => severity === 'ERROR' || severity === 'BLOCK');
  return failed || serious || begun.errors.length > 0 ? 1 : 0;
}

function followOne(client: Client, begun: IngestLine, output: CliOutput): Promise<IngestLine> {
  return follow(
    output,
    async () => (await client.ask(followIngest, { id: begun.id })).node ?? begun,
    (line) => `${shown(line)}: ${stageOf(line)}${line.progress.waitingFor === null ? '' : `. ${line.progress.waitingFor}`}`,
    ({ state }) => state === 'DONE' || state === 'FAILED',
  );
}

function stageOf({ state, fileCount, clipCount, progress }: IngestLine): string {
  if (state !== 'WALKING') return `${bar(progress.inspectedCount + progress.failedCount, progress.totalCount)} clips inspected`;
  if (clipCount === 0) return `looking at the folders, ${fileCount} files so far`;
  return `registering ${clipCount} clips, ${progress.inspectedCount} inspected so far`;
}
