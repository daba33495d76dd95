import type { Place } from '../domain/clip.ts';
import { Unavailable } from '../domain/errors.ts';
import type { MediaRoots } from '../domain/ports/mediaRoots.ts';

/**
 * Throws Unavailable where the place is not there and nothing of its media root is: a drive that is not plugged in, a share that is not mounted (its mount
 * point is an empty folder). What was read of it meanwhile says nothing about the footage. `then` ends the sentence: what is done as soon as it is back.
 */
export async function refuseAway(roots: MediaRoots, { root, path }: Place, then: string): Promise<void> {
  const storage = roots.storage(root);
  let reason = ' (its folder is empty)';
  try {
    if (path !== '' && (await storage.stat(path).catch(onlyUnavailable))) return;
    for await (const _file of storage.list('', () => (reason = ''))) return;
  } catch (error) {
    // A share whose server is gone answers with errors of many names.
    onlyUnavailable(error);
    reason = '';
  }
  throw new Unavailable(`The media root "${root}" is not there now${reason}; ${then} as soon as it is back.`, { at: root });
}

function onlyUnavailable(error: unknown): undefined {
  if (error instanceof Unavailable) throw error;
}
