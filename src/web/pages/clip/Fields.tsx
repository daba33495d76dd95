import { useEffect, useRef, useState } from 'react';
import { useAsk } from '../../ask.ts';
import { ClipRawDocument } from '../../generated/operations.ts';
import { Correct } from '../../parts/Correct.tsx';
import { valueText, type Clip } from './clock.ts';

/** Characters of a value that are shown at first: readers keep what they find, however long. */
const shortText = 300;
/** Rows of raw metadata drawn at once; a file may have ten thousand keys. */
const mostRows = 400;

/** Every value with where it was read; a person's word can be put against each. */
export function Fields({ clip, lit, mayWrite, again }: { clip: Clip; lit: string | undefined; mayWrite: boolean; again: () => void }) {
  const [filter, setFilter] = useState('');
  const [correcting, setCorrecting] = useState<{ readonly field: string; readonly value: string }>();
  const litRow = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    // In braces: browsers begin to answer a promise, which React would take for a clean-up.
    litRow.current?.scrollIntoView({ block: 'center' });
  }, [lit]);
  const sought = filter.toLowerCase();
  const facts = clip.facts.filter((fact) =>
    `${fact.field} ${valueText(fact.value)} ${fact.origin.source} ${fact.origin.key} ${fact.origin.raw}`.toLowerCase().includes(sought),
  );
  return (
    <section>
      <div className="row">
        <input
          type="search"
          aria-label="Filter fields"
          placeholder="Field, value, source or key"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <span className="quiet" role="status">
          {facts.length} of {clip.facts.length} fields
        </span>
        {mayWrite && (
          <button type="button" onClick={() => setCorrecting({ field: '', value: '' })}>
            Correct a field…
          </button>
        )}
      </div>
      <table aria-label="Every field and its origin">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Value</th>
            <th scope="col">Read by</th>
            <th scope="col">Key</th>
            <th scope="col">As found</th>
            {mayWrite && (
              <th scope="col">
                <span className="unseen">Correct</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => (
            <tr key={fact.field} ref={fact.field === lit ? litRow : undefined} className={fact.field === lit ? 'lit' : undefined}>
              <th scope="row" className="mono">
                {fact.field}
              </th>
              <td className="foreign">
                <Long text={valueText(fact.value)} /> {fact.unit}
                {fact.runs && fact.runs.length > 1 && <span className="quiet"> changes {fact.runs.length - 1} times</span>}
              </td>
              <td>
                {fact.origin.source === 'person' ? <span className="badge WARN">a person</span> : fact.origin.source}
                {fact.confidence < 1 && <span className="quiet"> derived</span>}
              </td>
              <td className="mono foreign">{fact.origin.key.slice(0, shortText)}</td>
              <td className="foreign" title={`${fact.rule}, ${fact.origin.readerVersion}`}>
                <Long text={fact.origin.raw} />
              </td>
              {mayWrite && (
                <td>
                  <button
                    type="button"
                    className="plain"
                    aria-label={`Correct ${fact.field}`}
                    onClick={() => setCorrecting({ field: fact.field, value: valueText(fact.value) })}
                  >
                    Correct
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {correcting && (
        <Correct
          clips={[clip.id]}
          field={correcting.field}
          value={correcting.value}
          onDone={(changed) => {
            setCorrecting(undefined);
            if (changed) again();
          }}
        />
      )}
    </section>
  );
}

function Long({ text }: { text: string }) {
  const [all, setAll] = useState(false);
  if (text.length <= shortText) return text;
  return (
    <>
      {all ? text : text.slice(0, shortText)}{' '}
      <button type="button" className="plain small" onClick={() => setAll(!all)}>
        {all ? 'Less' : `… ${text.length.toLocaleString('en')} characters`}
      </button>
    </>
  );
}

/** Everything the readers saw, unchanged, found by key or value. */
export function Raw({ id }: { id: string }) {
  const { data, error } = useAsk(ClipRawDocument, { id });
  const [filter, setFilter] = useState('');
  const sought = filter.toLowerCase();
  if (error) return <p className="notice error">{error}</p>;
  const readings = data?.clip?.raw ?? [];
  const rows = readings.flatMap((reading) =>
    Object.entries((reading.values ?? {}) as Record<string, unknown>).map(([key, value]) => ({ reading, key, text: valueText(value) })),
  );
  const found = rows.filter(({ key, text, reading }) => `${key} ${text} ${reading.source}`.toLowerCase().includes(sought));
  return (
    <section>
      <div className="row">
        <input
          type="search"
          aria-label="Search raw metadata"
          placeholder="Key or value"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <span className="quiet" role="status">
          {data
            ? `${found.length} of ${rows.length} values from ${readings.length} readings${found.length > mostRows ? `; the first ${mostRows} are shown` : ''}`
            : '…'}
        </span>
      </div>
      <table aria-label="Raw metadata">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">As found</th>
            <th scope="col">Reader</th>
          </tr>
        </thead>
        <tbody>
          {found.slice(0, mostRows).map(({ reading, key, text }, index) => (
            <tr key={index}>
              <th scope="row" className="mono foreign">
                {key.slice(0, shortText)}
              </th>
              <td className="foreign">
                <Long text={text} />
              </td>
              <td className="quiet" title={reading.path}>
                {reading.source} {reading.readerVersion}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
