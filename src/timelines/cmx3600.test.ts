import { describe, expect, it } from 'vitest';
import { rational } from '../domain/rational.ts';
import type { Timeline, TimelineOptions } from '../domain/timeline.ts';
import { readTimeline } from './index.ts';

const read = (text: string | Uint8Array, options: TimelineOptions = {}): Promise<Timeline> =>
  readTimeline(typeof text === 'string' ? Buffer.from(text) : text, 'cut.edl', options);
const at24: TimelineOptions = { rate: rational(24) };
const at2997: TimelineOptions = { rate: rational(30_000, 1001) };

/** The failures of opentimelineio 0.18.1 with cmx3600 1.0.0 that were executed and seen (matching.md 2.9), in its order. */
describe('the eleven failures of 2.9', () => {
  it('1: −100 % with equal durations keeps its direction', async () => {
    const { events } = await read(
      'TITLE: T\n001  A001 V C 01:00:00:00 01:00:02:00 00:00:00:00 00:00:02:00\nM2   A001  -024.0  01:00:00:00\n',
      at24,
    );
    expect(events[0]).toMatchObject({
      reverse: true,
      speed: rational(1),
      sourceFrames: 48,
      sourceIn: '01:00:00:00',
      sourceOut: '01:00:02:00',
    });
  });
  it('2: M2 with a drop-frame trigger is read', async () => {
    const { events, diagnostics } = await read(
      'TITLE: T\nFCM: DROP FRAME\n001  A001 V C 01:00:00;00 01:00:04;00 00:00:00;00 00:00:02;00\nM2   A001  060.0  01:00:00;00\n',
      at2997,
    );
    expect(events[0]).toMatchObject({ speed: rational(2), dropFrame: true, sourceFrames: 120 });
    expect(diagnostics).toEqual([]);
  });
  it('3: FCM: DROP FRAME counts colons as drop-frame', async () => {
    const { events } = await read('TITLE: T\nFCM: DROP FRAME\n001  A001 V C 00:00:00:00 01:00:00:00 00:00:00:00 01:00:00:00\n', at2997);
    expect(events[0]).toMatchObject({ sourceFrames: 107_892, dropFrame: true, sourceOut: '01:00:00;00' });
  });
  it('4: a reel with a space is one reel', async () => {
    const { events } = await read(
      'TITLE: T\n001  A001 C001 V     C        01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\n* FROM CLIP NAME: x\n',
      at24,
    );
    expect(events[0]).toMatchObject({ reel: 'A001 C001', kind: 'CUT', names: [{ kind: 'FROM_CLIP_NAME', value: 'x' }] });
  });
  it('5: AX keeps its reel, and SOURCE FILE is a name', async () => {
    const { events } = await read(
      'TITLE: T\n001  AX V C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\n* SOURCE FILE: A001C003_230202_R1AB\n',
      at24,
    );
    expect(events[0]).toMatchObject({ reel: 'AX', names: [{ kind: 'SOURCE_FILE', value: 'A001C003_230202_R1AB' }] });
  });
  it('6: a range over midnight has its length', async () => {
    const { events, diagnostics } = await read('TITLE: T\n001  A001 V C 23:59:59:00 00:00:01:00 00:00:00:00 00:00:02:00\n', at24);
    expect(events[0]).toMatchObject({ sourceFrames: 48, sourceIn: '23:59:59:00', sourceOut: '00:00:01:00' });
    expect(diagnostics.map((each) => each.code)).toEqual(['CROSSES_MIDNIGHT']);
  });
  it('7: 23.976 is a rate', async () => {
    const { events, rate } = await read('TITLE: T\n001  A001 V C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\n', {
      rate: rational(24_000, 1001),
    });
    expect(rate).toEqual(rational(24_000, 1001));
    expect(events[0]).toMatchObject({ sourceFrames: 24 });
  });
  it('8: a source frame 24 in a 24-frame list costs no more than a warning', async () => {
    const { events, diagnostics } = await read(
      'TITLE: T\n001  A001 V C 01:00:00:24 01:00:01:24 00:00:00:00 00:00:01:01\n002  A002 V C 01:00:00:00 01:00:01:00 00:00:01:01 00:00:02:01\n',
      at24,
    );
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({ rate: rational(25), sourceFrames: 25, sourceIn: '01:00:00:24', recordFrames: 25 });
    expect(events[1]).toMatchObject({ rate: rational(24), sourceFrames: 24 });
    expect(diagnostics.map((each) => each.code)).toContain('SOURCE_RATE_DIFFERS');
  });
  it('9: a key edit keeps its names', async () => {
    const { events } = await read(
      'TITLE: T\n001  BG1 V K B      01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\n001  FG1 V K    000 02:00:00:00 02:00:01:00 00:00:00:00 00:00:01:00\n* FROM CLIP NAME: back\n* KEY CLIP NAME: front\n',
      at24,
    );
    expect(events).toMatchObject([
      { number: '001', reel: 'BG1', kind: 'KEY', names: [{ value: 'back' }] },
      { number: '001', reel: 'FG1', kind: 'KEY', names: [{ value: 'front' }] },
    ]);
  });
  it('10: the alias line of a truncated reel is read back', async () => {
    const { events } = await read(
      'TITLE: T\n001  A001C001 V C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\n* OTIO TRUNCATED REEL NAME FROM: A001_C001_0101AB_001.R3D\n',
      at24,
    );
    expect(events[0]!.names).toEqual([{ kind: 'TRUNCATED_FROM', value: 'A001_C001_0101AB_001.R3D' }]);
  });
  it('11: 200 % keeps its real source out', async () => {
    const { events } = await read(
      'TITLE: T\n001  A001 V C 01:00:00:00 01:00:04:00 00:00:00:00 00:00:02:00\nM2   A001  048.0  01:00:00:00\n',
      at24,
    );
    expect(events[0]).toMatchObject({ sourceFrames: 96, recordFrames: 48, sourceOut: '01:00:04:00', speed: rational(2) });
  });
});

describe('dialects', () => {
  it.each([
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['Latin-1', (text: string) => Buffer.from(text, 'latin1')],
    ['carriage returns', (text: string) => Buffer.from(text.replaceAll('\n', '\r'))],
    ['both line ends', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['NULs at the end', (text: string) => Buffer.concat([Buffer.from(text), Buffer.alloc(512)])],
    ['tabs', (text: string) => Buffer.from(text.replaceAll(/ {2,}/g, '\t'))],
  ])('reads %s', async (_, encode) => {
    const { events, title } = await read(
      encode('TITLE:   Café\n001  A001C001  V     C        01:00:00:00  01:00:01:00  00:00:00:00  00:00:01:00\n* FROM CLIP NAME:  Zoë\n'),
      at24,
    );
    expect(title).toBe('Café');
    expect(events).toMatchObject([{ reel: 'A001C001', names: [{ value: 'Zoë' }] }]);
  });

  it('FCM changes half way', async () => {
    const { events } = await read(
      'TITLE: T\nFCM: NON-DROP FRAME\n001  A V C 01:00:00:00 01:01:00:00 00:00:00:00 00:01:00:00\nFCM: DROP FRAME\n002  B V C 01:00:00:00 01:01:00:02 00:01:00:02 00:02:00:04\n',
      at2997,
    );
    expect(events.map((event) => [event.dropFrame, event.sourceFrames])).toEqual([
      [false, 1800],
      [true, 1800],
    ]);
  });

  it('Final Cut names full reels without an asterisk, Avid in a table at the end', async () => {
    const { events } = await read(
      'TITLE: T\n001  AREELLO V C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\nFINAL CUT PRO REEL: aReel_longer_than_7 REPLACED BY: AREELLO\n002  002 V C 01:00:00:00 01:00:01:00 00:00:01:00 00:00:02:00\n\nSOURCE TABLE\n002   A002C011_220101_R1AB\n',
      at24,
    );
    expect(events[0]!.names).toEqual([{ kind: 'FULL_REEL', value: 'aReel_longer_than_7' }]);
    expect(events[1]!.names).toEqual([{ kind: 'SOURCE_TABLE', value: 'A002C011_220101_R1AB' }]);
  });

  it('two M2 lines go to the two sides of a dissolve', async () => {
    const { events } = await read(
      'TITLE: T\n001  A V C 01:00:00:00 01:00:00:00 00:00:00:00 00:00:00:00\n001  B V D 012 02:00:00:00 02:00:02:00 00:00:00:00 00:00:01:00\nM2   A  -024.0  01:00:00:00\nM2   B  048.0  02:00:00:00\n',
      at24,
    );
    expect(events).toMatchObject([
      { reel: 'A', reverse: true, speed: rational(1), sourceFrames: 12, kind: 'DISSOLVE' },
      { reel: 'B', reverse: false, speed: rational(2), sourceFrames: 48, kind: 'DISSOLVE' },
    ]);
  });

  it('a freeze reads one frame', async () => {
    const { events } = await read(
      'TITLE: T\n001  A V C 01:00:00:05 01:00:02:05 00:00:00:00 00:00:02:00\nM2   A  000.0  01:00:00:05\n',
      at24,
    );
    expect(events[0]).toMatchObject({ kind: 'FREEZE', sourceFrames: 1, sourceOut: '01:00:00:06', speed: rational(0) });
  });

  it('Avid writes a reversed clip as one frame: the frames that play are told', async () => {
    const { events, diagnostics } = await read(
      'TITLE: T\n001  A V C 01:00:10:00 01:00:10:01 00:00:00:00 00:00:00:12\nM2   A  -024.0  01:00:10:00\n',
      at24,
    );
    expect(events[0]).toMatchObject({
      sourceIn: '01:00:10:00',
      sourceOut: '01:00:10:01',
      playedIn: '01:00:09:13',
      playedOut: '01:00:10:01',
      reverse: true,
      speed: rational(1),
    });
    expect(diagnostics[0]).toMatchObject({ code: 'REVERSE_WITHOUT_RANGE', line: 3 });
  });

  it('speeds are exact: M2 gives 47.6, the durations 35/18', async () => {
    const { events } = await read(
      'TITLE: T\n001  A V C 01:00:06:00 01:00:08:22 01:11:31:16 01:11:33:04\nM2   A  047.6  01:00:06:00\n',
      at24,
    );
    expect(events[0]!.speed).toEqual(rational(35, 18));
  });
});

describe('the rate of a list', () => {
  const list =
    'TITLE: T\n001  A V C 01:00:00:20 01:00:01:05 00:00:00:00 00:00:00:10\n002  A V C 01:00:02:24 01:00:03:05 00:00:00:10 00:00:00:16\n';
  it('comes from the evidence', async () => {
    const { rate, rateOrigin } = await read(list);
    expect(rate).toEqual(rational(25));
    expect(rateOrigin).toBe('evidence: the durations of 2 edits agree only at 25 frames a second');
  });
  it('comes from the production where nothing contradicts it', async () => {
    const { rate, rateOrigin } = await read('TITLE: T\n001  A V C 01:00:00:00 01:00:00:10 00:00:00:00 00:00:00:10\n', {
      productionRate: rational(24_000, 1001),
    });
    expect([rate, rateOrigin]).toEqual([rational(24_000, 1001), 'production']);
  });
  it('is not the production where the labels contradict it, and says so', async () => {
    const { rate, diagnostics } = await read(list, { productionRate: rational(24) });
    expect(rate).toEqual(rational(25));
    expect(diagnostics[0]).toMatchObject({ code: 'RATE_CONFLICT', fix: 'If that is wrong, say --rate 24/1.' });
  });
  it('is the option, always, with a word of doubt', async () => {
    const { rate, diagnostics } = await read(list, { rate: rational(30) });
    expect(rate).toEqual(rational(30));
    expect(diagnostics[0]).toMatchObject({ code: 'RATE_CONFLICT', severity: 'WARN' });
  });
});

it("Resolve's list of timeline markers is said to be one, and its markers are read", async () => {
  const { events, diagnostics } = await read(
    `TITLE: Timeline 1\nFCM: NON-DROP FRAME\n\n001  001      V     C        01:00:05:00 01:00:05:01 01:00:05:00 01:00:05:01  \n |C:ResolveColorBlue |M:VFX 010 |D:1\n\n002  001      V     C        01:00:09:00 01:00:09:01 01:00:09:00 01:00:09:01  \n |C:ResolveColorSand |M:Marker 2 |D:24\n`,
    at24,
  );
  expect(events.flatMap(({ markers }) => markers)).toEqual([
    { color: 'BLUE', text: 'VFX 010' },
    { color: 'SAND', text: 'Marker 2' },
  ]);
  expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([['MARKER_LIST', 5]]);
});

describe('broken and hostile lists', () => {
  it('a broken line costs that line only', async () => {
    const lines = Array.from(
      { length: 50 },
      (_, i) =>
        `${String(i + 1).padStart(3, '0')}  A001 V C 01:00:${String(i).padStart(2, '0')}:00 01:00:${String(i).padStart(2, '0')}:10 00:00:${String(i).padStart(2, '0')}:00 00:00:${String(i).padStart(2, '0')}:10`,
    );
    lines[24] = '025  A001 V C 01:00:24:00 01:00:2X:10 00:00:24:00 00:00:24:10';
    const { events, diagnostics } = await read(`TITLE: T\n${lines.join('\n')}\n`, at24);
    expect(events).toHaveLength(49);
    expect(diagnostics).toEqual([
      {
        severity: 'ERROR',
        code: 'EVENT_UNREADABLE',
        message: '"01:00:2X:10" is no timecode. Event 025 was left out.',
        fix: 'Write it as hh:mm:ss:ff.',
        line: 26,
        column: 27,
        at: 'cut.edl:26:27',
      },
    ]);
  });
  it.each(['002  A002 V C 01:00:2X:00 01:00:03:00 00:00:01:00 00:00:02:00', '002  A002 V C 01:00 01:00:03'])(
    'what stands below a broken line is not told of the event above: %s',
    async (broken) => {
      const { events } = await read(
        `001  A001 V C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\n* FROM CLIP NAME: FIRST\n${broken}\n* FROM CLIP NAME: SECOND\nM2 A002 048.0 01:00:02:00\n003  A003 V C 01:00:04:00 01:00:05:00 00:00:02:00 00:00:03:00\n* FROM CLIP NAME: THIRD\n`,
        at24,
      );
      expect(events.map(({ reel, names, speed }) => [reel, names.map(({ value }) => value), speed.num])).toEqual([
        ['A001', ['FIRST'], 1],
        ['A003', ['THIRD'], 1],
      ]);
    },
  );
  it.each([
    ['001  A001 C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00', 'channel'],
    ['001  A001 V X 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00', 'edit type'],
    ['001  A001 V C 01:00:00:00 01:00:01:00 00:00:00:00', 'four timecodes'],
    ['001  A001 V C 01:75:00:00 01:00:01:00 00:00:00:00 00:00:01:00', 'no timecode'],
  ])('says what is wrong with %s', async (line, word) => {
    const { diagnostics, events } = await read(`TITLE: T\n${line}\n002  A001 V C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\n`, at24);
    expect(events).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ severity: 'ERROR', line: 2 });
    expect(diagnostics[0]!.message).toContain(word);
  });
  it('an empty file, a file of spaces, a text without edits: one sentence each', async () => {
    await expect(read('')).rejects.toThrow('cut.edl is empty; export it again.');
    await expect(read('  \n \n')).rejects.toThrow('cut.edl holds no text; export it again.');
    await expect(read('TITLE: T\nnothing here\n')).rejects.toThrow('has no edit line');
    await expect(readTimeline(Buffer.from([1, 2, 3, 4]), 'cut.bin')).rejects.toThrow('is no timeline that Rushes knows');
  });
  it('a label that drop-frame skips is flagged', async () => {
    const { diagnostics } = await read('TITLE: T\nFCM: DROP FRAME\n001  A V C 00:01:00;00 00:01:10;00 00:00:00;00 00:00:09;28\n', at2997);
    expect(diagnostics[0]).toMatchObject({ code: 'DROPPED_LABEL', line: 3 });
  });
  it('100,000 events are read in bounded time and memory', async () => {
    const one = (i: number) => {
      const second = i % 3600;
      const label = (extra: number) =>
        `0${1 + Math.floor(i / 36_000)}:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}:${String(extra).padStart(2, '0')}`;
      return `${String(i + 1).padStart(6, '0')}  A001C001_230202_R1AB             V     C        ${label(0)} ${label(12)} ${label(0)} ${label(12)}\n* FROM CLIP NAME: clip ${i}\n`;
    };
    const text = `TITLE: T\n${Array.from({ length: 100_000 }, (_, i) => one(i)).join('')}`;
    const started = performance.now();
    const { events } = await read(text, at24);
    expect(events).toHaveLength(100_000);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
  it('50 MB of rubbish ends with a bounded answer', async () => {
    const text = `TITLE: T\n001  A V C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\n${'002  A V C 01:00:00:00 nonsense 00:00:00:00 00:00:01:00 xx\n'.repeat(850_000)}`;
    expect(text.length).toBeGreaterThan(50_000_000 - 1_000_000);
    const { events, diagnostics } = await read(text, at24);
    expect(events).toHaveLength(1);
    expect(diagnostics).toHaveLength(1001);
    expect(diagnostics.at(-1)!.code).toBe('MORE_DIAGNOSTICS');
  });
  it('a list larger than 64 MiB, or one endless line, is refused or skipped in one sentence', async () => {
    await expect(read(new Uint8Array(65 * 1024 * 1024).fill(65))).rejects.toThrow('split it');
    const { diagnostics } = await read(
      `TITLE: T\n001  A V C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\n${'1 '.repeat(1_000_000)}\n`,
      at24,
    );
    expect(diagnostics[0]).toMatchObject({ code: 'LINE_TOO_LONG', line: 3 });
  });
});

describe('outs that are the last frame (pitfall 22)', () => {
  const cut = (n: number, sourceOut: number, recordIn: string, recordOut: string) =>
    `${String(n).padStart(3, '0')}  A00${n} V C 0${n}:00:00:00 0${n}:00:00:${sourceOut} ${recordIn} ${recordOut}\n`;
  const places = ['00:00', '00:20', '01:16', '02:12', '03:08'] as const;
  it('on both sides are known by the frame that every cut begins later', async () => {
    const ends = ['00:19', '01:15', '02:11', '03:07', '04:03'];
    const { events, diagnostics } = await read(
      `TITLE: T\n${places.map((at, n) => cut(n + 1, 19, `10:00:${at}`, `10:00:${ends[n]}`)).join('')}`,
      at24,
    );
    expect(events.map(({ sourceFrames, recordFrames }) => [sourceFrames, recordFrames])).toEqual(Array.from({ length: 5 }, () => [20, 20]));
    expect(events[1]).toMatchObject({ sourceOut: '02:00:00:20', recordIn: '10:00:00:20', recordOut: '10:00:01:16' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['OUT_INCLUSIVE']);
  });
  it('on the source side are known by the frame that is missing to the record', async () => {
    const ends = ['00:20', '01:16', '02:12', '03:08', '04:04'];
    const { events, diagnostics } = await read(
      `TITLE: T\n${places.map((at, n) => cut(n + 1, 19, `10:00:${at}`, `10:00:${ends[n]}`)).join('')}`,
      at24,
    );
    expect(events.map(({ sourceOut, sourceFrames }) => [sourceOut, sourceFrames])[4]).toEqual(['05:00:00:20', 20]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['OUT_INCLUSIVE']);
  });
  it('are not seen in a list of four cuts, nor where one cut is otherwise', async () => {
    const four = await read(`TITLE: T\n${[1, 2, 3, 4].map((n) => cut(n, 19, `10:00:0${n}:00`, `10:00:0${n}:20`)).join('')}`, at24);
    expect(four.diagnostics.map(({ code }) => code)).not.toContain('OUT_INCLUSIVE');
  });
});

it('a list of 24 whose sources are a frame too long is none of 25', async () => {
  // INS4_R2_DX_092117.edl of pycmx: ten seconds of one reel against the record, each range one frame longer than its place, and no frame above 23 in 400 labels.
  const two = (value: number) => String(value).padStart(2, '0');
  const label = (frame: number) => `10:${two(Math.floor(frame / 1440) % 60)}:${two(Math.floor(frame / 24) % 60)}:${two(frame % 24)}`;
  const lines = Array.from({ length: 400 }, (_, n) => {
    const [from, length] = [n * 37, 37];
    return `${String(n + 1).padStart(3, '0')}  SR001 A C ${label(from + 5)} ${label(from + 5 + length + 1)} ${label(from)} ${label(from + length)}\n`;
  });
  expect((await read(`TITLE: T\n${lines.join('')}`)).rate).toEqual(rational(24));
});

it("Flame's DLEDL lines name the full reels", async () => {
  const { events } = await read(
    'TITLE: T\n001  A001C003 V C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\nDLEDL: REEL:A001C003 A001C003_230202_R1AB\n',
    at24,
  );
  expect(events[0]!.names).toEqual([{ kind: 'SOURCE_TABLE', value: 'A001C003_230202_R1AB' }]);
});

it('what an edit system makes up itself is generated on the far side of a dissolve too', async () => {
  const { events } = await read(
    'TITLE: T\n001  A V C 01:00:00:00 01:00:00:00 00:00:00:00 00:00:00:00\n001  AX V D 012 00:00:00:00 00:00:02:00 00:00:00:00 00:00:02:00\n* FROM CLIP NAME: x\n* TO CLIP NAME: Black Video\n',
    at24,
  );
  expect(events.map(({ kind }) => kind)).toEqual(['DISSOLVE', 'GENERATOR']);
});

it('a transition that has lost its letter is a dissolve of its length, and said', async () => {
  // 070816_EG101_HEISTS_ROUGH_CUT_SOURCES.edl of LosslessCut: 53 of them.
  const { events, diagnostics } = await read(
    'TITLE: T\n005  QEVL1GRN V     C        01:31:44:11 01:31:44:11 01:00:03:01 01:00:03:01 \n005  EVL1_HEI V      008 00:01:01:10 00:01:01:20 01:00:03:01 01:00:03:11 \n',
    at24,
  );
  expect(events.map(({ reel, kind, sourceIn, sourceOut }) => [reel, kind, sourceIn, sourceOut])).toEqual([
    ['QEVL1GRN', 'DISSOLVE', '01:31:44:11', '01:31:44:19'],
    ['EVL1_HEI', 'DISSOLVE', '00:01:01:10', '00:01:01:20'],
  ]);
  expect(diagnostics.map(({ code }) => code)).toContain('TRANSITION_UNNAMED');
});

it("EDL-X's conversions give numbered reels their files and identities", async () => {
  const { events } = await read(
    'TITLE: T\n001  007 V C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\n002  100 V C 01:00:00:00 01:00:01:00 00:00:01:00 00:00:02:00\n=>  REEL NAME CONVERSIONS\n>>> SOURCE CARES A7S3_1.MP4          -> 007\n>>> SOURCE 0X060A2B340101010501010D431300000001C93AD1840506CC9C50D1FFFEAD3A1A -> 100\n',
    at24,
  );
  expect(events.map(({ names }) => names)).toEqual([
    [{ kind: 'SOURCE_TABLE', value: 'CARES A7S3_1.MP4' }],
    [{ kind: 'MOB_ID', value: '060A2B340101010501010D431300000001C93AD1840506CC9C50D1FFFEAD3A1A' }],
  ]);
});
