import pg from 'pg';
import type { SqlSession } from '../../domain/ports/catalogue.ts';

// int8 as number: frame counts, sizes and revisions are far below 2^53, and a string would have to be parsed in a hundred places.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));
// A day is a day, not midnight in somebody's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Statements on the pool, or, inside `transaction`, on one connection. */
export type Sql = SqlSession & {
  /** BEGIN, work, COMMIT; ROLLBACK when `work` throws. Inside a transaction it joins it. */
  readonly transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
};

function bound(client: pg.PoolClient): Sql {
  const sql: Sql = {
    query: async <Row>(text: string, values?: readonly unknown[]) => (await client.query(text, values as unknown[])).rows as Row[],
    transaction: (work) => work(sql),
  };
  return sql;
}

export function createSql(pool: pg.Pool): Sql {
  return {
    query: async <Row>(text: string, values?: readonly unknown[]) => (await pool.query(text, values as unknown[])).rows as Row[],
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(bound(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
  };
}

export function createPool(connectionString: string, max = 20): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, idleTimeoutMillis: 30_000 });
  // A connection that breaks while idle is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}
