import { originOf, textIn, valueOf, type Facts } from './facts.ts';
import type { ExplainSource, ExplanationNode } from './source.ts';

/** Formats whose pictures are developed from sensor data, with who does it. */
const rawFormats: Readonly<Record<string, string>> = {
  r3d: 'RED R3D SDK',
  arriraw: 'ARRI Image SDK',
  braw: 'Blackmagic RAW SDK',
  'canon-raw': 'Canon RAW development',
  dng: 'LibRaw',
  'raw-still': 'LibRaw',
};

/** How code values become a picture, by which parameters, and who chose them. */
export function decodeNode({ clip }: ExplainSource, facts: Facts): ExplanationNode {
  const developer = clip.format === undefined ? undefined : rawFormats[clip.format];
  const codec = textIn(facts, 'image.codec');
  if (developer === undefined) {
    const what = codec ?? clip.format ?? 'unknown';
    return {
      id: 'decode',
      kind: 'decode',
      title: 'Decode',
      summary: `${what} is a developed picture: it is decoded and nothing is decided here.`,
      values: [{ field: 'decode.method', value: 'decoded as recorded', origin: `the format: ${what}` }],
      warnings: [],
      confidence: codec === undefined ? 0.8 : 1,
    };
  }
  const asShot = [
    ['color.whiteBalanceKelvin', 'decode.whiteBalanceKelvin'],
    ['color.tint', 'decode.tint'],
    ['exposure.exposureIndex', 'decode.exposureIndex'],
  ] as const;
  const values = asShot.flatMap(([field, name]) => {
    const fact = facts.get(field);
    return fact ? [{ ...valueOf(fact, name), origin: `as shot (${originOf(fact)})` }] : [];
  });
  const unknown = values.length === 0;
  return {
    id: 'decode',
    kind: 'decode',
    title: 'Decode',
    summary: `Raw, developed by ${developer} with the camera's own settings.`,
    values: [{ field: 'decode.method', value: developer, origin: `the format: ${clip.format}` }, ...values],
    warnings: unknown
      ? [
          {
            severity: 'WARN',
            code: 'DECODE_DEFAULTS',
            message: `The file says neither white balance nor EI; ${developer} uses its defaults.`,
          },
        ]
      : [],
    confidence: unknown ? 0.5 : 1,
  };
}
