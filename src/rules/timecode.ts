import { parseCameraName, stemKey } from '../domain/clipName.ts';
import { formatFrameRate, nominalBase } from '../domain/frameRate.ts';
import { labelSpans } from '../domain/match/keys.ts';
import { compareRationals, type Rational } from '../domain/rational.ts';
import { formatTimecode, framesPerDay } from '../domain/timecode.ts';
import { clipRule, listed, numberOf, productionRule, rollRule, textOf, type CheckedClip, type CheckedRoll, type Rule } from './rule.ts';

/** Place on the label clock that all bases share: [start, end) in ticks; undefined where timecode or length is not known. */
export function spanOf(clip: CheckedClip): { start: number; end: number } | undefined {
  const { timecode, frameCount } = clip;
  if (!timecode || frameCount === undefined) return undefined;
  // What lies behind midnight or a break is left out: it is another span.
  return labelSpans({ name: clip.name, names: [], timecode: { ...timecode, alternates: [] }, frameCount })[0];
}

const at = (clip: CheckedClip): string => (clip.timecode ? formatTimecode(clip.timecode.start, clip.timecode) : 'no timecode');

function clipNumbers(roll: CheckedRoll): number[] {
  const numbers = roll.clips.filter((clip) => clip.kind === 'CAMERA').flatMap((clip) => parseCameraName(clip.name)?.clipNumber ?? []);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function gaps(numbers: readonly number[]): number[] {
  return numbers
    .slice(1)
    .flatMap((number, index) => Array.from({ length: number - numbers[index]! - 1 }, (_, n) => numbers[index]! + 1 + n));
}

const sameRate = (a: Rational, b: Rational): boolean => compareRationals(a, b) === 0;

const daysApart = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;

/** ISO day in a camera's clip name: YYMMDD or YYYYMMDD; the year is not written by some. */
function dayInName(name: string): string | undefined {
  const date = parseCameraName(name)?.date;
  const found = date === undefined ? undefined : /^(?:20)?(\d\d)(\d\d)(\d\d)$/.exec(date);
  if (!found) return undefined;
  const day = `20${found[1]}-${found[2]}-${found[3]}`;
  return Number.isNaN(Date.parse(day)) ? undefined : day;
}

/** Counters of clips and cards, names, timecode and rates. */
export const timecodeRules: readonly Rule[] = [
  rollRule({
    code: 'ROLL_CLIP_GAP',
    severity: 'WARN',
    title: 'Clip numbers of a roll are not contiguous.',
    reads: ['name', 'roll'],
    check: (roll) => {
      const missing = gaps(clipNumbers(roll));
      if (missing.length === 0) return [];
      const names = missing.map((number) => `C${String(number).padStart(3, '0')}`);
      return [
        {
          message: `${roll.name} jumps over ${listed(names)}: ${missing.length === 1 ? 'a clip was' : 'clips were'} deleted in the camera, or not copied.`,
          evidence: { missing },
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
    check: ({ rolls }) => {
      const reels = rolls.flatMap((roll) => {
        const names = roll.clips.flatMap((clip) => (clip.kind === 'CAMERA' ? (parseCameraName(clip.name) ?? []) : []));
        return names.slice(0, 1).map((name) => ({ camera: name.cameraIndex, reel: name.reel, day: roll.shootDay ?? '' }));
      });
      return [...Map.groupBy(reels, (reel) => `${reel.camera} ${reel.day}`)].flatMap(([key, same]) => {
        const missing = gaps([...new Set(same.map((each) => each.reel))].sort((a, b) => a - b));
        if (missing.length === 0) return [];
        const camera = same[0]!.camera;
        const names = missing.map((number) => `${camera}${String(number).padStart(3, '0')}`);
        return [
          {
            entityId: `camera ${key.trim()}`,
            message: `${listed(names)} of ${same[0]!.day === '' ? `camera ${camera}` : same[0]!.day} ${missing.length === 1 ? 'was' : 'were'} never brought in.`,
            evidence: { missing: names },
            fix: 'Ask the loader where the card is; ingest it, or waive this with the reason.',
          },
        ];
      });
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
          message: `${same.length} clips are called ${same[0]!.name} (${listed(same.map((clip) => `${clip.rollName ?? 'no roll'}, ${at(clip)}`))}).`,
          evidence: { clips: same.map((clip) => clip.id).sort() },
          fix: 'Tell them apart by roll and timecode; ask whether one of them was renamed by hand.',
        })),
  }),
  rollRule({
    code: 'TC_OVERLAP_IN_REEL',
    severity: 'ERROR',
    title: 'Two clips of one roll have the same timecode.',
    reads: ['timecode'],
    check: (roll) => {
      const spans = roll.clips
        .flatMap((clip) => {
          const span = clip.kind === 'CAMERA' ? spanOf(clip) : undefined;
          return span ? [{ clip, ...span }] : [];
        })
        .sort((a, b) => a.start - b.start || a.end - b.end);
      let longest = spans[0];
      return spans.slice(1).flatMap((span) => {
        const before = longest!;
        if (span.end > before.end) longest = span;
        if (span.start >= before.end) return [];
        // A camera in rec-run that was reset begins again at the same round label.
        const reset = span.start === before.start && span.clip.timecode!.start % (span.clip.timecode!.base * 3600) === 0;
        return [
          {
            entityId: span.clip.id,
            clipId: span.clip.id,
            ...(reset ? { severity: 'WARN' as const } : {}),
            message: reset
              ? `${span.clip.name} and ${before.clip.name} both begin at ${at(span.clip)}: the camera's counter was reset.`
              : `${span.clip.name} (${at(span.clip)}) overlaps ${before.clip.name} (${at(before.clip)}) on ${roll.name}.`,
            evidence: { other: before.clip.id, start: at(span.clip), otherStart: at(before.clip) },
            fix: 'Conform these by clip name, not by timecode alone; check the timecode mode of the camera.',
          },
        ];
      });
    },
  }),
  clipRule({
    code: 'TC_MISSING',
    severity: 'WARN',
    title: 'A clip has no timecode.',
    reads: ['timecode'],
    check: (clip) =>
      clip.timecode
        ? []
        : [
            {
              clipId: clip.id,
              message: `${clip.name} has no timecode: lists can find it by name only.`,
              evidence: {},
              fix: 'Correct timecode.start where the camera report or a slate says it.',
            },
          ],
  }),
  clipRule({
    code: 'TC_ZERO',
    severity: 'WARN',
    title: 'A clip begins at 00:00:00:00, as one does whose timecode was never set.',
    reads: ['timecode'],
    check: (clip) =>
      clip.timecode?.start === 0
        ? [
            {
              clipId: clip.id,
              message: `${clip.name} begins at ${at(clip)}: its timecode was probably never set.`,
              evidence: {},
              fix: 'Correct timecode.start, or waive this if it was meant.',
            },
          ]
        : [],
  }),
  clipRule({
    code: 'TC_DISCONTINUOUS',
    severity: 'WARN',
    title: 'Timecode breaks within a clip.',
    reads: ['timecode'],
    check: (clip) => {
      const runs = clip.timecode?.runs ?? [];
      const day = clip.timecode ? framesPerDay(clip.timecode) : 0;
      // Midnight is no break: the label begins again where the day does.
      const breaks = runs.slice(1).filter((run, index) => (runs[index]!.label + run.frame - runs[index]!.frame) % day !== run.label % day);
      if (breaks.length === 0) return [];
      return [
        {
          clipId: clip.id,
          message: `The timecode of ${clip.name} jumps at frame ${listed(breaks.map((run) => String(run.frame)))}.`,
          evidence: { runs: clip.timecode!.runs },
          fix: 'Check events behind the jump by eye.',
        },
      ];
    },
  }),
  clipRule({
    code: 'TC_ILLEGAL_DF_LABEL',
    severity: 'ERROR',
    title: 'A clip begins at a label that drop-frame skips.',
    reads: ['problems', 'timecode'],
    check: (clip) =>
      clip.problems
        .filter((problem) => problem.code === 'TC_ILLEGAL_LABEL')
        .slice(0, 1)
        .map((problem) => ({
          clipId: clip.id,
          message: problem.message,
          evidence: { message: problem.message },
          fix: 'Correct timecode.start or the drop-frame flag.',
        })),
  }),
  clipRule({
    code: 'TC_CROSSES_MIDNIGHT',
    severity: 'INFO',
    title: 'A clip runs through midnight.',
    reads: ['timecode'],
    check: (clip) =>
      clip.timecode && clip.frameCount !== undefined && clip.timecode.start + clip.frameCount > framesPerDay(clip.timecode)
        ? [
            {
              clipId: clip.id,
              message: `${clip.name} runs through midnight, from ${at(clip)}.`,
              evidence: {},
              fix: 'Nothing; other tools may need it split.',
            },
          ]
        : [],
  }),
  clipRule({
    code: 'DROPFRAME_MISMATCH',
    severity: 'ERROR',
    title: 'Drop-frame in one and not in the other: clip and production.',
    reads: ['timecode'],
    check: (clip, { rate, dropFrame }) =>
      clip.timecode?.base === nominalBase(rate) && clip.timecode.dropFrame !== dropFrame
        ? [
            {
              clipId: clip.id,
              message: `${clip.name} counts ${clip.timecode.dropFrame ? 'drop-frame' : 'non-drop'}; the production is ${dropFrame ? 'drop-frame' : 'non-drop'}.`,
              evidence: { dropFrame: clip.timecode.dropFrame },
              fix: 'Set the cameras alike; conform this one with its own count.',
            },
          ]
        : [],
  }),
  clipRule({
    code: 'TC_BASE_MISMATCH',
    severity: 'ERROR',
    title: 'Timecode counts another number of frames a second than the production.',
    reads: ['timecode'],
    check: (clip, { rate }) =>
      clip.timecode && clip.timecode.base !== nominalBase(rate)
        ? [
            {
              clipId: clip.id,
              message: `${clip.name} counts ${clip.timecode.base} frames a second; the production counts ${nominalBase(rate)}.`,
              evidence: { base: clip.timecode.base },
              fix: 'Check the time base set in the camera; events of this clip need a conversion.',
            },
          ]
        : [],
  }),
  clipRule({
    code: 'PLAYBACK_RATE_MISMATCH',
    severity: 'ERROR',
    title: 'A clip plays at another rate than the production.',
    reads: ['rate.playback'],
    check: (clip, { rate }) =>
      clip.playbackRate && clip.kind === 'CAMERA' && !sameRate(clip.playbackRate, rate)
        ? [
            {
              clipId: clip.id,
              message: `${clip.name} plays at ${formatFrameRate(clip.playbackRate)}; the production is ${formatFrameRate(rate)}.`,
              evidence: { rate: formatFrameRate(clip.playbackRate) },
              fix: 'Ask whether it was meant; 24 against 24000/1001 drifts by a frame every 42 seconds.',
            },
          ]
        : [],
  }),
  clipRule({
    code: 'OFF_SPEED',
    severity: 'INFO',
    title: 'A clip was shot at another rate than it plays.',
    reads: ['rate.capture', 'rate.playback'],
    check: (clip, { sound }) => {
      if (!clip.captureRate || !clip.playbackRate || sameRate(clip.captureRate, clip.playbackRate)) return [];
      const span = spanOf(clip);
      const circled = (sound.get(clip.shootDate ?? '') ?? []).find((take) => {
        const other = spanOf(take);
        return take.facts['slate.circled'] === true && span && other && other.start < span.end && span.start < other.end;
      });
      return [
        {
          clipId: clip.id,
          ...(circled ? { severity: 'WARN' as const } : {}),
          message: `${clip.name} was shot at ${formatFrameRate(clip.captureRate)} and plays at ${formatFrameRate(clip.playbackRate)}${circled ? `, while sound of the take is circled (${circled.name})` : ''}.`,
          evidence: { capture: formatFrameRate(clip.captureRate), ...(circled ? { sound: circled.id } : {}) },
          fix: circled ? 'Ask whether the camera was left off speed by mistake.' : 'Nothing, if it was meant.',
        },
      ];
    },
  }),
  clipRule({
    code: 'DROPPED_FRAMES',
    severity: 'ERROR',
    title: 'The camera dropped frames, or a clip has not as many as its timecode says.',
    reads: ['timecode.droppedFrames', 'timecode'],
    check: (clip) => {
      const dropped = numberOf(clip, 'timecode.droppedFrames') ?? 0;
      return dropped > 0
        ? [
            {
              clipId: clip.id,
              message: `The camera dropped ${dropped} frame${dropped === 1 ? '' : 's'} in ${clip.name}.`,
              evidence: { dropped },
              fix: 'Check the take by eye; test the card before it is used again.',
            },
          ]
        : [];
    },
  }),
  clipRule({
    code: 'DUPLICATE_FRAMES_SUSPECT',
    severity: 'WARN',
    title: 'An external recorder may have written frames twice.',
    reads: ['recorder.model', 'rate.capture', 'rate.playback'],
    check: (clip) => {
      const recorder = textOf(clip, 'recorder.model');
      if (recorder === undefined || !clip.captureRate || !clip.playbackRate || sameRate(clip.captureRate, clip.playbackRate)) return [];
      return [
        {
          clipId: clip.id,
          message: `${clip.name} was recorded by ${recorder} while the camera ran at ${formatFrameRate(clip.captureRate)}: without a variable-speed flag, frames are written twice.`,
          evidence: { recorder },
          fix: 'Step through some frames; ask for the recording of the camera itself.',
        },
      ];
    },
  }),
  clipRule({
    code: 'CAMERA_CLOCK_WRONG',
    severity: 'WARN',
    title: 'The date in the camera is wrong.',
    reads: ['slate.shootDate', 'name', 'roll'],
    settings: { days: 1 },
    check: (clip, { settings }) => {
      const named = dayInName(clip.name);
      const said = textOf(clip, 'slate.shootDate') ?? clip.shootDate;
      if (named === undefined || said === undefined || !/^\d{4}-\d\d-\d\d$/.test(said)) return [];
      if (daysApart(named, said) <= Number(settings['days'])) return [];
      return [
        {
          clipId: clip.id,
          message: `${clip.name} says ${named} in its name and ${said} in its metadata: the camera's clock was wrong.`,
          evidence: { named, said },
          fix: 'Correct slate.shootDate for the roll; have the camera set to the right day.',
        },
      ];
    },
  }),
  productionRule({
    code: 'MULTICAM_TC_DRIFT',
    severity: 'WARN',
    title: 'Cameras of one take do not overlap in timecode.',
    reads: ['timecode', 'slate.scene', 'slate.take'],
    check: ({ clips }) => {
      const takes = Map.groupBy(
        clips.filter(
          (clip) =>
            clip.kind === 'CAMERA' && textOf(clip, 'slate.scene') !== undefined && textOf(clip, 'slate.take') !== undefined && spanOf(clip),
        ),
        (clip) =>
          [clip.shootDate ?? '', textOf(clip, 'slate.scene'), textOf(clip, 'slate.shot') ?? '', textOf(clip, 'slate.take')].join(' '),
      );
      return [...takes].flatMap(([key, take]) => {
        const cameras = [...Map.groupBy(take, (clip) => clip.cameraIndex ?? '')];
        const [first, ...others] = cameras;
        return others.flatMap(([camera, seen]) => {
          const apart = seen.every((clip) => first![1].every((other) => !overlaps(clip, other)));
          if (!apart) return [];
          return [
            {
              entityId: `take ${key} ${first![0]} ${camera}`,
              clipId: seen[0]!.id,
              message: `Cameras ${first![0]} and ${camera} shot scene ${textOf(seen[0]!, 'slate.scene') ?? ''} take ${textOf(seen[0]!, 'slate.take') ?? ''} and do not overlap: ${at(first![1][0]!)} and ${at(seen[0]!)}.`,
              evidence: { clips: [first![1][0]!.id, seen[0]!.id] },
              fix: 'Jam both again; find the offset by the slate before syncing.',
            },
          ];
        });
      });
    },
  }),
];

function overlaps(a: CheckedClip, b: CheckedClip): boolean {
  const [one, other] = [spanOf(a), spanOf(b)];
  return one !== undefined && other !== undefined && one.start < other.end && other.start < one.end;
}
