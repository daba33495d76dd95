import { useId, useMemo, useRef, useState } from 'react';
import { completionAt, quoted, type Completion } from '../../../domain/query/edit.ts';
import { parseQuery } from '../../../domain/query/parse.ts';
import { useAsk } from '../../ask.ts';
import { CountFieldDocument } from '../../generated/operations.ts';
import { facetOf } from './facetFields.ts';

type Offer = { readonly text: string; readonly about: string; readonly insert: string; readonly stay: boolean };
/** Entries of the list below the box. */
const mostOffers = 12;

/** What each kind of field is written like, where its values cannot be listed. */
const forms: Readonly<Record<string, readonly string[]>> = {
  number: ['800', '>=800', '400..800'],
  lens: ['40', '>=2.8', '24..50'],
  raw: [],
  date: ['2026-02-02', '2026-02-01..2026-02-05'],
  keyword: [],
};

/** One box with the query language: completes fields and values, shows an error at its character. */
export function SearchBox({
  production,
  value,
  onChange,
  onLeave,
}: {
  production: string;
  value: string;
  onChange: (text: string) => void;
  /** Down from the box, with nothing to choose. */
  onLeave: () => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [caret, setCaret] = useState(value.length);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const completion = useMemo(() => completionAt(value, caret), [value, caret]);
  const offers = useOffers(production, completion, open);
  const [problem] = useMemo(() => parseQuery(value).problems, [value]);
  // Half a condition at the caret is no mistake yet.
  const isUnfinished = problem !== undefined && open && problem.at >= caret - 1;
  const place = (): void => setCaret(input.current?.selectionStart ?? value.length);

  const take = (offer: Offer): void => {
    if (!completion) return;
    const text = value.slice(0, completion.from) + offer.insert + value.slice(completion.to).replace(/^\s+/, '');
    const at = completion.from + offer.insert.length;
    onChange(text);
    setCaret(at);
    setActive(-1);
    setOpen(offer.stay);
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  };

  return (
    <div className="search-box">
      <input
        ref={input}
        role="combobox"
        type="text"
        className="search"
        aria-label="Search clips"
        aria-expanded={open && offers.length > 0}
        aria-controls={`${id}-offers`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={problem !== undefined && !isUnfinished}
        aria-describedby={`${id}-problem`}
        placeholder='alexa ei:>=800 scene:42,43 day:2026-02-02 -online:true "night pier"'
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          onChange(event.target.value);
          setCaret(event.target.selectionStart ?? event.target.value.length);
          setOpen(true);
          setActive(-1);
        }}
        onSelect={place}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          const isOpen = open && offers.length > 0;
          if (event.key === 'ArrowDown' && (isOpen || value === '')) {
            event.preventDefault();
            if (!isOpen) return value === '' && !open ? setOpen(true) : undefined;
            setActive((active + 1) % offers.length);
          } else if (event.key === 'ArrowUp' && isOpen) {
            event.preventDefault();
            setActive(active <= 0 ? offers.length - 1 : active - 1);
          } else if ((event.key === 'Enter' || event.key === 'Tab') && isOpen && active >= 0) {
            event.preventDefault();
            take(offers[active]!);
          } else if (event.key === 'Enter' || (event.key === 'ArrowDown' && !isOpen)) {
            event.preventDefault();
            setOpen(false);
            onLeave();
          } else if (event.key === 'Escape') {
            event.preventDefault();
            if (isOpen) setOpen(false);
            else onLeave();
          }
        }}
      />
      {open && offers.length > 0 && (
        <ul id={`${id}-offers`} role="listbox" aria-label="Completions" className="offers">
          {offers.map((offer, index) => (
            <li
              key={offer.text}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onPointerDown={(event) => {
                event.preventDefault();
                take(offer);
              }}
            >
              <span className="foreign cut">{offer.text}</span> <span className="quiet cut">{offer.about}</span>
            </li>
          ))}
        </ul>
      )}
      <p id={`${id}-problem`} className="search-problem" role="status">
        {problem && !isUnfinished ? (
          <>
            <span className="ERROR">At character {problem.at + 1}:</span> {problem.message.split(' Fields: ')[0]}{' '}
            <code>
              {value.slice(Math.max(0, problem.at - 12), problem.at)}
              <mark>{value.slice(problem.at).split(/[\s,]/)[0] || '…'}</mark>
            </code>
          </>
        ) : null}
      </p>
    </div>
  );
}

/** The values of a field come from what is in the production: what is known is offered at once, and asked for again. */
function useOffers(production: string, completion: Completion | undefined, open: boolean): readonly Offer[] {
  const field = completion?.kind === 'value' ? completion.field : undefined;
  const facet = field && facetOf(field.name);
  const counts = useAsk(
    CountFieldDocument,
    { production, search: '', fields: facet ? [facet] : [], size: 200 },
    !open || !facet,
    'cache-and-network',
  );
  return useMemo(() => {
    if (!completion) return [];
    if (completion.kind === 'field')
      return completion.fields.slice(0, completion.prefix === '' ? 40 : mostOffers).map((each) => ({
        text: `${each.name}:`,
        about: each.description,
        insert: `${each.name}:`,
        stay: true,
      }));
    const prefix = completion.prefix.toLowerCase();
    const values = facet ? (counts.data?.clips.facets[0]?.values ?? []) : [];
    const fitting = values.filter(({ value }) => value.toLowerCase().includes(prefix));
    if (fitting.length === 1 && fitting[0]!.value.toLowerCase() === prefix) return [];
    const listed = fitting.slice(0, mostOffers).map(({ value, count }) => ({
      text: value,
      about: count === 1 ? '1 clip' : `${count} clips`,
      insert: `${quoted(value)} `,
      stay: false,
    }));
    if (listed.length > 0 || prefix !== '') return listed;
    return (forms[completion.field.kind] ?? []).map((form) => ({
      text: `${completion.field.name}:${form}`,
      about: completion.field.description,
      insert: form,
      stay: false,
    }));
  }, [completion, facet, counts.data]);
}
