/** Seconds of work in a chunk, about: long beside the second that an engine takes to start, short beside a rush job's patience. */
const chunkSeconds = 30;
/** Frames below which dividing costs more than it gives. */
const fewestFrames = 8;
/** More chunks than this only make rows. */
const mostChunks = 1024;

export type Range = { readonly in: number; readonly out: number };

/**
 * A range in parts of equal cost. Their number is a power of two, so that two, four or eight workers end together; one part where the outputs are
 * not a picture a frame (`divisible`).
 */
export function chunksOf(range: Range, secondsPerFrame: number, divisible: boolean): readonly Range[] {
  const frames = range.out - range.in;
  let count = 1;
  while (divisible && count < mostChunks && (frames * secondsPerFrame) / count > chunkSeconds && frames / (count * 2) >= fewestFrames)
    count *= 2;
  return Array.from({ length: count }, (_, index) => ({
    in: range.in + Math.floor((frames * index) / count),
    out: range.in + Math.floor((frames * (index + 1)) / count),
  }));
}
