import { describe, expect, it } from 'vitest';
import { checkTemplate, keptFirstFrame, plateName, plateNumber, shotOf } from './plateNames.ts';

const parts = { show: 'agm', shot: 'AGM_104_065_010', event: '012', clip: 'A001C003_260101_R1AB', element: 'PL', number: 1 };
const earlier = [{ shot: 'AGM_104_065_010', clipId: 'a', number: 1, in: 100, out: 160, firstFrame: 1001 }];

describe('names of plates', () => {
  it('follow the template, with legal characters only', () => {
    expect(plateName('{shot}_{plate}', parts)).toBe('AGM_104_065_010_PL01');
    expect(plateName('{show}-{event}-{plate}', { ...parts, event: '0 1/2', element: 'BG', number: 12 })).toBe('agm-0_1_2-BG12');
  });

  it('refuse a template that cannot tell plates apart, or that the file systems of the trade dislike', () => {
    expect(() => checkTemplate('{shot}_{plate}_{version}')).toThrow(/version is added last/);
    expect(() => checkTemplate('{shot}')).toThrow(/needs \{plate\}/);
    expect(() => checkTemplate('{shot} {plate}')).toThrow(/letters, digits/);
    expect(() => checkTemplate('{show}_{shot}_{plate}')).not.toThrow();
  });

  it('take the shot from a marker, and from the event where none names one', () => {
    expect(shotOf('agm', { number: '012', markers: [{ text: 'RED AGM_104_065_010' }] })).toBe('AGM_104_065_010');
    expect(shotOf('harbour-2', { number: '012', markers: [{ text: 'check_focus please' }] })).toBe('harbour_2_012');
  });

  it('keep a clip’s number in its shot, and give another clip the next one', () => {
    expect(plateNumber(earlier, 'AGM_104_065_010', 'a', new Set())).toBe(1);
    expect(plateNumber(earlier, 'AGM_104_065_010', 'b', new Set())).toBe(2);
    expect(plateNumber(earlier, 'AGM_104_065_020', 'b', new Set())).toBe(1);
    // Twice in one shot of one pull, apart from each other: two plates.
    expect(plateNumber(earlier, 'AGM_104_065_010', 'a', new Set([1]))).toBe(2);
  });

  it('keep the numbers of frames that were delivered when a head grows', () => {
    const plate = { shot: 'AGM_104_065_010', clipId: 'a', in: 88, out: 160 };
    expect(keptFirstFrame(earlier, plate, 1001)).toBe(989);
    expect(keptFirstFrame(earlier, { ...plate, in: 200, out: 210 }, 1001)).toBe(1001);
    expect(keptFirstFrame(earlier, { ...plate, clipId: 'b' }, 1001)).toBe(1001);
    expect(keptFirstFrame([{ ...earlier[0]!, firstFrame: 5 }], plate, 1001)).toBe(1001);
  });
});
