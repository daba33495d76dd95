import { useEffect, useState } from 'react';
import { signInFromFragment } from './client.ts';
import { useAsk } from './ask.ts';
import { useIsConnected } from './connection.ts';
import { Link } from './parts/Link.tsx';
import { ClipPage } from './pages/ClipPage.tsx';
import { Conform } from './pages/Conform.tsx';
import { Find } from './pages/Find.tsx';
import { FirstRun } from './pages/FirstRun.tsx';
import { Jobs } from './pages/Jobs.tsx';
import { Rolls } from './pages/Rolls.tsx';
import { Why } from './pages/Why.tsx';
import { go, linkTo, useRoute } from './route.ts';

type Viewer = { viewer: { name: string; role: string }; productions: { edges: { node: { slug: string; title: string } }[] } };

const pages = [
  ['find', 'Find'],
  ['conform', 'Conform'],
  ['rolls', 'Rolls and checks'],
  ['jobs', 'Pulls and jobs'],
] as const;

/** The whole page: who is asking, which production, which of the few places in it. */
export function App() {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void signInFromFragment().finally(() => setReady(true));
    document.documentElement.dataset['theme'] = localStorage.getItem('theme') ?? 'dark';
  }, []);
  return ready ? <SignedIn /> : null;
}

function SignedIn() {
  const route = useRoute();
  const connected = useIsConnected();
  const { data, error, again } = useAsk<Viewer, object>(
    '{ viewer { name role } productions(first: 100) { edges { node { slug title } } } }',
    {},
  );
  const productions = data?.productions.edges.map((edge) => edge.node) ?? [];
  useEffect(() => {
    if (!route.production && productions[0]) go(linkTo(productions[0].slug, 'find'), true);
  }, [route.production, productions]);
  if (error && !data) return <SignIn message={error} again={again} />;
  if (!data) return null;
  const production = productions.find((each) => each.slug === route.production);
  return (
    <div className="app">
      <header className="bar">
        <span className="brand">Rushes</span>
        {productions.length > 0 && (
          <select
            aria-label="Production"
            value={production?.slug ?? ''}
            onChange={(event) => go(linkTo(event.target.value, route.page || 'find'))}
          >
            {!production && <option value="">Choose a production</option>}
            {productions.map((each) => (
              <option key={each.slug} value={each.slug}>
                {each.title}
              </option>
            ))}
          </select>
        )}
        <nav aria-label="Places">
          {production &&
            pages.map(([page, label]) => (
              <Link key={page} href={linkTo(production.slug, page)} aria-current={route.page === page ? 'page' : undefined}>
                {label}
              </Link>
            ))}
        </nav>
        <span className="space" />
        <a href="/graphiql">GraphiQL</a>
        <button type="button" onClick={switchTheme}>
          Light or dark
        </button>
        <span className="quiet">{data.viewer.name}</span>
      </header>
      {!connected && (
        <p role="alert" className="notice error">
          The service does not answer; this page tries again by itself.
        </p>
      )}
      <main className="page" tabIndex={0}>
        {productions.length === 0 ? (
          <FirstRun />
        ) : production ? (
          <Place slug={production.slug} mayWrite={data.viewer.role !== 'VIEWER'} />
        ) : (
          <p>Choose a production above.</p>
        )}
      </main>
    </div>
  );
}

function Place({ slug, mayWrite }: { slug: string; mayWrite: boolean }) {
  const route = useRoute();
  if (route.page === 'clip' && route.id) return <ClipPage production={slug} id={route.id} />;
  if (route.page === 'conform') return <Conform production={slug} timelineId={route.id} mayWrite={mayWrite} />;
  if (route.page === 'why' && route.id) return <Why production={slug} id={route.id} other={route.query.get('with') ?? undefined} />;
  if (route.page === 'rolls') return <Rolls production={slug} mayWrite={mayWrite} />;
  if (route.page === 'jobs') return <Jobs production={slug} />;
  return <Find production={slug} />;
}

function switchTheme(): void {
  const next = document.documentElement.dataset['theme'] === 'light' ? 'dark' : 'light';
  document.documentElement.dataset['theme'] = next;
  localStorage.setItem('theme', next);
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
