import { useState } from 'react';
import { useAct } from '../../act.ts';
import { useAsk, useLive } from '../../ask.ts';
import { IngestProgressedDocument, IngestsDocument, StartIngestDocument, type IngestLineFragment } from '../../generated/operations.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Link } from '../../parts/Link.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { useRefusal } from '../../role.ts';
import { linkTo } from '../../route.ts';

const stateWords: Readonly<Record<IngestLineFragment['state'], string>> = {
  WALKING: 'Looking through the folders',
  INSPECTING: 'Reading the clips',
  DONE: 'Done',
  FAILED: 'Failed',
};

/** Footage is registered where it lies; the same footage twice changes nothing. */
export function Bring({ production }: { production: string }) {
  const { data, error, again } = useAsk(IngestsDocument, { production });
  const { act, trouble, busy } = useAct();
  const refusal = useRefusal('OPERATOR');
  const [path, setPath] = useState('');
  const ingests = data?.production?.ingests ?? [];
  return (
    <>
      <form
        className="bring panel"
        onSubmit={(submit) => {
          submit.preventDefault();
          void act(StartIngestDocument, { input: { production, paths: [path.trim()] } }).then((done) => {
            if (!done) return;
            setPath('');
            again();
          });
        }}
      >
        <label className="path">
          Folder{' '}
          <input
            className="mono"
            value={path}
            placeholder="/mnt/raid/day01"
            disabled={refusal !== undefined}
            title={refusal}
            onChange={(change) => setPath(change.target.value)}
          />
        </label>
        <button type="submit" className="primary" disabled={busy || refusal !== undefined || path.trim() === ''} title={refusal}>
          Bring it in
        </button>
        <span className="quiet">
          A folder, a file, root:path, s3://bucket/prefix, or an ALE or CSV of clips whose media comes later. Nothing is moved or changed.
        </span>
      </form>
      {error && <p className="notice error">{error}</p>}
      <Trouble message={trouble} />
      {ingests.length > 0 && (
        <table aria-label="What was brought in">
          <thead>
            <tr>
              <th scope="col">Where from</th>
              <th scope="col">State</th>
              <th scope="col">Clips</th>
              <th scope="col">To know</th>
              <th scope="col">Asked for</th>
            </tr>
          </thead>
          <tbody>
            {ingests.map((ingest) => (
              <IngestRow key={ingest.id} production={production} ingest={ingest} ended={again} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function IngestRow({ production, ingest, ended }: { production: string; ingest: IngestLineFragment; ended: () => void }) {
  const [live, setLive] = useState<IngestLineFragment['progress'] & { state: IngestLineFragment['state'] }>();
  const running = ingest.state === 'WALKING' || ingest.state === 'INSPECTING';
  useLive(
    IngestProgressedDocument,
    { id: ingest.id },
    ({ ingestProgress }) => {
      setLive({ ...ingestProgress, state: ingestProgress.ingest.state });
      if (ingestProgress.done) ended();
    },
    !running,
  );
  const progress = running ? (live ?? ingest.progress) : ingest.progress;
  const state = running ? (live?.state ?? ingest.state) : ingest.state;
  const badge = state === 'WALKING' || state === 'INSPECTING' ? 'RUNNING' : state;
  return (
    <tr>
      <td className="mono foreign">{ingest.root === 'local' ? ingest.path : `${ingest.root}:${ingest.path}`}</td>
      <td>
        <Badge state={badge} /> <span className="quiet">{stateWords[state]}</span>
      </td>
      <td>
        <span className="progress-words">
          <progress
            max={Math.max(1, progress.totalCount)}
            value={progress.inspectedCount + progress.failedCount}
            aria-label={`Clips read of ${ingest.path}`}
          />
          {`${progress.inspectedCount} of ${progress.totalCount} read`}
          {progress.failedCount > 0 && <span className="FAILED">{`, ${progress.failedCount} failed`}</span>}
        </span>
        {state !== 'DONE' && state !== 'FAILED' && progress.waitingFor !== null && <div className="WARN">{progress.waitingFor}</div>}
        {state === 'DONE' && ingest.newCount > 0 && <span className="quiet">{` ${ingest.newCount} new`}</span>}{' '}
        {state === 'DONE' && <Link href={linkTo(production, 'find')}>Find them</Link>}
      </td>
      <td>
        {ingest.problems.length > 0 && (
          <details>
            <summary>{`${ingest.problems.length} to know`}</summary>
            <ul className="plain-list">
              {ingest.problems.map((problem, index) => (
                <li key={index} className={problem.severity}>
                  {problem.message}
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td className="quiet">{`${new Date(ingest.createdAt).toLocaleString()}, ${ingest.actor}`}</td>
    </tr>
  );
}
