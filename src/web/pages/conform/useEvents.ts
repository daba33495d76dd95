import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { sayConnection } from '../../connection.ts';
import { EventsDocument, type EventRowFragment } from '../../generated/operations.ts';

/** Milliseconds until a page of events that got no answer is asked for again. */
const retryMs = 2000;

type Loaded = { readonly events: readonly EventRowFragment[]; readonly total: number; readonly complete: boolean };
const nothing: Loaded = { events: [], total: 0, complete: false };

/**
 * All events of a list, page by page: the first ones show at once, 10,000 come in twenty pages. Read again (after a decision, which may change others) the new ones
 * replace the old ones when all are here, so that nothing jumps.
 */
export function useEvents(timeline: string) {
  const client = useClient();
  const [loaded, setLoaded] = useState<Loaded>(nothing);
  const [error, setError] = useState<string>();
  const reading = useRef<AbortController>(undefined);

  const read = useCallback(
    async (showParts: boolean): Promise<void> => {
      reading.current?.abort();
      const own = new AbortController();
      reading.current = own;
      const question = Symbol('events');
      own.signal.addEventListener('abort', () => sayConnection(question, true));
      const events: EventRowFragment[] = [];
      let after: string | undefined;
      while (!own.signal.aborted) {
        const variables = { id: timeline, ...(after === undefined ? {} : { after }) };
        const answer = await client.query(EventsDocument, variables, { requestPolicy: 'network-only' }).toPromise();
        if (own.signal.aborted) return;
        sayConnection(question, !answer.error?.networkError);
        if (answer.error?.networkError) {
          await new Promise((resolve) => setTimeout(resolve, retryMs));
          continue;
        }
        const page = answer.data?.timeline?.events;
        if (!page) {
          setError(answer.error?.graphQLErrors[0]?.message ?? 'There is no such list here; choose another one.');
          return;
        }
        for (const { node } of page.edges) events.push(node);
        const complete = !page.pageInfo.hasNextPage;
        if (showParts || complete) setLoaded({ events: [...events], total: page.totalCount, complete });
        if (complete) return;
        after = page.pageInfo.endCursor ?? undefined;
      }
    },
    [client, timeline],
  );

  useEffect(() => {
    setLoaded(nothing);
    setError(undefined);
    void read(true);
    return () => reading.current?.abort();
  }, [read]);

  /** One event as a decision left it. */
  const put = useCallback((event: EventRowFragment): void => {
    setLoaded((before) => ({ ...before, events: before.events.map((each) => (each.id === event.id ? event : each)) }));
  }, []);

  return { ...loaded, error, again: useCallback(() => void read(false), [read]), put };
}
