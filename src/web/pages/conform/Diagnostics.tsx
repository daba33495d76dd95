import type { EventRowFragment, ListQuery } from '../../generated/operations.ts';

type Diagnostic = NonNullable<ListQuery['timeline']>['diagnostics'][number];

/** What was wrong with the list, by line; a line that belongs to an event leads to it. */
export function Diagnostics({
  diagnostics,
  events,
  choose,
}: {
  diagnostics: readonly Diagnostic[];
  events: readonly EventRowFragment[];
  choose: (event: EventRowFragment) => void;
}) {
  if (diagnostics.length === 0) return <p className="quiet">The list was read without a complaint.</p>;
  return (
    <ul className="plain-list">
      {diagnostics.map((diagnostic, index) => {
        const event = diagnostic.line === null ? undefined : events.findLast((each) => each.line !== null && each.line <= diagnostic.line!);
        return (
          <li key={index} className="diagnostic">
            <span className={`badge ${diagnostic.severity}`}>{diagnostic.severity.toLowerCase()}</span>
            <span className="mono quiet">
              {diagnostic.line === null ? 'list' : `line ${diagnostic.line}${diagnostic.column === null ? '' : `:${diagnostic.column}`}`}
            </span>
            <div>
              {diagnostic.message} {diagnostic.fix && <span className="fix">{diagnostic.fix}</span>}{' '}
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
  );
}
