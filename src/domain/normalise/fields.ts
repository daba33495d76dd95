import type { FieldRule } from './rule.ts';
import { cameraFields } from './fields/camera.ts';
import { identityFields } from './fields/identity.ts';
import { imageFields } from './fields/image.ts';
import { colorFields } from './fields/look.ts';

/** Every field of the schema that is read from one source at a time; timecode and frame count are concluded in normalise.ts. */
export const fieldRules: readonly FieldRule[] = [...identityFields, ...cameraFields, ...imageFields, ...colorFields];
