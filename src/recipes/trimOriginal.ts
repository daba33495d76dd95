import { z } from 'zod';
import { recipe } from './recipe.ts';

/** Camera originals cut to what a finishing house needs, without new compression. */
export const trimOriginal = recipe({
  name: 'trim-original',
  label: 'Trim of the original',
  description:
    'The original’s own packets (or files) for the range, with right timecode, reel and file name; a codec that cannot be cut is delivered whole, or refused.',
  parameters: z.strictObject({
    handles: z.int().min(0).max(1000).default(0).describe('More frames on each side, as far as the clip has them.'),
    longGop: z
      .enum(['whole', 'refuse'])
      .default('whole')
      .describe('Long-GOP files cannot be cut frame-exactly: deliver the whole file, or refuse.'),
  }),
  plan: ({ name, range, clip }, parameters) => ({
    ignoresFraming: true,
    range: {
      in: Math.max(0, range.in - parameters.handles),
      out: clip.frameCount === undefined ? range.out + parameters.handles : Math.min(clip.frameCount, range.out + parameters.handles),
    },
    outputs: [{ kind: 'trim', path: name, longGop: parameters.longGop }],
  }),
});
