import pg from 'pg';
import { InvalidInput, NotFound } from '../../domain/errors.ts';
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

/** An id that is none, or text that PostgreSQL cannot hold, comes from whoever asked: nothing has that id. Everything else stays a fault. */
function asked(error: unknown): unknown {
  const { code, message } = error as { code?: string; message: string };
  const written = code === '22P02' ? /for type uuid: "(.*)"/s.exec(message)?.[1] : undefined;
  if (written !== undefined) return new NotFound(`There is nothing with the id "${written.slice(0, 60)}".`, { at: 'id', cause: error });
  if (code === '22021') return new InvalidInput('A text holds a character that cannot be stored (U+0000).', { cause: error });
  return error;
}

/** Statements that a connection keeps planned, by their text; each of them costs every connection some memory. */
const keptNames = new Map<string, string>();
const mostKept = 200;

/** The name under which a statement is kept; undefined: there are too many, and this one is planned each time. */
function keptName(text: string): string | undefined {
  const known = keptNames.get(text);
  if (known !== undefined || keptNames.size >= mostKept) return known;
  const name = `kept_${keptNames.size}`;
  keptNames.set(text, name);
  return name;
}

async function rowsOf<Row>(on: pg.Pool | pg.PoolClient, text: string, values?: readonly unknown[], kept?: 'kept'): Promise<Row[]> {
  try {
    const name = kept && keptName(text);
    return (await on.query({ text, values: values as unknown[], ...(name === undefined ? {} : { name }) })).rows as Row[];
  } catch (error) {
    throw asked(error);
  }
}

function bound(client: pg.PoolClient): Sql {
  const sql: Sql = {
    query: (text, values, kept) => rowsOf(client, text, values, kept),
    transaction: (work) => work(sql),
  };
  return sql;
}

export function createSql(pool: pg.Pool): Sql {
  return {
    query: (text, values, kept) => rowsOf(pool, text, values, kept),
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
  // Compiling a lookup takes longer than the lookup, and servers with LLVM compile what they think dear, at each call.
  const onConnect = async (client: pg.ClientBase): Promise<void> => {
    // One that breaks inside a transaction tells its next statement; without a listener it would end the process.
    client.on('error', () => undefined);
    await client.query('SET jit = off');
  };
  const pool = new pg.Pool({ connectionString, max, idleTimeoutMillis: 30_000, onConnect });
  // A connection that breaks while idle is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}
