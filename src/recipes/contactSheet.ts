import { z } from 'zod';
import { recipe } from './recipe.ts';

/** A page of small pictures, spread over the clip. */
export const contactSheet = recipe({
  name: 'contact-sheet',
  label: 'Contact sheet',
  description: 'One JPEG with frames spread over the range, each with its timecode, look and Rec.709 view applied.',
  parameters: z.strictObject({
    columns: z.int().min(1).max(12).default(4).describe('Pictures across.'),
    rows: z.int().min(1).max(24).default(3).describe('Pictures down.'),
    tileWidth: z.int().min(64).max(2048).default(480).describe('Width of one picture in pixels.'),
    look: z.boolean().default(true).describe('Apply the looks of AMF, CDL and LUT.'),
  }),
  plan: ({ name }, parameters) => ({
    colourOptional: true,
    outputs: [
      {
        kind: 'sheet',
        path: `${name}_contact-sheet.jpg`,
        columns: parameters.columns,
        rows: parameters.rows,
        tileWidth: parameters.tileWidth,
        colour: { to: 'view', look: parameters.look },
      },
    ],
  }),
});
