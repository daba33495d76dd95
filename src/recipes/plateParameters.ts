import { z } from 'zod';

/** First frame of a comp: the trade counts plates from 1001, head handle included. */
export const firstFrame = z.int().min(0).max(999_999).default(1001).describe('Number of the first frame.');
/** Lossless only: what a facility composites must be what was shot. */
export const compression = z.enum(['zip', 'zips', 'piz', 'none']).default('zip').describe('Lossless compression of the EXR files.');
