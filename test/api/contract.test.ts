/** What others build on: every operation of the public contract stands in our schema with types that its clients can live with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInputObjectType, isObjectType, Kind, parse, print, type GraphQLField, type GraphQLSchema, type TypeNode } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../src/api/schema.ts';

const contract = parse(readFileSync(join(import.meta.dirname, 'contract.graphql'), 'utf8'));
let schema: GraphQLSchema;
beforeAll(() => {
  schema = createSchema(fileURLToPath(new URL('../../schema', import.meta.url)));
});

const fieldsOf = (name: string): Readonly<Record<string, GraphQLField<unknown, unknown>>> => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`There is no object type ${name}.`);
  return type.getFields();
};

/** `answers`: our type gives a client at least what it was promised; null where the contract allows it may be absent from ours, not the other way round. */
function givesAtLeast(ours: string, promised: TypeNode): boolean {
  const asked = print(promised);
  if (ours === asked) return true;
  if (promised.kind === Kind.NON_NULL_TYPE) return ours.endsWith('!') && givesAtLeast(ours.slice(0, -1), promised.type);
  if (ours.endsWith('!')) return givesAtLeast(ours.slice(0, -1), promised);
  return promised.kind === Kind.LIST_TYPE && ours.startsWith('[') && givesAtLeast(ours.slice(1, -1), promised.type);
}

/** A variable of the contract's type may stand where our argument is: ours asks for no more. */
function takesAtMost(ours: string, promised: TypeNode): boolean {
  if (print(promised) === ours) return true;
  return promised.kind === Kind.NON_NULL_TYPE && !ours.endsWith('!') && takesAtMost(ours, promised.type);
}

const operations = contract.definitions.flatMap((definition) =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION
    ? (definition.fields ?? []).map((field) => [`${definition.name.value}.${field.name.value}`, definition.name.value, field] as const)
    : [],
);

test('the contract names as many operations as somebody counted by hand', () => {
  // Query 14, Mutation 13, Subscription 3.
  expect(operations).toHaveLength(30);
});

describe('operations', () => {
  test.each(operations)('%s', (_label, root, promised) => {
    const ours = fieldsOf(root)[promised.name.value];
    expect(ours, `${promised.name.value} is missing`).toBeDefined();
    expect(givesAtLeast(String(ours!.type), promised.type), `gives ${String(ours!.type)}, promised ${print(promised.type)}`).toBe(true);
    for (const argument of promised.arguments ?? []) {
      const own = ours!.args.find(({ name }) => name === argument.name.value);
      expect(own, `argument ${argument.name.value} is missing`).toBeDefined();
      expect(takesAtMost(String(own!.type), argument.type), `${argument.name.value} takes ${String(own!.type)}`).toBe(true);
    }
    const added = ours!.args.filter(({ name }) => !promised.arguments?.some((argument) => argument.name.value === name));
    expect(added.filter(({ type, defaultValue }) => String(type).endsWith('!') && defaultValue === undefined)).toEqual([]);
  });
});

/** What the contract's prose promises of the types, name by name. */
const prose: readonly (readonly [string, readonly string[]])[] = [
  ['ClipConnection', ['totalCount', 'facets', 'engine', 'edges', 'pageInfo']],
  ['ClipEdge', ['score', 'highlights', 'node', 'cursor']],
  ['Clip', ['facts', 'raw', 'names', 'renditions', 'findings', 'explanation', 'neighbours', 'angles', 'usedIn', 'thumbnail']],
  // `inspect --json` is the same clip.
  [
    'Clip',
    [
      'name',
      'reel',
      'format',
      'frameCount',
      'timecode',
      'rate',
      'camera',
      'image',
      'exposure',
      'color',
      'baked',
      'lens',
      'slate',
      'problems',
    ],
  ],
  ['ClipTimecode', ['start', 'end', 'base', 'dropFrame', 'runs', 'alternates']],
  ['Rendition', ['copies']],
  ['Copy', ['segments', 'present']],
  ['ClipUses', ['timelines', 'pulls']],
  ['Production', ['rolls', 'timelines', 'pulls', 'documents', 'formatCards', 'members']],
  [
    'EventMatch',
    [
      'state',
      'tier',
      'reasons',
      'fix',
      'clip',
      'clipFrameIn',
      'clipFrameOut',
      'ranges',
      'missingHeadFrames',
      'missingTailFrames',
      'candidateCount',
      'candidates',
    ],
  ],
  ['MatchCandidate', ['clip', 'tier', 'score', 'reasons']],
];

test.each(prose)('%s has %s', (name, fields) => {
  expect(Object.keys(fieldsOf(name))).toEqual(expect.arrayContaining([...fields]));
});

test('EventInput takes what lint gives and matching needs; createProduction what the contract lists', () => {
  const inputs = (name: string): string[] => {
    const type = schema.getType(name);
    return isInputObjectType(type) ? Object.keys(type.getFields()) : [];
  };
  expect(inputs('EventInput')).toEqual(
    expect.arrayContaining([
      ...['number', 'reel', 'names', 'sourceIn', 'sourceOut', 'recordIn', 'recordOut'],
      ...['rate', 'dropFrame', 'speed', 'reverse'],
    ]),
  );
  expect(inputs('CreateProductionInput').sort()).toEqual(['dropFrame', 'rate', 'slug', 'title']);
});

test('facets are asked for by a list and a size', () => {
  const { facets } = fieldsOf('ClipConnection');
  expect(String(facets!.type)).toBe('[Facet!]!');
  expect(facets!.args.map(({ name, type }) => `${name}: ${String(type)}`)).toEqual(['fields: [ClipFacet!]!', 'size: Int']);
});
