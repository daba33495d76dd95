/** Databases of their own on one PostgreSQL, each with processes of Rushes on it that can be killed one by one. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, existsSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded.ts';
import { createPool, createSql, type Sql } from '../../src/adapters/postgres/sql.ts';
import { startService, type Service } from './service.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

export type Installation = {
  /** DATABASE_URL of its own. */
  readonly url: string;
  readonly sql: Sql;
  readonly home: string;
  readonly start: (roles: string, entry?: string) => Promise<Service>;
};
export type Installations = Awaited<ReturnType<typeof openInstallations>>;

/** `folder/media` is the media root `cards` of every installation. */
export async function openInstallations() {
  const folder = mkdtempSync(join(tmpdir(), 'rushes-kill-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'media'));
  const server = await startEmbeddedPostgres(folder);
  const open: (() => Promise<void>)[] = [];
  const started: Service[] = [];
  return {
    folder,
    async create(name: string, env: Record<string, string> = {}): Promise<Installation> {
      const admin = createPool(server.url, 1);
      await admin.query(`CREATE DATABASE ${name}`);
      await admin.end();
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      const pool = createPool(url.href, 4);
      open.push(() => pool.end());
      const home = join(folder, name);
      mkdirSync(home);
      const engines = join(project, '.rushes', 'engines');
      if (existsSync(engines)) symlinkSync(engines, join(home, 'engines'));
      const shared = { DATABASE_URL: url.href, RUSHES_MEDIA_ROOTS: `cards=${join(folder, 'media')}`, ...env };
      return {
        url: url.href,
        sql: createSql(pool),
        home,
        start: async (roles, entry) => {
          const service = await startService({ home, ...(entry ? { entry } : {}), env: { ...shared, RUSHES_ROLES: roles } });
          started.push(service);
          return service;
        },
      };
    },
    async close(): Promise<void> {
      // Those that a failed test left running.
      for (const service of started) await service.kill();
      for (const end of open) await end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Processes that were started for a home and still run, but PostgreSQL's. */
export function processesOf(home: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`RUSHES_HOME=${home}\0`)) return [];
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
        return readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ') ? [] : [`${pid} ${command}`];
      } catch {
        return [];
      }
    });
}
