import type { FrameRate } from '../domain/frameRate.ts';
import { one } from '../domain/rational.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { parseTimecode } from '../domain/timecode.ts';
import type { EventInput } from './generated/schema.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An event as a client describes it, as the readers would have made it. `rate` stands where the event says none. */
export function eventOf(input: EventInput, rate: FrameRate): TimelineEvent {
  const { line, sourceIn, sourceOut, recordIn, recordOut } = input;
  const event: Mutable<TimelineEvent> = {
    number: input.number,
    reel: input.reel ?? '',
    names: input.names ?? [],
    track: 'V',
    kind: 'CUT',
    rate: input.rate ?? rate,
    dropFrame: input.dropFrame ?? (isDrop(sourceIn) || isDrop(sourceOut)),
    speed: input.speed ?? one,
    reverse: input.reverse ?? false,
    markers: [],
  };
  // GraphQL's null and absent are both absent inside.
  if (given(line)) event.line = line;
  if (given(sourceIn)) event.sourceIn = sourceIn;
  if (given(sourceOut)) event.sourceOut = sourceOut;
  if (given(recordIn)) event.recordIn = recordIn;
  if (given(recordOut)) event.recordOut = recordOut;
  return event;
}

const given = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;
const isDrop = (label: string | null | undefined): boolean =>
  given(label) && /[;,.]/.test(label) && parseTimecode(label)?.dropMark === true;
