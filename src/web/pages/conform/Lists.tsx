import { useAsk } from '../../ask.ts';
import { ListsDocument, type ListsQuery } from '../../generated/operations.ts';
import { Link } from '../../parts/Link.tsx';
import { sayRate } from '../../parts/rates.ts';
import { linkTo } from '../../route.ts';
import { isOpen, stateOrder } from './states.ts';

type List = NonNullable<ListsQuery['production']>['timelines']['edges'][number]['node'];

/** The lists of a production, newest first, with how far each is. */
export function Lists({ production }: { production: string }) {
  const { data, error } = useAsk(ListsDocument, { slug: production });
  if (error) return <p className="notice error">{error}</p>;
  const lists = data?.production?.timelines.edges.map((edge) => edge.node) ?? [];
  if (data && lists.length === 0)
    return (
      <p className="empty">
        No list was brought in yet. Drop an EDL, ALE, XML, OTIO or AAF anywhere on this page: each event is matched to its camera clip, and
        every doubt is said.
      </p>
    );
  return (
    <table className="lists">
      <thead>
        <tr>
          <th scope="col">List</th>
          <th scope="col">Events</th>
          <th scope="col">How far</th>
          <th scope="col">To do</th>
          <th scope="col">Read at</th>
          <th scope="col">Brought in</th>
        </tr>
      </thead>
      <tbody>
        {lists.map((list) => {
          const open = list.summary.filter(({ state }) => isOpen(state)).reduce((sum, { count }) => sum + count, 0);
          return (
            <tr key={list.id}>
              <td>
                <Link href={linkTo(production, 'conform', list.id)}>{list.name}</Link>
                {list.title && <span className="quiet"> {list.title}</span>}
              </td>
              <td className="number">{list.eventCount}</td>
              <td>
                <StateBar list={list} />
              </td>
              <td className={open > 0 ? 'AMBIGUOUS' : 'MATCHED'}>{open > 0 ? `${open} open` : 'all matched'}</td>
              <td className="quiet">{`${sayRate(list.rate)}${list.dropFrame ? ' drop' : ''}`}</td>
              <td className="quiet">{`${new Date(list.createdAt).toLocaleString()}, ${list.createdBy}`}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** States in proportion. */
function StateBar({ list }: { list: List }) {
  const counts = stateOrder.flatMap((state) => list.summary.filter((each) => each.state === state));
  const total = Math.max(1, list.eventCount);
  let at = 0;
  return (
    <svg
      className="state-bar"
      viewBox={`0 0 ${total} 10`}
      preserveAspectRatio="none"
      role="img"
      aria-label={counts.map(({ state, count }) => `${count} ${state}`).join(', ')}
    >
      {counts.map(({ state, count }) => {
        const x = at;
        at += count;
        return <rect key={state} x={x} width={count} height={10} className={state} />;
      })}
    </svg>
  );
}
