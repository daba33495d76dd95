import { Blocked, InvalidInput, NotFound, RushesError } from '../../domain/errors.ts';
import { compareTimelines, type ChangeKind } from '../../domain/compareTimelines.ts';
import type { PullItemRecord, PullPlanRecord } from '../../domain/ports/records.ts';
import type { Catalogue, ClipRecord, Priority, Production } from '../../domain/ports/catalogue.ts';
import type { PullStore } from '../../domain/ports/pullStore.ts';
import type { RenderStore } from '../../domain/ports/renderStore.ts';
import type { Problem } from '../../domain/problem.ts';
import {
  checkTemplate,
  defaultTemplate,
  keptFirstFrame,
  plateName,
  plateNumber,
  shotOf,
  type EarlierPlate,
} from '../../domain/render/plateNames.ts';
import { outlinePull, pullEvent, type PlannedPlate, type PullEvent } from '../../domain/render/pullPlan.ts';
import { secondsOf } from '../render/cost.ts';
import { draftRender, recipeFor, type Draft, type DraftPorts } from '../render/draft.ts';

export type PullRequest = {
  readonly timelineId: string;
  readonly recipe: string;
  readonly handles: number;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly decode?: Readonly<Record<string, unknown>>;
  readonly engine?: string;
  readonly eventNumbers?: readonly string[];
  /** An older cut: only what needs frames that it did not is pulled. */
  readonly against?: string;
  readonly priority: Priority;
  readonly output?: string;
  /** `{shot}_{plate}` where neither this nor the production's setting `plateName` says another. */
  readonly nameTemplate?: string;
  /** PL where absent. */
  readonly element?: string;
  /** KEEP: frames that were delivered before keep their numbers when a head grows. RESTART: every plate begins at the first frame. */
  readonly numbering: 'KEEP' | 'RESTART';
  /** A package each, with the plates of these events; what nobody gets is a package of its own. */
  readonly vendors?: readonly { readonly name: string; readonly eventNumbers: readonly string[] }[];
  /** Plan and wait for `approve`. */
  readonly needsApproval?: boolean;
  /** Of the shot list. */
  readonly due?: string;
  readonly dryRun: boolean;
};

export type PlannedItem = {
  readonly plate: PlannedPlate;
  readonly name: string;
  readonly shot: string;
  readonly number: number;
  readonly vendor?: string;
  readonly item: PullItemRecord;
  readonly draft?: Draft;
  readonly clip?: ClipRecord;
};

export type PlanPorts = {
  readonly catalogue: Catalogue;
  readonly store: RenderStore;
  readonly pulls: PullStore;
  readonly drafting: DraftPorts;
  /** Units that the render workers alive do at once. */
  readonly slots: () => Promise<number>;
};

/** Frames between two plates of a clip that make one plate of them. */
const gapFrames = 0;
/** Changes of an event that need frames which the older cut did not read. */
const needsFrames: ReadonlySet<ChangeKind> = new Set(['ADDED', 'SLIPPED', 'EXTENDED', 'RETIMED']);

/** What a pull would make: plates with names and numbers, drafts of what can be rendered, findings about what cannot, time and bytes. */
export async function planPull(
  ports: PlanPorts,
  production: Production,
  request: PullRequest,
): Promise<{ readonly record: PullPlanRecord; readonly planned: readonly PlannedItem[] }> {
  const template = request.nameTemplate ?? settingOf(production, 'plateName') ?? defaultTemplate;
  checkTemplate(template);
  if (!/^[A-Z]{1,4}$/.test(request.element ?? 'PL'))
    throw new InvalidInput(`"${request.element}" is no plate element: one to four capital letters such as PL, FG, BG.`, { at: 'element' });
  const events = await chosenEvents(ports.pulls, request);
  const clipIds = [...new Set(events.flatMap((event) => (event.clipId ? [event.clipId] : [])))];
  const clips = new Map((await ports.catalogue.clipsByIds(clipIds)).map((clip) => [clip.id, clip]));
  const frames = new Map([...clips].map(([id, clip]) => [id, clip.frameCount ?? 0]));
  const outline = outlinePull(events, frames, { handles: request.handles, gapFrames });
  const earlier: readonly EarlierPlate[] = await ports.pulls.plates(production.id);
  const taken = new Map<string, Set<number>>();
  const planned: PlannedItem[] = [];
  for (const plate of outline.plates) {
    const clip = clips.get(plate.clipId);
    const shot = shotOf(production.slug, plate.events[0]!);
    const ofShot = taken.get(shot) ?? new Set();
    const number = plateNumber(earlier, shot, plate.clipId, ofShot);
    taken.set(shot, ofShot.add(number));
    const name = plateName(template, {
      ...{ show: production.slug, shot, number, element: request.element ?? 'PL' },
      ...{ event: plate.events[0]!.number, clip: clip?.name ?? '' },
    });
    const before = earlier.filter((each) => each.number === number);
    planned.push(await planPlate(ports, clip, plate, { name, shot, number }, request, before));
  }
  refuseSameNames(planned);
  const fresh = planned.flatMap(({ item, draft }) => (item.reused || !draft ? [] : [draft]));
  return {
    planned,
    record: {
      frameCount: planned.reduce((sum, { plate }) => sum + plate.out - plate.in, 0),
      estimatedBytes: Math.round(fresh.reduce((sum, { range, cost }) => sum + (range.out - range.in) * cost.bytesPerFrame, 0)),
      estimatedSeconds: secondsOf(fresh, Math.max(1, await ports.slots())),
      estimateIsGuess: fresh.some(({ cost }) => cost.isGuess),
      reusedCount: planned.filter(({ item }) => item.reused).length,
      items: planned.map(({ item }) => item),
      findings: outline.findings,
    },
  };
}

function settingOf(production: Production, name: string): string | undefined {
  const value = (production.settings as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

async function chosenEvents(pulls: PullStore, request: PullRequest): Promise<PullEvent[]> {
  const rows = await pulls.events(request.timelineId);
  const named = [...(request.eventNumbers ?? []), ...(request.vendors ?? []).flatMap((vendor) => vendor.eventNumbers)];
  const unknown = named.filter((number) => !rows.some((row) => row.event.number === number));
  if (unknown.length > 0) throw new InvalidInput(`The timeline has no event ${unknown.join(', ')}.`, { at: 'eventNumbers' });
  const chosen = request.eventNumbers && new Set(request.eventNumbers);
  const changed =
    request.against === undefined
      ? undefined
      : new Set(
          compareTimelines(
            (await pulls.events(request.against)).map((row) => row.event),
            rows.map((row) => row.event),
          ).changes.flatMap((change) => (change.newer && needsFrames.has(change.kind) ? [change.newer] : [])),
        );
  return rows.filter(({ event }) => (!chosen || chosen.has(event.number)) && (!changed || changed.has(event))).map(pullEvent);
}

async function planPlate(
  ports: PlanPorts,
  clip: ClipRecord | undefined,
  plate: PlannedPlate,
  named: Pick<PlannedItem, 'name' | 'shot' | 'number'>,
  request: PullRequest,
  earlier: readonly EarlierPlate[],
): Promise<PlannedItem> {
  const problems: Problem[] = [...plate.problems];
  let draft: Draft | undefined;
  let reused = false;
  try {
    if (!clip) throw new NotFound('Its clip does not exist any longer.');
    const { recipe, preset } = await recipeFor(ports.store, clip.productionId, request.recipe);
    const parameters = { ...preset, ...request.parameters };
    if (request.numbering === 'KEEP' && 'firstFrame' in recipe.parameters.shape && request.parameters?.['firstFrame'] === undefined) {
      const usual = (recipe.parameters.safeParse(parameters).data as { firstFrame?: number } | undefined)?.firstFrame ?? 1001;
      parameters['firstFrame'] = keptFirstFrame(earlier, { shot: named.shot, ...plate }, usual);
    }
    draft = await draftRender(ports.drafting, clip, {
      ...{ recipe: request.recipe, frameIn: plate.in, frameOut: plate.out, parameters },
      ...(request.decode ? { decode: request.decode } : {}),
      ...(request.engine === undefined ? {} : { engine: request.engine }),
    });
    problems.push(...draft.problems);
    reused = (await ports.store.byIdentity(clip.productionId, draft.identity)) !== undefined;
  } catch (error) {
    if (!(error instanceof RushesError) || (error instanceof InvalidInput && error.at !== 'frameIn')) throw error;
    problems.push({ severity: 'BLOCK', code: error instanceof Blocked ? (error.at ?? error.code) : error.code, message: error.message });
  }
  const eventNumbers = plate.events.map((event) => event.number);
  const vendor = request.vendors?.find((each) => eventNumbers.some((number) => each.eventNumbers.includes(number)))?.name;
  const item = { name: named.name, clipId: plate.clipId, clipFrameIn: plate.in, clipFrameOut: plate.out, eventNumbers, reused, problems };
  return { ...named, plate, item, ...(vendor === undefined ? {} : { vendor }), ...(draft ? { draft } : {}), ...(clip ? { clip } : {}) };
}

function refuseSameNames(planned: readonly PlannedItem[]): void {
  const seen = new Map<string, PlannedItem>();
  for (const each of planned) {
    const other = seen.get(each.name.toLowerCase());
    if (other)
      throw new InvalidInput(
        `The plates of events ${other.item.eventNumbers.join(', ')} and ${each.item.eventNumbers.join(', ')} would both be called ${each.name}; put {shot} or {event} into the name.`,
        { at: 'nameTemplate' },
      );
    seen.set(each.name.toLowerCase(), each);
  }
}
