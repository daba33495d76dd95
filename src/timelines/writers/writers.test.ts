import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cdl } from '../../domain/cdl.ts';
import { nominalBase, type FrameRate } from '../../domain/frameRate.ts';
import { rational } from '../../domain/rational.ts';
import { framesPerDay } from '../../domain/timecode.ts';
import type { EventName, Timeline, TimelineEvent } from '../../domain/timeline.ts';
import { readTimeline } from '../index.ts';
import { labelRange, timecodeFormat } from '../labels.ts';
import { timelineWriters } from './index.ts';

const writer = (name: string) => timelineWriters.find((each) => each.name === name)!;

const rates: readonly { rate: FrameRate; drop: boolean }[] = [
  { rate: rational(24), drop: false },
  { rate: rational(25), drop: false },
  { rate: rational(24_000, 1001), drop: false },
  { rate: rational(30_000, 1001), drop: true },
  { rate: rational(30_000, 1001), drop: false },
  { rate: rational(50), drop: false },
  { rate: rational(60_000, 1001), drop: true },
];

const word = fc.stringMatching(/^[A-Z][A-Za-z0-9_.-]{0,20}$/);
const reel = fc.oneof(
  fc.stringMatching(/^[A-Z]\d{3}C\d{3}_\d{6}_R[A-Z0-9]{3}$/),
  fc.stringMatching(/^[A-P]\d{3}_C\d{3}_\d{4}[A-Z0-9]{2}$/),
  fc.constant('A001 C003'),
);
const cdl = fc.record({
  slope: fc
    .tuple(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 4000 }))
    .map((each) => each.map((n) => n / 1000) as [number, number, number]),
  offset: fc.constant([0.01, -0.02, 0] as [number, number, number]),
  power: fc.constant([1, 1.1, 0.9] as [number, number, number]),
  saturation: fc.integer({ min: 0, max: 2000 }).map((n) => n / 1000),
});

type Shape = {
  reel: string;
  clipName: string;
  file: string;
  start: number;
  frames: number;
  motion: 'plain' | 'reverse' | 'fast' | 'slow' | 'freeze' | 'dissolve';
  cdl: Cdl | undefined;
  marker: string | undefined;
};

const shape = fc.record({
  reel,
  clipName: word,
  file: word,
  start: fc.integer({ min: 0, max: 50_000_000 }),
  frames: fc.integer({ min: 6, max: 2000 }),
  motion: fc.constantFrom(
    'plain' as const,
    'plain' as const,
    'reverse' as const,
    'fast' as const,
    'slow' as const,
    'freeze' as const,
    'dissolve' as const,
  ),
  cdl: fc.option(cdl, { nil: undefined }),
  marker: fc.option(word, { nil: undefined }),
});

/** A cut as an edit system would make it: events end to end, dissolves as two events of one number. */
function cutOf(shapes: readonly Shape[], { rate, drop }: { rate: FrameRate; drop: boolean }): Timeline {
  const events: TimelineEvent[] = [];
  const day = framesPerDay(timecodeFormat(rate, drop));
  let record = 3600 * nominalBase(rate);
  shapes.forEach((each, index) => {
    const number = String(index + 1).padStart(6, '0');
    const last = shapes[index - 1];
    const transition = each.motion === 'dissolve' && last?.motion === 'plain' ? Math.min(each.frames, 4) : 0;
    if (transition > 0) {
      const from = labelRange(((last!.start % day) + last!.frames) % day, transition, rate, drop);
      events.push(
        event(number, last!.reel, [{ kind: 'FROM_CLIP_NAME', value: last!.clipName }], from, transition, record, transition, {
          transitionFrames: transition,
          kind: 'DISSOLVE',
        }),
      );
    }
    const speed =
      each.motion === 'fast' ? rational(2) : each.motion === 'slow' ? rational(1, 2) : each.motion === 'freeze' ? rational(0) : rational(1);
    const recordFrames = each.frames;
    const sourceFrames =
      each.motion === 'freeze' ? 1 : each.motion === 'slow' ? Math.ceil(recordFrames / 2) : (recordFrames * speed.num) / speed.den;
    const names: EventName[] =
      transition > 0
        ? [{ kind: 'TO_CLIP_NAME', value: each.clipName }]
        : [
            { kind: 'FROM_CLIP_NAME', value: each.clipName },
            { kind: 'SOURCE_FILE', value: each.file },
          ];
    const exact = each.motion === 'slow' ? rational(sourceFrames, recordFrames) : speed;
    events.push({
      ...event(number, each.reel, names, labelRange(each.start % day, sourceFrames, rate, drop), sourceFrames, record, recordFrames, {
        kind: transition > 0 ? 'DISSOLVE' : each.motion === 'freeze' ? 'FREEZE' : 'CUT',
        ...(transition > 0 ? { transitionFrames: transition } : {}),
        ...(each.cdl && transition === 0 ? { cdl: each.cdl } : {}),
      }),
      speed: exact,
      reverse: each.motion === 'reverse',
      markers: each.marker && transition === 0 ? [{ timecode: labelRange(record, 0, rate, drop).in, color: 'RED', text: each.marker }] : [],
    });
    record += recordFrames;
  });

  function event(
    number: string,
    name: string,
    names: EventName[],
    source: { in: string; out: string },
    sourceFrames: number,
    recordIn: number,
    recordFrames: number,
    more: Partial<TimelineEvent>,
  ): TimelineEvent {
    const labels = labelRange(recordIn, recordFrames, rate, drop);
    return {
      number,
      reel: name,
      names,
      track: 'V',
      kind: 'CUT',
      sourceIn: source.in,
      sourceOut: source.out,
      recordIn: labels.in,
      recordOut: labels.out,
      sourceFrames,
      recordFrames,
      rate,
      dropFrame: drop,
      speed: rational(1),
      reverse: false,
      markers: [],
      ...more,
    };
  }
  return { format: 'cmx3600', title: 'R1 V3', rate, rateOrigin: '--rate', dropFrame: drop, events, diagnostics: [] };
}

/** Lines are places in a text, not part of a cut. */
const plain = (events: readonly TimelineEvent[]) => events.map(({ line: _line, ...event }) => event);

const cuts = fc.tuple(fc.array(shape, { minLength: 1, maxLength: 12 }), fc.constantFrom(...rates));

describe('what is written reads back as it was', () => {
  it('as an EDL with long reels', async () => {
    await fc.assert(
      fc.asyncProperty(cuts, async ([shapes, rate]) => {
        const cut = cutOf(shapes, rate);
        const text = writer('cmx3600').write(cut);
        const read = await readTimeline(Buffer.from(text), 'cut.edl', { rate: rate.rate });
        expect(plain(read.events)).toEqual(plain(cut.events));
        expect(read.title).toBe(cut.title);
        expect(read.diagnostics.filter((each) => each.severity === 'ERROR')).toEqual([]);
        expect(writer('cmx3600').write(read)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('as OTIO, every field', async () => {
    await fc.assert(
      fc.asyncProperty(cuts, async ([shapes, rate]) => {
        const cut = cutOf(shapes, rate);
        const text = writer('otio').write(cut);
        const read = await readTimeline(Buffer.from(text), 'cut.otio');
        expect(plain(read.events)).toEqual(plain(cut.events));
        expect(read.rate).toEqual(cut.rate);
        expect(read.dropFrame).toBe(cut.dropFrame);
        expect(writer('otio').write({ ...read, format: cut.format })).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('as an ALE, source side', async () => {
    await fc.assert(
      fc.asyncProperty(cuts, async ([shapes, rate]) => {
        const cut = cutOf(
          shapes.map((each) => ({ ...each, motion: 'plain' as const })),
          rate,
        );
        const text = writer('ale').write(cut);
        const read = await readTimeline(Buffer.from(text), 'cut.ale');
        const kept = (events: readonly TimelineEvent[]) =>
          events.map(({ reel: name, sourceIn, sourceOut, sourceFrames, dropFrame, rate: own, cdl: grade }) => ({
            name,
            sourceIn,
            sourceOut,
            sourceFrames,
            dropFrame,
            own,
            grade,
          }));
        expect(kept(read.events)).toEqual(kept(cut.events));
        expect(read.events.map((each) => each.names.find((name) => name.kind === 'SOURCE_FILE')?.value)).toEqual(
          cut.events.map((each) => each.names.find((name) => name.kind === 'SOURCE_FILE')?.value),
        );
        expect(writer('ale').write(read)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});

describe('names cannot break a list', () => {
  it('a line break in a clip name stays on its line', async () => {
    const cut = cutOf(
      [{ reel: 'A001', clipName: 'two\nlines', file: 'x', start: 0, frames: 24, motion: 'plain', cdl: undefined, marker: undefined }],
      rates[0]!,
    );
    const read = await readTimeline(Buffer.from(writer('cmx3600').write(cut)), 'cut.edl', { rate: rational(24) });
    expect(read.events).toHaveLength(1);
    expect(read.events[0]!.names[0]!.value).toBe('two lines');
  });
});

describe('what other formats have and a list can only say in its own way', () => {
  const plainEvent = (more: Partial<TimelineEvent>): TimelineEvent => ({
    number: '001',
    reel: 'A001',
    names: [],
    track: 'V',
    kind: 'CUT',
    rate: rational(24),
    dropFrame: false,
    speed: rational(1),
    reverse: false,
    markers: [],
    ...more,
  });
  const list = (rate: FrameRate, events: readonly TimelineEvent[], dropFrame = false): Timeline => ({
    format: 'fcp7xml',
    title: 'T',
    rate,
    rateOrigin: 'sequence rate',
    dropFrame,
    events,
    diagnostics: [],
  });
  const again = async (timeline: Timeline) => {
    const text = writer('cmx3600').write(timeline);
    return { text, ...(await readTimeline(Buffer.from(text), 'cut.edl', { rate: timeline.rate })) };
  };
  const ranges = (events: readonly TimelineEvent[]) =>
    events.map(({ reel, kind, sourceIn, sourceOut, recordIn, recordOut }) => [
      reel,
      kind,
      `${sourceIn} ${sourceOut}`,
      `${recordIn} ${recordOut}`,
    ]);

  it('clips that overlap in a dissolve become its two lines, and the first ends where it begins', async () => {
    // As XML, AAF and OTIO have it: A to frame 110 and B from frame 90 of the record, 20 frames of both.
    const cut = list(rational(24), [
      plainEvent({
        number: '001',
        names: [
          { kind: 'CLIP_NAME', value: 'a' },
          { kind: 'PATH', value: '/r/a.mov' },
        ],
        sourceIn: '01:00:00:00',
        sourceOut: '01:00:04:14',
        sourceFrames: 110,
        recordIn: '00:00:00:00',
        recordOut: '00:00:04:14',
        recordFrames: 110,
      }),
      plainEvent({
        number: '002',
        reel: 'B001',
        kind: 'DISSOLVE',
        names: [
          { kind: 'CLIP_NAME', value: 'b' },
          { kind: 'PATH', value: '/r/b.mov' },
        ],
        transitionFrames: 20,
        sourceIn: '02:00:00:00',
        sourceOut: '02:00:04:14',
        sourceFrames: 110,
        recordIn: '00:00:03:18',
        recordOut: '00:00:08:08',
        recordFrames: 110,
      }),
    ]);
    const { events, diagnostics } = await again(cut);
    expect(ranges(events)).toEqual([
      ['A001', 'CUT', '01:00:00:00 01:00:03:18', '00:00:00:00 00:00:03:18'],
      ['A001', 'DISSOLVE', '01:00:03:18 01:00:04:14', '00:00:03:18 00:00:04:14'],
      ['B001', 'DISSOLVE', '02:00:00:00 02:00:04:14', '00:00:03:18 00:00:08:08'],
    ]);
    expect(events.map(({ names }) => names.map(({ value }) => value))).toEqual([
      ['a', '/r/a.mov'],
      ['a', '/r/a.mov'],
      ['b', '/r/b.mov'],
    ]);
    expect(diagnostics).toEqual([]);
  });

  it('a dissolve out of nothing comes out of black', async () => {
    const fade = plainEvent({
      kind: 'DISSOLVE',
      transitionFrames: 24,
      sourceIn: '01:00:00:00',
      sourceOut: '01:00:04:00',
      sourceFrames: 96,
      recordIn: '00:00:10:00',
      recordOut: '00:00:14:00',
      recordFrames: 96,
    });
    const { events, diagnostics } = await again(list(rational(24), [fade]));
    expect(ranges(events)).toEqual([
      ['BL', 'GENERATOR', '00:00:00:00 00:00:01:00', '00:00:10:00 00:00:11:00'],
      ['A001', 'DISSOLVE', '01:00:00:00 01:00:04:00', '00:00:10:00 00:00:14:00'],
    ]);
    expect(diagnostics).toEqual([]);
  });

  it('a source of another rate than its list keeps its frames and its speed: M2 counts in the rate of the list', async () => {
    // 50p at half speed in a list of 25: 50 frames of the media over 50 of the record.
    const event = plainEvent({
      rate: rational(50),
      recordRate: rational(25),
      speed: rational(1, 2),
      sourceIn: '01:00:00:00',
      sourceOut: '01:00:01:00',
      sourceFrames: 50,
      recordIn: '10:00:00:00',
      recordOut: '10:00:02:00',
      recordFrames: 50,
    });
    const found = await again(list(rational(25), [event]));
    expect(found.text).toMatch(/^M2 +A001 +012\.5 /m);
    expect(found.diagnostics).toEqual([]);
    expect(found.events[0]).toMatchObject({
      rate: rational(50),
      sourceFrames: 50,
      speed: rational(1, 2),
      sourceOut: '01:00:01:00',
      recordFrames: 50,
    });
  });

  it('an event without drop-frame stays so in a drop-frame list', async () => {
    const rate = rational(30_000, 1001);
    const both = [
      plainEvent({
        rate,
        dropFrame: true,
        sourceIn: '01:00:00;00',
        sourceOut: '01:01:00;02',
        sourceFrames: 1800,
        recordIn: '01:00:00;00',
        recordOut: '01:01:00;02',
        recordFrames: 1800,
      }),
      plainEvent({
        number: '002',
        rate,
        sourceIn: '01:00:00:00',
        sourceOut: '01:01:00:00',
        sourceFrames: 1800,
        recordIn: '01:01:00:02',
        recordOut: '01:02:00:02',
        recordFrames: 1800,
      }),
    ];
    const { events, diagnostics } = await again(list(rate, both, true));
    expect(plain(events)).toEqual(both);
    expect(diagnostics).toEqual([]);
  });

  it('what is made stays made, and a source that is not known is as long as its place', async () => {
    const title = plainEvent({
      reel: '',
      kind: 'GENERATOR',
      names: [{ kind: 'CLIP_NAME', value: 'Title' }],
      recordIn: '01:00:00:00',
      recordOut: '01:00:02:00',
      recordFrames: 48,
    });
    const { events, diagnostics } = await again(list(rational(24), [title]));
    expect(events[0]).toMatchObject({ reel: 'GEN', kind: 'GENERATOR', speed: rational(1), recordFrames: 48 });
    expect(diagnostics).toEqual([]);
  });
});
