/**
 * How often something may be done. The database keeps the counts, so they hold over replicas and restarts. They go by
 * real time, whatever a development clock says. Two ways of counting share one table.
 * A limit stands before work that has no transaction. It costs one statement, and none once it is exceeded, so that a
 * flood at a public door stays cheap.
 * A count within a transaction stays or goes with what it counts, and several counts are one statement.
 */
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database, Reader, Tx } from './db.ts';
import type { Chore } from './chores.ts';
import { markOf } from './secrets.ts';

export type Limit = {
  /** Counts, and answers whether the count is still within the limit. */
  take(key: string, points?: number): Promise<boolean>;
};

export type LimitOptions = {
  /** Tells the counts of different limits apart. */
  name: string;
  points: number;
  seconds: number;
};

/** The library calculates with the times that it reads, so it needs numbers. */
const WITH_NUMBERS: pg.CustomTypesConfig = {
  getTypeParser: (type, format) => (type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format)),
};

export function openLimit(pool: pg.Pool, { name, points, seconds }: LimitOptions): Limit {
  const limiter = new RateLimiterPostgres({
    storeClient: { query: (query: pg.QueryConfig) => pool.query({ ...query, types: WITH_NUMBERS }) },
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
    // A caller over the limit costs no query until the time is over.
    inMemoryBlockOnConsumed: points + 1,
  });
  return {
    take: (key, taken = 1) =>
      limiter.consume(markOf(key), taken).then(
        () => true,
        (fault: unknown) => {
          if (fault instanceof RateLimiterRes) return false;
          throw fault;
        },
      ),
  };
}

export type Count = {
  readonly name: string;
  readonly key: string;
  readonly seconds: number;
  /** How much to add. 0 only locks the count. */
  readonly more: number;
};

const keyOf = ({ name, key }: Pick<Count, 'name' | 'key'>): string => `${name}:${markOf(key)}`;
const NOW = sql`(extract(epoch from statement_timestamp()) * 1000)::bigint`;
type Counted = { readonly key: string; readonly points: number };

function sumsOf(counts: readonly Pick<Count, 'name' | 'key'>[], rows: readonly Counted[]): number[] {
  const sums = new Map(rows.map(({ key, points }) => [key, points]));
  return counts.map((count) => sums.get(keyOf(count)) ?? 0);
}

/**
 * Counts within a transaction and answers the sums in the order of the counts, which all differ. The sums stay only if
 * the transaction commits. Others who count the same wait until it ends, so simultaneous events are counted one by one.
 */
export async function countWithin(tx: Tx, counts: readonly Count[]): Promise<number[]> {
  const given = JSON.stringify(counts.map((count) => ({ key: keyOf(count), seconds: count.seconds, more: count.more })));
  // The order of keys keeps two transactions from waiting for each other.
  const { rows } = await tx.execute<Counted>(sql`
    insert into rate_limit as held (key, points, expire)
    select key, more, ${NOW} + seconds * 1000 from json_to_recordset(${given}::json) as given (key text, seconds bigint, more integer) order by key
    on conflict (key) do update set
      points = case when held.expire <= ${NOW} then 0 else held.points end + excluded.points,
      expire = case when held.expire <= ${NOW} then excluded.expire else held.expire end
    returning key, points`);
  return sumsOf(counts, rows);
}

/** The sums so far. It takes no lock, so that a caller over a limit costs little and delays nobody. */
export async function sumsSoFar(reader: Reader, counts: readonly Pick<Count, 'name' | 'key'>[]): Promise<number[]> {
  const { rows } = await reader.execute<Counted>(sql`
    select key, points from rate_limit
     where key in (select * from json_array_elements_text(${JSON.stringify(counts.map(keyOf))}::json)) and expire > ${NOW}`);
  return sumsOf(counts, rows);
}

/** Removes expired counts. A service that only opens limits needs no such chore: the library does it. */
export const forgettingCounts = (database: Database): Chore => ({
  name: 'counts that are over',
  everyMs: 300_000,
  async run() {
    // The chore skips a count that another transaction holds, so that it never waits.
    await database.transaction((tx) =>
      tx.execute(sql`delete from rate_limit where key in (select key from rate_limit where expire <= ${NOW} for update skip locked)`),
    );
    return false;
  },
});
