import { createClient as createSocketClient } from 'graphql-ws';
import { Client, cacheExchange, fetchExchange, subscriptionExchange } from 'urql';

/** One client for the page; the session cookie signs its questions, and its subscriptions on the same path. */
export function createGraphqlClient(): Client {
  // Lazy: no socket until something is watched. It is opened again for as long as something is.
  const socket = createSocketClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
  });
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ ...request, query: request.query ?? '' }, sink as Parameters<typeof socket.subscribe>[1]),
          }),
        }),
      }),
    ],
  });
}

/** Trades the token in the sign-in link's fragment for the session cookie and takes it out of the address bar. True when signed in that way. */
export async function signInFromFragment(): Promise<boolean> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return false;
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  history.replaceState(null, '', location.pathname + location.search);
  return answer.ok;
}
