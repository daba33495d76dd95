import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { writeListEnums, writeListNames } from '../../scripts/listEnums.ts';
import { breakingChanges } from '../../scripts/schemaCheck.ts';

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the enums of the SDL are the lists of formats, timelines, documents, rules and recipes', async () => {
  expect(parse(text('schema/lists.graphql'), { noLocation: true })).toEqual(parse(await writeListEnums(), { noLocation: true }));
  const written = (source: string): unknown =>
    JSON.parse(
      source
        .slice(source.indexOf('= {') + 2, source.lastIndexOf('}') + 1)
        .replace(/'/g, '"')
        .replace(/(\w+):/g, '"$1":')
        .replace(/,(\s*[}\]])/g, '$1'),
    );
  expect(written(text('src/api/generated/lists.ts'))).toEqual(written(await writeListNames()));
});

test('nothing that clients were promised has gone', async () => {
  expect(await breakingChanges()).toEqual([]);
});
