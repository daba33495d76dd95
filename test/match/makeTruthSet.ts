import { shoot } from './truthFootage.ts';
import { makeLists } from './truthLists.ts';
import { randomOf, type TruthSet } from './truthSet.ts';

/** One production, its footage and its lists; the same for a seed. */
export function makeTruthSet(seed: number): TruthSet {
  const random = randomOf(seed);
  const clips = shoot(random, seed);
  const rolls = [...new Map(clips.map((clip) => [clip.roll.id, clip.roll])).values()];
  return { seed, rolls, clips, lists: makeLists(clips, random) };
}
