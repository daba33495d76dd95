/** The composition root: the only place that knows which driver stands behind which port. */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import pg from 'pg';
import { pino, type Logger } from 'pino';
import { createElasticsearch } from './adapters/elasticsearch/engine.ts';
import { createAafReader } from './adapters/engines/aaf.ts';
import { createExifTool } from './adapters/engines/exiftool.ts';
import { createMediaInfo } from './adapters/engines/mediainfo.ts';
import { createOwnEngines, createPluggedEngine } from './adapters/engines/renderEngines.ts';
import { createRenderOutputs } from './adapters/engines/renderOutputs.ts';
import { createJwtVerifier } from './adapters/oidc/jwt.ts';
import { startEmbeddedPostgres } from './adapters/postgres/embedded.ts';
import { createBrowseStore } from './adapters/postgres/browse/store.ts';
import { createCatalogue } from './adapters/postgres/catalogue/catalogue.ts';
import { createNamingStore } from './adapters/postgres/match/namingStore.ts';
import { createMatchStore } from './adapters/postgres/match/store.ts';
import { migrate } from './adapters/postgres/migrate.ts';
import { createDocumentStore } from './adapters/postgres/documentStore.ts';
import { createWebhookStore } from './adapters/postgres/webhookStore.ts';
import { createCheckStore } from './adapters/postgres/checkStore.ts';
import { createExplainStore } from './adapters/postgres/explainStore.ts';
import { createPullStore } from './adapters/postgres/pullStore.ts';
import { createRenderStore } from './adapters/postgres/renderStore.ts';
import { createWorkerStore } from './adapters/postgres/workerStore.ts';
import { createPostgresSearch } from './adapters/postgres/search/engine.ts';
import { createChangeFeed } from './adapters/postgres/search/feed.ts';
import { createPool, createSql, type Sql } from './adapters/postgres/sql.ts';
import { createQueue } from './adapters/queue/pgBossQueue.ts';
import { openStorage } from './adapters/storage/openStorage.ts';
import { createMediaRoots } from './adapters/storage/mediaRoots.ts';
import { postJson } from './adapters/webhooks/postJson.ts';
import { startApi, type RunningApi } from './api/server.ts';
import type { Services } from './api/services.ts';
import type { Config } from './config.ts';
import { RushesError, Unavailable, InvalidInput } from './domain/errors.ts';
import type { Catalogue, JobKind, SqlSession } from './domain/ports/catalogue.ts';
import type { AafReader } from './domain/ports/aaf.ts';
import type { JobHandler, Queue } from './domain/ports/queue.ts';
import type { WorkerStore } from './domain/ports/workerStore.ts';
import { createBrowseService } from './services/browse.ts';
import { createClipService, type Changed } from './services/clips.ts';
import { createDocumentService } from './services/documents.ts';
import { createIndexingService, type IndexingService } from './services/indexing.ts';
import { createInspector } from './services/inspect.ts';
import { createInspectionService } from './services/inspection.ts';
import { createIngestService } from './services/ingest.ts';
import { createJobService } from './services/jobs.ts';
import { createMatchService } from './services/match.ts';
import { createProductionService } from './services/productions.ts';
import { createPullService, type PullService } from './services/pull.ts';
import { createRenderService, type RenderPorts } from './services/render.ts';
import { createCards } from './services/cards.ts';
import { createCheckService } from './services/check.ts';
import { createFormatCardService } from './services/formatCards.ts';
import { createRollService } from './services/rolls.ts';
import { createSeedService, type SeedService } from './services/seed.ts';
import { createReportService } from './services/reports.ts';
import { createExplainService } from './services/explain.ts';
import { createClipIds } from './services/clipIds.ts';
import { createDocumentsInForce } from './services/documentsInForce.ts';
import { createSavedSearchService } from './services/savedSearches.ts';
import { createSearchService } from './services/search.ts';
import { createNamingService } from './services/naming.ts';
import { createTimelineService } from './services/timelines.ts';
import { createTokenService } from './services/tokens.ts';
import { createVerificationWorker } from './services/verification.ts';
import type { Registry } from 'prom-client';
import { createMetrics } from './metrics.ts';
import { sealLocalFolder, verifyLocalFolder } from './openIntegrity.ts';
import { createWebhookService } from './services/webhooks.ts';
import { createTrustedDocuments, operationsOf, type TrustedDocuments } from './api/trustedDocuments.ts';
import { untraced, type Tracing } from './domain/ports/tracing.ts';
import { handlerFor, type Workers } from './services/work.ts';
import { version } from './version.ts';

/** Milliseconds that running work gets to finish at a shutdown before it is returned to the queue. */
const graceMs = 8000;
/** Milliseconds between two signs of life of a render worker. */
const heartbeatMs = 5000;
/** Any number, the same everywhere: one API a database. */
const serviceLock = 7_264_002;

export type App = {
  readonly catalogue: Catalogue;
  readonly queue: Queue;
  readonly services: Services;
  readonly workers: Workers;
  readonly indexing: IndexingService;
  readonly finishIngests: () => Promise<void>;
  readonly workerStore: WorkerStore;
  /** Makes the webhook calls that are due; gives how many were tried. */
  readonly deliverWebhooks: () => Promise<number>;
  readonly databaseUrl: string;
  readonly metrics: Registry;
  readonly log: Logger;
  readonly tracing: Tracing;
  /** The service's own administrator token, as in RUSHES_HOME/token. */
  readonly token: string;
  readonly seed: SeedService;
  /** Where this process answers, once it does: the seed production is made through the public API. */
  readonly served: { url?: string };
  readonly close: () => Promise<void>;
};

/** A secret that survives restarts: kept under the home folder, readable by its owner only. */
function keptSecret(home: string, name: string, make: () => string): string {
  const path = join(home, name);
  if (!existsSync(path)) {
    // Linked whole: of processes that begin together the first one's counts for all.
    const own = `${path}.${randomBytes(8).toString('hex')}.new`;
    writeFileSync(own, `${make()}\n`, { mode: 0o600 });
    try {
      linkSync(own, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(own);
    }
  }
  return readFileSync(path, 'utf8').trim();
}

function createLogger(level: string): Logger {
  const secrets = ['token', 'secret', 'authorization', 'password'].flatMap((name) => [name, `*.${name}`]);
  return pino({ level, redact: { paths: secrets, censor: '[redacted]' } }, pino.destination(2));
}

function enginesOf(config: Config): { readonly python: string; readonly folder: string } {
  return { python: join(config.home, 'engines', 'venv', 'bin', 'python'), folder: join(config.projectFolder, 'engines') };
}

/** The Academy's transform ids, without their common beginning. */
function academyRegistry(engineFolder: string): ReadonlySet<string> | undefined {
  const path = join(engineFolder, 'rushes_engine', 'academy_ids.txt');
  if (!existsSync(path)) return undefined;
  return new Set(
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#')),
  );
}

/** Reads AAFs without any service: all that `lint` needs from outside. */
export function aafReaderOf(config: Config): AafReader {
  const { python, folder } = enginesOf(config);
  return createAafReader({ python, enginesFolder: folder });
}

/** Everything that needs no API: database, queue, services, workers. Nothing is listened on yet, nothing works yet. */
export async function createApp(config: Config): Promise<App> {
  mkdirSync(config.home, { recursive: true });
  mkdirSync(config.outputFolder, { recursive: true });
  const log = createLogger(config.logLevel);
  const embedded = config.databaseUrl === undefined ? await startEmbeddedPostgres(config.home) : undefined;
  const databaseUrl = config.databaseUrl ?? embedded!.url;
  await migrate(databaseUrl, config.projectFolder);
  const pool = createPool(databaseUrl);
  // Before the drivers are used: they look for whoever listens when they start.
  const telemetry = config.collector
    ? (await import('./adapters/telemetry/openTelemetry.ts')).createOpenTelemetry({ endpoint: config.collector, version })
    : undefined;
  const sql = telemetry ? traced(createSql(pool), telemetry) : createSql(pool);
  const catalogue = createCatalogue(sql);
  const queue = await createQueue(databaseUrl, (error) => log.warn({ err: error }, 'The queue stumbled.'));
  const roots = createMediaRoots(config.mediaRoots, openStorage);
  const { python, folder: engineFolder } = enginesOf(config);
  const aaf = aafReaderOf(config);

  const browse = createBrowseService(createBrowseStore(sql));
  const tokens = createTokenService(
    catalogue,
    config.oidc
      ? createJwtVerifier({ ...config.oidc, productionId: async (slug) => (await catalogue.productionBySlug(slug))?.id })
      : undefined,
  );
  const token = keptSecret(config.home, 'token', tokens.newSecret);
  await tokens.adopt(token, 'local administrator');

  const exiftool = createExifTool({ processes: config.concurrency });
  const mediainfo = createMediaInfo({ processes: config.concurrency });
  const inspector = createInspector({ engines: { exiftool, mediainfo }, storageOf: openStorage });
  const engines = [
    ...createOwnEngines({ python, engineFolder }),
    ...config.pluggedEngines.map(({ format, command }) => createPluggedEngine(format, command)),
  ];
  const matchStore = createMatchStore(sql);
  const explainStore = createExplainStore(sql);
  const clipIds = createClipIds(matchStore);
  const documentsInForce = createDocumentsInForce(explainStore, matchStore, clipIds);
  let pulls: PullService | undefined = undefined;
  const renderPorts: RenderPorts = {
    catalogue,
    queue,
    roots,
    store: createRenderStore(sql),
    documentsInForce,
    engines,
    outputs: createRenderOutputs(config.outputFolder),
    machine: hostname(),
    onEnded: async (renderId) => pulls?.renderEnded(renderId),
  };
  const renders = createRenderService(renderPorts);
  const workerStore = createWorkerStore(sql);
  const checks = createCheckService(catalogue, queue, createCheckStore, academyRegistry(engineFolder), clipIds, renders.staleness);
  const requestChecks: Changed = (tx, productionId, change) => tx.transaction((own) => checks.request(own, productionId, change));
  pulls = createPullService({
    ...renderPorts,
    pulls: createPullStore(sql),
    renders,
    seal: sealLocalFolder,
    slots: () => workerStore.slots('render'),
    checkNow: (productionId, ids) => checks.runFor(productionId, { clipIds: ids }),
    changed: requestChecks,
  });
  /** Ends ingests that have nothing left to inspect; the guardrails then look at their productions. */
  const finishIngests = () =>
    catalogue.transaction(async (tx) => {
      const ended = await tx.ingestsByIds(await tx.finishIngests());
      for (const productionId of new Set(ended.map((each) => each.productionId))) await requestChecks(tx, productionId, {});
    });
  const ingest = createIngestService(catalogue, queue, roots, finishIngests);
  const inspection = createInspectionService(catalogue, roots, inspector, ingest, renders.requestThumbnail, finishIngests);
  const elasticsearch = config.elasticsearch ? createElasticsearch(config.elasticsearch) : undefined;
  const feed = createChangeFeed(sql);
  const indexing = createIndexingService(
    catalogue,
    feed,
    elasticsearch,
    (session) => createCatalogue(onSession(session)),
    (message) => log.warn(message),
  );
  const search = createSearchService(catalogue, createPostgresSearch(sql), elasticsearch, {
    unsettled: feed.unsettled,
    cards: createCards(createBrowseStore(sql)),
  });
  const namingStore = createNamingStore(sql);
  const timelines = createTimelineService(catalogue, matchStore, (tx) => createMatchStore(tx.session), { aaf }, requestChecks, namingStore);
  const documents = createDocumentService(catalogue, createDocumentStore(sql), (tx) => createDocumentStore(tx.session), requestChecks);

  const webhooks = createWebhookService(catalogue, createWebhookStore(sql), postJson);

  const served: { url?: string } = {};
  const seed = createSeedService(async (print) => {
    if (served.url === undefined) throw new Unavailable('This process answers no questions; start one with the role api.');
    const { seedCatalogue } = await import('../seed/run.ts');
    return seedCatalogue({ url: served.url, token, home: config.home, print });
  });

  const notices = async (): Promise<string[]> => {
    const missing = await engines[0]?.missing();
    return missing === undefined ? [] : [missing];
  };
  const services: Services = {
    browse,
    tokens,
    productions: createProductionService(catalogue),
    ingest,
    clips: createClipService(catalogue, inspection.renormalise, requestChecks),
    jobs: createJobService(catalogue, queue),
    search,
    match: createMatchService(catalogue, matchStore),
    timelines,
    naming: createNamingService(catalogue, namingStore, (tx) => createNamingStore(tx.session), timelines.rematch),
    documents,
    renders,
    pulls,
    checks,
    reports: createReportService(catalogue, createCheckStore, async (path) => {
      const file = join(config.outputFolder, path);
      return existsSync(file) ? readFile(file) : undefined;
    }),
    rolls: createRollService(catalogue, queue),
    seed,
    formatCards: createFormatCardService(catalogue, requestChecks),
    explain: createExplainService(explainStore, documentsInForce),
    searches: createSavedSearchService(catalogue),
    webhooks,
    about: async () => ({ version, searchEngine: search.engineName(), notices: await notices(), outputFolder: config.outputFolder }),
    ready: async () => {
      try {
        await sql.query('SELECT 1');
        return undefined;
      } catch (error) {
        return `The database does not answer: ${(error as Error).message}.`;
      }
    },
    media: {
      folder: config.outputFolder,
    },
  };
  const workers: Workers = {
    inspect: inspection.work,
    render: renders.worker,
    verify: createVerificationWorker(catalogue, roots, verifyLocalFolder, requestChecks),
    check: checks.worker,
    index: async () => `${await indexing.drain()} rows indexed.`,
  };
  return {
    catalogue,
    queue,
    services,
    workers,
    indexing,
    deliverWebhooks: webhooks.deliver,
    workerStore,
    finishIngests,
    metrics: createMetrics(queue, indexing, elasticsearch),
    log,
    token,
    seed,
    served,
    databaseUrl,
    tracing: telemetry ?? untraced,
    close: async () => {
      await queue.stop(graceMs);
      await Promise.all([exiftool.close(), mediainfo.close(), elasticsearch?.close(), roots.close()]);
      await pool.end();
      await telemetry?.close();
      await embedded?.stop();
    },
  };
}

/** Statements as spans. */
function traced(sql: Sql, tracing: Tracing): Sql {
  return {
    query: (text, values, kept) =>
      tracing.span('SQL', { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, 500) }, () => sql.query(text, values, kept)),
    transaction: (work) => tracing.span('transaction', {}, () => sql.transaction((inner) => work(traced(inner, tracing)))),
  };
}

function tracedJobs(kind: JobKind, tracing: Tracing, handle: JobHandler): JobHandler {
  return (jobId, signal) => tracing.span(`job ${kind}`, { 'rushes.job_id': jobId }, () => handle(jobId, signal));
}

/** The documents of the file, and those of our own page and command line. */
async function trustedDocuments(config: Config, { file, only }: { file: string; only: boolean }): Promise<TrustedDocuments> {
  let listed: Readonly<Record<string, string>>;
  try {
    listed = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
  } catch (cause) {
    throw new InvalidInput(`RUSHES_TRUSTED_DOCUMENTS: ${file} is not a JSON file of hash and document.`, {
      at: 'RUSHES_TRUSTED_DOCUMENTS',
      cause,
    });
  }
  const { allOperations } = await import('./cli/operations.ts');
  const folder = join(config.projectFolder, 'src/web/operations');
  const page = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return createTrustedDocuments(listed, [...allOperations(), ...operationsOf(page.join('\n'))], only);
}

/** A transaction of another store, in the shape of ours; it is one already, so `transaction` joins it. */
function onSession(session: SqlSession): Sql {
  const sql: Sql = { query: session.query, transaction: (work) => work(sql) };
  return sql;
}

export type RunningService = App & { readonly url: string | undefined; readonly signInLink: string | undefined };

/** Starts the roles of this process: the API, workers, or all. Throws Unavailable where the port is taken, Conflict where a service runs on this home already. */
export async function startApp(config: Config): Promise<RunningService> {
  const app = await createApp(config);
  const workerId = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
  const stopIndexing = new AbortController();
  let api: RunningApi | undefined;
  let lock: pg.Client | undefined;
  const timers: NodeJS.Timeout[] = [];
  const everySecond = (work: () => Promise<unknown>): void => {
    timers.push(setInterval(() => void work().catch(() => undefined), 1000));
  };
  const running: Promise<void>[] = [];
  const close = async (): Promise<void> => {
    timers.forEach(clearInterval);
    await app.workerStore.leave(workerId).catch(() => undefined);
    stopIndexing.abort();
    await api?.close();
    await Promise.allSettled(running);
    await lock?.end().catch(() => undefined);
    await app.close();
  };
  try {
    if (config.roles.includes('api')) {
      lock = await lockService(app.databaseUrl, config.home);
      api = await startApi({
        services: app.services,
        host: config.host,
        port: config.port,
        allowedHosts: config.allowedHosts,
        secret: keptSecret(config.home, 'signing-key', () => randomBytes(32).toString('hex')),
        projectFolder: config.projectFolder,
        logger: app.log,
        registry: app.metrics,
        tracing: app.tracing,
        requestsPerMinute: config.requestsPerMinute,
        ...(config.trustedDocuments ? { trusted: await trustedDocuments(config, config.trustedDocuments) } : {}),
      });
      app.served.url = api.url;
      const file = join(config.home, 'service.json');
      writeFileSync(`${file}.new`, JSON.stringify({ url: api.url, pid: process.pid }));
      renameSync(`${file}.new`, file);
    }
    for (const kind of config.roles.filter(
      (role) => role === 'inspect' || role === 'render' || role === 'verify' || role === 'check',
    ) as JobKind[]) {
      await app.queue.work(
        kind,
        config.concurrency,
        tracedJobs(
          kind,
          app.tracing,
          handlerFor(kind, app.catalogue, app.workers[kind], (entry, message) => app.log.debug(entry, message)),
        ),
      );
    }
    if (config.roles.includes('render')) {
      const sign = { id: workerId, role: 'render', machine: hostname(), slots: config.concurrency };
      await app.workerStore.beat(sign);
      timers.push(setInterval(() => void app.workerStore.beat(sign).catch(() => undefined), heartbeatMs));
    }
    if (config.roles.includes('index')) running.push(app.indexing.run(stopIndexing.signal));
    if (config.roles.includes('inspect')) everySecond(app.finishIngests);
    if (config.roles.includes('api')) everySecond(app.deliverWebhooks);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...app, url: api?.url, signInLink: api ? `${api.url}/#token=${app.token}` : undefined, close };
}

/** One API a database: held by a connection, so that a killed service frees it at once. */
async function lockService(databaseUrl: string, home: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [serviceLock]);
    if (rows[0]?.locked) return client;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await client.end();
  throw new Unavailable(`Another Rushes service runs on ${home} (or its database) already; stop it, or give this one another RUSHES_HOME.`);
}

/** What `npm start` does: starts, prints, seeds where asked to, and ends cleanly on a signal. Exit codes as the contract has them. */
export async function runService(load: () => Config): Promise<void> {
  // What an answer is made of dies with it. From long lists V8 learns the contrary, and then makes such things old at once: only full collections free them,
  // three times as much work over lists of 2,000 events.
  setFlagsFromString('--no-allocation-site-pretenuring');
  let service: RunningService;
  let config: Config;
  try {
    config = load();
    service = await startApp(config);
  } catch (error) {
    const code = error instanceof RushesError ? error.code : 'INTERNAL';
    process.stderr.write(
      `${error instanceof RushesError ? error.message : `Rushes could not start: ${(error as Error).stack ?? String(error)}`}\n`,
    );
    process.exit(code === 'INVALID_INPUT' ? 2 : 3);
  }
  let ending = false;
  const end = (): void => {
    if (ending) process.exit(1);
    ending = true;
    void service.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (service.url === undefined) {
    process.stdout.write(`Rushes works: ${config.roles.join(', ')}.\n`);
    return;
  }
  const { notices } = await service.services.about();
  for (const notice of notices) process.stdout.write(`Note: ${notice}\n`);
  process.stdout.write(`Rushes listens at ${service.url}\nSign in: ${service.signInLink}\n`);
  if (!config.seed) return;
  await service.seed.run((line) => void process.stdout.write(`${line}\n`));
  process.stdout.write(`\nReady. Open ${service.signInLink}\nor, in another terminal: ./rushes search --production harbour\n`);
}
