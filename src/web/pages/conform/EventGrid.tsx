import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { EventRowFragment } from '../../generated/operations.ts';
import { Badge } from '../../parts/Badge.tsx';

const rowHeight = 30;
/** Rows that Page up and Page down pass over. */
const pageRows = 15;

export type GridProps = {
  readonly events: readonly EventRowFragment[];
  readonly current: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly move: (index: number) => void;
  /** The rows from the current one to this one are selected too. */
  readonly extend: (index: number) => void;
  readonly toggle: (id: string) => void;
  readonly selectAll: () => void;
  /** Into the panel beside the table. */
  readonly enter: () => void;
};

const columns = ['', 'Event', 'State', 'Reel', 'Source in', 'Source out', 'Record in', 'Clip', 'Frames', ''] as const;

/** The events, one line each; only the visible ones exist. One tab stop: arrows move, Space selects, Enter goes to the candidates. */
export function EventGrid(props: GridProps) {
  const { events, current, selected } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const index = events.findIndex((event) => event.id === current);
  useEffect(() => {
    if (index >= 0) rows.scrollToIndex(index, { align: 'auto' });
  }, [index, rows]);
  useEffect(() => grid.current?.focus({ preventScroll: true }), []);

  const go = (target: number, extends_: boolean): void => {
    const to = Math.min(events.length - 1, Math.max(0, target));
    if (extends_) props.extend(to);
    props.move(to);
  };
  const onKeyDown = (key: KeyboardEvent): void => {
    if (key.altKey) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      j: index + 1,
      ArrowUp: index - 1,
      k: index - 1,
      PageDown: index + pageRows,
      PageUp: index - pageRows,
      Home: 0,
      End: events.length - 1,
    };
    const command = key.metaKey || key.ctrlKey;
    const target = command ? undefined : moves[key.key];
    if (target !== undefined) go(target, key.shiftKey);
    else if (key.key === ' ' && current !== undefined) props.toggle(current);
    else if (key.key === 'a' && command) props.selectAll();
    else if (!command && (key.key === 'Enter' || key.key === 'ArrowRight')) props.enter();
    else return;
    key.preventDefault();
  };
  const onRow = (row: number) => (click: MouseEvent) => {
    if (click.shiftKey) props.extend(row);
    else if (click.metaKey || click.ctrlKey) props.toggle(events[row]!.id);
    props.move(row);
  };

  return (
    <div
      ref={grid}
      className="event-grid"
      role="grid"
      aria-label="Events"
      aria-multiselectable="true"
      aria-rowcount={events.length + 1}
      aria-activedescendant={index >= 0 ? `event-${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="event-head">
        <div role="row" className="event-row" aria-rowindex={1}>
          {columns.map((name, column) => (
            <span key={column} role="columnheader" className={name === 'Source out' ? 'wide-only' : undefined}>
              {name === '' ? <span className="unseen">{column === 0 ? 'Selected' : 'What is left to do'}</span> : name}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={scroller} className="event-scroll">
        <div role="none" style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map((row) => (
            <Row
              key={events[row.index]!.id}
              event={events[row.index]!}
              index={row.index}
              top={row.start}
              isCurrent={row.index === index}
              isSelected={selected.has(events[row.index]!.id)}
              onClick={onRow(row.index)}
              toggle={() => props.toggle(events[row.index]!.id)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function Row({
  event,
  index,
  top,
  isCurrent,
  isSelected,
  onClick,
  toggle,
}: {
  event: EventRowFragment;
  index: number;
  top: number;
  isCurrent: boolean;
  isSelected: boolean;
  onClick: (click: MouseEvent) => void;
  toggle: () => void;
}) {
  const { match } = event;
  return (
    <div
      id={`event-${event.id}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={`event-row${isCurrent ? ' current' : ''}${isSelected ? ' selected' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onClick}
    >
      <span
        role="gridcell"
        className="tick"
        onClick={(click) => {
          click.stopPropagation();
          toggle();
        }}
      >
        <i className={isSelected ? 'box on' : 'box'} />
      </span>
      <span role="gridcell" className="mono">
        {event.number}
      </span>
      <span role="gridcell">{match ? <Badge state={match.state} /> : <span className="quiet">Not matched yet</span>}</span>
      <span role="gridcell" className="mono" title={event.reel}>
        {event.reel}
      </span>
      <span role="gridcell" className="mono">
        {event.sourceIn}
      </span>
      <span role="gridcell" className="mono quiet wide-only">
        {event.sourceOut}
      </span>
      <span role="gridcell" className="mono quiet">
        {event.recordIn}
      </span>
      <span role="gridcell" className="mono" title={match?.clip?.name}>
        {match?.clip?.name}
      </span>
      <span role="gridcell" className="mono">
        {match?.clip && match.clipFrameIn !== null ? `${match.clipFrameIn}–${match.clipFrameOut}` : ''}
      </span>
      <span role="gridcell" className="note">
        {noteOf(match)}
      </span>
    </div>
  );
}

/** The shortest thing that helps: who decided, what lacks, what could be done. */
function noteOf(match: EventRowFragment['match']): string {
  if (!match) return '';
  const lacks = match.missingHeadFrames + match.missingTailFrames;
  if (match.decision) return `locked by ${match.decision.actor}`;
  if (lacks > 0) return `${lacks} missing`;
  if (match.fixAction) return 'one fix to apply';
  if (match.state === 'AMBIGUOUS' || match.state === 'TC_ONLY') return `${match.candidateCount} candidates`;
  return '';
}
