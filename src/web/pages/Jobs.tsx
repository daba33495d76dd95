import { useCallback, useRef } from 'react';
import { useAsk, useLive } from '../ask.ts';
import { JobChangedDocument, PullsDocument } from '../generated/operations.ts';
import { Link } from '../parts/Link.tsx';
import { linkTo, useRoute } from '../route.ts';
import { JobTable } from './pulls/JobTable.tsx';
import { PullPanel } from './pulls/PullPanel.tsx';
import { PullTable } from './pulls/PullTable.tsx';
import '../styles/parts.css';
import '../styles/pulls.css';

/** Milliseconds between two readings of the pulls while their renders end one after another. */
const quietMs = 700;

/** Pulls and what became of them, and all other work; both change by themselves. */
export function Jobs({ production }: { production: string }) {
  const route = useRoute();
  const pulls = useAsk(PullsDocument, { production });
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = useCallback(() => {
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined;
      pulls.again();
    }, quietMs);
  }, [pulls]);
  useLive(JobChangedDocument, { production }, ({ jobChanged }) => jobChanged.kind === 'RENDER' && soon());
  const chosen = route.query.get('pull') ?? undefined;
  const list = pulls.data?.pulls.edges.map((edge) => edge.node) ?? [];
  return (
    <section className="work">
      <h1>Pulls and jobs</h1>
      {pulls.error && <p className="notice error">{pulls.error}</p>}
      <div className={chosen ? 'work-pulls with-panel' : 'work-pulls'}>
        <div>
          {pulls.data && list.length === 0 ? (
            <p className="empty">
              Nothing was pulled yet. Open a list in <Link href={linkTo(production, 'conform')}>Conform</Link>, select events or none, and
              press P.
            </p>
          ) : (
            <PullTable production={production} pulls={list} chosen={chosen} changed={pulls.again} />
          )}
        </div>
        {chosen && <PullPanel key={chosen} production={production} id={chosen} changed={pulls.again} />}
      </div>
      <JobTable production={production} />
    </section>
  );
}
