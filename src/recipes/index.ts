/** The list of recipes. Adding one: its file, its line here, its folder under test/golden/recipes. */
import { avidDnxhrMxf } from './avidDnxhrMxf.ts';
import { contactSheet } from './contactSheet.ts';
import { plateAces20651 } from './plateAces20651.ts';
import { plateAcescg } from './plateAcescg.ts';
import { plateLogDpx } from './plateLogDpx.ts';
import { plateSt20654 } from './plateSt20654.ts';
import { proxyH264 } from './proxyH264.ts';
import { proxyProres } from './proxyProres.ts';
import type { Recipe } from './recipe.ts';
import { still } from './still.ts';
import { trimOriginal } from './trimOriginal.ts';

export { decodeParameters, decodeSentence } from './decodeParameters.ts';
export type { Recipe, RecipeContext, RecipePlan } from './recipe.ts';

export const recipes: readonly Recipe[] = [
  plateAces20651,
  plateSt20654,
  plateAcescg,
  plateLogDpx,
  proxyProres,
  proxyH264,
  avidDnxhrMxf,
  trimOriginal,
  still,
  contactSheet,
];
