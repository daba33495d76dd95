import { useSyncExternalStore } from 'react';

/** Questions that got no answer at all; empty: the service is there. */
const unanswered = new Set<symbol>();
const listeners = new Set<() => void>();

/** A question's own word about the connection. */
export function sayConnection(question: symbol, answered: boolean): void {
  const had = unanswered.has(question);
  if (answered) unanswered.delete(question);
  else unanswered.add(question);
  if (had === answered) listeners.forEach((listener) => listener());
}

export function useIsConnected(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => unanswered.size === 0,
  );
}
