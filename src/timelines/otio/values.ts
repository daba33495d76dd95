import { snapFrameRate, type FrameRate } from '../../domain/frameRate.ts';
import { rational, toNumber } from '../../domain/rational.ts';
import { objectOf, textIn, type JsonObject, type JsonValue } from '../../syntax/json.ts';

/** OpenTimelineIO's schemas and times, and the media of a clip. */

/** Names that OpenTimelineIO still reads from its early files. */
const formerNames: Readonly<Record<string, string>> = {
  Sequence: 'Track',
  Filler: 'Gap',
  SerializeableCollection: 'SerializableCollection',
};

export function schemaOf(object: JsonObject | undefined): string {
  const name = (textIn(object?.['OTIO_SCHEMA']) ?? '').replace(/\.\d+$/, '');
  return formerNames[name] ?? name;
}

function rateOf(value: JsonValue | undefined): FrameRate | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return undefined;
  return snapFrameRate(value) ?? rational(Math.round(value * 1_000_000), 1_000_000);
}

export function timeOf(value: JsonValue | undefined): { readonly value: number; readonly rate: FrameRate } | undefined {
  const object = objectOf(value);
  const rate = rateOf(object?.['rate']);
  const number = object?.['value'];
  return rate && typeof number === 'number' && Number.isFinite(number) ? { value: number, rate } : undefined;
}

export function rangeOf(value: JsonValue | undefined): Range | undefined {
  const object = objectOf(value);
  const [start, duration] = [timeOf(object?.['start_time']), timeOf(object?.['duration'])];
  if (!start || !duration) return undefined;
  return {
    start: start.value,
    frames: duration.value * (toNumber(start.rate) / toNumber(duration.rate)),
    rate: start.rate,
    written: objectOf(object?.['start_time'])!['rate'] as number,
  };
}

/** `written` is the rate as it stands in the file: 23.976 is no more than near 24000/1001. */
export type Range = { readonly start: number; readonly frames: number; readonly rate: FrameRate; readonly written: number };

export const secondsOf = (value: JsonValue | undefined): number => {
  const time = timeOf(value);
  return time ? time.value / toNumber(time.rate) : 0;
};

/** The reference in use: `media_references` by its active key (Clip.2), else `media_reference` (Clip.1). */
export function mediaOf(clip: JsonObject): JsonObject | undefined {
  const many = objectOf(clip['media_references']);
  if (!many) return objectOf(clip['media_reference']);
  const active = objectOf(many[textIn(clip['active_media_reference_key']) ?? 'DEFAULT_MEDIA']);
  return (
    active ??
    Object.values(many)
      .map(objectOf)
      .find((each) => each !== undefined)
  );
}
