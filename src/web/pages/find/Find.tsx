import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import { queryTokens, parseQuery, words } from '../../../domain/query/parse.ts';
import { useShortcuts } from '../../keyboard.ts';
import { go, linkTo } from '../../route.ts';
import { chosenColumns, type Column } from './columns.tsx';
import { DayScrubber } from './DayScrubber.tsx';
import { Facets } from './Facets.tsx';
import { Results, type Scroller, type View } from './Results.tsx';
import { SearchBox } from './SearchBox.tsx';
import { Selection } from './Selection.tsx';
import { useAddress } from './useAddress.ts';
import { useResults, type FoundClip } from './useResults.ts';
import { ColumnsMenu, ExportMenu, SavedMenu } from './Tools.tsx';
import '../../styles/find.css';

/** Milliseconds after the last key until the search is asked. */
const typingMs = 150;
/** Rows that Page Down passes. */
const leap = 20;

/** One search box, counts beside it, results as far as one scrolls. The address holds all of it. */
export function Find({ production, mayWrite }: { production: string; mayWrite: boolean }) {
  const address = useAddress(production);
  const { search, view, orderBy, columnIds } = address;
  const [text, setText] = useState(search);
  /** What the box put into the address: that it comes back changes nothing, for somebody may have typed on since. */
  const written = useRef(search);
  useEffect(() => {
    if (search === written.current) return;
    written.current = search;
    setText(search);
  }, [search]);
  const isWrong = useMemo(() => parseQuery(text).problems.length > 0, [text]);
  useEffect(() => {
    if (text === search || isWrong) return;
    const timer = setTimeout(() => {
      written.current = text;
      address.change({ q: text, at: undefined });
    }, typingMs);
    return () => clearTimeout(timer);
  }, [text, search, isWrong, address]);
  const setSearch = useCallback((next: string) => address.change({ q: next, at: undefined }), [address]);
  const isLinkWrong = useMemo(() => parseQuery(search).problems.length > 0, [search]);

  const results = useResults(production, search, orderBy, isLinkWrong);
  const { total, clipAt, found, look } = results;
  const columns = useMemo(() => chosenColumns(columnIds), [columnIds]);
  const [active, setActive] = useState(address.at);
  const [chosen, setChosen] = useState<ReadonlyMap<string, FoundClip>>(new Map());
  const [trouble, setTrouble] = useState<string>();
  const scroller = useRef<Scroller>(null);
  const before = useRef(search);
  useEffect(() => {
    if (before.current === search) return;
    before.current = search;
    setActive(0);
    scroller.current?.toIndex(0, 'start');
  }, [search]);

  const move = (to: number): void => {
    const index = Math.max(0, Math.min(total - 1, to));
    setActive(index);
    scroller.current?.toIndex(index, 'auto');
  };
  const toggle = useCallback(
    (index: number) => {
      const clip = clipAt(index);
      if (!clip) return;
      setChosen((had) => {
        const next = new Map(had);
        if (!next.delete(clip.id)) next.set(clip.id, clip);
        return next;
      });
    },
    [clipAt],
  );
  const openClip = useCallback(
    (index: number, page = 'clip') => {
      const clip = clipAt(index);
      if (!clip) return;
      // Coming back shows the place that one left.
      address.change({ at: String(index) });
      go(linkTo(production, page, clip.id));
    },
    [clipAt, address, production],
  );
  const anchor = useRef(0);
  const pick = useCallback(
    (index: number, event: MouseEvent) => {
      setActive(index);
      if (event.ctrlKey || event.metaKey) toggle(index);
      else if (event.shiftKey) {
        const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
        setChosen((had) => {
          const next = new Map(had);
          for (let at = from; at <= to; at += 1) {
            const clip = clipAt(at);
            if (clip) next.set(clip.id, clip);
          }
          return next;
        });
      }
      if (!event.shiftKey) anchor.current = index;
    },
    [clipAt, toggle],
  );
  const onLook = useCallback(
    (from: number, to: number) => {
      look(from, to);
      address.remember(from);
    },
    [look, address],
  );
  const sortBy = useCallback(
    (column: Column | undefined) => {
      const field = column?.sort ?? 'NAME';
      const isSame = orderBy.field === field;
      address.change({ sort: `${isSame && orderBy.direction === 'ASC' ? '-' : ''}${field.toLowerCase()}`, at: undefined });
    },
    [orderBy, address],
  );
  const across = (): number => scroller.current?.across() ?? 1;
  const setView = (next: View): void => address.change({ view: next === 'table' ? undefined : next });
  useShortcuts('Find', [
    { keys: 'j', what: 'Next clip', run: () => move(active + 1) },
    { keys: 'k', what: 'Clip before', run: () => move(active - 1) },
    { keys: 'ArrowDown', what: 'Down', run: () => move(active + across()) },
    { keys: 'ArrowUp', what: 'Up', run: () => move(active - across()) },
    { keys: 'ArrowRight', what: 'Right, among pictures', run: () => view === 'pictures' && move(active + 1) },
    { keys: 'ArrowLeft', what: 'Left, among pictures', run: () => view === 'pictures' && move(active - 1) },
    { keys: 'PageDown', what: 'Far down', run: () => move(active + leap * across()) },
    { keys: 'PageUp', what: 'Far up', run: () => move(active - leap * across()) },
    { keys: 'Home', what: 'First clip', run: () => move(0) },
    { keys: 'End', what: 'Last clip', run: () => move(total - 1) },
    { keys: 'Enter', what: 'Open the clip', run: () => openClip(active) },
    { keys: 'w', what: 'Why it looks as it does', run: () => openClip(active, 'why') },
    { keys: 'x', what: 'Choose, or not', run: () => toggle(active) },
    { keys: 'v', what: 'Table or pictures', run: () => setView(view === 'table' ? 'pictures' : 'table') },
    { keys: 'Escape', what: 'Choose none', run: () => setChosen(new Map()) },
  ]);
  const chosenIds = useMemo(() => new Set(chosen.keys()), [chosen]);

  return (
    <div className="find">
      <h1 className="unseen">Find clips</h1>
      <div role="search">
        <SearchBox production={production} value={text} onChange={setText} onLeave={() => scroller.current?.focus()} />
        <div className="find-tools">
          <div role="group" aria-label="Show as" className="switch">
            <button type="button" aria-pressed={view === 'table'} onClick={() => setView('table')}>
              Table
            </button>
            <button type="button" aria-pressed={view === 'pictures'} onClick={() => setView('pictures')}>
              Pictures
            </button>
          </div>
          <label className="sort">
            <span className="unseen">Sort by</span>
            <select
              value={`${orderBy.direction === 'DESC' ? '-' : ''}${orderBy.field.toLowerCase()}`}
              onChange={(event) => address.change({ sort: event.target.value, at: undefined })}
            >
              <option value="relevance">Best first</option>
              <option value="name">Name</option>
              <option value="-name">Name, last first</option>
              <option value="shoot_date">Day, first first</option>
              <option value="-shoot_date">Day, last first</option>
              <option value="timecode">Timecode</option>
              <option value="-timecode">Timecode, last first</option>
              <option value="-created_at">Newest here first</option>
              <option value="created_at">Oldest here first</option>
            </select>
          </label>
          <ColumnsMenu
            chosen={columns.map((column) => column.id)}
            onChoose={(ids) => address.change({ cols: ids.length > 0 ? ids.join(',') : undefined })}
          />
          <SavedMenu production={production} search={search} mayWrite={mayWrite} onSearch={setSearch} />
          <ExportMenu production={production} search={search} onTrouble={setTrouble} />
        </div>
      </div>
      {trouble && (
        <p role="alert" className="notice">
          {trouble}
        </p>
      )}
      <div className="find-body">
        <Facets production={production} search={isLinkWrong ? '' : search} onSearch={setSearch} />
        <div className="find-results">
          <p className="find-status" role="status">
            {found ? <strong>{total.toLocaleString('en')}</strong> : '…'} {total === 1 ? 'clip' : 'clips'}
            {found?.engine.fallbackReason && <span className="WARN"> · {found.engine.fallbackReason}</span>}
            {results.error && <span className="ERROR"> · {results.error}</span>}
          </p>
          {total === 0 && found && results.isCurrent ? (
            <Nothing search={search} suggestion={found.suggestion} onSearch={setSearch} />
          ) : (
            <div className="find-grid">
              <Results
                ref={scroller}
                production={production}
                view={view}
                columns={columns}
                total={total}
                clipAt={clipAt}
                active={active}
                chosen={chosenIds}
                isStale={!results.isCurrent}
                orderBy={orderBy}
                onSort={sortBy}
                onPick={pick}
                onOpen={openClip}
                onToggle={toggle}
                onLook={onLook}
                firstIndex={address.at}
              />
              {orderBy.field === 'SHOOT_DATE' && (
                <DayScrubber
                  production={production}
                  search={search}
                  total={total}
                  isLastFirst={orderBy.direction === 'DESC'}
                  active={active}
                  onGo={(index) => {
                    setActive(index);
                    scroller.current?.toIndex(index, 'start');
                  }}
                />
              )}
            </div>
          )}
          {chosen.size > 0 && (
            <Selection
              production={production}
              clips={[...chosen.values()]}
              mayWrite={mayWrite}
              onClear={() => setChosen(new Map())}
              onChange={results.again}
              onTrouble={setTrouble}
            />
          )}
        </div>
      </div>
    </div>
  );
}

function Nothing({ search, suggestion, onSearch }: { search: string; suggestion: string | null; onSearch: (text: string) => void }) {
  // The service looks for a word near to the first one; only that word is replaced.
  const token = queryTokens(search).find((each) => each.field === undefined && !each.negated && words(each.values[0]!.text).length > 0);
  const better = suggestion && token ? `${search.slice(0, token.at)}${suggestion}${search.slice(token.end)}` : undefined;
  return (
    <div className="nothing">
      <p>{search === '' ? 'There are no clips in this production yet.' : 'No clip fits all of that.'}</p>
      {better && (
        <p>
          Did you mean{' '}
          <button type="button" onClick={() => onSearch(better)}>
            {better}
          </button>
          ?
        </p>
      )}
      {search !== '' && (
        <button type="button" onClick={() => onSearch('')}>
          Show all clips
        </button>
      )}
    </div>
  );
}
