import type { BrowseStore, Children } from '../domain/ports/browse.ts';
import type { ClipRecord, RollRecord } from '../domain/ports/records.ts';

/** Cards that are kept: sixty pages, some 20 MB, and half as much for their texts (api/writtenClips.ts). The one that was asked for longest ago goes first. */
const mostKept = 3000;

/** A hit of a search; `revision` where it is surely the clip's present one. */
export type Hit = { readonly clipId: string; readonly revision?: number };

/**
 * Clips as pages show them. What is kept of a clip is good for as long as its revision is: every write raises that. The rest is read, all of it with one
 * statement. Rights are the asker's: hits are of a production that the actor sees.
 */
export function createCards(store: Pick<BrowseStore, 'read'>) {
  const kept = new Map<string, ClipRecord>();

  async function read(ids: readonly string[]): Promise<ClipRecord[]> {
    const [clips, rolls, names, facts, present] = await store.read([
      { read: 'records', of: 'clip', ids },
      { read: 'children', of: 'clipRoll', ids },
      { read: 'children', of: 'clipNames', ids },
      { read: 'children', of: 'clipFactValues', ids },
      { read: 'children', of: 'clipPresent', ids },
    ] as const);
    return ids.flatMap((id) => {
      const clip = clips.get(id)?.[0] as ClipRecord | undefined;
      if (clip === undefined) return [];
      const roll = rolls.get(id)?.[0] as RollRecord | undefined;
      const shown = {
        ...(roll ? { roll } : {}),
        names: (names.get(id) ?? []) as readonly Children['clipNames'][],
        facts: (facts.get(id) ?? []) as readonly Children['clipFactValues'][],
        online: present.has(id),
      };
      return [{ ...clip, shown }];
    });
  }

  /** By clip's id; a clip that has gone is left out. */
  return async (hits: readonly Hit[]): Promise<ReadonlyMap<string, ClipRecord>> => {
    const found = new Map<string, ClipRecord>();
    const missing = new Map<string, number | undefined>();
    for (const { clipId, revision } of hits) {
      const card = kept.get(clipId);
      if (card !== undefined && card.revision === revision) {
        kept.delete(clipId);
        kept.set(clipId, card);
        found.set(clipId, card);
      } else missing.set(clipId, revision);
    }
    if (missing.size === 0) return found;
    for (const card of await read([...missing.keys()])) {
      found.set(card.id, card);
      if (card.revision !== missing.get(card.id)) continue;
      kept.delete(card.id);
      kept.set(card.id, card);
    }
    for (const id of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(id);
    }
    return found;
  };
}
