import { describe, expect, it } from 'vitest';
import { formatRational } from '../domain/rational.ts';
import { readTimeline } from './index.ts';

const rate = (timebase: number, ntsc = 'FALSE') => `<rate><timebase>${timebase}</timebase><ntsc>${ntsc}</ntsc></rate>`;
const timecode = (frame: number, timebase: number, ntsc = 'FALSE', display = 'NDF') =>
  `<timecode>${rate(timebase, ntsc)}<frame>${frame}</frame><displayformat>${display}</displayformat></timecode>`;
const file = (id: string, timebase: number, duration: number, start?: number, more = '') =>
  `<file id="${id}"><name>${id}.mov</name>${rate(timebase)}<duration>${duration}</duration>${start === undefined ? '' : timecode(start, timebase)}${more}</file>`;
const item = (times: readonly [number, number, number, number], rest: string, itemRate = rate(24)) =>
  `<clipitem><name>c</name>${itemRate}<start>${times[0]}</start><end>${times[1]}</end><in>${times[2]}</in><out>${times[3]}</out>${rest}</clipitem>`;
const key = (when: number, value: number, flag = '') =>
  `<keyframe><when>${when}</when><value>${value}</value>${flag && `<${flag}>TRUE</${flag}>`}</keyframe>`;
const remap = (speed: number, reverse: boolean, keys = '') =>
  `<filter><effect><name>Time Remap</name><effectid>timeremap</effectid><parameter><parameterid>variablespeed</parameterid><value>0</value></parameter><parameter><parameterid>speed</parameterid><value>${speed}</value></parameter><parameter><parameterid>reverse</parameterid><value>${reverse ? 'TRUE' : 'FALSE'}</value></parameter><parameter><parameterid>graphdict</parameterid>${keys}</parameter></effect></filter>`;
const sequence = (id: string, tracks: string, own = rate(24), more = '') =>
  `<sequence id="${id}"><name>${id}</name>${own}${more}<media><video>${tracks}</video></media></sequence>`;

async function read(body: string) {
  const found = await readTimeline(Buffer.from(`<?xml version="1.0"?><!DOCTYPE xmeml><xmeml version="5">${body}</xmeml>`), 'a.xml');
  return {
    uses: found.events.map((event) => [
      `${event.sourceIn} ${event.sourceOut}`,
      `${event.recordIn} ${event.recordOut}`,
      `${event.reverse ? '-' : ''}${formatRational(event.speed)}`,
      formatRational(event.rate),
    ]),
    codes: found.diagnostics.map(({ code }) => code),
    rate: formatRational(found.rate),
  };
}

/** Apple's Final Cut Pro XML reference, Elements Catalog: subclipinfo, start, end, in, out; graphs as Final Cut and Resolve write them. */
describe('a clip item', () => {
  it('of a subclip counts from the start of the subclip', async () => {
    const { uses } = await read(
      sequence(
        's',
        `<track>${item([0, 15, 589, 604], `<subclipinfo><startoffset>34727</startoffset></subclipinfo>${file('a', 24, 50_000, 0)}`)}</track>`,
      ),
    );
    // 34727 + 589 = 35316.
    expect(uses[0]![0]).toBe('00:24:31:12 00:24:32:03');
  });

  it('of media with another base counts in the rate of the sequence; the frames are those of the media', async () => {
    // Resolve: 50 frames a second in a sequence of 25 are two frames of the file for one of the clip. Timecode 10:00:00:00 at 50.
    const { uses } = await read(
      sequence('s', `<track>${item([0, 25, 10, 35], file('a', 50, 500, 1_800_000), rate(25))}</track>`, rate(25)),
    );
    expect(uses[0]).toEqual(['10:00:00:20 10:00:01:20', '00:00:00:00 00:00:01:00', '1/1', '50/1']);
  });

  it('beside a transition is seen until it ends, also where the writer lets it end at the cut', async () => {
    const cut = `<transitionitem><start>90</start><end>110</end></transitionitem>`;
    const { uses } = await read(
      sequence(
        's',
        `<track>${item([0, 100, 200, 300], file('a', 24, 1000, 0))}${cut}${item([100, 200, 500, 600], file('b', 24, 1000, 0))}</track>`,
      ),
    );
    expect(uses.map((use) => use.slice(0, 2))).toEqual([
      ['00:00:08:08 00:00:12:22', '00:00:00:00 00:00:04:14'],
      ['00:00:20:10 00:00:25:00', '00:00:03:18 00:00:08:08'],
    ]);
  });

  it('whose in and out are of another length than its place is told', async () => {
    expect((await read(sequence('s', `<track>${item([0, 48, 0, 96], file('a', 24, 1000, 0))}</track>`))).codes).toContain(
      'DURATION_MISMATCH',
    );
  });
});

describe('the effect Time Remap', () => {
  it('begins where its graph says: the clip was cut from the middle of a retimed one', async () => {
    // Final Cut: y = anchorOffset + s·x. 200 %, from frame 300 of the media: frame 10 of the clip is 320.
    const keys = key(0, 300, 'speedkfstart') + key(10, 320, 'speedkfin') + key(58, 416, 'speedkfout') + key(100, 500, 'speedkfend');
    const { uses } = await read(sequence('s', `<track>${item([0, 48, 10, 58], file('a', 24, 1000, 0) + remap(200, false, keys))}</track>`));
    expect(uses[0]).toEqual(['00:00:13:08 00:00:17:08', '00:00:00:00 00:00:02:00', '2/1', '24/1']);
  });

  it('backwards begins where its graph says, whose ends Final Cut pins one frame off', async () => {
    // y = (anchorOffset + inputUsed) − s·x with 200 + 100: frame 20 of the clip is the frame before 280, the 48th after it that before 232.
    const keys = key(0, 301, 'speedkfstart') + key(20, 280, 'speedkfin') + key(68, 232, 'speedkfout') + key(100, 201, 'speedkfend');
    const { uses } = await read(
      sequence('s', `<track>${item([0, 48, 20, 68], file('a', 24, 1000, 0) + remap(-100, false, keys))}</track>`),
    );
    expect(uses[0]).toEqual(['00:00:09:16 00:00:11:16', '00:00:00:00 00:00:02:00', '-1/1', '24/1']);
  });

  it('with a flat graph, which says nothing, is read by its per cent', async () => {
    const { uses } = await read(
      sequence('s', `<track>${item([0, 48, 10, 58], file('a', 24, 1000, 0) + remap(200, false, key(0, 0) + key(86_400, 0)))}</track>`),
    );
    expect(uses[0]![0]).toBe('00:00:00:20 00:00:04:20');
  });
});

describe('a nested sequence', () => {
  const inner = (own = rate(24)) =>
    sequence(
      'inner',
      `<track>${item([0, 48, 100, 148], file('a', 24, 1000, 0), own)}${item([48, 96, 500, 548], file('b', 24, 1000, 0), own)}</track>`,
      own,
    );

  it('shows the part that is used, at its place', async () => {
    const { uses } = await read(sequence('s', `<track>${item([240, 264, 36, 60], inner())}</track>`));
    expect(uses.map((use) => use.slice(0, 2))).toEqual([
      ['00:00:05:16 00:00:06:04', '00:00:10:00 00:00:10:12'],
      ['00:00:20:20 00:00:21:08', '00:00:10:12 00:00:11:00'],
    ]);
  });

  it('at double speed reads twice as much of each clip', async () => {
    const { uses } = await read(sequence('s', `<track>${item([0, 48, 0, 48], inner() + remap(200, false))}</track>`));
    expect(uses).toEqual([
      ['00:00:04:04 00:00:06:04', '00:00:00:00 00:00:01:00', '2/1', '24/1'],
      ['00:00:20:20 00:00:22:20', '00:00:01:00 00:00:02:00', '2/1', '24/1'],
    ]);
  });

  it('backwards shows its last clip first', async () => {
    const { uses } = await read(
      sequence(
        's',
        `<track>${item([0, 96, 0, 96], inner().replace('<media>', '<duration>96</duration><media>') + remap(-100, false, key(0, 96) + key(96, 0)))}</track>`,
      ),
    );
    expect(uses).toEqual([
      ['00:00:04:04 00:00:06:04', '00:00:02:00 00:00:04:00', '-1/1', '24/1'],
      ['00:00:20:20 00:00:22:20', '00:00:00:00 00:00:02:00', '-1/1', '24/1'],
    ]);
  });

  it('of another rate lands on the frames of the one outside', async () => {
    // Two seconds each at 24, in a sequence of 30.
    const { uses } = await read(sequence('s', `<track>${item([0, 120, 0, 120], inner(), rate(30))}</track>`, rate(30)));
    expect(uses.map((use) => use.slice(0, 2))).toEqual([
      ['00:00:04:04 00:00:06:04', '00:00:00:00 00:00:02:00'],
      ['00:00:20:20 00:00:22:20', '00:00:02:00 00:00:04:00'],
    ]);
  });
});

it('a transition that ends before a clip begins is not its own', async () => {
  // OpenTimelineIO's premiere_example.xml: a clip fades to black at 557, the next one begins at 636.
  const body = `<track>${item([0, -1, 0, 100], file('a', 24, 1000, 0))}<transitionitem><start>80</start><end>100</end></transitionitem>${item([148, 196, 500, 548], file('b', 24, 1000, 0))}</track>`;
  const { events } = await readTimeline(Buffer.from(`<xmeml version="5">${sequence('s', body)}</xmeml>`), 'a.xml');
  expect(events.map(({ kind, sourceIn, recordIn }) => [kind, sourceIn, recordIn])).toEqual([
    ['CUT', '00:00:00:00', '00:00:00:00'],
    ['CUT', '00:00:20:20', '00:00:06:04'],
  ]);
});

it('a sequence without a rate of its own has that of its format', async () => {
  const format = `<format><samplecharacteristics>${rate(30, 'TRUE')}</samplecharacteristics></format>`;
  expect((await read(sequence('s', `${format}<track>${item([0, 30, 0, 30], file('a', 30, 100, 0), '')}</track>`, ''))).rate).toBe(
    '30000/1001',
  );
});

it('drop-frame at 59.94 drops four labels a minute', async () => {
  // ST 12-1: one hour of 59.94 drop-frame is 215,784 frames.
  const { uses } = await read(
    sequence(
      's',
      `<track>${item([0, 60, 0, 60], `<file id="a"><name>a</name>${rate(60, 'TRUE')}<duration>600</duration>${timecode(215_784, 60, 'TRUE', 'DF')}</file>`, rate(60, 'TRUE'))}</track>`,
      rate(60, 'TRUE'),
      timecode(215_784, 60, 'TRUE', 'DF'),
    ),
  );
  expect(uses[0]!.slice(0, 2)).toEqual(['01:00:00;00 01:00:01;00', '01:00:00;00 01:00:01;00']);
});
