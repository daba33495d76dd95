import { requireRole, roleIn, type Actor } from '../domain/actor.ts';
import { InvalidInput, NotFound } from '../domain/errors.ts';
import type { Catalogue } from '../domain/ports/catalogue.ts';
import { inputSpaces, inputTransformNamed, inputTransformWithId } from '../domain/render/inputTransforms.ts';
import type { Changed } from './clips.ts';

/** Camera formats that somebody has to say something about, once. */
export function createFormatCardService(catalogue: Catalogue, changed: Changed) {
  return {
    /** How the clips of a card are coded; without `inputTransform` the answer is taken back. Holds for clips that come later, too. */
    async answer(actor: Actor, input: { id: string; inputTransform?: string }): Promise<{ readonly id: string }> {
      const [card] = /^[0-9a-f-]{36}$/i.test(input.id) ? await catalogue.formatCardsByIds([input.id]) : [];
      if (!card || roleIn(actor, card.productionId) === undefined) throw new NotFound('There is no such format card.', { at: 'id' });
      requireRole(actor, card.productionId, 'EDITOR', 'Answering a format card');
      const wanted = input.inputTransform?.trim();
      if (wanted !== undefined && !inputTransformNamed(wanted) && !inputTransformWithId(wanted))
        throw new InvalidInput(`"${wanted}" is no input transform that Rushes can apply; there are ${inputSpaces.join(', ')}.`, {
          at: 'inputTransform',
        });
      return catalogue.transaction(async (tx) => {
        const clipIds = await tx.answerFormatCard(card.id, wanted, actor.name);
        await tx.touchClips(clipIds);
        await changed(tx, card.productionId, { clipIds, fields: ['card'] });
        await tx.audit({
          productionId: card.productionId,
          actor: actor.name,
          action: 'answerFormatCard',
          subject: card.id,
          detail: { key: card.key, inputTransform: wanted ?? null },
        });
        return { id: card.id };
      });
    },
  };
}
