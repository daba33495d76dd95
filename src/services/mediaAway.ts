import { Unavailable } from '../domain/errors.ts';
import type { MediaRoots } from '../domain/ports/mediaRoots.ts';

/**
 * Throws Unavailable where nothing of a media root is there now: a drive that is not plugged in, a share that is not mounted (its mount point is an
 * empty folder). What was read of it meanwhile says nothing about the footage. `then` ends the sentence: what is done as soon as it is back.
 */
export async function refuseAway(roots: MediaRoots, root: string, then: string): Promise<void> {
  let reason = ' (its folder is empty)';
  try {
    for await (const _file of roots.storage(root).list('', () => (reason = ''))) return;
  } catch (error) {
    // A share whose server is gone answers with errors of many names.
    if (error instanceof Unavailable) throw error;
    reason = '';
  }
  throw new Unavailable(`The media root "${root}" is not there now${reason}; ${then} as soon as it is back.`, { at: root });
}
