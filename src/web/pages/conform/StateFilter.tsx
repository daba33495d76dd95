import { useMemo } from 'react';
import type { EventRowFragment, MatchState } from '../../generated/operations.ts';
import { Badge } from '../../parts/Badge.tsx';
import { stateOrder } from './states.ts';

/** How many events are in each state; pressed, only these are shown. */
export function StateFilter({
  events,
  chosen,
  choose,
}: {
  events: readonly EventRowFragment[];
  chosen: ReadonlySet<MatchState>;
  choose: (states: ReadonlySet<MatchState>) => void;
}) {
  const counts = useMemo(() => {
    const found = new Map<MatchState, number>();
    for (const { match } of events) if (match) found.set(match.state, (found.get(match.state) ?? 0) + 1);
    return found;
  }, [events]);
  return (
    <div role="group" aria-label="Show states" className="state-filter">
      <button type="button" aria-pressed={chosen.size === 0} onClick={() => choose(new Set())}>
        All <span className="count">{events.length}</span>
      </button>
      {stateOrder
        .filter((state) => counts.has(state) || chosen.has(state))
        .map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={chosen.has(state)}
            onClick={() => {
              const next = new Set(chosen);
              if (!next.delete(state)) next.add(state);
              choose(next);
            }}
          >
            <Badge state={state} /> <span className="count">{counts.get(state) ?? 0}</span>
          </button>
        ))}
    </div>
  );
}
