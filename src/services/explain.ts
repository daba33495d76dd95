import { roleIn, type Actor } from '../domain/actor.ts';
import { InvalidInput, NotFound } from '../domain/errors.ts';
import { compare, type Divergence } from '../domain/explain/compare.ts';
import { explain } from '../domain/explain/explain.ts';
import type { ExplainSource, Explanation } from '../domain/explain/source.ts';
import type { Catalogue } from '../domain/ports/catalogue.ts';
import type { ExplainStore } from '../domain/ports/explainStore.ts';
import { isClipId } from '../domain/match/documentNames.ts';
import type { DocumentsInForce } from './documentsInForce.ts';

/** Clips that one comparison may have. */
const mostCompared = 50;

export type ComparedClips = { readonly clipIds: readonly string[]; readonly divergences: readonly Divergence[]; readonly summary: string };

/** Why clips look as they do, and where they part. */
export function createExplainService(
  catalogue: Catalogue,
  store: Pick<ExplainStore, 'newestRenders' | 'setupOf'>,
  documentsInForce: DocumentsInForce,
) {
  async function sources(actor: Actor, clipIds: readonly string[]): Promise<ExplainSource[]> {
    const clips = (await catalogue.clipsByIds(clipIds)).filter((clip) => roleIn(actor, clip.productionId) !== undefined);
    const known = new Map(clips.map((clip) => [clip.id, clip]));
    const missing = clipIds.find((id) => !known.has(id));
    if (missing !== undefined) throw new NotFound(`There is no clip ${missing}.`, { at: 'ids' });
    const ids = clips.map((clip) => clip.id);
    const facts = await catalogue.factsOf(ids);
    const cards = new Map(
      (await catalogue.formatCardsByIds([...new Set(clips.flatMap((clip) => clip.formatCardId ?? []))])).map((card) => [card.id, card]),
    );
    const documents = await documentsInForce(clips);
    const renders = Map.groupBy(await store.newestRenders(ids), (render) => render.clipId);
    return clipIds.map((id) => {
      const clip = known.get(id)!;
      const inForce = documents.get(id)!;
      const card = clip.formatCardId === undefined ? undefined : cards.get(clip.formatCardId);
      return {
        clip: {
          id,
          name: clip.name,
          format: clip.format,
          facts: facts.get(id) ?? [],
        },
        card: card && { inputTransform: card.inputTransform, framing: card.framing, answeredBy: card.answeredBy },
        renders: renders.get(id) ?? [],
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
      if (asked.length === 1) {
        await sources(actor, asked);
        asked.push(...(await store.setupOf(asked[0]!, mostCompared - 1)));
      }
      const found = await sources(actor, asked);
      if (found.length === 1)
        return {
          clipIds: asked,
          divergences: [],
          summary: `${found[0]!.clip.name} is alone in its setup: no other clip has its scene, camera and day.`,
        };
      return { clipIds: asked, ...compare(found.map((source) => ({ name: source.clip.name, explanation: explain(source) }))) };
    },
  };
}
