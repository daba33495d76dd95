import { parseCameraName } from '../domain/clipName.ts';
import { framesPerLabel } from '../domain/frameRate.ts';
import { framesPerDay } from '../domain/timecode.ts';
import { clipRule, listed, productionRule, rollRule, textOf, type CheckedClip, type CheckedRoll, type Rule } from './rule.ts';
import { labelAt, overlap, spanOf, type Span } from './spans.ts';

const daysApart = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;

/** ISO day in a camera's clip name: YYMMDD or YYYYMMDD; the year is not written by some. */
function dayInName(name: string): string | undefined {
  const date = parseCameraName(name)?.date;
  const found = date === undefined ? undefined : /^(?:20)?(\d\d)(\d\d)(\d\d)$/.exec(date);
  if (!found) return undefined;
  const day = `20${found[1]}-${found[2]}-${found[3]}`;
  return Number.isNaN(Date.parse(day)) ? undefined : day;
}

type Recorded = Span & { readonly clip: CheckedClip; /** Goes up each time the camera's counter was set back. */ readonly run: number };

/** Clips in the camera's order. A camera in rec-run that is reset begins again at a full hour, before where it was. */
function recordRuns(roll: CheckedRoll): Recorded[] {
  const clips = roll.clips
    .flatMap((clip) => {
      const span = clip.kind === 'CAMERA' ? spanOf(clip) : undefined;
      return span ? [{ clip, number: parseCameraName(clip.name)?.clipNumber ?? 0, ...span }] : [];
    })
    .sort((a, b) => a.number - b.number || (a.clip.name < b.clip.name ? -1 : 1));
  let run = 0;
  return clips.map(({ clip, start, end }, index) => {
    const before = clips[index - 1];
    if (before && start <= before.start && clip.timecode!.start % (clip.timecode!.base * 3600) === 0) run += 1;
    return { clip, start, end, run };
  });
}

/** Seconds by which a file's date and the timecode of its last frame differ as times of day, whatever whole quarters of an hour the zones are apart. */
function clockDrift(clip: CheckedClip): number | undefined {
  const { timecode, frameCount, copies, playbackRate } = clip;
  const modified = copies[0]?.segments.at(-1)?.modifiedMs;
  if (!timecode || frameCount === undefined || modified === undefined || !playbackRate) return undefined;
  const quarter = 15 * 60;
  const counted = (timecode.start + frameCount / framesPerLabel(playbackRate, timecode.base)) / timecode.base;
  const apart = (((modified / 1000 - counted) % quarter) + quarter) % quarter;
  return apart > quarter / 2 ? apart - quarter : apart;
}

/** Timecode itself: there, legal, in one piece, and the time of day where it should be. */
export const timecodeRules: readonly Rule[] = [
  rollRule({
    code: 'TC_OVERLAP_IN_REEL',
    severity: 'ERROR',
    title: 'Two clips of one roll have the same timecode.',
    reads: ['timecode', 'name'],
    check: (roll) => {
      const spans = recordRuns(roll).sort((a, b) => a.start - b.start || a.end - b.end);
      let longest = spans[0];
      return spans.slice(1).flatMap((span) => {
        const before = longest!;
        if (span.end > before.end) longest = span;
        if (span.start >= before.end) return [];
        const reset = span.run !== before.run;
        return [
          {
            entityId: span.clip.id,
            clipId: span.clip.id,
            ...(reset ? { severity: 'WARN' as const } : {}),
            message: reset
              ? `${span.clip.name} (${labelAt(span.clip)}) counts the labels of ${before.clip.name} (${labelAt(before.clip)}) again: the camera's counter was reset.`
              : `${span.clip.name} (${labelAt(span.clip)}) overlaps ${before.clip.name} (${labelAt(before.clip)}) on ${roll.name}.`,
            evidence: { other: before.clip.id, start: labelAt(span.clip), otherStart: labelAt(before.clip) },
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
              message: `${clip.name} begins at ${labelAt(clip)}: its timecode was probably never set.`,
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
      clip.timecode &&
      clip.frameCount !== undefined &&
      clip.timecode.start + clip.frameCount / framesPerLabel(clip.playbackRate, clip.timecode.base) > framesPerDay(clip.timecode)
        ? [
            {
              clipId: clip.id,
              message: `${clip.name} runs through midnight, from ${labelAt(clip)}.`,
              evidence: {},
              fix: 'Nothing; other tools may need it split.',
            },
          ]
        : [],
  }),
  clipRule({
    code: 'CAMERA_CLOCK_WRONG',
    severity: 'WARN',
    title: 'The date in the camera is wrong, or its timecode is not the time of day that it should be.',
    reads: ['slate.shootDate', 'name', 'roll', 'timecode', 'copies'],
    // `seconds`: how far timecode may be from the date of the file, where both are the time of day; null: not compared, for many copies lose file dates.
    settings: { days: 1, seconds: null },
    check: (clip, { settings }) => {
      const days = Number(settings['days']);
      const named = dayInName(clip.name);
      const said = textOf(clip, 'slate.shootDate') ?? clip.shootDate;
      const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text);
      const about = (message: string, evidence: Readonly<Record<string, unknown>>) => ({
        clipId: clip.id,
        message,
        evidence,
        fix: 'Correct slate.shootDate for the roll; have the camera set to the right day and time.',
      });
      if (named !== undefined && isDay(said) && daysApart(named, said) > days)
        return [
          about(`${clip.name} says ${named} in its name and ${said} in its metadata: the camera's clock was wrong.`, { named, said }),
        ];
      if (isDay(said) && isDay(clip.rollDay) && daysApart(clip.rollDay, said) > days)
        return [
          about(
            `${clip.name} says that it was shot on ${said}; its roll ${clip.rollName ?? ''} is of ${clip.rollDay}: the camera's clock was wrong.`,
            {
              said,
              rollDay: clip.rollDay,
            },
          ),
        ];
      const drift = typeof settings['seconds'] === 'number' ? clockDrift(clip) : undefined;
      if (drift === undefined || Math.abs(drift) <= Number(settings['seconds'])) return [];
      const apart = Math.round(Math.abs(drift));
      return [
        about(`The timecode of ${clip.name} is ${apart} seconds ${drift > 0 ? 'behind' : 'ahead of'} the date of its file: jam it again.`, {
          secondsApart: Math.round(drift),
        }),
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
          const apart = seen.every((clip) => first![1].every((other) => !overlap(spanOf(clip), spanOf(other))));
          if (!apart) return [];
          return [
            {
              entityId: `take ${key} ${first![0]} ${camera}`,
              clipId: seen[0]!.id,
              message: `Cameras ${first![0]} and ${camera} shot scene ${textOf(seen[0]!, 'slate.scene') ?? ''} take ${textOf(seen[0]!, 'slate.take') ?? ''} and do not overlap: ${labelAt(first![1][0]!)} and ${labelAt(seen[0]!)}.`,
              evidence: { clips: [first![1][0]!.id, seen[0]!.id] },
              fix: 'Jam both again; find the offset by the slate before syncing.',
            },
          ];
        });
      });
    },
  }),
];
