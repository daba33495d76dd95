import { Client, cacheExchange, fetchExchange } from 'urql';

/** One client for the page; the session cookie signs its questions. */
export function createGraphqlClient(): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [cacheExchange, fetchExchange],
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
