import type { FieldRule } from './rule.ts';
import { audioFields } from './fields/audio.ts';
import { cameraFields } from './fields/camera.ts';
import { exposureFields } from './fields/exposure.ts';
import { identityFields } from './fields/identity.ts';
import { imageFields } from './fields/image.ts';
import { lensFields } from './fields/lens.ts';
import { colorFields } from './fields/look.ts';
import { placeFields } from './fields/place.ts';
import { timeFields } from './fields/time.ts';

/** Every field of the schema that is read from one source at a time; timecode and frame count are concluded in normalise.ts. */
export const fieldRules: readonly FieldRule[] = [
  ...identityFields,
  ...cameraFields,
  ...timeFields,
  ...imageFields,
  ...exposureFields,
  ...colorFields,
  ...lensFields,
  ...placeFields,
  ...audioFields,
];
