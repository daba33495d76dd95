import { requireRole, roleIn, type Actor } from '../domain/actor.ts';
import { InvalidInput, NotFound, Unavailable } from '../domain/errors.ts';
import type { Catalogue, ClipRecord, Priority, SqlSession } from '../domain/ports/catalogue.ts';
import type { MediaRoots } from '../domain/ports/mediaRoots.ts';
import type { Queue } from '../domain/ports/queue.ts';
import type { RenderEngine } from '../domain/ports/render.ts';
import type { RenderOutputs } from '../domain/ports/renderOutputs.ts';
import type { RenderRow, RenderStore, SavedRecipe } from '../domain/ports/renderStore.ts';
import type { Problem } from '../domain/problem.ts';
import { recipes, type Recipe } from '../recipes/index.ts';
import { productionFor } from './productions.ts';
import { listEngines } from './render/engines.ts';
import { z } from 'zod';
import type { DocumentsInForce } from './documentsInForce.ts';
import { requestJobs } from './jobs.ts';
import { openJobDescription } from '../domain/render/openJobDescription.ts';
import { chunksOf } from '../domain/render/chunks.ts';
import { createRenderWorker, failureError } from './render/worker.ts';
import { outputFolderName } from './render/outputFolder.ts';
import { stalenessOf } from './render/staleness.ts';
import { draftRender, type Draft, type DraftPorts, type DraftRequest } from './render/draft.ts';

export type RenderService = ReturnType<typeof createRenderService>;

export type RenderPorts = {
  readonly catalogue: Catalogue;
  readonly queue: Queue;
  readonly roots: MediaRoots;
  readonly store: RenderStore;
  readonly documentsInForce: DocumentsInForce;
  readonly engines: readonly RenderEngine[];
  readonly outputs: RenderOutputs;
  /** Name of this machine, as engines report it. */
  readonly machine: string;
  readonly now?: () => Date;
  /** Told after a render ended, whatever came of it. */
  readonly onEnded?: (renderId: string) => Promise<void>;
};

export type RenderRequest = DraftRequest & {
  readonly clipId: string;
  readonly priority: Priority;
  /** Folder under the production's output folder; `renders` where absent. */
  readonly output?: string;
  readonly explain: boolean;
};

export type RenderAnswer = {
  readonly renderId?: string;
  /** Absent where the result existed already. */
  readonly jobId?: string;
  readonly reused?: boolean;
  readonly explanation?: readonly { readonly fileName: string; readonly content: string; readonly problems: readonly Problem[] }[];
};

type AskOptions = {
  readonly priority: Priority;
  readonly pullId?: string;
  readonly thumbnail?: boolean;
  /** More attributes of the pictures' headers. */
  readonly header?: RenderRow['job']['header'];
  /** Stem of the files for a version (`_v001`); the clip's name where absent. */
  readonly stem?: (version: string) => string;
};

/** Renders of single clips: planned and checked, asked for once, found again. */
export function createRenderService(ports: RenderPorts) {
  const { catalogue, queue, store, engines, outputs } = ports;
  const engine = engines[0]!;
  const drafting: DraftPorts = {
    catalogue,
    roots: ports.roots,
    store,
    documentsInForce: ports.documentsInForce,
    engines,
    machine: ports.machine,
    now: ports.now ?? ((): Date => new Date()),
  };

  async function clipFor(actor: Actor, id: string, needed: 'VIEWER' | 'OPERATOR'): Promise<ClipRecord> {
    const [clip] = await catalogue.clipsByIds([id]);
    if (!clip || roleIn(actor, clip.productionId) === undefined) throw new NotFound('There is no such clip.', { at: 'clip' });
    requireRole(actor, clip.productionId, needed, `Rendering ${clip.name}`);
    return clip;
  }

  /** Writes the render and its job, or finds the one of the same identity. Inside the caller's transaction. */
  async function ask(tx: Catalogue, draft: Draft, base: string, options: AskOptions): Promise<RenderAnswer> {
    const highest = await store.highestVersion(base, tx.session);
    const existing = await store.byIdentity(draft.clip.productionId, draft.identity, tx.session);
    const pinned = (['amf', 'fdl'] as const).filter((kind) => existing?.job.asked?.[kind] !== undefined && draft.asked[kind] === undefined);
    if (existing && pinned.length > 0) await store.unpin(existing.id, pinned, tx.session);
    if (existing) return { renderId: existing.id, reused: true, ...(await openJobOf(tx.session, existing)) };
    const version = `_v${String(highest + 1).padStart(3, '0')}`;
    const chunks = chunksOf(draft.range, draft.cost.secondsPerFrame, draft.isDivisible);
    const render = await store.create(
      {
        productionId: draft.clip.productionId,
        clipId: draft.clip.id,
        ...(options.pullId ? { pullId: options.pullId } : {}),
        recipe: draft.recipe.name,
        frameIn: draft.range.in,
        frameOut: draft.range.out,
        identity: draft.identity,
        job: draft.jobNamed(options.stem?.(version) ?? draft.name, {
          ...options.header,
          'ocf/version': { type: 'string', value: version.slice(1) },
        }),
        outputPath: `${base}${version}`,
        chunks,
      },
      tx.session,
    );
    const [job] = await requestJobs(
      tx,
      queue,
      chunks.map((_, chunk) => ({
        productionId: draft.clip.productionId,
        kind: 'render' as const,
        clipId: draft.clip.id,
        renderId: render.id,
        priority: options.priority,
        payload: { chunk, ...(options.thumbnail ? { thumbnail: true } : {}) },
      })),
    );
    return { renderId: render.id, ...(job ? { jobId: job.id } : {}) };
  }

  async function openJobOf(session: SqlSession, render: RenderRow): Promise<{ jobId?: string }> {
    if (render.state === 'DONE') return {};
    const rows = await session.query<{ id: string }>(`SELECT id FROM job WHERE render_id = $1 AND state IN ('QUEUED', 'RUNNING') LIMIT 1`, [
      render.id,
    ]);
    return rows[0] ? { jobId: rows[0].id } : {};
  }

  async function explain(draft: Draft): Promise<RenderAnswer> {
    const renderId = `explain-${draft.identity.slice(0, 16)}`;
    const folder = outputs.attemptFolder(renderId, 1);
    await outputs.clean(renderId);
    try {
      const chosen = engines.find((each) => each.name === draft.engine)!;
      const outcome = await chosen.run({
        ...draft.jobNamed(draft.name),
        task: 'explain',
        renderId,
        attempt: 1,
        workFolder: folder,
        threads: 1,
      });
      if ('failure' in outcome) throw failureError(outcome.failure);
      const template = openJobDescription(draft.jobNamed(draft.name), {
        jobFile: 'render.job.json',
        command: chosen.command('').slice(0, -1),
        ...(chosen.folder === undefined ? {} : { engineFolder: chosen.folder }),
        secondsPerFrame: draft.cost.secondsPerFrame,
        isDivisible: draft.isDivisible,
      });
      const files = [
        ...(await outputs.texts(folder)),
        { fileName: 'openjd.template.json', content: `${JSON.stringify(template, undefined, 1)}\n` },
      ];
      return { explanation: files.map((file) => ({ ...file, problems: draft.problems })) };
    } finally {
      await outputs.clean(renderId);
    }
  }

  return {
    /** Renders that would look different today → what has changed, in words. */
    staleness: (renderIds: readonly string[]) => stalenessOf(catalogue, store, drafting, renderIds),

    /** The built-in recipes and, of a production, its own, with their parameters as JSON Schema. */
    async recipes(actor: Actor, slug?: string) {
      const described = (recipe: Recipe, own?: SavedRecipe) => ({
        name: own?.name ?? recipe.name,
        base: recipe.name,
        title: own?.title ?? recipe.label,
        description: own?.description ?? recipe.description,
        parameters: z.toJSONSchema(own ? withDefaults(recipe, own.parameters) : recipe.parameters, { io: 'input' }),
      });
      const saved = slug === undefined ? [] : await store.recipes((await productionFor(catalogue, actor, slug, 'VIEWER')).id);
      return [
        ...recipes.map((recipe) => described(recipe)),
        ...saved.flatMap((own) => {
          const base = recipes.find((recipe) => recipe.name === own.base);
          return base ? [described(base, own)] : [];
        }),
      ];
    },

    /** A production's own recipe: a built-in one with other defaults. Saved again it is replaced; what was rendered with it stays what it was. */
    async saveRecipe(actor: Actor, slug: string, own: SavedRecipe): Promise<void> {
      const production = await productionFor(catalogue, actor, slug, 'OPERATOR');
      const base = recipes.find((recipe) => recipe.name === own.base);
      if (!base)
        throw new InvalidInput(`There is no built-in recipe "${own.base}"; there are ${recipes.map((each) => each.name).join(', ')}.`, {
          at: 'base',
        });
      if (!/^[a-z0-9][a-z0-9-]{1,59}$/.test(own.name) || recipes.some((recipe) => recipe.name === own.name))
        throw new InvalidInput(
          `"${own.name}" cannot be its name: 2 to 60 lower-case letters, digits and hyphens, and no built-in recipe's.`,
          { at: 'name' },
        );
      const parsed = base.parameters.safeParse(own.parameters);
      if (!parsed.success) {
        const first = parsed.error.issues[0];
        throw new InvalidInput(`${own.base}: ${first?.path.join('.') || 'parameters'}: ${first?.message ?? 'wrong'}.`, {
          at: 'parameters',
        });
      }
      await catalogue.transaction(async (tx) => {
        await store.saveRecipe(production.id, own, actor.name, tx.session);
        await tx.audit({ productionId: production.id, actor: actor.name, action: 'saveRecipe', subject: own.name, detail: own });
      });
    },

    async removeRecipe(actor: Actor, slug: string, name: string): Promise<void> {
      const production = await productionFor(catalogue, actor, slug, 'OPERATOR');
      await catalogue.transaction(async (tx) => {
        if (!(await store.removeRecipe(production.id, name, tx.session)))
          throw new NotFound(`The production "${slug}" has no recipe "${name}" of its own.`, { at: 'name' });
        await tx.audit({ productionId: production.id, actor: actor.name, action: 'removeRecipe', subject: name, detail: {} });
      });
    },

    /** Engines that are here, and vendors' formats that wait for one to be plugged in. */
    engines: (_actor: Actor) => listEngines(engines),

    /**
     * Renders a clip or a part of it. The same request again gives the same render. Throws InvalidInput, NotFound, NotAllowed; Blocked, with the finding's code, for what
     * cannot be rendered; Unavailable where the engine or the media are not on this machine.
     */
    async requestRender(actor: Actor, request: RenderRequest): Promise<RenderAnswer> {
      const clip = await clipFor(actor, request.clipId, request.explain ? 'VIEWER' : 'OPERATOR');
      const missing = await engine.missing();
      if (missing !== undefined) throw new Unavailable(missing, { at: 'engine' });
      const draft = await draftRender(drafting, clip, request);
      if (request.explain) return explain(draft);
      const [production] = await catalogue.productionsByIds([clip.productionId]);
      const base = `${production?.slug ?? clip.productionId}/${outputFolderName(request.output ?? 'renders')}/${draft.name}_${draft.recipe.name}`;
      outputs.locate(base);
      return catalogue.transaction(async (tx) => {
        const answer = await ask(tx, draft, base, { priority: request.priority });
        await tx.audit({
          productionId: clip.productionId,
          actor: actor.name,
          action: 'requestRender',
          subject: answer.renderId ?? clip.id,
          detail: {
            clip: clip.name,
            recipe: draft.recipe.name,
            range: draft.range,
            identity: draft.identity,
            reused: answer.reused ?? false,
          },
        });
        return answer;
      });
    },

    /** Queues the clip's thumbnail, in the transaction of `tx`, behind all other work. Does nothing for what cannot be rendered. */
    async requestThumbnail(tx: Catalogue, clipId: string): Promise<void> {
      const [clip] = await tx.clipsByIds([clipId]);
      if (!clip || clip.kind === 'SOUND' || (await engine.missing()) !== undefined) return;
      const draft = await draftRender({ ...drafting, catalogue: tx }, clip, { recipe: 'still' }).catch(() => undefined);
      if (!draft) return;
      const [production] = await tx.productionsByIds([clip.productionId]);
      await ask(tx, draft, `${production?.slug ?? clip.productionId}/thumbnails/${draft.name}_${clip.id.slice(0, 8)}`, {
        priority: 'BACKGROUND',
        thumbnail: true,
      });
    },

    ask,
    drafting,

    /** Does one render; the worker of `render` jobs. */
    worker: createRenderWorker(ports),
  };
}

/** A recipe's parameters with a production's defaults. */
function withDefaults(recipe: Recipe, parameters: Readonly<Record<string, unknown>>): z.ZodObject {
  const shape = Object.fromEntries(
    Object.entries(recipe.parameters.shape).map(([name, type]) => [
      name,
      name in parameters ? (type as z.ZodType).default(parameters[name]) : type,
    ]),
  );
  return z.strictObject(shape);
}
