import type { TimelinePorts } from '../../../src/timelines/index.ts';

/** What a reader needs to run here; `left` says why it cannot. */
export async function timelinePorts(_reader: string): Promise<{ ports: TimelinePorts; left?: string }> {
  return { ports: {} };
}
