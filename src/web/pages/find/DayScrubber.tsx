import { useMemo, useRef, useState } from 'react';
import { useAsk } from '../../ask.ts';
import { CountFieldDocument } from '../../generated/operations.ts';

/** More days than a production has. */
const mostDays = 200;
type Day = { readonly value: string; readonly count: number; readonly first: number };

/** The days of the result as one strip: each as long as it has clips; dragging goes there. */
export function DayScrubber({
  production,
  search,
  total,
  isLastFirst,
  active,
  onGo,
}: {
  production: string;
  search: string;
  total: number;
  isLastFirst: boolean;
  active: number;
  onGo: (index: number) => void;
}) {
  const { data } = useAsk(CountFieldDocument, { production, search, fields: ['SHOOT_DATE'], size: mostDays });
  const strip = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<Day>();
  const days = useMemo(() => {
    const counted = [...(data?.clips.facets[0]?.values ?? [])].sort((a, b) => (a.value < b.value ? -1 : 1));
    const undated = total - counted.reduce((sum, { count }) => sum + count, 0);
    // Clips without a day sort behind all days.
    const all = undated > 0 ? [...counted, { value: 'no day', count: undated }] : counted;
    if (isLastFirst) all.reverse();
    let first = 0;
    return all.map(({ value, count }): Day => {
      const day = { value, count, first };
      first += count;
      return day;
    });
  }, [data, total, isLastFirst]);
  const at = days.findLast((day) => day.first <= active) ?? days[0];
  if (!at || !data || total === 0) return <div className="days" aria-hidden="true" />;
  const place = days.indexOf(at);
  const indexAt = (clientY: number): number => {
    const box = strip.current!.getBoundingClientRect();
    return Math.max(0, Math.min(total - 1, Math.floor(((clientY - box.top) / box.height) * total)));
  };
  const drag = (event: React.PointerEvent): void => {
    const index = indexAt(event.clientY);
    setHovered(days.findLast((day) => day.first <= index));
    if (event.buttons === 1) onGo(index);
  };
  return (
    <div
      ref={strip}
      className="days"
      role="slider"
      tabIndex={0}
      aria-label="Day"
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={days.length - 1}
      aria-valuenow={place}
      aria-valuetext={`${at.value}, ${at.count} clips`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onGo(indexAt(event.clientY));
      }}
      onPointerMove={drag}
      onPointerLeave={() => setHovered(undefined)}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        const next = days[place + step];
        if (next) onGo(next.first);
      }}
    >
      {days.map((day) => (
        <span key={day.value} className={day === at ? 'day here' : 'day'} style={{ flexGrow: day.count }}>
          <span>{day.value.slice(5) || day.value}</span>
        </span>
      ))}
      <i className="needle" style={{ top: `${(active / Math.max(1, total - 1)) * 100}%` }} />
      {hovered && (
        <span className="day-label" style={{ top: `${(hovered.first / total) * 100}%` }}>
          {hovered.value} <span className="quiet">{hovered.count.toLocaleString('en')}</span>
        </span>
      )}
    </div>
  );
}
