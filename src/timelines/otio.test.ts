import { describe, expect, it } from 'vitest';
import { readTimeline } from './index.ts';

const time = (value: number, rate = 24) => ({ OTIO_SCHEMA: 'RationalTime.1', value, rate });
const range = (start: number, length: number, rate = 24) => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: time(start, rate),
  duration: time(length, rate),
});
const external = (available: unknown) => ({ OTIO_SCHEMA: 'ExternalReference.1', target_url: 'a.mov', available_range: available });
const clip = (source: unknown, available: unknown = null, more: object = {}) => ({
  OTIO_SCHEMA: 'Clip.1',
  name: 'a',
  source_range: source,
  media_reference: external(available),
  ...more,
});
const track = (children: unknown[], more: object = {}) => ({ OTIO_SCHEMA: 'Track.1', kind: 'Video', children, ...more });
const stack = (children: unknown[], more: object = {}) => ({ OTIO_SCHEMA: 'Stack.1', children, ...more });
const timeline = (tracks: unknown, more: object = {}) => ({ OTIO_SCHEMA: 'Timeline.1', name: 'T', tracks, ...more });
const gap = (frames: number) => ({ OTIO_SCHEMA: 'Gap.1', source_range: range(0, frames) });

async function read(root: unknown) {
  const found = await readTimeline(Buffer.from(JSON.stringify(root)), 'a.otio');
  return {
    uses: found.events.map((event) => [event.track, event.sourceIn, event.sourceOut, event.recordIn, event.recordOut]),
    events: found.events,
    codes: found.diagnostics.map(({ code }) => code),
  };
}

/** OpenTimelineIO: RationalTime is a time, so a range in another rate than its media is rescaled (`rescaled_to`), 24000/1001 and 24 not excepted. */
describe('a source range in another rate than its media', () => {
  it('is converted, 23.976 to 24 as well', async () => {
    // 883159 × 24 / 23.976 is 884043.04, 294 frames into the media; unconverted it would lie before its first frame.
    const { events } = await read(track([clip(range(883_159, 108, 23.976), range(883_750, 755))]));
    expect(events[0]).toMatchObject({ sourceIn: '10:13:55:03', sourceOut: '10:13:59:15', rate: { num: 24, den: 1 } });
    // Both ways inside the media: 947726 is 948674.7.
    expect((await read(track([clip(range(947_726, 32, 23.976), range(941_478, 7607))]))).uses[0]).toEqual([
      'V',
      '10:58:48:02',
      '10:58:49:10',
      '00:00:00:00',
      '00:00:01:08',
    ]);
  });

  it('is taken as labels where only so it fits the media', async () => {
    const { events } = await read(track([clip(range(86_410, 24, 23.976), range(86_400, 48))]));
    expect(events[0]).toMatchObject({ sourceIn: '01:00:00:10', sourceOut: '01:00:01:10' });
  });

  it('of 23.976024 beside 23.976 is the count that is whole', async () => {
    // 1937905.99 × 23.976 / 23.976024627685547 is 1937904.0: eight frames of handle at either end of 98.
    const { events } = await read(track([clip(range(1_937_905.990_569_457_6, 82, 23.976_024_627_685_547), range(1_937_896, 98, 23.976))]));
    expect(events[0]).toMatchObject({ sourceIn: '22:25:46:00', sourceOut: '22:25:49:10', rate: { num: 24_000, den: 1001 } });
  });
});

it('a range that counts from zero in media that do not is read from their first frame, and said', async () => {
  const { uses, codes } = await read(track([clip(range(10, 24), range(86_400, 100))]));
  expect(uses[0]!.slice(1, 3)).toEqual(['01:00:00:10', '01:00:01:10']);
  expect(codes).toContain('RANGE_COUNTS_FROM_ZERO');
});

it('a transition cannot show frames before the first', async () => {
  // transition_test.otio of OpenTimelineIO: B's range begins at 0, and the dissolve before it asks for 10 frames more.
  const dissolve = { OTIO_SCHEMA: 'Transition.1', in_offset: time(10), out_offset: time(10) };
  const { uses, codes } = await read(track([clip(range(0, 48)), dissolve, clip(range(0, 48))]));
  expect(uses).toEqual([
    ['V', '00:00:00:00', '00:00:02:10', '00:00:00:00', '00:00:02:10'],
    ['V', '00:00:00:00', '00:00:02:00', '00:00:01:14', '00:00:04:00'],
  ]);
  expect(codes).toContain('TRANSITION_WITHOUT_HANDLE');
});

it('the Inf and NaN that OpenTimelineIO writes into metadata do not stop it', async () => {
  const text = JSON.stringify(track([clip(range(0, 24), null, { metadata: { a: 1 } })])).replace('"a":1', '"a":Inf,"b":-Infinity,"c":NaN');
  expect((await readTimeline(Buffer.from(text), 'a.otio')).events).toHaveLength(1);
});

describe('what holds clips', () => {
  it('a stack in a picture track keeps its sound apart', async () => {
    const nested = stack([track([clip(range(0, 24))]), track([clip(range(100, 24))], { kind: 'Audio' })]);
    const { events } = await read(timeline(stack([track([nested])])));
    expect(events.map(({ track: name, kind }) => [name, kind])).toEqual([
      ['V', 'CUT'],
      ['A1', 'AUDIO'],
    ]);
  });

  it('the range of the outermost stack trims the timeline', async () => {
    // Source range of any item trims it; the stack of a timeline is one.
    const { uses } = await read(timeline(stack([track([clip(range(0, 48)), clip(range(1000, 48))])], { source_range: range(24, 48) })));
    expect(uses).toEqual([
      ['V', '00:00:01:00', '00:00:02:00', '00:00:00:00', '00:00:01:00'],
      ['V', '00:00:41:16', '00:00:42:16', '00:00:01:00', '00:00:02:00'],
    ]);
  });

  it('a frozen stack shows what stands under its one frame, not all that it holds', async () => {
    const frozen = stack([track([clip(range(0, 24)), clip(range(1000, 24))])], {
      source_range: range(30, 12),
      effects: [{ OTIO_SCHEMA: 'FreezeFrame.1', time_scalar: 0 }],
    });
    const { uses, events } = await read(timeline(stack([track([frozen])])));
    expect(uses).toEqual([['V', '00:00:41:22', '00:00:41:23', '00:00:00:00', '00:00:00:12']]);
    expect(events[0]!.kind).toBe('FREEZE');
  });

  it('a stack at double speed reads twice the frames of its clips', async () => {
    // Local time of the stack runs 0 to 48 over 24 record frames: clip A for 12 of them, clip B for 12.
    const fast = stack([track([clip(range(100, 24)), clip(range(500, 24))])], {
      source_range: range(0, 24),
      effects: [{ OTIO_SCHEMA: 'LinearTimeWarp.1', time_scalar: 2 }],
    });
    const { uses } = await read(timeline(stack([track([gap(24), fast])])));
    expect(uses).toEqual([
      ['V', '00:00:04:04', '00:00:05:04', '00:00:01:00', '00:00:01:12'],
      ['V', '00:00:20:20', '00:00:21:20', '00:00:01:12', '00:00:02:00'],
    ]);
  });

  it('every timeline of a bin is read', async () => {
    const bin = (children: unknown[]) => ({ OTIO_SCHEMA: 'SerializableCollection.1', children });
    const { uses, codes } = await read(
      bin([
        timeline(stack([track([clip(range(0, 24))])]), { global_start_time: time(86_400) }),
        bin([timeline(stack([track([clip(range(48, 24))])]))]),
      ]),
    );
    expect(uses.map((use) => [use[1], use[3]])).toEqual([
      ['00:00:00:00', '01:00:00:00'],
      ['00:00:02:00', '00:00:00:00'],
    ]);
    expect(codes).toContain('SEVERAL_SEQUENCES');
  });

  it('the names of its early files are known: Sequence is a track, Filler a gap', async () => {
    const { uses } = await read(
      timeline(
        stack([{ ...track([{ OTIO_SCHEMA: 'Filler.1', source_range: range(0, 24) }, clip(range(0, 24))]), OTIO_SCHEMA: 'Sequence.1' }]),
      ),
    );
    expect(uses).toEqual([['V', '00:00:00:00', '00:00:01:00', '00:00:01:00', '00:00:02:00']]);
  });

  it('a manifest of plug-ins is no list', async () => {
    await expect(read({ OTIO_SCHEMA: 'PluginManifest.1', adapters: [] })).rejects.toThrow('holds no timeline');
  });
});

describe('drop-frame, of which OpenTimelineIO has no word', () => {
  const rate = 30_000 / 1001;
  const cut = (start: number) =>
    timeline(stack([track([clip(range(107_892, 30, rate), range(107_892, 300, rate))])]), { global_start_time: time(start, rate) });
  it('is known by a start that is a whole minute only in it', async () => {
    // ST 12-1: one hour of 29.97 drop-frame is 107,892 frames, of non-drop 108,000.
    const { uses, events } = await read(cut(107_892));
    expect(uses[0]).toEqual(['V', '01:00:00;00', '01:00:01;00', '01:00:00;00', '01:00:01;00']);
    expect(events[0]!.dropFrame).toBe(true);
    expect((await read(cut(108_000))).uses[0]).toEqual(['V', '00:59:56:12', '00:59:57:12', '01:00:00:00', '01:00:01:00']);
  });
  it("is the production's where the start tells nothing", async () => {
    const found = await readTimeline(Buffer.from(JSON.stringify(cut(0))), 'a.otio', { productionDropFrame: true });
    expect(found.events[0]).toMatchObject({ sourceIn: '01:00:00;00', dropFrame: true });
  });
});

it('an image sequence is named by folder and file: a folder without its last slash gets one', async () => {
  // ImageSequenceReference::target_url_for_image_number adds the slash.
  const media = {
    OTIO_SCHEMA: 'ImageSequenceReference.1',
    target_url_base: 'file:///plates',
    name_prefix: 'A001C001_230202_R1AB.',
    name_suffix: '.exr',
    frame_zero_padding: 4,
    start_frame: 1001,
    available_range: range(86_400, 100),
  };
  const { events } = await read(track([{ ...clip(range(86_410, 24)), media_reference: media }]));
  expect(events[0]!.names[0]).toEqual({ kind: 'PATH', value: '/plates/A001C001_230202_R1AB.####.exr' });
});

it('speeds of writers that keep single floats are the fractions that were meant', async () => {
  const { events } = await read(
    track([clip(range(0, 40), null, { effects: [{ OTIO_SCHEMA: 'LinearTimeWarp.1', time_scalar: -0.699_999_988_079_071 }] })]),
  );
  expect(events[0]).toMatchObject({ speed: { num: 7, den: 10 }, reverse: true, sourceFrames: 28 });
});
