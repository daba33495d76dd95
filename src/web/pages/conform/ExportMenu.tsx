import { useState } from 'react';
import { useClient } from 'urql';
import { ListFileDocument, ResultsFileDocument, type TimelineFormat } from '../../generated/operations.ts';
import { Menu } from '../../parts/Menu.tsx';
import { saveFile } from '../../parts/saveFile.ts';

const formats: readonly (readonly [TimelineFormat, string])[] = [
  ['CMX3600', 'Repaired EDL'],
  ['OTIO', 'OpenTimelineIO'],
  ['ALE', 'ALE'],
];

/** The list with the full names of its clips, or what each event was matched to, as a file. */
export function ExportMenu({ timeline, say }: { timeline: string; say: (message: string | undefined) => void }) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const save = async (format: TimelineFormat | 'CSV'): Promise<void> => {
    setBusy(true);
    const { data, error } =
      format === 'CSV'
        ? await client.query(ResultsFileDocument, { id: timeline }, { requestPolicy: 'network-only' }).toPromise()
        : await client.query(ListFileDocument, { id: timeline, format }, { requestPolicy: 'network-only' }).toPromise();
    setBusy(false);
    const file = data && ('exportMatches' in data ? { ...data.exportMatches, problems: [] } : data.exportTimeline);
    if (!file) return say(error?.graphQLErrors[0]?.message ?? 'The service does not answer; try again.');
    saveFile(file.fileName, file.content);
    say(file.problems[0]?.message);
  };
  return (
    <Menu label="Export" align="end">
      {(close) => (
        <ul>
          {[...formats, ['CSV', 'Results as CSV'] as const].map(([format, name]) => (
            <li key={format}>
              <button type="button" className="plain" disabled={busy} onClick={() => void save(format).then(close)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Menu>
  );
}
