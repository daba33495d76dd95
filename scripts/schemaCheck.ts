import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges, printSchema, type GraphQLSchema } from 'graphql';
import { projectFolder } from './step.ts';

const folder = join(projectFolder, 'schema');
/** The SDL that clients were last promised. Not beside the others' glob: its name ends otherwise, so that codegen does not read it twice. */
const publishedFile = join(folder, 'published.graphqls');

function currentSchema(): GraphQLSchema {
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return buildSchema(files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n'));
}

/** One sentence for each change since schema/published.graphqls that could break a client. */
export async function breakingChanges(): Promise<string[]> {
  if (!existsSync(publishedFile)) return [];
  const published = buildSchema(readFileSync(publishedFile, 'utf8'));
  // NONE stands in an enum only while its list is empty.
  return findBreakingChanges(published, currentSchema())
    .map((change) => change.description)
    .filter((text) => !/^NONE was removed from enum type/.test(text));
}

/** `node scripts/schemaCheck.ts --publish` makes the present SDL the promised one. */
if (process.argv.includes('--publish')) writeFileSync(publishedFile, `${printSchema(currentSchema())}\n`);
