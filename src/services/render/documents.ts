import { createHash } from 'node:crypto';
import { Blocked, InvalidInput, NotFound } from '../../domain/errors.ts';
import type { AttachedDocument, RenderStore } from '../../domain/ports/renderStore.ts';

/** The documents that decide a render. */
export type RenderDocuments = {
  readonly amf?: AttachedDocument;
  readonly fdl?: AttachedDocument;
  /** Looks where no AMF is attached. */
  readonly cdl?: AttachedDocument;
  readonly lut?: AttachedDocument;
  /** Everything in force, for the files that an AMF names. */
  readonly all: readonly AttachedDocument[];
};

/** `kind` is stored as the list of documents names it (`amf`, `ASC_FDL`...): compared by its end, without case. */
function isKind(document: AttachedDocument, kind: string): boolean {
  return document.kind.toLowerCase().replaceAll('_', '').endsWith(kind);
}

/** A document that a request names instead of the attached one: a stored one, or its bytes. */
export type ChosenDocument = { readonly documentId: string } | { readonly bytes: Uint8Array };

function given(kind: string, content: Uint8Array): AttachedDocument {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const text = new TextDecoder('utf-8').decode(content.subarray(0, 4096)).trimStart();
  const fits = kind === 'amf' ? /acesMetadataFile/.test(text) : text.startsWith('{');
  if (!fits) throw new InvalidInput(`What was given as ${kind.toUpperCase()} is none: it begins "${text.slice(0, 40)}".`, { at: kind });
  return { id: `given:${sha256}`, kind, name: `given.${kind}`, sha256, content };
}

/** Those named by id beat those attached; of the attached ones the nearest to the clip wins. */
export async function documentsFor(
  store: RenderStore,
  clip: { readonly id: string; readonly productionId: string },
  chosen: { readonly amf?: ChosenDocument; readonly fdl?: ChosenDocument },
): Promise<RenderDocuments> {
  const attached = await store.documentsOf(clip.id);
  const ids = [chosen.amf, chosen.fdl].flatMap((each) => (each && 'documentId' in each ? [each.documentId] : []));
  const named = await store.documentsByIds(ids);
  const pick = (kind: string, choice: ChosenDocument | undefined): AttachedDocument | undefined => {
    if (choice === undefined) return attached.find((document) => isKind(document, kind));
    if ('bytes' in choice) return given(kind, choice.bytes);
    const id = choice.documentId;
    const found = named.find((document) => document.id === id && document.productionId === clip.productionId);
    if (!found) throw new NotFound(`There is no such ${kind.toUpperCase()} in this production.`, { at: kind });
    if (!isKind(found, kind)) throw new InvalidInput(`"${found.name}" is no ${kind.toUpperCase()}.`, { at: kind });
    return found;
  };
  const amf = pick('amf', chosen.amf);
  const fdl = pick('fdl', chosen.fdl);
  const cdl = pick('cdl', undefined);
  const lut = pick('lut', undefined);
  return { ...(amf ? { amf } : {}), ...(fdl ? { fdl } : {}), ...(cdl ? { cdl } : {}), ...(lut ? { lut } : {}), all: attached };
}

export function textOfDocument(document: AttachedDocument): string {
  return new TextDecoder('utf-8').decode(document.content);
}

/** An AMF made for one clip may not be used for another. Clip ids are written with or without extension, and cut to eight characters by some. */
export function refuseForeignAmf(amf: AttachedDocument, clipNames: readonly string[]): void {
  const written = /<(?:\w+:)?clipName>([^<]*)<\/(?:\w+:)?clipName>/.exec(textOfDocument(amf))?.[1]?.trim();
  if (!written) return;
  const key = (name: string): string =>
    name
      .replace(/\.[A-Za-z0-9]{2,4}$/, '')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '');
  const wanted = key(written);
  const known = clipNames.map(key);
  if (
    wanted === '' ||
    known.some(
      (name) => name === wanted || (wanted.length >= 8 && name.startsWith(wanted)) || (name.length >= 8 && wanted.startsWith(name)),
    )
  )
    return;
  throw new Blocked(`The AMF "${amf.name}" is for the clip ${written}, not for ${clipNames[0] ?? 'this one'}; attach the right one.`, {
    at: 'AMF_CLIPID_UNRESOLVED',
  });
}
