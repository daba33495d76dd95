import { productionRuleOf } from './Production.ts';
import { InvalidInput } from '../../domain/errors.ts';
import type { NamingRule } from '../../domain/ports/namingStore.ts';
import type { ApiContext } from '../context.ts';
import { need } from '../context.ts';
import { listName } from '../listNames.ts';
import type { SeedState } from '../../services/seed.ts';
import { definitely } from '../definitely.ts';
import type { DocumentContent, MutationResolvers } from '../generated/schema.ts';
import type { DocumentSource } from '../services.ts';
import { toRecipes } from './shared.ts';
import { refusable } from '../refusals.ts';
import type { Records } from '../../domain/ports/browse.ts';

/** The record as it is after the write: loaders may hold what it was before. */
async function fresh<K extends keyof Records>(context: ApiContext, kind: K, id: string | undefined): Promise<Records[K] | undefined> {
  return id === undefined ? undefined : context.loaders.record(kind).clear(id).load(id);
}

async function freshClips(context: ApiContext, ids: readonly string[]): Promise<Records['clip'][]> {
  const found = await Promise.all(ids.map((id) => fresh(context, 'clip', id)));
  return found.filter((clip) => clip !== undefined);
}

/** Bytes of a text or base64 input. */
function bytesOf(content: { text?: string | null | undefined; base64?: string | null | undefined }): Uint8Array {
  if (content.base64 === null || content.base64 === undefined) return Buffer.from(content.text ?? '', 'utf8');
  const compact = content.base64.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) throw new InvalidInput('The content is not base64.', { at: 'input.content.base64' });
  return Buffer.from(compact, 'base64');
}

const sourceOf = (content: DocumentContent): DocumentSource =>
  content.document ? { documentId: content.document } : { bytes: bytesOf(content) };

type ConfiguredRule = ReturnType<typeof productionRuleOf> | undefined;

/** A JSON object; anything else is no set of parameters. */
function objectOf(value: unknown, at: string): Readonly<Record<string, unknown>> | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw new InvalidInput(`${at} is an object of names and values.`, { at });
  return value as Readonly<Record<string, unknown>>;
}

const pullChange = (context: ApiContext, change: () => Promise<{ readonly id: string }>) =>
  refusable(async () => ({ pull: await fresh(context, 'pull', (await change()).id) }), { pull: undefined });

const recipeChange = (context: ApiContext, production: string, change: () => Promise<void>) =>
  refusable(
    async () => {
      await change();
      return { recipes: toRecipes(await need(context, 'renders').recipes(context.actor, production)) };
    },
    { recipes: [] },
  );

export const Mutation: MutationResolvers = {
  createProduction: (_, { input }, context) =>
    refusable(
      async () => {
        const { slug, title, rate, dropFrame } = input;
        const made = await context.services.productions.create(context.actor, { slug, title, rate, dropFrame: dropFrame ?? false });
        return { production: await fresh(context, 'production', made.id) };
      },
      { production: undefined },
    ),
  updateProduction: (_, { input: { production, title, settings } }, context) =>
    refusable(
      async () => {
        const change = definitely({ title, settings: settings as Readonly<Record<string, unknown>> | null | undefined });
        const { id } = await context.services.productions.update(context.actor, production, change);
        return { production: await fresh(context, 'production', id) };
      },
      { production: undefined },
    ),
  ingest: async (_, { input: { production, paths } }, context) => {
    // One by one: a path that is refused does not keep the others out.
    const results = [];
    for (const path of paths) {
      results.push(
        await refusable(
          async () => {
            const { id } = await context.services.ingest.ingest(context.actor, { production, path });
            return { ingest: await fresh(context, 'ingest', id) };
          },
          { ingest: undefined },
        ),
      );
    }
    return { ingests: results.flatMap(({ ingest }) => (ingest ? [ingest] : [])), errors: results.flatMap(({ errors }) => errors) };
  },
  importTimeline: (_, { input: { production, name, content, rate, recordRate, dropFrame } }, context) =>
    refusable(
      async () => {
        const list = { production, name, content: bytesOf(content), ...definitely({ rate, recordRate, dropFrame }) };
        const { id } = await need(context, 'timelines').importTimeline(context.actor, list);
        return { timeline: await fresh(context, 'timeline', id) };
      },
      { timeline: undefined },
    ),
  rematchTimeline: (_, { input: { id } }, context) =>
    refusable(
      async () => {
        const done = await need(context, 'timelines').rematch(context.actor, id);
        return { timeline: await fresh(context, 'timeline', done.id) };
      },
      { timeline: undefined },
    ),
  rereadTimeline: (_, { input: { id, rate, recordRate, dropFrame } }, context) =>
    refusable(
      async () => {
        const done = await need(context, 'timelines').reread(context.actor, id, definitely({ rate, recordRate, dropFrame }));
        return { timeline: await fresh(context, 'timeline', done.id) };
      },
      { timeline: undefined },
    ),
  resolveEvent: (_, { input: { event, resolution, offsetFrames, reason } }, context) =>
    refusable(
      async () => {
        const chosen = resolution.clip
          ? { clipId: resolution.clip }
          : resolution.undo
            ? { undo: true as const }
            : { nonCamera: true as const };
        const choice = { eventId: event, resolution: chosen, ...definitely({ offsetFrames, reason }) };
        const { id } = await need(context, 'timelines').resolveEvent(context.actor, choice);
        return { event: await fresh(context, 'event', id) };
      },
      { event: undefined },
    ),
  attachDocument: (_, { input: { production, name, content, target } }, context) =>
    refusable(
      async () => {
        if (target.production && target.production !== production) {
          throw new InvalidInput(`The target is production "${target.production}" and the document is for "${production}".`, {
            at: 'input.target',
          });
        }
        const { id } = await need(context, 'documents').attach(context.actor, {
          production,
          ...definitely({ name }),
          content: sourceOf(content),
          target: definitely({ rollId: target.roll, formatCardId: target.formatCard, clipId: target.clip }),
        });
        return { document: await fresh(context, 'document', id) };
      },
      { document: undefined },
    ),
  correctFields: (_, { input: { target, fields, reason } }, context) =>
    refusable(
      async () => {
        const correction = {
          ...definitely({ clipIds: target.clips, rollId: target.roll }),
          fields: fields.map(({ field, value }) => ({ field, value })),
          reason,
        };
        return { clips: await freshClips(context, await context.services.clips.correct(context.actor, correction)) };
      },
      { clips: [] },
    ),
  waiveFinding: (_, { input: { id, reason, until, revoke } }, context) =>
    refusable(
      async () => {
        const done = await need(context, 'checks').waive(context.actor, {
          findingId: id,
          reason,
          revoke: revoke ?? false,
          ...definitely({ until }),
        });
        return { finding: await fresh(context, 'finding', done.id) };
      },
      { finding: undefined },
    ),
  configureRule: (_, { input: { production, code, settings } }, context) =>
    refusable(
      async () => {
        const input = { production, code, settings: settings as Readonly<Record<string, unknown>> };
        return { rule: productionRuleOf(await need(context, 'checks').configure(context.actor, input)) as ConfiguredRule };
      },
      { rule: undefined },
    ),
  detachDocument: (_, { input: { attachment } }, context) =>
    refusable(
      async () => ({ document: await fresh(context, 'document', (await need(context, 'documents').detach(context.actor, attachment)).id) }),
      { document: undefined },
    ),
  runChecks: (_, { input: { production } }, context) =>
    refusable(() => need(context, 'checks').run(context.actor, production), { openCount: 0, newCount: 0, resolvedCount: 0 }),
  archiveClips: (_, { input: { ids, archived } }, context) =>
    refusable(
      async () => ({ clips: await freshClips(context, await context.services.clips.archive(context.actor, ids, archived ?? true)) }),
      { clips: [] },
    ),
  requestPull: (_, { input }, context) =>
    refusable(
      async () => {
        const { timeline, recipe, handles, parameters, decode, vendors, priority, numbering, dryRun, ...rest } = input;
        const { pullId, plan } = await need(context, 'pulls').requestPull(context.actor, {
          timelineId: timeline,
          recipe,
          handles: handles ?? 8,
          priority: priority ?? 'NORMAL',
          dryRun: dryRun ?? false,
          numbering: numbering ?? 'KEEP',
          ...definitely({ ...rest, vendors, parameters: objectOf(parameters, 'parameters'), decode: objectOf(decode, 'decode') }),
        });
        return { pull: await fresh(context, 'pull', pullId), plan: plan as typeof plan | undefined };
      },
      { pull: undefined, plan: undefined },
    ),
  requestRender: (_, { input }, context) =>
    refusable(
      async () => {
        const { clip, recipe, amf, fdl, priority, explain, parameters, decode, framing, ...rest } = input;
        const done = await need(context, 'renders').requestRender(context.actor, {
          clipId: clip,
          recipe,
          priority: priority ?? 'NORMAL',
          explain: explain ?? false,
          ...definitely({
            ...rest,
            amf: amf && sourceOf(amf),
            fdl: fdl && sourceOf(fdl),
            framing: framing && definitely(framing),
            parameters: objectOf(parameters, 'parameters'),
            decode: objectOf(decode, 'decode'),
          }),
        });
        const explanation = (done.explanation ?? []).map((file) => ({ ...file, problems: [...file.problems] }));
        return { render: await fresh(context, 'render', done.renderId), job: await fresh(context, 'job', done.jobId), explanation };
      },
      { render: undefined, job: undefined, explanation: [] },
    ),
  cancelJob: (_, { input: { id } }, context) => jobChange(context, () => context.services.jobs.cancel(context.actor, id)),
  retryJob: (_, { input: { id } }, context) => jobChange(context, () => context.services.jobs.retry(context.actor, id)),
  prioritiseJob: (_, { input: { id, priority } }, context) =>
    jobChange(context, () => context.services.jobs.prioritise(context.actor, id, priority)),
  verifyRoll: (_, { input: { id } }, context) =>
    jobChange(context, async () => ({ id: (await context.services.rolls.verify(context.actor, id)).jobId })),
  makeSeedProduction: (_, _args, context) =>
    refusable<{ seed?: { state: SeedState; lines: string[] } }>(async () => {
      const { state, lines } = await need(context, 'seed').start(context.actor);
      return { seed: { state, lines: [...lines] } };
    }, {}),
  cancelPull: (_, { input: { id } }, context) => pullChange(context, () => need(context, 'pulls').cancel(context.actor, id)),
  approvePull: (_, { input: { id } }, context) => pullChange(context, () => need(context, 'pulls').approve(context.actor, id)),
  retryPull: (_, { input: { id } }, context) => pullChange(context, () => need(context, 'pulls').retry(context.actor, id)),
  saveRecipe: (_, { input: { production, base, parameters, description, ...names } }, context) =>
    recipeChange(context, production, () =>
      need(context, 'renders').saveRecipe(context.actor, production, {
        ...names,
        base: listName('RecipeName', base),
        description: description ?? '',
        parameters: objectOf(parameters, 'parameters') ?? {},
      }),
    ),
  removeRecipe: (_, { input: { production, name } }, context) =>
    recipeChange(context, production, () => need(context, 'renders').removeRecipe(context.actor, production, name)),
  saveSearch: (_, { input }, context) =>
    refusable(
      async () => ({ savedSearch: await fresh(context, 'savedSearch', (await need(context, 'searches').save(context.actor, input)).id) }),
      { savedSearch: undefined },
    ),
  deleteSavedSearch: (_, { input: { id } }, context) =>
    refusable<{ deletedId: string | undefined }>(
      async () => ({ deletedId: (await need(context, 'searches').remove(context.actor, id)).id }),
      { deletedId: undefined },
    ),
  createToken: (_, { input: { name, role, production, expiresAt } }, context) =>
    refusable(async () => context.services.tokens.create(context.actor, { name, role, ...definitely({ production, expiresAt }) }), {
      token: undefined,
      secret: undefined,
    } as never),
  revokeToken: (_, { input: { id } }, context) =>
    refusable(async () => ({ token: await context.services.tokens.revoke(context.actor, id) }), { token: undefined } as never),
  createWebhook: (_, { input }, context) =>
    refusable(async () => need(context, 'webhooks').create(context.actor, input), { id: undefined, secret: undefined } as never),
  deleteWebhook: (_, { input: { id } }, context) =>
    refusable<{ deletedId: string | undefined }>(
      async () => ({ deletedId: (await need(context, 'webhooks').remove(context.actor, id)).id }),
      { deletedId: undefined },
    ),
  answerFormatCard: (_, { input: { id, inputTransform } }, context) =>
    refusable(
      async () => {
        const done = await need(context, 'formatCards').answer(context.actor, { id, ...definitely({ inputTransform }) });
        return { formatCard: await fresh(context, 'formatCard', done.id) };
      },
      { formatCard: undefined },
    ),
  decideNamingRule: (_, { input: { id, apply } }, context) =>
    refusable<{ namingRule: NamingRule | undefined }>(
      async () => ({ namingRule: await need(context, 'naming').decideNamingRule(context.actor, id, apply) }),
      { namingRule: undefined },
    ),
};

function jobChange(context: ApiContext, change: () => Promise<{ readonly id: string }>) {
  return refusable(async () => ({ job: await fresh(context, 'job', (await change()).id) }), { job: undefined });
}
