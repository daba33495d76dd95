import { parseCameraName } from '../../../domain/clipName.ts';
import { parseTimecode } from '../../../domain/timecode.ts';
import { useAsk } from '../../ask.ts';
import { ClipsOfDayDocument, type ClipsOfDayQuery, type RollLineFragment } from '../../generated/operations.ts';
import { linkTo, go } from '../../route.ts';

type Clip = ClipsOfDayQuery['clips']['edges'][number]['node'];
/** Seconds of the day, from timecode. */
type Bar = { readonly clip: Clip; readonly start: number; readonly end: number };
type Gap = { readonly missing: string; readonly from: number; readonly to: number };

const laneHeight = 24;
/** Units of the drawing: names at the left, then the day. */
const left = 150;
const width = 1200;
/** The axis begins and ends on a quarter of an hour. */
const quarter = 900;
const daySeconds = 86_400;

/** When each roll of a day was recording, by its timecode, and between which takes clips are missing. */
export function DayAxis({ production, day, rolls }: { production: string; day: string; rolls: readonly RollLineFragment[] }) {
  const { data } = useAsk(ClipsOfDayDocument, { production, rolls: rolls.map((roll) => roll.id) });
  const clips = data?.clips.edges.map((edge) => edge.node) ?? [];
  const lanes = [...rolls]
    .sort((a, b) => `${a.cameraIndex ?? '~'}${a.name}`.localeCompare(`${b.cameraIndex ?? '~'}${b.name}`, 'en'))
    .map((roll) => {
      const bars = clips.filter((clip) => clip.roll?.id === roll.id).flatMap(barOf);
      return { roll, bars, gaps: gapsOf(bars) };
    });
  const all = lanes.flatMap((lane) => lane.bars);
  const height = lanes.length * laneHeight + 20;
  if (data && all.length === 0) return <p className="quiet">Its clips have no timecode; there is nothing to draw.</p>;
  const from = Math.floor(Math.min(daySeconds, ...all.map((bar) => bar.start)) / quarter) * quarter;
  const to = Math.max(from + quarter, Math.ceil(Math.max(0, ...all.map((bar) => bar.end)) / quarter) * quarter);
  const x = (seconds: number): number => left + ((seconds - from) / (to - from)) * (width - left);
  const step = (to - from) / 3600 > 12 ? 2 : 1;
  const hours = Array.from({ length: 49 }, (_, hour) => hour * step).filter((hour) => hour * 3600 >= from && hour * 3600 <= to);
  const missing = lanes.flatMap(({ gaps }) => gaps.map((gap) => gap.missing));
  return (
    <figure className="day-axis">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`When each roll of ${day} was recording`}
        style={{ aspectRatio: `${width} / ${height}` }}
      >
        {hours.map((hour) => (
          <g key={hour}>
            <line x1={x(hour * 3600)} x2={x(hour * 3600)} y1={0} y2={height - 16} className="hour" />
            <text x={x(hour * 3600) + 3} y={height - 4} className="label">{`${String(hour % 24).padStart(2, '0')}:00`}</text>
          </g>
        ))}
        {lanes.map(({ roll, bars, gaps }, lane) => (
          <g key={roll.id}>
            <text x={0} y={lane * laneHeight + 16} className="label">
              {`${roll.cameraIndex ?? (roll.kind === 'SOUND' ? 'sound' : '?')}  ${roll.name.slice(0, 14)}`}
            </text>
            {gaps.map((gap) => (
              <rect
                key={gap.missing}
                x={x(gap.from)}
                y={lane * laneHeight + 5}
                width={Math.max(3, x(gap.to) - x(gap.from))}
                height={laneHeight - 10}
                className="gap"
              >
                <title>{gap.missing}</title>
              </rect>
            ))}
            {bars.map((bar) => (
              <rect
                key={bar.clip.id}
                x={x(bar.start)}
                y={lane * laneHeight + 4}
                width={Math.max(2, x(bar.end) - x(bar.start))}
                height={laneHeight - 8}
                className="bar"
                onClick={() => go(linkTo(production, 'clip', bar.clip.id))}
              >
                <title>{`${bar.clip.name} ${bar.clip.timecode?.start ?? ''}`}</title>
              </rect>
            ))}
          </g>
        ))}
      </svg>
      <figcaption className={missing.length > 0 ? 'WARN' : 'quiet'}>
        {missing.length > 0
          ? `Missing: ${missing.join('; ')}.`
          : data
            ? 'No clip number is missing between the first and the last of any roll.'
            : ' '}
        {data && data.clips.pageInfo.hasNextPage && ` The first ${clips.length} of ${data.clips.totalCount} clips are drawn.`}
      </figcaption>
    </figure>
  );
}

function barOf(clip: Clip): Bar[] {
  const label = clip.timecode && parseTimecode(clip.timecode.start);
  if (!clip.timecode || !label || clip.frameCount === null) return [];
  const start = label.hours * 3600 + label.minutes * 60 + label.seconds + label.frames / clip.timecode.base;
  return [{ clip, start, end: start + clip.frameCount / clip.timecode.base }];
}

/** Clip numbers that no clip of the roll has, between two that follow each other: where in the day they belong. */
function gapsOf(bars: readonly Bar[]): Gap[] {
  const numbered = bars
    .flatMap((bar) => {
      const number = parseCameraName(bar.clip.name)?.clipNumber;
      return number === undefined ? [] : [{ ...bar, number }];
    })
    .sort((a, b) => a.number - b.number);
  return numbered.flatMap((bar, index) => {
    const next = numbered[index + 1];
    if (!next || next.number <= bar.number + 1) return [];
    const count = next.number - bar.number - 1;
    const missing = `${count} ${count === 1 ? 'clip' : 'clips'} between ${bar.clip.name} and ${next.clip.name}`;
    return [{ missing, from: Math.min(bar.end, next.start), to: Math.max(bar.end, next.start) }];
  });
}
