/**
 * Applies prisma/migrations without Prisma's download: the same schema engine as WebAssembly, over the pg driver. It writes the ordinary
 * `_prisma_migrations` rows, so `prisma migrate deploy` goes on from here for whoever has the binary.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { Unavailable } from '../../domain/errors.ts';

/** Any number, the same in every process: one of them migrates, the others wait. */
const migrationLock = 7_264_001;

type MigrationFile = { readonly path: string; readonly content: string };

function migrationsIn(folder: string): MigrationFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ path: entry.name, content: readFileSync(join(folder, entry.name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

let engine: ReturnType<typeof loadEngine> | undefined;

/** Once in a process: another instance of it finds the first one's memory under its feet. */
async function loadEngine() {
  const module = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const path = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/js$/, 'wasm');
  const { instance } = await WebAssembly.instantiate(readFileSync(path), {
    './schema_engine_bg.js': module as unknown as WebAssembly.ModuleImports,
  });
  (module as unknown as { __wbg_set_wasm: (exports: WebAssembly.Exports) => void }).__wbg_set_wasm(instance.exports);
  (instance.exports as unknown as { __wbindgen_start: () => void }).__wbindgen_start();
  return module;
}

/** Names and checksums in `_prisma_migrations` that are finished; empty when the table does not exist. */
async function applied(client: pg.Client): Promise<Map<string, string>> {
  const exists = await client.query<{ found: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`);
  if (!exists.rows[0]?.found) return new Map();
  const rows = await client.query<{ migration_name: string; checksum: string }>(
    `SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return new Map(rows.rows.map((row) => [row.migration_name, row.checksum]));
}

/**
 * Brings the database to the newest migration of `projectFolder`/prisma/migrations. Does nothing, quickly, when all are applied.
 * Throws Unavailable when the database cannot be reached or is newer or other than the folder.
 */
export async function migrate(databaseUrl: string, projectFolder: string): Promise<{ readonly applied: readonly string[] }> {
  const files = migrationsIn(join(projectFolder, 'prisma', 'migrations'));
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
  } catch (cause) {
    throw new Unavailable(`The database does not answer: ${(cause as Error).message}. Check DATABASE_URL and that the server runs.`, {
      cause,
    });
  }
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const done = await applied(client);
    const strangers = [...done.keys()].filter((name) => !files.some((file) => file.path === name));
    if (strangers.length > 0) {
      throw new Unavailable(
        `The database has migrations that this version of Rushes does not know (${strangers.join(', ')}); start the newer version that made them.`,
      );
    }
    for (const file of files) {
      const checksum = done.get(file.path);
      if (checksum !== undefined && checksum !== createHash('sha256').update(file.content).digest('hex')) {
        throw new Unavailable(
          `The migration ${file.path} was changed after it was applied; restore it, or restore the database from a backup.`,
        );
      }
    }
    if (files.every((file) => done.has(file.path))) return { applied: [] };
    const factory = new PrismaPg({ connectionString: databaseUrl });
    const adapters: Awaited<ReturnType<typeof factory.connect>>[] = [];
    const bound = bindMigrationAwareSqlAdapterFactory({
      ...factory,
      provider: factory.provider,
      adapterName: factory.adapterName,
      connectToShadowDb: () => factory.connectToShadowDb(),
      connect: async () => {
        const adapter = await factory.connect();
        adapters.push(adapter);
        // PrismaPg splits a script at every semicolon and runs the pieces outside a transaction; a function body would fail half applied.
        adapter.executeScript = async (script: string) => {
          const session = new pg.Client({ connectionString: databaseUrl });
          await session.connect();
          try {
            await session.query(`BEGIN; ${script}\n; COMMIT`);
          } finally {
            await session.end();
          }
        };
        return adapter;
      },
    });
    const { SchemaEngine } = await (engine ??= loadEngine());
    const migration = await SchemaEngine.new({ datamodels: undefined }, () => undefined, bound);
    try {
      const result = await migration.applyMigrations({
        migrationsList: {
          baseDir: join(projectFolder, 'prisma', 'migrations'),
          lockfile: {
            path: 'migration_lock.toml',
            content: readFileSync(join(projectFolder, 'prisma', 'migrations', 'migration_lock.toml'), 'utf8'),
          },
          migrationDirectories: files.map((file) => ({
            path: file.path,
            migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: file.content } },
          })),
          shadowDbInitScript: '',
        },
        filters: { externalTables: [], externalEnums: [] },
      });
      return { applied: result.appliedMigrationNames };
    } finally {
      migration.free();
      // The engine leaves its connections open, and an embedded server that somebody is connected to is not stopped.
      for (const adapter of adapters) await adapter.dispose();
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    await client.end();
  }
}
