import { useState } from 'react';
import { useClient } from 'urql';
import { askOnce, useAsk, useTell } from '../../ask.ts';
import {
  ExportClipsDocument,
  ForgetSearchDocument,
  KeepSearchDocument,
  SavedSearchesDocument,
  type ClipExportFormat,
} from '../../generated/operations.ts';
import { Menu } from '../../parts/Menu.tsx';
import { saveFile } from '../../saveFile.ts';
import { columns } from './columns.tsx';

/** Which columns the table has. */
export function ColumnsMenu({ chosen, onChoose }: { chosen: readonly string[]; onChoose: (ids: readonly string[]) => void }) {
  return (
    <Menu label="Columns" align="end">
      {() => (
        <>
          <ul className="two-columns">
            {columns.map((column) => (
              <li key={column.id}>
                <label className="check">
                  <input
                    type="checkbox"
                    checked={chosen.includes(column.id)}
                    onChange={() => onChoose(chosen.includes(column.id) ? chosen.filter((id) => id !== column.id) : [...chosen, column.id])}
                  />
                  {column.label}
                </label>
              </li>
            ))}
          </ul>
          <button type="button" onClick={() => onChoose([])}>
            The usual ones
          </button>
        </>
      )}
    </Menu>
  );
}

/** Searches that were kept for everyone in the production. */
export function SavedMenu({
  production,
  search,
  mayWrite,
  onSearch,
}: {
  production: string;
  search: string;
  mayWrite: boolean;
  onSearch: (text: string) => void;
}) {
  const { data, again } = useAsk(SavedSearchesDocument, { production });
  const keep = useTell(KeepSearchDocument);
  const forget = useTell(ForgetSearchDocument);
  const [name, setName] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const saved = data?.production?.savedSearches ?? [];
  return (
    <Menu label="Saved" align="end">
      {(close) => (
        <>
          {saved.length === 0 && <p className="quiet">No search was kept yet.</p>}
          <ul aria-label="Saved searches">
            {saved.map((each) => (
              <li key={each.id}>
                <button
                  type="button"
                  className="plain grow cut foreign"
                  title={each.query}
                  onClick={() => {
                    onSearch(each.query);
                    close();
                  }}
                >
                  {each.name} <span className="quiet cut">{each.query}</span>
                </button>
                {mayWrite && (
                  <button
                    type="button"
                    className="plain"
                    aria-label={`Forget ${each.name}`}
                    onClick={() => void forget({ input: { id: each.id } }).then(again)}
                  >
                    ✕
                  </button>
                )}
              </li>
            ))}
          </ul>
          {mayWrite && (
            <form
              className="row"
              onSubmit={(event) => {
                event.preventDefault();
                void keep({ input: { production, name: name.trim(), query: search } }).then(({ data: kept, trouble: why }) => {
                  const refusal = why ?? kept?.saveSearch.errors[0]?.message;
                  setTrouble(refusal);
                  if (!refusal) setName('');
                  again();
                });
              }}
            >
              <input
                aria-label="Name for this search"
                placeholder="Name for this search"
                maxLength={200}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
              <button type="submit" disabled={name.trim() === '' || search.trim() === ''}>
                Keep
              </button>
            </form>
          )}
          {trouble && (
            <p role="alert" className="notice error">
              {trouble}
            </p>
          )}
        </>
      )}
    </Menu>
  );
}

/** The whole result as a file, not only what is in sight. */
export function ExportMenu({
  production,
  search,
  onTrouble,
}: {
  production: string;
  search: string;
  onTrouble: (text: string | undefined) => void;
}) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const write = async (format: ClipExportFormat): Promise<void> => {
    setBusy(true);
    const { data, trouble } = await askOnce(client, ExportClipsDocument, { production, search, format });
    setBusy(false);
    onTrouble(trouble ?? data?.exportClips.problems[0]?.message);
    if (data) saveFile(data.exportClips.fileName, data.exportClips.content);
  };
  return (
    <Menu label={busy ? 'Writing…' : 'Export'} align="end">
      {(close) =>
        (['CSV', 'ALE'] as const).map((format) => (
          <button
            key={format}
            type="button"
            className="plain grow"
            disabled={busy}
            onClick={() => {
              close();
              void write(format);
            }}
          >
            {format === 'CSV' ? 'CSV, for spreadsheets' : 'ALE, for Avid and Resolve'}
          </button>
        ))
      }
    </Menu>
  );
}
