import { z } from 'zod';

const factor = z.number().positive().max(64);

/** How a source may be decoded otherwise than its file says. Everything that would make one frame differ from the next by its own content is off for good. */
export const decodeParameters = {
  dng: z
    .strictObject({
      demosaic: z.enum(['LINEAR', 'VNG', 'PPG', 'AHD', 'DCB', 'DHT', 'AAHD']).optional().describe('LibRaw’s demosaic; AHD where absent.'),
      highlights: z.enum(['clip', 'ignore', 'blend']).optional().describe('What lies above the first channel’s clip; clip where absent.'),
      whiteBalanceFactors: z.tuple([factor, factor, factor]).optional().describe('Red, green, blue; the camera’s own where absent.'),
      whiteBalanceKelvin: z.number().min(1700).max(25_000).optional().describe('Daylight or, below 4000 K, a black body.'),
      tint: z
        .number()
        .min(-150)
        .max(150)
        .optional()
        .describe('Beside whiteBalanceKelvin: positive is less green, 3000 units a step of uv.'),
      exposureIndex: z.number().min(10).max(102_400).optional().describe('Developed at this index instead of the one it was exposed at.'),
      exposureStops: z.number().min(-10).max(10).optional(),
      sceneScale: z
        .number()
        .positive()
        .max(1000)
        .optional()
        .describe('Sensor clip as a multiple of reference white; one number for the clip.'),
    })
    .refine((each) => each.whiteBalanceFactors === undefined || each.whiteBalanceKelvin === undefined, 'give factors or Kelvin, not both')
    .refine((each) => each.tint === undefined || each.whiteBalanceKelvin !== undefined, 'tint goes with whiteBalanceKelvin')
    .refine(
      (each) => each.exposureIndex === undefined || each.exposureStops === undefined,
      'give exposureIndex or exposureStops, not both',
    ),
  movie: z.strictObject({
    matrix: z.enum(['709', '2020_ncl', '170m', '470bg']).optional().describe('Of the YUV coding, where the file says none or a wrong one.'),
    range: z.enum(['limited', 'full']).optional(),
  }),
  image: z.strictObject({}),
} as const;

/** What can be asked of a format, in a sentence. */
export function decodeSentence(format: keyof typeof decodeParameters): string {
  const names = Object.keys(decodeParameters[format].shape);
  const label = { dng: 'DNG', movie: 'a decoded movie', image: 'a picture sequence' }[format];
  return names.length === 0
    ? `Nothing about decoding ${label} can be chosen: its pixels are developed already.`
    : `Of ${label} can be chosen: ${names.join(', ')}.`;
}
