import { useState } from 'react';
import { useLive } from '../../ask.ts';
import { PullProgressedDocument, type PullLineFragment } from '../../generated/operations.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Link } from '../../parts/Link.tsx';
import { linkTo } from '../../route.ts';

/** Pulls, newest first: how far each is, and where its package lies. */
export function PullTable({
  production,
  pulls,
  chosen,
  changed,
}: {
  production: string;
  pulls: readonly PullLineFragment[];
  chosen: string | undefined;
  changed: () => void;
}) {
  return (
    <table aria-label="Pulls">
      <thead>
        <tr>
          <th scope="col">Pull</th>
          <th scope="col">Recipe</th>
          <th scope="col">State</th>
          <th scope="col">Progress</th>
          <th scope="col">Asked for</th>
        </tr>
      </thead>
      <tbody>
        {pulls.map((pull) => (
          <tr key={pull.id} className={pull.id === chosen ? 'chosen-row' : undefined}>
            <td>
              <Link href={linkTo(production, 'jobs', undefined, { pull: pull.id })} aria-current={pull.id === chosen ? 'true' : undefined}>
                {pullName(pull)}
              </Link>
            </td>
            <td>{pull.recipe}</td>
            <td>
              <Badge state={pull.state} />
              {pull.priority !== 'NORMAL' && <span className="quiet"> {pull.priority.toLowerCase()}</span>}
            </td>
            <td>
              <Progress pull={pull} ended={changed} />
            </td>
            <td className="quiet">{`${new Date(pull.createdAt).toLocaleString()}, ${pull.actor}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export const pullName = (pull: PullLineFragment): string =>
  `${pull.timeline?.name ?? 'a list that is gone'} v${String(pull.version).padStart(3, '0')}`;

/** Watched while it runs. */
function Progress({ pull, ended }: { pull: PullLineFragment; ended: () => void }) {
  const [live, setLive] = useState<PullLineFragment['progress']>();
  useLive(
    PullProgressedDocument,
    { id: pull.id },
    ({ pullProgress }) => {
      setLive(pullProgress);
      if (pullProgress.done) ended();
    },
    pull.state !== 'RUNNING',
  );
  const { doneCount, failedCount, totalCount } = pull.state === 'RUNNING' ? (live ?? pull.progress) : pull.progress;
  return (
    <span className="progress-words">
      <progress max={Math.max(1, totalCount)} value={doneCount + failedCount} aria-label={`Progress of ${pullName(pull)}`} />
      <span>
        {doneCount} of {totalCount}
        {failedCount > 0 && <span className="FAILED">{`, ${failedCount} failed`}</span>}
      </span>
    </span>
  );
}
