/** Opens a database: the pool of its connections, and how a lost connection is hidden from readers. */
import { PgDialect } from 'drizzle-orm/pg-core';
import pg from 'pg';
import type { Database, Reader, Tx } from './db.ts';
import type { Log } from './log.ts';
import { prepareStatements } from './prepare.ts';
import { widening } from './reach.ts';
import { stating, type Scope } from './scope.ts';
import { LET_GO_MS } from './stopping.ts';
import { inTransaction, isCutConnection, isLostConnection, over } from './transaction.ts';
import { pause } from './waiting.ts';

// Whole numbers of the database never become floating-point.
pg.types.setTypeParser(pg.types.builtins.INT8, BigInt);

export type DatabaseOptions = { url: string; log: Log; name: string; max?: number; statementLimitMs?: number };

// A connection plans each statement once, and the plan outlives today's table sizes. So the plan must not depend on
// them: it looks up by index, whatever seems cheaper while a table is small.
const PLANNING = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  random_page_cost: '1.1',
};

export function openDatabase({ url, log, name, max = 12, statementLimitMs = 30_000 }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    // A little less than callers wait: a shorter limit would turn away what a busy service could still answer.
    connectionTimeoutMillis: 9_000,
    idleTimeoutMillis: 30_000,
    maxLifetimeSeconds: 1_800,
    keepAlive: true,
    // Both sides have a limit: the server's own cannot fire while the server is frozen.
    query_timeout: statementLimitMs + 2_000,
    statement_timeout: statementLimitMs,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 30_000,
    options: Object.entries(PLANNING)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    // The driver sends statements together when they do not wait for each other's answers.
    pipeline: true,
  });
  pool.on('connect', (client) => {
    // The pool listens from the first moment. A backend may die as its connection becomes ready, before the caller can
    // listen, and an error without a listener ends the process.
    client.on('error', (fault) => log.warn({ err: fault }, 'a database connection was lost'));
    prepareStatements(client);
  });
  // The connection's own listener has logged the fault.
  pool.on('error', () => undefined);
  const dialect = new PgDialect({ casing: 'snake_case' });
  const listeners: ((tx: Tx) => void)[] = [];
  const close = async () => {
    const ended = new AbortController();
    await Promise.race([pool.end().finally(() => ended.abort()), pause(LET_GO_MS, ended.signal)]);
  };
  const readerIn = (scope: Scope): Reader => widening(over(readingAgain(readingIn(pool, scope)), dialect), scope, readerIn);
  const within = (scope?: Scope): Database => ({
    pool,
    within,
    reader: scope ? readerIn(scope) : over(readingAgain(pool), dialect),
    onCommit: (listener) => void listeners.push(listener),
    close,
    async transaction(work, patience = 'patient') {
      let committed!: Tx;
      const result = await inTransaction({ pool, dialect, scope }, (tx) => work((committed = tx)), patience);
      for (const listener of listeners) listener(committed);
      return result;
    },
  });
  return within();
}

type Reading = Pick<pg.Pool, 'query'>;

/**
 * Each read is a transaction that states its scope. All three statements travel together. When the first fails, the
 * read has no scope and finds nothing.
 */
const readingIn = (pool: pg.Pool, scope: Scope): Reading => {
  const begin = `begin read only; ${stating(scope)}`;
  return {
    query: (async (...given: Parameters<pg.Pool['query']>) => {
      const client = await pool.connect();
      const [begun, answered, ended] = await Promise.allSettled([client.query(begin), client.query(...given), client.query('end')]);
      const faults = [answered, begun, ended].flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      client.release(begun.status === 'rejected' || ended.status === 'rejected' || faults.some(isLostConnection));
      if (faults.length > 0) throw faults[0];
      return (answered as PromiseFulfilledResult<unknown>).value;
    }) as unknown as pg.Pool['query'],
  };
};

/**
 * Sends a read once more when its connection was cut. A connection may be cut between two uses, and the pool cannot
 * know.
 */
const readingAgain = (pool: Reading): Reading => ({
  query: (async (...given: Parameters<pg.Pool['query']>) => {
    try {
      return await pool.query(...given);
    } catch (fault) {
      if (!isCutConnection(fault)) throw fault;
      return await pool.query(...given);
    }
  }) as unknown as pg.Pool['query'],
});
