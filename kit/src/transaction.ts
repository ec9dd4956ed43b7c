/**
 * The one transaction helper. It does all of the work or nothing, however the connection dies, and tries again only
 * when nothing can have stayed.
 */
import type { SQL } from 'drizzle-orm';
import { NodePgDatabase, NodePgSession } from 'drizzle-orm/node-postgres';
import type { PgDialect } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import type { Patience, Reader, Tx } from './db.ts';
import { statementName } from './prepare.ts';
import { stating, type Scope } from './scope.ts';

/** The dialect remembers the names of columns. */
export type Server = { readonly pool: pg.Pool; readonly dialect: PgDialect; readonly scope: Scope | undefined };

export const over = (client: Pick<pg.Pool, 'query'>, dialect: PgDialect): Reader =>
  Object.assign(new NodePgDatabase(dialect, new NodePgSession(client as pg.Pool, dialect, undefined), undefined), { $client: client });

/**
 * The connection was lost during COMMIT, which may or may not have happened. Commands find out by their idempotency
 * key, reactions by their watermark.
 */
export class CommitUnknown extends Error {
  override name = 'CommitUnknown';
}

const TRANSIENT_CLASSES = new Set(['08', '40', '53', '55', '57']);
const CUT_CODES = /^(08...|57P..|25P03|25P04|ECONNRESET|EPIPE)$/;
const AWAY_CODES = /^(ECONN[A-Z]+|ETIMEDOUT|E(HOST|NET)UNREACH|ENOTFOUND|EAI_AGAIN)$/;
// The patterns match from the first letter: further on, a message may quote what a caller wrote.
const CUT_MESSAGE = /^(Connection terminated|Client has encountered a connection error)/;
const TIMEOUT_MESSAGE = /^(timeout exceeded when trying to connect|timeout expired|Query read timeout)/;

/** drizzle wraps the driver's faults; those of COMMIT come bare. */
const causes = function* (fault: unknown): Generator<Error & { code?: string; constraint?: string }> {
  for (let at = fault; at instanceof Error; at = at.cause) yield at as Error & { code?: string };
};
export const sqlStateOf = (fault: unknown): string | undefined => [...causes(fault)].find((at) => at.code !== undefined)?.code;
export const constraintOf = (fault: unknown): string | undefined => [...causes(fault)].find((at) => at.constraint)?.constraint;

/** Whether an open connection was lost. Another connection may well do. */
export const isCutConnection = (fault: unknown): boolean =>
  [...causes(fault)].some((at) => CUT_CODES.test(at.code ?? '') || CUT_MESSAGE.test(at.message));

/** The same, or the server is away or does not answer in time. */
export const isLostConnection = (fault: unknown): boolean =>
  isCutConnection(fault) || [...causes(fault)].some((at) => AWAY_CODES.test(at.code ?? '') || TIMEOUT_MESSAGE.test(at.message));

/**
 * Whether another try may help: lost connections, timeouts, conflicts between transactions, a server that is full or
 * stopping.
 */
export const isTransient = (fault: unknown): boolean =>
  fault instanceof CommitUnknown || isLostConnection(fault) || TRANSIENT_CLASSES.has((sqlStateOf(fault) ?? '').slice(0, 2));

const ATTEMPTS = { patient: 5, impatient: 1 };
const BEGIN = { patient: 'begin', impatient: `begin; set local lock_timeout = '300ms'` };
const beginning = (patience: Patience, scope: Scope | undefined) => (scope ? `${BEGIN[patience]}; ${stating(scope)}` : BEGIN[patience]);
const RETRY_DELAY_MS = 25;

/** Runs the work in one transaction, and again from its beginning when nothing of it can have stayed. */
export async function inTransaction<T>(server: Server, work: (tx: Tx) => Promise<T> | T, patience: Patience): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptTransaction(server, work, patience);
    } catch (fault) {
      if (attempt === ATTEMPTS[patience] || !mayRunAgain(fault)) throw fault;
      await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MS * attempt ** 2));
    }
  }
}

// 40001 and 40P01: PostgreSQL preferred another transaction. 55P03: a lock took too long. None of them leaves anything
// behind.
const mayRunAgain = (fault: unknown) =>
  !(fault instanceof CommitUnknown) && (isLostConnection(fault) || ['40001', '40P01', '55P03'].includes(sqlStateOf(fault) ?? ''));

const lastStatements = new WeakMap<Tx, () => SQL>();

/**
 * Sets the last statement of a transaction. It is made when the work is done and sent together with COMMIT, so its
 * locks hold others up least.
 */
export const lastly = (tx: Tx, statement: () => SQL): void => void lastStatements.set(tx, statement);

/** Sends the last statement, if there is one, and COMMIT behind it. A fault of the statement fails the transaction. */
async function commit(client: pg.PoolClient, dialect: PgDialect, tx: Tx): Promise<void> {
  const last = lastStatements.get(tx)?.();
  const { sql: text, params } = last ? dialect.sqlToQuery(last) : { sql: '', params: [] };
  const sent = [...(last ? [client.query({ name: statementName(text)!, text, values: params })] : []), client.query('commit')];
  for (const outcome of await Promise.allSettled(sent)) if (outcome.status === 'rejected') throw outcome.reason;
  // COMMIT of a failed transaction answers ROLLBACK, without an error.
  if ((await sent.at(-1)!).command !== 'COMMIT')
    throw Object.assign(new Error('a statement of this transaction had failed before'), { code: '25P02' });
}

/** A statement that nobody awaited may come after the end of the transaction. It must not run outside of it. */
const whileOpen = (client: pg.PoolClient, isOpen: () => boolean): Pick<pg.Pool, 'query'> => ({
  query: ((...given: Parameters<typeof client.query>) => {
    if (!isOpen()) throw new Error('this transaction is over');
    return client.query(...given);
  }) as typeof client.query,
});

async function attemptTransaction<T>({ pool, dialect, scope }: Server, work: (tx: Tx) => Promise<T> | T, patience: Patience): Promise<T> {
  const client = await pool.connect();
  let broken: unknown;
  let committing = false;
  let open = true;
  const onError = (fault: unknown) => void (broken = fault);
  client.on('error', onError);
  try {
    const tx = over(
      whileOpen(client, () => open),
      dialect,
    ) as Tx;
    // The work does not wait for BEGIN. When PostgreSQL refuses it, the statements behind it ran outside a transaction:
    // the connection is given up, and nothing more is sent.
    const begin = client.query(beginning(patience, scope)).catch((fault: unknown) => {
      open = false;
      broken = fault;
      throw fault;
    });
    const [begun, done] = await Promise.allSettled([begin, (async () => await work(tx))()]);
    open = false;
    if (begun.status === 'rejected') throw begun.reason;
    if (done.status === 'rejected') throw done.reason;
    if (broken) throw broken;
    committing = true;
    await commit(client, dialect, tx);
    return done.value;
  } catch (fault) {
    const lost = broken !== undefined || isLostConnection(fault);
    if (lost && committing) throw new CommitUnknown('the connection was lost during COMMIT', { cause: fault });
    if (!lost) await client.query('rollback').catch((rollbackFault: unknown) => void (broken = rollbackFault));
    if (lost) broken ??= fault;
    throw fault;
  } finally {
    client.off('error', onError);
    client.release(broken !== undefined);
  }
}
