import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { allOperations } from './operations.ts';

const folder = new URL('../../schema/', import.meta.url);
const schema = buildSchema(
  readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n'),
);

test.each(allOperations())('%s asks only for what the schema has', (text) => {
  expect(validate(schema, parse(text)).map((error) => error.message)).toEqual([]);
});
