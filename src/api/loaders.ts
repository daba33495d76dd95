import DataLoader from 'dataloader';
import type { Actor } from '../domain/actor.ts';
import type { Children, Records } from '../domain/ports/browse.ts';
import type { ExplanationRecord, Services } from './services.ts';
import { Unavailable } from '../domain/errors.ts';

/** Batches the reads of one request: each relation is one statement a level, whatever the number of rows. */
export type Loaders = {
  readonly record: <K extends keyof Records>(kind: K) => DataLoader<string, Records[K] | undefined>;
  readonly children: <R extends keyof Children>(relation: R) => DataLoader<string, Children[R][]>;
  readonly explanation: DataLoader<string, ExplanationRecord>;
  readonly staleness: DataLoader<string, string | undefined>;
};

/** ids per statement: a page of parents at most, never a whole production at once */
const maxBatchSize = 10_000;

export function createLoaders(actor: Actor, services: Services): Loaders {
  const records = new Map<string, unknown>();
  const children = new Map<string, unknown>();
  const remembered = <T>(map: Map<string, unknown>, key: string, make: () => T): T => {
    const known = map.get(key) as T | undefined;
    if (known !== undefined) return known;
    const made = make();
    map.set(key, made);
    return made;
  };
  return {
    record: <K extends keyof Records>(kind: K) =>
      remembered(
        records,
        kind,
        () => new DataLoader<string, Records[K] | undefined>((ids) => services.browse.byIds(actor, kind, ids), { maxBatchSize }),
      ),
    children: <R extends keyof Children>(relation: R) =>
      remembered(
        children,
        relation,
        () => new DataLoader<string, Children[R][]>((ids) => services.browse.children(relation, ids), { maxBatchSize }),
      ),
    explanation: new DataLoader((ids) => {
      if (!services.explain) throw new Unavailable('This process does not explain clips; ask one that runs the api role.');
      return services.explain.explain(actor, ids) as Promise<ExplanationRecord[]>;
    }),
    staleness: new DataLoader(async (ids) => {
      const stale = await services.renders?.staleness?.(ids);
      return ids.map((id) => stale?.get(id));
    }),
  };
}
