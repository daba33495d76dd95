import { AmbiguousName, NotFound, noProduction } from '../domain/errors.ts';
import { allOf, chooseClip, chooseFormatCard, chooseProduction, chooseRoll } from './choose.ts';
import { createClient, refused } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { attachedDocuments, detachDocument, type AttachmentLine } from './operations.ts';

type Options = { readonly production?: string; readonly roll?: string; readonly card?: string; readonly clip?: string };

export const detach: CliCommand = {
  name: 'detach',
  register(program, run) {
    program
      .command('detach <document>')
      .description('take a document (its name or id) off; the next nearest holds from then on')
      .option('--production <slug>', 'production; may be left out where there is only one')
      .option('--roll <roll>', 'where it is attached: name or id of a roll')
      .option('--card <card>', 'key or id of a format card')
      .option('--clip <clip>', 'name or id of a clip')
      .action((word: string, options: Options) => run((output) => takeOff(word, options, output)));
  },
};

async function takeOff(word: string, options: Options, output: CliOutput): Promise<number> {
  const client = createClient();
  const slug = await chooseProduction(client, options.production);
  const documents = await allOf(async (after) => {
    const { production } = await client.ask(attachedDocuments, { slug, ...(after === undefined ? {} : { after }) });
    if (!production) throw noProduction(slug, '--production');
    return production.documents;
  });
  const wanted: Partial<AttachmentLine> = {
    ...(options.roll === undefined ? {} : { rollId: await chooseRoll(client, options.roll, slug) }),
    ...(options.card === undefined ? {} : { formatCardId: await chooseFormatCard(client, options.card, slug) }),
    ...(options.clip === undefined ? {} : { clipId: (await chooseClip(client, options.clip, slug)).id }),
  };
  const found = documents
    .filter((document) => document.id === word || document.name === word)
    .flatMap((document) => document.attachments.map((attachment) => ({ name: document.name, ...attachment })))
    .filter((each) => Object.entries(wanted).every(([key, id]) => each[key as keyof AttachmentLine] === id));
  if (found.length === 0) throw new NotFound(`No document "${word}" is attached there.`, { at: word });
  if (found.length > 1)
    throw new AmbiguousName(`"${word}" is attached in ${found.length} places; say where with --roll, --card or --clip.`, { at: word });
  const { detachDocument: done } = await client.ask(detachDocument, { input: { attachment: found[0]!.id } });
  refused(done.errors);
  if (output.json) output.printJson(done.document);
  else output.print(`${found[0]!.name} is taken off.`);
  return 0;
}
