import { describe, expect, it } from 'vitest';
import { chunksOf } from './chunks.ts';

describe('chunksOf', () => {
  it('divides 240 frames of 0.8 s into eight parts of 30', () => {
    const made = chunksOf({ in: 100, out: 340 }, 0.8, true);
    expect(made).toHaveLength(8);
    expect(made[0]).toEqual({ in: 100, out: 130 });
    expect(made.at(-1)).toEqual({ in: 310, out: 340 });
  });

  it('leaves no frame out and repeats none where the parts are not equal', () => {
    const made = chunksOf({ in: 0, out: 101 }, 1, true);
    expect(made.flatMap((part) => Array.from({ length: part.out - part.in }, (_, index) => part.in + index))).toEqual(
      Array.from({ length: 101 }, (_, frame) => frame),
    );
  });

  it('keeps whole what is cheap, short or no sequence of pictures', () => {
    expect(chunksOf({ in: 0, out: 240 }, 0.05, true)).toHaveLength(1);
    expect(chunksOf({ in: 0, out: 12 }, 60, true)).toHaveLength(1);
    expect(chunksOf({ in: 0, out: 240 }, 5, false)).toHaveLength(1);
  });
});
