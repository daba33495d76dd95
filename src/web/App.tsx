import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useAsk } from './ask.ts';
import { signInFromFragment } from './client.ts';
import { useIsConnected } from './connection.ts';
import { ShellDocument, type ShellQuery } from './generated/operations.ts';
import { useShortcuts } from './keyboard.ts';
import { FirstRun } from './pages/FirstRun.tsx';
import { Link } from './parts/Link.tsx';
import { ShortcutSheet } from './parts/ShortcutSheet.tsx';
import { places } from './places.tsx';
import { go, linkTo, useRoute } from './route.ts';
import { switchTheme, useTheme } from './theme.ts';

/** The whole page: who is asking, which production, which of the few places in it. */
export function App() {
  const [ready, setReady] = useState(false);
  useEffect(() => void signInFromFragment().finally(() => setReady(true)), []);
  return ready ? <SignedIn /> : null;
}

function SignedIn() {
  const route = useRoute();
  const { data, error, again } = useAsk(ShellDocument, {});
  const productions = data?.productions.edges.map((edge) => edge.node) ?? [];
  const firstSlug = productions[0]?.slug;
  useEffect(() => {
    if (!route.production && firstSlug) go(linkTo(firstSlug, 'find'), true);
  }, [route.production, firstSlug]);
  if (error && !data) return <SignIn message={error} again={again} />;
  if (!data) return null;
  const production = productions.find((each) => each.slug === route.production);
  const place = places.find((each) => each.page === route.page);
  const mayWrite = data.viewer.role !== 'VIEWER';
  return (
    <div className="app">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Bar data={data} slug={production?.slug} lit={place?.within ?? place?.page ?? 'find'} />
      <Connection />
      <main id="main" className="page" tabIndex={0}>
        {productions.length === 0 ? (
          <FirstRun />
        ) : !production ? (
          <p>{route.production ? `There is no production ${route.production}, or it is not yours to see. ` : ''}Choose one above.</p>
        ) : !place ? (
          <p>
            There is nothing at this address. <Link href={linkTo(production.slug, 'find')}>Find clips</Link>.
          </p>
        ) : (
          place.render({ production: production.slug, route, role: data.viewer.role, mayWrite })
        )}
      </main>
    </div>
  );
}

function Bar({ data, slug, lit }: { data: ShellQuery; slug: string | undefined; lit: string }) {
  const route = useRoute();
  const theme = useTheme();
  const [sheet, setSheet] = useState(false);
  useShortcuts('Everywhere', [
    ...places.flatMap(({ page, label, key }) =>
      label && key && slug ? [{ keys: `g ${key}`, what: label, run: () => go(linkTo(slug, page)) }] : [],
    ),
    {
      keys: '/',
      what: 'Search clips',
      run: () => {
        // At once: the next key that somebody types belongs into the box.
        if (slug && route.page !== 'find') flushSync(() => go(linkTo(slug, 'find')));
        document.querySelector<HTMLInputElement>('[role=search] input')?.select();
      },
    },
    { keys: '?', what: 'These keys', run: () => setSheet(true) },
  ]);
  return (
    <header className="bar">
      <span className="brand">Rushes</span>
      {data.productions.edges.length > 0 && (
        <select
          aria-label="Production"
          value={slug ?? ''}
          onChange={(event) =>
            go(linkTo(event.target.value, places.find(({ page, label }) => label && page === route.page)?.page ?? 'find'))
          }
        >
          {!slug && <option value="">Choose a production</option>}
          {data.productions.edges.map(({ node }) => (
            <option key={node.slug} value={node.slug}>
              {node.title}
            </option>
          ))}
        </select>
      )}
      <nav aria-label="Places">
        {slug &&
          places.map(
            ({ page, label }) =>
              label && (
                <Link key={page} href={linkTo(slug, page)} aria-current={lit === page ? 'page' : undefined}>
                  {label}
                </Link>
              ),
          )}
      </nav>
      <span className="space" />
      <a href="/graphiql">GraphiQL</a>
      <button type="button" className="plain" onClick={switchTheme}>
        {theme === 'dark' ? 'Light' : 'Dark'} theme
      </button>
      <button type="button" className="plain" onClick={() => setSheet(true)}>
        Keys <kbd>?</kbd>
      </button>
      <span className="quiet viewer" title={`${data.viewer.name}, ${data.viewer.role.toLowerCase()}`}>
        {data.viewer.name}
      </span>
      {sheet && <ShortcutSheet onClose={() => setSheet(false)} />}
    </header>
  );
}

/** Over the page, not in it: nothing moves when the connection is lost. */
function Connection() {
  const connected = useIsConnected();
  return connected ? null : (
    <p role="alert" className="notice error connection">
      The service does not answer; this page tries again by itself.
    </p>
  );
}

function SignIn({ message, again }: { message: string; again: () => void }) {
  return (
    <main className="page sign-in">
      <h1>Rushes</h1>
      <p>{message}</p>
      <p>
        Open the sign-in link that <code>npm start</code> printed, or ask an administrator for one.
      </p>
      <button type="button" onClick={again}>
        Try again
      </button>
    </main>
  );
}
