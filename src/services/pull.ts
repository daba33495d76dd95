import { requireRole, roleIn, type Actor } from '../domain/actor.ts';
import { Blocked, Conflict, InvalidInput, NotFound, Unavailable } from '../domain/errors.ts';
import type { PullPlanRecord } from '../domain/ports/records.ts';
import type { Production } from '../domain/ports/catalogue.ts';
import type { PullRow, PullStore } from '../domain/ports/pullStore.ts';
import type { Changed } from './clips.ts';
import { requestJobs } from './jobs.ts';
import { createIdentify } from './pull/identify.ts';
import { packageEntries, type PullOptions } from './pull/package.ts';
import { planPull, type PlannedItem, type PullRequest } from './pull/plan.ts';
import type { RenderPorts, RenderService } from './render.ts';
import type { Draft } from './render/draft.ts';
import { outputFolderName } from './render/outputFolder.ts';
import type { ClipRecord, SqlSession, Catalogue } from '../domain/ports/catalogue.ts';

export type PullService = ReturnType<typeof createPullService>;

export type PullPorts = RenderPorts & {
  readonly pulls: PullStore;
  readonly renders: RenderService;
  readonly seal: (folder: string) => Promise<unknown>;
  /** Units that the render workers alive do at once. */
  readonly slots: () => Promise<number>;
  /** The guardrails over clips, now: what is found stops their plates. */
  readonly checkNow: (productionId: string, clipIds: readonly string[]) => Promise<unknown>;
  /** Has the guardrails of pulls look again. */
  readonly changed: Changed;
};

type Possible = PlannedItem & { readonly draft: Draft; readonly clip: ClipRecord };

/** Files of a package that one answer lists. */
const mostPackageFiles = 10_000;
/** What asks the guardrails of pulls, and no others, to look again. */
const pullsChanged = { clipIds: [], fields: ['pulls'] };
/** A list's name as a folder: its extension and every unusual character gone. */
const folderOf = (listName: string): string => listName.replace(/\.[A-Za-z0-9]+$/, '').replaceAll(/[^A-Za-z0-9._-]/g, '_');

/** The deliverables of a timeline: planned, approved, asked for, packed. */
export function createPullService(ports: PullPorts) {
  const { catalogue, store, engines, outputs, pulls, renders } = ports;
  const planning = { catalogue, store, pulls, drafting: renders.drafting, slots: ports.slots };

  async function clipsOf(timelineId: string): Promise<readonly string[]> {
    return [...new Set((await pulls.events(timelineId)).flatMap(({ match }) => match?.clipId ?? []))];
  }

  async function pullFor(actor: Actor, id: string, what: string): Promise<PullRow> {
    const pull = await pulls.byId(id);
    if (!pull || roleIn(actor, pull.productionId) === undefined) throw new NotFound('There is no such pull.', { at: 'id' });
    requireRole(actor, pull.productionId, 'OPERATOR', what);
    return pull;
  }

  /** What can be made of a plan. Throws Blocked where that is nothing. */
  async function possibleOf(name: string, record: PullPlanRecord, planned: readonly PlannedItem[]): Promise<readonly Possible[]> {
    const missing = await engines[0]?.missing();
    if (missing !== undefined) throw new Unavailable(missing, { at: 'engine' });
    const possible = planned.flatMap((each) => (each.draft && each.clip ? [{ ...each, draft: each.draft, clip: each.clip }] : []));
    if (possible.length > 0) return possible;
    const reason =
      [...record.findings, ...record.items.flatMap((item) => item.problems)][0]?.message ?? 'it has no picture events that need frames';
    throw new Blocked(`Nothing of "${name}" can be pulled: ${reason}`, { at: 'timeline' });
  }

  /** Asks for the renders of a pull, inside its transaction. */
  async function ask(
    tx: Catalogue,
    production: Production,
    pullId: string,
    possible: readonly Possible[],
    options: PullOptions,
  ): Promise<PullOptions> {
    const asked: PullOptions['plates'][number][] = [];
    for (const { plate, name, shot, number, vendor, draft, clip } of possible) {
      const answer = await renders.ask(tx, draft, `${production.slug}/plates/${name}`, {
        priority: options.request.priority,
        pullId,
        header: { 'ocf/pull': { type: 'string', value: pullId } },
        stem: (suffix) => `${name}${suffix}`,
      });
      asked.push({
        ...{ plate, name, shot, number, renderId: answer.renderId!, clipId: clip.id, firstFrame: draft.firstFrame },
        ...(vendor === undefined ? {} : { vendor }),
      });
    }
    return { ...options, renderIds: asked.map((each) => each.renderId), plates: asked };
  }

  /** Packs a pull whose renders have all ended. Safe to call any number of times. */
  async function settle(pullId: string): Promise<void> {
    const pull = await pulls.byId(pullId);
    if (!pull || pull.state !== 'RUNNING') return;
    const options = pull.options as unknown as PullOptions;
    const done = new Map((await pulls.renders(options.renderIds)).map((render) => [render.id, render]));
    if ([...done.values()].some((render) => render.state === 'QUEUED' || render.state === 'RUNNING')) return;
    const failed = [...done.values()].some((render) => render.state !== 'DONE');
    const rows = new Map((await store.byIds(options.renderIds)).map((row) => [row.id, row]));
    const path = `${options.folder}_v${String(pull.version).padStart(3, '0')}`;
    const vendors = options.request.vendors?.map((each) => each.name) ?? [];
    for (const vendor of vendors.length === 0 ? [undefined] : [...new Set([...vendors, undefined])]) {
      const plates = vendors.length === 0 ? options.plates : options.plates.filter((plate) => plate.vendor === vendor);
      if (plates.length === 0) continue;
      const entries = await packageEntries({ catalogue, pulls }, pull, plates, done, rows, vendor);
      await outputs.assemble(vendors.length === 0 ? path : `${path}/${vendor ?? 'unassigned'}`, entries, ports.seal);
    }
    if (!(await pulls.end(pullId, failed ? 'FAILED' : 'DONE', path))) return;
    await ports.changed(catalogue, pull.productionId, pullsChanged);
  }

  async function begin(
    tx: Catalogue,
    production: Production,
    pull: PullRow,
    possible: readonly Possible[],
    from: readonly string[],
    plan: PullPlanRecord,
  ) {
    const options = await ask(tx, production, pull.id, possible, pull.options as unknown as PullOptions);
    if (!(await pulls.begin(pull.id, from, { options: options as unknown as PullRow['options'], plan }, tx.session)))
      throw new Conflict(`This pull is ${pull.state} already.`);
  }

  return {
    /**
     * Plans the deliverables of a timeline and, unless it is a dry run, asks for them, or keeps them until they are approved. Throws Blocked where no plate at
     * all can be made.
     */
    async requestPull(actor: Actor, request: PullRequest): Promise<{ readonly pullId?: string; readonly plan: PullPlanRecord }> {
      const timeline = await pulls.timeline(request.timelineId);
      if (!timeline || roleIn(actor, timeline.productionId) === undefined)
        throw new NotFound('There is no such timeline.', { at: 'timeline' });
      requireRole(actor, timeline.productionId, request.dryRun ? 'VIEWER' : 'OPERATOR', 'Pulling a timeline');
      if (!Number.isInteger(request.handles) || request.handles < 0 || request.handles > 1000)
        throw new InvalidInput('Handles are 0 to 1000 frames.', { at: 'handles' });
      refuseVendorNames(request);
      const older = request.against === undefined ? undefined : await pulls.timeline(request.against);
      if (request.against !== undefined && older?.productionId !== timeline.productionId)
        throw new NotFound('There is no such older timeline in this production.', { at: 'against' });
      const [production] = await catalogue.productionsByIds([timeline.productionId]);
      if (!production) throw new NotFound('There is no such production.', { at: 'timeline' });
      // A dry run writes nothing, findings neither.
      if (!request.dryRun) await ports.checkNow(production.id, await clipsOf(request.timelineId));
      const { record, planned } = await planPull(planning, production, request);
      if (request.dryRun) return { plan: record };
      const possible = await possibleOf(timeline.name, record, planned);
      const folder = `${production.slug}/pulls/${request.output === undefined ? folderOf(timeline.name) : outputFolderName(request.output)}`;
      outputs.locate(folder);
      const waits = request.needsApproval ?? production.settings['pullsNeedApproval'] === true;
      const pullId = await catalogue.transaction(async (tx) => {
        const options: PullOptions = { folder, request, renderIds: [], plates: [] };
        const pull = await pulls.create(
          {
            ...{ productionId: production.id, timelineId: timeline.id, recipe: request.recipe, handles: request.handles },
            ...{ state: 'PLANNED', priority: request.priority, plan: record, actor: actor.name },
            version: await pulls.nextVersion(production.id, folder, tx.session),
            options: options as unknown as PullRow['options'],
          },
          tx.session,
        );
        if (!waits) await begin(tx, production, pull, possible, ['PLANNED'], record);
        const detail = { timeline: timeline.name, recipe: request.recipe, plates: possible.length, waits };
        await tx.audit({ productionId: production.id, actor: actor.name, action: 'requestPull', subject: pull.id, detail });
        await ports.changed(tx, production.id, pullsChanged);
        return pull.id;
      });
      await settle(pullId);
      return { pullId, plan: record };
    },

    /** Lets a planned pull begin. It is planned again first: what was approved is the request, and documents may have changed since. */
    async approve(actor: Actor, id: string): Promise<{ readonly id: string }> {
      const pull = await pullFor(actor, id, 'Approving a pull');
      if (pull.state !== 'PLANNED') throw new Conflict(`This pull is ${pull.state} already; there is nothing to approve.`);
      const [production] = await catalogue.productionsByIds([pull.productionId]);
      const { request } = pull.options as unknown as PullOptions;
      const { record, planned } = await planPull(planning, production!, request);
      const possible = await possibleOf('This pull', record, planned);
      await catalogue.transaction(async (tx) => {
        await begin(tx, production!, pull, possible, ['PLANNED'], record);
        await tx.audit({
          productionId: pull.productionId,
          actor: actor.name,
          action: 'approvePull',
          subject: id,
          detail: { plates: possible.length },
        });
      });
      await settle(id);
      return { id };
    },

    /** Begins a failed or cancelled pull again: what is done stays, the rest is queued; it is packed as the next version. */
    async retry(actor: Actor, id: string): Promise<{ readonly id: string }> {
      const pull = await pullFor(actor, id, 'Retrying a pull');
      if (pull.state !== 'FAILED' && pull.state !== 'CANCELLED')
        throw new Conflict(`Only a failed or cancelled pull can be tried again; this one is ${pull.state}.`);
      const options = pull.options as unknown as PullOptions;
      if (options.renderIds.length === 0) throw new Conflict('This pull was cancelled before it began: ask for it again.');
      await catalogue.transaction(async (tx) => {
        const version = await pulls.nextVersion(pull.productionId, options.folder, tx.session);
        if (!(await pulls.begin(id, ['FAILED', 'CANCELLED'], { version }, tx.session)))
          throw new Conflict('Somebody else has begun it again already.');
        const open = await store.restart(options.renderIds, tx.session);
        await requestJobs(
          tx,
          ports.queue,
          open.map(({ renderId, clipId, chunk }) => ({
            ...{ productionId: pull.productionId, kind: 'render' as const, clipId, renderId },
            ...{ priority: options.request.priority, payload: { chunk } },
          })),
        );
        await tx.audit({
          productionId: pull.productionId,
          actor: actor.name,
          action: 'retryPull',
          subject: id,
          detail: { jobs: open.length },
        });
      });
      await settle(id);
      return { id };
    },

    async cancel(actor: Actor, id: string): Promise<{ readonly id: string }> {
      const pull = await pullFor(actor, id, 'Cancelling a pull');
      await catalogue.transaction(async (tx) => {
        if (!(await pulls.end(id, 'CANCELLED', undefined, tx.session))) throw new Conflict(`This pull is ${pull.state} already.`);
        const jobs = await cancelWaiting(tx, tx.session, id, actor.name);
        await tx.audit({ productionId: pull.productionId, actor: actor.name, action: 'cancelPull', subject: id, detail: { jobs } });
      });
      return { id };
    },

    /** Files of a package, as they lie there now. */
    packageFiles: (packagePath: string) => outputs.list(packagePath, mostPackageFiles),

    /** Packs the pulls that waited for this render. */
    async renderEnded(renderId: string): Promise<void> {
      for (const pullId of await pulls.waitingFor(renderId)) await settle(pullId);
    },

    identify: createIdentify(store),
  };

  /** Ends the waiting jobs of a pull's own renders, unless another pull under way needs them; gives how many. */
  async function cancelWaiting(tx: Catalogue, session: SqlSession, pullId: string, who: string): Promise<number> {
    const jobs = await session.query<{ id: string; renderId: string }>(
      `SELECT j.id, j.render_id AS "renderId" FROM job j JOIN render r ON r.id = j.render_id
       WHERE j.state = 'QUEUED' AND r.pull_id = $1
         AND NOT EXISTS (SELECT 1 FROM pull p WHERE p.id <> $1 AND p.state = 'RUNNING' AND p.options->'renderIds' ? r.id::text)`,
      [pullId],
    );
    for (const job of jobs) {
      await ports.queue.cancel({ jobId: job.id, kind: 'render' }, session);
      await tx.updateJob(job.id, { state: 'CANCELLED', finished: true, message: `Its pull was cancelled by ${who}.` });
    }
    await store.cancel([...new Set(jobs.map((job) => job.renderId))], session);
    return jobs.length;
  }
}

/** Names of vendors become folders; an event goes to one of them. */
function refuseVendorNames(request: PullRequest): void {
  const seen = new Map<string, string>();
  for (const { name, eventNumbers } of request.vendors ?? []) {
    if (!/^[A-Za-z0-9._-]{1,60}$/.test(name) || name === '.' || name === '..')
      throw new InvalidInput(`"${name}" cannot be a vendor's name: letters, digits, dots, hyphens and underscores.`, { at: 'vendors' });
    for (const number of eventNumbers) {
      const other = seen.get(number);
      if (other !== undefined && other !== name)
        throw new InvalidInput(`Event ${number} is given to ${other} and to ${name}.`, { at: 'vendors' });
      seen.set(number, name);
    }
  }
}
