import { useEffect, useState } from 'react';
import { useAct } from '../act.ts';
import { useAsk } from '../ask.ts';
import {
  CreateProductionDocument,
  MakeSeedDocument,
  SeedingDocument,
  ShellDocument,
  StartIngestDocument,
} from '../generated/operations.ts';
import { rates } from '../parts/rates.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { useRefusal } from '../role.ts';
import { go, linkTo } from '../route.ts';
import '../styles/parts.css';
import '../styles/firstRun.css';

/** An empty catalogue: see what it does with the seed production, or bring the first footage in. */
export function FirstRun() {
  const refusal = useRefusal('ADMINISTRATOR');
  return (
    <section className="first-run">
      <h1>No productions yet</h1>
      {refusal !== undefined && <p className="notice">There is nothing to see for you here yet. {refusal}</p>}
      <div className="two-ways">
        <OwnFootage refusal={refusal} />
        <SeedProduction refusal={refusal} />
      </div>
    </section>
  );
}

/** Lower-case letters, digits and hyphens of a title: what addresses and commands call the production. */
function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}

function OwnFootage({ refusal }: { refusal: string | undefined }) {
  const { act, trouble, busy } = useAct();
  const shell = useAsk(ShellDocument, {});
  const [title, setTitle] = useState('');
  const [rate, setRate] = useState('24000/1001');
  const [dropFrame, setDropFrame] = useState(false);
  const [path, setPath] = useState('');
  const canDrop = rate === '30000/1001' || rate === '60000/1001';
  const begin = async (): Promise<void> => {
    const made = await act(CreateProductionDocument, {
      input: { slug: slugOf(title), title: title.trim(), rate, dropFrame: canDrop && dropFrame },
    });
    const slug = made?.production?.slug;
    if (!slug) return;
    if (path.trim() !== '') await act(StartIngestDocument, { input: { production: slug, paths: [path.trim()] } });
    go(linkTo(slug, 'rolls', 'bring'));
    // An empty list of productions names none, so the cache does not know that it has changed.
    shell.again();
  };
  return (
    <form
      className="panel"
      aria-label="Bring your own footage in"
      onSubmit={(submit) => {
        submit.preventDefault();
        void begin();
      }}
    >
      <h2>Bring your own footage in</h2>
      <label className="stack">
        Title of the production
        <input value={title} placeholder="My Show" onChange={(change) => setTitle(change.target.value)} />
      </label>
      <p className="quiet small slug">
        {title.trim() === '' ? ' ' : `Commands and addresses call it ${slugOf(title) || 'nothing yet: use a letter or a digit'}.`}
      </p>
      <div className="row">
        <label>
          Project rate{' '}
          <select value={rate} onChange={(change) => setRate(change.target.value)}>
            {rates.map(([exact, shown]) => (
              <option key={exact} value={exact}>
                {shown}
              </option>
            ))}
          </select>
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={canDrop && dropFrame}
            disabled={!canDrop}
            onChange={(change) => setDropFrame(change.target.checked)}
          />{' '}
          drop-frame
        </label>
      </div>
      <label className="stack">
        Folder of the cards, as this machine sees it
        <input className="mono" value={path} placeholder="/mnt/raid/day01" onChange={(change) => setPath(change.target.value)} />
      </label>
      <p className="quiet small">
        A folder, a file, s3://bucket/prefix, or an ALE of clips whose media comes later. Nothing is moved or changed. It can also be
        brought in afterwards.
      </p>
      <Trouble message={trouble} />
      <button type="submit" className="primary" disabled={busy || refusal !== undefined || slugOf(title).length < 2} title={refusal}>
        {busy ? 'Working…' : 'Create the production'}
      </button>
    </form>
  );
}

/** Milliseconds between two looks at the seed while it is made. */
const lookMs = 1000;

function SeedProduction({ refusal }: { refusal: string | undefined }) {
  const { data, again } = useAsk(SeedingDocument, {});
  const shell = useAsk(ShellDocument, {});
  const { act, trouble, busy } = useAct();
  const seed = data?.service.seed;
  const running = seed?.state === 'RUNNING';
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(again, lookMs);
    return () => clearInterval(timer);
  }, [running, again]);
  const done = seed?.state === 'DONE';
  const askShell = shell.again;
  // The production is there: the page asks anew where one can go, and goes there.
  useEffect(() => {
    if (done) askShell();
  }, [done, askShell]);
  if (data && !seed) return null;
  return (
    <section className="panel" aria-label="The seed production">
      <h2>Or see what it does</h2>
      <p>
        The seed production is made on this machine in about a minute: two cameras, three rolls, twelve clips, a list with every kind of
        doubt in it, and a plate.
      </p>
      <button
        type="button"
        disabled={busy || running || refusal !== undefined}
        title={refusal}
        onClick={() => void act(MakeSeedDocument, {}).then((started) => started && again())}
      >
        {running ? 'Being made…' : 'Make the seed production and open it'}
      </button>
      <Trouble message={trouble} />
      {seed && seed.lines.length > 0 && (
        <pre className="mono seed-lines" role="log" tabIndex={0} aria-label="What is being done">
          {seed.lines.join('\n')}
        </pre>
      )}
    </section>
  );
}
