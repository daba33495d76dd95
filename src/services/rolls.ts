import { requireRole, roleIn, type Actor } from '../domain/actor.ts';
import { Conflict, NotFound } from '../domain/errors.ts';
import type { Catalogue } from '../domain/ports/catalogue.ts';
import type { Queue } from '../domain/ports/queue.ts';
import { requestJobs } from './jobs.ts';

/** What people ask of a card or magazine. */
export function createRollService(catalogue: Catalogue, queue: Queue) {
  return {
    /** Hashes the roll against its manifests now, before what waits in the background; gives the job. Throws Conflict where the catalogue knows no folder of it. */
    async verify(actor: Actor, id: string): Promise<{ readonly jobId: string }> {
      const [roll] = /^[0-9a-f-]{36}$/i.test(id) ? await catalogue.rollsByIds([id]) : [];
      if (!roll || roleIn(actor, roll.productionId) === undefined) throw new NotFound('There is no such roll.', { at: 'id' });
      requireRole(actor, roll.productionId, 'OPERATOR', 'Verifying a roll');
      const { place } = roll;
      if (!place)
        throw new Conflict(`Nothing of ${roll.name} was registered from a folder yet; ingest the card, then verify it.`, { at: 'id' });
      return catalogue.transaction(async (tx) => {
        const [job] = await requestJobs(tx, queue, [
          { productionId: roll.productionId, kind: 'verify', payload: { root: place.root, path: place.path, rollId: roll.id } },
        ]);
        await tx.audit({
          productionId: roll.productionId,
          actor: actor.name,
          action: 'verifyRoll',
          subject: roll.id,
          detail: { roll: roll.name },
        });
        return { jobId: job!.id };
      });
    },
  };
}
