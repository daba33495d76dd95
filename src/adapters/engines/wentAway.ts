import { Unavailable } from '../../domain/errors.ts';

/** A file that was opened by us and is not found by the engine: its storage went away in between, which says nothing about the file. */
export function wentAway(path: string): Unavailable {
  return new Unavailable(`${path} went away while it was read; it is read again.`, { at: path });
}
