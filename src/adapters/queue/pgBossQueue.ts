import { PgBoss } from 'pg-boss';
import type { JobKind, Priority, SqlSession } from '../../domain/ports/catalogue.ts';
import type { JobHandler, Queue } from '../../domain/ports/queue.ts';

const kinds: readonly JobKind[] = ['inspect', 'verify', 'index', 'check', 'render'];
/** Where each priority's range of numbers begins; within it, a lower turn is a higher number. */
const floors: Readonly<Record<Priority, number>> = { RUSH: 1_400_000_000, NORMAL: 700_000_000, BACKGROUND: 0 };
const rangeOfPriority = 700_000_000;

/**
 * The turn of a production's next job of a kind and priority: after its own last one, and not before the turn that is served now. So two productions alternate,
 * whoever asked first and however much: a newcomer's first job waits for the one that runs, not for a thousand (start-time fair queueing).
 */
const nextTurn = `
  SELECT greatest(
    coalesce(max($3::int - priority) FILTER (WHERE group_id = $4) + 1, 0),
    coalesce(min($3::int - priority), 0))::int AS turn
  FROM queue.job WHERE name = $1 AND state < 'active' AND priority > $2 AND priority <= $3`;

/** Seconds without a heartbeat after which a worker counts as dead: the smallest that pg-boss accepts. */
const heartbeatSeconds = 10;
/**
 * A job comes back while what it needs is away (a drive, a disk with room) or its workers are killed: after 1 s first and a minute at last, so that
 * thousands that wait leave room for others. It never runs out of tries, or its row would wait for ever. A handler that fails says so in the job row and
 * is not retried here.
 */
const retries = { retryLimit: 2_147_483_647, retryDelay: 1, retryBackoff: true, retryDelayMax: 60 };
/** One production's flood leaves room for the others: at most this many of its jobs of a kind at once, over all nodes. */
const groupConcurrency = 16;

type Message = { readonly jobId: string };

/** pg-boss speaks to a database through two functions; this is our open transaction in that shape. */
type QueueDatabase = NonNullable<NonNullable<Parameters<PgBoss['insert']>[2]>['db']>;
function database(session: SqlSession): QueueDatabase {
  return {
    executeSql: async (text: string, values?: unknown[]) => ({ rows: (await session.query(text, values)) as never[] }),
  } as unknown as QueueDatabase;
}

/** The queue in the catalogue's own database, in the schema `queue`. An idle worker looks for jobs every `pollingIntervalSeconds`. */
export async function createQueue(connectionString: string, onError: (error: Error) => void, pollingIntervalSeconds = 0.5): Promise<Queue> {
  const boss = new PgBoss({
    connectionString,
    schema: 'queue',
    // Both, or a lost worker's job comes back after a minute: the supervisor looks, the monitor decides.
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
    max: 6,
    application_name: 'rushes-queue',
  } as ConstructorParameters<typeof PgBoss>[0] & object);
  boss.on('error', onError);
  await boss.start();
  for (const kind of kinds) {
    const lives = { ...retries, heartbeatSeconds, expireInSeconds: 6 * 3600, retentionSeconds: 90 * 24 * 3600 };
    await boss.createQueue(kind, lives);
    // One that an earlier release made.
    await boss.updateQueue(kind, lives);
  }

  const run = async (handler: JobHandler, message: Message, signal: AbortSignal): Promise<void> => {
    await handler(message.jobId, signal);
  };

  async function turnOf(kind: JobKind, productionId: string, priority: Priority, session: SqlSession): Promise<number> {
    const floor = floors[priority];
    const rows = await session.query<{ turn: number }>(nextTurn, [kind, floor, floor + rangeOfPriority, productionId]);
    return rows[0]!.turn;
  }
  const numberOf = (priority: Priority, turn: number): number => floors[priority] + Math.max(1, rangeOfPriority - turn);

  return {
    enqueue: async (jobs, session) => {
      const db = database(session);
      for (const kind of kinds) {
        const turns = new Map<string, number>();
        const inserts = [];
        for (const job of jobs.filter((each) => each.kind === kind)) {
          const line = `${job.productionId} ${job.priority}`;
          const turn = turns.get(line) ?? (await turnOf(kind, job.productionId, job.priority, session));
          turns.set(line, turn + 1);
          inserts.push({
            data: { jobId: job.jobId },
            priority: numberOf(job.priority, turn),
            singletonKey: job.jobId,
            group: { id: job.productionId },
            heartbeatSeconds,
          });
        }
        if (inserts.length > 0) await boss.insert(kind, inserts, { db });
      }
    },
    cancel: async ({ jobId, kind }, session) => {
      await session.query(
        `UPDATE queue.job SET state = 'cancelled', completed_on = now() WHERE name = $1 AND singleton_key = $2 AND state < 'completed'`,
        [kind, jobId],
      );
    },
    prioritise: async ({ jobId, kind, priority }, session) => {
      const [waiting] = await session.query<{ productionId: string }>(
        `SELECT group_id AS "productionId" FROM queue.job WHERE name = $1 AND singleton_key = $2 AND state < 'active'`,
        [kind, jobId],
      );
      if (!waiting) return;
      const turn = await turnOf(kind, waiting.productionId, priority, session);
      await session.query(`UPDATE queue.job SET priority = $3 WHERE name = $1 AND singleton_key = $2 AND state < 'active'`, [
        kind,
        jobId,
        numberOf(priority, turn),
      ]);
    },
    work: async (kind, concurrency, handler) => {
      const options = { batchSize: 1, groupConcurrency, pollingIntervalSeconds, heartbeatRefreshSeconds: 3 };
      const workOne = async (): Promise<void> => {
        const id = await boss.work<Message>(kind, options, async (jobs) => {
          try {
            for (const job of jobs) await run(handler, job.data, job.signal);
          } finally {
            // Who had a job looks for the next at once: pg-boss would let it rest until the interval is over, which is two jobs a second.
            boss.notifyWorker(id);
          }
        });
      };
      for (let n = 0; n < concurrency; n += 1) await workOne();
    },
    workOnce: async (kind, handler) => {
      const [job] = await boss.fetch<Message>(kind, { batchSize: 1 });
      if (!job) return false;
      const beat = setInterval(() => void boss.touch(kind, job.id).catch(() => undefined), 3000);
      try {
        await run(handler, job.data, AbortSignal.timeout(6 * 3600 * 1000));
        await boss.complete(kind, job.id);
      } catch (error) {
        await boss.fail(kind, job.id, { message: (error as Error).message });
        throw error;
      } finally {
        clearInterval(beat);
      }
      return true;
    },
    depth: async () => {
      const queues = await boss.getQueues([...kinds]);
      return Object.fromEntries(queues.map((queue) => [queue.name, { waiting: queue.queuedCount, running: queue.activeCount }]));
    },
    stop: async (graceMs) => {
      await boss.stop({ graceful: true, timeout: graceMs, close: true });
    },
  };
}
