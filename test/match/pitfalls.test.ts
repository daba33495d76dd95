/**
 * The fifty pitfalls of reel and timecode matching (matching.md 2.1 to 2.3): each by its number, with the test that would fail if we fell into it. Those that had none
 * elsewhere have theirs here.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bareName } from '../../src/domain/clipName.ts';
import { labelOfEnd, labelOfFrame } from '../../src/domain/clipLabels.ts';
import { matchEvents } from '../../src/domain/match/matchEvents.ts';
import { nameForms } from '../../src/domain/match/nameForms.ts';
import type { MatchClip } from '../../src/domain/match/result.ts';
import { frameOf, parseTimecode } from '../../src/domain/timecode.ts';
import type { TimelineEvent } from '../../src/domain/timeline.ts';
import { rules } from '../../src/rules/index.ts';
import { readTimeline } from '../../src/timelines/index.ts';

// Either Python will do: what is run of the engine here needs no package.
const enginePython = ['engines', 'test-oracles']
  .map((name) => fileURLToPath(new URL(`../../.rushes/${name}/venv/bin/python`, import.meta.url)))
  .find((path) => existsSync(path));
if (!enginePython) {
  if (process.env['CI'] === 'true') throw new Error("Neither the engines' Python nor that of the oracles is installed.");
  console.log('left out: labels in EXR headers (no Python)');
}

const reader = 'src/timelines/cmx3600.test.ts';
const matcher = 'src/domain/match/matchEvents.test.ts';
const truth = 'test/match/truthLists.ts';
const own = 'test/match/pitfalls.test.ts';
const golden = (name: string): readonly [string, string] => [`test/golden/${name}/expected.json`, ''];

/** Number → file and a line of it that names the case. */
const tests: Readonly<Record<number, readonly [string, string]>> = {
  1: [truth, "'cut at 8'"],
  2: [reader, '4: a reel with a space is one reel'],
  3: [own, '3: numbers that repeat, have six digits or a letter'],
  4: [own, '4: what systems hang on a clip name is taken off'],
  5: [reader, '5: AX keeps its reel, and SOURCE FILE is a name'],
  6: [reader, 'Final Cut names full reels without an asterisk, Avid in a table at the end'],
  7: [truth, "'source table'"],
  8: [own, '8: black and bars are made, AX is unknown'],
  9: [matcher, 'of an edge code track is found and said'],
  10: [reader, 'FCM changes half way'],
  11: [reader, 'comes from the evidence'],
  12: [reader, 'speeds are exact: M2 gives 47.6, the durations 35/18'],
  13: [reader, '1: −100 % with equal durations keeps its direction'],
  14: golden('rules/RETIME_NOT_REPRESENTABLE'),
  15: [reader, '9: a key edit keeps its names'],
  16: [own, '16: the empty line before a dissolve is no clip of no frames'],
  17: [own, '17: sound is no picture'],
  18: [own, '18: record times that overlap or run back keep the order of the file'],
  19: [own, '19: a LOC marker is the shot of its event'],
  20: [own, '20: ASC_SOP and ASC_SAT are the CDL of their event'],
  21: [reader, 'UTF-16 little endian'],
  22: [reader, 'outs that are the last frame (pitfall 22)'],
  23: ['src/domain/timecode.test.ts', '29.97 drop-frame: an hour is 107,892 frames, a day 2,589,408'],
  24: [own, '24: 23.976 and 24 have the same labels'],
  25: [matcher, 'of 25 in a list for a clip of 24 is never called a match, and the fix says so'],
  26: [matcher, 'of 25 for 50p material has two frames a label'],
  27: [own, '27: frames of high rates share labels of 30 at most, and are told apart'],
  28: [own, '28: a clip shot off speed is matched by its labels'],
  29: [own, '29: a recorder at another rate than the sensor is told, and its frames are still counted by label'],
  30: [matcher, 'over midnight is found on both sides'],
  31: [matcher, 'that breaks inside the clip gives both ranges'],
  32: [own, '32: a clip without timecode is found by its name and its length only'],
  33: [truth, "'edge code'"],
  34: [own, '34: the same hour on two cards needs the reel'],
  35: ['test/match/learning.test.ts', 'is said, proposed, applied to every event, and taken back'],
  36: [own, "36 to 41: makers' names are read"],
  37: [matcher, 'of the HDE copy is the same recording (pitfall 37)'],
  38: [own, "36 to 41: makers' names are read"],
  39: [own, "36 to 41: makers' names are read"],
  40: [own, "36 to 41: makers' names are read"],
  41: [own, "36 to 41: makers' names are read"],
  42: [own, '42: a number that every card has means nothing without its card'],
  43: golden('rules/ROLL_DUPLICATE_NAME'),
  44: ['test/match/learning.test.ts', 'are learned from three corrections, and hold only once a person applied them'],
  45: ['src/domain/grouping.test.ts', 'says which segment is missing'],
  46: ['src/domain/grouping.test.ts', 'counts the holes of a sequence'],
  47: [own, '47: three cameras at one time are never told apart by time'],
  48: [own, '48: a sound roll in the reel column does not hide the camera file beside it'],
  49: [own, '49: key numbers are kept with their prefix, count and perforations'],
  50: [own, '4: what systems hang on a clip name is taken off'],
};

test('every pitfall has its test', () => {
  expect(Object.keys(tests).map(Number)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  for (const [number, [path, title]] of Object.entries(tests)) {
    const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
    expect(existsSync(file), `${number}: ${path}`).toBe(true);
    // The table itself does not count as a test.
    const text = path === own ? readFileSync(file, 'utf8').split('test(').slice(1).join('test(') : readFileSync(file, 'utf8');
    expect(text, `${number}: ${title} in ${path}`).toContain(title);
  }
});

const read = async (lines: string, name = 'cut.edl') =>
  (await readTimeline(Buffer.from(`TITLE: T\nFCM: NON-DROP FRAME\n${lines}`), name, { rate: { num: 24, den: 1 } })).events;

function clipOf(name: string, roll: string, start: string | undefined, frameCount: number, extra: Partial<MatchClip> = {}): MatchClip {
  const label = start === undefined ? undefined : parseTimecode(start)!;
  return {
    id: `${roll}/${name}`,
    name,
    names: [],
    reel: roll,
    rollId: roll,
    roll,
    frameCount,
    playbackRate: { num: 24000, den: 1001 },
    present: true,
    ...(label
      ? { timecode: { start: frameOf(label, { base: 24, dropFrame: false }), base: 24, dropFrame: false, runs: [], alternates: [] } }
      : {}),
    ...extra,
  };
}

function eventOf(reel: string, sourceIn: string, sourceOut: string, extra: Partial<TimelineEvent> = {}): TimelineEvent {
  return {
    number: '001',
    reel,
    names: [],
    track: 'V',
    kind: 'CUT',
    sourceIn,
    sourceOut,
    rate: { num: 24000, den: 1001 },
    dropFrame: false,
    speed: { num: 1, den: 1 },
    reverse: false,
    markers: [],
    ...extra,
  };
}

function matched(clips: readonly MatchClip[], event: TimelineEvent) {
  return matchEvents([event], () => ({ clips, count: clips.length }), { rolls: [], decisions: [] })[0]!;
}

describe('in lists', () => {
  const times = '01:00:00:00 01:00:01:00 10:00:00:00 10:00:01:00';
  test('3: numbers that repeat, have six digits or a letter', async () => {
    expect((await read(`000001 A V C ${times}\n001 A V C ${times}\n001 A V C ${times}\n`)).map(({ number }) => number)).toEqual([
      '000001',
      '001',
      '001',
    ]);
  });
  test('4: what systems hang on a clip name is taken off', () => {
    // OTIO#85, speed_effects_small.edl, and Avid's subclips and freezes.
    expect(
      [
        'A001C003_230202_R1AB.new.01',
        'A001C003_230202_R1AB.sub.02',
        'A001C003_230202_R1AB FF',
        'A001C003_230202_R1AB (47.56 FPS)',
        'A001C003_230202_R1AB.mov',
        // How Resolve, Nuke and OpenTimelineIO name a sequence of images.
        'A001C003_230202_R1AB.[86400-86640].ari',
        'A001C003_230202_R1AB.%07d.ari',
        'A001C003_230202_R1AB.####.exr',
      ].map(bareName),
    ).toEqual(Array.from({ length: 8 }, () => 'A001C003_230202_R1AB'));
  });
  test('8: black and bars are made, AX is unknown', async () => {
    const events = await read(`001 BL V C ${times}\n002 BARS V C ${times}\n003 AX V C ${times}\n`);
    expect(events.map((event) => matched([], event).state)).toEqual(['GENERATED', 'GENERATED', 'UNMATCHED']);
  });
  test('16: the empty line before a dissolve is no clip of no frames', async () => {
    const events = await read(
      '001 A V C 01:00:00:00 01:00:01:00 10:00:00:00 10:00:01:00\n002 A V C 01:00:01:00 01:00:01:00 10:00:01:00 10:00:01:00\n002 B V D 012 02:00:00:00 02:00:02:00 10:00:01:00 10:00:03:00\n',
    );
    expect(events.map(({ reel, sourceFrames }) => [reel, sourceFrames])).toEqual([
      ['A', 24],
      ['A', 12],
      ['B', 48],
    ]);
  });
  test('17: sound is no picture', async () => {
    const events = await read(`001 A V C ${times}\n001 A A C ${times}\nAUD 3 4\n001 A A2 C ${times}\n`);
    expect(events.filter(({ kind }) => kind !== 'AUDIO')).toHaveLength(1);
    expect(
      matched(
        [],
        events.find(({ kind }) => kind === 'AUDIO')!,
      ).state,
    ).toBe('NON_CAMERA');
  });
  test('18: record times that overlap or run back keep the order of the file', async () => {
    const events = await read(
      '001 A V C 01:00:00:00 01:00:01:00 10:00:09:00 10:00:10:00\n002 B V C 01:00:00:00 01:00:01:00 10:00:00:00 10:00:01:00\n003 C V C 01:00:00:00 01:00:01:00 10:00:00:12 10:00:01:12\n',
    );
    expect(events.map(({ reel }) => reel)).toEqual(['A', 'B', 'C']);
  });
  test('19: a LOC marker is the shot of its event', async () => {
    const [event] = await read(`001 A V C ${times}\n* LOC: 10:00:00:12 RED VFX_010_0010\n`);
    expect(event!.markers).toEqual([{ timecode: '10:00:00:12', color: 'RED', text: 'VFX_010_0010' }]);
  });
  test('20: ASC_SOP and ASC_SAT are the CDL of their event', async () => {
    const [event] = await read(`001 A V C ${times}\n* ASC_SOP (1.1 1.0 0.9)(0.01 0.0 -0.01)(1.0 1.0 1.0)\n* ASC_SAT 0.8\n`);
    expect(event!.cdl).toMatchObject({ slope: [1.1, 1, 0.9], offset: [0.01, 0, -0.01], power: [1, 1, 1], saturation: 0.8 });
  });
});

describe('in timecode', () => {
  const name = 'A001C003_230202_R1AB';
  test('24: 23.976 and 24 have the same labels', () => {
    const clip = clipOf(name, 'A001R1AB', '01:00:00:00', 240);
    const event = eventOf(name, '01:00:01:00', '01:00:02:00', { rate: { num: 24, den: 1 } });
    expect(matched([clip], event)).toMatchObject({ state: 'MATCHED', clipFrameIn: 24, clipFrameOut: 48 });
  });
  test('27: frames of high rates share labels of 30 at most, and are told apart', () => {
    // 50p with timecode of base 25 (ST 12-1): two frames a label, in lists, in headers and in what is asked for.
    const clip = clipOf(name, 'A001R1AB', undefined, 101, {
      playbackRate: { num: 50, den: 1 },
      timecode: { start: 25 * 3600, base: 25, dropFrame: false, runs: [], alternates: [] },
    });
    expect([0, 1, 2, 100].map((frame) => labelOfFrame(clip, frame))).toEqual(['01:00:00:00', '01:00:00:00', '01:00:00:01', '01:00:02:00']);
    // The end of an odd count is the next label: a label is not cut in half.
    expect(labelOfEnd(clip, 101)).toBe('01:00:02:01');
    const event = eventOf(name, '01:00:01:00', '01:00:02:00', { rate: { num: 25, den: 1 } });
    expect(matched([clip], event)).toMatchObject({ state: 'MATCHED', clipFrameIn: 50, clipFrameOut: 100 });
  });
  test.skipIf(enginePython === undefined)(
    '27: an EXR header has the same label in both frames of a pair, and the field bit in the second',
    () => {
      // OpenEXR's TimeCode (TV60): BCD frames in bits 0 to 5, seconds from 8, hours from 24, field/phase in bit 15. 01:00:00:24 of base 25, then of base 50 in pairs.
      const words = (argument: string) =>
        execFileSync(
          enginePython!,
          [
            '-c',
            `from rushes_engine.timecode import ClipTimecode\nclip = ${argument}\nprint(*["%08x" % clip.words(f)[0] for f in (48, 49, 50)])`,
          ],
          {
            cwd: fileURLToPath(new URL('../../engines', import.meta.url)),
            encoding: 'utf8',
          },
        ).trim();
      const run = (base: number) => `[{"frame": 0, "label": ${base * 3600}}]`;
      expect(words(`ClipTimecode(25, False, ${run(25)}, 2)`)).toBe('01000024 01008024 01000100');
      expect(words(`ClipTimecode(50, False, ${run(50)})`)).toBe('01000024 01008024 01000100');
    },
  );
  test('28: a clip shot off speed is matched by its labels', () => {
    const clip = clipOf(name, 'A001R1AB', '01:00:00:00', 240, { captureRate: { num: 48, den: 1 } });
    expect(matched([clip], eventOf(name, '01:00:01:00', '01:00:02:00'))).toMatchObject({
      state: 'MATCHED',
      clipFrameIn: 24,
      clipFrameOut: 48,
    });
  });
  test('29: a recorder at another rate than the sensor is told, and its frames are still counted by label', () => {
    const clip = clipOf(name, 'A001R1AB', '01:00:00:00', 240, { captureRate: { num: 12, den: 1 } });
    // Every second frame is a duplicate; labels and frames go on one for one all the same.
    expect(matched([clip], eventOf(name, '01:00:01:00', '01:00:02:00'))).toMatchObject({ clipFrameIn: 24, clipFrameOut: 48 });
    const rule = rules.find(({ code }) => code === 'DUPLICATE_FRAMES_SUSPECT')!;
    const found = (facts: Readonly<Record<string, unknown>>) =>
      rule.scope === 'CLIP' ? rule.check({ ...clip, facts, problems: [], copies: [], sources: [] } as never, {} as never) : [];
    expect(found({ 'recorder.model': 'Odyssey 7Q' })).toHaveLength(1);
    expect(found({})).toHaveLength(0);
  });
  test('32: a clip without timecode is found by its name and its length only', () => {
    const clip = clipOf('Interview_7', 'CARD1', undefined, 240);
    const found = matched([clip], eventOf('Interview_7', '00:00:01:00', '00:00:02:00'));
    expect(found).toMatchObject({ state: 'MATCHED', clipFrameIn: 24, clipFrameOut: 48 });
    expect(found.reasons.map(({ code }) => code)).toContain('NO_TIMECODE');
    expect(matched([clip], eventOf('AX', '00:00:01:00', '00:00:02:00')).state).toBe('UNMATCHED');
  });
  test('34: the same hour on two cards needs the reel', () => {
    const clips = [
      clipOf('A001C001_230202_R1AB', 'A001R1AB', '01:00:00:00', 240),
      clipOf('A021C001_230204_R1AB', 'A021R1AB', '01:00:00:00', 240),
    ];
    expect(matched(clips, eventOf('AX', '01:00:01:00', '01:00:02:00')).state).toBe('TC_ONLY');
    expect(matched(clips, eventOf('A021R1AB', '01:00:01:00', '01:00:02:00'))).toMatchObject({
      state: 'MATCHED',
      tier: 6,
      clip: 'A021C001_230204_R1AB',
    });
  });
});

describe('in names', () => {
  test("36 to 41: makers' names are read", () => {
    const parts = (text: string): readonly unknown[] => {
      const { parsed, whole } = nameForms(text);
      return [parsed?.family, parsed?.cameraIndex, parsed?.reel, parsed?.clipNumber, parsed?.date, whole];
    };
    expect(parts('A004C010_20100610_R1JL.mov')).toEqual(['arri', 'A', 4, 10, '20100610', true]);
    // C999 is followed by D001.
    expect(parts('A004D001_141024_R2EC')).toEqual(['arri', 'A', 4, 1000, '141024', true]);
    expect(parts('A_0001C001_230202_052359_h12NR.mxf')).toEqual(['arri35', 'A', 1, 1, '230202', true]);
    expect(parts('A001_C001_12046M_001.R3D')).toEqual(['red', 'A', 1, 1, '1204', true]);
    expect(parts('A001C001_230202AB')).toEqual(['sony', 'A', 1, 1, '230202', true]);
    expect(parts('A_0001C001X230202_052359AB_CANON')).toEqual(['canon', 'A', 1, 1, '230202', true]);
    expect(parts('A001_08151512_C001.braw')).toEqual(['blackmagic', 'A', 1, 1, '0815', true]);
    // Cut at 16: the day, but not whose card.
    expect(parts('A001C001_220101_')).toEqual(['generic', 'A', 1, 1, '220101', false]);
  });
  test('42: a number that every card has means nothing without its card', () => {
    const clips = [clipOf('C0001', 'CARD1', '10:00:00:00', 240), clipOf('C0001', 'CARD2', '10:00:05:00', 240)];
    expect(matched(clips, eventOf('C0001', '10:00:06:00', '10:00:07:00')).state).toBe('AMBIGUOUS');
    const named = eventOf('CARD2', '10:00:06:00', '10:00:07:00', { names: [{ kind: 'FROM_CLIP_NAME', value: 'C0001.MXF' }] });
    expect(matched(clips, named)).toMatchObject({ state: 'MATCHED', clipId: 'CARD2/C0001', clipFrameIn: 24 });
  });
  test('48: a sound roll in the reel column does not hide the camera file beside it', async () => {
    // Avid lists with Reel ID "Soundroll", as pycmx's INS4_R2_DX_092117.edl: SR001, and the camera file as SOURCE FILE.
    const times = '15:44:11:13 15:44:12:13 02:00:11:12 02:00:12:12';
    const [picture, sound] = await read(
      `004  SR001    V    C        ${times}\n* FROM CLIP NAME:  16E-2A\n* SOURCE FILE: A005C001_160815_R1BY\n005  SR001    A2    C        ${times}\n`,
    );
    const clips = [
      clipOf('A005C001_160815_R1BY', 'A005R1BY', '15:44:00:00', 2400),
      clipOf('A006C001_160815_R1BY', 'A006R1BY', '15:44:00:00', 2400),
    ];
    expect(matched(clips, picture!)).toMatchObject({ state: 'MATCHED', clip: 'A005C001_160815_R1BY', clipFrameIn: 277, clipFrameOut: 301 });
    expect(matched(clips, sound!).state).toBe('NON_CAMERA');
  });
  test('49: key numbers are kept with their prefix, count and perforations', async () => {
    // KeyKode: manufacturer and type letters, six digits of prefix, four of count, perforations behind a plus. ALE columns of Avid's Cutting Table.
    const sheet =
      'Heading\nFIELD_DELIM\tTABS\nFPS\t24\n\nColumn\nName\tStart\tEnd\tKN Start\tInk Number\tLabroll\n\nData\n12A-1\t01:00:00:00\t01:00:01:00\tKK 79 0383-7374+10\t007-4521+03\tLR12\n';
    const { events } = await readTimeline(Buffer.from(sheet), 'film.ale');
    expect(events[0]!.extra).toMatchObject({ 'ale.KN Start': 'KK 79 0383-7374+10', 'ale.Ink Number': '007-4521+03' });
    expect(events[0]!.names).toContainEqual({ kind: 'LABROLL', value: 'LR12' });
  });
  test('47: three cameras at one time are never told apart by time', () => {
    const clips = ['A', 'B', 'C'].map((camera) => clipOf(`${camera}001C001_230202_R1AB`, `${camera}001R1AB`, '10:00:00:00', 240));
    const found = matched(clips, eventOf('AX', '10:00:01:00', '10:00:02:00'));
    expect(found).toMatchObject({ state: 'TC_ONLY', candidateCount: 3 });
    expect(found.candidates).toHaveLength(3);
  });
});
