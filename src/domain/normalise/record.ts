import type { ClipSegment, InspectedClip, RawMetadata } from '../clip.ts';
import type { Problem } from '../problem.ts';
import type { NormaliseInput } from './input.ts';
import { normalise } from './normalise.ts';

/**
 * What an inspection must remember besides the engines' answers, as one more raw reading: name, format, segments and what reading found wrong.
 * So that the raw metadata alone give the clip again, without its media.
 */
export function recordOf(input: NormaliseInput): RawMetadata {
  const values: Record<string, string> = {
    name: input.name,
    format: input.format,
    kind: input.kind,
    segments: JSON.stringify(input.segments),
    problems: JSON.stringify(input.problems ?? []),
  };
  if (input.sequenceFrames) values['sequenceFrames'] = JSON.stringify(input.sequenceFrames);
  return { source: 'rushes', readerVersion: '', path: input.segments[0]?.path ?? '', values };
}

export type FieldCorrection = { readonly field: string; readonly value: unknown; readonly actor: string; readonly reason: string };

/** Corrections as one more source, each with its person and reason; beats every other source. */
export function correctionsAsRaw(corrections: readonly FieldCorrection[]): RawMetadata[] {
  return corrections.map(({ field, value, actor, reason }) => ({
    source: 'person',
    readerVersion: `${actor}: ${reason}`,
    path: '',
    values: { [field]: JSON.stringify(value) },
  }));
}

/** Normalises again from stored raw metadata, with the corrections in force. Undefined where the raw metadata hold no record of an inspection. */
export function renormalise(raw: readonly RawMetadata[], corrections: readonly FieldCorrection[] = []): InspectedClip | undefined {
  const record = raw.find(({ source }) => source === 'rushes')?.values;
  if (!record) return undefined;
  const kept = raw.filter(({ source }) => source !== 'person');
  return normalise({
    name: record['name'] ?? '',
    format: record['format'] ?? '',
    kind: record['kind'] === 'SOUND' ? 'SOUND' : 'CAMERA',
    segments: JSON.parse(record['segments'] ?? '[]') as ClipSegment[],
    problems: JSON.parse(record['problems'] ?? '[]') as Problem[],
    ...(record['sequenceFrames'] === undefined
      ? {}
      : { sequenceFrames: JSON.parse(record['sequenceFrames']) as NonNullable<NormaliseInput['sequenceFrames']> }),
    raw: [...correctionsAsRaw(corrections), ...kept],
  });
}
