import type { AttachmentToCheck, ClipToCheck, PullToCheck, RollToCheck } from '../../domain/ports/checkStore.ts';
import { formatTimecode } from '../../domain/timecode.ts';
import { pullEvent } from '../../domain/render/pullPlan.ts';
import type { CheckedClip, CheckedDocument, CheckedPull, CheckedRoll, CheckedSetup } from '../../rules/index.ts';
import { framedBy } from '../../domain/fdl.ts';
import { isClipId } from '../../domain/match/documentNames.ts';
import type { MatchClip } from '../../domain/match/result.ts';
import { amfOf, clipIdOf, fdlOf, inForce, type InForce, type Meant } from '../documentsInForce.ts';

/** Everything that rules look at, put together from rows. */
export type Subjects = {
  readonly clips: readonly CheckedClip[];
  readonly rolls: readonly CheckedRoll[];
  readonly setups: readonly CheckedSetup[];
  readonly documents: readonly CheckedDocument[];
};

/** A clip as documents name it; other names of it are left out here: a check reads too many clips. */
function named(row: ClipToCheck): MatchClip {
  const { id, name, reel, rollName, frameCount, timecode } = row;
  return {
    id,
    name,
    names: [],
    present: true,
    ...(reel === undefined ? {} : { reel }),
    ...(rollName === undefined ? {} : { roll: rollName }),
    ...(frameCount === undefined ? {} : { frameCount }),
    ...(timecode === undefined ? {} : { timecode }),
  };
}

/** Documents that differ from clip to clip of one roll and card: corrections by name. */
const isByName = ({ kind, parsed }: AttachmentToCheck): boolean =>
  kind === 'CDL' &&
  ((parsed as { corrections?: readonly { names?: unknown }[] }).corrections ?? []).some(
    (each, _, all) => all.length > 1 || each.names !== undefined,
  );

/** Which documents hold for each clip. `meant`: the clips that AMFs name. */
function documentsByClip(
  rows: readonly ClipToCheck[],
  attachments: readonly AttachmentToCheck[],
  meant: Meant,
): (row: ClipToCheck) => InForce {
  const forOne = (each: AttachmentToCheck): boolean => each.scope !== 'clip' && clipIdOf(each) !== undefined;
  const shared = attachments.filter((each) => !forOne(each));
  const general = shared.filter((each) => each.scope === 'production');
  const byRoll = Map.groupBy(
    shared.filter((each) => each.rollId !== undefined),
    (each) => each.rollId,
  );
  const byCard = Map.groupBy(
    shared.filter((each) => each.cardId !== undefined),
    (each) => each.cardId,
  );
  const own = Map.groupBy(
    shared.filter((each) => each.ofClip !== undefined),
    (each) => each.ofClip,
  );
  const naming = new Map<string, AttachmentToCheck[]>();
  for (const each of attachments.filter(forOne))
    for (const { id } of meant.get(each.id) ?? []) naming.set(id, [...(naming.get(id) ?? []), each]);
  const reaches = (each: AttachmentToCheck, row: ClipToCheck): boolean =>
    (each.rollId === undefined || each.rollId === row.rollId) && (each.cardId === undefined || each.cardId === row.cardId);
  const known = new Map<string, InForce>();
  return (row) => {
    const ofThisOne = [...(own.get(row.id) ?? []), ...(naming.get(row.id) ?? []).filter((each) => reaches(each, row))];
    const all = [...ofThisOne, ...(byRoll.get(row.rollId) ?? []), ...(byCard.get(row.cardId) ?? []), ...general];
    // Clips of one roll and card share their documents: worked out once.
    const key = ofThisOne.length > 0 || all.some(isByName) ? row.id : `${row.rollId ?? ''} ${row.cardId ?? ''}`;
    const found = known.get(key) ?? inForce(all, named(row), meant);
    known.set(key, found);
    return found;
  };
}

export function subjectsOf(
  rows: readonly ClipToCheck[],
  rollRows: readonly RollToCheck[],
  attachments: readonly AttachmentToCheck[],
  meant: Meant,
): Subjects {
  const documentsOf = documentsByClip(rows, attachments, meant);
  const used = new Map<string, number>();
  const clips = rows.map((row): CheckedClip => {
    const { amf, fdl, cdl, luts } = documentsOf(row);
    for (const document of [amf, fdl, cdl, ...luts]) if (document) used.set(document.id, (used.get(document.id) ?? 0) + 1);
    const [width, height] = [row.facts['image.width'], row.facts['image.height']];
    const framed =
      fdl && typeof width === 'number' && typeof height === 'number'
        ? framedBy(fdl, { size: { width, height }, isNamed: (name) => isClipId({ name }, named(row)) })
        : undefined;
    return {
      ...row,
      ...(amf ? { amf } : {}),
      ...(fdl ? { fdl } : {}),
      ...(framed ? { framed } : {}),
      ...(cdl?.correction ? { cdl: cdl.correction } : {}),
    };
  });
  const clipsOfRoll = Map.groupBy(clips, (clip) => clip.rollId);
  const rolls = rollRows.map((roll): CheckedRoll => ({ ...roll, clips: clipsOfRoll.get(roll.id) ?? [] }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const documents = [...Map.groupBy(attachments, (each) => each.id)].map(([id, same]): CheckedDocument => {
    const [each] = same;
    return {
      id,
      kind: each!.kind,
      name: each!.name,
      sha256: each!.sha256,
      problems: each!.problems,
      clipCount: used.get(id) ?? 0,
      ofClips: same.flatMap(({ ofClip }) => byId.get(ofClip ?? '') ?? []).map(({ id: clipId, name }) => ({ id: clipId, name })),
      ...(meant.has(id) ? { meant: meant.get(id)!.map(({ id: clipId, name }) => ({ id: clipId, name })) } : {}),
      ...(each!.kind === 'AMF' ? { amf: amfOf(each!) } : {}),
      ...(each!.kind === 'FDL' ? { fdl: fdlOf(each!) } : {}),
    };
  });
  return { clips, rolls, setups: setupsOf(clips), documents };
}

/** Scene, shot and camera where the scene is known; else day, camera and its position; where neither is, no setup. */
function setupsOf(clips: readonly CheckedClip[]): CheckedSetup[] {
  const keyOf = (clip: CheckedClip): readonly [string, string] | undefined => {
    if (clip.kind !== 'CAMERA') return undefined;
    const [scene, shot, position] = ['slate.scene', 'slate.shot', 'camera.position'].map((field) => clip.facts[field]);
    const camera = clip.cameraIndex ?? '?';
    if (scene !== undefined) {
      const name = `Scene ${String(scene)}${shot === undefined ? '' : `, shot ${String(shot)}`}, camera ${camera}`;
      return [`setup ${String(scene)} ${shot === undefined ? '' : String(shot)} ${camera}`, name];
    }
    return position === undefined || clip.shootDate === undefined
      ? undefined
      : [`setup ${clip.shootDate} ${String(position)} ${camera}`, `${clip.shootDate}, camera ${camera} at ${String(position)}`];
  };
  const groups = new Map<string, { label: string; clips: CheckedClip[] }>();
  for (const clip of clips) {
    const key = keyOf(clip);
    if (!key) continue;
    const group = groups.get(key[0]);
    if (group) group.clips.push(clip);
    else groups.set(key[0], { label: key[1], clips: [clip] });
  }
  return [...groups].map(([id, group]) => ({ id, ...group }));
}

/** Sound takes by day, and documents by their name. */
export function indexesOf({ clips, documents }: Subjects) {
  const byDay = Map.groupBy(clips, (clip) => clip.shootDate);
  return {
    ofDay: (day: string | undefined) => (day === undefined ? [] : (byDay.get(day) ?? [])),
    sound: Map.groupBy(
      clips.filter((clip) => clip.kind === 'SOUND'),
      (clip) => clip.shootDate ?? '',
    ),
    documentsByName: new Map(documents.map((document) => [document.name, document])),
  };
}

export function pullOf(pull: PullToCheck, clips: ReadonlyMap<string, CheckedClip>): CheckedPull {
  const events = pull.events.map(pullEvent);
  const newer = pull.newer?.events.map(pullEvent);
  const named = [...events, ...(newer ?? [])].flatMap((event) => (event.clipId === undefined ? [] : [event.clipId]));
  return {
    id: pull.id,
    name: pull.name,
    handles: pull.handles,
    events,
    plates: pull.plates.map((plate) => {
      const clip = clips.get(plate.clipId);
      return { ...plate, ...(clip && plate.header ? { source: labelsAt(clip, plate.headerFrame ?? plate.in) } : {}) };
    }),
    clips: Object.fromEntries(
      [...new Set(named)].map((id) => [id, { name: clips.get(id)?.name ?? 'a clip that is gone', frames: clips.get(id)?.frameCount ?? 0 }]),
    ),
    ...(newer && pull.newer ? { newerEvents: newer, newerName: pull.newer.name } : {}),
  };
}

/** What the source says of one of its frames. */
function labelsAt(clip: CheckedClip, frame: number): { readonly timecode?: string; readonly reel?: string } {
  const { timecode, reel } = clip;
  const run = timecode?.runs.findLast((each) => each.frame <= frame) ?? { frame: 0, label: timecode?.start ?? 0 };
  return {
    ...(timecode ? { timecode: formatTimecode(run.label + frame - run.frame, timecode) } : {}),
    ...(reel === undefined ? {} : { reel }),
  };
}
