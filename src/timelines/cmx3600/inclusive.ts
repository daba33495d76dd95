import { frameOf, framesPerDay, labelOf, supportsDropFrame } from '../../domain/timecode.ts';
import type { Group } from './assemble.ts';
import type { EditStatement, LabelStamp, Stamp } from './statements.ts';

/** Which sides of a list name the last frame as their out instead of the one after it (2.2, row 22). */
export type InclusiveOuts = 'BOTH' | 'SOURCE';

/** Fewer cuts than this may be so by chance. */
const fewest = 5;

/**
 * Some exporters write the last frame. Where source and record are both so, every cut begins one frame after the one before it ends; where only the source is,
 * every source range is one frame shorter than its place. Lists with transitions or retimes are left alone: there other things make such differences.
 */
export function inclusiveOuts(groups: readonly Group[], base: number, drop: boolean): InclusiveOuts | undefined {
  const frames = (stamp: Stamp): number | undefined => ('frame' in stamp ? undefined : countOf(stamp, base, drop));
  const picture = groups.filter(({ edits }) => edits[0]!.channels.includes('V') || edits[0]!.channels === 'B');
  if (picture.length < fewest || picture.some(({ edits, speeds }) => edits.length > 1 || edits[0]!.type !== 'CUT' || speeds.length > 0))
    return undefined;
  const cuts = picture.map(({ edits: [edit] }) => [edit!.sourceIn, edit!.sourceOut, edit!.recordIn, edit!.recordOut].map(frames));
  if (cuts.some((cut) => cut.includes(undefined))) return undefined;
  const counted = cuts as [number, number, number, number][];
  const gaps = counted.slice(1).map(([, , recordIn], index) => recordIn - counted[index]![3]);
  const lengths = counted.map(([sourceIn, sourceOut, recordIn, recordOut]) => sourceOut - sourceIn - (recordOut - recordIn));
  if (gaps.every((gap) => gap === 1) && lengths.every((length) => length === 0)) return 'BOTH';
  return lengths.every((length) => length === -1) ? 'SOURCE' : undefined;
}

/** The same edit with outs that are the frame after the last. */
export function withExclusiveOuts(edit: EditStatement, which: InclusiveOuts, base: number, drop: boolean): EditStatement {
  const next = (stamp: Stamp): Stamp => ('frame' in stamp ? stamp : stampOf(countOf(stamp, base, drop) + 1, stamp, base, drop));
  return { ...edit, sourceOut: next(edit.sourceOut), ...(which === 'BOTH' ? { recordOut: next(edit.recordOut) } : {}) };
}

const formatOf = (stamp: LabelStamp, base: number, drop: boolean) => ({
  base,
  dropFrame: (stamp.dropMark || drop) && supportsDropFrame(base),
});

const countOf = (stamp: LabelStamp, base: number, drop: boolean): number => frameOf(stamp, formatOf(stamp, base, drop));

function stampOf(frame: number, like: LabelStamp, base: number, drop: boolean): LabelStamp {
  const format = formatOf(like, base, drop);
  return { ...labelOf(frame % framesPerDay(format), format), dropMark: like.dropMark };
}
