import { useState } from 'react';
import { useAsk } from '../../ask.ts';
import { ChangesDocument, ListsDocument, type EventRowFragment } from '../../generated/operations.ts';
import { changeWords } from './states.ts';

/** What changed since another cut of the same reel, to the frame; the events that need new plates can be selected for a pull at once. */
export function Changes({
  production,
  timeline,
  events,
  choose,
  select,
}: {
  production: string;
  timeline: { readonly id: string; readonly name: string };
  events: readonly EventRowFragment[];
  choose: (event: EventRowFragment) => void;
  select: (events: readonly EventRowFragment[]) => void;
}) {
  const lists = useAsk(ListsDocument, { slug: production });
  const others = (lists.data?.production?.timelines.edges ?? []).map((edge) => edge.node).filter((list) => list.id !== timeline.id);
  const [chosen, setChosen] = useState<string>();
  const older = chosen ?? likelyOlder(others, timeline)?.id;
  const { data, error } = useAsk(ChangesDocument, { older: older ?? '', newer: timeline.id }, older === undefined);
  if (lists.data && others.length === 0)
    return (
      <p className="quiet">
        There is no other list in this production to compare with. Drop the previous cut here, then come back to this one.
      </p>
    );
  const changes = data?.compareTimelines.changes ?? [];
  const eventOf = (number: string | null) => (number === null ? undefined : events.find((event) => event.number === number));
  const toPull = changes
    .filter((change) => change.kind !== 'MOVED' && change.kind !== 'CUT')
    .flatMap((change) => eventOf(change.newerNumber) ?? []);
  return (
    <div>
      <label className="stack">
        Compare with
        <select value={older} onChange={(change) => setChosen(change.target.value)}>
          {others.map((list) => (
            <option key={list.id} value={list.id}>
              {`${list.name}, ${new Date(list.createdAt).toLocaleString()}`}
            </option>
          ))}
        </select>
      </label>
      {error && <p className="notice error">{error}</p>}
      {data && (
        <>
          <p>
            {data.compareTimelines.summary.map(({ kind, count }) => `${count} ${changeWords[kind].toLowerCase()}`).join(', ')}
            {data.compareTimelines.summary.length === 0 && 'Both lists are empty'}.
          </p>
          {toPull.length > 0 && (
            <button type="button" onClick={() => select(toPull)}>
              Select the {toPull.length} {toPull.length === 1 ? 'event' : 'events'} whose frames changed
            </button>
          )}
          <ul className="plain-list">
            {changes.map((change, index) => {
              const event = eventOf(change.newerNumber);
              return (
                <li key={index} className="diagnostic">
                  <span className={`change ${change.kind}`}>{changeWords[change.kind]}</span>
                  <span className="mono quiet">{change.newerNumber ?? change.olderNumber}</span>
                  <div>
                    {change.message}
                    {change.needsRepull && <span className="fix"> The delivered frames no longer cover it.</span>}{' '}
                    {event && (
                      <button type="button" className="plain" onClick={() => choose(event)}>
                        Event {event.number}
                      </button>
                    )}
                  </div>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}

/** The list whose name is this one's but for its version; else the newest of the others. Newest first, as they come. */
function likelyOlder<T extends { readonly name: string }>(others: readonly T[], timeline: { readonly name: string }): T | undefined {
  const bare = (name: string): string =>
    name
      .replace(/\.[^.]+$/, '')
      .replace(/[\d_-]+$/, '')
      .toLowerCase();
  return others.find((list) => bare(list.name) === bare(timeline.name)) ?? others[0];
}
