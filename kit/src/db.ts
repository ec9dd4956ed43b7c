/**
 * PostgreSQL: what a database is to its callers, column types, and the statements that all services share. It wraps no
 * query: callers use drizzle and SQL as they are. A function that takes a `Reader` may only read; one that takes a `Tx`
 * is part of a transaction.
 */
import { toSnakeCase } from 'drizzle-orm/casing';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { getTableColumns, getTableName, Placeholder, sql, type InferInsertModel, type SQL } from 'drizzle-orm';
import { customType, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import type { Scope } from './scope.ts';

export type Reader = NodePgDatabase & { readonly $client: Pick<pg.Pool, 'query'> };
declare const withinTransaction: unique symbol;
export type Tx = Reader & { readonly [withinTransaction]: true };

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
/** A calendar month as `2026-06`. It sorts as text, and nobody mistakes it for a day. */
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

/** Whether a transaction waits for locks and tries again. */
export type Patience = 'patient' | 'impatient';

export type Database = {
  readonly reader: Reader;
  /** Statements that it sends by itself have no scope. */
  readonly pool: pg.Pool;
  /** The same database, in which each read and each transaction states this scope. */
  within(scope: Scope): Database;
  /**
   * Runs the work in one transaction, and again from its beginning when nothing of it can have stayed. `impatient`:
   * only once, and without waiting long for a lock.
   */
  transaction<T>(work: (tx: Tx) => Promise<T> | T, patience?: Patience): Promise<T>;
  /** Calls the listener after every commit. */
  onCommit(listener: (tx: Tx) => void): void;
  /** Closes without waiting long for running statements, whose answers nobody needs any more. */
  close(): Promise<void>;
};

/** Rows as one JSON parameter in the shape of the table: one statement and one parameter for 1 or 10,000 rows. */
export const asRecordset = <T extends PgTable>(table: T, rows: readonly Partial<InferInsertModel<T>>[] | Placeholder): SQL =>
  sql`json_populate_recordset(null::${sql.identifier(getTableName(table))}, ${rows instanceof Placeholder ? rows : asRows(table, rows)}::json)`;

/**
 * The parameter of a recordset. PostgreSQL reads an absent field as null, so null is left out. Nested whole numbers
 * must already be texts.
 */
export function asRows<T extends PgTable>(table: T, rows: readonly Partial<InferInsertModel<T>>[]): string {
  const names = namesIn(table);
  const records = rows.map((row) => {
    const record: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(row))
      if (value !== null) record[names[key] ?? key] = typeof value === 'bigint' ? value.toString() : value;
    return record;
  });
  return JSON.stringify(records);
}

const namesOfColumns = new WeakMap<PgTable, Readonly<Record<string, string>>>();

function namesIn(table: PgTable): Readonly<Record<string, string>> {
  const known = namesOfColumns.get(table);
  if (known) return known;
  const columns = Object.entries(getTableColumns(table));
  const names = Object.fromEntries(columns.map(([key, { name, keyAsName }]) => [key, keyAsName ? toSnakeCase(name) : name]));
  namesOfColumns.set(table, names);
  return names;
}

/** Inserts complete rows. Column defaults do not apply: each row gives every value, or null. */
export async function insertAll<T extends PgTable>(tx: Tx, table: T, rows: readonly InferInsertModel<T>[], onConflict: SQL = sql``) {
  if (rows.length === 0) return;
  await tx.execute(sql`insert into ${table} select * from ${asRecordset(table, rows)} ${onConflict}`);
}

const nameOf = (column: string): SQL => sql`${sql.identifier(toSnakeCase(column))}`;

/** The names of columns in SQL. */
export const namesOf = (columns: readonly string[]): SQL => sql.join(columns.map(nameOf), sql`, `);

/** For a row that exists already: its columns take the values of the row that was to be inserted. */
export const asGiven = (columns: readonly string[]): SQL =>
  sql.join(
    columns.map((column) => sql`${nameOf(column)} = excluded.${nameOf(column)}`),
    sql`, `,
  );

/** Ids as PostgreSQL's array text: one parameter however many there are. */
export const asArray = (ids: Iterable<string>): string => `{${[...ids].join(',')}}`;

/** Whether the column is one of these ids. The text of the statement does not depend on their number. */
export const isOneOf = (column: PgColumn, ids: Iterable<string> | Placeholder): SQL =>
  sql`${column} = any(${ids instanceof Placeholder ? ids : asArray(ids)}::uuid[])`;

/** Whether the column contains the text, in any case of letters. */
export const contains = (column: PgColumn | SQL, text: string): SQL => sql`strpos(lower(${column}), lower(${text}::text)) > 0`;

type Versioned = PgTable & { id: PgColumn; version: PgColumn };

/**
 * Keeps the newest version of each thing that another service announces, in whatever order the versions come. Rows are
 * complete.
 */
export async function saveNewest<T extends Versioned>(tx: Tx, table: T, rows: readonly InferInsertModel<T>[]): Promise<void> {
  const newest = new Map<string, InferInsertModel<T> & { id: string; version: number }>();
  for (const row of rows as readonly (InferInsertModel<T> & { id: string; version: number })[]) {
    // One statement cannot write a row twice.
    if ((newest.get(row.id)?.version ?? 0) < row.version) newest.set(row.id, row);
  }
  const columns = Object.keys(getTableColumns(table)).filter((key) => key !== 'id');
  // All transactions lock in the order of ids.
  const inOrder = [...newest.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await insertAll(tx, table, inOrder, sql`on conflict (id) do update set ${asGiven(columns)} where ${table.version} < excluded.version`);
}

/** Takes the right to decide about a thing that may not exist yet. Others wait until the transaction ends. */
export const lock = (tx: Tx, what: string) => tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${what}, 0))`);

/**
 * Locks several names in their order, so that two transactions with some of the same names do not wait for each other.
 */
export const lockAll = async (tx: Tx, names: Iterable<string>): Promise<void> => {
  const inOrder = [...new Set(names)].toSorted();
  if (inOrder.length > 0)
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from jsonb_array_elements_text(${JSON.stringify(inOrder)}::jsonb) as name`,
    );
};

/** Locks the names shared: many may hold one at a time. `lock` and `lockAll` wait for all of them, and they for it. */
export const lockAllShared = async (tx: Tx, names: Iterable<string>): Promise<void> => {
  const inOrder = [...new Set(names)].toSorted();
  if (inOrder.length > 0)
    await tx.execute(
      sql`select pg_advisory_xact_lock_shared(hashtextextended(name, 0)) from jsonb_array_elements_text(${JSON.stringify(inOrder)}::jsonb) as name`,
    );
};

/**
 * For a transaction that works on many thousands of rows: PostgreSQL plans its statements for the rows that are there.
 */
export const planForMuch = (tx: Tx) =>
  tx.execute(sql`
    select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'on', true),
           set_config('enable_hashjoin', 'on', true), set_config('enable_mergejoin', 'on', true)`);
