/**
 * PostgreSQL: the pool, the one transaction helper, column types and the migration runner. It wraps no query: drizzle
 * and SQL are used as they are. A function that takes a `Reader` may only read, one that takes a `Tx` is part of a transaction.
 */
import { toSnakeCase } from 'drizzle-orm/casing';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import { getTableColumns, getTableName, sql, type InferInsertModel, type SQL } from 'drizzle-orm';
import { customType, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import pg from 'pg';
import type { Log } from './log.ts';

// Whole numbers of the database are never floating-point here.
pg.types.setTypeParser(pg.types.builtins.INT8, BigInt);

export type Reader = NodePgDatabase;
declare const withinTransaction: unique symbol;
export type Tx = NodePgDatabase & { readonly [withinTransaction]: true };

export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  toDriver: (value) => value.toString({ smallestUnit: 'millisecond' }),
  fromDriver: (value) => Temporal.Instant.from(value),
});
export const day = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => 'date',
  toDriver: (value) => value.toString(),
  fromDriver: (value) => Temporal.PlainDate.from(value),
});
/** A calendar month as `2026-06`: sorts as text, and nobody mistakes it for a day. */
export const month = customType<{ data: Temporal.PlainYearMonth; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => value.toString(),
  fromDriver: (value) => Temporal.PlainYearMonth.from(value),
});
export const cents = customType<{ data: bigint; driverData: bigint | string }>({
  dataType: () => 'bigint',
  toDriver: String,
  fromDriver: BigInt,
});

export type Database = {
  readonly reader: Reader;
  readonly pool: pg.Pool;
  /** Runs the work in one transaction; again from its beginning when nothing of it can have stayed. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Called after every commit, so that the relay need not wait for its next poll. */
  onCommit(listener: () => void): void;
  close(): Promise<void>;
};

/** The connection was lost while COMMIT was under way: it may or may not have happened. Commands find out by their idempotency key, reactions by their watermark. */
export class CommitUnknown extends Error {
  override name = 'CommitUnknown';
}

const TRANSIENT_CLASSES = new Set(['08', '40', '53', '55', '57']);
const LOST_CODES = /^(08...|57P..|25P03|25P04|ECONN[A-Z]+|EPIPE|ETIMEDOUT|E(HOST|NET)UNREACH|ENOTFOUND|EAI_AGAIN)$/;
// From its first letter: further on, a message may quote what a caller wrote.
const LOST_MESSAGE =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired|Query read timeout)/;

/** drizzle wraps what the driver says; COMMIT's own faults come bare. */
const causes = function* (fault: unknown): Generator<Error & { code?: string; constraint?: string }> {
  for (let at = fault; at instanceof Error; at = at.cause) yield at as Error & { code?: string };
};
export const sqlStateOf = (fault: unknown): string | undefined => [...causes(fault)].find((at) => at.code !== undefined)?.code;
export const constraintOf = (fault: unknown): string | undefined => [...causes(fault)].find((at) => at.constraint)?.constraint;

export const isLostConnection = (fault: unknown): boolean =>
  [...causes(fault)].some((at) => LOST_CODES.test(at.code ?? '') || LOST_MESSAGE.test(at.message));

/** Whether trying again may help: lost connections, timeouts, conflicts between transactions, a server that is full or stopping. */
export const isTransient = (fault: unknown): boolean =>
  fault instanceof CommitUnknown || isLostConnection(fault) || TRANSIENT_CLASSES.has((sqlStateOf(fault) ?? '').slice(0, 2));

export type DatabaseOptions = { url: string; log: Log; name: string; max?: number; statementLimitMs?: number };

export function openDatabase({ url, log, name, max = 12, statementLimitMs = 30_000 }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    maxLifetimeSeconds: 1_800,
    keepAlive: true,
    // Both sides have a limit: the server's own cannot fire while the server is frozen.
    query_timeout: statementLimitMs + 2_000,
    statement_timeout: statementLimitMs,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  pool.on('error', (fault) => log.warn({ err: fault }, 'an idle database connection was lost'));
  const listeners: (() => void)[] = [];
  return {
    pool,
    reader: drizzle(pool, { casing: 'snake_case' }),
    onCommit: (listener) => void listeners.push(listener),
    close: () => pool.end(),
    async transaction(work) {
      const result = await inTransaction(pool, work);
      for (const listener of listeners) listener();
      return result;
    },
  };
}

const ATTEMPTS = 5;
const RETRY_DELAY_MS = 25;

async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptTransaction(pool, work);
    } catch (fault) {
      if (attempt === ATTEMPTS || !mayRunAgain(fault)) throw fault;
      await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MS * attempt ** 2));
    }
  }
}

// 40001 and 40P01: another transaction was preferred. 55P03: a lock took too long. None of them leaves anything behind.
const mayRunAgain = (fault: unknown) =>
  !(fault instanceof CommitUnknown) && (isLostConnection(fault) || ['40001', '40P01', '55P03'].includes(sqlStateOf(fault) ?? ''));

async function attemptTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: unknown;
  let committing = false;
  // Without a listener, a backend that dies under a checked-out client would end the process.
  const onError = (fault: unknown) => void (broken = fault);
  client.on('error', onError);
  try {
    await client.query('begin');
    const result = await work(drizzle(client, { casing: 'snake_case' }) as unknown as Tx);
    if (broken) throw broken;
    committing = true;
    const { command } = await client.query('commit');
    // COMMIT of a failed transaction answers ROLLBACK, without an error.
    if (command !== 'COMMIT') throw Object.assign(new Error('a statement of this transaction had failed before'), { code: '25P02' });
    return result;
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

const toJson = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
const isNested = (value: unknown) => typeof value === 'object' && value !== null && !('toJSON' in value);

/** Rows as one JSON parameter in the shape of the table: one statement and one parameter for 1 or 10,000 rows. */
export function asRecordset<T extends PgTable>(table: T, rows: readonly Partial<InferInsertModel<T>>[]): SQL {
  const columns = Object.entries(getTableColumns(table));
  const names = Object.fromEntries(columns.map(([key, { name, keyAsName }]) => [key, keyAsName ? toSnakeCase(name) : name]));
  // A function that sees every value makes JSON three times as slow, so it is called only where bigints may hide deeper.
  let nested = false;
  const records = rows.map((row) => {
    const record: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(row)) {
      nested ||= isNested(value);
      record[names[key] ?? key] = toJson(key, value);
    }
    return record;
  });
  const json = JSON.stringify(records, nested ? toJson : undefined);
  return sql`jsonb_populate_recordset(null::${sql.identifier(getTableName(table))}, ${json}::jsonb)`;
}

/** Inserts complete rows (column defaults do not apply: every value is given or null). */
export async function insertAll<T extends PgTable>(tx: Tx, table: T, rows: readonly InferInsertModel<T>[], onConflict: SQL = sql``) {
  if (rows.length === 0) return;
  await tx.execute(sql`insert into ${table} select * from ${asRecordset(table, rows)} ${onConflict}`);
}

/** Ids as PostgreSQL's array text: one parameter however many there are. */
export const asArray = (ids: Iterable<string>): string => `{${[...ids].join(',')}}`;

/** One of these ids. The text of the statement is the same however many there are. */
export const isOneOf = (column: PgColumn, ids: Iterable<string>): SQL => sql`${column} = any(${asArray(ids)}::uuid[])`;

type Versioned = PgTable & { id: PgColumn; version: PgColumn };

/** Keeps, of things that others announce, the newest version of each, whatever came first. Rows are complete. */
export async function saveNewest<T extends Versioned>(tx: Tx, table: T, rows: readonly InferInsertModel<T>[]): Promise<void> {
  const newest = new Map<string, InferInsertModel<T> & { id: string; version: number }>();
  for (const row of rows as readonly (InferInsertModel<T> & { id: string; version: number })[]) {
    // One statement cannot write a row twice.
    if ((newest.get(row.id)?.version ?? 0) < row.version) newest.set(row.id, row);
  }
  const columns = Object.keys(getTableColumns(table)).filter((key) => key !== 'id');
  const set = sql.join(
    columns.map((key) => sql`${sql.identifier(toSnakeCase(key))} = excluded.${sql.identifier(toSnakeCase(key))}`),
    sql`, `,
  );
  // In the order of ids, as everybody locks.
  const inOrder = [...newest.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await insertAll(tx, table, inOrder, sql`on conflict (id) do update set ${set} where ${table.version} < excluded.version`);
}

/** Waits for, and holds until the end of the transaction, the right to decide about a thing that may not exist yet. */
export const lock = (tx: Tx, what: string) => tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${what}, 0))`);

export type MigrateOptions = {
  ownerUrl: string;
  folder: string;
  /** The role that the service runs as; it gets no right to change or remove rows of these tables. */
  role: string;
  appendOnly: readonly string[];
};

/** One runner at a time brings the schema up to date, sets the rights of the running role and the first epoch. */
export async function migrate({ ownerUrl, folder, role, appendOnly }: MigrateOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(`set lock_timeout = '60s'; set statement_timeout = '300s'`);
    await client.query('select pg_advisory_lock(4711)');
    await runMigrations(drizzle(client, { casing: 'snake_case' }), { migrationsFolder: folder });
    const grantee = client.escapeIdentifier(role);
    const kept = appendOnly.map((table) => client.escapeIdentifier(table)).join(', ');
    // One transaction: a service that runs meanwhile never has more rights than it should.
    await client.query(`begin;
      grant usage on schema public to ${grantee};
      grant select, insert, update, delete on all tables in schema public to ${grantee};
      grant usage on all sequences in schema public to ${grantee};
      ${kept && `revoke update, delete, truncate on ${kept} from ${grantee};`}
      revoke insert, update, delete on epoch from ${grantee};
      insert into epoch (number) select 1 where not exists (select from epoch);
      commit`);
  } finally {
    await client.end();
  }
}
