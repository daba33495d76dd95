import { nominalBase, type FrameRate } from '../../domain/frameRate.ts';
import { one, rational, type Rational } from '../../domain/rational.ts';
import type { SpeedStatement } from './statements.ts';

/** How an edit moves through its source. */
export type Motion = {
  readonly speed: Rational;
  readonly reverse: boolean;
  readonly freeze: boolean;
  readonly variable: boolean;
  /** Source frames that play, where the written range is not what plays. */
  readonly playedFrames?: number;
  /** Why `variable`, or what does not add up: one sentence, and what mends it. */
  readonly doubt?: { readonly code: string; readonly message: string; readonly fix: string };
};

export const normalMotion: Motion = { speed: one, reverse: false, freeze: false, variable: false };

/** M2 as a fraction of the list's rate: `047.6` at base 24 is 119/60. Rounded to a tenth by its writer. */
export function statedSpeed(statement: SpeedStatement, rate: FrameRate): Rational {
  return rational(Math.round(Math.abs(statement.framesPerSecond) * 10_000), 10_000 * nominalBase(rate));
}

/**
 * Speed from the durations, which are exact; M2 is rounded and gives sign and kind only (2.1, row 12). Where the durations are equal
 * and M2 says otherwise, the writer repeated the record duration on the source side (classic CMX systems do): then M2 is all there is.
 */
export function motionOf(sourceFrames: number, recordFrames: number, statement: SpeedStatement | undefined, rate: FrameRate): Motion {
  if (!statement) {
    // Without an M2 line a frame or two is a rounding of mixed rates; more is a retime that nobody wrote down.
    const unlike = sourceFrames > 0 && recordFrames > 0 && Math.abs(sourceFrames - recordFrames) > 2;
    return unlike ? { ...normalMotion, speed: rational(sourceFrames, recordFrames) } : normalMotion;
  }
  if (statement.framesPerSecond === 0) return { speed: rational(0), reverse: false, freeze: true, variable: false };
  const reverse = statement.framesPerSecond < 0;
  const stated = statedSpeed(statement, rate);
  if (recordFrames <= 0 || sourceFrames <= 0) return { speed: stated, reverse, freeze: false, variable: false };
  const needed = (recordFrames * stated.num) / stated.den;
  if (reverse && sourceFrames === 1 && needed >= 2) {
    const played = Math.max(1, Math.round(needed));
    return {
      speed: stated,
      reverse,
      freeze: false,
      variable: true,
      playedFrames: played,
      doubt: {
        code: 'REVERSE_WITHOUT_RANGE',
        message: `It plays ${played} frames backwards, but its source range is written as the one frame that it starts from.`,
        fix: `Pull the ${played} frames that end with this one.`,
      },
    };
  }
  // Writers count a retimed range as round(r·s), its floor, or (r−1)·s+1 samples; M2's own rounding adds 0.05 fps.
  const slack = 2 + recordFrames * (0.06 / nominalBase(rate)) + Math.abs(stated.num / stated.den - 1);
  const agrees = Math.abs(sourceFrames - needed) <= slack;
  if (sourceFrames !== recordFrames || agrees) {
    const speed = rational(sourceFrames, recordFrames);
    if (agrees) return { speed, reverse, freeze: false, variable: false };
    return {
      speed,
      reverse,
      freeze: false,
      variable: true,
      doubt: {
        code: 'SPEED_DISAGREES',
        message: `M2 says ${statement.framesPerSecond} frames a second, but ${sourceFrames} source frames over ${recordFrames} record frames is another speed; a variable retime cannot be written in a CMX list.`,
        fix: 'Export the cut as AAF, XML or OTIO to keep the retime, or pull this event with more handles.',
      },
    };
  }
  return {
    speed: stated,
    reverse,
    freeze: false,
    variable: true,
    playedFrames: Math.max(1, Math.ceil(needed)),
    doubt: {
      code: 'RETIME_RANGE_UNCERTAIN',
      message: `M2 says ${statement.framesPerSecond} frames a second, yet source and record are both ${recordFrames} frames long; at that speed the event reads ${Math.round(needed)} source frames.`,
      fix:
        needed > sourceFrames
          ? `Pull with at least ${Math.ceil(needed) - sourceFrames} frames more at the end, or correct the source out.`
          : 'Correct the source out if only the frames that are seen should be pulled.',
    },
  };
}
