import { useEffect, useRef, useSyncExternalStore } from 'react';

/** `keys` as KeyboardEvent.key writes it; two keys after one another have a space between them: `g f`. */
export type Shortcut = { readonly keys: string; readonly what: string; readonly run: (event: KeyboardEvent) => void };
type Group = { readonly title: string; shortcuts: readonly Shortcut[] };

/** Innermost last: it wins. */
const groups: Group[] = [];
/** Milliseconds that the first key of two is remembered. */
const sequenceMs = 1200;
let first: { readonly key: string; readonly until: number } | undefined;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=range])'));
/** Enter and space are the control's own there. */
const isControl = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches('a, button, summary, input');

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
  const { key, target } = event;
  if (isTyping(target) && key !== 'Escape') return;
  if ((key === 'Enter' || key === ' ') && isControl(target)) return;
  // A dialog has the keyboard for itself.
  if (document.querySelector('dialog[open]')) return;
  if (key.length === 1 && key !== '?' && !areKeysOn()) return;
  const now = Date.now();
  const pair = first && first.until > now ? `${first.key} ${key}` : undefined;
  const all = groups.flatMap((group) => group.shortcuts).reverse();
  const found = (pair && all.find((each) => each.keys === pair)) || all.find((each) => each.keys === key);
  first = found ? undefined : all.some((each) => each.keys.startsWith(`${key} `)) ? { key, until: now + sequenceMs } : undefined;
  if (!found) return;
  event.preventDefault();
  found.run(event);
}

/** Keys that work while the caller is on the page; the `?` sheet lists them under `title`. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const group = useRef<Group>({ title, shortcuts });
  useEffect(() => {
    group.current.shortcuts = shortcuts;
  });
  useEffect(() => {
    const { current } = group;
    if (groups.length === 0) window.addEventListener('keydown', onKeyDown);
    groups.push(current);
    return () => {
      groups.splice(groups.indexOf(current), 1);
      if (groups.length === 0) window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

export const shortcutGroups = (): readonly Group[] => groups;

/** People who dictate or whose hands slip turn single keys off (WCAG 2.1.4). */
const store = 'rushes.keys';
const listeners = new Set<() => void>();
const areKeysOn = (): boolean => localStorage.getItem(store) !== 'off';
export function switchKeys(on: boolean): void {
  localStorage.setItem(store, on ? 'on' : 'off');
  listeners.forEach((listener) => listener());
}
export function useKeysOn(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, areKeysOn);
}
