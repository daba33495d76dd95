import type { ClipTimecode } from './clip.ts';
import { framesPerLabel, type FrameRate } from './frameRate.ts';
import { formatTimecode } from './timecode.ts';

type Labelled = { readonly timecode?: ClipTimecode | undefined; readonly playbackRate?: FrameRate | undefined };

/** The label that a clip frame carries, in the run that it is in. Undefined where the clip has no timecode. */
export function labelOfFrame(clip: Labelled, frame: number): string | undefined {
  return labelled(clip, frame, frame, Math.floor);
}

/** The label of an end, which is the frame after the last: that of the last frame's run, the next one where frames share a label. */
export function labelOfEnd(clip: Labelled, end: number): string | undefined {
  return labelled(clip, end, end - 1, Math.ceil);
}

function labelled(clip: Labelled, frame: number, inside: number, round: (value: number) => number): string | undefined {
  const { timecode, playbackRate } = clip;
  if (!timecode) return undefined;
  const run = timecode.runs.findLast((each) => each.frame <= inside) ?? timecode.runs[0] ?? { frame: 0, label: timecode.start };
  return formatTimecode(run.label + round((frame - run.frame) / framesPerLabel(playbackRate, timecode.base)), timecode);
}
