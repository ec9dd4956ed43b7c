/**
 * Relay connections over rows in an order: what a page is, where it ends, and how many rows there are. The feed has
 * cursors of its own.
 */
import { asc, desc, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { parseDay, parseInstant, type Day, type Instant } from './day.ts';
import { badInput } from './errors.ts';
import { isId, type Id } from './ids.ts';
import { say } from './language.ts';
import { unfitIn } from './text.ts';

export type PageArguments = { readonly first: number; readonly after?: string | null | undefined };

/**
 * A column that orders rows before their ids. It is never null. `type`, `of` and `isOne` say how its values stand in a
 * cursor.
 */
export type OrderKey<Row> = {
  readonly column: PgColumn | SQL;
  readonly type: SQL;
  readonly of: (row: Row) => string;
  /** Cursors come from outside, so their values need a check. */
  readonly isOne: (text: string) => boolean;
};

/** All columns go the same way, so that an index gives the order and a page begins anywhere in it. */
export type Order<Row extends { readonly id: Id }> = {
  /** Names the list and its order: a cursor is valid for these only. */
  readonly name: string;
  readonly direction: 'asc' | 'desc';
  readonly keys: readonly OrderKey<Row>[];
  readonly id: PgColumn;
};

/**
 * The query fetches one row more than the page shows, to know whether there is a next page. `after`: the keys and the
 * id of the row before the page.
 */
export type OrderedPage<Row extends { readonly id: Id }> = {
  readonly order: Order<Row>;
  readonly first: number;
  readonly after: readonly string[] | null;
};

/** A page of a list whose only order is that of the ids. */
export type Page = { readonly first: number; readonly before: Id | null };

const key =
  <Value>(type: SQL, write: (value: Value) => string, isOne: (text: string) => boolean) =>
  <Row>(column: PgColumn | SQL, of: (row: Row) => Value): OrderKey<Row> => ({ column, type, of: (row) => write(of(row)), isOne });

const TEXT_MAX = 200;
const WHOLE = /^-?\d{1,18}$/;

export const instantKey = key<Instant>(sql`timestamptz`, String, (text) => parseInstant(text) !== undefined);
export const dayKey = key<Day>(sql`date`, String, (text) => parseDay(text) !== undefined);
export const wholeKey = key<bigint | number>(sql`bigint`, String, (text) => WHOLE.test(text));
/** For columns of at most 200 characters. */
export const textKey = key<string>(
  sql`text`,
  String,
  (text) => text.length <= 2 * TEXT_MAX && unfitIn(text, { mayHaveLines: false }) === undefined,
);

/** Cursors are opaque, so that nobody builds one by hand. */
const encode = (text: string): string => Buffer.from(text).toString('base64url');
const decode = (cursor: string): string => Buffer.from(cursor, 'base64url').toString();

const FOREIGN_CURSOR = say(
  'Kohdistin ei kuulu tähän luetteloon tai järjestykseen.',
  'Markören hör inte till den här listan eller ordningen.',
  'The cursor is not one of this list and order.',
);

/** The next rows of a list without cursors, after those that the caller already has. */
export const firstOf = <Row>(
  rows: readonly Row[],
  { first, skip = 0 }: { readonly first: number; readonly skip?: number },
): readonly Row[] => rows.slice(skip, skip + first);

export function readPageArguments({ first, after }: PageArguments): Page {
  const before = after == null ? null : decode(after);
  if (before !== null && !isId(before)) throw badInput(FOREIGN_CURSOR);
  return { first: first + 1, before };
}

export function readPage<Row extends { readonly id: Id }>(order: Order<Row>, { first, after }: PageArguments): OrderedPage<Row> {
  return { order, first: first + 1, after: after == null ? null : readCursor(order, after) };
}

function readCursor<Row extends { readonly id: Id }>({ name, keys }: Order<Row>, cursor: string): readonly string[] {
  const [named, id, ...values] = partsIn(decode(cursor));
  const isOurs = named === name && isId(id!) && values.length === keys.length && keys.every(({ isOne }, index) => isOne(values[index]!));
  if (!isOurs) throw badInput(FOREIGN_CURSOR);
  return [...values, id!];
}

function partsIn(text: string): readonly string[] {
  try {
    const parts: unknown = JSON.parse(text);
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [''];
  } catch {
    return [''];
  }
}

const cursorIn =
  <Row extends { readonly id: Id }>({ name, keys }: Order<Row>) =>
  (row: Row): string =>
    encode(JSON.stringify([name, row.id, ...keys.map(({ of }) => of(row))]));

const columnsOf = <Row extends { readonly id: Id }>({ keys, id }: Order<Row>) => [...keys.map(({ column }) => column), id];

export const inOrder = <Row extends { readonly id: Id }>(order: Order<Row>): SQL[] =>
  columnsOf(order).map((column) => (order.direction === 'asc' ? asc(column) : desc(column)));

/** The condition for rows after the start of the page. */
export function startOf<Row extends { readonly id: Id }>({ order, after }: OrderedPage<Row>): SQL | undefined {
  if (!after) return undefined;
  const types = [...order.keys.map(({ type }) => type), sql`uuid`];
  const values = after.map((value, index) => sql`${value}::${types[index]}`);
  const list = (parts: readonly unknown[]) =>
    sql.join(
      parts.map((part) => sql`${part}`),
      sql`, `,
    );
  return sql`(${list(columnsOf(order))}) ${order.direction === 'asc' ? sql`>` : sql`<`} (${list(values)})`;
}

/** Lists are counted no further: so many means so many or more. The SDL tells callers. */
export const COUNTED_AT_MOST = 1_000;

/**
 * What a connection is besides its page. Without `order` the ids give the order. `count` runs only when the client asks
 * for it.
 */
type Rest<Row extends { readonly id: Id }> = {
  readonly order?: Order<Row>;
  readonly count?: () => Promise<number> | number;
};

/** Pages go forward only, so any page with `after` has a page before it. */
export function toConnection<Row extends { readonly id: Id }>(
  rows: readonly Row[],
  { first, after }: PageArguments,
  { order, count }: Rest<Row> = {},
) {
  const cursorOf = order ? cursorIn(order) : ({ id }: Row) => encode(id);
  const edges = rows.slice(0, first).map((node) => ({ cursor: cursorOf(node), node }));
  const ends = { startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null };
  return { edges, pageInfo: { hasNextPage: rows.length > first, hasPreviousPage: after != null, ...ends }, count };
}

/** The resolvers of a connection type that has `totalCount`. */
export const counted = { totalCount: ({ count }: { readonly count: () => Promise<number> | number }) => count() };
