import { equalRationals, one, type Rational } from '../domain/rational.ts';
import type { FrameRate } from '../domain/frameRate.ts';
import type { EventKind, EventName, Marker, TimelineEvent } from '../domain/timeline.ts';
import { labelRange } from './labels.ts';

/** One use of media in a format that counts frames instead of writing labels. */
export type MediaUse = {
  readonly line?: number;
  readonly reel: string;
  readonly names: readonly EventName[];
  readonly track: string;
  readonly kind: EventKind;
  readonly rate: FrameRate;
  readonly dropFrame: boolean;
  /** Timecode of the media's first frame, in frames since midnight at `rate`. Undefined: the media has none. */
  readonly mediaTimecode?: number | undefined;
  /** Frames from the media's first frame; undefined for generators. */
  readonly mediaIn?: number | undefined;
  readonly sourceFrames?: number | undefined;
  readonly recordIn?: number | undefined;
  readonly recordFrames?: number | undefined;
  readonly recordRate: FrameRate;
  readonly recordDropFrame: boolean;
  readonly speed?: Rational;
  readonly reverse?: boolean;
  readonly variableSpeed?: boolean;
  readonly transitionFrames?: number | undefined;
  readonly markers?: readonly Marker[];
  readonly extra?: Readonly<Record<string, string>>;
  /** What Rushes itself wrote into a file beside the format's own fields. */
  readonly own?: OwnFields | undefined;
};

export type OwnFields = Partial<
  Pick<
    TimelineEvent,
    | 'number'
    | 'reel'
    | 'names'
    | 'track'
    | 'kind'
    | 'cdl'
    | 'markers'
    | 'extra'
    | 'transitionFrames'
    | 'variableSpeed'
    | 'playedIn'
    | 'playedOut'
  >
> & {
  readonly index: number;
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Prints the labels of a use. Media without timecode keep their frame numbers instead. */
export function eventOfUse(number: string, use: MediaUse): TimelineEvent {
  const event: Mutable<TimelineEvent> = {
    number,
    reel: use.reel,
    names: use.names,
    track: use.track,
    kind: use.kind,
    rate: use.rate,
    dropFrame: use.dropFrame,
    speed: use.speed ?? one,
    reverse: use.reverse ?? false,
    markers: use.markers ?? [],
  };
  if (use.line !== undefined) event.line = use.line;
  if (use.sourceFrames !== undefined) event.sourceFrames = use.sourceFrames;
  if (use.mediaIn !== undefined && use.sourceFrames !== undefined) {
    if (use.mediaTimecode === undefined) {
      event.mediaFrameIn = use.mediaIn;
      event.mediaFrameOut = use.mediaIn + use.sourceFrames;
    } else {
      const labels = labelRange(use.mediaTimecode + use.mediaIn, use.sourceFrames, use.rate, use.dropFrame);
      event.sourceIn = labels.in;
      event.sourceOut = labels.out;
    }
  }
  if (use.recordIn !== undefined && use.recordFrames !== undefined) {
    const labels = labelRange(use.recordIn, use.recordFrames, use.recordRate, use.recordDropFrame);
    event.recordIn = labels.in;
    event.recordOut = labels.out;
    event.recordFrames = use.recordFrames;
    if (!equalRationals(use.recordRate, use.rate)) event.recordRate = use.recordRate;
    if (use.recordDropFrame !== use.dropFrame) event.recordDropFrame = use.recordDropFrame;
  }
  if (use.variableSpeed) event.variableSpeed = true;
  if (use.transitionFrames !== undefined) event.transitionFrames = use.transitionFrames;
  if (use.extra && Object.keys(use.extra).length > 0) event.extra = use.extra;
  if (!use.own) return event;
  const { index: _index, ...own } = use.own;
  return { ...event, ...own };
}
