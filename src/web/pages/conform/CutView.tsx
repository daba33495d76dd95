import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAct } from '../../act.ts';
import { useAsk } from '../../ask.ts';
import {
  ListDocument,
  ReadListAgainDocument,
  MatchListAgainDocument,
  type EventRowFragment,
  type MatchState,
} from '../../generated/operations.ts';
import { useShortcuts } from '../../keyboard.ts';
import { Link } from '../../parts/Link.tsx';
import { sayRate } from '../../parts/rates.ts';
import { Trouble } from '../../parts/Trouble.tsx';
import { useRefusal } from '../../role.ts';
import { go, linkTo, useRoute } from '../../route.ts';
import { PlanPull } from '../pulls/PlanPull.tsx';
import type { Candidate } from './Candidates.tsx';
import { Changes } from './Changes.tsx';
import { CutStrip } from './CutStrip.tsx';
import { Diagnostics } from './Diagnostics.tsx';
import { EventGrid } from './EventGrid.tsx';
import { EventPanel } from './EventPanel.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { Proposals } from './Proposals.tsx';
import { asTheListSays, Reading, readingInput, type ReadingChoice } from './Reading.tsx';
import { isOpen } from './states.ts';
import { StateFilter } from './StateFilter.tsx';
import { useDeeds } from './useDeeds.ts';
import { useEvents } from './useEvents.ts';

const tabs = ['Event', 'Diagnostics', 'Changes', 'Learned'] as const;
type Tab = (typeof tabs)[number];

const keysInWords: readonly (readonly [string, string])[] = [
  ['↑ ↓', 'move'],
  ['N', 'next open'],
  ['Space', 'select'],
  ['Enter', 'candidates'],
  ['1–9', 'choose'],
  ['F', 'fix'],
  ['L', 'lock'],
  ['U', 'undo'],
  ['X', 'not ours'],
  ['P', 'pull'],
  ['/', 'filter'],
];

/** One list: the cut as a strip, its events, and beside them all about the current one. Everything can be done with the keyboard. */
export function CutView({ id, production }: { id: string; production: string }) {
  const route = useRoute();
  const list = useAsk(ListDocument, { id });
  const { events, total, complete, error, again, put } = useEvents(id);
  const refusal = useRefusal('EDITOR');
  const { act, trouble, setTrouble, busy } = useAct();
  const [tab, setTab] = useState<Tab>('Event');
  const [text, setText] = useState('');
  const [currentId, setCurrentId] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [pulling, setPulling] = useState(false);
  const [reading, setReading] = useState<ReadingChoice>();
  const panel = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const candidates = useRef<readonly Candidate[]>([]);

  const statesText = route.query.get('state') ?? '';
  const states = useMemo(() => new Set(statesText.split(',').filter(Boolean) as MatchState[]), [statesText]);
  const shows = useCallback(
    (event: EventRowFragment) => (states.size === 0 || (event.match !== null && states.has(event.match.state))) && speaksOf(event, text),
    [states, text],
  );
  const shown = useMemo(() => events.filter(shows), [events, shows]);
  const current = shown.find((event) => event.id === currentId) ?? shown[0];
  const index = current ? shown.indexOf(current) : -1;

  // The event of a link is the first current one; later the address follows what is current.
  const asked = route.query.get('event');
  useEffect(() => {
    if (currentId !== undefined || events.length === 0) return;
    setCurrentId((events.find((event) => event.number === asked) ?? events.find((event) => isOpen(event.match?.state)) ?? events[0])?.id);
  }, [events, asked, currentId]);
  const number = current?.number;
  useEffect(() => {
    const timer = setTimeout(() => {
      if (number !== undefined && currentId !== undefined)
        go(linkTo(production, 'conform', id, { state: statesText || undefined, event: number }), true);
    }, 400);
    return () => clearTimeout(timer);
  }, [number, currentId, statesText, production, id]);

  const toGrid = (): void => root.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  const afterChange = useCallback(() => {
    again();
    list.again();
    // The button that was pressed may be gone or disabled now: the keyboard goes on in the table.
    if (document.activeElement === document.body || panel.current?.contains(document.activeElement)) toGrid();
  }, [again, list]);
  const readAgain = async (choice: ReadingChoice): Promise<void> => {
    if (await act(ReadListAgainDocument, { input: { id, ...readingInput(choice) } })) {
      setReading(undefined);
      afterChange();
    }
  };
  const deeds = useDeeds({ act, put, refusal, afterChange, readAgain });
  const choose = (event: EventRowFragment): void => {
    setCurrentId(event.id);
    setTab('Event');
  };

  const next = (step: 1 | -1): void => {
    const after =
      step === 1
        ? [...shown.slice(index + 1), ...shown.slice(0, index)]
        : [...shown.slice(0, index).reverse(), ...shown.slice(index + 1).reverse()];
    const open = after.find((event) => isOpen(event.match?.state));
    if (open) setCurrentId(open.id);
  };
  /** What a person may do now to the current event. */
  const deed = (what: (event: EventRowFragment) => void, fits: (event: EventRowFragment) => boolean) => () => {
    if (current && refusal === undefined && !busy && fits(current)) what(current);
  };
  useShortcuts('Conform', [
    { keys: 'n', what: 'Next event that is open', run: () => next(1) },
    { keys: 'N', what: 'The one before', run: () => next(-1) },
    { keys: 'f', what: 'Apply the smallest fix', run: deed(deeds.applyFix, (event) => Boolean(event.match?.fixAction)) },
    { keys: 'l', what: 'Lock it as matched', run: deed(deeds.lock, (event) => Boolean(event.match?.clip) && !event.match?.decision) },
    { keys: 'u', what: 'Undo the decision', run: deed(deeds.undo, (event) => Boolean(event.match?.decision)) },
    { keys: 'x', what: 'Not from our cameras', run: deed(deeds.nonCamera, (event) => !event.match?.decision) },
    ...Array.from({ length: 9 }, (_, place) => ({
      keys: String(place + 1),
      what: `Choose candidate ${place + 1}`,
      run: deed(
        (event) => candidates.current[place] && deeds.choose(event, candidates.current[place].clip),
        () => tab === 'Event' && candidates.current[place] !== undefined,
      ),
    })),
    { keys: 'p', what: 'Pull what is selected, or all', run: () => setPulling(true) },
    { keys: '/', what: 'Filter the events', run: () => search.current?.focus() },
    {
      keys: 'Escape',
      what: 'Back to the events',
      run: () => {
        setReading(undefined);
        toGrid();
      },
    },
  ]);
  if (error ?? list.error) return <p className="notice error">{error ?? list.error}</p>;
  const timeline = list.data?.timeline;
  if (list.data && !timeline) return <p className="notice error">There is no such list here; choose another one.</p>;
  const chosenEvents = selected.size > 0 ? events.filter((event) => selected.has(event.id)) : events;
  return (
    <section className="cut-view" ref={root}>
      <header className="cut-head">
        <Link href={linkTo(production, 'conform')}>Lists</Link>
        <h1>{timeline?.name ?? ' '}</h1>
        {timeline && (
          <span className="quiet">{`${timeline.format?.toLowerCase() ?? ''} · ${sayRate(timeline.rate)}${timeline.dropFrame ? ' drop-frame' : ''} (${timeline.rateOrigin})`}</span>
        )}
        <span className="space" />
        <button
          type="button"
          disabled={refusal !== undefined}
          title={refusal}
          aria-expanded={reading !== undefined}
          onClick={() => setReading(reading ? undefined : asTheListSays)}
        >
          Read again…
        </button>
        <button
          type="button"
          disabled={busy || refusal !== undefined}
          title={refusal ?? 'Against what the catalogue holds now'}
          onClick={() => void act(MatchListAgainDocument, { input: { id } }).then((done) => done && afterChange())}
        >
          Match again
        </button>
        <ExportMenu timeline={id} say={setTrouble} />
        <button type="button" className="primary" onClick={() => setPulling(true)}>
          {selected.size > 0 ? `Pull ${selected.size} selected…` : 'Pull…'}
        </button>
      </header>
      {reading && (
        <form
          className="reading-bar"
          aria-label="Read the list again"
          onSubmit={(submit) => {
            submit.preventDefault();
            void readAgain(reading);
          }}
        >
          <Reading value={reading} onChange={setReading} />
          <button type="submit" className="primary" disabled={busy}>
            Read the list so
          </button>
          <span className="quiet">What was decided stays with its events.</span>
        </form>
      )}
      <Trouble message={trouble} />
      <CutStrip events={events} rate={timeline?.rate ?? '24/1'} current={current} shown={shows} choose={choose} />
      <div className="cut-filter">
        <StateFilter
          events={events}
          chosen={states}
          choose={(chosen) => go(linkTo(production, 'conform', id, { state: [...chosen].join(',') || undefined, event: number }), true)}
        />
        <input
          ref={search}
          type="search"
          aria-label="Filter events"
          placeholder="Reel, clip or number  /"
          value={text}
          onChange={(change) => setText(change.target.value)}
          onKeyDown={(key) => key.key === 'Enter' && toGrid()}
        />
      </div>
      <div className="cut-body">
        <EventGrid
          events={shown}
          current={current?.id}
          selected={selected}
          move={(row) => setCurrentId(shown[row]?.id)}
          extend={(row) => setSelected(new Set([...selected, ...between(shown, index, row)]))}
          toggle={(event) => setSelected(toggled(selected, event))}
          selectAll={() => setSelected(new Set(selected.size === shown.length ? [] : shown.map((event) => event.id)))}
          enter={() => panel.current?.querySelector<HTMLElement>('.candidate button:not(:disabled), button:not(:disabled), a')?.focus()}
        />
        <aside aria-label="About the event and the list">
          <div role="tablist" className="tabs" aria-label="What is shown beside the events">
            {tabs.map((each) => (
              <button key={each} type="button" role="tab" aria-selected={tab === each} onClick={() => setTab(each)}>
                {each}
                {each === 'Diagnostics' && timeline && timeline.diagnostics.length > 0 && (
                  <span className="count">{timeline.diagnostics.length}</span>
                )}
              </button>
            ))}
          </div>
          <div className="tab-body" role="tabpanel" aria-label={tab} tabIndex={0}>
            {tab === 'Event' && current && (
              <EventPanel production={production} event={current} deeds={deeds} panel={panel} candidates={candidates} />
            )}
            {tab === 'Event' && !current && complete && <p className="quiet">No event is shown; take a filter away.</p>}
            {tab === 'Diagnostics' && <Diagnostics diagnostics={timeline?.diagnostics ?? []} events={events} choose={choose} />}
            {tab === 'Changes' && (
              <Changes
                production={production}
                timeline={{ id, name: timeline?.name ?? '' }}
                events={events}
                choose={choose}
                select={(chosen) => setSelected(new Set(chosen.map((event) => event.id)))}
              />
            )}
            {tab === 'Learned' && <Proposals production={production} decided={afterChange} />}
          </div>
        </aside>
      </div>
      <footer className="cut-foot">
        <span role="status">
          {`${shown.length} of ${total} events${complete ? '' : ', more on their way'}${selected.size > 0 ? `; ${selected.size} selected` : ''}`}
        </span>
        {selected.size > 0 && (
          <button type="button" className="plain" onClick={() => setSelected(new Set())}>
            Select none
          </button>
        )}
        <span className="space" />
        <span className="key-hints">
          {keysInWords.map(([key, what]) => (
            <span key={key}>
              <kbd>{key}</kbd> {what}
            </span>
          ))}
        </span>
      </footer>
      {pulling && timeline && (
        <PlanPull
          production={production}
          timeline={timeline}
          events={selected.size > 0 ? chosenEvents.map((event) => event.number) : undefined}
          close={() => setPulling(false)}
        />
      )}
    </section>
  );
}

function speaksOf(event: EventRowFragment, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return wanted === '' || [event.number, event.reel, event.match?.clip?.name].some((each) => each?.toLowerCase().includes(wanted));
}

function between(events: readonly EventRowFragment[], from: number, to: number): string[] {
  return events.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1).map((event) => event.id);
}

function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}
