/** Frames [start, end): integers, end exclusive. */
export type FrameRange = { readonly start: number; readonly end: number };

export function frameCountOf(range: FrameRange): number {
  return Math.max(0, range.end - range.start);
}

export function contains(outer: FrameRange, inner: FrameRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Joins ranges that overlap or lie at most `gapFrames` apart; sorted by start. */
export function mergeRanges(ranges: readonly FrameRange[], gapFrames = 0): FrameRange[] {
  const merged: FrameRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end + gapFrames) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else merged.push(range);
  }
  return merged;
}
