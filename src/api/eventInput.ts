import type { FrameRate } from '../domain/frameRate.ts';
import { one } from '../domain/rational.ts';
import type { EventKind, TimelineEvent } from '../domain/timeline.ts';
import { parseTimecode } from '../domain/timecode.ts';
import { definitely } from './definitely.ts';
import type { EventInput } from './generated/schema.ts';

/** An event as a client describes it, as the readers would have made it. `rate` stands where the event says none. */
export function eventOf(input: EventInput, rate: FrameRate): TimelineEvent {
  const labels = [input.sourceIn, input.sourceOut].flatMap((text) => (text ? [parseTimecode(text)] : []));
  const kind: EventKind = 'CUT';
  return {
    number: input.number,
    reel: input.reel ?? '',
    names: input.names ?? [],
    track: 'V',
    kind,
    rate: input.rate ?? rate,
    dropFrame: input.dropFrame ?? labels.some((label) => label?.dropMark === true),
    speed: input.speed ?? one,
    reverse: input.reverse ?? false,
    markers: [],
    ...definitely({
      line: input.line,
      sourceIn: input.sourceIn,
      sourceOut: input.sourceOut,
      recordIn: input.recordIn,
      recordOut: input.recordOut,
    }),
  };
}
