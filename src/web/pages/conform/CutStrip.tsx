import { useMemo, type MouseEvent } from 'react';
import type { EventRowFragment } from '../../generated/operations.ts';
import { clock, placeEvents, type Placed } from './recordTime.ts';

/** Of the drawing, in its own units; it is stretched to the width of the page. */
const width = 1000;
const laneHeight = 26;
/** A cut of one frame can still be seen and hit. */
const narrowest = 1.2;

/**
 * The cut along record time, coloured by state: where the trouble lies, at a glance. One path a state, so that 10,000 events are nine elements. Everything that it
 * shows is also in the table, which is how it is used by keyboard.
 */
export function CutStrip({
  events,
  rate,
  current,
  shown,
  choose,
}: {
  events: readonly EventRowFragment[];
  rate: string;
  current: EventRowFragment | undefined;
  shown: (event: EventRowFragment) => boolean;
  choose: (event: EventRowFragment) => void;
}) {
  const { placed, lanes, from, to } = useMemo(() => placeEvents(events, rate), [events, rate]);
  const span = Math.max(0.001, to - from);
  const x = (at: number): number => ((at - from) / span) * width;
  const height = Math.max(1, lanes.length) * laneHeight;
  const paths = useMemo(() => {
    const byState = new Map<string, string[]>();
    for (const each of placed) {
      const event = events[each.index]!;
      const key = `${event.match?.state ?? 'QUEUED'}${shown(event) ? '' : ' dim'}`;
      const left = x(each.start);
      const wide = Math.max(narrowest, x(each.end) - left - 0.6);
      byState.set(key, [
        ...(byState.get(key) ?? []),
        `M${left.toFixed(2)} ${each.lane * laneHeight + 3}h${wide.toFixed(2)}v${laneHeight - 6}h-${wide.toFixed(2)}z`,
      ]);
    }
    return [...byState].map(([key, parts]) => [key, parts.join('')] as const);
  }, [placed, events, shown]);
  const here = current && placed.find((each) => events[each.index]!.id === current.id);
  const ticks = Array.from({ length: 6 }, (_, index) => from + (span * index) / 5);

  const pick = (click: MouseEvent<SVGSVGElement>): void => {
    const box = click.currentTarget.getBoundingClientRect();
    const at = from + ((click.clientX - box.left) / box.width) * span;
    const lane = Math.floor(((click.clientY - box.top) / box.height) * Math.max(1, lanes.length));
    const found = nearest(placed, at, lane);
    if (found) choose(events[found.index]!);
  };
  if (placed.length === 0) return <div className="cut-strip" />;
  return (
    <div className="cut-strip">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        style={{ height }}
        role="img"
        aria-label={`The cut from ${clock(from)} to ${clock(to)}, coloured by state`}
        onClick={pick}
      >
        {paths.map(([key, path]) => (
          <path key={key} d={path} className={key} />
        ))}
        {here && (
          <rect
            className="here"
            x={x(here.start)}
            y={here.lane * laneHeight + 1}
            width={Math.max(3, x(here.end) - x(here.start) - 0.6)}
            height={laneHeight - 2}
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
      <div className="cut-ticks mono" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick}>{clock(tick)}</span>
        ))}
      </div>
    </div>
  );
}

/** The event at this moment on this track, else the nearest one. */
function nearest(placed: readonly Placed[], at: number, lane: number): Placed | undefined {
  const distance = (each: Placed): number =>
    (each.lane === lane ? 0 : 1e6) + (at < each.start ? each.start - at : at >= each.end ? at - each.end + 1e-9 : 0);
  return placed.reduce<Placed | undefined>((best, each) => (best && distance(best) <= distance(each) ? best : each), undefined);
}
