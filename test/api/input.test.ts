/** Broken input: an id that is none, a text that cannot be stored and a value that is no label are answered by naming them; they are no fault of ours. */
import { fileURLToPath } from 'node:url';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLArgument,
  type GraphQLInputType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../src/api/schema.ts';
import { fillProduction, startFixture, type ApiFixture } from './fixture.ts';

const schema = createSchema(fileURLToPath(new URL('../../schema', import.meta.url)));
let api: ApiFixture;
beforeAll(async () => {
  api = await startFixture();
  await fillProduction(api.sql, 'harbour', 1);
});
afterAll(() => api?.close());

const scalars: Readonly<Record<string, unknown>> = {
  String: 'harbour',
  Int: 1,
  Float: 1,
  Boolean: true,
  BigInt: 1,
  Timecode: '01:00:00:00',
  FrameRate: '24/1',
  Rational: '1/1',
  Date: '2026-02-02',
  DateTime: '2026-02-02T10:00:00Z',
  JSON: {},
};

/** A value that fits the type; every id in it is `id`. Of a oneOf input the member with an id is chosen. */
function valueOf(type: GraphQLInputType, id: string): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, id);
  if (isListType(type)) return [valueOf(type.ofType, id)];
  if (isEnumType(type)) return type.getValues()[0]!.value;
  if (isScalarType(type)) return type.name === 'ID' ? id : scalars[type.name];
  if (!isInputObjectType(type)) throw new Error(`No value for ${String(type)}`);
  const fields = Object.values(type.getFields());
  const taken = type.isOneOf ? [fields.find((field) => getNamedType(field.type).name === 'ID') ?? fields[0]!] : fields;
  return Object.fromEntries(taken.map((field) => [field.name, valueOf(field.type, id)]));
}

const takesId = (type: GraphQLInputType): boolean => {
  const named = getNamedType(type);
  return named.name === 'ID' || (isInputObjectType(named) && Object.values(named.getFields()).some((field) => takesId(field.type)));
};

function operation(
  root: 'Query' | 'Mutation',
  name: string,
  args: readonly GraphQLArgument[],
  id: string,
): [string, Record<string, unknown>] {
  const field = (root === 'Query' ? schema.getQueryType() : schema.getMutationType())!.getFields()[name]!;
  const named = getNamedType(field.type);
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const errors = isObjectType(named) && named.getFields()['errors'] ? 'errors { code message at }' : '__typename';
  return [
    `${root.toLowerCase()} (${declared}) { ${name}(${passed}) { ${errors} } }`,
    Object.fromEntries(args.map((arg) => [arg.name, valueOf(arg.type, id)])),
  ];
}

const withIds = (['Query', 'Mutation'] as const).flatMap((root) => {
  const type = root === 'Query' ? schema.getQueryType() : schema.getMutationType();
  return Object.values(type!.getFields())
    .filter((field) => field.args.some((arg) => takesId(arg.type)))
    .map((field) => [root, field.name, field.args] as const);
});

test('there are such operations, on both sides', () => {
  expect(withIds.filter(([root]) => root === 'Query').length).toBeGreaterThan(5);
  expect(withIds.filter(([root]) => root === 'Mutation').length).toBeGreaterThan(10);
});

describe('an id that is none', () => {
  test.each(withIds)('%s.%s', async (root, name, args) => {
    for (const id of ['nope', '', "'; --", '00000000-0000-0000-0000-000000000000', 'x\u0000y']) {
      const [query, variables] = operation(root, name, args, id);
      const { errors, data } = await api.ask(query, variables);
      const codes = [
        ...(errors ?? []).map((error) => error.extensions.code),
        ...((data?.[name]?.errors ?? []) as { code: string }[]).map(({ code }) => code),
      ];
      expect(codes, `${JSON.stringify(id)}: ${JSON.stringify(errors ?? data)}`).not.toContain('INTERNAL_SERVER_ERROR');
    }
  });
});

test('a value of a variable that its scalar refuses: our sentence, and the field', async () => {
  const { errors } = await api.ask('mutation ($input: RequestRenderInput!) { requestRender(input: $input) { render { id } } }', {
    input: { clip: 'x', recipe: 'still', in: '99:00:00:00' },
  });
  expect(errors).toMatchObject([
    {
      message: 'input.in: "99:00:00:00" is not a timecode such as "01:00:00:00".',
      extensions: { code: 'BAD_USER_INPUT', at: 'input.in' },
    },
  ]);
  const missing = await api.ask('query ($id: ID!) { clip(id: $id) { name } }', {});
  expect(missing.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', at: 'id' } }]);
});
