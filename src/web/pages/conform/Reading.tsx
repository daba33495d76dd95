import { rates } from '../../parts/rates.ts';

/** How the labels of a list are read where it does not say; empty: as the list says, else as the production. */
export type ReadingChoice = { readonly rate: string; readonly recordRate: string; readonly dropFrame: '' | 'true' | 'false' };
export const asTheListSays: ReadingChoice = { rate: '', recordRate: '', dropFrame: '' };

export function readingInput({ rate, recordRate, dropFrame }: ReadingChoice): { rate?: string; recordRate?: string; dropFrame?: boolean } {
  return {
    ...(rate === '' ? {} : { rate }),
    ...(recordRate === '' ? {} : { recordRate }),
    ...(dropFrame === '' ? {} : { dropFrame: dropFrame === 'true' }),
  };
}

/** The three things that an EDL often leaves unsaid. */
export function Reading({ value, onChange }: { value: ReadingChoice; onChange: (value: ReadingChoice) => void }) {
  return (
    <span className="reading">
      <label>
        Rate{' '}
        <select value={value.rate} onChange={(change) => onChange({ ...value, rate: change.target.value })}>
          <option value="">as the list says</option>
          <Rates />
        </select>
      </label>
      <label>
        Record rate{' '}
        <select value={value.recordRate} onChange={(change) => onChange({ ...value, recordRate: change.target.value })}>
          <option value="">the same</option>
          <Rates />
        </select>
      </label>
      <label>
        Timecode{' '}
        <select
          value={value.dropFrame}
          onChange={(change) => onChange({ ...value, dropFrame: change.target.value as ReadingChoice['dropFrame'] })}
        >
          <option value="">as the list says</option>
          <option value="false">non-drop</option>
          <option value="true">drop-frame</option>
        </select>
      </label>
    </span>
  );
}

function Rates() {
  return rates.map(([exact, shown]) => (
    <option key={exact} value={exact}>
      {shown}
    </option>
  ));
}
