import { createHash } from 'node:crypto';
import { Kind, parse, print, visit } from 'graphql';
import { InvalidInput, NotAllowed } from '../domain/errors.ts';

/** What a client may send in the place of a document: its hash. */
export type DocumentRequest = { readonly query?: string | null; readonly documentId?: string | null };

/** Documents that clients agreed on beforehand: run by their SHA-256, and, where a service says so, no others. */
export type TrustedDocuments = {
  /** The text to run. Throws InvalidInput for an unknown id, NotAllowed for a text that is not trusted where only those are. */
  readonly textOf: (request: DocumentRequest) => string;
};

const mostRemembered = 2000;

/** `documents`: id → text; those of the page and the command line (`own`) may always be run. */
export function createTrustedDocuments(
  documents: Readonly<Record<string, string>>,
  own: readonly string[],
  only: boolean,
): TrustedDocuments {
  const byId = new Map(Object.entries(documents).map(([id, text]) => [bare(id), text]));
  const trusted = new Set([...Object.values(documents), ...own].map(formOf));
  const remembered = new Map<string, boolean>();

  function isTrusted(text: string): boolean {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    let found = false;
    try {
      found = trusted.has(formOf(text));
    } catch {
      // What cannot be read is not trusted.
    }
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(text, found);
    return found;
  }

  return {
    textOf({ query, documentId }) {
      if (documentId) {
        const text = byId.get(bare(documentId));
        if (text === undefined)
          throw new InvalidInput(`There is no document ${documentId} here; send its text, or have it added.`, { at: 'documentId' });
        return text;
      }
      const text = query ?? '';
      if (only && !isTrusted(text))
        throw new NotAllowed('This service runs only documents that were agreed on: have yours added to RUSHES_TRUSTED_DOCUMENTS.', {
          at: 'query',
        });
      return text;
    },
  };
}

/** Hashes come with their algorithm (`sha256:...`, as GraphQL over HTTP has them) or without. */
function bare(id: string): string {
  return id.replace(/^sha256:/, '');
}

/** The same for every way to write a document; clients add `__typename` as they like. */
function formOf(text: string): string {
  const document = visit(parse(text, { maxTokens: 3000 }), { Field: (field) => (field.name.value === '__typename' ? null : undefined) });
  const definitions = document.definitions.map((definition) => print(definition)).sort();
  return createHash('sha256').update(definitions.join('\n')).digest('hex');
}

/** Every operation of some `.graphql` text as a document of its own, with the fragments that stand beside it. */
export function operationsOf(text: string): string[] {
  const { definitions } = parse(text);
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const used = new Set<string>();
      const collect = (node: typeof operation | (typeof fragments)[number]): void =>
        void visit(node, {
          FragmentSpread: ({ name }) => {
            if (used.has(name.value)) return;
            used.add(name.value);
            const fragment = fragments.find((each) => each.name.value === name.value);
            if (fragment) collect(fragment);
          },
        });
      collect(operation);
      return [operation, ...fragments.filter((fragment) => used.has(fragment.name.value))].map((each) => print(each)).join('\n');
    });
}
