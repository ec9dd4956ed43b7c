/**
 * How often something may be done. The counts stand in the database, so they hold over replicas and restarts; they go by
 * real time, whatever a development clock says. Two ways of counting share one table: a limit stands before work that no transaction
 * holds, costs one statement and none at all beyond it, so that a flood at a public door stays cheap. What is counted within a
 * transaction stays or goes with what it counts, and several counts are one statement.
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

/** The library reckons with the times that it reads, as numbers. */
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
    // Whoever is over the limit costs no query until the time is over.
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
  /** How many more; 0 only locks the count. */
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
 * Counts within a transaction and answers the sums, in the order of the counts, which are all different. What is counted stays only
 * if the transaction does, and whoever counts the same waits until it ends: what comes at once is counted one by one.
 */
export async function countWithin(tx: Tx, counts: readonly Count[]): Promise<number[]> {
  const given = JSON.stringify(counts.map((count) => ({ key: keyOf(count), seconds: count.seconds, more: count.more })));
  // In the order of keys, so that two who count some of the same do not wait for each other.
  const { rows } = await tx.execute<Counted>(sql`
    insert into rate_limit as held (key, points, expire)
    select key, more, ${NOW} + seconds * 1000 from json_to_recordset(${given}::json) as given (key text, seconds bigint, more integer) order by key
    on conflict (key) do update set
      points = case when held.expire <= ${NOW} then 0 else held.points end + excluded.points,
      expire = case when held.expire <= ${NOW} then excluded.expire else held.expire end
    returning key, points`);
  return sumsOf(counts, rows);
}

/** The sums so far. Waits for nobody, so that whoever is over a limit costs little and holds nobody up. */
export async function sumsSoFar(reader: Reader, counts: readonly Pick<Count, 'name' | 'key'>[]): Promise<number[]> {
  const { rows } = await reader.execute<Counted>(sql`
    select key, points from rate_limit
     where key in (select * from json_array_elements_text(${JSON.stringify(counts.map(keyOf))}::json)) and expire > ${NOW}`);
  return sumsOf(counts, rows);
}

/** Takes away the counts whose time is over. Whoever opens a limit needs no chore: the library does it. */
export const forgettingCounts = ({ reader }: Database): Chore => ({
  name: 'counts that are over',
  everyMs: 300_000,
  async run() {
    // What somebody counts at the moment is left to the next time: nobody waits for another here.
    await reader.execute(
      sql`delete from rate_limit where key in (select key from rate_limit where expire <= ${NOW} for update skip locked)`,
    );
    return false;
  },
});
