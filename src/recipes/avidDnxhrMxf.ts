import { z } from 'zod';
import { burnInOf, coloured, proxyParameters } from './proxyParameters.ts';
import { recipe } from './recipe.ts';

/** Media Composer media: DNxHR in MXF with timecode and tape name. */
export const avidDnxhrMxf = recipe({
  name: 'avid-dnxhr-mxf',
  label: 'Avid, DNxHR MXF',
  description: 'DNxHR in MXF (OP1a, or OP-Atom) for Avid, look and Rec.709 view applied, with timecode and tape name.',
  parameters: z.strictObject({
    ...proxyParameters,
    quality: z.enum(['lb', 'sq', 'hqx']).default('lb').describe('DNxHR flavour.'),
    wrapping: z.enum(['op1a', 'atom']).default('op1a').describe('OP-Atom holds one picture track and no sound.'),
  }),
  plan: (context, parameters) => ({
    colourOptional: true,
    outputs: [
      {
        kind: 'proxy',
        path: `${context.name}.mxf`,
        codec: `dnxhr-${parameters.quality}`,
        size: { width: parameters.width },
        colour: coloured(parameters.look),
        ...(parameters.wrapping === 'atom' ? { operationalPattern: 'atom' as const } : {}),
        ...burnInOf(context, parameters.burnIn),
      },
    ],
  }),
});
