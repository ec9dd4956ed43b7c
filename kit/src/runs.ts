/**
 * Lists that are merged from runs. An index on (service, …, key, id) holds each service's rows in the order of a list,
 * a run for each. A reader of several services reads each run from where the page begins, and does not sort all rows. A
 * list without a merge has one run.
 */
import { getTableColumns, getTableName, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { asArray, type Reader } from './db.ts';
import type { Id } from './ids.ts';
import { COUNTED_AT_MOST, inOrder, startOf, type Order, type OrderedPage } from './pages.ts';

/** The table of the list, and its id. */
type Listed = PgTable & { readonly id: PgColumn };

export type Runs = {
  /** Rows of which each stands for a run. */
  readonly from: SQL;
  /** The condition that ties a row to its run, and all further conditions. */
  readonly where: SQL | undefined;
};

/** For lists that are one run. */
export const ONE_RUN = sql`(select) as run`;

/** The owner of a row, for `where`, when a query lists for several owners. */
export const OWNER_ID = sql`owner.id`;

const list = (parts: readonly (SQL | PgColumn)[]): SQL =>
  sql.join(
    parts.map((part) => sql`${part}`),
    sql`, `,
  );

const tableName = (table: Listed): SQL => sql`${sql.identifier(getTableName(table))}`;

/**
 * The ids of a page's rows and the columns that order them. PostgreSQL reads them from an index that has all these
 * columns.
 */
function idsOf<Row extends { readonly id: Id }>(table: Listed, { from, where }: Runs, page: OrderedPage<Row>): SQL {
  const columns = list([table.id, ...page.order.keys.map(({ column }) => sql`${column}`)]);
  const ordered = sql`order by ${list(inOrder(page.order))} limit ${page.first}`;
  const wanted = sql.join(
    [where, startOf(page)].filter((condition) => condition !== undefined),
    sql` and `,
  );
  return sql`select ${columns} from ${from} cross join lateral (select ${columns} from ${table} where ${wanted} ${ordered}) as ${tableName(table)} ${ordered}`;
}

/** Counts at most so many of each run, and of all runs together. */
const counting = (table: Listed, { from, where }: Runs): SQL =>
  sql`(select count(*)::int from (select from ${from} cross join lateral (select from ${table} where ${where} limit ${COUNTED_AT_MOST}) as each limit ${COUNTED_AT_MOST}) as counted)`;

const rowsOf = async <Table extends Listed, Row extends { readonly id: Id }>(
  reader: Reader,
  table: Table,
  ids: SQL,
  order: Order<Row>,
): Promise<Table['$inferSelect'][]> =>
  await reader
    .select(getTableColumns(table as PgTable))
    .from(sql`(${ids}) as page`)
    .innerJoin(table as PgTable, sql`${table.id} = page.id`)
    .orderBy(...inOrder(order));

export const listRuns = <Table extends Listed, Row extends { readonly id: Id }>(
  reader: Reader,
  table: Table,
  runs: Runs,
  page: OrderedPage<Row>,
): Promise<Table['$inferSelect'][]> => rowsOf(reader, table, idsOf(table, runs, page), page.order);

export async function countRuns(reader: Reader, table: Listed, runs: Runs): Promise<number> {
  const { rows } = await reader.execute<{ count: number }>(sql`select ${counting(table, runs)} as count`);
  return rows[0]!.count;
}

const owners = (ids: readonly Id[]): SQL => sql`unnest(${asArray(ids)}::uuid[]) as owner(id)`;

/** A page for each of several owners, in one query. */
export const listRunsOfEach = <Table extends Listed, Row extends { readonly id: Id }>(
  reader: Reader,
  table: Table,
  ownerIds: readonly Id[],
  runs: Runs,
  page: OrderedPage<Row>,
): Promise<Table['$inferSelect'][]> =>
  rowsOf(reader, table, sql`select own.id from ${owners(ownerIds)} cross join lateral (${idsOf(table, runs, page)}) as own`, page.order);

export async function countRunsOfEach(reader: Reader, table: Listed, ownerIds: readonly Id[], runs: Runs): Promise<Map<Id, number>> {
  const { rows } = await reader.execute<{ id: Id; count: number }>(
    sql`select ${OWNER_ID} as id, ${counting(table, runs)} as count from ${owners(ownerIds)}`,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}
