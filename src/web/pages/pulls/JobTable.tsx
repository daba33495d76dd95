import { useState } from 'react';
import { useAct } from '../../act.ts';
import { useAsk, useLive } from '../../ask.ts';
import {
  CancelJobDocument,
  JobChangedDocument,
  JobsDocument,
  PrioritiseJobDocument,
  RetryJobDocument,
  type JobKind,
  type JobLineFragment,
  type JobState,
  type Priority,
} from '../../generated/operations.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Link } from '../../parts/Link.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { useRefusal } from '../../role.ts';
import { linkTo } from '../../route.ts';

const kinds: readonly (readonly [JobKind, string])[] = [
  ['INSPECT', 'Inspect'],
  ['VERIFY', 'Verify'],
  ['INDEX', 'Index'],
  ['CHECK', 'Check'],
  ['RENDER', 'Render'],
];
const groups: readonly (readonly [string, readonly JobState[]])[] = [
  ['all', []],
  ['waiting or running', ['QUEUED', 'RUNNING']],
  ['failed', ['FAILED']],
  ['done', ['DONE']],
];

/** All work of a production, newest first; each change shows as it happens. */
export function JobTable({ production }: { production: string }) {
  const [kind, setKind] = useState<JobKind>();
  const [group, setGroup] = useState(0);
  const [live, setLive] = useState<ReadonlyMap<string, JobLineFragment>>(new Map());
  const states = groups[group]![1];
  const filter = { ...(kind ? { kind: [kind] } : {}), ...(states.length > 0 ? { state: [...states] } : {}) };
  const { data, error, again } = useAsk(JobsDocument, { production, filter });
  const { act, trouble, busy } = useAct();
  const refusal = useRefusal('OPERATOR');
  const listed = data?.jobs.edges.map((edge) => edge.node) ?? [];
  useLive(JobChangedDocument, { production }, ({ jobChanged }) => {
    setLive((before) => new Map(before).set(jobChanged.id, jobChanged));
    if (!listed.some((job) => job.id === jobChanged.id)) again();
  });
  const jobs = listed.map((job) => live.get(job.id) ?? job).filter((job) => states.length === 0 || states.includes(job.state));
  const put = (payload: { readonly job: JobLineFragment | null } | undefined): void => {
    const job = payload?.job;
    if (job) setLive((before) => new Map(before).set(job.id, job));
  };
  return (
    <section aria-label="Jobs">
      <div className="row">
        <h2>Jobs</h2>
        <label>
          Show{' '}
          <select value={group} onChange={(change) => setGroup(Number(change.target.value))}>
            {groups.map(([name], index) => (
              <option key={name} value={index}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          of kind{' '}
          <select value={kind ?? ''} onChange={(change) => setKind((change.target.value || undefined) as JobKind | undefined)}>
            <option value="">any</option>
            {kinds.map(([each, name]) => (
              <option key={each} value={each}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <span className="quiet">{data ? `${data.jobs.totalCount} in all` : ''}</span>
      </div>
      {error && <p className="notice error">{error}</p>}
      <Trouble message={trouble} />
      {data && jobs.length === 0 ? (
        <p className="quiet">Nothing here.</p>
      ) : (
        <table className="jobs">
          <thead>
            <tr>
              <th scope="col">Work</th>
              <th scope="col">Of</th>
              <th scope="col">State</th>
              <th scope="col">Progress</th>
              <th scope="col">What it says</th>
              <th scope="col">Steer</th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <tr key={job.id}>
                <td>
                  {kinds.find(([each]) => each === job.kind)?.[1]}
                  {job.render && <span className="quiet"> {job.render.recipe}</span>}
                </td>
                <td className="mono">{job.clip && <Link href={linkTo(production, 'clip', job.clip.id)}>{job.clip.name}</Link>}</td>
                <td>
                  <Badge state={job.state} />
                  {job.attempt > 1 && <span className="quiet">{` attempt ${job.attempt}`}</span>}
                </td>
                <td>
                  <progress max={1} value={job.progress} aria-label={`Progress of ${job.kind.toLowerCase()} ${job.clip?.name ?? ''}`} />
                </td>
                <td className={job.state === 'FAILED' ? 'FAILED' : undefined}>{job.message}</td>
                <td className="steer">
                  {(job.state === 'QUEUED' || job.state === 'RUNNING') && (
                    <button
                      type="button"
                      disabled={busy || refusal !== undefined}
                      title={refusal}
                      onClick={() => void act(CancelJobDocument, { input: { id: job.id } }).then(put)}
                    >
                      Cancel
                    </button>
                  )}
                  {(job.state === 'FAILED' || job.state === 'CANCELLED') && (
                    <button
                      type="button"
                      disabled={busy || refusal !== undefined}
                      title={refusal}
                      onClick={() => void act(RetryJobDocument, { input: { id: job.id } }).then(put)}
                    >
                      Try again
                    </button>
                  )}
                  {job.state === 'QUEUED' && (
                    <select
                      aria-label="Priority"
                      value={job.priority}
                      disabled={busy || refusal !== undefined}
                      title={refusal}
                      onChange={(change) =>
                        void act(PrioritiseJobDocument, { input: { id: job.id, priority: change.target.value as Priority } }).then(put)
                      }
                    >
                      <option value="RUSH">rush</option>
                      <option value="NORMAL">normal</option>
                      <option value="BACKGROUND">background</option>
                    </select>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
