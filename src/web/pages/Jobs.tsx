import { useEffect } from 'react';
import { useAsk } from '../ask.ts';
import { Badge } from '../parts/Badge.tsx';
import { Pulls } from '../parts/Pulls.tsx';

type Job = {
  id: string;
  kind: string;
  state: string;
  priority: string;
  progress: number;
  message: string | null;
  clip: { name: string } | null;
};
const query =
  'query Jobs($production: String!) { jobs(production: $production, first: 100) { totalCount edges { node { id kind state priority progress message clip { name } } } } }';
/** Milliseconds between two looks while something works. */
const refreshMs = 1500;

/** Work, newest first, with what it says of itself; looks again by itself while anything waits or runs. */
export function Jobs({ production }: { production: string }) {
  const { data, error, again } = useAsk<{ jobs: { totalCount: number; edges: { node: Job }[] } }, { production: string }>(query, {
    production,
  });
  const jobs = data?.jobs.edges.map((edge) => edge.node) ?? [];
  const busy = jobs.some((job) => job.state === 'QUEUED' || job.state === 'RUNNING');
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(again, refreshMs);
    return () => clearInterval(timer);
  });
  return (
    <section>
      <h1>Pulls and jobs</h1>
      <h2>Pulls</h2>
      <Pulls production={production} />
      <h2>Jobs</h2>
      {error && <p className="notice error">{error}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">Work</th>
            <th scope="col">Clip</th>
            <th scope="col">State</th>
            <th scope="col">Progress</th>
            <th scope="col">What it says</th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id}>
              <td>{job.kind.toLowerCase()}</td>
              <td>{job.clip?.name ?? ''}</td>
              <td>
                <Badge state={job.state} />
              </td>
              <td>
                <progress max={1} value={job.progress} aria-label={`Progress of ${job.kind.toLowerCase()} ${job.clip?.name ?? ''}`} />
              </td>
              <td>{job.message ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
