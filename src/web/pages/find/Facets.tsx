import { useState } from 'react';
import { toggleValue, valuesOf, withoutField } from '../../../domain/query/edit.ts';
import { useAsk } from '../../ask.ts';
import { CountFieldDocument } from '../../generated/operations.ts';
import { facetFields } from './facetFields.ts';

/** Values shown before one asks for more. */
const fewValues = 8;
const mostValues = 100;
const store = 'rushes.facets';
type Field = (typeof facetFields)[number];

/** Counts beside the results. What is ticked stands in the search; a field's own choice does not narrow its own counts. */
export function Facets({ production, search, onSearch }: { production: string; search: string; onSearch: (text: string) => void }) {
  const [opened, setOpened] = useState<Readonly<Record<string, boolean>>>(
    () => JSON.parse(localStorage.getItem(store) ?? '{}') as Record<string, boolean>,
  );
  const isOpen = (field: Field): boolean => opened[field.facet] ?? (field.isOpen === true || valuesOf(search, field.field).length > 0);
  const toggle = (field: Field): void => {
    const next = { ...opened, [field.facet]: !isOpen(field) };
    setOpened(next);
    localStorage.setItem(store, JSON.stringify(next));
  };
  // One question for all that the search says nothing of.
  const plain = facetFields.filter((field) => isOpen(field) && valuesOf(search, field.field).length === 0).map((field) => field.facet);
  const together = useAsk(CountFieldDocument, { production, search, fields: plain, size: mostValues }, plain.length === 0);
  const counts = new Map(together.data?.clips.facets.map((facet) => [facet.field, facet.values]));
  return (
    <aside className="facets" aria-label="Narrow down">
      {facetFields.map((field) => {
        const chosen = valuesOf(search, field.field);
        const shared = { field, search, onSearch, production, chosen };
        return (
          <section key={field.facet}>
            <h2>
              <button type="button" className="plain" aria-expanded={isOpen(field)} onClick={() => toggle(field)}>
                <span aria-hidden="true">{isOpen(field) ? '▾' : '▸'}</span> {field.label}
                {chosen.length > 0 && <span className="count">{chosen.length}</span>}
              </button>
            </h2>
            {isOpen(field) &&
              (chosen.length > 0 ? <OwnCounts {...shared} /> : <Values {...shared} values={counts.get(field.facet) ?? []} />)}
          </section>
        );
      })}
    </aside>
  );
}

type Shared = {
  readonly production: string;
  readonly field: Field;
  readonly search: string;
  readonly chosen: readonly string[];
  readonly onSearch: (text: string) => void;
};

function OwnCounts(props: Shared) {
  const { production, field, search } = props;
  const { data } = useAsk(CountFieldDocument, {
    production,
    search: withoutField(search, field.field),
    fields: [field.facet],
    size: mostValues,
  });
  return <Values {...props} values={data?.clips.facets[0]?.values ?? []} />;
}

function Values({ field, search, chosen, values, onSearch }: Shared & { values: readonly { value: string; count: number }[] }) {
  const [all, setAll] = useState(false);
  const order = (a: string, b: string): number => (field.order === 'number' ? Number(a) - Number(b) : a < b ? -1 : 1);
  const listed = [
    ...values,
    // What was chosen and is not among the most frequent ones.
    ...chosen.filter((value) => !values.some((each) => each.value.toLowerCase() === value)).map((value) => ({ value, count: undefined })),
  ];
  const shown = all ? listed : listed.filter(({ value }, index) => index < fewValues || chosen.includes(value.toLowerCase()));
  if (field.order) shown.sort((a, b) => order(a.value, b.value));
  return (
    <ul>
      {shown.map(({ value, count }) => (
        <li key={value}>
          <label className="check">
            <input
              type="checkbox"
              checked={chosen.includes(value.toLowerCase())}
              onChange={() => onSearch(toggleValue(search, field.field, value))}
            />
            <span className="foreign cut" title={value}>
              {field.words?.[value] ?? value}
            </span>
          </label>
          <span className="quiet number">{count?.toLocaleString('en') ?? ''}</span>
        </li>
      ))}
      {values.length === 0 && chosen.length === 0 && <li className="quiet">None</li>}
      {listed.length > fewValues && (
        <li>
          <button type="button" className="plain small" onClick={() => setAll(!all)}>
            {all ? 'Fewer' : `${listed.length - fewValues} more`}
          </button>
        </li>
      )}
    </ul>
  );
}
