import { describe, expect, it } from 'vitest';
import { rational } from '../rational.ts';
import { eventSource } from './place.ts';

const event = {
  sourceIn: '01:00:10:00',
  sourceOut: '01:00:10:01',
  sourceFrames: 1,
  rate: rational(24),
  dropFrame: false,
  kind: 'CUT',
  reverse: true,
} as const;

describe('the source range of an event', () => {
  it('is what plays, where the list writes only the frame that a reversed clip starts from', () => {
    expect(eventSource({ ...event, playedIn: '01:00:09:13', playedOut: '01:00:10:01' })).toMatchObject({
      in: { seconds: 9, frames: 13 },
      frames: 12,
    });
  });
  it('stays what is written where that is wider', () => {
    const slow = {
      ...event,
      reverse: false,
      sourceOut: '01:00:13:00',
      sourceFrames: 72,
      playedIn: '01:00:10:00',
      playedOut: '01:00:11:12',
    };
    expect(eventSource(slow)).toMatchObject({ in: { seconds: 10, frames: 0 }, frames: 72 });
    expect(eventSource(event)).toMatchObject({ frames: 1 });
  });
});
