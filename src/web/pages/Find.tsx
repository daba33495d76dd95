import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { clipFields, useAsk, type Clip } from '../ask.ts';
import { Badge } from '../parts/Badge.tsx';
import { Link } from '../parts/Link.tsx';
import { VirtualRows } from '../parts/VirtualRows.tsx';
import { go, linkTo, useRoute } from '../route.ts';

const pageSize = 100;
const facetFields = ['CAMERA_INDEX', 'MODEL', 'SHOOT_DATE', 'REEL', 'CODEC', 'RATE', 'EXPOSURE_INDEX', 'STATE', 'ONLINE'];
/** The search field that a facet stands for. */
const fieldOf: Readonly<Record<string, string>> = {
  CAMERA_INDEX: 'camera',
  MODEL: 'model',
  SHOOT_DATE: 'day',
  REEL: 'reel',
  CODEC: 'codec',
  RATE: 'rate',
  EXPOSURE_INDEX: 'ei',
  STATE: 'state',
  ONLINE: 'online',
};

const listQuery = `query Clips($production: String!, $search: String, $after: String) {
  clips(production: $production, search: $search, first: ${pageSize}, after: $after) {
    totalCount suggestion engine { name fallbackReason } edges { node { ${clipFields} } } pageInfo { endCursor hasNextPage } } }`;
const facetQuery = `query Facets($production: String!, $search: String) {
  clips(production: $production, search: $search, first: 1) { facets(fields: [${facetFields.join(' ')}], size: 12) { field values { value count } } } }`;

type Page = {
  clips: {
    totalCount: number;
    suggestion: string | null;
    engine: { name: string; fallbackReason: string | null };
    edges: { node: Clip }[];
    pageInfo: { endCursor: string | null; hasNextPage: boolean };
  };
};
type Facets = { clips: { facets: { field: string; values: { value: string; count: number }[] }[] } };

/** One search box, counts beside it, results as far as one scrolls. The address holds the search. */
export function Find({ production }: { production: string }) {
  const { query } = useRoute();
  const search = query.get('q') ?? '';
  const [text, setText] = useState(search);
  useEffect(() => setText(search), [search]);
  useEffect(() => {
    const timer = setTimeout(() => text !== search && go(linkTo(production, 'find', undefined, { q: text }), true), 250);
    return () => clearTimeout(timer);
  }, [text, search, production]);
  const { clips, total, more, error, engine, suggestion } = useClips(production, search);
  const facets = useAsk<Facets, { production: string; search: string }>(facetQuery, { production, search });
  return (
    <div className="find">
      <form role="search" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          className="search"
          aria-label="Search clips"
          placeholder='Search: alexa ei:>=800 scene:42 day:2026-02-02 -online:false "night pier"'
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoFocus
        />
        <span className="quiet" role="status">
          {total === undefined ? '' : `${total} clips`} {engine ? `· ${engine}` : ''}
        </span>
      </form>
      {error && <p className="notice error">{error}</p>}
      {suggestion && (
        <p className="notice">
          Nothing found. Did you mean <Link href={linkTo(production, 'find', undefined, { q: suggestion })}>{suggestion}</Link>?
        </p>
      )}
      <div className="columns">
        <aside aria-label="Counts">
          {facets.data?.clips.facets
            .filter((facet) => facet.values.length > 0)
            .map((facet) => (
              <section key={facet.field}>
                <h2>{facet.field.toLowerCase().replaceAll('_', ' ')}</h2>
                <ul>
                  {facet.values.map(({ value, count }) => (
                    <li key={value}>
                      <Link
                        href={linkTo(production, 'find', undefined, {
                          q: `${search} ${fieldOf[facet.field]}:${/\s/.test(value) ? `"${value}"` : value}`.trim(),
                        })}
                      >
                        {value}
                      </Link>{' '}
                      <span className="quiet">{count}</span>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
        </aside>
        <VirtualRows
          label="Clips"
          count={clips.length}
          rowHeight={64}
          height="calc(100vh - 170px)"
          onNearEnd={more}
          render={(index) => <Row clip={clips[index]!} production={production} />}
        />
      </div>
    </div>
  );
}

function useClips(production: string, search: string) {
  const client = useClient();
  const [state, setState] = useState<{ key: string; clips: Clip[]; page: Page['clips'] | undefined; error: string | undefined }>({
    key: '',
    clips: [],
    page: undefined,
    error: undefined,
  });
  const key = `${production} ${search}`;
  const load = useCallback(
    async (after: string | null) => {
      const answer = await client.query<Page>(listQuery, { production, search, after }, { requestPolicy: 'network-only' }).toPromise();
      const page = answer.data?.clips;
      const error = answer.error ? (answer.error.graphQLErrors[0]?.message ?? 'The service does not answer.') : undefined;
      setState((before) => {
        const same = before.key === key && after !== null;
        return {
          key,
          error,
          page: page ?? before.page,
          clips: page ? [...(same ? before.clips : []), ...page.edges.map((edge) => edge.node)] : before.clips,
        };
      });
    },
    [client, production, search, key],
  );
  useEffect(() => void load(null), [load]);
  const { page } = state;
  const more = useCallback(() => {
    if (page?.pageInfo.hasNextPage && state.key === key) void load(page.pageInfo.endCursor);
  }, [page, state.key, key, load]);
  return {
    clips: state.clips,
    total: page?.totalCount,
    more,
    error: state.error,
    suggestion: page?.suggestion,
    engine: page?.engine.fallbackReason ? `${page.engine.name}: ${page.engine.fallbackReason}` : page?.engine.name,
  };
}

function Row({ clip, production }: { clip: Clip; production: string }) {
  return (
    <div className="clip-row">
      {clip.thumbnail ? <img src={clip.thumbnail} alt="" width={96} height={54} loading="lazy" /> : <span className="no-picture" />}
      <div>
        <Link href={linkTo(production, 'clip', clip.id)}>{clip.name}</Link>
        <div className="quiet">
          {clip.roll?.name ?? 'no roll'} {clip.roll?.shootDay ?? ''}
        </div>
      </div>
      <span className="mono">
        {clip.timecode ? clip.timecode.start : 'no timecode'}
        <br />
        <span className="quiet">{clip.frameCount === null ? 'length unknown' : `${clip.frameCount} frames`}</span>
      </span>
      <span>
        {clip.camera.model ?? ''}
        <br />
        <span className="quiet">{clip.exposure.exposureIndex === null ? '' : `EI ${clip.exposure.exposureIndex}`}</span>
      </span>
      <span>
        {clip.state === 'INSPECTED' ? (
          clip.online ? (
            ''
          ) : (
            <span className="badge OFFLINE_KNOWN">Offline</span>
          )
        ) : (
          <Badge state={clip.state} />
        )}
      </span>
    </div>
  );
}
