import { useSyncExternalStore } from 'react';

type Theme = 'dark' | 'light';
const store = 'rushes.theme';
const listeners = new Set<() => void>();

/** Dark unless this person chose otherwise: the rooms are. */
const currentTheme = (): Theme => (localStorage.getItem(store) === 'light' ? 'light' : 'dark');

/** Called before the first paint. */
export function applyTheme(): void {
  document.documentElement.dataset['theme'] = currentTheme();
}

export function switchTheme(): void {
  localStorage.setItem(store, currentTheme() === 'dark' ? 'light' : 'dark');
  applyTheme();
  listeners.forEach((listener) => listener());
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentTheme);
}
