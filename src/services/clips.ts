import { requireRole, roleIn, type Actor } from '../domain/actor.ts';
import { InvalidInput, NotFound } from '../domain/errors.ts';
import type { Catalogue, ClipRecord } from '../domain/ports/catalogue.ts';

export type ClipService = ReturnType<typeof createClipService>;

/** The part of inspection that needs no media: normalises again from what is stored, with the corrections in force. */
export type Renormalise = (clipId: string) => Promise<{ readonly changed: boolean }>;

/** Has the guardrails look at what changed. */
export type Changed = (
  tx: Catalogue,
  productionId: string,
  change: { readonly clipIds?: readonly string[]; readonly fields?: readonly string[] },
) => Promise<unknown>;

/** What people change about clips. Media are never touched. */
export function createClipService(catalogue: Catalogue, renormalise: Renormalise, changed: Changed) {
  async function clipsFor(actor: Actor, ids: readonly string[]): Promise<readonly ClipRecord[]> {
    const clips = await catalogue.clipsByIds(ids);
    const visible = clips.filter((clip) => roleIn(actor, clip.productionId) !== undefined);
    const missing = ids.find((id) => !visible.some((clip) => clip.id === id));
    if (missing !== undefined) throw new NotFound(`There is no clip ${missing}.`, { at: 'clips' });
    for (const clip of visible) requireRole(actor, clip.productionId, 'EDITOR', `The clip ${clip.name}`);
    return visible;
  }

  return {
    /** A person's word about fields of clips or of a whole roll; a null value takes earlier corrections back. Gives the clips it changed. */
    async correct(
      actor: Actor,
      input: { clipIds?: readonly string[]; rollId?: string; fields: readonly { field: string; value: unknown }[]; reason: string },
    ): Promise<readonly string[]> {
      if (input.reason.trim() === '') throw new InvalidInput('Say why: the reason stands beside the value from now on.', { at: 'reason' });
      const unknown = input.fields.find(({ field }) => !/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/.test(field));
      if (unknown || input.fields.length === 0) {
        throw new InvalidInput(`"${unknown?.field ?? ''}" is not a field; write its dotted path, such as camera.index.`, { at: 'fields' });
      }
      const [roll] = input.rollId ? await catalogue.rollsByIds([input.rollId]) : [];
      if (input.rollId && (!roll || roleIn(actor, roll.productionId) === undefined))
        throw new NotFound('There is no such roll.', { at: 'roll' });
      if (roll) requireRole(actor, roll.productionId, 'EDITOR', `The roll ${roll.name}`);
      const clips = roll ? [] : await clipsFor(actor, input.clipIds ?? []);
      const productionId = roll?.productionId ?? clips[0]?.productionId;
      if (productionId === undefined) throw new InvalidInput('Name the clips or the roll to correct.', { at: 'target' });
      const targets: readonly { rollId?: string; clipId?: string }[] = roll
        ? [{ rollId: roll.id }]
        : clips.map((clip) => ({ clipId: clip.id }));
      await catalogue.transaction(async (tx) => {
        for (const target of targets) {
          for (const { field, value } of input.fields) {
            await tx.revokeCorrections(target, field);
            if (value !== null)
              await tx.addCorrections([{ productionId, ...target, field, value, reason: input.reason.trim(), actor: actor.name }]);
          }
          await tx.audit({
            productionId,
            actor: actor.name,
            action: 'correctFields',
            subject: target.rollId ?? target.clipId ?? '',
            detail: { fields: input.fields, reason: input.reason },
          });
        }
      });
      const affected = roll ? await catalogue.clipIdsOfRoll(roll.id) : clips.map((clip) => clip.id);
      for (const id of affected) await renormalise(id);
      await changed(catalogue, productionId, { clipIds: affected, fields: input.fields.map(({ field }) => field) });
      return affected;
    },

    async archive(actor: Actor, clipIds: readonly string[], archived: boolean): Promise<readonly string[]> {
      const clips = await clipsFor(actor, clipIds);
      await catalogue.transaction(async (tx) => {
        await tx.setArchived(clipIds, archived);
        for (const clip of clips) {
          await tx.audit({
            productionId: clip.productionId,
            actor: actor.name,
            action: archived ? 'archiveClip' : 'restoreClip',
            subject: clip.id,
            detail: { name: clip.name },
          });
        }
      });
      return clipIds;
    },
  };
}
