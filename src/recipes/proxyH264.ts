import { z } from 'zod';
import { burnInOf, coloured, proxyParameters } from './proxyParameters.ts';
import { recipe } from './recipe.ts';

/** Review copies that play everywhere. */
export const proxyH264 = recipe({
  name: 'proxy-h264',
  label: 'Proxy, H.264',
  description: 'MP4 with look and Rec.709 view applied, for review; burn-ins on request.',
  parameters: z.strictObject({
    ...proxyParameters,
    quality: z
      .int()
      .min(0)
      .max(40)
      .default(10)
      .describe('Constant rate factor: 10 keeps detail within one 8-bit code on average, 18 looks like the source, 23 is small.'),
  }),
  plan: (context, parameters) => ({
    colourOptional: true,
    outputs: [
      {
        kind: 'proxy',
        path: `${context.name}.mp4`,
        codec: 'h264',
        quality: parameters.quality,
        size: { width: parameters.width },
        colour: coloured(parameters.look),
        ...burnInOf(context, parameters.burnIn),
      },
    ],
  }),
});
