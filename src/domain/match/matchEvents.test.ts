import { describe, expect, test } from 'vitest';
import { nominalBase, parseFrameRate } from '../frameRate.ts';
import { frameOf, parseTimecode } from '../timecode.ts';
import type { TimelineEvent } from '../timeline.ts';
import { clipKeys, keyKinds } from './keys.ts';
import { matchEvents } from './matchEvents.ts';
import type { MatchClip, RollSpan } from './result.ts';

function clip(
  name: string,
  roll: string,
  start: string,
  frames: number,
  rateText = '24000/1001',
  extra: Partial<MatchClip> = {},
): MatchClip {
  const playbackRate = parseFrameRate(rateText)!;
  const base = nominalBase(playbackRate) > 30 ? nominalBase(playbackRate) / 2 : nominalBase(playbackRate);
  const label = parseTimecode(start)!;
  const dropFrame = label.dropMark;
  return {
    id: `${roll}/${name}`,
    name,
    names: [],
    reel: roll,
    rollId: roll,
    roll,
    frameCount: frames,
    playbackRate,
    present: true,
    timecode: { start: frameOf(label, { base, dropFrame }), base, dropFrame, runs: [], alternates: [] },
    ...extra,
  };
}

function event(reel: string, sourceIn: string, sourceOut: string, extra: Partial<TimelineEvent> = {}): TimelineEvent {
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

function rollsOf(clips: readonly MatchClip[]): RollSpan[] {
  const rolls = new Map<string, RollSpan>();
  for (const each of clips) {
    for (const key of clipKeys(each).filter(({ kind, labelStart }) => kind === keyKinds.stem && labelStart >= 0)) {
      const known = rolls.get(each.roll!) ?? { rollId: each.roll!, name: each.roll!, labelStart: key.labelStart, labelEnd: key.labelEnd };
      rolls.set(each.roll!, {
        ...known,
        labelStart: Math.min(known.labelStart, key.labelStart),
        labelEnd: Math.max(known.labelEnd, key.labelEnd),
      });
    }
  }
  return [...rolls.values()];
}

function match(clips: readonly MatchClip[], ...events: TimelineEvent[]) {
  return matchEvents(events, () => ({ clips, count: clips.length }), { rolls: rollsOf(clips), decisions: [] });
}

describe('a name that is whole', () => {
  const a = clip('A001C003_230202_R1AB', 'A001R1AB', '01:00:00:00', 240);
  test('matches to the frame', () => {
    const [result] = match([a], event('A001C003_230202_R1AB', '01:00:01:00', '01:00:02:00'));
    expect(result).toMatchObject({ state: 'MATCHED', tier: 2, clip: a.name, clipFrameIn: 24, clipFrameOut: 48 });
  });
  test('without its separators is tier 3', () => {
    expect(match([a], event('A001C003230202R1AB', '01:00:01:00', '01:00:02:00'))[0]).toMatchObject({ state: 'MATCHED', tier: 3 });
  });
  test('of the HDE copy is the same recording (pitfall 37)', () => {
    const original = clip('A_0001C001_230202_052359_a12NR', 'A_0001_12NR', '05:23:59:00', 100);
    expect(match([original], event('A_0001C001_230202_052359_h12NR', '05:24:00:00', '05:24:01:00'))[0]).toMatchObject({
      state: 'MATCHED',
      tier: 4,
      clipFrameIn: 24,
    });
  });
  test('with frames missing at the tail is partial and says how many', () => {
    expect(match([a], event(a.name, '01:00:09:00', '01:00:11:00'))[0]).toMatchObject({
      state: 'MATCHED_PARTIAL',
      clipFrameIn: 216,
      clipFrameOut: 240,
      missingTailFrames: 24,
    });
  });
  test('whose clip has no copy present is known and offline', () => {
    expect(match([{ ...a, present: false }], event(a.name, '01:00:01:00', '01:00:02:00'))[0]).toMatchObject({
      state: 'OFFLINE_KNOWN',
      clip: a.name,
    });
  });
  test('of a clip that is not here is not its short form beside it', () => {
    const here = clip('A003C005_230205_R7QZ', 'A003R7QZ', '10:52:00:00', 1200);
    const short = {
      ...event('A003C00', '10:52:10:00', '10:52:12:00'),
      names: [{ kind: 'FULL_REEL' as const, value: 'A003C004_230205_R1AB' }],
    };
    const [result] = match([here], short);
    expect(result).toMatchObject({ state: 'AMBIGUOUS', candidates: [{ clip: here.name }] });
    expect(result!.reasons.map(({ code }) => code)).toContain('NAMES_ANOTHER_CLIP');
  });
  test('of a clip without timecode whose frames do not reach so far: said as it is, not as a timecode elsewhere', () => {
    const { timecode: _, ...bare } = a;
    const [result] = match([bare], event(a.name, '01:00:01:00', '01:00:02:00'));
    expect(result).toMatchObject({ state: 'NAME_ONLY' });
    expect(result!.reasons[0]).toMatchObject({ code: 'NO_TIMECODE', message: expect.stringContaining('it has no timecode') });
  });
  test('one frame beside the clip is a near miss with its fix', () => {
    const [result] = match([a], event(a.name, '00:59:59:23', '01:00:00:00'));
    expect(result).toMatchObject({
      state: 'NAME_ONLY',
      fix: expect.stringContaining('+1 frame'),
      fixAction: { clipId: `A001R1AB/${a.name}`, offsetFrames: 1 },
    });
    expect(result!.reasons.map((reason) => reason.code)).toContain('NEAR_MISS');
  });
});

describe('a truncated name', () => {
  const day1 = clip('A001C001_230202_R1AB', 'A001R1AB', '10:00:00:00', 240);
  const day2 = clip('A001C001_230203_R2CD', 'A001R2CD', '15:00:00:00', 240);
  test('is a match where only one roll was running', () => {
    expect(match([day1, day2], event('A001C001', '10:00:01:00', '10:00:02:00'))[0]).toMatchObject({
      state: 'MATCHED',
      tier: 5,
      clip: day1.name,
    });
  });
  test('is ambiguous where a missing clip of another roll would fit as well', () => {
    const gap = [
      day1,
      clip('A001C001_230203_R2CD', 'A001R2CD', '09:00:00:00', 24),
      clip('A001C002_230203_R2CD', 'A001R2CD', '11:00:00:00', 24),
    ];
    const [result] = match(gap, event('A001C001', '10:00:01:00', '10:00:02:00'));
    expect(result).toMatchObject({
      state: 'AMBIGUOUS',
      candidates: [expect.objectContaining({ clip: day1.name }), expect.anything(), expect.anything()].slice(0, 2),
    });
  });
  test('is a match beside an event that names the roll in full', () => {
    const gap = [
      day1,
      clip('A001C001_230203_R2CD', 'A001R2CD', '09:00:00:00', 24),
      clip('A001C002_230203_R2CD', 'A001R2CD', '11:00:00:00', 24),
    ];
    const results = match(gap, event('A001C001', '10:00:01:00', '10:00:02:00'), event(day1.name, '10:00:03:00', '10:00:04:00'));
    expect(results[0]).toMatchObject({ state: 'MATCHED', clip: day1.name });
  });
});

describe('timecode', () => {
  test('over midnight is found on both sides', () => {
    const night = clip('B001C004_230202_R1AB', 'B001R1AB', '23:59:58:00', 96);
    expect(match([night], event(night.name, '23:59:59:12', '00:00:00:12'))[0]).toMatchObject({
      state: 'MATCHED',
      clipFrameIn: 36,
      clipFrameOut: 60,
    });
    expect(match([night], event(night.name, '00:00:00:12', '00:00:01:00'))[0]).toMatchObject({
      state: 'MATCHED',
      clipFrameIn: 60,
      clipFrameOut: 72,
    });
  });
  test('drop-frame with colons counts in the clip (1 h is 107 892 frames)', () => {
    const drop = clip('C001C001_230202_R1AB', 'C001R1AB', '00:59:00;02', 5000, '30000/1001');
    const [result] = match([drop], event(drop.name, '01:00:00:00', '01:00:01:00', { rate: { num: 30000, den: 1001 } }));
    // 00:59:00;02 is frame 106 092 + 2 - 0... counted by ST 12-1: the minute from 00:59:00;02 to 01:00:00;00 has 1 798 labels.
    expect(result).toMatchObject({ state: 'MATCHED', clipFrameIn: 1798, clipFrameOut: 1828 });
  });
  test('of 25 in a list for a clip of 24 is never called a match, and the fix says so', () => {
    const film = clip('A001C003_230202_R1AB', 'A001R1AB', '01:00:00:00', 240);
    const [result] = match([film], event(film.name, '01:00:01:00', '01:00:02:00', { rate: { num: 25, den: 1 } }));
    expect(result).toMatchObject({
      state: 'NAME_ONLY',
      fix: expect.stringContaining('24 frames a second'),
      fixAction: { rereadRate: { num: 24000, den: 1001 } },
    });
  });
  test('of 25 for 50p material has two frames a label', () => {
    const fast = clip('A001C003_230202_R1AB', 'A001R1AB', '01:00:00:00', 500, '50/1');
    expect(match([fast], event(fast.name, '01:00:01:00', '01:00:02:00', { rate: { num: 25, den: 1 } }))[0]).toMatchObject({
      state: 'MATCHED',
      clipFrameIn: 50,
      clipFrameOut: 100,
    });
    expect(match([fast], event(fast.name, '01:00:01:01', '01:00:02:01', { rate: { num: 50, den: 1 } }))[0]).toMatchObject({
      state: 'MATCHED',
      clipFrameIn: 51,
      clipFrameOut: 101,
    });
  });
  test('that breaks inside the clip gives both ranges', () => {
    const base = clip('A001C003_230202_R1AB', 'A001R1AB', '01:00:00:00', 200);
    const broken = {
      ...base,
      timecode: {
        ...base.timecode!,
        runs: [
          { frame: 0, label: base.timecode!.start },
          { frame: 100, label: base.timecode!.start + 90 },
        ],
      },
    };
    const [result] = match([broken], event(base.name, '01:00:03:12', '01:00:04:12'));
    expect(result!.reasons.map((reason) => reason.code)).toContain('TC_DISCONTINUOUS');
    expect(result!.ranges).toHaveLength(2);
  });
  test('alone is never more than TC_ONLY', () => {
    const a = clip('A001C003_230202_R1AB', 'A001R1AB', '01:00:00:00', 240);
    expect(match([a], event('AX', '01:00:01:00', '01:00:02:00'))[0]).toMatchObject({ state: 'TC_ONLY' });
  });
  test('of an edge code track is found and said', () => {
    const base = clip('A001C003_230202_R1AB', 'A001R1AB', '14:00:00:00', 240);
    const red = { ...base, timecode: { ...base.timecode!, alternates: [{ kind: 'edge', start: 86400, base: 24, dropFrame: false }] } };
    const [result] = match([red], event(base.name, '01:00:01:00', '01:00:02:00'));
    expect(result).toMatchObject({ state: 'MATCHED', clipFrameIn: 24 });
    expect(result!.reasons.map((reason) => reason.code)).toContain('TC_ALTERNATE');
  });
});

describe('what an editor decided', () => {
  const a = clip('A001C001_230202_R1AB', 'A001R1AB', '10:00:00:00', 240);
  const b = clip('A001C001_230203_R2CD', 'A001R2CD', '10:00:00:00', 240);
  test('settles the same event, and is said', () => {
    const decided = matchEvents([event('A001C001', '10:00:01:00', '10:00:02:00')], () => ({ clips: [a, b], count: 2 }), {
      rolls: rollsOf([a, b]),
      decisions: [{ nameKey: 'A001C001', sourceIn: '10:00:01:00', sourceOut: '10:00:02:00', clipId: b.id, offsetFrames: 0, actor: 'Mira' }],
    });
    expect(decided[0]).toMatchObject({ state: 'MATCHED', tier: 1, clip: b.name });
    expect(decided[0]!.reasons[0]!.message).toContain('Mira');
  });
});
