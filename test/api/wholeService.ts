/** The whole service in this process, as `npm start` composes it, in the role of the API; every SQL statement that it makes is seen. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { createPool, createSql } from '../../src/adapters/postgres/sql.ts';
import { startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { newHome } from '../servers/service.ts';
import type { Answer } from './fixture.ts';

export type WholeService = Awaited<ReturnType<typeof startWholeService>>;

/** What goes on by the clock is no part of an answer; nor are the look at who asks, once in five seconds, and the frame of a transaction. */
const notOfAnswers = /\bqueue\.|n_live_tup|relpages|UPDATE webhook_delivery|FROM api_token WHERE hash|^\s*(BEGIN|COMMIT|ROLLBACK|LISTEN)/i;

/** `settings`: of the environment, beside those that a test needs. */
export async function startWholeService(settings: Readonly<Record<string, string>> = {}) {
  const home = newHome();
  mkdirSync(join(home, 'cards'));
  const statements: string[] = [];
  // Every statement of every pool passes by here.
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: unknown, ...args: unknown[]) {
    const [first] = args;
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '');
    if (!notOfAnswers.test(text)) statements.push(text);
    return original.apply(this, args);
  } as never;
  const app = await startApp(
    loadConfig({
      RUSHES_HOME: home,
      RUSHES_PORT: '0',
      RUSHES_SEED: 'off',
      RUSHES_ROLES: 'api',
      RUSHES_LOG: 'silent',
      RUSHES_MEDIA_ROOTS: `cards=${join(home, 'cards')}`,
      ...settings,
    }),
  );
  const pool = createPool(app.databaseUrl, 2);
  return {
    home,
    app,
    statements,
    sql: createSql(pool),
    /** POST /graphql as the administrator. */
    async ask(query: string, variables: object = {}): Promise<Answer> {
      const answer = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token}` },
        body: JSON.stringify({ query, variables }),
      });
      return { status: answer.status, ...((await answer.json()) as Omit<Answer, 'status'>) };
    },
    async close() {
      await pool.end();
      await app.close();
      pg.Client.prototype.query = original as never;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
