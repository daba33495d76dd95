import { z } from 'zod';
import { recipe } from './recipe.ts';

/** One picture to look at: the clip's thumbnail, a reference beside a plate. */
export const still = recipe({
  name: 'still',
  label: 'Still',
  description: 'One JPEG through the look and the ACES 2 Rec.709 view (or the AMF’s own output transform).',
  parameters: z.strictObject({
    frame: z.int().min(0).optional().describe('Clip frame, zero-based; the middle one where absent.'),
    width: z.int().min(16).max(16_384).default(960).describe('Pixels; smaller sources are not enlarged.'),
    look: z.boolean().default(true).describe('Apply the looks of AMF, CDL and LUT.'),
    quality: z.int().min(1).max(100).default(90).describe('JPEG quality.'),
  }),
  plan: ({ name, range }, parameters) => {
    const middle = range.in + Math.floor((range.out - range.in - 1) / 2);
    const frame = Math.min(range.out - 1, Math.max(range.in, parameters.frame ?? middle));
    return {
      range: { in: frame, out: frame + 1 },
      colourOptional: true,
      outputs: [
        {
          kind: 'still',
          pattern: `${name}.%04d.jpg`,
          firstFrame: frame,
          format: 'jpeg',
          quality: parameters.quality,
          size: { width: parameters.width },
          colour: { to: 'view', look: parameters.look },
        },
      ],
    };
  },
});
