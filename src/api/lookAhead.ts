import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import { clipRelations } from './clipRelations.ts';
import type { ApiContext } from './context.ts';

type Asked = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** A selection is the same for each of 2,000 results. */
const knownSelections = new WeakMap<readonly FieldNode[], Map<ReadonlySet<string>, boolean>>();

/** Whether a field's selection asks for nothing but these fields: then the record need not be read. */
export function asksOnlyFor(asked: Asked, fields: ReadonlySet<string>): boolean {
  const known = knownSelections.get(asked.fieldNodes) ?? new Map<ReadonlySet<string>, boolean>();
  knownSelections.set(asked.fieldNodes, known);
  const answer = known.get(fields) ?? selectsOnly(asked, fields);
  known.set(fields, answer);
  return answer;
}

function selectsOnly({ fieldNodes, fragments }: Asked, fields: ReadonlySet<string>): boolean {
  const within = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).every((selection) => {
      if (selection.kind === Kind.FIELD) return fields.has(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
      return within(fragments[selection.name.value]?.selectionSet);
    });
  return fieldNodes.every((node) => within(node.selectionSet));
}

const factValues = new Set(['field', 'value', 'unit', '__typename']);

/** Where a fact comes from is three quarters of it, and seldom asked for. */
export function factRelation(asked: Asked): 'clipFacts' | 'clipFactValues' {
  return asksOnlyFor(asked, factValues) ? 'clipFactValues' : 'clipFacts';
}

/** The fields asked for under `nodes`, fragments opened, `@skip` and `@include` obeyed. */
function fieldsUnder(info: GraphQLResolveInfo, nodes: readonly FieldNode[]): FieldNode[] {
  const wanted = (node: Parameters<typeof getDirectiveValues>[1]): boolean =>
    getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.['if'] !== false;
  const within = (set: SelectionSetNode | undefined): FieldNode[] =>
    (set?.selections ?? []).flatMap((selection) => {
      if (!wanted(selection)) return [];
      if (selection.kind === Kind.FIELD) return [selection];
      return within(selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : info.fragments[selection.name.value]?.selectionSet);
    });
  return nodes.flatMap((node) => within(node.selectionSet));
}

/** What a clip's card shows: its own record, what its children say, and its roll without what has to be read for that. */
const onCards = new Set(
  `id name reel state kind format frameCount timecode rate camera image exposure color baked lens slate shootDate names problems thumbnail online revision
   archivedAt createdAt updatedAt __typename`.split(/\s+/),
);
const rollOnCards = new Set(['id', 'name', 'shootDay', 'cameraIndex', 'cameraSerial', 'kind', 'mhlState', 'verification', '__typename']);

/** Whether the cards of a search's clips show all that is asked of them. */
export function answeredByCards(info: GraphQLResolveInfo, path: readonly string[]): boolean {
  const asked = fieldsUnder(info, nodesAt(info, path));
  const isOnCard = (node: FieldNode): boolean => {
    const { value: name } = node.name;
    if (name === 'roll') return fieldsUnder(info, [node]).every((field) => rollOnCards.has(field.name.value));
    if (name === 'facts') return factRelation({ fieldNodes: [node], fragments: info.fragments }) === 'clipFactValues';
    return onCards.has(name);
  };
  return asked.length > 0 && asked.every(isOnCard);
}

function nodesAt(info: GraphQLResolveInfo, path: readonly string[]): FieldNode[] {
  return path.reduce((under, name) => fieldsUnder(info, under).filter((node) => node.name.value === name), [...info.fieldNodes]);
}

/**
 * Asks for what the fields of these clips are about to ask for, in the turn of the event loop in which the clips themselves are read: one
 * statement instead of two, and no waiting in between. `path` leads from the field being resolved to its clips.
 */
export function readAhead(context: ApiContext, info: GraphQLResolveInfo, path: readonly string[], clipIds: readonly string[]): void {
  if (clipIds.length === 0) return;
  const nodes = nodesAt(info, path);
  // A failure is told by the field that asks for it.
  const ask = (loading: Promise<unknown>): void => void loading.catch(() => undefined);
  for (const node of fieldsUnder(info, nodes)) {
    const name = node.name.value;
    if (name === 'facts') {
      const definition = (info.schema.getType('Clip') as GraphQLObjectType).getFields()['facts']!;
      const { fields } = getArgumentValues(definition, node, info.variableValues) as { fields?: readonly string[] | null };
      const relation = factRelation({ fieldNodes: [node], fragments: info.fragments });
      ask(context.loaders.children(relation, fields ?? undefined).loadMany(clipIds));
    } else if (Object.hasOwn(clipRelations, name)) {
      ask(context.loaders.children(clipRelations[name as keyof typeof clipRelations]).loadMany(clipIds));
    }
  }
}

/** Whether a field's selection asks for this field of its value. */
export function selects(info: GraphQLResolveInfo, field: string): boolean {
  const within = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === field;
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
      return within(info.fragments[selection.name.value]?.selectionSet);
    });
  return info.fieldNodes.some((node) => within(node.selectionSet));
}
