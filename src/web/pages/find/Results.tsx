import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type MouseEvent, type Ref } from 'react';
import { Link } from '../../parts/Link.tsx';
import { linkTo } from '../../route.ts';
import { State, type Column } from './columns.tsx';
import type { FoundClip } from './useResults.ts';

export type View = 'table' | 'pictures';
export type Scroller = {
  readonly toIndex: (index: number, align: 'auto' | 'start') => void;
  readonly focus: () => void;
  readonly across: () => number;
};

const rowHeight = 40;
/** Pixels that a name has at least, and between two columns (find.css). */
const nameWidth = 180;
const gap = 10;
/** Pixels across that a tile has at least, and what stands below its 16:9 picture. */
const tileWidth = 208;
const tileText = 46;

type Props = {
  readonly ref: Ref<Scroller>;
  readonly production: string;
  readonly view: View;
  readonly columns: readonly Column[];
  readonly total: number;
  readonly clipAt: (index: number) => FoundClip | undefined;
  /** Row that the keyboard is on. */
  readonly active: number;
  readonly chosen: ReadonlySet<string>;
  readonly isStale: boolean;
  readonly orderBy: { readonly field: string; readonly direction: string };
  readonly onSort: (column: Column | undefined) => void;
  readonly onPick: (index: number, event: MouseEvent) => void;
  readonly onOpen: (index: number) => void;
  readonly onToggle: (index: number) => void;
  /** Rows in sight, first and last. */
  readonly onLook: (from: number, to: number) => void;
  readonly firstIndex: number;
};

/** The results as a table or as pictures; of 100,000 rows only those in sight exist. */
export function Results(props: Props) {
  const { ref, view, columns, total, active, isStale, onLook, firstIndex } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const across = view === 'table' ? 1 : Math.max(1, Math.floor((width - 8) / tileWidth));
  const height = view === 'table' ? rowHeight : Math.round(((width - 8) / across - 12) * (9 / 16)) + tileText + 12;
  const rows = useVirtualizer({
    count: Math.ceil(total / across),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: view === 'table' ? 6 : 2,
    initialOffset: () => Math.floor(firstIndex / across) * height,
  });
  useLayoutEffect(() => rows.measure(), [rows, height]);
  const visible = rows.getVirtualItems();
  const from = (visible[0]?.index ?? 0) * across;
  const to = Math.min(total, ((visible.at(-1)?.index ?? 0) + 1) * across) - 1;
  useEffect(() => {
    if (total > 0) onLook(from, to);
  }, [from, to, total, onLook]);
  useImperativeHandle(ref, () => ({
    toIndex: (index, align) => rows.scrollToIndex(Math.floor(index / across), { align }),
    focus: () => scroller.current?.focus(),
    across: () => across,
  }));
  const template = `56px minmax(${nameWidth}px, 1fr) ${columns.map((column) => `${column.width}px`).join(' ')}`;
  const least = 56 + nameWidth + columns.reduce((sum, column) => sum + column.width + gap, gap) + 24;
  return (
    <div
      ref={scroller}
      className={`results ${view} ${isStale ? 'stale' : ''}`}
      role="grid"
      aria-label="Clips"
      aria-rowcount={total}
      aria-multiselectable="true"
      aria-activedescendant={total > 0 && active >= from && active <= to ? `clip-${active}` : undefined}
      tabIndex={0}
    >
      {view === 'table' && <Head {...props} template={template} least={least} />}
      <div
        style={{ height: rows.getTotalSize(), position: 'relative', minWidth: view === 'table' ? least : undefined }}
        role="presentation"
      >
        {visible.map((row) => (
          <div
            key={row.key}
            role={view === 'table' ? 'presentation' : 'row'}
            className={view === 'table' ? undefined : 'tiles'}
            style={{
              position: 'absolute',
              insetInline: 0,
              height: row.size,
              transform: `translateY(${row.start}px)`,
              ...(view === 'table' ? {} : { gridTemplateColumns: `repeat(${across}, 1fr)` }),
            }}
          >
            {Array.from({ length: Math.min(across, total - row.index * across) }, (_, place) => {
              const index = row.index * across + place;
              const clip = props.clipAt(index);
              const shared = {
                index,
                clip,
                production: props.production,
                isActive: index === active,
                isChosen: clip !== undefined && props.chosen.has(clip.id),
                onPick: props.onPick,
                onOpen: props.onOpen,
                onToggle: props.onToggle,
              };
              return view === 'table' ? (
                <Row key={index} {...shared} columns={columns} template={template} />
              ) : (
                <Tile key={index} {...shared} />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(1000);
  useLayoutEffect(() => {
    if (!element.current) return;
    setWidth(element.current.clientWidth);
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

function Head({ columns, orderBy, onSort, template, least }: Props & { template: string; least: number }) {
  const sortOf = (field: string | undefined) =>
    field && orderBy.field === field ? (orderBy.direction === 'ASC' ? 'ascending' : 'descending') : undefined;
  const name = sortOf('NAME');
  return (
    <div role="row" className="result-head" style={{ gridTemplateColumns: template, minWidth: least }}>
      <span role="columnheader">
        <span className="unseen">Picture</span>
      </span>
      <span role="columnheader" aria-sort={name}>
        <button type="button" className="plain" onClick={() => onSort(undefined)}>
          Name {name && <span aria-hidden="true">{name === 'ascending' ? '↑' : '↓'}</span>}
        </button>
      </span>
      {columns.map((column) => {
        const sort = sortOf(column.sort);
        return (
          <span key={column.id} role="columnheader" aria-sort={sort} className={column.isNumber ? 'number' : undefined}>
            {column.sort ? (
              <button type="button" className="plain" onClick={() => onSort(column)}>
                {column.label} {sort && <span aria-hidden="true">{sort === 'ascending' ? '↑' : '↓'}</span>}
              </button>
            ) : (
              column.label
            )}
          </span>
        );
      })}
    </div>
  );
}

type RowProps = {
  readonly index: number;
  readonly clip: FoundClip | undefined;
  readonly production: string;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onPick: (index: number, event: MouseEvent) => void;
  readonly onOpen: (index: number) => void;
  readonly onToggle: (index: number) => void;
};

const Row = memo(function Row(props: RowProps & { columns: readonly Column[]; template: string }) {
  const { index, clip, production, isActive, isChosen, columns, template, onPick, onOpen } = props;
  return (
    <div
      id={`clip-${index}`}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isChosen}
      className={`result ${isActive ? 'active' : ''} ${isChosen ? 'chosen' : ''}`}
      style={{ gridTemplateColumns: template }}
      onClick={(event) => onPick(index, event)}
      onDoubleClick={() => onOpen(index)}
    >
      <span role="gridcell">
        <Picture clip={clip} width={56} height={32} />
      </span>
      <span role="gridcell" className="cut">
        {clip ? (
          <Link href={linkTo(production, 'clip', clip.id)} tabIndex={-1} className="foreign" title={clip.name.slice(0, 300)}>
            {clip.name.slice(0, 300) || '(no name)'}
          </Link>
        ) : (
          <span className="waiting" />
        )}
      </span>
      {columns.map((column) => (
        <span key={column.id} role="gridcell" className={`cut foreign ${column.isNumber ? 'number' : ''} ${column.isMono ? 'mono' : ''}`}>
          {clip && column.value(clip)}
        </span>
      ))}
    </div>
  );
});

const Tile = memo(function Tile({ index, clip, production, isActive, isChosen, onPick, onOpen }: RowProps) {
  return (
    <div
      id={`clip-${index}`}
      role="gridcell"
      aria-selected={isChosen}
      className={`tile ${isActive ? 'active' : ''} ${isChosen ? 'chosen' : ''}`}
      onClick={(event) => onPick(index, event)}
      onDoubleClick={() => onOpen(index)}
    >
      <Picture clip={clip} width={480} height={270} />
      <span className="tile-text">
        {clip ? (
          <>
            <Link href={linkTo(production, 'clip', clip.id)} tabIndex={-1} className="cut foreign" title={clip.name.slice(0, 300)}>
              {clip.name.slice(0, 300) || '(no name)'}
            </Link>
            <span className="quiet mono cut">
              {clip.timecode?.start ?? 'no timecode'} {clip.frameCount !== null && `· ${clip.frameCount} f`} <State clip={clip} />
            </span>
          </>
        ) : (
          <span className="waiting" />
        )}
      </span>
    </div>
  );
});

/** Its box is there before the picture is. */
function Picture({ clip, width, height }: { clip: FoundClip | undefined; width: number; height: number }) {
  return clip?.thumbnail ? (
    <img className="thumb" src={clip.thumbnail} alt="" width={width} height={height} loading="lazy" decoding="async" draggable={false} />
  ) : (
    <span className="thumb none" aria-hidden="true">
      {clip?.kind === 'SOUND' ? '♪' : ''}
    </span>
  );
}
