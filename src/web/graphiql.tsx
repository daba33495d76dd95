import { GraphiQL } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import { signInFromFragment } from './client.ts';

/** The explorer, from our own bundle. It uses the session cookie of the page it is opened from, or signs in by a link of its own. */
const fetcher = async (parameters: unknown) =>
  (
    await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(parameters),
    })
  ).json();

document.body.style.margin = '0';
const mount = document.getElementById('graphiql')!;
mount.style.height = '100vh';
await signInFromFragment();
createRoot(mount).render(<GraphiQL fetcher={fetcher} />);
