import type { AmfClipId } from '../domain/amf.ts';
import { clipIdLookup, clipsMeant } from '../domain/match/documentNames.ts';
import type { MatchClip } from '../domain/match/result.ts';
import type { MatchStore } from '../domain/ports/matchStore.ts';

/** Clips that each clip id means: one where it is resolved, none or several where not. The matcher's own candidates, for all ids in a few statements. */
export type ResolveClipIds = (productionId: string, ids: readonly AmfClipId[]) => Promise<readonly (readonly MatchClip[])[]>;

export function createClipIds(store: Pick<MatchStore, 'candidates' | 'clips'>): ResolveClipIds {
  return async (productionId, ids) => {
    if (ids.length === 0) return [];
    const found = await store.candidates(productionId, ids.map(clipIdLookup));
    const clips = new Map((await store.clips([...new Set(found.flatMap(({ clipIds }) => clipIds))])).map((clip) => [clip.id, clip]));
    return ids.map((id, index) =>
      clipsMeant(
        id,
        found[index]!.clipIds.flatMap((clipId) => clips.get(clipId) ?? []),
      ),
    );
  };
}
