/** `npm run generate`: everything that is made from something else, in order. Generated files are committed, except the database client. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeListEnums, writeListNames } from './listEnums.ts';
import { projectFolder, run } from './step.ts';

/** Writes only what differs, so that watchers and hashes stay quiet. */
function write(path: string, content: string): void {
  const target = join(projectFolder, path);
  if (existsSync(target) && readFileSync(target, 'utf8') === content) return;
  mkdirSync(join(target, '..'), { recursive: true });
  writeFileSync(target, content);
}

async function generateTypes(): Promise<void> {
  const { generate } = await import('@graphql-codegen/cli');
  const { codegenConfig } = await import('./codegenConfig.ts');
  const files = (await generate({ ...codegenConfig, cwd: projectFolder, silent: true }, false)) as { filename: string; content: string }[];
  for (const file of files) write(file.filename, file.content);
}

async function generateDatabaseClient(): Promise<void> {
  const { code, output } = await run('prisma', ['generate'], { quiet: true, env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' } });
  if (code !== 0) throw new Error(output);
}

const steps: readonly (readonly [string, () => Promise<void>])[] = [
  ['the enums of the lists', async () => write('schema/lists.graphql', await writeListEnums())],
  ['the names of the lists', async () => write('src/api/generated/lists.ts', await writeListNames())],
  ['the types of the GraphQL schema', generateTypes],
  ['the database client', generateDatabaseClient],
];

for (const [name, step] of steps) {
  try {
    await step();
  } catch (error) {
    process.stderr.write(`${name} could not be generated: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
