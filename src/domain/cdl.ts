/** ASC CDL v1.2: out = clamp((in × slope + offset) ^ power), then saturation with Rec.709 weights. RGB triples. */
export type Cdl = {
  readonly id?: string;
  readonly slope: readonly [number, number, number];
  readonly offset: readonly [number, number, number];
  readonly power: readonly [number, number, number];
  readonly saturation: number;
};

/** A correction of a CDL document, with what it says it is for. */
export type Correction = Cdl & {
  /** Names of the media as the list writes them: reel, clip, file. */
  readonly names?: readonly string[];
  /** Source labels in a list that has them; out is exclusive. */
  readonly sourceIn?: string;
  readonly sourceOut?: string;
};
