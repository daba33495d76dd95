import { z } from 'zod';
import type { MovieOutput } from '../domain/render/job.ts';
import type { RecipeContext } from './recipe.ts';

export const proxyParameters = {
  width: z.int().min(64).max(8192).default(1920).describe('Pixels; smaller sources are not enlarged.'),
  look: z.boolean().default(true).describe('Apply the looks of AMF, CDL and LUT, and the output transform; off: as recorded.'),
  burnIn: z.boolean().default(false).describe('Clip name, timecode and exposure index over the picture.'),
};

export function coloured(look: boolean): MovieOutput['colour'] {
  return look ? { to: 'view', look: true } : { to: 'source' };
}

/** Name at the left, exposure index at the right, timecode above. */
export function burnInOf(context: RecipeContext, wanted: boolean): Pick<MovieOutput, 'burnIn'> {
  if (!wanted) return {};
  const { exposureIndex, name } = context.clip;
  return { burnIn: { left: name, timecode: true, ...(exposureIndex === undefined ? {} : { right: `EI ${exposureIndex}` }) } };
}
