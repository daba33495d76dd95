/** The database ends connections: a restart, a failover, an administrator. What was on them fails; the process goes on. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCatalogue, type SearchFixture } from '../search-contract/fixture.ts';

let catalogue: SearchFixture;
beforeAll(async () => {
  catalogue = await startCatalogue();
});
afterAll(() => catalogue?.close());

test('a connection that is ended inside a transaction fails that transaction, and nothing else', async () => {
  const { sql } = catalogue;
  const work = sql.transaction(async (tx) => {
    const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await sql.query('SELECT pg_terminate_backend($1)', [row!.pid]);
    // Nothing is asked while it ends, as when a worker renders or indexes in between.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return tx.query('SELECT 1');
  });
  await expect(work).rejects.toThrow();
  expect(await sql.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('who waits for the turn to rebuild ends when told to', async () => {
  const { feed } = catalogue;
  let release = (): void => undefined;
  let begun = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const first = feed.alone(() => {
    begun();
    return new Promise<void>((resolve) => (release = resolve));
  });
  await hasBegun;
  const stop = new AbortController();
  let second = false;
  const waiting = feed.alone(async () => void (second = true), stop.signal);
  stop.abort();
  await expect(waiting).rejects.toThrow(/abort/);
  release();
  await first;
  expect(second).toBe(false);
  expect(await feed.alone(async () => 'its turn')).toBe('its turn');
});
