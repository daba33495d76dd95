import { chooseClip } from './choose.ts';
import { createClient, type Client } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { compareClips, explainClip } from './operations.ts';

type Options = { readonly production?: string; readonly comparedTo?: string };

export const why: CliCommand = {
  name: 'why',
  register(program, run) {
    program
      .command('why <clip>')
      .description('why a shot looks as it does, from sensor to delivered picture; with --compared-to, where it first parts from another')
      .option('--production <slug>', 'production; may be left out where there is only one')
      .option('--compared-to <clip>', 'another clip, by id or name; or `setup`: the others of its scene, camera and day')
      .action((clip: string, options: Options) => run((output) => explain(clip, options, output)));
  },
};

async function explain(word: string, options: Options, output: CliOutput): Promise<number> {
  const client = createClient();
  const clip = await chooseClip(client, word, options.production);
  if (options.comparedTo === 'setup') return compare(client, [clip.id], output);
  if (options.comparedTo !== undefined)
    return compare(client, [clip.id, (await chooseClip(client, options.comparedTo, options.production)).id], output);
  const explained = (await client.ask(explainClip, { id: clip.id })).clip!;
  if (output.json) output.printJson({ clip: explained.name, clipId: explained.id, ...explained.explanation });
  else {
    output.print(`${explained.name}\n`);
    for (const node of explained.explanation.nodes) {
      output.print(`${node.title}: ${node.summary}`);
      for (const { field, value, unit, origin } of node.values) {
        output.print(`    ${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}${unit ? ` ${unit}` : ''}  (${origin})`);
      }
      for (const { severity, message } of node.warnings) output.print(`    ${severity} ${message}`);
    }
  }
  return 0;
}

async function compare(client: Client, ids: string[], output: CliOutput): Promise<number> {
  const { compareClips: compared } = await client.ask(compareClips, { ids });
  if (output.json) output.printJson(compared);
  else {
    output.print(compared.summary);
    for (const { message, remedy, followsFrom } of compared.divergences)
      output.print(`  ${message}\n    ${followsFrom === null ? (remedy ?? '') : `It follows from ${followsFrom}.`}`);
  }
  return compared.firstDivergence ? 1 : 0;
}
