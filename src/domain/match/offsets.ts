import { framesPerDay } from '../timecode.ts';
import type { Considered, Judged } from './judge.ts';
import type { OffsetProposal } from './result.ts';

/** Shifts by single frames that are looked for; and whole hours to each side. */
const mostFrames = 48;
const mostHours = 12;
/** Of a roll's events, this part must fit under the shift. */
const agreeingPart = 0.9;

/** Shifts under which one event lies in its clip: frames by which its labels run ahead of the clip's. */
type Room = {
  readonly number: string;
  readonly low: number;
  readonly high: number;
  /** As long as the clip itself. */ readonly whole: boolean;
};

/**
 * Rolls whose events do not fit as they are and do under one shift: dailies a frame late, a camera that was an hour off. An event that is as long as its clip
 * and lies beside it tells for itself; of others two must agree. Nothing is applied: a person decides.
 */
export function detectOffsets(considered: readonly Considered[]): OffsetProposal[] {
  const suspects = new Set<string>();
  for (const each of considered) {
    const only = onlyNamed(each);
    if (only?.clip.rollId !== undefined && isOutside(only)) suspects.add(only.clip.rollId);
  }
  if (suspects.size === 0) return [];
  const byRoll = new Map<string, { readonly roll: string; readonly hour: number; readonly rooms: Room[] }>();
  for (const each of considered) {
    const only = onlyNamed(each);
    if (!only) continue;
    const { clip } = only;
    if (clip.rollId === undefined || !suspects.has(clip.rollId) || !clip.timecode) continue;
    const room = roomOf(each.event.number, only);
    if (!room) continue;
    const hour = framesPerDay(clip.timecode) / 24;
    const known = byRoll.get(clip.rollId) ?? { roll: clip.roll ?? clip.name, hour, rooms: [] };
    known.rooms.push(room);
    byRoll.set(clip.rollId, known);
  }
  return [...byRoll].flatMap(([rollId, { roll, hour, rooms }]) => {
    const shift = commonShift(rooms, hour);
    if (shift === undefined) return [];
    const outside = rooms.filter((room) => !holds(room, 0) && holds(room, shift)).map((room) => room.number);
    const by =
      Math.abs(shift) % hour === 0 ? `${-shift / hour > 0 ? '+' : ''}${-shift / hour} h` : `${-shift > 0 ? '+' : ''}${-shift} frame(s)`;
    const fitting = rooms.filter((room) => holds(room, shift)).length;
    const which = fitting === rooms.length ? `All ${fitting}` : `${fitting} of ${rooms.length}`;
    const message = `${which} event(s) of ${roll} fit when their timecode is shifted by ${by}; ${outside.length} of them only then.`;
    return [{ rollId, roll, offsetFrames: -shift, events: outside, of: rooms.length, message }];
  });
}

/** The clip that an event names whole, where it is one. */
function onlyNamed({ judged }: Considered): Judged | undefined {
  let only: Judged | undefined;
  for (const each of judged) {
    if (each.tier < 2 || each.tier > 4 || each.evidence?.loose !== false) continue;
    if (only) return undefined;
    only = each;
  }
  return only;
}

/** It does not lie in its clip as it is. */
function isOutside({ clip, placement }: Judged): boolean {
  return placement !== undefined && (placement.frameIn < 0 || placement.frameOut > (clip.frameCount ?? Number.POSITIVE_INFINITY));
}

function roomOf(number: string, { clip, placement }: Judged): Room | undefined {
  if (!placement || clip.frameCount === undefined || placement.parts || placement.track) return undefined;
  const length = placement.frameOut - placement.frameIn;
  if (length > clip.frameCount) return undefined;
  return { number, low: placement.frameOut - clip.frameCount, high: placement.frameIn, whole: length === clip.frameCount };
}

const holds = ({ low, high }: Room, shift: number): boolean => low <= shift && shift <= high;

function commonShift(rooms: readonly Room[], hour: number): number | undefined {
  const outside = rooms.filter((room) => !holds(room, 0));
  if (outside.length === 0) return undefined;
  const shifts = new Set(outside.map((room) => (room.low > 0 ? room.low : room.high)));
  for (let hours = -mostHours; hours <= mostHours; hours += 1) if (hours !== 0) shifts.add(hours * hour);
  let best: { readonly shift: number; readonly fitting: number } | undefined;
  for (const shift of shifts) {
    const isHours = shift % hour === 0;
    if (!isHours && Math.abs(shift) > mostFrames) continue;
    const fitting = rooms.filter((room) => holds(room, shift)).length;
    const witnesses = outside.filter((room) => holds(room, shift));
    const convincing = witnesses.some((room) => room.whole) || (witnesses.length >= 2 && (isHours || Math.abs(shift) <= 2));
    if (!convincing || fitting < rooms.length * agreeingPart) continue;
    if (!best || fitting > best.fitting || (fitting === best.fitting && Math.abs(shift) < Math.abs(best.shift))) best = { shift, fitting };
  }
  return best?.shift;
}
