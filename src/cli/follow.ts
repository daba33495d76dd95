import type { CliOutput } from './command.ts';

/** How often the service is asked while something runs: quick at first, then calm. */
const firstPauseMs = 200;
const longestPauseMs = 2000;

/**
 * Asks until `isDone`. On a terminal the state stays on one line; elsewhere a new line is noted when it changes, at most every ten
 * seconds. Ctrl-C ends the following, never the work.
 */
export async function follow<T>(
  output: CliOutput,
  ask: () => Promise<T>,
  describe: (state: T) => string,
  isDone: (state: T) => boolean,
): Promise<T> {
  let shown = '';
  let shownAt = 0;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 1.3, longestPauseMs)) {
    const state = await ask();
    const done = isDone(state);
    const text = describe(state);
    if (output.isTerminal) {
      // A line that wraps could not be taken back.
      const room = Math.max(20, (process.stderr.columns ?? 80) - 1);
      process.stderr.write(`\r\u001b[2K${done || text.length <= room ? text : `${text.slice(0, room - 3)}...`}${done ? '\n' : ''}`);
    } else if (text !== shown && (done || Date.now() - shownAt > 10_000)) {
      output.note(text);
      shownAt = Date.now();
      shown = text;
    }
    if (done) return state;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** A bar of twenty places. */
export function bar(done: number, total: number): string {
  const filled = total === 0 ? 0 : Math.round((20 * done) / total);
  return `[${'#'.repeat(filled)}${'.'.repeat(20 - filled)}] ${done}/${total}`;
}
