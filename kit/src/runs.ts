/**
 * Lists that are merged from runs. An index on (service, …, key, id) holds each service's rows in the order of a list, a run for each; who sees several
 * services reads where the page begins in each of them, not all rows to sort them. A list that is no merger has one run.
 */
import { getTableColumns, getTableName, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { asArray, type Reader } from './db.ts';
import type { Id } from './ids.ts';
import { COUNTED_AT_MOST, inOrder, startOf, type Order, type OrderedPage } from './pages.ts';

/** What is listed, and by whose id others name it. */
type Listed = PgTable & { readonly id: PgColumn };

export type Runs = {
  /** Rows of which each stands for a run. */
  readonly from: SQL;
  /** What the listed rows of a run have, and all that is asked of them besides. */
  readonly where: SQL | undefined;
};

/** For lists that are one run. */
export const ONE_RUN = sql`(select) as run`;

/** In `where`, that to which the rows belong, where there are lists of several at once. */
export const OWNER_ID = sql`owner.id`;

const list = (parts: readonly (SQL | PgColumn)[]): SQL =>
  sql.join(
    parts.map((part) => sql`${part}`),
    sql`, `,
  );

const nameOf = (table: Listed): SQL => sql`${sql.identifier(getTableName(table))}`;

/** The ids of the rows of a page, and what orders them: out of an index, where it has all that is asked. */
function idsOf<Row extends { readonly id: Id }>(table: Listed, { from, where }: Runs, page: OrderedPage<Row>): SQL {
  const columns = list([table.id, ...page.order.keys.map(({ column }) => sql`${column}`)]);
  const ordered = sql`order by ${list(inOrder(page.order))} limit ${page.first}`;
  const wanted = sql.join(
    [where, startOf(page)].filter((condition) => condition !== undefined),
    sql` and `,
  );
  return sql`select ${columns} from ${from} cross join lateral (select ${columns} from ${table} where ${wanted} ${ordered}) as ${nameOf(table)} ${ordered}`;
}

/** No more of each run is counted than of all of them. */
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

/** A page of what belongs to each of several, in one query. */
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
