import { nominalBase, type FrameRate } from '../../domain/frameRate.ts';
import { toNumber } from '../../domain/rational.ts';
import { frameOf, parseTimecode, supportsDropFrame } from '../../domain/timecode.ts';
import type { Timeline, TimelineEvent } from '../../domain/timeline.ts';
import { nameOfKind, type TimelineWriter } from './writer.ts';

type Json = Record<string, unknown>;

/** OpenTimelineIO JSON. What OTIO has no field for stands in the metadata namespace `rushes`, the reel in `cmx_3600` where others look for it. */
export const otioWriter: TimelineWriter = {
  name: 'otio',
  label: 'OpenTimelineIO',
  extension: 'otio',
  write(timeline) {
    const places = placesOf(timeline);
    const start = Math.min(...places.map((place) => place.recordIn), Number.POSITIVE_INFINITY);
    const origin = Number.isFinite(start) ? start : 0;
    const document = {
      OTIO_SCHEMA: 'Timeline.1',
      metadata: { rushes: { dropFrame: timeline.dropFrame, format: timeline.format } },
      name: timeline.title ?? '',
      global_start_time: time(origin, timeline.rate),
      tracks: {
        OTIO_SCHEMA: 'Stack.1',
        metadata: {},
        name: 'tracks',
        source_range: null,
        effects: [],
        markers: [],
        enabled: true,
        children: tracksOf(places, origin, timeline.rate),
      },
    };
    return `${JSON.stringify(document, undefined, 2)}\n`;
  },
};

type Place = { readonly event: TimelineEvent; readonly recordIn: number; readonly frames: number; readonly index: number };

/** Record frames at the list's rate. Events without a record side are laid end to end from one hour. */
function placesOf(timeline: Timeline): Place[] {
  let position = 3600 * nominalBase(timeline.rate);
  return timeline.events.map((event, index) => {
    const written = frameAt(event.recordIn, event.recordRate ?? event.rate, event.recordDropFrame ?? event.dropFrame);
    const frames = Math.max(1, event.recordFrames ?? event.sourceFrames ?? 1);
    const recordIn = written ?? position;
    if (written === undefined) position += frames;
    return { event, recordIn, frames, index };
  });
}

function frameAt(label: string | undefined, rate: FrameRate, dropFrame: boolean): number | undefined {
  const parsed = label === undefined ? undefined : parseTimecode(label);
  const base = nominalBase(rate);
  return parsed && frameOf(parsed, { base, dropFrame: dropFrame && supportsDropFrame(base) });
}

const time = (value: number, rate: FrameRate): Json => ({ OTIO_SCHEMA: 'RationalTime.1', rate: toNumber(rate), value });

/**
 * One track for each of the list's, and more where events of one overlap (the two sides of a dissolve do): a track of OTIO holds one item at a time.
 */
function tracksOf(places: readonly Place[], origin: number, rate: FrameRate): Json[] {
  const names = [...new Set(places.map((place) => place.event.track))];
  return names.flatMap((name) => {
    const layers: Place[][] = [];
    const ends: number[] = [];
    const own = places.filter((place) => place.event.track === name).sort((a, b) => a.recordIn - b.recordIn || a.index - b.index);
    for (const place of own) {
      let layer = ends.findIndex((end) => end <= place.recordIn);
      if (layer === -1) layer = layers.push([]) - 1;
      layers[layer]!.push(place);
      ends[layer] = place.recordIn + place.frames;
    }
    return layers.map((layer, index) => ({
      OTIO_SCHEMA: 'Track.1',
      metadata: {},
      name: index === 0 ? name : `${name} (${index + 1})`,
      kind: layer.every((place) => place.event.kind === 'AUDIO') ? 'Audio' : 'Video',
      source_range: null,
      effects: [],
      markers: [],
      enabled: true,
      children: itemsOf(layer, origin, rate),
    }));
  });
}

function itemsOf(layer: readonly Place[], origin: number, rate: FrameRate): Json[] {
  let position = origin;
  return layer.flatMap((place) => {
    const gap = place.recordIn - position;
    position = place.recordIn + place.frames;
    return [...(gap > 0 ? [gapOf(gap, rate)] : []), clipOf(place)];
  });
}

function gapOf(frames: number, rate: FrameRate): Json {
  return {
    OTIO_SCHEMA: 'Gap.1',
    metadata: {},
    name: '',
    source_range: { OTIO_SCHEMA: 'TimeRange.1', start_time: time(0, rate), duration: time(frames, rate) },
    effects: [],
    markers: [],
    enabled: true,
  };
}

const keptFields = [
  'number',
  'reel',
  'names',
  'track',
  'kind',
  'dropFrame',
  'sourceFrames',
  'cdl',
  'markers',
  'extra',
  'transitionFrames',
  'variableSpeed',
  'playedIn',
  'playedOut',
] as const;

function clipOf({ event, frames, index }: Place): Json {
  const recordRate = event.recordRate ?? event.rate;
  const start = frameAt(event.sourceIn, event.rate, event.dropFrame) ?? event.mediaFrameIn ?? 0;
  const path = nameOfKind(event, 'PATH', 'FROM_FILE');
  const { sourceIn, sourceOut, recordIn, recordOut, recordFrames, speed, reverse, rate } = event;
  // In a fixed order, so that equal cuts are equal files.
  const kept = Object.fromEntries(keptFields.flatMap((field) => (event[field] === undefined ? [] : [[field, event[field]]])));
  const scalar = (reverse ? -1 : 1) * toNumber(speed);
  const effects: Json[] =
    speed.num === 0
      ? [{ OTIO_SCHEMA: 'FreezeFrame.1', metadata: {}, name: '', effect_name: 'FreezeFrame', time_scalar: 0 }]
      : scalar === 1
        ? []
        : [{ OTIO_SCHEMA: 'LinearTimeWarp.1', metadata: {}, name: '', effect_name: 'LinearTimeWarp', time_scalar: scalar }];
  const hasRecord = recordIn !== undefined && recordOut !== undefined && recordFrames !== undefined;
  return {
    OTIO_SCHEMA: 'Clip.2',
    metadata: {
      cmx_3600: { reel: event.reel },
      rushes: {
        index,
        event: {
          ...kept,
          timecode: sourceIn !== undefined && sourceOut !== undefined,
          recorded: hasRecord,
          frames,
          speed: `${speed.num}/${speed.den}`,
          rate: `${rate.num}/${rate.den}`,
        },
      },
    },
    name: nameOfKind(event, 'CLIP_NAME', 'FROM_CLIP_NAME', 'TO_CLIP_NAME', 'SOURCE_FILE') ?? event.reel,
    source_range: { OTIO_SCHEMA: 'TimeRange.1', start_time: time(start, event.rate), duration: time(frames, recordRate) },
    effects,
    markers: event.markers.map(({ color, text }) => ({
      OTIO_SCHEMA: 'Marker.2',
      metadata: {},
      name: text,
      color: color ?? 'RED',
      marked_range: { OTIO_SCHEMA: 'TimeRange.1', start_time: time(start, event.rate), duration: time(0, event.rate) },
    })),
    enabled: true,
    media_references: {
      DEFAULT_MEDIA:
        path === undefined
          ? {
              OTIO_SCHEMA: event.kind === 'GENERATOR' ? 'GeneratorReference.1' : 'MissingReference.1',
              metadata: {},
              name: '',
              available_range: null,
              ...(event.kind === 'GENERATOR' ? { generator_kind: event.reel, parameters: {} } : {}),
            }
          : { OTIO_SCHEMA: 'ExternalReference.1', metadata: {}, name: '', available_range: null, target_url: path },
    },
    active_media_reference_key: 'DEFAULT_MEDIA',
  };
}
