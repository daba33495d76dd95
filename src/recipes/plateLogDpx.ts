import { z } from 'zod';
import { firstFrame } from './plateParameters.ts';
import { recipe } from './recipe.ts';

/** The camera's own log code values; 10 bits only where no more were captured. */
export const plateLogDpx = recipe({
  name: 'plate-log-dpx',
  label: 'VFX plate, camera log DPX',
  description: 'DPX frames in the camera’s own log coding, full range RGB, an AMF beside them that says what is still to be applied.',
  parameters: z.strictObject({
    firstFrame,
    bits: z
      .union([z.literal(10), z.literal(16)])
      .default(16)
      .describe('Bits a channel.'),
  }),
  plan: ({ name }, parameters) => ({
    outputs: [
      {
        kind: 'plate',
        pattern: `${name}.%04d.dpx`,
        firstFrame: parameters.firstFrame,
        format: 'dpx',
        bits: parameters.bits,
        colour: { to: 'source' },
      },
    ],
    amfPath: `${name}.amf`,
    fdlPath: `${name}.fdl`,
  }),
});
