import { createHash } from 'node:crypto';
import type { Amf } from '../../domain/amf.ts';
import type { Correction } from '../../domain/cdl.ts';
import { Blocked, InvalidInput, NotFound } from '../../domain/errors.ts';
import { isClipId } from '../../domain/match/documentNames.ts';
import type { AttachedDocument, RenderStore } from '../../domain/ports/renderStore.ts';
import { documentReaderFor } from '../../documents/index.ts';
import type { DocumentsInForce } from '../documentsInForce.ts';

/** The documents that decide a render. */
export type RenderDocuments = {
  readonly amf?: AttachedDocument;
  readonly fdl?: AttachedDocument;
  /** The look where no AMF is in force: the correction that its document has for this clip. */
  readonly cdl?: { readonly name: string; readonly correction: Correction };
  /** Everything attached, for the files that an AMF names. */
  readonly all: readonly AttachedDocument[];
  /** True for a name that a document writes for this clip. */
  readonly isNamed: (name: string) => boolean;
};

/** A document that a request names instead of the attached one: a stored one, or its bytes. */
export type ChosenDocument = { readonly documentId: string } | { readonly bytes: Uint8Array };

/** Bytes that came with a request, read as any document is. */
async function given(kind: 'AMF' | 'FDL', content: Uint8Array): Promise<AttachedDocument> {
  const [at, name] = [kind.toLowerCase(), `given.${kind.toLowerCase()}`];
  const sha256 = createHash('sha256').update(content).digest('hex');
  const reader = documentReaderFor(name, content);
  const text = new TextDecoder('utf-8').decode(content.subarray(0, 4096)).trimStart();
  if (reader?.kind !== kind || !reader.sniff(text)) {
    throw new InvalidInput(`What was given as ${kind} is none: it begins "${text.slice(0, 40)}".`, { at });
  }
  return { id: `given:${sha256}`, kind, name, sha256, content, parsed: (await reader.read(name, content)).parsed };
}

/**
 * Those named by id beat those in force. Throws Blocked for an AMF that is made for another clip, or whose clip could be several: a plate in the look
 * of another shot would be worse than none.
 */
export async function documentsFor(
  store: Pick<RenderStore, 'documentsOf' | 'documentsByIds'>,
  documentsInForce: DocumentsInForce,
  clip: { readonly id: string; readonly productionId: string; readonly name: string },
  chosen: { readonly amf?: ChosenDocument; readonly fdl?: ChosenDocument },
): Promise<RenderDocuments> {
  const all = await store.documentsOf(clip.id);
  const ids = [chosen.amf, chosen.fdl].flatMap((each) => (each && 'documentId' in each ? [each.documentId] : []));
  const named = await store.documentsByIds(ids);
  const inForce = (await documentsInForce([clip])).get(clip.id)!;
  const pick = async (
    kind: 'AMF' | 'FDL',
    choice: ChosenDocument | undefined,
    nearest: { readonly id: string } | undefined,
  ): Promise<AttachedDocument | undefined> => {
    if (choice === undefined) return all.find((document) => document.id === nearest?.id);
    if ('bytes' in choice) return given(kind, choice.bytes);
    const id = choice.documentId;
    const found = named.find((document) => document.id === id && document.productionId === clip.productionId);
    if (!found) throw new NotFound(`There is no such ${kind} in this production.`, { at: kind.toLowerCase() });
    if (found.kind !== kind) throw new InvalidInput(`"${found.name}" is no ${kind}.`, { at: kind.toLowerCase() });
    return found;
  };
  const amf = await pick('AMF', chosen.amf, inForce.amf);
  const fdl = await pick('FDL', chosen.fdl, inForce.fdl);
  const clipId = (amf?.parsed as Partial<Amf> | undefined)?.clipId;
  if (amf && clipId && !isClipId(clipId, inForce.clip))
    throw new Blocked(`The AMF "${amf.name}" is for the clip ${clipId.name}, not for ${clip.name}; attach the right one.`, {
      at: 'AMF_CLIPID_UNRESOLVED',
    });
  const [several] = inForce.ambiguousAmfs;
  if (!amf && several)
    throw new Blocked(
      `The AMF "${several.name}" is for the clip ${several.clipName}, which could be ${several.clips.join(' or ')}; attach it to the right one.`,
      { at: 'AMF_CLIPID_UNRESOLVED' },
    );
  const { cdl } = inForce;
  return {
    ...(amf ? { amf } : {}),
    ...(fdl ? { fdl } : {}),
    ...(cdl?.correction ? { cdl: { name: cdl.name, correction: cdl.correction } } : {}),
    all,
    isNamed: (name) => isClipId({ name }, inForce.clip),
  };
}

export function textOfDocument(document: AttachedDocument): string {
  return new TextDecoder('utf-8').decode(document.content);
}
