import { describe, expect, it } from 'vitest';
import { compareTimelines, sourceKey, uncovered } from './compareTimelines.ts';
import { rational } from './rational.ts';
import { formatTimecode } from './timecode.ts';
import type { TimelineEvent } from './timeline.ts';

const format = { base: 24, dropFrame: false };

/** An event of `frames` frames from `start` of a reel, at `record` in the cut. */
function use(
  number: string,
  reel: string,
  start: number,
  frames: number,
  record: number,
  more: Partial<TimelineEvent> = {},
): TimelineEvent {
  return {
    number,
    reel,
    names: [],
    track: 'V',
    kind: 'CUT',
    sourceIn: formatTimecode(start, format),
    sourceOut: formatTimecode(start + frames, format),
    recordIn: formatTimecode(record, format),
    recordOut: formatTimecode(record + frames, format),
    sourceFrames: frames,
    recordFrames: frames,
    rate: rational(24),
    dropFrame: false,
    speed: rational(1),
    reverse: false,
    markers: [],
    ...more,
  };
}

const older = [use('001', 'A001', 1000, 48, 0), use('002', 'A002', 2000, 24, 48), use('003', 'A003', 3000, 24, 72)];

describe('two versions of a cut', () => {
  it.each([
    ['unchanged', use('002', 'A002', 2000, 24, 48), 'UNCHANGED', 0, 0],
    ['moved', use('002', 'A002', 2000, 24, 60), 'MOVED', 0, 0],
    ['slipped 5 frames later', use('002', 'A002', 2005, 24, 48), 'SLIPPED', -5, 5],
    ['longer at the tail', use('002', 'A002', 2000, 30, 48), 'EXTENDED', 0, 6],
    ['longer at the head', use('002', 'A002', 1990, 34, 48), 'EXTENDED', 10, 0],
    ['shorter', use('002', 'A002', 2004, 20, 48), 'SHORTENED', -4, 0],
    ['retimed', use('002', 'A002', 2000, 24, 48, { speed: rational(2) }), 'RETIMED', 0, 0],
    ['reversed', use('002', 'A002', 2000, 24, 48, { reverse: true }), 'RETIMED', 0, 0],
  ] as const)('an event %s', (_, event, kind, headFrames, tailFrames) => {
    const { changes } = compareTimelines(older, [older[0]!, event, older[2]!]);
    expect(changes).toHaveLength(3);
    expect(changes[1]).toMatchObject({ kind, headFrames, tailFrames, older: { number: '002' }, newer: { number: '002' } });
  });

  it('what came and what went', () => {
    const { changes, summary } = compareTimelines(older, [older[0]!, use('002', 'B001', 2000, 24, 48), older[2]!]);
    expect(changes.map((change) => [change.kind, change.newer?.reel ?? change.older?.reel])).toEqual([
      ['UNCHANGED', 'A001'],
      ['ADDED', 'B001'],
      ['UNCHANGED', 'A003'],
      ['CUT', 'A002'],
    ]);
    expect(summary).toEqual({ ADDED: 1, CUT: 1, UNCHANGED: 2, SLIPPED: 0, EXTENDED: 0, SHORTENED: 0, MOVED: 0, RETIMED: 0 });
  });

  it('many uses of one clip go with the frames that they share, whatever their order', () => {
    const before = [use('001', 'A001', 1000, 24, 0), use('002', 'A001', 2000, 24, 24), use('003', 'A001', 3000, 24, 48)];
    const after = [use('001', 'A001', 3000, 24, 0), use('002', 'A001', 1000, 24, 24), use('003', 'A001', 2000, 30, 48)];
    expect(compareTimelines(before, after).changes.map((change) => [change.kind, change.older?.number])).toEqual([
      ['MOVED', '003'],
      ['MOVED', '001'],
      ['EXTENDED', '002'],
    ]);
  });

  it('a use of quite other frames of the same clip elsewhere is new, not a change', () => {
    const { summary } = compareTimelines([use('001', 'A001', 1000, 24, 0)], [use('001', 'A001', 50_000, 24, 500)]);
    expect(summary).toMatchObject({ ADDED: 1, CUT: 1 });
  });

  it('AX lists are told apart by their clip names', () => {
    const named = (number: string, name: string, record: number) =>
      use(number, 'AX', 0, 24, record, { names: [{ kind: 'FROM_CLIP_NAME', value: name }] });
    const { summary } = compareTimelines(
      [named('001', 'a.mov', 0), named('002', 'b.mov', 24)],
      [named('001', 'b.mov', 0), named('002', 'c.mov', 24)],
    );
    expect(summary).toMatchObject({ MOVED: 1, ADDED: 1, CUT: 1 });
  });

  it('compares 20,000 events in time that does not explode', () => {
    const cut = Array.from({ length: 20_000 }, (_, i) => use(String(i), `A${i % 700}`, (i * 31) % 80_000, 24, i * 24));
    const started = performance.now();
    expect(compareTimelines(cut, cut).summary.UNCHANGED).toBe(20_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('frames that were delivered', () => {
  const delivered = [{ source: 'A001', range: { start: 992, end: 1056 } }];
  it('cover the cut they were made for, with its handles', () => {
    expect(uncovered([use('001', 'A001', 1000, 48, 0)], delivered, 8)).toEqual([]);
  });
  it('no longer cover a longer one: the missing frames are told', () => {
    const event = use('001', 'A001', 990, 70, 0);
    expect(uncovered([event], delivered, 8)).toEqual([
      {
        event,
        wanted: { start: 982, end: 1068 },
        missing: [
          { start: 982, end: 992 },
          { start: 1056, end: 1068 },
        ],
        missingFrames: 22,
      },
    ]);
  });
  it('join where two deliveries touch', () => {
    const event = use('001', 'A001', 1000, 100, 0);
    expect(uncovered([event], [...delivered, { source: 'A001', range: { start: 1056, end: 1100 } }])).toEqual([]);
    expect(sourceKey(event)).toBe('A001');
  });
  it('of another source do not count, and sound and black want none', () => {
    expect(uncovered([use('001', 'B001', 1000, 10, 0), use('002', 'BL', 0, 10, 0, { kind: 'GENERATOR' })], delivered)).toHaveLength(1);
  });
});
