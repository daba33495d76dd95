/** The list of recipes. Adding one: its file, its line here, its folder under test/golden/recipes. */
import { plateAces20651 } from './plateAces20651.ts';
import type { Recipe } from './recipe.ts';
import { still } from './still.ts';

export type { Recipe, RecipeContext, RecipePlan } from './recipe.ts';

export const recipes: readonly Recipe[] = [plateAces20651, still];
