import DataLoader from 'dataloader';
import type { Actor } from '../domain/actor.ts';
import { Unavailable } from '../domain/errors.ts';
import type { Children, Lists, PageOf, PageQuery, ReadAnswer, ReadRequest, Records } from '../domain/ports/browse.ts';
import type { ExplanationRecord, Services } from './services.ts';

/**
 * Batches the reads of one request. A loader for each record kind, relation and list gathers the ids of a level; what all loaders
 * gathered in one turn of the event loop is then read with one statement: as many statements as the query has levels.
 */
export type Loaders = {
  readonly record: <K extends keyof Records>(kind: K) => DataLoader<string, Records[K] | undefined>;
  /** `only`: of facts those of these fields. */
  readonly children: <R extends keyof Children>(relation: R, only?: readonly string[]) => DataLoader<string, Children[R][]>;
  /** By parent's id. */
  readonly page: <L extends keyof Lists>(
    list: L,
    query: Lists[L]['query'],
    page: PageQuery,
  ) => DataLoader<string, PageOf<Lists[L]['record']>>;
  readonly explanation: DataLoader<string, ExplanationRecord>;
  readonly staleness: DataLoader<string, string | undefined>;
};

type Waiting = { readonly request: ReadRequest; readonly resolve: (answer: ReadAnswer) => void; readonly reject: (error: unknown) => void };

export function createLoaders(actor: Actor, services: Services): Loaders {
  let waiting: Waiting[] = [];

  function read(request: ReadRequest): Promise<ReadAnswer> {
    return new Promise((resolve, reject) => {
      // After every loader of this turn has dispatched: they do so in process.nextTick.
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ request, resolve, reject });
    });
  }

  function flush(): void {
    const batch = waiting;
    waiting = [];
    services.browse
      .readAll(
        actor,
        batch.map(({ request }) => request),
      )
      .then(
        (answers) => batch.forEach(({ resolve }, index) => resolve(answers[index]!)),
        (error: unknown) => batch.forEach(({ reject }) => reject(error)),
      );
  }

  const made = new Map<string, unknown>();
  const remembered = <V>(key: string, load: (ids: readonly string[]) => Promise<V[]>): DataLoader<string, V> => {
    const known = made.get(key) as DataLoader<string, V> | undefined;
    if (known !== undefined) return known;
    const loader = new DataLoader<string, V>(load);
    made.set(key, loader);
    return loader;
  };

  return {
    record: <K extends keyof Records>(kind: K) =>
      remembered(`record ${kind}`, async (ids) => {
        const answer = await read({ read: 'records', of: kind, ids });
        return ids.map((id) => answer.get(id.toLowerCase())?.[0] as Records[K] | undefined);
      }),
    children: <R extends keyof Children>(relation: R, only?: readonly string[]) =>
      remembered(`children ${relation} ${only === undefined ? '' : JSON.stringify(only)}`, async (ids) => {
        const answer = await read({ read: 'children', of: relation, ids, ...(only === undefined ? {} : { only }) });
        return ids.map((id) => (answer.get(id) ?? []) as Children[R][]);
      }),
    page: <L extends keyof Lists>(list: L, query: Lists[L]['query'], page: PageQuery) =>
      remembered(`page ${list} ${JSON.stringify([query, page])}`, async (ids) => {
        const answer = await read({ read: 'pages', of: list, ids, query, page });
        return ids.map((id) => answer.get(id)![0] as PageOf<Lists[L]['record']>);
      }),
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
