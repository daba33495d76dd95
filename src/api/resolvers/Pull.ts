import type { ApiContext } from '../context.ts';
import { pageQuery, toConnection } from '../connection.ts';
import type {
  ApiTokenResolvers,
  IdentificationResolvers,
  JobResolvers,
  OutputResolvers,
  PullItemResolvers,
  PullPlanResolvers,
  PullProgressResolvers,
  PullResolvers,
  RenderResolvers,
} from '../generated/schema.ts';
import { children, exists } from './shared.ts';

const optional = <K extends Parameters<ApiContext['loaders']['record']>[0]>(context: ApiContext, kind: K, id: string | undefined) =>
  id === undefined ? undefined : context.loaders.record(kind).load(id);

export const Pull: PullResolvers = {
  production: async (pull, _, context) => exists(await context.loaders.record('production').load(pull.productionId)),
  timeline: (pull, _, context) => optional(context, 'timeline', pull.timelineId),
  renders: async (pull, args, context) => {
    const scope = `pullRenders ${pull.id}`;
    const page = await context.loaders.page('pullRenders', {}, pageQuery(context, scope, args)).load(pull.id);
    return toConnection(context, scope, args, page);
  },
  packageFiles: async ({ packagePath }, _, context) => {
    if (packagePath === undefined) return [];
    const files = (await context.services.pulls?.packageFiles?.(packagePath)) ?? [];
    return files.map(({ path, sizeBytes }) => ({ path, sizeBytes, url: context.signer.mediaUrl(`${packagePath}/${path}`) }));
  },
  progress: (pull) => ({ pullId: pull.id }),
};

export const PullPlan: PullPlanResolvers = {
  items: (plan) => [...plan.items],
  findings: (plan) => [...plan.findings],
};

export const PullItem: PullItemResolvers = {
  clip: (item, _, context) => optional(context, 'clip', item.clipId),
  eventNumbers: (item) => [...item.eventNumbers],
  problems: (item) => [...item.problems],
};

const noCounts = { doneCount: 0, failedCount: 0, totalCount: 0 };
const counts = async (pullId: string, context: ApiContext) => (await context.loaders.children('pullProgress').load(pullId))[0] ?? noCounts;
const ended = new Set(['DONE', 'FAILED', 'CANCELLED']);

export const PullProgress: PullProgressResolvers = {
  pull: async ({ pullId }, _, context) => exists(await context.loaders.record('pull').load(pullId)),
  doneCount: async ({ pullId }, _, context) => (await counts(pullId, context)).doneCount,
  failedCount: async ({ pullId }, _, context) => (await counts(pullId, context)).failedCount,
  totalCount: async ({ pullId }, _, context) => (await counts(pullId, context)).totalCount,
  done: async ({ pullId }, _, context) => ended.has((await context.loaders.record('pull').load(pullId))?.state ?? 'FAILED'),
};

export const Render: RenderResolvers = {
  clip: async (render, _, context) => exists(await context.loaders.record('clip').load(render.clipId)),
  pull: (render, _, context) => optional(context, 'pull', render.pullId),
  stale: (render, _, context) => context.loaders.staleness.load(render.id),
  outputs: children('renderOutputs'),
};

export const Output: OutputResolvers = { url: (output, _, context) => context.signer.mediaUrl(output.path) };

export const Job: JobResolvers = {
  kind: (job) => job.kind.toUpperCase() as never,
  clip: (job, _, context) => optional(context, 'clip', job.clipId),
  render: (job, _, context) => optional(context, 'render', job.renderId),
};

export const Identification: IdentificationResolvers = {
  render: (found, _, context) => optional(context, 'render', found.renderId),
  clip: (found, _, context) => optional(context, 'clip', found.clipId),
};

export const ApiToken: ApiTokenResolvers = {
  production: async (token, _, context) => (await optional(context, 'production', token.productionId))?.slug,
};
