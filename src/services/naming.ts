import { roleIn, requireRole, type Actor } from '../domain/actor.ts';
import { NotFound } from '../domain/errors.ts';
import { eventNames } from '../domain/match/keys.ts';
import { learnNaming, type Correction } from '../domain/match/naming.ts';
import type { OffsetProposal } from '../domain/match/result.ts';
import { nameEvidence } from '../domain/match/tier.ts';
import type { Catalogue } from '../domain/ports/catalogue.ts';
import type { MatchStore } from '../domain/ports/matchStore.ts';
import type { NamingRule, NamingStore } from '../domain/ports/namingStore.ts';
import { productionFor } from './productions.ts';

export type NamingService = ReturnType<typeof createNamingService>;

/** Looks at an editor's decisions for a way of naming that explains them, and proposes it. */
export async function proposeNaming(naming: NamingStore, store: MatchStore, productionId: string): Promise<void> {
  const corrected = await naming.corrections(productionId);
  const clips = new Map((await store.clips([...new Set(corrected.map(({ clipId }) => clipId))])).map((clip) => [clip.id, clip]));
  const corrections = corrected.flatMap((event): (Correction & { readonly timelineId: string })[] => {
    const clip = clips.get(event.clipId);
    // What is understood as it is needs no rule.
    if (!clip || nameEvidence(event, clip)) return [];
    return eventNames(event).map((written) => ({ written, clip: clip.name, timelineId: event.timelineId }));
  });
  const learned = learnNaming(corrections);
  if (!learned) return;
  const examples = learned.evidence.map(({ written, clip }) => `${written} is ${clip}`);
  await naming.propose({
    productionId,
    kind: 'PATTERN',
    rule: { template: learned.template },
    evidence: {
      message: `${learned.evidence.length} corrections agree that names are written "${learned.template}", and none speaks against it.`,
      timelines: [...new Set(corrections.map(({ timelineId }) => timelineId))],
      examples: [...new Set(examples)].slice(0, 10),
    },
  });
}

/** Proposes the shifts that a list's rolls ask for. */
export async function proposeOffsets(
  naming: NamingStore,
  productionId: string,
  timelineId: string,
  offsets: readonly OffsetProposal[],
): Promise<void> {
  for (const { rollId, roll, offsetFrames, message, events } of offsets) {
    const evidence = { message, timelines: [timelineId], examples: events.slice(0, 10).map((number) => `event ${number}`) };
    await naming.propose({ productionId, kind: 'OFFSET', rule: { rollId, roll, offsetFrames }, evidence });
  }
}

/** What was learned of a production's dailies: shown, applied and taken back by people. `rematch` matches a timeline again. */
export function createNamingService(
  catalogue: Catalogue,
  store: NamingStore,
  storeOf: (catalogue: Catalogue) => NamingStore,
  rematch: (actor: Actor, timelineId: string) => Promise<unknown>,
) {
  return {
    async namingRules(actor: Actor, slug: string): Promise<readonly NamingRule[]> {
      const production = await productionFor(catalogue, actor, slug, 'VIEWER');
      return store.rules(production.id);
    },

    /** Applies a proposal, or rejects or takes it back; the lists it was learned from are matched again. */
    async decideNamingRule(actor: Actor, id: string, apply: boolean): Promise<NamingRule> {
      const rule = await store.rule(id);
      if (!rule || roleIn(actor, rule.productionId) === undefined) throw new NotFound('There is no such naming rule.', { at: 'id' });
      requireRole(actor, rule.productionId, 'EDITOR', 'This naming rule');
      const state = apply ? 'APPLIED' : 'REJECTED';
      await catalogue.transaction(async (tx) => {
        await storeOf(tx).decide(id, state, actor.name);
        await tx.audit({
          productionId: rule.productionId,
          actor: actor.name,
          action: 'decideNamingRule',
          subject: id,
          detail: { kind: rule.kind, ...rule.rule, state },
        });
      });
      for (const timeline of rule.evidence.timelines) {
        await rematch(actor, timeline).catch((error: unknown) => {
          // A list that was deleted since is no reason to keep the rule from being decided.
          if (!(error instanceof NotFound)) throw error;
        });
      }
      return { ...rule, state };
    },
  };
}
