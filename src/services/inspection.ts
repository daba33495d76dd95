import { createHash } from 'node:crypto';
import type { InspectedClip, Place, RawMetadata } from '../domain/clip.ts';
import { NotFound, RushesError, Unavailable, Unreadable } from '../domain/errors.ts';
import { framesPerLabel } from '../domain/frameRate.ts';
import { clipKeys } from '../domain/match/keys.ts';
import type { Catalogue, ClipRecord, InspectionResult, Job } from '../domain/ports/catalogue.ts';
import type { MediaRoots } from '../domain/ports/mediaRoots.ts';
import { normalise } from '../domain/normalise/normalise.ts';
import { correctionsAsRaw, type FieldCorrection } from '../domain/normalise/record.ts';
import { formatCardOf, inspectionJson, mappingVersion, renormalise, type Inspector } from './inspect.ts';
import type { IngestService, InspectPayload } from './ingest.ts';
import { refuseAway } from './mediaAway.ts';
import type { Worker } from './work.ts';

export type InspectionService = ReturnType<typeof createInspectionService>;

/** Milliseconds after the last job: the queue's handler has closed its row by then, and the index has read of it. */
const lookMs = 300;

/** Reads one clip and writes what was concluded: facts, names, keys, raw metadata and the change feed's row in one short transaction. */
export function createInspectionService(
  catalogue: Catalogue,
  roots: MediaRoots,
  inspector: Inspector,
  ingest: IngestService,
  afterInspection: (tx: Catalogue, clipId: string) => Promise<void>,
  finishIngests: () => Promise<unknown>,
) {
  let look: ReturnType<typeof setTimeout> | undefined;

  /** People's words in force, the newest of each field. */
  async function correctionsFor(clipId: string, reader = catalogue): Promise<FieldCorrection[]> {
    const newest = new Map<string, FieldCorrection>();
    for (const c of (await reader.correctionsOf([clipId])).get(clipId) ?? []) {
      if (!c.revokedAt && !newest.has(c.field)) newest.set(c.field, { field: c.field, value: c.value, actor: c.actor, reason: c.reason });
    }
    return [...newest.values()];
  }

  /** Two people may correct one clip at once: each reads and writes it while the other waits, so that the last one sees the words of both. */
  function renormaliseStored(clipId: string): Promise<{ readonly changed: boolean }> {
    return catalogue.transaction(async (tx) => {
      await tx.lockClip(clipId);
      const [record] = await tx.clipsByIds([clipId]);
      // What waits for its first reading is normalised then, with the words of people.
      if (!record || record.state === 'REGISTERED') return { changed: false };
      const raw = joined(await tx.rawOf(clipId));
      const corrections = await correctionsFor(clipId, tx);
      const roll = record.rollId === undefined ? undefined : (await tx.rollsByIds([record.rollId]))[0];
      const isFailed = record.state === 'FAILED';
      const clip = renormalise(raw, corrections) ?? (isFailed ? unread(record, await tx.renditionsOf([clipId]), corrections) : undefined);
      if (!clip) return { changed: false };
      const result = resultOf(isFailed ? { ...clip, problems: record.problems } : clip, roll?.name, record.kind);
      return tx.saveInspection(clipId, undefined, isFailed ? { ...result, state: 'FAILED' } : result, []);
    });
  }

  const work: Worker = async (job: Job, context) => {
    const walk = job.payload['walk'];
    if (typeof walk === 'string') return ingest.walk(walk, context);
    if (job.clipId === undefined) throw new NotFound('This job names no clip; nothing was read.');
    const { root, group } = job.payload as unknown as InspectPayload;
    const [record] = await catalogue.clipsByIds([job.clipId]);
    if (!record) return 'The clip has gone meanwhile.';
    const roll = record.rollId === undefined ? undefined : (await catalogue.rollsByIds([record.rollId]))[0];
    try {
      const corrections = await correctionsFor(job.clipId);
      const inspected = await inspector.inspectGroup(group, roots.storage(root), corrections, context.signal);
      await refuseAbsent(inspected, roots, { root, path: (group.files[0] ?? group.sidecars[0])?.path ?? '' });
      if (group.layout === 'announced') refuseEmptyList(inspected);
      const place = group.layout === 'announced' ? `LIST ${root}:${group.sidecars[0]?.path ?? ''}` : undefined;
      const own = { raw: stored(inspected.raw), ...(place === undefined ? {} : { rendition: place }) };
      // A list and the media tell about one clip, and may be read at the same moment: what is concluded is concluded from both, whichever comes first.
      const { changed } = await catalogue.transaction(async (tx) => {
        await tx.lockClip(record.id);
        const others = (await tx.rawOf(record.id)).filter(({ rendition }) => rendition !== place);
        const whole = others.length === 0 ? inspected : renormalise(joined([...others, own].sort(mediaFirst)), corrections);
        const kind = place === undefined ? group.kind : record.kind;
        return tx.saveInspection(record.id, place, resultOf(whole ?? inspected, roll?.name, kind), own.raw);
      });
      // A person may have spoken while the file was read.
      if (JSON.stringify(await correctionsFor(job.clipId)) !== JSON.stringify(corrections)) await renormaliseStored(job.clipId);
      if (changed && place === undefined) await catalogue.transaction((tx) => afterInspection(tx, record.id));
      return changed ? `Read: ${inspected.facts.length} facts, ${inspected.problems.length} problem(s).` : 'Read: nothing has changed.';
    } catch (error) {
      if (error instanceof Unavailable || context.signal.aborted) throw error;
      const message =
        error instanceof RushesError ? error.message : `Reading ended with an error that nobody expected: ${(error as Error).message}`;
      // A list that cannot be read takes nothing from what the media said.
      if (group.layout === 'announced' && record.state === 'INSPECTED') throw error;
      await catalogue.failInspection(job.clipId, [
        { severity: 'ERROR', code: 'INSPECTION_FAILED', message, at: group.files[0]?.path ?? group.name },
      ]);
      // What people said of it stands all the same.
      if ((await correctionsFor(job.clipId)).length > 0) await renormaliseStored(job.clipId);
      throw error;
    }
  };

  return {
    work: (async (job, context) => {
      try {
        return await work(job, context);
      } finally {
        clearTimeout(look);
        look = setTimeout(() => void finishIngests().catch(() => undefined), lookMs);
      }
    }) satisfies Worker,

    /** Normalises again from stored raw metadata, with the words of people in force; needs no media. */
    renormalise: renormaliseStored,
  };
}

/** A clip that was never read: its files' names, and what people say of it. */
function unread(
  { id, name, kind }: ClipRecord,
  renditions: Awaited<ReturnType<Catalogue['renditionsOf']>>,
  corrections: readonly FieldCorrection[],
): InspectedClip {
  return normalise({
    ...{ name, format: 'unknown', kind: kind === 'SOUND' ? 'SOUND' : 'CAMERA' },
    segments: renditions.get(id)?.[0]?.copies[0]?.segments ?? [],
    raw: correctionsAsRaw(corrections),
  });
}

/** Problems that a storage that went away leaves on a clip which is whole. */
const ofAbsence: ReadonlySet<string> = new Set(['NOT_FOUND', 'UNREADABLE', 'ENGINE_REFUSED', 'ENGINE_TIMEOUT']);

/**
 * Nothing is concluded from files that were not there. Throws Unavailable where the whole media root is away, or was for a moment (the job waits until it
 * is back), NotFound where none of this clip's files is there.
 */
async function refuseAbsent(inspected: InspectedClip, roots: MediaRoots, place: Place): Promise<void> {
  if (!inspected.problems.some(({ code }) => ofAbsence.has(code))) return;
  await refuseAway(roots, place, 'its clips are read');
  const absent = inspected.problems.find(({ code }) => code === 'NOT_FOUND');
  if (!absent) return;
  if (absent.at !== undefined && (await roots.storage(place.root).stat(absent.at)))
    throw new Unavailable(`${absent.at} was away for a moment; it is read again.`, { at: absent.at });
  if (inspected.facts.length > 0) return;
  throw new NotFound(`${absent.message} It was there when it was registered; bring it in again once it is back.`, { at: absent.at });
}

/** Throws Unreadable where a list told nothing about the clip that it announced. */
function refuseEmptyList({ name, raw, problems }: InspectedClip): void {
  if (raw.some(({ source }) => source !== 'rushes' && source !== 'person')) return;
  throw new Unreadable(problems[0]?.message ?? `The list says nothing about ${name} any more; bring it in again.`, { at: problems[0]?.at });
}

type StoredReading = { readonly rendition?: string; readonly raw: readonly RawMetadata[] };

/** The media's own reading has no rendition's name; lists have theirs. */
const mediaFirst = (a: StoredReading, b: StoredReading): number => Number(a.rendition !== undefined) - Number(b.rendition !== undefined);

/** All that is known of one clip, the media's own reading first; its record of what was inspected is the one that counts. */
function joined(readings: readonly StoredReading[]): RawMetadata[] {
  const [first, ...rest] = readings.map(({ raw }) => raw);
  return first === undefined ? [] : [...first, ...rest.flat().filter(({ source }) => source !== 'rushes')];
}

/** What is kept of a reading: not the words of people, which have a table of their own. */
function stored(raw: readonly RawMetadata[]): readonly RawMetadata[] {
  return raw.filter((each) => each.source !== 'person');
}

function textFact(clip: InspectedClip, field: string): string | undefined {
  const value = clip.facts.find((fact) => fact.field === field)?.value;
  return value === undefined ? undefined : String(value);
}

/** Everything that is stored of an inspected clip, with the hash that tells whether anything changed. */
export function resultOf(clip: InspectedClip, rollName: string | undefined, kind: string | undefined): InspectionResult {
  const summary = inspectionJson(clip);
  const { facts: _facts, ...rest } = summary;
  const names = namesOf(clip, rollName);
  const keys = clipKeys({
    name: clip.name,
    names,
    framesPerLabel: clip.timecode ? framesPerLabel(clip.playbackRate, clip.timecode.base) : 1,
    ...(clip.reel === undefined ? {} : { reel: clip.reel }),
    ...(rollName === undefined ? {} : { roll: rollName }),
    ...(clip.frameCount === undefined ? {} : { frameCount: clip.frameCount }),
    ...(clip.timecode ? { timecode: clip.timecode } : {}),
  });
  const cameraIndex = textFact(clip, 'camera.index');
  const shootDate = textFact(clip, 'slate.shootDate');
  const card = formatCardOf(clip.facts);
  const resultHash = createHash('sha256')
    .update(JSON.stringify([rest, clip.facts.map(({ origin, ...fact }) => [fact, origin.source, origin.key, origin.raw]), names, keys]))
    .digest('hex');
  return {
    clip,
    summary: rest,
    names,
    keys,
    resultHash,
    mappingVersion,
    kind: kind ?? 'CAMERA',
    ...(cameraIndex === undefined ? {} : { cameraIndex }),
    ...(shootDate !== undefined && /^\d{4}-\d\d-\d\d$/.test(shootDate) ? { shootDate } : {}),
    ...(card.key.replaceAll('|', '') === '' ? {} : { formatCard: card }),
  };
}

function namesOf(clip: InspectedClip, rollName: string | undefined): { kind: string; value: string }[] {
  const names = new Map<string, { kind: string; value: string }>();
  const add = (kind: string, value: string | undefined): void => {
    if (value !== undefined && value.trim() !== '') names.set(`${kind}\0${value}`, { kind, value });
  };
  add('STEM', clip.name);
  add('REEL', clip.reel);
  add('ROLL', rollName);
  add('UUID', textFact(clip, 'identity.uuid') ?? textFact(clip, 'identity.clipUuid'));
  add('UMID', textFact(clip, 'identity.umid'));
  for (const segment of clip.segments) add('FILE', segment.path.slice(segment.path.lastIndexOf('/') + 1));
  return [...names.values()].slice(0, 50);
}
