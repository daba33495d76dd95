import type { Fact } from '../clip.ts';

/** The unit for which input transform and framing are decided once: camera letter, model, sensor mode, codec and squeeze. */
export type FormatCardFields = {
  /** The text that two clips share when one answer about colour and framing serves both. */
  readonly key: string;
  readonly cameraIndex?: string;
  readonly model?: string;
  readonly sensorMode?: string;
  readonly codec?: string;
  readonly squeeze?: string;
};

/** The card of a clip by its facts. Where no sensor mode is known the stored size stands for it. Parts that are unknown stay empty in the key. */
export function formatCardOf(facts: readonly Fact[]): FormatCardFields {
  const text = (field: string): string | undefined => {
    const value = facts.find((fact) => fact.field === field)?.value;
    return value === undefined || typeof value === 'object' ? undefined : String(value);
  };
  const [width, height] = [text('image.width'), text('image.height')];
  const cameraIndex = text('camera.index');
  const model = text('camera.model');
  const sensorMode = text('image.sensorMode') ?? (width !== undefined && height !== undefined ? `${width}x${height}` : undefined);
  const codec = text('image.codec');
  const squeeze = text('image.anamorphicSqueeze');
  const key = [cameraIndex, model, sensorMode, codec, squeeze].map((part) => (part ?? '').replaceAll('|', '/')).join('|');
  return {
    key,
    ...(cameraIndex === undefined ? {} : { cameraIndex }),
    ...(model === undefined ? {} : { model }),
    ...(sensorMode === undefined ? {} : { sensorMode }),
    ...(codec === undefined ? {} : { codec }),
    ...(squeeze === undefined ? {} : { squeeze }),
  };
}

/** The card's key alone. */
export function formatCardKey(facts: readonly Fact[]): string {
  return formatCardOf(facts).key;
}
