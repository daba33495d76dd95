import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';

/** A list of fixed-height rows of which only the visible ones exist; `onNearEnd` asks for the next page. */
export function VirtualRows({
  count,
  rowHeight,
  height,
  render,
  onNearEnd,
  label,
}: {
  count: number;
  rowHeight: number;
  height: string;
  render: (index: number) => ReactNode;
  onNearEnd?: (() => void) | undefined;
  label: string;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 });
  const visible = rows.getVirtualItems();
  const lastIndex = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (count > 0 && lastIndex >= count - 20) onNearEnd?.();
  }, [lastIndex, count, onNearEnd]);
  return (
    <div ref={scroller} className="rows" style={{ height }} tabIndex={0} role="list" aria-label={label}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {visible.map((row) => (
          <div
            key={row.key}
            role="listitem"
            style={{ position: 'absolute', top: 0, left: 0, right: 0, height: row.size, transform: `translateY(${row.start}px)` }}
          >
            {render(row.index)}
          </div>
        ))}
      </div>
    </div>
  );
}
