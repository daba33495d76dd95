import { createHash } from 'node:crypto';
import { requireRole, roleIn, type Actor } from '../domain/actor.ts';
import { Conflict, InvalidInput, NotFound } from '../domain/errors.ts';
import type { Catalogue } from '../domain/ports/catalogue.ts';
import type { DocumentStore } from '../domain/ports/documentStore.ts';
import { documentReaderFor } from '../documents/index.ts';
import type { Changed } from './clips.ts';
import { productionFor } from './productions.ts';

export type DocumentService = ReturnType<typeof createDocumentService>;

/** A document larger than this is none of ours: the largest LUTs have some tens of megabytes. */
const maxBytes = 64 * 1024 * 1024;

export type AttachRequest = {
  readonly production: string;
  readonly name?: string;
  readonly content: { readonly documentId: string } | { readonly bytes: Uint8Array };
  readonly target: { readonly rollId?: string; readonly formatCardId?: string; readonly clipId?: string };
};

/** Documents as received, byte for byte, attached to a production, a roll, a format card or a clip; the nearest wins. */
export function createDocumentService(
  catalogue: Catalogue,
  store: DocumentStore,
  storeOn: (catalogue: Catalogue) => DocumentStore,
  changed: Changed,
) {
  async function checkTarget(productionId: string, target: AttachRequest['target']): Promise<void> {
    const [clip] = target.clipId ? await catalogue.clipsByIds([target.clipId]) : [];
    const [roll] = target.rollId ? await catalogue.rollsByIds([target.rollId]) : [];
    const [card] = target.formatCardId ? await catalogue.formatCardsByIds([target.formatCardId]) : [];
    for (const [id, found, name] of [
      [target.clipId, clip, 'clip'],
      [target.rollId, roll, 'roll'],
      [target.formatCardId, card, 'format card'],
    ] as const) {
      if (id !== undefined && found?.productionId !== productionId)
        throw new NotFound(`There is no such ${name} in this production.`, { at: 'target' });
    }
  }

  return {
    async attach(actor: Actor, request: AttachRequest): Promise<{ readonly id: string }> {
      const production = await productionFor(catalogue, actor, request.production, 'EDITOR');
      await checkTarget(production.id, request.target);
      const { content } = request;
      const read = 'bytes' in content ? await readDocument(request.name ?? 'document', content.bytes) : undefined;
      if ('documentId' in content && (await store.productionOf(content.documentId)) !== production.id)
        throw new NotFound('There is no such document in this production.', { at: 'document' });
      requireRole(actor, production.id, 'EDITOR', 'Attaching a document');
      return catalogue.transaction(async (tx) => {
        const own = storeOn(tx);
        const id =
          'documentId' in content
            ? content.documentId
            : await own.save({
                productionId: production.id,
                kind: read!.kind,
                name: request.name ?? `document.${read!.kind.toLowerCase()}`,
                sha256: createHash('sha256').update(content.bytes).digest('hex'),
                content: content.bytes,
                parsed: read!.parsed,
                problems: read!.problems,
                actor: actor.name,
              });
        await own.attach({ documentId: id, actor: actor.name, ...request.target });
        const clipIds = await own.clipsUnder(production.id, request.target);
        await tx.touchClips(clipIds);
        await changed(tx, production.id, { clipIds, fields: ['documents'] });
        await tx.audit({
          productionId: production.id,
          actor: actor.name,
          action: 'attachDocument',
          subject: id,
          detail: { name: request.name ?? null, ...request.target },
        });
        return { id };
      });
    },

    /** Takes a document off; what lies next nearest holds from then on. Gives the document. */
    async detach(actor: Actor, attachmentId: string): Promise<{ readonly id: string }> {
      const found = await store.attachment(attachmentId);
      if (!found || roleIn(actor, found.productionId) === undefined)
        throw new NotFound('There is no such attachment; it may have been taken off already.', { at: 'attachment' });
      requireRole(actor, found.productionId, 'EDITOR', `Taking off ${found.name}`);
      const { documentId, name, productionId, ...target } = found;
      return catalogue.transaction(async (tx) => {
        const own = storeOn(tx);
        if (!(await own.detach(attachmentId))) throw new Conflict(`${name} was taken off already.`);
        const clipIds = await own.clipsUnder(productionId, target);
        await tx.touchClips(clipIds);
        await changed(tx, productionId, { clipIds, fields: ['documents'] });
        await tx.audit({ productionId, actor: actor.name, action: 'detachDocument', subject: documentId, detail: { name, ...target } });
        return { id: documentId };
      });
    },
  };
}

async function readDocument(name: string, bytes: Uint8Array) {
  if (bytes.length === 0) throw new InvalidInput(`${name} is empty; nothing was attached.`, { at: 'content' });
  if (bytes.length > maxBytes)
    throw new InvalidInput(`${name} has ${bytes.length} bytes; documents have at most ${maxBytes}.`, { at: 'content' });
  const reader = documentReaderFor(name, bytes);
  if (!reader)
    throw new InvalidInput(`${name} is neither an AMF, FDL, CDL nor a LUT that Rushes knows; nothing was attached.`, { at: 'content' });
  const { parsed, problems } = await reader.read(name, bytes);
  return { kind: reader.kind, parsed, problems };
}
