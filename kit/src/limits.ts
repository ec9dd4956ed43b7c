/**
 * How often something may be done. The counts stand in the database, so they hold over replicas and restarts; they go by
 * real time, whatever a development clock says.
 */
import pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { markOf } from './secrets.ts';

export type Limit = {
  /** Counts, and answers whether the count is still within the limit. */
  take(key: string, points?: number): Promise<boolean>;
  /** Whether the limit is used up; counts nothing. */
  isSpent(key: string): Promise<boolean>;
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
    // Who is over the limit costs no query until the time is over.
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
    async isSpent(key) {
      const found = await limiter.get(markOf(key));
      return found !== null && found.consumedPoints >= points;
    },
  };
}
