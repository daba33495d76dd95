import { need, type ApiContext } from '../context.ts';
import type { ProductionRuleRecord, RuleRecord } from '../services.ts';
import { pageQuery, toConnection } from '../connection.ts';
import type { Lists } from '../../domain/ports/browse.ts';
import type { IngestCounts, ProductionRecord } from '../../domain/ports/records.ts';
import type { FormatCardResolvers, IngestProgressResolvers, IngestResolvers, ProductionResolvers } from '../generated/schema.ts';
import { children, exists } from './shared.ts';

/** A connection field of a production whose list needs nothing but the production. */
const pageOf =
  <L extends 'rolls' | 'timelines' | 'pulls' | 'documents'>(list: L) =>
  async (production: ProductionRecord, args: { first?: number | null; after?: string | null }, context: ApiContext) => {
    const scope = `${list} ${production.id}`;
    const page = await context.loaders.page(list, {}, pageQuery(context, scope, args)).load(production.id);
    return toConnection<Lists[L]['record']>(context, scope, args, page);
  };

/** A rule in the shape of the schema. */
export function ruleOf({ title, settings = {}, offByDefault = false, ...rule }: RuleRecord) {
  return { ...rule, code: rule.code as never, reads: [...rule.reads], description: title, settings, offByDefault };
}

export function productionRuleOf({ rule, ...configured }: ProductionRuleRecord) {
  return { ...configured, rule: ruleOf(rule) };
}

export const Production: ProductionResolvers = {
  clipCount: async (production, _, context) => (await context.loaders.children('productionClipCount').load(production.id))[0] ?? 0,
  rolls: pageOf('rolls') as never,
  timelines: pageOf('timelines') as never,
  pulls: pageOf('pulls') as never,
  documents: pageOf('documents') as never,
  formatCards: children('productionFormatCards'),
  members: children('productionMembers'),
  savedSearches: children('productionSavedSearches'),
  rules: async (production, _, context) => (await need(context, 'checks').rulesOf(context.actor, production.slug)).map(productionRuleOf),
  ingests: async (production, { first }, context) =>
    (await context.loaders.children('productionIngests').load(production.id)).slice(0, Math.min(Math.max(first ?? 10, 1), 50)),
};

export const FormatCard: FormatCardResolvers = { documents: children('formatCardDocuments') };

export const Ingest: IngestResolvers = {
  problems: async (ingest, _, context) => [...ingest.problems, ...(await context.loaders.children('ingestFailures').load(ingest.id))],
  progress: (ingest) => ({ ingestId: ingest.id }),
};

const noCounts: IngestCounts = { inspectedCount: 0, failedCount: 0, totalCount: 0 };
const counts = async (ingestId: string, context: ApiContext) =>
  (await context.loaders.children('ingestProgress').load(ingestId))[0] ?? noCounts;
const ended = new Set(['DONE', 'FAILED']);

export const IngestProgress: IngestProgressResolvers = {
  ingest: async ({ ingestId }, _, context) => exists(await context.loaders.record('ingest').load(ingestId)),
  inspectedCount: async ({ ingestId }, _, context) => (await counts(ingestId, context)).inspectedCount,
  failedCount: async ({ ingestId }, _, context) => (await counts(ingestId, context)).failedCount,
  totalCount: async ({ ingestId }, _, context) => (await counts(ingestId, context)).totalCount,
  waitingFor: async ({ ingestId }, _, context) => {
    const { problems, state } = exists(await context.loaders.record('ingest').load(ingestId));
    const walk = state === 'WALKING' ? problems.find(({ code }) => code === 'MEDIA_AWAY') : undefined;
    return walk?.message ?? (await counts(ingestId, context)).waitingFor;
  },
  done: async ({ ingestId }, _, context) => ended.has((await context.loaders.record('ingest').load(ingestId))?.state ?? 'FAILED'),
};
