import type { Fact, FactValue, InspectedClip } from '../domain/clip.ts';
import { labelOfEnd } from '../domain/clipLabels.ts';
import { formatTimecode } from '../domain/timecode.ts';

/** JSON of one clip as `inspect --json` prints it. What is unknown is null. */
export type InspectionJson = Readonly<Record<string, unknown>>;

/** Every path that the contract names, so that a reader finds a null where nothing is known. */
const skeleton: Readonly<Record<string, readonly string[]>> = {
  rate: ['playback', 'capture'],
  camera: ['make', 'model', 'serial', 'firmware', 'index'],
  image: ['width', 'height', 'codec', 'bitDepth', 'pixelAspectRatio', 'anamorphicSqueeze'],
  exposure: ['exposureIndex', 'iso', 'shutterAngle', 'exposureTimeSeconds', 'ndStops'],
  color: ['whiteBalanceKelvin', 'tint', 'transfer', 'primaries', 'look', 'cdl', 'inputTransform'],
  baked: ['iso', 'whiteBalance', 'look'],
  lens: ['make', 'model', 'serial', 'focalLengthMm', 'focusDistanceMetres', 'tStop', 'fNumber'],
  slate: ['scene', 'take', 'shootDate'],
};

/** The clip object of the contract's `inspect --json`: every fact at its dotted path, and the facts themselves with their origin. */
export function inspectionJson(clip: InspectedClip): InspectionJson {
  const document: Record<string, Record<string, FactValue | null>> = {};
  for (const [group, names] of Object.entries(skeleton)) document[group] = Object.fromEntries(names.map((name) => [name, null]));
  for (const fact of clip.facts) {
    const [group, name] = split(fact.field);
    if (name === undefined || group === 'timecode') continue;
    (document[group] ??= {})[name] = fact.value;
  }
  return {
    name: clip.name,
    reel: clip.reel ?? null,
    format: clip.format,
    frameCount: clip.frameCount ?? null,
    segments: clip.segments.map(({ path, sizeBytes, frameCount }) => ({ path, sizeBytes, frameCount: frameCount ?? null })),
    timecode: timecodeJson(clip),
    ...document,
    facts: clip.facts.map(factJson),
    problems: clip.problems.map(({ severity, code, message, at }) => ({ severity, code, message, at: at ?? null })),
  };
}

function split(field: string): [group: string, name: string | undefined] {
  const dot = field.indexOf('.');
  return dot < 0 ? [field, undefined] : [field.slice(0, dot), field.slice(dot + 1)];
}

function timecodeJson(clip: InspectedClip): Readonly<Record<string, unknown>> | null {
  const others = Object.fromEntries(
    clip.facts
      .filter(({ field }) => /^timecode\.(?!start$|base$|dropFrame$)/.test(field))
      .map(({ field, value }) => [field.slice('timecode.'.length), value]),
  );
  const { timecode, frameCount } = clip;
  if (!timecode) {
    // A label that nobody can count is still what the file says.
    const label = clip.facts.find(({ field }) => field === 'timecode.start')?.value;
    if (label === undefined)
      return Object.keys(others).length > 0 && clip.facts.some(({ field }) => field === 'timecode.keyCode')
        ? { start: null, end: null, base: null, dropFrame: null, runs: [], alternates: [], ...others }
        : null;
    const dropFrame = clip.facts.find(({ field }) => field === 'timecode.dropFrame')?.value ?? null;
    return { start: label, end: null, base: null, dropFrame, runs: [], alternates: [], ...others };
  }
  return {
    start: formatTimecode(timecode.start, timecode),
    end: frameCount === undefined ? null : (labelOfEnd(clip, frameCount) ?? null),
    base: timecode.base,
    dropFrame: timecode.dropFrame,
    runs: timecode.runs.map(({ frame, label }) => ({ frame, timecode: formatTimecode(label, timecode) })),
    alternates: timecode.alternates.map(({ kind, start, base, dropFrame }) => ({
      kind,
      start: formatTimecode(start, { base, dropFrame }),
      base,
      dropFrame,
    })),
    ...others,
  };
}

function factJson(fact: Fact): Readonly<Record<string, unknown>> {
  return {
    field: fact.field,
    value: fact.value,
    unit: fact.unit ?? null,
    runs: fact.runs ?? null,
    confidence: fact.confidence,
    origin: fact.origin,
    rule: fact.rule,
  };
}
