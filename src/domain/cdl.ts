/** ASC CDL v1.2: out = clamp((in × slope + offset) ^ power), then saturation with Rec.709 weights. RGB triples. */
export type Cdl = {
  readonly id?: string;
  readonly slope: readonly [number, number, number];
  readonly offset: readonly [number, number, number];
  readonly power: readonly [number, number, number];
  readonly saturation: number;
};
