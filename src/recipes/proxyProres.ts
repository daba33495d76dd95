import { z } from 'zod';
import { burnInOf, coloured, proxyParameters } from './proxyParameters.ts';
import { recipe } from './recipe.ts';

/** Editorial proxies: the original's name, timecode and reel, so that they relink. */
export const proxyProres = recipe({
  name: 'proxy-prores',
  label: 'Proxy, ProRes',
  description: 'QuickTime ProRes with look and Rec.709 view applied; the original’s name, timecode and reel.',
  parameters: z.strictObject({
    ...proxyParameters,
    quality: z
      .enum(['proxy', 'lt', '422', 'hq'])
      .default('lt')
      .describe('ProRes 422 flavour; "lt" keeps detail within one 8-bit code on average.'),
  }),
  plan: (context, parameters) => ({
    colourOptional: true,
    outputs: [
      {
        kind: 'proxy',
        path: `${context.name}.mov`,
        codec: `prores-${parameters.quality}`,
        size: { width: parameters.width },
        colour: coloured(parameters.look),
        ...burnInOf(context, parameters.burnIn),
      },
    ],
  }),
});
