import { stemKey } from '../../domain/clipName.ts';
import type { AttachmentToCheck, ClipToCheck, PullToCheck, RollToCheck } from '../../domain/ports/checkStore.ts';
import { one } from '../../domain/rational.ts';
import type { PullEvent } from '../../domain/render/pullPlan.ts';
import type { CheckedClip, CheckedDocument, CheckedPull, CheckedRoll, CheckedSetup } from '../../rules/index.ts';
import { amfOf, fdlOf, inForce } from '../documentsInForce.ts';

/** Everything that rules look at, put together from rows. */
export type Subjects = {
  readonly clips: readonly CheckedClip[];
  readonly rolls: readonly CheckedRoll[];
  readonly setups: readonly CheckedSetup[];
  readonly documents: readonly CheckedDocument[];
};

const nearness = { clip: 0, roll: 1, 'format card': 2, production: 3 } as const;

export function subjectsOf(
  rows: readonly ClipToCheck[],
  rollRows: readonly RollToCheck[],
  attachments: readonly AttachmentToCheck[],
): Subjects {
  const general = attachments.filter((each) => each.scope === 'production');
  const byRoll = Map.groupBy(
    attachments.filter((each) => each.rollId !== undefined),
    (each) => each.rollId,
  );
  const byCard = Map.groupBy(
    attachments.filter((each) => each.cardId !== undefined),
    (each) => each.cardId,
  );
  const byClip = Map.groupBy(
    attachments.filter((each) => each.ofClip !== undefined),
    (each) => each.ofClip,
  );
  const used = new Map<string, number>();
  // Clips of one roll and card share their documents: worked out once.
  const shared = new Map<string, ReturnType<typeof inForce>>();
  const documentsOf = (row: ClipToCheck): ReturnType<typeof inForce> => {
    const own = byClip.get(row.id);
    const key = `${row.rollId ?? ''} ${row.cardId ?? ''}`;
    const known = own ? undefined : shared.get(key);
    const found =
      known ??
      inForce(
        [...(own ?? []), ...(byRoll.get(row.rollId) ?? []), ...(byCard.get(row.cardId) ?? []), ...general].sort(
          (a, b) => nearness[a.scope] - nearness[b.scope],
        ),
      );
    if (!own) shared.set(key, found);
    for (const document of [found.amf, found.fdl, found.cdl, ...found.luts])
      if (document) used.set(document.id, (used.get(document.id) ?? 0) + 1);
    return found;
  };
  const clips = rows.map((row): CheckedClip => {
    const { amf, fdl, cdl } = documentsOf(row);
    return { ...row, ...(amf ? { amf } : {}), ...(fdl ? { fdl } : {}), ...(cdl?.correction ? { cdl: cdl.correction } : {}) };
  });
  const clipsOfRoll = Map.groupBy(clips, (clip) => clip.rollId);
  const rolls = rollRows.map((roll): CheckedRoll => ({ ...roll, clips: clipsOfRoll.get(roll.id) ?? [] }));
  const documents = [...new Map(attachments.map((each) => [each.id, each])).values()].map((each): CheckedDocument => ({
    id: each.id,
    kind: each.kind,
    name: each.name,
    sha256: each.sha256,
    problems: each.problems,
    clipCount: used.get(each.id) ?? 0,
    ...(each.kind === 'AMF' ? { amf: amfOf(each) } : {}),
    ...(each.kind === 'FDL' ? { fdl: fdlOf(each) } : {}),
  }));
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

/** Sound takes by day, and clips by the key of their name. */
export function indexesOf({ clips, documents }: Subjects) {
  const byStem = Map.groupBy(clips, (clip) => stemKey(clip.name));
  return {
    sound: Map.groupBy(
      clips.filter((clip) => clip.kind === 'SOUND'),
      (clip) => clip.shootDate ?? '',
    ),
    clipsByName: (name: string) => byStem.get(stemKey(name)) ?? [],
    documentsByName: new Map(documents.map((document) => [document.name, document])),
  };
}

export function pullOf(pull: PullToCheck, clips: ReadonlyMap<string, CheckedClip>): CheckedPull {
  const events = pull.events.map(eventOf);
  const newer = pull.newer?.events.map(eventOf);
  const named = [...events, ...(newer ?? [])].flatMap((event) => (event.clipId === undefined ? [] : [event.clipId]));
  return {
    id: pull.id,
    name: pull.name,
    handles: pull.handles,
    events,
    plates: pull.plates,
    clips: Object.fromEntries(
      [...new Set(named)].map((id) => [id, { name: clips.get(id)?.name ?? 'a clip that is gone', frames: clips.get(id)?.frameCount ?? 0 }]),
    ),
    ...(newer && pull.newer ? { newerEvents: newer, newerName: pull.newer.name } : {}),
  };
}

/** An event with its stored match, as a pull sees it. */
function eventOf({ event, match }: PullToCheck['events'][number]): PullEvent {
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
  };
}
