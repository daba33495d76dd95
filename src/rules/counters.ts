import { parseCameraName, stemKey } from '../domain/clipName.ts';
import { listed, productionRule, rollRule, textOf, type CheckedClip, type CheckedRoll, type Observation, type Rule } from './rule.ts';
import { labelAt, overlap, spanOf, type Span } from './spans.ts';

/** Clips of a camera with the number that their name says, in its order. */
function numbered(roll: CheckedRoll): { readonly clip: CheckedClip; readonly number: number }[] {
  return roll.clips
    .flatMap((clip) => {
      const number = clip.kind === 'CAMERA' ? parseCameraName(clip.name)?.clipNumber : undefined;
      return number === undefined ? [] : [{ clip, number }];
    })
    .sort((a, b) => a.number - b.number);
}

function gaps(numbers: readonly number[]): number[] {
  return numbers
    .slice(1)
    .flatMap((number, index) => Array.from({ length: Math.max(0, number - numbers[index]! - 1) }, (_, n) => numbers[index]! + 1 + n));
}

/** What ran in the hole that missing clips leave between their neighbours on the roll: sound and other cameras that have no picture of this one. */
function witnesses(roll: CheckedRoll, missing: readonly number[], others: readonly CheckedClip[]): CheckedClip[] {
  const clips = numbered(roll);
  return missing.flatMap((number) => {
    const before = clips.filter((each) => each.number < number).at(-1)?.clip;
    const after = clips.find((each) => each.number > number)?.clip;
    const [from, to] = [before && spanOf(before)?.end, after && spanOf(after)?.start];
    if (from === undefined || to === undefined || from >= to) return [];
    const hole: Span = { start: from, end: to };
    return others.filter((other) => other.rollId !== roll.id && overlap(hole, spanOf(other)));
  });
}

/** A clip as lists write its number. */
const counted = (number: number): string => `C${String(number).padStart(3, '0')}`;

/** What is missing, told by what is there: counters of clips and cards, names, and takes that somebody else recorded. */
export const counterRules: readonly Rule[] = [
  rollRule({
    code: 'ROLL_CLIP_GAP',
    severity: 'WARN',
    title: 'Clip numbers of a roll are not contiguous.',
    reads: ['name', 'roll', 'timecode'],
    // Cameras whose name carries the card begin each card with C001.
    settings: { fromFirst: true },
    check: (roll, { settings, ofDay }) => {
      const numbers = [...new Set(numbered(roll).map(({ number }) => number))];
      if (numbers.length === 0) return [];
      const missing = gaps(settings['fromFirst'] === true ? [0, ...numbers] : numbers);
      if (missing.length === 0) return [];
      const heard = witnesses(roll, missing, ofDay(roll.clips[0]?.shootDate ?? roll.shootDay));
      const ran =
        heard.length === 0
          ? ''
          : ` ${listed(heard.map((clip) => clip.name))} ran in the hole that ${missing.length === 1 ? 'it leaves' : 'they leave'}.`;
      return [
        {
          message: `${roll.name} jumps over ${listed(missing.map(counted))}: ${missing.length === 1 ? 'a clip was' : 'clips were'} deleted in the camera, or not copied.${ran}`,
          evidence: { missing, ...(heard.length > 0 ? { heard: heard.map((clip) => clip.id).sort() } : {}) },
          fix: 'Ask the camera report whether these were deleted; look on the card if it still exists.',
        },
      ];
    },
  }),
  productionRule({
    code: 'ROLL_REEL_GAP',
    severity: 'WARN',
    title: 'Card numbers of a camera are not contiguous.',
    reads: ['name', 'roll'],
    // Cards are counted over the whole shoot, unless a day begins again; false: each day by itself.
    settings: { acrossDays: true },
    check: ({ rolls }, { settings }) => {
      const reels = rolls.flatMap((roll) => {
        const names = roll.clips.flatMap((clip) => (clip.kind === 'CAMERA' ? (parseCameraName(clip.name) ?? []) : []));
        return names.slice(0, 1).map((name) => ({ camera: name.cameraIndex, reel: name.reel, day: roll.shootDay ?? '' }));
      });
      return [...Map.groupBy(reels, ({ camera }) => camera)].flatMap(([camera, same]) =>
        reelGaps(camera, same, settings['acrossDays'] === true),
      );
    },
  }),
  productionRule({
    code: 'CLIP_NAME_COLLISION',
    severity: 'ERROR',
    title: 'Two clips have one name.',
    reads: ['name'],
    check: ({ clips }) =>
      [...Map.groupBy(clips, (clip) => stemKey(clip.name))]
        .filter(([, same]) => same.length > 1)
        .map(([stem, same]) => ({
          entityId: `name ${stem}`,
          clipId: same[0]!.id,
          message: `${same.length} clips are called ${same[0]!.name} (${listed(same.map((clip) => `${clip.rollName ?? 'no roll'}, ${labelAt(clip)}`))}).`,
          evidence: { clips: same.map((clip) => clip.id).sort() },
          fix: 'Tell them apart by roll and timecode; ask whether one of them was renamed by hand.',
        })),
  }),
  productionRule({
    code: 'COVERAGE_HOLE',
    severity: 'INFO',
    title: 'Sound or another camera recorded a take that this camera has no clip of.',
    reads: ['timecode', 'slate.scene', 'slate.take', 'slate.shot'],
    // Of the sound takes of a day, the part that must have picture before one without it is told.
    settings: { usualPart: 0.8 },
    check: ({ clips }, { settings }) => [...soundWithoutPicture(clips, Number(settings['usualPart'])), ...takesWithoutCamera(clips)],
  }),
];

function reelGaps(camera: string, reels: readonly { readonly reel: number; readonly day: string }[], acrossDays: boolean): Observation[] {
  const days = [...Map.groupBy(reels, ({ day }) => day)]
    .map(([day, same]) => ({ day, reels: [...new Set(same.map(({ reel }) => reel))].sort((a, b) => a - b) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  let last = 0;
  return days.flatMap(({ day, reels: own }) => {
    // A day that begins at a lower number counts anew.
    const goesOn = acrossDays && day !== '' && last > 0 && own[0]! > last;
    const missing = gaps(goesOn ? [last, ...own] : own);
    last = own.at(-1)!;
    if (missing.length === 0) return [];
    const names = missing.map((number) => `${camera}${String(number).padStart(3, '0')}`);
    const isBetweenDays = goesOn && missing.some((number) => number < own[0]!);
    const when = isBetweenDays ? `camera ${camera}, at the turn to ${day},` : day === '' ? `camera ${camera}` : day;
    return [
      {
        entityId: `camera ${camera} ${day}`.trim(),
        message: `${listed(names)} of ${when} ${missing.length === 1 ? 'was' : 'were'} never brought in.`,
        evidence: { missing: names },
        fix: 'Ask the loader where the card is; ingest it, or waive this with the reason.',
      },
    ];
  });
}

/** Sound takes of a scene that no camera's timecode covers, on days where nearly all have picture: a card may be missing. */
function soundWithoutPicture(clips: readonly CheckedClip[], usualPart: number): Observation[] {
  const days = Map.groupBy(clips, (clip) => clip.shootDate ?? '');
  return [...days].flatMap(([day, ofDay]) => {
    const takes = ofDay.filter((clip) => clip.kind === 'SOUND' && spanOf(clip) && textOf(clip, 'slate.take') !== undefined);
    const seen = ofDay.filter((clip) => clip.kind === 'CAMERA').map(spanOf);
    const bare = takes.filter((take) => !seen.some((span) => overlap(span, spanOf(take))));
    if (day === '' || bare.length === 0 || takes.length - bare.length < takes.length * usualPart) return [];
    return bare.map((take) => ({
      entityId: take.id,
      clipId: take.id,
      message: `${take.name} (scene ${textOf(take, 'slate.scene') ?? '?'} take ${textOf(take, 'slate.take') ?? '?'}, ${labelAt(take)}) has no picture: no camera's timecode covers it.`,
      evidence: {},
      fix: 'Nothing if it is a wild track; else look for the card that ran then.',
    }));
  });
}

/** Takes between those that a camera has of a scene, which another camera recorded. */
function takesWithoutCamera(clips: readonly CheckedClip[]): Observation[] {
  const slated = clips.flatMap((clip) => {
    const [scene, take] = [textOf(clip, 'slate.scene'), Number(textOf(clip, 'slate.take'))];
    return clip.kind === 'CAMERA' && clip.cameraIndex !== undefined && scene !== undefined && Number.isInteger(take)
      ? [{ camera: clip.cameraIndex, take, setup: [clip.shootDate ?? '', scene, textOf(clip, 'slate.shot') ?? ''].join(' '), scene }]
      : [];
  });
  return [...Map.groupBy(slated, ({ setup }) => setup)].flatMap(([setup, same]) => {
    const cameras = Map.groupBy(same, ({ camera }) => camera);
    if (cameras.size < 2) return [];
    const shot = new Set(same.map(({ take }) => take));
    return [...cameras].flatMap(([camera, own]) => {
      const takes = [...new Set(own.map(({ take }) => take))].sort((a, b) => a - b);
      const missing = gaps(takes).filter((take) => shot.has(take));
      if (missing.length === 0) return [];
      return [
        {
          entityId: `takes ${setup} ${camera}`,
          message: `Camera ${camera} has no clip of scene ${same[0]!.scene} take ${listed(missing.map(String))}, which another camera shot; it has the takes before and after.`,
          evidence: { missing },
          severity: 'WARN' as const,
          fix: 'Ask whether the camera was cut for that take; else look for the clip on its card.',
        },
      ];
    });
  });
}
