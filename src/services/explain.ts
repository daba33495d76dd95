import { roleIn, type Actor } from '../domain/actor.ts';
import type { Cdl } from '../domain/cdl.ts';
import { InvalidInput, NotFound } from '../domain/errors.ts';
import { compare, type Divergence } from '../domain/explain/compare.ts';
import { explain } from '../domain/explain/explain.ts';
import type { ExplainedAmf, ExplainedFdl, ExplainSource, Explanation } from '../domain/explain/source.ts';
import type { Catalogue } from '../domain/ports/catalogue.ts';
import type { DocumentInForce, ExplainStore } from '../domain/ports/explainStore.ts';

/** Clips that one comparison may have. */
const mostCompared = 50;

export type ComparedClips = { readonly clipIds: readonly string[]; readonly divergences: readonly Divergence[]; readonly summary: string };

/** Why clips look as they do, and where they part. */
export function createExplainService(catalogue: Catalogue, store: ExplainStore) {
  async function sources(actor: Actor, clipIds: readonly string[]): Promise<ExplainSource[]> {
    const clips = (await catalogue.clipsByIds(clipIds)).filter((clip) => roleIn(actor, clip.productionId) !== undefined);
    const known = new Map(clips.map((clip) => [clip.id, clip]));
    const missing = clipIds.find((id) => !known.has(id));
    if (missing !== undefined) throw new NotFound(`There is no clip ${missing}.`, { at: 'ids' });
    const ids = clips.map((clip) => clip.id);
    const facts = await catalogue.factsOf(ids);
    const names = await catalogue.namesOf(ids);
    const cards = new Map(
      (await catalogue.formatCardsByIds([...new Set(clips.flatMap((clip) => clip.formatCardId ?? []))])).map((card) => [card.id, card]),
    );
    const documents = Map.groupBy(await store.documentsInForce(ids), (document) => document.clipId);
    const renders = Map.groupBy(await store.newestRenders(ids), (render) => render.clipId);
    return clipIds.map((id) => {
      const clip = known.get(id)!;
      const card = clip.formatCardId === undefined ? undefined : cards.get(clip.formatCardId);
      return {
        clip: {
          id,
          name: clip.name,
          names: (names.get(id) ?? []).map((name) => name.value),
          format: clip.format,
          facts: facts.get(id) ?? [],
        },
        card: card && { inputTransform: card.inputTransform, framing: card.framing, answeredBy: card.answeredBy },
        renders: renders.get(id) ?? [],
        ...inForce(documents.get(id) ?? []),
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

/** The nearest document of each kind; they come nearest first. `parsed` is what our own readers wrote (documents/*). */
function inForce(documents: readonly DocumentInForce[]): Pick<ExplainSource, 'amf' | 'fdl' | 'cdl' | 'luts'> {
  const nearest = (kind: string): DocumentInForce | undefined => documents.find((document) => document.kind === kind);
  const [amf, fdl, cdl] = [nearest('AMF'), nearest('FDL'), nearest('CDL')];
  const luts = documents.filter((document) => document.kind === 'LUT');
  const nearestScope = luts[0]?.scope;
  return {
    amf: amf && {
      ...amf,
      clipName: (amf.parsed['clipName'] as string | null) ?? undefined,
      systemVersion: (amf.parsed['systemVersion'] as string | null) ?? undefined,
      transforms: (amf.parsed['transforms'] ?? []) as ExplainedAmf['transforms'],
    },
    fdl: fdl && { ...fdl, canvases: ((fdl.parsed['canvases'] ?? []) as StoredCanvas[]).map(toCanvas) },
    cdl: cdl && { ...cdl, correction: ((cdl.parsed['corrections'] ?? []) as Cdl[])[0] },
    luts: luts.filter((lut) => lut.scope === nearestScope),
  };
}

type StoredSize = { readonly width: number; readonly height: number } | null;
type StoredCanvas = {
  readonly id: string;
  readonly dimensions: StoredSize;
  readonly anamorphicSqueeze: unknown;
  readonly decisions: readonly { readonly id: string | null; readonly dimensions: StoredSize }[];
};

function toCanvas(canvas: StoredCanvas): ExplainedFdl['canvases'][number] {
  return {
    id: canvas.id,
    dimensions: canvas.dimensions ?? undefined,
    anamorphicSqueeze: typeof canvas.anamorphicSqueeze === 'number' ? canvas.anamorphicSqueeze : undefined,
    decisions: canvas.decisions.map((decision) => ({ id: decision.id ?? '?', dimensions: decision.dimensions ?? undefined })),
  };
}
