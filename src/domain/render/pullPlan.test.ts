import { describe, expect, it } from 'vitest';
import { outlinePull, type PullEvent } from './pullPlan.ts';

const event = (number: string, change: Partial<PullEvent> = {}): PullEvent => ({
  number,
  kind: 'CUT',
  state: 'MATCHED',
  clipId: 'a',
  clipFrameIn: 20,
  clipFrameOut: 40,
  missingHeadFrames: 0,
  missingTailFrames: 0,
  speed: { num: 1, den: 1 },
  reverse: false,
  ...change,
});
const frames = new Map([
  ['a', 100],
  ['b', 50],
]);
const options = { handles: 8, gapFrames: 0 };

describe('outlinePull', () => {
  it('adds handles and clamps them to the clip', () => {
    const { plates } = outlinePull([event('001'), event('002', { clipId: 'b', clipFrameIn: 3, clipFrameOut: 48 })], frames, options);
    expect(plates.map(({ in: first, out, headHandles, tailHandles }) => [first, out, headHandles, tailHandles])).toEqual([
      [12, 48, 8, 8],
      [0, 50, 3, 2],
    ]);
    expect(plates[1]!.problems.map((problem) => problem.code)).toEqual(['HANDLE_SHORT']);
  });

  it('joins events of a clip whose plates overlap, in the order of the list', () => {
    const { plates } = outlinePull(
      [event('001', { clipId: 'b' }), event('002', { clipFrameIn: 50, clipFrameOut: 60 }), event('003')],
      frames,
      options,
    );
    expect(plates.map((plate) => [plate.clipId, plate.in, plate.out, plate.events.map((each) => each.number)])).toEqual([
      ['b', 12, 48, ['001']],
      ['a', 12, 68, ['003', '002']],
    ]);
  });

  it('gives a retime as many source frames of handle as the cut needs: ceil(h × |s|)', () => {
    const speeds = [
      { num: 2, den: 1 },
      { num: 3, den: 10 },
      { num: 0, den: 1 },
    ];
    const plates = speeds.map(
      (speed) => outlinePull([event('001', { speed, clipFrameIn: 40, clipFrameOut: 60 })], frames, options).plates[0]!,
    );
    expect(plates.map((plate) => [plate.in, plate.out])).toEqual([
      [24, 76],
      [37, 63],
      [40, 60],
    ]);
    expect(plates.flatMap((plate) => plate.problems)).toEqual([]);
  });

  it('gives an event whose speed varies twice the handles, and says why; half of them are a reserve that a clip need not have', () => {
    const varying = (clipFrameIn: number) => event('001', { variableSpeed: true, clipFrameIn, clipFrameOut: 60 });
    const { plates, findings } = outlinePull([varying(40)], frames, options);
    expect(plates.map(({ in: first, out }) => [first, out])).toEqual([[24, 76]]);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['RETIME_NOT_REPRESENTABLE', 'WARN']]);
    const [near, atStart] = [10, 4].map((first) => outlinePull([varying(first)], frames, options).plates[0]!);
    expect([near!.in, near!.problems, atStart!.problems.map(({ code }) => code)]).toEqual([0, [], ['HANDLE_SHORT']]);
  });

  it('pulls nothing for what is ambiguous, offline or unmatched, and says so; titles are not missing', () => {
    const { plates, findings } = outlinePull(
      [
        event('001', { state: 'AMBIGUOUS' }),
        event('002', { state: 'OFFLINE_KNOWN' }),
        { ...event('003', { state: 'UNMATCHED' }), clipId: undefined } as unknown as PullEvent,
        event('004', { state: 'GENERATED' }),
        event('005', { speed: { num: 2, den: 1 } }),
      ],
      frames,
      options,
    );
    expect(findings.map((finding) => [finding.at, finding.code])).toEqual([
      ['001', 'MATCH_AMBIGUOUS'],
      ['002', 'CLIP_OFFLINE'],
      ['003', 'EVENT_UNMATCHED'],
      ['005', 'RETIME_NOT_REPRESENTABLE'],
    ]);
    expect(plates.map((plate) => plate.events.map((each) => each.number))).toEqual([['005']]);
  });
});
