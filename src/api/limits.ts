import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ApolloServerPlugin } from '@apollo/server';
import {
  GraphQLError,
  Kind,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type FragmentDefinitionNode,
} from 'graphql';
import { hasRole, highestRole } from '../domain/actor.ts';
import { defaultPageSize } from './connection.ts';
import type { ApiContext } from './context.ts';

/** Bytes of a request's body on /graphql: 10,000 events are 2.4 MB. */
export const bodyLimitBytes = 8 * 1024 * 1024;

/** Fields that one answer may come to when every page is full. 500 clips with 60 fields and 20 children are within it. */
const maxAnswerFields = 1_000_000;

/** Depth, aliases, tokens and directives of a document; each is checked before anything runs. */
export function documentLimits() {
  return new ApolloArmor({
    maxDepth: { n: 14, flattenFragments: true, ignoreIntrospection: true },
    maxAliases: { n: 30 },
    maxTokens: { n: 3000 },
    maxDirectives: { n: 30 },
    // The plugin below counts what an answer can hold, with the page sizes that the variables give.
    costLimit: { enabled: false },
    blockFieldSuggestion: { enabled: true },
  }).protect();
}

/**
 * Refuses what would read too much: pages inside pages multiply. Also keeps introspection from tokens that only read, for a schema
 * shows what there is to attack and a viewer's client does not need it.
 */
export const answerLimit: ApolloServerPlugin<ApiContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, document, request, contextValue }) {
        if (operation === undefined) return;
        const fragments = new Map(
          document.definitions.flatMap((definition) =>
            definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
          ),
        );
        if (introspects(operation.selectionSet) && !hasRole(highestRole(contextValue.actor), 'EDITOR')) {
          throw new GraphQLError('This token only reads, and introspection is for editors: see the schema in the documentation.', {
            extensions: { code: 'FORBIDDEN', http: { status: 403 } },
          });
        }
        const cost = fieldsOf(operation, fragments, request.variables ?? {});
        if (cost > maxAnswerFields) {
          throw new GraphQLError(
            `This query could return ${cost.toLocaleString('en')} fields and the limit is ${maxAnswerFields.toLocaleString('en')}: ask for smaller pages, or for fewer lists inside lists.`,
            { extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } } },
          );
        }
      },
    };
  },
};

function introspects(selections: SelectionSetNode): boolean {
  return selections.selections.some((selection) => selection.kind === Kind.FIELD && /^__(schema|type)$/.test(selection.name.value));
}

/** Fields of the answer when every page is full. Validation has refused circular fragments before this. */
function fieldsOf(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Readonly<Record<string, unknown>>,
): number {
  const known = new Map<SelectionSetNode, number>();
  const count = (set: SelectionSetNode): number => {
    const counted = known.get(set);
    if (counted !== undefined) return counted;
    let total = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) total += 1 + (selection.selectionSet ? pageOf(selection) * count(selection.selectionSet) : 0);
      else if (selection.kind === Kind.INLINE_FRAGMENT) total += count(selection.selectionSet);
      else total += count(fragments.get(selection.name.value)?.selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] });
      if (total > 1e12) break;
    }
    known.set(set, total);
    return total;
  };
  const pageOf = (field: FieldNode): number => {
    const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value;
    const isConnection = field.selectionSet?.selections.some(
      (selection) => selection.kind === Kind.FIELD && selection.name.value === 'edges',
    );
    if (first?.kind === Kind.INT) return Number(first.value);
    if (first?.kind === Kind.VARIABLE) return Number(variables[first.name.value] ?? defaultPageSize);
    return isConnection ? defaultPageSize : 1;
  };
  return count(operation.selectionSet);
}
