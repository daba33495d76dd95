import { parseRational, type Rational } from '../../domain/rational.ts';
import type { Cdl } from '../../domain/cdl.ts';
import type { EventKind, EventName, Marker } from '../../domain/timeline.ts';
import { listOf, objectOf, textIn, type JsonObject, type JsonValue } from '../../syntax/json.ts';
import type { OwnFields } from '../frameEvent.ts';

/** What our own writer left in `metadata.rushes` of a clip (writers/otio.ts). The file may have been edited since, so ranges are never taken from here. */
export type RushesFields = {
  readonly own: OwnFields;
  readonly dropFrame: boolean;
  /** The source range is a timecode, not a frame count of the file. */
  readonly timecode: boolean;
  readonly recorded: boolean;
  /** As they were when it was written: only good while the clip is still `frames` long. */
  readonly sourceFrames: number | undefined;
  readonly speed: Rational | undefined;
  readonly frames: number | undefined;
};

const eventKinds = new Set<string>(['CUT', 'DISSOLVE', 'WIPE', 'KEY', 'FREEZE', 'GENERATOR', 'AUDIO']);

export function rushesFields(clip: JsonObject): RushesFields | undefined {
  const rushes = objectOf(objectOf(clip['metadata'])?.['rushes']);
  const event = objectOf(rushes?.['event']);
  const index = rushes?.['index'];
  if (!event || typeof index !== 'number') return undefined;
  const [number, track, kind] = [textIn(event['number']), textIn(event['track']), textIn(event['kind'])];
  const cdl = cdlOf(event['cdl']);
  const transitionFrames = numberIn(event['transitionFrames']);
  const [playedIn, playedOut] = [textIn(event['playedIn']), textIn(event['playedOut'])];
  const extra = extraOf(event['extra']);
  return {
    own: {
      index,
      ...(number ? { number } : {}),
      reel: typeof event['reel'] === 'string' ? event['reel'] : '',
      names: listOf(event['names']).flatMap(nameOf),
      ...(track ? { track } : {}),
      ...(kind && eventKinds.has(kind) ? { kind: kind as EventKind } : {}),
      ...(cdl ? { cdl } : {}),
      markers: listOf(event['markers']).flatMap(markerOf),
      ...(extra ? { extra } : {}),
      ...(transitionFrames === undefined ? {} : { transitionFrames }),
      ...(event['variableSpeed'] === true ? { variableSpeed: true } : {}),
      ...(playedIn && playedOut ? { playedIn, playedOut } : {}),
    },
    dropFrame: event['dropFrame'] === true,
    timecode: event['timecode'] !== false,
    recorded: event['recorded'] !== false,
    sourceFrames: numberIn(event['sourceFrames']),
    speed: parseRational(textIn(event['speed']) ?? ''),
    frames: numberIn(event['frames']),
  };
}

const numberIn = (value: JsonValue | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

function nameOf(value: JsonValue): EventName[] {
  const name = objectOf(value);
  const [kind, text] = [textIn(name?.['kind']), textIn(name?.['value'])];
  return kind && text && /^[A-Z_]{3,20}$/.test(kind) ? [{ kind: kind as EventName['kind'], value: text }] : [];
}

function markerOf(value: JsonValue): Marker[] {
  const marker = objectOf(value);
  if (!marker || typeof marker['text'] !== 'string') return [];
  const [timecode, color] = [textIn(marker['timecode']), textIn(marker['color'])];
  return [{ ...(timecode ? { timecode } : {}), ...(color ? { color } : {}), text: marker['text'] }];
}

function extraOf(value: JsonValue | undefined): Record<string, string> | undefined {
  const object = objectOf(value);
  if (!object) return undefined;
  return Object.fromEntries(Object.entries(object).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function cdlOf(value: JsonValue | undefined): Cdl | undefined {
  const cdl = objectOf(value);
  const triple = (key: string): readonly [number, number, number] | undefined => {
    const list = listOf(cdl?.[key]);
    return list.length === 3 && list.every((each) => typeof each === 'number')
      ? (list as unknown as readonly [number, number, number])
      : undefined;
  };
  const [slope, offset, power, saturation] = [triple('slope'), triple('offset'), triple('power'), numberIn(cdl?.['saturation'])];
  const id = textIn(cdl?.['id']);
  return slope && offset && power && saturation !== undefined ? { ...(id ? { id } : {}), slope, offset, power, saturation } : undefined;
}
