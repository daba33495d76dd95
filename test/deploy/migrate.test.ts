/** Migrations, on a real PostgreSQL. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { createPool, createSql } from '../../src/adapters/postgres/sql.ts';
import { newHome } from '../servers/service.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const home = newHome();
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
beforeAll(async () => {
  server = await startEmbeddedPostgres(home);
});
afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

it('one process migrates one new database after another, and nothing is applied again', async () => {
  const pool = createPool(server.url, 1);
  const made: (readonly string[])[] = [];
  for (const name of ['first', 'second']) {
    await createSql(pool).query(`CREATE DATABASE ${name}`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    made.push((await migrate(url.href, projectFolder)).applied);
    expect((await migrate(url.href, projectFolder)).applied).toEqual([]);
  }
  // Who stays connected keeps an embedded server from being stopped: it ran on after the first day of each installation.
  const others = `SELECT count(*)::int AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;
  await expect.poll(() => createSql(pool).query(others), { timeout: 10_000 }).toEqual([{ others: 0 }]);
  await pool.end();
  expect(made[0]!.length).toBeGreaterThan(0);
  expect(made[1]).toEqual(made[0]);
});
