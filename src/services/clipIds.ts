import type { AmfClipId } from '../domain/amf.ts';
import { clipIdLookup, clipsMeant } from '../domain/match/documentNames.ts';
import type { MatchClip } from '../domain/match/result.ts';
import type { MatchStore } from '../domain/ports/matchStore.ts';

/** Clips that each clip id means: one where it is resolved, none or several where not. The matcher's own candidates, for all ids in a few statements. */
export type ResolveClipIds = (productionId: string, ids: readonly AmfClipId[]) => Promise<readonly (readonly MatchClip[])[]>;

export function createClipIds(store: Pick<MatchStore, 'candidates'>): ResolveClipIds {
  return async (productionId, ids) => {
    if (ids.length === 0) return [];
    const found = await store.candidates(productionId, ids.map(clipIdLookup));
    return ids.map((id, index) => clipsMeant(id, found[index]!.clips));
  };
}
