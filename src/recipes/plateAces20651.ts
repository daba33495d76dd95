import { z } from 'zod';
import { compression, firstFrame } from './plateParameters.ts';
import { recipe } from './recipe.ts';

/** VFX plates in ACES2065-1: half-float EXR, lossless. Not an ST 2065-4 container, which allows no compression. */
export const plateAces20651 = recipe({
  name: 'plate-aces2065-1',
  label: 'VFX plate, ACES2065-1',
  description: 'Half-float EXR frames in ACES2065-1 with lossless compression, an AMF beside them; no look is baked in.',
  parameters: z.strictObject({ firstFrame, compression }),
  plan: ({ name }, parameters) => ({
    outputs: [
      {
        kind: 'plate',
        pattern: `${name}.%04d.exr`,
        firstFrame: parameters.firstFrame,
        format: 'exr',
        compression: parameters.compression,
        colour: { to: 'space', space: 'ACES2065-1' },
      },
    ],
    amfPath: `${name}.amf`,
    fdlPath: `${name}.fdl`,
  }),
});
