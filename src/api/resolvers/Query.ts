import type { QueryResolvers } from '../generated/schema.ts';
import { InvalidInput } from '../../domain/errors.ts';
import { need, present, type ApiContext } from '../context.ts';
import { pageQuery, toConnection } from '../connection.ts';
import { searchClips, toFilter } from '../clipSearch.ts';
import { eventOf } from '../eventInput.ts';
import { listName } from '../listNames.ts';
import { searchFields } from '../../domain/query/fields.ts';
import { toRecipes } from './shared.ts';
import { highestRole } from '../../domain/actor.ts';
import { definitely } from '../definitely.ts';
import { readAhead, selects } from '../lookAhead.ts';
import type { MatchResult } from '../services.ts';
import { ruleOf } from './Production.ts';

/** Events and ids a call may carry (CONTRACT.md; a page of the page's table). */
const maxEvents = 10_000;
const maxIds = 1000;

const record = <K extends Parameters<ApiContext['loaders']['record']>[0]>(context: ApiContext, kind: K, id: string) =>
  context.loaders.record(kind).load(id);

export const Query: QueryResolvers = {
  node: async (_, { id }, context) => {
    const found = await context.services.browse.node(context.actor, id);
    return found === undefined ? undefined : ({ ...found.record, nodeKind: found.kind } as never);
  },
  viewer: async (_, _args, context) => {
    const ids = context.actor.everywhere === undefined ? Object.keys(context.actor.productions) : [];
    const only = ids.length === 1 ? await record(context, 'production', ids[0]!) : undefined;
    return { name: context.actor.name, role: highestRole(context.actor) ?? 'VIEWER', production: only?.slug };
  },
  service: async (_, _args, context) => {
    const about = await context.services.about();
    const seed = context.services.seed?.status();
    return { ...about, notices: [...about.notices], seed: seed && { state: seed.state, lines: [...seed.lines] } };
  },
  production: async (_, { slug }, context) => (await context.services.browse.productionsBySlug(context.actor, [slug]))[0],
  productions: async (_, args, context) => {
    const page = await context.services.browse.productionPage(context.actor, pageQuery(context, 'productions', args));
    return toConnection(context, 'productions', args, page);
  },
  clips: (_, args, context, info) => searchClips(context, args, info),
  searchFields: () =>
    searchFields.map(({ kind, aliases, units, ...field }) => ({
      ...field,
      kind: kind.toUpperCase() as never,
      aliases: [...aliases],
      units: [...(units ?? [])],
    })),
  clip: (_, { id }, context) => record(context, 'clip', id),
  clipsByIds: async (_, { ids }, context, info) => {
    if (ids.length > maxIds) throw new InvalidInput(`${ids.length} ids are too many; ask for at most ${maxIds} at once.`, { at: 'ids' });
    readAhead(context, info, [], ids);
    return Promise.all(ids.map((id) => record(context, 'clip', id)));
  },
  clipsByName: (_, { production, name }, context) => context.services.browse.clipsByName(context.actor, production, name),
  matchEvents: async (_, { production, rate, events }, context, info) => {
    if (events.length > maxEvents)
      throw new InvalidInput(`${events.length} events are too many; send at most ${maxEvents} a call.`, { at: 'events' });
    const results = await need(context, 'match').matchEvents(context.actor, {
      production,
      // Told only where it is asked for: it is most of the work.
      told: { trace: selects(info, 'trace'), candidates: selects(info, 'candidates') || selects(info, 'candidateCount') },
      eventsAt: (productionRate) => events.map((event) => eventOf(event, rate ?? productionRate)),
    });
    return results as MatchResult[];
  },
  timeline: (_, { id }, context) => record(context, 'timeline', id),
  compareTimelines: (_, { older, newer }, context) =>
    present(need(context, 'timelines').compare, 'compare timelines')(context.actor, older, newer),
  exportTimeline: async (_, { id, format }, context) => {
    const file = await present(need(context, 'timelines').exportTimeline, 'export timelines')(
      context.actor,
      id,
      listName('TimelineFormat', format),
    );
    return { ...file, problems: [...file.problems] };
  },
  exportMatches: async (_, { id }, context) => {
    const file = await present(need(context, 'timelines').exportMatches, 'export results')(context.actor, id);
    return { ...file, problems: [...file.problems] };
  },
  compareClips: (_, { ids }, context) => need(context, 'explain').compare(context.actor, ids),
  findings: async (_, args, context) => {
    const { id } = await context.services.browse.production(context.actor, args.production);
    const filter = {
      ...definitely({ codes: args.filter?.code, severities: args.filter?.severity, clipId: args.filter?.clip }),
      includeWaived: args.filter?.includeWaived ?? false,
      includeResolved: args.filter?.includeResolved ?? false,
    };
    const scope = `findings ${id} ${JSON.stringify(filter)}`;
    const page = await context.services.browse.page(context.actor, id, 'findings', filter, pageQuery(context, scope, args));
    return toConnection(context, scope, args, page);
  },
  recipes: async (_, { production }, context) => toRecipes(await need(context, 'renders').recipes(context.actor, production ?? undefined)),
  engines: async (_, _args, context) =>
    (await need(context, 'renders').engines(context.actor)).map((engine) => ({
      ...engine,
      formats: [...engine.formats],
      available: engine.missing === undefined,
    })),
  rules: (_, _args, context) =>
    need(context, 'checks')
      .rules()
      .map(({ rule }) => ruleOf(rule)),
  pull: (_, { id }, context) => record(context, 'pull', id),
  pulls: async (_, args, context) => {
    const { id } = await context.services.browse.production(context.actor, args.production);
    const query = definitely({ states: args.filter?.state });
    const scope = `pulls ${id} ${JSON.stringify(query)}`;
    const page = await context.services.browse.page(context.actor, id, 'pulls', query, pageQuery(context, scope, args));
    return toConnection(context, scope, args, page);
  },
  jobs: async (_, args, context) => {
    const { id } = await context.services.browse.production(context.actor, args.production);
    const kinds = args.filter?.kind?.map((kind) => kind.toLowerCase());
    const query = definitely({ kinds, states: args.filter?.state, clipId: args.filter?.clip });
    const scope = `jobs ${id} ${JSON.stringify(query)}`;
    const page = await context.services.browse.page(context.actor, id, 'jobs', query, pageQuery(context, scope, args));
    return toConnection(context, scope, args, page);
  },
  identify: (_, { input }, context) => {
    const answer = present(need(context, 'pulls').identify, 'identify files');
    return answer(context.actor, { name: input.name, ...definitely({ sha256: input.sha256, header: input.header }) });
  },
  report: async (_, { input: { day, roll, ...rest } }, context) => {
    const file = await need(context, 'reports').report(context.actor, { ...rest, ...definitely({ day, roll }) });
    return { ...file, problems: [...file.problems] };
  },
  exportClips: async (_, { production, search, filter, format }, context) => {
    const service = need(context, 'search');
    const file = await service.exportClips(
      context.actor,
      { production, ...definitely({ text: search }), filter: toFilter(filter) },
      format,
    );
    return { ...file, problems: [...file.problems] };
  },
  audit: async (_, args, context) => {
    const { id } = await context.services.browse.production(context.actor, args.production);
    const query = definitely({ subject: args.subject });
    const scope = `audit ${id} ${JSON.stringify(query)}`;
    const page = await context.services.browse.page(context.actor, id, 'audit', query, pageQuery(context, scope, args));
    return toConnection(context, scope, args, page);
  },
  webhooks: async (_, { production }, context) => [...(await need(context, 'webhooks').list(context.actor, production))] as never,
  tokens: async (_, _args, context) => [...(await context.services.tokens.list(context.actor))],
  namingRules: async (_, { production }, context) => [...(await need(context, 'naming').namingRules(context.actor, production))],
};
