import { writeFile } from 'node:fs/promises';
import { InvalidInput } from '../domain/errors.ts';
import { chooseProduction } from './choose.ts';
import { createClient } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { exportClips, searchClips } from './operations.ts';
import { table } from './table.ts';

type Options = {
  readonly production?: string;
  readonly first: string;
  readonly csv?: string;
  readonly ale?: string;
  readonly fuzzy?: boolean;
};

export const search: CliCommand = {
  name: 'search',
  register(program, run) {
    program
      .command('search [text...]')
      .description(
        'find clips by free text and field:value (arri ei:>=1280 lens:40mm scene:42 -proxy); a text that begins with "-" comes after --',
      )
      .option('--production <slug>', 'production; may be left out where there is only one')
      .option('--first <count>', 'how many to show, at most 500', '50')
      .option('--fuzzy', 'where nothing is found, show what was perhaps meant')
      .option('--csv <file>', 'write all results as CSV')
      .option('--ale <file>', 'write all results as ALE')
      .action((words: string[], options: Options) => run((output) => searchFor(textOf(words), options, output)));
  },
};

/** A shell takes the quotation marks of "car interior" away; beside other words they are put back. */
function textOf(words: readonly string[]): string {
  return words.length === 1 ? words[0]! : words.map((word) => (/\s/.test(word) && !word.includes('"') ? `"${word}"` : word)).join(' ');
}

async function searchFor(text: string, options: Options, output: CliOutput): Promise<number> {
  const first = Number(options.first);
  if (!Number.isInteger(first) || first < 1 || first > 500)
    throw new InvalidInput('--first takes a number from 1 to 500.', { at: '--first' });
  const client = createClient();
  const production = await chooseProduction(client, options.production);
  const query = { production, ...(text === '' ? {} : { search: text }) };
  for (const [format, file] of [
    ['CSV', options.csv],
    ['ALE', options.ale],
  ] as const) {
    if (file === undefined) continue;
    await writeFile(file, (await client.ask(exportClips, { ...query, format })).exportClips.content);
    output.note(`${file} is written.`);
  }
  const { clips } = await client.ask(searchClips, { ...query, first, fuzzy: options.fuzzy ?? false });
  const found = clips.edges.map(({ node, score }) => ({ ...node, score }));
  if (output.json) {
    output.printJson({
      clips: found,
      totalCount: clips.totalCount,
      engine: clips.engine.name,
      fallbackReason: clips.engine.fallbackReason,
      suggestion: clips.suggestion,
      corrected: clips.corrected,
    });
    return 0;
  }
  const rows = found.map((clip) => [
    clip.name,
    clip.roll?.name,
    clip.shootDate,
    clip.camera.index,
    clip.camera.model,
    clip.timecode?.start,
    clip.frameCount,
    clip.state,
  ]);
  if (rows.length > 0)
    for (const line of table([['clip', 'roll', 'day', 'cam', 'model', 'start', 'frames', 'state'], ...rows])) output.print(line);
  output.print(
    `${found.length} of ${clips.totalCount} clips (${clips.engine.name}${clips.engine.fallbackReason ? `: ${clips.engine.fallbackReason}` : ''})`,
  );
  if (clips.corrected) output.print(`Nothing was found for what you typed; these are the clips of: ${clips.suggestion}`);
  else if (clips.suggestion) output.print(`Did you mean: ${clips.suggestion}`);
  return 0;
}
