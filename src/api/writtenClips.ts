import { randomUUID } from 'node:crypto';
import {
  extendSchema,
  GraphQLScalarType,
  Kind,
  parse,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { ClipRecord } from '../domain/ports/records.ts';
import type { ApiContext } from './context.ts';
import { definitely } from './definitely.ts';

/** Texts that are kept of a card: the page's selection, and that of one other client. */
const textsPerCard = 2;
/** Sets of variables that a document's texts are kept for. */
const mostVariables = 20;

type Variables = Readonly<Record<string, unknown>>;

/** Stands in an answer's data for a clip that is text already; nobody can know it. */
const mark = randomUUID();
const textsIn = new WeakMap<object, readonly string[]>();
/** Of a card and what was asked of it. Texts go when their card does. */
const textsOf = new WeakMap<ClipRecord, readonly { readonly asked: object; readonly text: string }[]>();

/** An answer as JSON. */
export function stringify(answer: { readonly data?: object | null }): string {
  const texts = answer.data ? textsIn.get(answer.data) : undefined;
  const json = `${JSON.stringify(answer)}\n`;
  if (texts === undefined) return json;
  return json
    .split(`"${mark}"`)
    .map((part, place) => part + (texts[place] ?? ''))
    .join('');
}

/**
 * Compiles documents in which the clips of one search's page are all that is asked of clips in pages: the page in one part, its clips in another, whose
 * answers are kept as text with the card that they are of. A page that is shown again is put together from fifty texts instead of three thousand values.
 */
export function createWriting(schema: GraphQLSchema) {
  const own = extendSchema(schema, parse('extend type Query { written: [Clip!]! }'));
  // As the page's part sees it, a clip is a value like another. What is asked of it still stands in the document, where look-ahead finds it.
  (own.getType('ClipEdge') as GraphQLObjectType).getFields()['node']!.type = new GraphQLScalarType({ name: 'Written' });

  return (document: DocumentNode, operation: OperationDefinitionNode): CompiledQuery['query'] | undefined => {
    const path = pathToClips(schema, document, operation);
    if (path === undefined) return undefined;
    const clips = clipsDocument(document, operation, path[2]);
    const [page, written] = [compileQuery(own, document, operation.name?.value), compileQuery(own, clips.document)];
    if (!isCompiledQuery(page) || !isCompiledQuery(written)) return undefined;
    const [pageKey, edgesKey, nodeKey] = path.map((field) => (field.alias ?? field.name).value) as [string, string, string];
    const askedWith = new Map<string, object>();

    /** What is asked of a clip: the same object for the same variables, as long as signed links stay the same. */
    function askedOf(context: ApiContext, variables: Variables): object {
      const key = JSON.stringify([
        context.signer.mediaExpiry(),
        Object.fromEntries(clips.variables.map((name) => [name, variables[name]])),
      ]);
      if (askedWith.size >= mostVariables && !askedWith.has(key)) askedWith.clear();
      const asked = askedWith.get(key) ?? {};
      askedWith.set(key, asked);
      return asked;
    }

    return async (root: unknown, context: ApiContext, given: Variables | null | undefined) => {
      const variables = given ?? {};
      const answer = await page.query(root, context, variables);
      const edges = (answer.data?.[pageKey] as Record<string, Record<string, unknown>[]> | null | undefined)?.[edgesKey];
      if (answer.errors !== undefined || edges === undefined) return answer;
      const records = edges.map((edge) => edge[nodeKey] as ClipRecord);
      const asked = askedOf(context, variables);
      const texts = records.map((record) => textsOf.get(record)?.find((each) => each.asked === asked)?.text);
      const missing = records.filter((_, place) => texts[place] === undefined);
      if (missing.length > 0) {
        const { data, errors } = await written.query({ written: missing }, context, variables);
        if (errors !== undefined) return { data: null, errors };
        const found = (data!['written'] as object[]).map((clip) => JSON.stringify(clip));
        for (const [place, text] of texts.entries()) texts[place] = text ?? found.shift()!;
        for (const [place, record] of records.entries()) keep(record, asked, texts[place]!);
      }
      for (const edge of edges) edge[nodeKey] = mark;
      textsIn.set(answer.data!, texts as string[]);
      return answer;
    };
  };
}

/** Only a card is there for the next page; any other record is of its request. */
function keep(record: ClipRecord, asked: object, text: string): void {
  if (record.shown === undefined) return;
  const others = (textsOf.get(record) ?? []).filter((each) => each.asked !== asked);
  textsOf.set(record, [...others, { asked, text }].slice(-textsPerCard));
}

/** The fields `clips { edges { node` of an operation, where no other page has clips. */
function pathToClips(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly [FieldNode, FieldNode, FieldNode] | undefined {
  const types = new TypeInfo(schema);
  let pages = 0;
  const count = (field: FieldNode): void => {
    if (types.getParentType()?.name === 'ClipEdge' && field.name.value === 'node') pages += 1;
  };
  visit(document, visitWithTypeInfo(types, { Field: (field) => count(field) }));
  const plain = (within: Pick<FieldNode, 'selectionSet'> | undefined, name: string): FieldNode | undefined => {
    const [field, another] = (within?.selectionSet?.selections ?? []).filter(
      (selection): selection is FieldNode => selection.kind === Kind.FIELD && selection.name.value === name,
    );
    return another === undefined && (field?.directives ?? []).length === 0 ? field : undefined;
  };
  const page = plain(operation, 'clips');
  const edges = plain(page, 'edges');
  const node = plain(edges, 'node');
  return pages === 1 && page && edges && node ? [page, edges, node] : undefined;
}

/** What is asked of a page's clips, asked of any clips; and the variables that it names. */
function clipsDocument(document: DocumentNode, { operation, variableDefinitions }: OperationDefinitionNode, node: FieldNode) {
  const written: FieldNode = {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: 'written' },
    ...definitely({ selectionSet: node.selectionSet }),
  };
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const asked: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [written] },
  };
  const [{ definitions }] = Object.values(separateOperations({ kind: Kind.DOCUMENT, definitions: [asked, ...fragments] })) as [
    DocumentNode,
  ];
  const variables = new Set<string>();
  visit({ kind: Kind.DOCUMENT, definitions }, { Variable: ({ name }) => void variables.add(name.value) });
  const defined = (variableDefinitions ?? []).filter(({ variable }) => variables.has(variable.name.value));
  return {
    document: {
      kind: Kind.DOCUMENT,
      definitions: definitions.map((each) => (each.kind === Kind.OPERATION_DEFINITION ? { ...each, variableDefinitions: defined } : each)),
    } satisfies DocumentNode,
    variables: [...variables],
  };
}
