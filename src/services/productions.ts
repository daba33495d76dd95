import { requireEverywhere, requireRole, roleIn, type Actor, type Role } from '../domain/actor.ts';
import { InvalidInput, noProduction } from '../domain/errors.ts';
import type { FrameRate } from '../domain/frameRate.ts';
import { nominalBase } from '../domain/frameRate.ts';
import type { Catalogue, Production } from '../domain/ports/catalogue.ts';
import { supportsDropFrame } from '../domain/timecode.ts';

export type ProductionService = ReturnType<typeof createProductionService>;

/** The production of a slug, where this actor has at least this role in it. What may not be seen does not exist. */
export async function productionFor<P extends Pick<Production, 'id'> = Production>(
  catalogue: { readonly productionBySlug: (slug: string) => Promise<P | undefined> },
  actor: Actor,
  slug: string,
  needed: Role,
): Promise<P> {
  const production = await catalogue.productionBySlug(slug);
  if (!production || roleIn(actor, production.id) === undefined) throw noProduction(slug);
  requireRole(actor, production.id, needed, `The production "${slug}"`);
  return production;
}

export function createProductionService(catalogue: Catalogue) {
  return {
    async create(actor: Actor, input: { slug: string; title: string; rate: FrameRate; dropFrame: boolean }): Promise<Production> {
      requireEverywhere(actor, 'ADMINISTRATOR', 'Creating a production');
      if (!/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/.test(input.slug)) {
        throw new InvalidInput(`"${input.slug}" cannot be a slug: 2 to 40 lower-case letters, digits and hyphens, such as harbour-2.`, {
          at: 'slug',
        });
      }
      if (input.title.trim() === '') throw new InvalidInput('A production needs a title.', { at: 'title' });
      if (input.dropFrame && !(supportsDropFrame(nominalBase(input.rate)) && input.rate.den === 1001)) {
        throw new InvalidInput('Drop-frame timecode exists at 29.97, 59.94 and 119.88 only; take another rate or leave drop-frame out.', {
          at: 'dropFrame',
        });
      }
      return catalogue.transaction(async (tx) => {
        const production = await tx.createProduction({ ...input, title: input.title.trim() });
        await tx.audit({
          productionId: production.id,
          actor: actor.name,
          action: 'createProduction',
          subject: production.id,
          detail: { slug: input.slug },
        });
        return production;
      });
    },

    async update(
      actor: Actor,
      slug: string,
      change: { title?: string; settings?: Readonly<Record<string, unknown>> },
    ): Promise<Production> {
      const production = await productionFor(catalogue, actor, slug, 'OPERATOR');
      return catalogue.transaction(async (tx) => {
        await tx.audit({
          productionId: production.id,
          actor: actor.name,
          action: 'updateProduction',
          subject: production.id,
          detail: change,
        });
        return tx.updateProduction(production.id, change);
      });
    },
  };
}
