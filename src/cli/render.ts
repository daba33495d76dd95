import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { chooseClip } from './choose.ts';
import { createClient, readInput, refused } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { follow } from './follow.ts';
import { jobById, outputFolder, renderById, requestRender } from './operations.ts';
import { collect, parametersOf, priorityOf } from './pull.ts';

type Options = {
  readonly production?: string;
  readonly recipe: string;
  readonly in?: string;
  readonly out?: string;
  readonly amf?: string;
  readonly fdl?: string;
  readonly output?: string;
  readonly priority: string;
  readonly set: readonly string[];
  readonly decode: readonly string[];
  readonly engine?: string;
  readonly template?: string;
  readonly explain?: boolean;
  readonly follow: boolean;
};

export const render: CliCommand = {
  name: 'render',
  register(program, run) {
    program
      .command('render <clip>')
      .description('render one clip, or a part of it')
      .requiredOption('--recipe <recipe>', 'what to make: plate-aces2065-1, still...')
      .option('--production <slug>', 'production; may be left out where there is only one')
      .option('--in <timecode>', "first label; the clip's first where absent")
      .option('--out <timecode>', "label after the last; the clip's end where absent")
      .option('--amf <file>', 'an AMF to use instead of the attached one')
      .option('--fdl <file>', 'an FDL to use instead of the attached one')
      .option('--output <folder>', 'folder under the output folder; with --explain a folder here')
      .option('--priority <priority>', 'rush, normal or background', 'normal')
      .option('--set <name=value>', 'a parameter of the recipe; may be repeated', collect, [])
      .option('--explain', 'write pipeline, AMF and the exact engine command instead of pictures')
      .option('--decode <name=value>', 'how the source is decoded (demosaic=DHT, exposureIndex=1600...); may be repeated', collect, [])
      .option('--engine <engine>', 'another engine than the usual one; see engines')
      .option('--template <name>', 'canvas template of the FDL')
      .option('--no-follow', 'return as soon as it is queued')
      .action((clip: string, options: Options) => run((output) => renderClip(clip, options, output)));
  },
};

const contentOf = async (file: string) => ({ base64: Buffer.from(await readInput(file)).toString('base64') });

async function renderClip(word: string, options: Options, output: CliOutput): Promise<number> {
  const client = createClient();
  const clip = await chooseClip(client, word, options.production);
  const explain = options.explain ?? false;
  const input = {
    clip: clip.id,
    recipe: options.recipe,
    priority: priorityOf(options.priority),
    explain,
    ...(options.in === undefined ? {} : { in: options.in }),
    ...(options.out === undefined ? {} : { out: options.out }),
    ...(options.amf === undefined ? {} : { amf: await contentOf(options.amf) }),
    ...(options.fdl === undefined ? {} : { fdl: await contentOf(options.fdl) }),
    ...(options.output === undefined || explain ? {} : { output: options.output }),
    ...(options.set.length === 0 ? {} : { parameters: parametersOf(options.set) }),
    ...(options.decode.length === 0 ? {} : { decode: parametersOf(options.decode) }),
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    ...(options.template === undefined ? {} : { framing: { template: options.template } }),
  };
  const { requestRender: asked } = await client.ask(requestRender, { input });
  refused(asked.errors);
  if (explain) return writeExplanation(asked.explanation, options.output ?? '.', output);
  // Several jobs may share a render: it is done when it says so.
  const seen = async () => (await client.ask(renderById, { id: asked.render!.id })).node ?? asked.render!;
  const ended =
    asked.render && asked.job && options.follow
      ? await follow(
          output,
          seen,
          ({ state }) => state.toLowerCase(),
          ({ state }) => ['DONE', 'FAILED', 'CANCELLED'].includes(state),
        )
      : asked.render && (await seen());
  const job = asked.job && ((await client.ask(jobById, { id: asked.job.id })).node ?? asked.job);
  const { service } = await client.ask(outputFolder, {});
  if (output.json) output.printJson({ render: ended, job, reused: asked.job === null, outputFolder: service.outputFolder });
  else if (ended) {
    output.print(asked.job === null ? 'This was rendered before; nothing was done again.' : `${ended.state}: ${job?.message ?? ''}`);
    if (ended.outputPath) output.print(posix.join(service.outputFolder, ended.outputPath));
    for (const { path, kind } of ended.outputs.slice(0, 5)) output.print(`  ${kind}  ${path}`);
    if (ended.outputs.length > 5) output.print(`  and ${ended.outputs.length - 5} more`);
  }
  return ended?.state === 'FAILED' || job?.state === 'FAILED' || job?.state === 'CANCELLED' ? 1 : 0;
}

async function writeExplanation(
  files: readonly { fileName: string; content: string }[],
  folder: string,
  output: CliOutput,
): Promise<number> {
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  for (const { fileName, content } of files) {
    const path = join(folder, basename(fileName));
    await writeFile(path, content);
    written.push(path);
  }
  if (output.json) output.printJson({ files: written });
  else for (const path of written) output.print(path);
  return 0;
}
