import type { Children } from '../../domain/ports/browse.ts';
import type { ApiContext } from '../context.ts';

/** A field that is a relation of its parent: batched over the whole level. */
export const children =
  <R extends keyof Children>(relation: R) =>
  (parent: { readonly id: string }, _: unknown, context: ApiContext): Promise<Children[R][]> =>
    context.loaders.children(relation).load(parent.id);

/** What a foreign key promises. */
export function exists<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('A record that another one points at is gone.');
  return found;
}
