import { z } from 'zod';
import { firstFrame } from './plateParameters.ts';
import { recipe } from './recipe.ts';

/** The ACES image container as ST 2065-4 has it: uncompressed, half, AP0, acesImageContainerFlag. */
export const plateSt20654 = recipe({
  name: 'plate-st2065-4',
  label: 'VFX plate, ST 2065-4',
  description: 'Strict ACES image container (SMPTE ST 2065-4): uncompressed half-float EXR in ACES2065-1, an AMF beside it.',
  parameters: z.strictObject({ firstFrame }),
  plan: ({ name }, parameters) => ({
    outputs: [
      {
        kind: 'plate',
        pattern: `${name}.%04d.exr`,
        firstFrame: parameters.firstFrame,
        format: 'exr',
        compression: 'none',
        container: 'st2065-4',
        colour: { to: 'space', space: 'ACES2065-1' },
      },
    ],
    amfPath: `${name}.amf`,
    fdlPath: `${name}.fdl`,
  }),
});
