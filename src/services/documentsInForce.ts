import type { Amf, AmfClipId } from '../domain/amf.ts';
import type { Correction } from '../domain/cdl.ts';
import type { Attached, ExplainedAmf, ExplainedCdl, ExplainedFdl, ExplainedLut } from '../domain/explain/source.ts';
import type { Fdl } from '../domain/fdl.ts';
import { correctionFor, isClipId } from '../domain/match/documentNames.ts';
import type { MatchClip } from '../domain/match/result.ts';
import type { DocumentInForce, ExplainStore } from '../domain/ports/explainStore.ts';
import type { MatchStore } from '../domain/ports/matchStore.ts';
import type { ResolveClipIds } from './clipIds.ts';

/** The nearest document of each kind that holds for a clip, and the LUTs of the nearest scope that has any. */
export type InForce = {
  readonly amf: ExplainedAmf | undefined;
  readonly fdl: ExplainedFdl | undefined;
  readonly cdl: ExplainedCdl | undefined;
  readonly luts: readonly ExplainedLut[];
  readonly ambiguousAmfs: readonly { readonly name: string; readonly clipName: string; readonly clips: readonly string[] }[];
};

/** Clips that the clip id of an AMF means, by the document's id. */
export type Meant = ReadonlyMap<string, readonly Pick<MatchClip, 'id' | 'name'>[]>;

const nearness = { clip: 0, 'clip id': 1, roll: 2, 'format card': 3, production: 4 } as const;

const attached = ({ id, name, scope, attachedBy }: DocumentInForce): Attached => ({ id, name, scope, attachedBy });

/** `parsed` of a stored document is what its own reader wrote (documents/*). */
export function amfOf(document: DocumentInForce): ExplainedAmf {
  return { ...attached(document), transforms: [], ...(document.parsed as Partial<Amf>) };
}

export function fdlOf(document: DocumentInForce): ExplainedFdl {
  return { ...attached(document), canvases: [], templates: [], ...(document.parsed as Partial<Fdl>) };
}

/** The clip that a stored AMF is for; undefined for one that is for none, and for other documents. */
export function clipIdOf(document: Pick<DocumentInForce, 'kind' | 'parsed'>): AmfClipId | undefined {
  return document.kind === 'AMF' ? (document.parsed as Partial<Amf>).clipId : undefined;
}

/**
 * What holds for a clip, of the documents attached to it, its roll, its format card and its production; within a scope the newest comes first.
 * An AMF that is attached further away than the clip and names a clip holds for that one alone, and comes before those of the roll. Where its name could
 * mean several it holds for none of them.
 */
export function inForce(documents: readonly DocumentInForce[], clip: MatchClip, meant: Meant): InForce {
  const ambiguousAmfs: InForce['ambiguousAmfs'][number][] = [];
  const near = documents.flatMap((document): readonly DocumentInForce[] => {
    const id = document.scope === 'clip' ? undefined : clipIdOf(document);
    if (!id) return [document];
    const clips = meant.get(document.id) ?? [];
    if (!clips.some((each) => each.id === clip.id)) return [];
    if (clips.length === 1) return [{ ...document, scope: 'clip id' }];
    ambiguousAmfs.push({ name: document.name, clipName: id.name, clips: clips.map((each) => each.name) });
    return [];
  });
  const sorted = near.toSorted((a, b) => nearness[a.scope] - nearness[b.scope]);
  const nearest = (kind: string): DocumentInForce | undefined => sorted.find((document) => document.kind === kind);
  const [amf, fdl, cdl] = [nearest('AMF'), nearest('FDL'), nearest('CDL')];
  const luts = sorted.filter((document) => document.kind === 'LUT');
  const id = amf?.scope === 'clip' ? clipIdOf(amf) : undefined;
  return {
    amf: amf && { ...amfOf(amf), ...(id && !isClipId(id, clip) ? { foreign: true as const } : {}) },
    fdl: fdl && fdlOf(fdl),
    cdl: cdl && {
      ...attached(cdl),
      ...correctionFor((cdl.parsed as { readonly corrections?: readonly Correction[] }).corrections ?? [], clip),
    },
    luts: luts.filter((lut) => lut.scope === luts[0]?.scope).map((lut) => ({ ...attached(lut), sha256: lut.sha256 })),
    ambiguousAmfs,
  };
}

/** Clip ids of AMFs that are attached further away than to the clip itself, resolved. */
export async function clipsMeantBy(resolve: ResolveClipIds, productionId: string, documents: readonly DocumentInForce[]): Promise<Meant> {
  const ids = new Map(documents.flatMap((document) => (clipIdOf(document) ? [[document.id, clipIdOf(document)!] as const] : [])));
  const found = await resolve(productionId, [...ids.values()]);
  return new Map([...ids.keys()].map((id, index) => [id, found[index]!]));
}

/** What holds for each clip, and the clip as a document may name it. */
export type DocumentsInForce = (
  clips: readonly { readonly id: string; readonly productionId: string; readonly name: string }[],
) => Promise<ReadonlyMap<string, InForce & { readonly clip: MatchClip }>>;

export function createDocumentsInForce(
  store: Pick<ExplainStore, 'documentsInForce'>,
  matchStore: Pick<MatchStore, 'clips'>,
  resolve: ResolveClipIds,
): DocumentsInForce {
  return async (clips) => {
    const ids = clips.map((clip) => clip.id);
    const documents = Map.groupBy(await store.documentsInForce(ids), (document) => document.clipId);
    const named = new Map((await matchStore.clips(ids)).map((clip) => [clip.id, clip]));
    const meant = new Map<string, Meant>();
    for (const [productionId, own] of Map.groupBy(clips, (clip) => clip.productionId))
      meant.set(
        productionId,
        await clipsMeantBy(
          resolve,
          productionId,
          own.flatMap((clip) => documents.get(clip.id) ?? []),
        ),
      );
    return new Map(
      clips.map(({ id, productionId, name }) => {
        // An archived clip, and sound, are not matched; what is attached to them holds all the same.
        const clip = named.get(id) ?? { id, name, names: [], present: false };
        return [id, { clip, ...inForce(documents.get(id) ?? [], clip, meant.get(productionId)!) }];
      }),
    );
  };
}
