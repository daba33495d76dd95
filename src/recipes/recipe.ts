import type { z } from 'zod';
import type { JobOutput } from '../domain/render/job.ts';

/** What a recipe knows of the clip and the request when it plans. Frames are clip frames, `out` exclusive. */
export type RecipeContext = {
  /** Stem of the deliverable's files: `AGM_010_PL01_v001`, or the clip's name. */
  readonly name: string;
  readonly range: { readonly in: number; readonly out: number };
  readonly clip: {
    readonly name: string;
    /** Of the source file: `.mov`. */
    readonly extension: string;
    readonly format: 'movie' | 'dng' | 'image' | 'vendor';
    readonly frameCount?: number;
    readonly exposureIndex?: number;
  };
};

/** The part of a job that the recipe decides. */
export type RecipePlan = {
  readonly outputs: readonly JobOutput[];
  /** The frames that are really needed; absent: all that were asked for. */
  readonly range?: { readonly in: number; readonly out: number };
  /** The whole picture, whatever framing documents say. */
  readonly ignoresFraming?: boolean;
  /** Where nothing says how the source is coded, show it as it is instead of refusing. */
  readonly colourOptional?: boolean;
  /** Write an AMF beside it that says what is applied; a path below the folder. */
  readonly amfPath?: string;
  readonly fdlPath?: string;
};

/** A way to deliver frames of a clip. One file, one line in index.ts, one golden folder. */
export type Recipe<Parameters extends z.ZodObject = z.ZodObject> = {
  /** As commands take it. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  /** What it makes, in a sentence. */
  readonly description: string;
  /** Every parameter has a default that a novice can trust. */
  readonly parameters: Parameters;
  readonly plan: (context: RecipeContext, parameters: z.output<Parameters>) => RecipePlan;
};

/** Keeps the parameters' types inside a recipe, and forgets them for the list. */
export function recipe<Parameters extends z.ZodObject>(value: Recipe<Parameters>): Recipe {
  return value as unknown as Recipe;
}
