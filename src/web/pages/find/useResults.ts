import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { askOnce } from '../../ask.ts';
import { sayConnection } from '../../connection.ts';
import { FindClipsDocument, type ClipOrder, type FindClipsQuery, type FoundClipFragment } from '../../generated/operations.ts';

export type FoundClip = FoundClipFragment;

/** Clips a question brings. */
export const pageSize = 100;
/** Pages that are kept: 6,000 clips around where one looks; the rest is asked for again when one comes back. */
const mostPages = 60;
/** Milliseconds that a place must be looked at before it is asked for: dragging through 100,000 clips asks for where it stops. */
const settleMs = 70;
/** Milliseconds after a change at which it is looked for: the search index follows the truth, mostly at once, at times a little later. */
const followMs = [150, 1500] as const;
/** Milliseconds until a question that got no answer is asked again. */
const retryMs = 2000;

type Pages = ReadonlyMap<number, { readonly clips: readonly FoundClip[]; readonly endCursor: string | undefined }>;
type Found = Omit<FindClipsQuery['clips'], 'edges' | 'pageInfo'>;
type Results = {
  /** The question that these answer. */
  readonly key: string;
  readonly found: Found | undefined;
  readonly pages: Pages;
  readonly error: string | undefined;
};
const nothing: Results = { key: '', found: undefined, pages: new Map(), error: undefined };

/**
 * A result of any length of which the pages that are looked at are here. A page is asked for from the nearest cursor before it, with `skip` for what lies
 * between, so that the middle of 100,000 clips is one question away. The earlier result stays until the new one has come.
 */
export function useResults(production: string, search: string, orderBy: ClipOrder, pause: boolean) {
  const client = useClient();
  const [version, setVersion] = useState(0);
  const key = JSON.stringify([production, search, orderBy, version]);
  const [results, setResults] = useState<Results>(nothing);
  const latest = useRef({ key, pages: results.pages });
  latest.current = { key, pages: results.key === key ? results.pages : new Map() };
  const asked = useRef({ key, pages: new Set<number>() });

  const load = useCallback(
    async (index: number): Promise<void> => {
      if (asked.current.key !== key) asked.current = { key, pages: new Set() };
      const { pages: waiting } = asked.current;
      if (waiting.has(index) || latest.current.pages.has(index)) return;
      waiting.add(index);
      const anchor = [...latest.current.pages].filter(([at, page]) => at < index && page.endCursor).sort((a, b) => b[0] - a[0])[0];
      const answer = await askOnce(client, FindClipsDocument, {
        production,
        search,
        orderBy,
        first: pageSize,
        after: anchor?.[1].endCursor ?? null,
        skip: (anchor ? index - anchor[0] - 1 : index) * pageSize,
      });
      waiting.delete(index);
      if (latest.current.key !== key) return;
      const isLost = answer.data === undefined && answer.networkLost;
      sayConnection(connection, !isLost);
      if (isLost) setTimeout(() => void load(index), retryMs);
      setResults((before) => {
        const page = answer.data?.clips;
        if (!page) return { ...(before.key === key ? before : { ...before, key, pages: new Map() }), error: answer.trouble };
        const pages = new Map(before.key === key ? before.pages : []);
        pages.set(index, { clips: page.edges.map(({ node }) => node), endCursor: page.edges.at(-1)?.cursor });
        // The page itself is never the one that goes.
        if (pages.size > mostPages) pages.delete([...pages.keys()].sort((a, b) => Math.abs(b - index) - Math.abs(a - index))[0]!);
        const { edges: _edges, pageInfo: _pageInfo, ...found } = page;
        return { key, found, pages, error: undefined };
      });
    },
    [client, key, production, search, orderBy],
  );

  useEffect(() => {
    if (!pause) void load(0);
  }, [load, pause]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** Says which rows are looked at. */
  const look = useCallback(
    (from: number, to: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        for (let page = Math.floor(from / pageSize); page <= Math.floor(to / pageSize); page += 1) void load(page);
      }, settleMs);
    },
    [load],
  );
  useEffect(() => () => clearTimeout(timer.current), []);

  const again = useCallback(() => followMs.forEach((ms) => setTimeout(() => setVersion((before) => before + 1), ms)), []);
  const connection = useMemo(() => Symbol('results'), []);
  useEffect(() => () => sayConnection(connection, true), [connection]);

  const clipAt = useCallback(
    (index: number): FoundClip | undefined => results.pages.get(Math.floor(index / pageSize))?.clips[index % pageSize],
    [results.pages],
  );
  return { ...results, isCurrent: results.key === key, total: results.found?.totalCount ?? 0, clipAt, look, again };
}
