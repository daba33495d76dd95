import type { Children } from '../../domain/ports/browse.ts';
import type { ApiContext } from '../context.ts';
import { enumName } from '../enumName.ts';
import type { RecipeName } from '../generated/schema.ts';
import type { RecipeRecord } from '../services.ts';

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

/** Recipes as the schema has them. */
export const toRecipes = (recipes: readonly RecipeRecord[]) =>
  recipes.map((recipe) => ({ ...recipe, base: enumName(recipe.base) as RecipeName }));
