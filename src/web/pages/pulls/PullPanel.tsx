import { useEffect } from 'react';
import { useAct } from '../../act.ts';
import { useAsk } from '../../ask.ts';
import {
  ApprovePullDocument,
  CancelPullDocument,
  JobsDocument,
  PullDocument,
  RetryJobDocument,
  RetryPullDocument,
  type PullQuery,
} from '../../generated/operations.ts';
import { sayBytes } from '../../parts/amounts.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Link } from '../../parts/Link.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { useRefusal } from '../../role.ts';
import { linkTo } from '../../route.ts';
import { Plan } from './Plan.tsx';
import { pullName } from './PullTable.tsx';

type Pull = NonNullable<PullQuery['pull']>;

/** Milliseconds between two looks at the renders of a pull that runs; its sums come by subscription. */
const refreshMs = 2000;

/** One pull: its plates with what became of each, its package to fetch, what has gone stale and why. */
export function PullPanel({ production, id, changed }: { production: string; id: string; changed: () => void }) {
  const { data, error, again } = useAsk(PullDocument, { id });
  const jobs = useAsk(JobsDocument, { production, filter: { kind: ['RENDER'] } });
  const { act, trouble, busy } = useAct();
  const refusal = useRefusal('OPERATOR');
  const pull = data?.pull;
  const running = pull?.state === 'RUNNING';
  const waits = pull?.state === 'PLANNED';
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      again();
      jobs.again();
    }, refreshMs);
    return () => clearInterval(timer);
  });
  if (error) return <p className="notice error">{error}</p>;
  if (data && !pull) return <p className="notice error">There is no such pull here.</p>;
  const renders = pull?.renders.edges.map((edge) => edge.node) ?? [];
  const jobOf = new Map((jobs.data?.jobs.edges ?? []).flatMap(({ node }) => (node.render ? [[node.render.id, node] as const] : [])));
  const stale = renders.filter((render) => render.stale !== null);
  const done = (ok: unknown): void => {
    if (!ok) return;
    again();
    jobs.again();
    changed();
  };
  return (
    <aside className="panel pull-panel" aria-label="The pull" aria-busy={!pull}>
      {pull && (
        <>
          <header className="dialog-head">
            <h2>
              {pullName(pull)} <Badge state={pull.state} />
            </h2>
            <span className="row">
              {waits && (
                <button
                  type="button"
                  className="primary"
                  disabled={busy || refusal !== undefined}
                  title={refusal}
                  onClick={() => void act(ApprovePullDocument, { input: { id } }).then(done)}
                >
                  Approve it
                </button>
              )}
              {(running || waits) && (
                <button
                  type="button"
                  disabled={busy || refusal !== undefined}
                  title={refusal}
                  onClick={() => void act(CancelPullDocument, { input: { id } }).then(done)}
                >
                  Cancel the pull
                </button>
              )}
              {(pull.state === 'FAILED' || pull.state === 'CANCELLED') && renders.length > 0 && (
                <button
                  type="button"
                  disabled={busy || refusal !== undefined}
                  title={refusal ?? 'What is done stays; the rest is made, and packed as the next version.'}
                  onClick={() => void act(RetryPullDocument, { input: { id } }).then(done)}
                >
                  Try the pull again
                </button>
              )}
              <Link href={linkTo(production, 'jobs')}>Close</Link>
            </span>
          </header>
          <Trouble message={trouble} />
          {waits && (
            <div className="notice">
              It waits until an operator approves it. Then it is planned again: documents may have changed since it was asked for.
            </div>
          )}
          <p className="quiet">
            {`${pull.recipe}, ${pull.handles} frames of handle, ${pull.priority.toLowerCase()}. `}
            {pull.timeline && <Link href={linkTo(production, 'conform', pull.timeline.id)}>{pull.timeline.name}</Link>}
          </p>
          {stale.length > 0 && (
            <div className="notice">
              {stale.length} {stale.length === 1 ? 'plate is' : 'plates are'} stale: what made them has changed since. Pull the list again:
              only these are made anew.
            </div>
          )}
          <h3>Package</h3>
          <Package pull={pull} />
          <h3>Plates</h3>
          {renders.length === 0 && <p className="quiet">None is being made.</p>}
          <ul className="plain-list">
            {renders.map((render) => {
              const job = jobOf.get(render.id);
              return (
                <li key={render.id} className="plate">
                  <Badge state={render.state} />
                  <div>
                    <Link className="mono" href={linkTo(production, 'clip', render.clip.id)}>
                      {render.clip.name}
                    </Link>
                    <span className="mono quiet">{` ${render.clipFrameIn}–${render.clipFrameOut}`}</span>
                    {render.stale && <p className="WARN">Stale: {render.stale}</p>}
                    {job?.message && render.state !== 'DONE' && (
                      <p className={render.state === 'FAILED' ? 'FAILED' : 'quiet'}>{job.message}</p>
                    )}
                  </div>
                  {job && (render.state === 'FAILED' || render.state === 'CANCELLED') && (
                    <button
                      type="button"
                      disabled={busy || refusal !== undefined}
                      title={refusal}
                      aria-label={`Try again: ${render.clip.name}`}
                      onClick={() => void act(RetryJobDocument, { input: { id: job.id } }).then(done)}
                    >
                      Try again
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
          {renders.length < pull.renders.totalCount && <p className="quiet">{`${pull.renders.totalCount - renders.length} more.`}</p>}
          <details>
            <summary>The plan</summary>
            <Plan plan={pull.plan} />
          </details>
        </>
      )}
    </aside>
  );
}

/** Papers of the delivery first, frames folded by folder. */
function Package({ pull }: { pull: Pull }) {
  const { packageFiles, packagePath } = pull;
  if (!packagePath)
    return (
      <p className="quiet">
        {pull.state === 'RUNNING' || pull.state === 'PLANNED' ? 'Packed as soon as its plates are there.' : 'There is none.'}
      </p>
    );
  if (packageFiles.length === 0) return <p className="quiet">{`${packagePath} is not on this machine any more.`}</p>;
  const folders = new Map<string, Pull['packageFiles']>();
  for (const file of packageFiles) {
    const folder = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/')) : '';
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  const bytes = packageFiles.reduce((sum, file) => sum + file.sizeBytes, 0);
  return (
    <div>
      <p>
        <span className="mono">{packagePath}</span> <span className="quiet">{`${packageFiles.length} files, ${sayBytes(bytes)}`}</span>
      </p>
      <ul className="files">
        {(folders.get('') ?? []).map((file) => (
          <FileLink key={file.path} file={file} />
        ))}
      </ul>
      {[...folders]
        .filter(([folder]) => folder !== '')
        .map(([folder, files]) => (
          <details key={folder}>
            <summary>
              <span className="mono">{folder}</span> <span className="quiet">{`${files.length} files`}</span>
            </summary>
            <ul className="files">
              {files.slice(0, 500).map((file) => (
                <FileLink key={file.path} file={file} />
              ))}
            </ul>
          </details>
        ))}
    </div>
  );
}

function FileLink({ file }: { file: Pull['packageFiles'][number] }) {
  return (
    <li>
      <a href={file.url} download>
        {file.path.slice(file.path.lastIndexOf('/') + 1)}
      </a>{' '}
      <span className="quiet">{sayBytes(file.sizeBytes)}</span>
    </li>
  );
}
