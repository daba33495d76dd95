import { loadConfig } from '../config.ts';
import type { CliCommand, CliOutput } from './command.ts';

export const reindex: CliCommand = {
  name: 'reindex',
  register(program, run) {
    program
      .command('reindex')
      .description('rebuild the search index beside the live one, then swap; searches go on meanwhile')
      .action(() => run(rebuild));
  },
};

async function rebuild(output: CliOutput): Promise<number> {
  const { createApp } = await import('../app.ts');
  const app = await createApp(loadConfig());
  try {
    const { engine, count } = await app.indexing.reindex();
    if (output.json) output.printJson({ engine, count });
    else output.print(`${count} clips are in the new index (${engine}).`);
    return 0;
  } finally {
    await app.close();
  }
}
