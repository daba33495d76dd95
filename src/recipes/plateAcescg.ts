import { z } from 'zod';
import { compression, firstFrame } from './plateParameters.ts';
import { recipe } from './recipe.ts';

/** Plates in the space that most compositing happens in. */
export const plateAcescg = recipe({
  name: 'plate-acescg',
  label: 'VFX plate, ACEScg',
  description: 'Half-float EXR frames in ACEScg with lossless compression, an AMF beside them; no look is baked in.',
  parameters: z.strictObject({ firstFrame, compression }),
  plan: ({ name }, parameters) => ({
    outputs: [
      {
        kind: 'plate',
        pattern: `${name}.%04d.exr`,
        firstFrame: parameters.firstFrame,
        format: 'exr',
        compression: parameters.compression,
        colour: { to: 'space', space: 'ACEScg' },
      },
    ],
    amfPath: `${name}.amf`,
    fdlPath: `${name}.fdl`,
  }),
});
