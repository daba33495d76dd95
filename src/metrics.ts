import { Gauge, Registry } from 'prom-client';
import type { Queue } from './domain/ports/queue.ts';
import type { SearchIndex } from './domain/ports/search.ts';
import type { IndexingService } from './services/indexing.ts';

/** Gauges of what works behind the API, read when Prometheus asks. What cannot be read is left out of that answer. */
export function createMetrics(queue: Queue, indexing: IndexingService, engine: SearchIndex | undefined): Registry {
  const registry = new Registry();
  const gauge = (name: string, help: string, read: (gauge: Gauge) => Promise<void>, labelNames: readonly string[] = []): void => {
    const made: Gauge = new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      collect: async () => {
        made.reset();
        await read(made).catch(() => made.reset());
      },
    });
  };
  gauge(
    'rushes_queue_jobs',
    'Jobs in the queue by kind and state.',
    async (jobs) => {
      for (const [kind, { waiting, running }] of Object.entries(await queue.depth())) {
        jobs.set({ kind, state: 'waiting' }, waiting);
        jobs.set({ kind, state: 'running' }, running);
      }
    },
    ['kind', 'state'],
  );
  gauge('rushes_index_lag_rows', 'Writes that have not reached every search view.', async (lag) => lag.set(await indexing.lag()));
  gauge('rushes_index_dead_letters', 'Clips that the search engine refused for good.', async (dead) =>
    dead.set((await indexing.deadLetters()).length),
  );
  if (engine) {
    gauge('rushes_search_engine_up', '1 where Elasticsearch answers searches: 0 also while it has no index yet.', async (up) =>
      engine.count().then(
        () => up.set(1),
        () => up.set(0),
      ),
    );
    gauge('rushes_index_documents', 'Clips in the Elasticsearch index.', async (documents) => documents.set(await engine.count()));
  }
  return registry;
}
