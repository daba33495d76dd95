import { requireRole, roleIn, visibleProductions, type Actor } from '../domain/actor.ts';
import { Blocked, Conflict, InvalidInput, NotFound, RushesError, Unavailable } from '../domain/errors.ts';
import type { PullItemRecord, PullPlanRecord } from '../domain/ports/browse.ts';
import type { ClipRecord, Priority, Production } from '../domain/ports/catalogue.ts';
import type { PackageEntry } from '../domain/ports/renderOutputs.ts';
import type { PullRow, PullStore, RenderOfPull } from '../domain/ports/pullStore.ts';
import type { Problem } from '../domain/problem.ts';
import { outlinePull, type PlannedPlate, type PullEvent } from '../domain/render/pullPlan.ts';
import { one } from '../domain/rational.ts';
import { createHash } from 'node:crypto';
import { clipTable } from './clipTable.ts';
import { deliveryHtml } from './deliveryReport.ts';
import { countSheet, shotList, type DeliveredPlate } from './pullTables.ts';
import type { Changed } from './clips.ts';
import type { RenderPorts, RenderService } from './render.ts';
import { secondsOf } from './render/cost.ts';
import { draftRender, type Draft } from './render/draft.ts';
import { outputFolderName } from './render/outputFolder.ts';

export type PullService = ReturnType<typeof createPullService>;

export type PullRequest = {
  readonly timelineId: string;
  readonly recipe: string;
  readonly handles: number;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly eventNumbers?: readonly string[];
  readonly priority: Priority;
  readonly output?: string;
  readonly dryRun: boolean;
};

/** Frames between two plates of a clip that make one plate of them. */
const gapFrames = 0;

/** A list's name as a folder: its extension and every unusual character gone. */
const folderOf = (listName: string): string => listName.replace(/\.[A-Za-z0-9]+$/, '').replaceAll(/[^A-Za-z0-9._-]/g, '_');

/** Files of a package that one answer lists. */
const mostPackageFiles = 10_000;

type Planned = {
  readonly plate: PlannedPlate;
  readonly shot: string;
  readonly draft?: Draft;
  readonly item: PullItemRecord;
  readonly clip?: ClipRecord;
};
/** What a pull keeps to make its package from. */
type Options = {
  readonly folder: string;
  readonly renderIds: readonly string[];
  readonly plates: readonly (Omit<DeliveredPlate, 'clip' | 'state'> & { readonly clipId: string })[];
};

/** What asks the guardrails of pulls, and no others, to look again. */
const pullsChanged = { clipIds: [], fields: ['pulls'] };

/** The deliverables of a timeline: planned, asked for, packed. */
export function createPullService(
  ports: RenderPorts & {
    readonly pulls: PullStore;
    readonly renders: RenderService;
    readonly seal: (folder: string) => Promise<unknown>;
    /** The guardrails over clips, now: what is found stops their plates. */
    readonly checkNow: (productionId: string, clipIds: readonly string[]) => Promise<unknown>;
    /** Has the guardrails of pulls look again. */
    readonly changed: Changed;
    /** Units that the render workers alive do at once. */
    readonly slots: () => Promise<number>;
  },
) {
  const { catalogue, store, engines, outputs, pulls, renders } = ports;

  async function clipsOf(timelineId: string): Promise<readonly string[]> {
    return [...new Set((await pulls.events(timelineId)).flatMap(({ match }) => match?.clipId ?? []))];
  }

  async function plan(production: Production, request: PullRequest): Promise<{ record: PullPlanRecord; planned: readonly Planned[] }> {
    const rows = await pulls.events(request.timelineId);
    const chosen = request.eventNumbers && new Set(request.eventNumbers);
    const unknown = request.eventNumbers?.filter((number) => !rows.some((row) => row.event.number === number)) ?? [];
    if (unknown.length > 0) throw new InvalidInput(`The timeline has no event ${unknown.join(', ')}.`, { at: 'eventNumbers' });
    const events = rows.filter((row) => !chosen || chosen.has(row.event.number)).map(pullEvent);
    const clipIds = [...new Set(events.flatMap((event) => (event.clipId ? [event.clipId] : [])))];
    const clips = new Map((await catalogue.clipsByIds(clipIds)).map((clip) => [clip.id, clip]));
    const outline = outlinePull(events, new Map([...clips].map(([id, clip]) => [id, clip.frameCount ?? 0])), {
      handles: request.handles,
      gapFrames,
    });
    const planned: Planned[] = [];
    const used = new Map<string, number>();
    for (const plate of outline.plates) {
      const number = plate.events[0]?.number ?? '0';
      const shot = `${production.slug.replaceAll('-', '_')}_${number.replaceAll(/[^A-Za-z0-9]/g, '_')}`;
      const element = (used.get(shot) ?? 0) + 1;
      used.set(shot, element);
      planned.push(await planPlate(clips.get(plate.clipId), plate, `${shot}_PL${String(element).padStart(2, '0')}`, request));
    }
    const frames = planned.reduce((sum, { plate }) => sum + plate.out - plate.in, 0);
    const fresh = planned.flatMap(({ item, draft }) => (item.reused || !draft ? [] : [draft]));
    return {
      planned,
      record: {
        frameCount: frames,
        estimatedBytes: Math.round(fresh.reduce((sum, { range, cost }) => sum + (range.out - range.in) * cost.bytesPerFrame, 0)),
        estimatedSeconds: secondsOf(fresh, Math.max(1, await ports.slots())),
        reusedCount: planned.filter(({ item }) => item.reused).length,
        items: planned.map(({ item }) => item),
        findings: outline.findings,
      },
    };
  }

  async function planPlate(clip: ClipRecord | undefined, plate: PlannedPlate, shot: string, request: PullRequest): Promise<Planned> {
    const problems: Problem[] = [...plate.problems];
    let draft: Draft | undefined;
    let reused = false;
    try {
      if (!clip) throw new NotFound('Its clip does not exist any longer.');
      draft = await draftRender(renders.drafting, clip, {
        recipe: request.recipe,
        frameIn: plate.in,
        frameOut: plate.out,
        ...(request.parameters ? { parameters: request.parameters } : {}),
      });
      problems.push(...draft.problems);
      reused = (await store.byIdentity(clip.productionId, draft.identity)) !== undefined;
    } catch (error) {
      if (!(error instanceof RushesError) || (error instanceof InvalidInput && error.at !== 'frameIn')) throw error;
      problems.push({ severity: 'BLOCK', code: error instanceof Blocked ? (error.at ?? error.code) : error.code, message: error.message });
    }
    const item = {
      name: shot,
      clipId: plate.clipId,
      clipFrameIn: plate.in,
      clipFrameOut: plate.out,
      eventNumbers: plate.events.map((event) => event.number),
      reused,
      problems,
    };
    return { plate, shot, item, ...(draft ? { draft } : {}), ...(clip ? { clip } : {}) };
  }

  /** Packs a pull whose renders have all ended. Safe to call any number of times. */
  async function settle(pullId: string): Promise<void> {
    const pull = await pulls.byId(pullId);
    if (!pull || pull.state !== 'RUNNING') return;
    const options = pull.options as unknown as Options;
    const done = new Map((await pulls.renders(options.renderIds)).map((render) => [render.id, render]));
    if ([...done.values()].some((render) => render.state === 'QUEUED' || render.state === 'RUNNING')) return;
    const failed = [...done.values()].some((render) => render.state !== 'DONE');
    const path = `${options.folder}_v${String(pull.version).padStart(3, '0')}`;
    await outputs.assemble(path, await packageEntries(pull, options, done), ports.seal);
    await pulls.end(pullId, failed ? 'FAILED' : 'DONE', path);
    await ports.changed(catalogue, pull.productionId, pullsChanged);
  }

  async function packageEntries(pull: PullRow, options: Options, done: ReadonlyMap<string, RenderOfPull>): Promise<PackageEntry[]> {
    const clips = new Map((await catalogue.clipsByIds(options.plates.map((plate) => plate.clipId))).map((clip) => [clip.id, clip]));
    const plates = options.plates.flatMap((plate): DeliveredPlate[] => {
      const clip = clips.get(plate.clipId);
      return clip ? [{ ...plate, clip, state: done.get(plate.renderId)?.state ?? 'MISSING' }] : [];
    });
    const entries: PackageEntry[] = [];
    for (const plate of plates) {
      const render = done.get(plate.renderId);
      if (render?.state !== 'DONE') continue;
      for (const output of render.outputs)
        entries.push({ path: `${plate.name}/${output.path}`, from: `${render.outputPath}/${output.path}` });
    }
    const timeline = pull.timelineId === undefined ? undefined : await pulls.timeline(pull.timelineId);
    const counts = countSheet(plates);
    const report = {
      version: 1,
      pull: pull.id,
      recipe: pull.recipe,
      handles: pull.handles,
      packageVersion: pull.version,
      plan: pull.plan,
      plates: plates.map(({ clip, ...plate }) => ({
        ...plate,
        clip: clip.name,
        files: done.get(plate.renderId)?.outputs,
        report: done.get(plate.renderId)?.report,
      })),
    };
    entries.push({ path: 'shot-list.csv', text: shotList(plates, pull.version) });
    if (counts !== undefined) entries.push({ path: 'count-sheet.csv', text: counts });
    entries.push({ path: 'delivery-report.json', text: `${JSON.stringify(report, undefined, 1)}\n` });
    entries.push({
      path: 'delivery-report.html',
      text: deliveryHtml(
        `${timeline?.name ?? 'Pull'} v${String(pull.version).padStart(3, '0')}`,
        [
          ['Recipe', pull.recipe],
          ['Handles', String(pull.handles)],
          ['Plates', String(plates.length)],
          ['Pull', pull.id],
        ],
        plates.map((plate) => {
          const files = done.get(plate.renderId)?.outputs ?? [];
          return {
            ...plate,
            fileCount: files.filter((file) => file.kind === 'plate' || file.kind === 'proxy' || file.kind === 'trim').length,
            problems: plate.plate.problems.map((problem) => problem.message),
            ...(plate.clip.thumbnail ? { thumbnail: `thumbnails/${plate.name}.jpg` } : {}),
          };
        }),
      ),
    });
    for (const plate of plates)
      if (plate.clip.thumbnail) entries.push({ path: `thumbnails/${plate.name}.jpg`, from: plate.clip.thumbnail, optional: true });
    const [production] = await catalogue.productionsByIds([pull.productionId]);
    if (production)
      entries.push({
        path: 'shot-list.ale',
        text: clipTable(
          plates.map((plate) => plate.clip),
          'ALE',
          production,
        ).content,
      });
    if (timeline)
      entries.push({ path: `list/${timeline.name.replaceAll(/[^A-Za-z0-9._-]/g, '_')}`, text: new TextDecoder().decode(timeline.content) });
    return entries;
  }

  return {
    /** Plans the deliverables of a timeline and, unless it is a dry run, asks for them. Throws Blocked where no plate at all can be made. */
    async requestPull(actor: Actor, request: PullRequest): Promise<{ readonly pullId?: string; readonly plan: PullPlanRecord }> {
      const timeline = await pulls.timeline(request.timelineId);
      if (!timeline || roleIn(actor, timeline.productionId) === undefined)
        throw new NotFound('There is no such timeline.', { at: 'timeline' });
      requireRole(actor, timeline.productionId, request.dryRun ? 'VIEWER' : 'OPERATOR', 'Pulling a timeline');
      if (!Number.isInteger(request.handles) || request.handles < 0 || request.handles > 1000)
        throw new InvalidInput('Handles are 0 to 1000 frames.', { at: 'handles' });
      const [production] = await catalogue.productionsByIds([timeline.productionId]);
      if (!production) throw new NotFound('There is no such production.', { at: 'timeline' });
      // A dry run writes nothing, findings neither.
      if (!request.dryRun) await ports.checkNow(production.id, await clipsOf(request.timelineId));
      const { record, planned } = await plan(production, request);
      if (request.dryRun) return { plan: record };
      const missing = await engines[0]?.missing();
      if (missing !== undefined) throw new Unavailable(missing, { at: 'engine' });
      const possible = planned.flatMap((each) => (each.draft && each.clip ? [{ ...each, draft: each.draft, clip: each.clip }] : []));
      if (possible.length === 0)
        throw new Blocked(
          `Nothing of "${timeline.name}" can be pulled: ${[...record.findings, ...record.items.flatMap((item) => item.problems)][0]?.message ?? 'it has no picture events'}`,
          {
            at: 'timeline',
          },
        );
      const folder = `${production.slug}/pulls/${request.output === undefined ? folderOf(timeline.name) : outputFolderName(request.output)}`;
      outputs.locate(folder);
      const pullId = await catalogue.transaction(async (tx) => {
        const version = await pulls.nextVersion(production.id, folder, tx.session);
        const asked: Options['plates'][number][] = [];
        for (const { plate, shot, draft } of possible) {
          const answer = await renders.ask(tx, draft, `${production.slug}/plates/${shot}`, {
            priority: request.priority,
            stem: (suffix) => `${shot}${suffix}`,
          });
          asked.push({ plate, name: shot, renderId: answer.renderId!, clipId: plate.clipId, firstFrame: firstFrameOf(draft) });
        }
        const options: Options = { folder, renderIds: asked.map((each) => each.renderId), plates: asked };
        const pull = await pulls.create(
          {
            productionId: production.id,
            timelineId: timeline.id,
            recipe: request.recipe,
            version,
            handles: request.handles,
            options: options as unknown as PullRow['options'],
            plan: record,
            actor: actor.name,
            priority: request.priority,
          },
          tx.session,
        );
        await tx.session.query('UPDATE render SET pull_id = $1 WHERE id = ANY($2::uuid[]) AND pull_id IS NULL', [
          pull.id,
          options.renderIds,
        ]);
        await tx.audit({
          productionId: production.id,
          actor: actor.name,
          action: 'requestPull',
          subject: pull.id,
          detail: { timeline: timeline.name, recipe: request.recipe, plates: asked.length },
        });
        await ports.changed(tx, production.id, pullsChanged);
        return pull.id;
      });
      await settle(pullId);
      return { pullId, plan: record };
    },

    async cancel(actor: Actor, id: string): Promise<{ readonly id: string }> {
      const pull = await pulls.byId(id);
      if (!pull || roleIn(actor, pull.productionId) === undefined) throw new NotFound('There is no such pull.', { at: 'id' });
      requireRole(actor, pull.productionId, 'OPERATOR', 'Cancelling a pull');
      await catalogue.transaction(async (tx) => {
        if (!(await pulls.end(id, 'CANCELLED', undefined, tx.session))) throw new Conflict(`This pull is ${pull.state} already.`);
        const jobs = await tx.session.query<{ id: string; renderId: string }>(
          `SELECT id, render_id AS "renderId" FROM job WHERE state = 'QUEUED' AND render_id IN (SELECT id FROM render WHERE pull_id = $1)`,
          [id],
        );
        for (const job of jobs) {
          await ports.queue.cancel({ jobId: job.id, kind: 'render' }, tx.session);
          await tx.updateJob(job.id, { state: 'CANCELLED', finished: true, message: `Its pull was cancelled by ${actor.name}.` });
        }
        await store.cancel(
          jobs.map((job) => job.renderId),
          tx.session,
        );
        await tx.audit({
          productionId: pull.productionId,
          actor: actor.name,
          action: 'cancelPull',
          subject: id,
          detail: { jobs: jobs.length },
        });
      });
      return { id };
    },

    /** Files of a package, as they lie there now. */
    packageFiles: (packagePath: string) => outputs.list(packagePath, mostPackageFiles),

    /** Packs the pulls that waited for this render. */
    async renderEnded(renderId: string): Promise<void> {
      for (const pullId of await pulls.waitingFor(renderId)) await settle(pullId);
    },

    /** Which render, clip and frame a delivered file is: by the hash of its bytes, by its header, or by its name. */
    async identify(actor: Actor, input: { name: string; sha256?: string; header?: unknown; content?: Uint8Array }) {
      const visible = visibleProductions(actor);
      const sha256 = input.sha256 ?? (input.content && createHash('sha256').update(input.content).digest('hex'));
      const hashed = sha256 === undefined ? [] : await store.outputsByHash(sha256.toLowerCase(), visible);
      const header = (input.header ?? {}) as Readonly<Record<string, unknown>>;
      const told = String(header['ocf/render'] ?? '');
      const fromHeader = hashed.length === 0 && /^[0-9a-f-]{36}$/.test(told) ? await store.byIds([told]) : [];
      if (hashed[0]) return found('HASH', hashed[0].renderId, hashed[0].clipId, hashed[0].clipFrame, hashed[0].path);
      const render = fromHeader[0];
      if (render && roleIn(actor, render.productionId) !== undefined) {
        const frame = Number(header['ocf/clipFrame']);
        return found('HEADER', render.id, render.clipId, Number.isInteger(frame) ? frame : undefined, render.outputPath);
      }
      const named = await store.outputsByName(input.name.slice(input.name.lastIndexOf('/') + 1), visible);
      if (named.length === 1) return found('NAME', named[0]!.renderId, named[0]!.clipId, named[0]!.clipFrame, named[0]!.path);
      return {
        message:
          named.length > 1
            ? `${named.length} deliverables are called ${input.name}; give the file itself.`
            : `${input.name} is no deliverable that is known here.`,
      };
    },
  };
}

function found(by: string, renderId: string, clipId: string, clipFrame: number | undefined, path: string) {
  return {
    by,
    renderId,
    clipId,
    ...(clipFrame === undefined ? {} : { clipFrame }),
    message: `It is ${path}${clipFrame === undefined ? '' : `, clip frame ${clipFrame}`} (by ${by.toLowerCase()}).`,
  };
}

function firstFrameOf(draft: Draft): number {
  const first = draft.jobNamed('x').outputs[0];
  return first && 'firstFrame' in first ? first.firstFrame : 1;
}

function pullEvent(row: Awaited<ReturnType<PullStore['events']>>[number]): PullEvent {
  const { event, match } = row;
  return {
    number: event.number,
    kind: event.kind,
    state: match?.state ?? 'UNMATCHED',
    ...(match?.clipId === undefined ? {} : { clipId: match.clipId }),
    ...(match?.clipFrameIn === undefined ? {} : { clipFrameIn: match.clipFrameIn }),
    ...(match?.clipFrameOut === undefined ? {} : { clipFrameOut: match.clipFrameOut }),
    missingHeadFrames: match?.missingHeadFrames ?? 0,
    missingTailFrames: match?.missingTailFrames ?? 0,
    speed: event.speed ?? one,
    reverse: event.reverse,
    ...(event.sourceIn === undefined ? {} : { sourceIn: event.sourceIn }),
    ...(event.sourceOut === undefined ? {} : { sourceOut: event.sourceOut }),
    ...(event.recordIn === undefined ? {} : { recordIn: event.recordIn }),
    ...(event.recordOut === undefined ? {} : { recordOut: event.recordOut }),
  };
}
