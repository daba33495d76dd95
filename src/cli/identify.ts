import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Unreadable } from '../domain/errors.ts';
import { createClient } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { identifyFile, type Identified } from './operations.ts';

/** Bytes up to which a file whose hash and name say nothing is sent, so that its header can be read. */
const sendAtMostBytes = 64 * 1024 * 1024;

export const identify: CliCommand = {
  name: 'identify',
  register(program, run) {
    program
      .command('identify <file>')
      .description('which render, clip and frame a delivered file is')
      .action((file: string) => run((output) => identifyOne(file, output)));
  },
};

async function identifyOne(file: string, output: CliOutput): Promise<number> {
  const found = await stat(file).catch((cause: unknown) => {
    throw new Unreadable(`${file} does not exist or cannot be read.`, { at: file, cause });
  });
  if (!found.isFile()) throw new Unreadable(`${file} is no file.`, { at: file });
  const client = createClient();
  const { identify: byHash } = await client.ask(identifyFile, { input: { name: basename(file), sha256: await sha256Of(file) } });
  let answer: Omit<Identified, 'clip' | 'render'> & Partial<Pick<Identified, 'clip' | 'render'>> = byHash;
  // A name proves little: where the hash is not known, the header speaks.
  if (byHash.by !== 'HASH' && found.size <= sendAtMostBytes) {
    const byHeader = await client.upload<Identified>('identify', file, {}).catch(() => undefined);
    if (byHeader?.by) answer = byHeader;
  }
  if (output.json) output.printJson(answer);
  else output.print(answer.message);
  return answer.by ? 0 : 1;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 4 * 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
