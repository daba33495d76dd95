import { useMemo, useRef } from 'react';
import type { ClipOrder, ClipOrderField } from '../../generated/operations.ts';
import { go, linkTo, useRoute } from '../../route.ts';
import type { View } from './Results.tsx';

/** Milliseconds that a place must stand still before the address names it: browsers refuse more than 100 changes in 10 seconds. */
const standStillMs = 400;
const store = { view: 'rushes.find.view', cols: 'rushes.find.columns' } as const;
const orders: readonly ClipOrderField[] = ['RELEVANCE', 'NAME', 'SHOOT_DATE', 'TIMECODE', 'CREATED_AT'];

/** What Find shows, from the address; what the address leaves open is as this person had it last. */
export function useAddress(production: string) {
  const { query } = useRoute();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const text = query.toString();
  return useMemo(() => {
    const get = (name: string): string | undefined => new URLSearchParams(text).get(name) ?? undefined;
    const search = get('q') ?? '';
    const sort = /^(-?)(\w+)$/.exec(get('sort') ?? '');
    const field = orders.find((each) => each === sort?.[2]?.toUpperCase()) ?? (search === '' ? 'NAME' : 'RELEVANCE');
    const orderBy: Required<ClipOrder> = { field, direction: sort?.[1] === '-' ? 'DESC' : 'ASC' };
    const view: View = (get('view') ?? localStorage.getItem(store.view)) === 'pictures' ? 'pictures' : 'table';
    const columnIds = (get('cols') ?? localStorage.getItem(store.cols) ?? '').split(',').filter(Boolean);
    const at = Math.max(0, Number(get('at') ?? 0) || 0);

    const change = (next: Readonly<Record<string, string | undefined>>): void => {
      clearTimeout(timer.current);
      if ('view' in next) localStorage.setItem(store.view, next['view'] ?? 'table');
      if ('cols' in next) localStorage.setItem(store.cols, next['cols'] ?? '');
      const now = Object.fromEntries(new URLSearchParams(location.search));
      go(linkTo(production, 'find', undefined, { ...now, ...next }), true);
    };
    /** The row at the top, once the scrolling rests. */
    const remember = (index: number): void => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        if (location.pathname !== linkTo(production, 'find')) return;
        const now = Number(new URLSearchParams(location.search).get('at') ?? 0);
        if (now !== index) change({ at: index === 0 ? undefined : String(index) });
      }, standStillMs);
    };
    return { search, orderBy, view, columnIds, at, change, remember };
  }, [text, production]);
}
