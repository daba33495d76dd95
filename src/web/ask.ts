import { useCallback, useEffect, useRef } from 'react';
import { useClient, useQuery, type AnyVariables, type Client, type TypedDocumentNode, type UseQueryArgs } from 'urql';
import { sayConnection } from './connection.ts';

/** Milliseconds until a question that got no answer is asked again. */
const retryMs = 2000;
const noAnswer = 'The service does not answer; this page tries again by itself.';

/** One of the generated operations (`operations/*.graphql`), or its text with the shape of the answer. */
type Operation<Data, Variables extends AnyVariables> = TypedDocumentNode<Data, Variables> | string;
const documentOf = <Data, Variables extends AnyVariables>(operation: Operation<Data, Variables>) =>
  operation as TypedDocumentNode<Data, Variables>;

/** Asks, and asks again where the connection was lost. `policy`: what was answered before may be shown, and is asked for again. */
export function useAsk<Data, Variables extends AnyVariables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  pause = false,
  policy: 'cache-first' | 'cache-and-network' = 'cache-first',
) {
  const [result, again] = useQuery<Data, Variables>({
    query: documentOf(operation),
    variables,
    pause,
    requestPolicy: policy,
  } as UseQueryArgs<Variables, Data>);
  // A lost connection is the whole page's: it is said once, and asked again until there is an answer.
  const question = useRef(Symbol('question'));
  const lost = result.error?.networkError !== undefined && !result.fetching;
  useEffect(() => {
    const { current } = question;
    if (!result.fetching) sayConnection(current, !lost);
    const timer = lost ? setTimeout(() => again({ requestPolicy: 'network-only' }), retryMs) : undefined;
    return () => clearTimeout(timer);
  }, [lost, result, again]);
  useEffect(() => {
    const { current } = question;
    return () => sayConnection(current, true);
  }, []);
  return {
    data: result.data,
    error: result.error?.graphQLErrors[0]?.message ?? (result.error ? noAnswer : undefined),
    loading: result.fetching,
    again: useCallback(() => again({ requestPolicy: 'network-only' }), [again]),
  };
}

export type Answer<Data> = {
  readonly data: Data | undefined;
  readonly trouble: string | undefined;
  /** Nothing came back at all. */
  readonly networkLost: boolean;
};
type Outcome<Data> = {
  readonly data?: Data | undefined;
  readonly error?:
    { readonly graphQLErrors: readonly { readonly message: string }[]; readonly networkError?: Error | undefined } | undefined;
};

/** What came of a request, as a person reads it; refusals in a payload's `errors` are the caller's to show. */
function answerOf<Data>(result: Outcome<Data>): Answer<Data> {
  return {
    data: result.data,
    networkLost: result.error?.networkError !== undefined,
    trouble: result.error && (result.error.graphQLErrors[0]?.message ?? 'The service does not answer; try again.'),
  };
}

/** One question outside the render cycle, always over the network. */
export async function askOnce<Data, Variables extends AnyVariables>(
  client: Client,
  operation: Operation<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  return answerOf(await client.query<Data, Variables>(documentOf(operation), variables, { requestPolicy: 'network-only' }).toPromise());
}

/** A mutation to call; queries that show what it changed are asked again by urql. */
export function useTell<Data, Variables extends AnyVariables>(operation: Operation<Data, Variables>) {
  const client = useClient();
  return useCallback(
    async (variables: Variables): Promise<Answer<Data>> =>
      answerOf(await client.mutation<Data, Variables>(documentOf(operation), variables).toPromise()),
    [client, operation],
  );
}

/** A subscription over graphql-ws; it comes back by itself after a lost connection. */
export function useLive<Data, Variables extends AnyVariables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  onEach: (data: Data) => void,
  pause = false,
): void {
  const latest = useRef(onEach);
  useEffect(() => {
    latest.current = onEach;
  });
  const client = useClient();
  const asked = JSON.stringify(variables);
  // Not by urql's hook: of two answers that come together it shows the last only, and the other would be lost.
  useEffect(() => {
    if (pause) return undefined;
    const live = client.subscription(documentOf(operation), JSON.parse(asked) as Variables).subscribe(({ data }) => {
      if (data !== undefined) latest.current(data);
    });
    return live.unsubscribe;
  }, [client, operation, asked, pause]);
}
