import { requireRole, roleIn, type Actor } from '../domain/actor.ts';
import { InvalidInput, NotFound } from '../domain/errors.ts';
import type { Catalogue } from '../domain/ports/catalogue.ts';
import { parseQuery } from '../domain/query/parse.ts';
import { productionFor } from './productions.ts';

/** Searches that a production's people keep under a name. */
export function createSavedSearchService(catalogue: Catalogue) {
  return {
    /** The same name again replaces its query. */
    async save(actor: Actor, input: { production: string; name: string; query: string }): Promise<{ readonly id: string }> {
      const production = await productionFor(catalogue, actor, input.production, 'EDITOR');
      const name = input.name.trim();
      if (name === '' || name.length > 100) throw new InvalidInput('Give the search a name of 1 to 100 characters.', { at: 'name' });
      const [problem] = parseQuery(input.query).problems;
      if (problem) throw new InvalidInput(`At character ${problem.at + 1}: ${problem.message}`, { at: 'query' });
      return catalogue.transaction(async (tx) => {
        const id = await tx.saveSearch({ productionId: production.id, name, query: input.query.trim(), actor: actor.name });
        await tx.audit({
          productionId: production.id,
          actor: actor.name,
          action: 'saveSearch',
          subject: id,
          detail: { name, query: input.query },
        });
        return { id };
      });
    },

    async remove(actor: Actor, id: string): Promise<{ readonly id: string }> {
      const search = await catalogue.savedSearch(id);
      if (!search || roleIn(actor, search.productionId) === undefined) throw new NotFound('There is no such search.', { at: 'id' });
      requireRole(actor, search.productionId, 'EDITOR', 'Deleting a saved search');
      await catalogue.transaction(async (tx) => {
        await tx.removeSavedSearch(id);
        await tx.audit({
          productionId: search.productionId,
          actor: actor.name,
          action: 'deleteSavedSearch',
          subject: id,
          detail: { name: search.name },
        });
      });
      return { id };
    },
  };
}
