import { createHash } from 'node:crypto';
import { requireEverywhere, type Actor } from '../domain/actor.ts';
import type { Place } from '../domain/clip.ts';
import { parseCameraName } from '../domain/clipName.ts';
import { InvalidInput, NotFound, RushesError, Unavailable } from '../domain/errors.ts';
import { groupListing, type ClipGroup, type WalkedFile } from '../domain/grouping.ts';
import type { Catalogue, Ingest, Job, Registration, Roll } from '../domain/ports/catalogue.ts';
import type { MediaRoots } from '../domain/ports/mediaRoots.ts';
import type { Queue } from '../domain/ports/queue.ts';
import type { MediaStorage } from '../domain/ports/storage.ts';
import type { Problem } from '../domain/problem.ts';
import { announcedGroup, clipNamesIn, clipNamesOf, mayAnnounce } from './announced.ts';
import { requestJobs } from './jobs.ts';
import { refuseAway } from './mediaAway.ts';
import { productionFor } from './productions.ts';
import type { WorkContext } from './work.ts';

export type IngestService = ReturnType<typeof createIngestService>;

/** What an inspection job carries: where the files are. Everything else is read from the catalogue. */
export type InspectPayload = { readonly root: string; readonly group: ClipGroup };

/** Bytes of a file's beginning that tell it from another of the same size (DESIGN 3). */
const contentKeyBytes = 1024 * 1024;
/** What happens once a drive that went away while it was walked is back. */
const away = 'it is walked again';
/** Problems kept on an ingest; a card has a few, a broken drive thousands of the same. */
const maxProblems = 200;

/** Registering footage: a walk, groups, and for each clip its rows and its inspection in one transaction. Safe to run again at any time. */
export function createIngestService(catalogue: Catalogue, queue: Queue, roots: MediaRoots, finishIngests: () => Promise<unknown>) {
  async function walkOnce(ingestId: string, context: WorkContext): Promise<string> {
    const [ingest] = await catalogue.ingestsByIds([ingestId]);
    if (!ingest || ingest.state === 'DONE') return 'Nothing to walk.';
    const storage = roots.storage(ingest.root);
    const problems: Problem[] = [];
    const files: WalkedFile[] = [];
    try {
      for await (const file of storage.list(ingest.path, (fault) =>
        problems.push({ severity: 'ERROR', code: 'FOLDER_UNREADABLE', message: fault.message, at: fault.path }),
      )) {
        files.push(file);
        if (files.length % 1000 === 0) context.progress(0, `${files.length} files seen.`);
      }
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      await refuseAway(roots, ingest, away);
      await catalogue.updateIngest(ingestId, {
        state: 'FAILED',
        problems: [{ severity: 'ERROR', code: 'MEDIA_UNREADABLE', message: (error as Error).message, at: ingest.path }],
      });
      throw error;
    }
    const unlisted = problems.map(({ at }) => at ?? '');
    if (unlisted.length > 0 || files.length === 0) await refuseAway(roots, ingest, away);
    const { groups, others } = groupListing(files, ingest.path.split('/').at(-1) || ingest.root, ingest.path);
    const lists = await listsAmong(storage, others, ingest.path, problems);
    const here = new Set(groups.map(({ name }) => name.toLowerCase()));
    const elsewhere = new Set(lists.flatMap(({ names }) => names.map((name) => name.toLowerCase())).filter((name) => !here.has(name)));
    const clipCount = groups.length + elsewhere.size;
    await catalogue.updateIngest(ingestId, { fileCount: files.length, clipCount, problems: problems.slice(0, maxProblems) });
    const registered = await registerAll(catalogue, queue, storage, ingest, groups, problems, context);
    if (problems.some(({ code }) => code === 'FILE_UNREADABLE')) await refuseAway(roots, ingest, away);
    for (const list of lists) await announceAll(catalogue, queue, ingest, list, problems, context);
    await verifyRolls(catalogue, queue, ingest, files, registered.rolls);
    await catalogue.markAbsent(ingest.productionId, { root: ingest.root, path: ingest.path }, registered.paths, unlisted);
    await catalogue.updateIngest(ingestId, { state: 'INSPECTING', problems: problems.slice(0, maxProblems) });
    await finishIngests();
    return `${clipCount} clips in ${files.length} files.`;
  }

  return {
    /** Registers one path and queues the walk; the answer comes before the walk ends. Throws when the path cannot be read at all. */
    async ingest(actor: Actor, input: { production: string; path: string }): Promise<Ingest> {
      const production = await productionFor(catalogue, actor, input.production, 'OPERATOR');
      if (roots.anyFolder) requireEverywhere(actor, 'ADMINISTRATOR', 'Ingesting from any folder (RUSHES_MEDIA_ROOTS is not set)');
      const place = roots.placeOf(input.path);
      await firstFile(roots, place, input.path);
      return catalogue.transaction(async (tx) => {
        const ingest = await tx.createIngest({ productionId: production.id, ...place, actor: actor.name });
        await tx.audit({ productionId: production.id, actor: actor.name, action: 'ingest', subject: ingest.id, detail: place });
        await requestJobs(tx, queue, [{ productionId: production.id, kind: 'inspect', priority: 'RUSH', payload: { walk: ingest.id } }]);
        return ingest;
      });
    },

    /** The walk of one ingest: what a job with `{ walk }` does. */
    async walk(ingestId: string, context: WorkContext): Promise<string> {
      try {
        return await walkOnce(ingestId, context);
      } catch (error) {
        if (error instanceof Unavailable)
          await catalogue.updateIngest(ingestId, {
            problems: [{ severity: 'WARN', code: 'MEDIA_AWAY', message: error.message, at: error.at ?? ingestId }],
          });
        throw error;
      }
    },
  };
}

type List = { readonly file: WalkedFile; readonly names: readonly string[] };

/** Lists and vendors' exports that belong to no clip's files. One that was named by itself is a list whatever stands in it. */
async function listsAmong(storage: MediaStorage, others: readonly WalkedFile[], named: string, problems: Problem[]): Promise<List[]> {
  const lists: List[] = [];
  for (const file of others.filter(({ path }) => mayAnnounce(path))) {
    try {
      const names = await (file.path === named ? clipNamesOf : clipNamesIn)(storage, file);
      if (names.length > 0) lists.push({ file, names });
    } catch (error) {
      if (!(error instanceof RushesError) || error.code === 'UNAVAILABLE') throw error;
      problems.push({ severity: 'WARN', code: 'FILE_UNREADABLE', message: `${file.path} was left out: ${error.message}`, at: file.path });
    }
  }
  return lists;
}

/** The clips of a list: those that are not here yet are announced, and the list tells about all of them. */
async function announceAll(
  catalogue: Catalogue,
  queue: Queue,
  ingest: Ingest,
  { file: list, names }: List,
  problems: Problem[],
  context: WorkContext,
): Promise<void> {
  for (const name of names) {
    context.signal.throwIfAborted();
    await catalogue.transaction(async (tx) => {
      const clip = await tx.announce(ingest.productionId, name);
      if (!clip) {
        const message = `${list.path} tells about "${name}", and several clips here have that name; it was left out.`;
        problems.push({ severity: 'WARN', code: 'CLIP_NAME_COLLISION', message, at: list.path });
        return;
      }
      if (clip.isNewClip) await tx.countNewClip(ingest.id);
      const inspection = inspectionOf(ingest, clip.clipId, announcedGroup(name, [list]));
      if (await tx.hasOpenJob(inspection)) return;
      await requestJobs(tx, queue, [inspection]);
    });
  }
}

/** The job that reads one clip's files. */
function inspectionOf(ingest: Ingest, clipId: string, group: ClipGroup) {
  const payload: InspectPayload = { root: ingest.root, group };
  return {
    productionId: ingest.productionId,
    kind: 'inspect' as const,
    ingestId: ingest.id,
    clipId,
    payload: payload as unknown as Job['payload'],
  };
}

/** Says at once what cannot work: a path that is not there or may not be read, a root whose drive is away. */
async function firstFile(roots: MediaRoots, place: Place, asWritten: string): Promise<void> {
  const storage = roots.storage(place.root);
  let fault: string | undefined;
  try {
    for await (const _file of storage.list(place.path, (each) => (fault ??= each.message))) return;
  } catch (error) {
    if (error instanceof NotFound) await refuseAway(roots, place, 'bring it in');
    throw error;
  }
  if (fault !== undefined) throw new InvalidInput(fault, { at: 'path' });
  await refuseAway(roots, place, 'bring it in');
  if ((await storage.stat(place.path)) === undefined) throw new NotFound(`There are no files under ${asWritten}.`, { at: 'path' });
}

type Registered = {
  readonly paths: readonly string[];
  /** Card folder → roll. */ readonly rolls: ReadonlyMap<string, Roll>;
};

async function registerAll(
  catalogue: Catalogue,
  queue: Queue,
  storage: MediaStorage,
  ingest: Ingest,
  groups: readonly ClipGroup[],
  problems: Problem[],
  context: WorkContext,
): Promise<Registered> {
  const rolls = new Map<string, Roll>();
  const paths: string[] = [];
  // Originals first, so that a proxy finds the clip that it is a proxy of.
  const ordered = [...groups].sort((a, b) => Number(a.renditionKind !== 'ORIGINAL') - Number(b.renditionKind !== 'ORIGINAL'));
  for (const [index, group] of ordered.entries()) {
    context.signal.throwIfAborted();
    const path = copyPath(group);
    paths.push(path);
    let key: string;
    try {
      key = await contentKey(storage, group);
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      problems.push({ severity: 'ERROR', code: 'FILE_UNREADABLE', message: `${path} was left out: ${(error as Error).message}`, at: path });
      continue;
    }
    const rollKey = group.card.folder;
    const namesakes = await rollOfNamesake(catalogue, ingest, group);
    const roll = namesakes ?? rolls.get(rollKey) ?? (await rollFor(catalogue, ingest, group, key));
    if (roll && !namesakes) rolls.set(rollKey, roll);
    const registration = registrationOf(ingest.root, group, path, key, roll);
    await catalogue.transaction(async (tx) => {
      const outcome = await tx.register(ingest.productionId, registration);
      if (outcome.isNewClip) await tx.countNewClip(ingest.id);
      if (!outcome.needsInspection) return;
      const inspection = inspectionOf(ingest, outcome.clipId, group);
      if (await tx.hasOpenJob(inspection)) return;
      await requestJobs(tx, queue, [inspection]);
    });
    context.progress(index / ordered.length, `${index + 1} of ${ordered.length} clips registered.`);
  }
  return { paths, rolls };
}

/** A roll that came with manifests is hashed against them: its own kind of job, behind everything that people wait for. */
async function verifyRolls(
  catalogue: Catalogue,
  queue: Queue,
  ingest: Ingest,
  files: readonly WalkedFile[],
  rolls: ReadonlyMap<string, Roll>,
): Promise<void> {
  const withManifest = new Set(files.flatMap(({ path }) => /^(.*?)\/?(?:ascmhl\/[^/]+|[^/]+)\.mhl$/i.exec(path)?.[1] ?? []));
  const requests = [...rolls].flatMap(([folder, roll]) =>
    withManifest.has(folder) && (roll.mhlState === 'UNVERIFIED' || roll.mhlState === 'ABSENT')
      ? [
          {
            productionId: ingest.productionId,
            kind: 'verify' as const,
            priority: 'BACKGROUND' as const,
            payload: { root: ingest.root, path: folder, rollId: roll.id },
          },
        ]
      : [],
  );
  if (requests.length > 0) await catalogue.transaction((tx) => requestJobs(tx, queue, requests));
  for (const [folder, roll] of rolls)
    if (!withManifest.has(folder) && roll.mhlState === 'UNVERIFIED') await catalogue.updateRoll(roll.id, { mhlState: 'ABSENT' });
}

/** The file; for a sequence its pattern; for spans the first segment. */
function copyPath(group: ClipGroup): string {
  if (group.sequence)
    return `${group.folder === '' ? '' : `${group.folder}/`}${group.sequence.prefix}${'#'.repeat(group.sequence.padding)}${group.sequence.suffix}`;
  return group.files[0]?.path ?? group.name;
}

/** Size and hash of the beginning of the first file, with the number and size of all: cheap, and as good as always the same. */
async function contentKey(storage: MediaStorage, group: ClipGroup): Promise<string> {
  const first = group.files[0];
  const hash = createHash('sha256').update(group.files.map((file) => file.sizeBytes).join(','));
  if (first) {
    const source = await storage.open(first.path);
    try {
      hash.update(await source.read(0, contentKeyBytes));
    } finally {
      await source.close();
    }
  }
  return hash.digest('hex').slice(0, 40);
}

/**
 * The roll that a card's folder is. Known content names its roll, wherever this copy lies; else a card is its name and its first clip, for the same
 * name comes again on another day or camera.
 */
async function rollFor(catalogue: Catalogue, ingest: Ingest, group: ClipGroup, firstKey: string): Promise<Roll | undefined> {
  if (group.card.roll === undefined) return undefined;
  const known = await catalogue.rollOfContent(ingest.productionId, firstKey);
  if (known) return known;
  const nameKey = group.card.roll.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const sameFolder = await catalogue.rollAtPlace(ingest.productionId, { root: ingest.root, path: group.card.folder });
  if (sameFolder) return sameFolder;
  return catalogue.upsertRoll({
    productionId: ingest.productionId,
    name: group.card.roll,
    nameKey,
    identity: `${nameKey}|${firstKey}`,
    kind: group.kind,
    place: { root: ingest.root, path: group.card.folder },
  });
}

/** The roll of the one clip whose full camera name a proxy or other rendition carries: those often lie in a folder of their own. */
async function rollOfNamesake(catalogue: Catalogue, ingest: Ingest, group: ClipGroup): Promise<Roll | undefined> {
  if (group.renditionKind === 'ORIGINAL' || !isFullName(group.name)) return undefined;
  const clips = await catalogue.clipsByIds(await catalogue.clipIdsByName(ingest.productionId, group.name));
  const rollId = clips.length === 1 ? clips[0]!.rollId : undefined;
  return rollId === undefined ? undefined : (await catalogue.rollsByIds([rollId]))[0];
}

/** Camera, reel, clip, day and the camera's or card's id: no two clips of a production have such a name but by somebody's mistake. */
function isFullName(name: string): boolean {
  const parsed = parseCameraName(name);
  return parsed?.date !== undefined && parsed.id !== undefined;
}

function registrationOf(root: string, group: ClipGroup, path: string, key: string, roll: Roll | undefined): Registration {
  const sizeBytes = group.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const segments = group.sequence
    ? [
        {
          index: 0,
          path,
          sizeBytes,
          mtimeMs: Math.max(0, ...group.files.map((file) => file.mtimeMs)),
          frameCount: group.files.length,
          sequence: group.sequence,
          hashes: {},
        },
      ]
    : group.files.map((file, index) => ({ index, path: file.path, sizeBytes: file.sizeBytes, mtimeMs: file.mtimeMs, hashes: {} }));
  return {
    name: group.name,
    isFullName: isFullName(group.name),
    identity: `${roll?.id ?? ''}|${group.name.toLowerCase()}|${key}`,
    kind: group.kind,
    ...(roll ? { rollId: roll.id } : {}),
    rendition: { kind: group.renditionKind, name: group.name, contentKey: key },
    copy: { root, path, sizeBytes },
    segments,
  };
}
