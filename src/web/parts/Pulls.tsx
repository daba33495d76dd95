import { useEffect } from 'react';
import { useAsk } from '../ask.ts';
import { Badge } from './Badge.tsx';

type Pull = {
  id: string;
  recipe: string;
  state: string;
  priority: string;
  version: number;
  packagePath: string | null;
  timeline: { name: string } | null;
  progress: { doneCount: number; totalCount: number };
  renders: { edges: { node: { id: string; stale: string | null; clip: { name: string } } }[] };
};
const query = `query Pulls($slug: String!) { production(slug: $slug) { pulls(first: 30) { edges { node { id recipe state priority version packagePath timeline { name }
  progress { doneCount totalCount } renders(first: 50) { edges { node { id stale clip { name } } } } } } } } }`;
/** Milliseconds between two looks while a pull runs. */
const refreshMs = 1500;

/** Pulls, newest first: how far each is, where its package lies, and what has gone stale since. */
export function Pulls({ production }: { production: string }) {
  const { data, again } = useAsk<{ production: { pulls: { edges: { node: Pull }[] } } }, { slug: string }>(query, { slug: production });
  const pulls = data?.production.pulls.edges.map((edge) => edge.node) ?? [];
  const busy = pulls.some((pull) => pull.state === 'RUNNING');
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(again, refreshMs);
    return () => clearInterval(timer);
  });
  if (pulls.length === 0) return <p className="quiet">Nothing was pulled yet. Open a list in Conform and pull it from there.</p>;
  return (
    <table aria-label="Pulls">
      <thead>
        <tr>
          <th scope="col">Pull</th>
          <th scope="col">Recipe</th>
          <th scope="col">State</th>
          <th scope="col">Progress</th>
          <th scope="col">Package</th>
        </tr>
      </thead>
      <tbody>
        {pulls.map((pull) => {
          const stale = pull.renders.edges.filter(({ node }) => node.stale !== null);
          return (
            <tr key={pull.id}>
              <td>
                {pull.timeline?.name ?? 'a list that is gone'} v{String(pull.version).padStart(3, '0')}
              </td>
              <td>{pull.recipe}</td>
              <td>
                <Badge state={pull.state} />
              </td>
              <td>
                <progress max={Math.max(1, pull.progress.totalCount)} value={pull.progress.doneCount} aria-label="Progress of the pull" />{' '}
                {pull.progress.doneCount} of {pull.progress.totalCount}
              </td>
              <td>
                <span className="mono">{pull.packagePath ?? ''}</span>
                {stale.map(({ node }) => (
                  <p key={node.id} className="notice">
                    {node.clip.name}: {node.stale}
                  </p>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
