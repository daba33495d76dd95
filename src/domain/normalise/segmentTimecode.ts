import type { ClipSegment, ClipTimecode, RawMetadata, TimecodeRun } from '../clip.ts';
import { framesPerLabel } from '../frameRate.ts';
import { rational } from '../rational.ts';
import { framesPerDay } from '../timecode.ts';
import { readTimecodes, settle } from './timecodes.ts';

/** What speaks of a spanned clip's beginning: everything but its later segments, each of which has a beginning of its own. */
export function readingsOfBeginning(raws: readonly RawMetadata[], segments: readonly ClipSegment[]): readonly RawMetadata[] {
  const later = new Set(segments.slice(1).map(({ path }) => path));
  return raws.filter(({ path }) => !later.has(path));
}

/**
 * The runs of a spanned clip whose segments do not follow on from one another; empty where they do, where a segment's length or timecode is not
 * known, and where a later segment only repeats the clip's start, as some cameras write it.
 */
export function segmentRuns(
  raws: readonly RawMetadata[],
  segments: readonly ClipSegment[],
  timecode: ClipTimecode,
  nominal: number | undefined,
): readonly TimecodeRun[] {
  const runs: TimecodeRun[] = [{ frame: 0, label: timecode.start }];
  const day = framesPerDay(timecode);
  const perLabel = framesPerLabel(nominal === undefined ? undefined : rational(nominal, 1), timecode.base);
  let frame = segments[0]?.frameCount;
  for (const { path, frameCount } of segments.slice(1)) {
    if (frame === undefined) return [];
    const reading = readTimecodes(raws.filter((raw) => raw.path === path)).find(({ kind }) => kind === 'source');
    const found = reading ? settle(reading, nominal) : undefined;
    if (!found || found.base !== timecode.base || found.dropFrame !== timecode.dropFrame) return [];
    const last = runs.at(-1)!;
    if (found.start !== (last.label + Math.floor((frame - last.frame) / perLabel)) % day && found.start !== timecode.start)
      runs.push({ frame, label: found.start });
    frame = frameCount === undefined ? undefined : frame + frameCount;
  }
  return runs.length > 1 ? runs : [];
}
