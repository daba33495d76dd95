import { useSyncExternalStore } from 'react';

/** Everything a link needs is in the address bar: /p/PRODUCTION/PAGE/ID?query. */
export type Route = {
  readonly production: string | undefined;
  readonly page: string;
  readonly id: string | undefined;
  readonly query: URLSearchParams;
};

const listeners = new Set<() => void>();
const notify = (): void => listeners.forEach((listener) => listener());
window.addEventListener('popstate', notify);

function parse(href: string): Route {
  const url = new URL(href);
  const parts = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  if (parts[0] !== 'p') return { production: undefined, page: parts[0] ?? '', id: undefined, query: url.searchParams };
  return { production: parts[1], page: parts[2] ?? 'find', id: parts[3], query: url.searchParams };
}

let last: { href: string; route: Route } | undefined;
function current(): Route {
  if (last?.href !== location.href) last = { href: location.href, route: parse(location.href) };
  return last!.route;
}

export function useRoute(): Route {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
}

export function linkTo(production: string, page: string, id?: string, query?: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) if (value) search.set(key, value);
  const text = search.toString();
  return `/p/${encodeURIComponent(production)}/${page}${id ? `/${encodeURIComponent(id)}` : ''}${text ? `?${text}` : ''}`;
}

export function go(href: string, replace = false): void {
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  notify();
}
