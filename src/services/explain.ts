import { roleIn, type Actor } from '../domain/actor.ts';
import { InvalidInput, NotFound } from '../domain/errors.ts';
import { compare, type Divergence } from '../domain/explain/compare.ts';
import { explain } from '../domain/explain/explain.ts';
import type { ExplainSource, Explanation } from '../domain/explain/source.ts';
import type { ExplainStore } from '../domain/ports/explainStore.ts';
import { isClipId } from '../domain/match/documentNames.ts';
import type { DocumentsInForce } from './documentsInForce.ts';

/** Clips that one comparison may have. */
const mostCompared = 50;

export type ComparedClips = { readonly clipIds: readonly string[]; readonly divergences: readonly Divergence[]; readonly summary: string };

/** Why clips look as they do, and where they part. */
export function createExplainService(store: Pick<ExplainStore, 'clips'>, documentsInForce: DocumentsInForce) {
  /** Of these clips, and of at most `others` of the first one's setup. */
  async function sources(actor: Actor, clipIds: readonly string[], others = 0): Promise<ExplainSource[]> {
    const clips = (await store.clips(clipIds, others)).filter((clip) => roleIn(actor, clip.productionId) !== undefined);
    const known = new Set(clips.map((clip) => clip.id));
    const missing = clipIds.find((id) => !known.has(id));
    if (missing !== undefined) throw new NotFound(`There is no clip ${missing}.`, { at: 'ids' });
    const documents = await documentsInForce(clips);
    return clips.map(({ card, renders, ...clip }) => {
      const inForce = documents.get(clip.id)!;
      return {
        clip,
        card,
        renders,
        isNamed: (name: string) => isClipId({ name }, inForce.clip),
        amf: inForce.amf,
        fdl: inForce.fdl,
        cdl: inForce.cdl,
        luts: inForce.luts,
        ambiguousAmfs: inForce.ambiguousAmfs,
      };
    });
  }

  return {
    /** In the order of the ids. Throws NotFound for one that is not there, or not for this actor. */
    async explain(actor: Actor, clipIds: readonly string[]): Promise<readonly Explanation[]> {
      return (await sources(actor, clipIds)).map(explain);
    },

    /** Two clips or more; or one, against the others of its setup (same scene, camera and day). */
    async compare(actor: Actor, clipIds: readonly string[]): Promise<ComparedClips> {
      const asked = [...new Set(clipIds)];
      if (asked.length === 0 || asked.length > mostCompared)
        throw new InvalidInput(`Compare 2 to ${mostCompared} clips, or one with its setup.`, { at: 'ids' });
      const found = await sources(actor, asked, asked.length === 1 ? mostCompared - 1 : 0);
      const ids = found.map(({ clip }) => clip.id);
      if (found.length === 1)
        return {
          clipIds: ids,
          divergences: [],
          summary: `${found[0]!.clip.name} is alone in its setup: no other clip has its scene, camera and day.`,
        };
      return { clipIds: ids, ...compare(found.map((source) => ({ name: source.clip.name, explanation: explain(source) }))) };
    },
  };
}
