import { formatTimecode, frameOf, parseTimecode } from '../../../domain/timecode.ts';
import type { ClipOfEventFragment } from '../../generated/operations.ts';

/** Which frames of a clip an event takes, to scale: the whole clip as a bar, the part that is used in it, in numbers and in the clip's own timecode. */
export function ClipBar({ clip, frameIn, frameOut }: { clip: ClipOfEventFragment; frameIn: number | null; frameOut: number | null }) {
  const { frameCount } = clip;
  if (frameIn === null || frameOut === null) return <p className="quiet clip-bar-words">Its timecode does not reach this clip.</p>;
  return (
    <div className="clip-bar">
      {frameCount !== null && frameCount > 0 && (
        <svg viewBox={`0 0 ${frameCount} 10`} preserveAspectRatio="none" aria-hidden="true">
          <rect width={frameCount} height={10} className="whole" />
          <rect x={frameIn} width={Math.max(frameCount / 200, frameOut - frameIn)} height={10} className="part" />
        </svg>
      )}
      <span className="mono">
        {`${frameIn}–${frameOut}`}
        <span className="quiet">{frameCount === null ? '' : ` of ${frameCount}`}</span>
        {` ${labelAt(clip, frameIn)}`}
        <span className="quiet">{` ${labelAt(clip, frameOut)}`}</span>
      </span>
    </div>
  );
}

/** The clip's label of a frame, where its timecode has one label a frame. */
function labelAt(clip: ClipOfEventFragment, frame: number): string {
  const { timecode } = clip;
  const first = timecode && parseTimecode(timecode.start);
  return timecode && first ? formatTimecode(frameOf(first, timecode) + frame, timecode) : '';
}
