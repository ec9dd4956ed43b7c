/** Promises of limits: a count of one replica holds at the others and after a restart, until its time is over. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@seteli/kit/database';
import type { Database } from '@seteli/kit/db';
import { countWithin, forgettingCounts, openLimit, sumsSoFar } from '@seteli/kit/limits';
import { newDatabase } from '@seteli/testing/database';
import { type DatabaseUrls } from '@seteli/local/service-database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silent } from './exchange.ts';

let urls: DatabaseUrls;
const opened: Database[] = [];
beforeAll(async () => {
  urls = await newDatabase('vouchers');
});
afterAll(() => Promise.all(opened.map((database) => database.close())));

const replica = (name: string, points: number, seconds = 60) => {
  const database = openDatabase({ url: urls.url, log: silent, name: 'test', max: 10 });
  opened.push(database);
  return openLimit(database.pool, { name, points, seconds });
};

test('replicas count together, and a new process goes on where the others are', async () => {
  const [one, other] = [replica('together', 3), replica('together', 3)];
  expect([await one.take('somebody'), await other.take('somebody'), await one.take('somebody')]).toEqual([true, true, true]);
  expect(await other.take('somebody')).toBe(false);
  expect(await one.take('somebody else')).toBe(true);
  expect(await replica('together', 3).take('somebody')).toBe(false);
});

test('simultaneous takes are counted one by one', async () => {
  const replicas = [replica('at once', 10), replica('at once', 10)];
  const taken = await Promise.all(Array.from({ length: 40 }, (_, index) => replicas[index % 2]!.take('somebody')));
  expect(taken.filter(Boolean)).toHaveLength(10);
});

test('limits of other names have counts of their own', async () => {
  const limit = replica('a name', 1);
  expect([await limit.take('somebody'), await limit.take('somebody')]).toEqual([true, false]);
  expect(await replica('another name', 1).take('somebody')).toBe(true);
});

test('the count ends with its time', async () => {
  const limit = replica('short', 1, 1);
  expect([await limit.take('somebody'), await limit.take('somebody')]).toEqual([true, false]);
  await sleep(1_100);
  expect(await limit.take('somebody')).toBe(true);
});

test('the limit keeps a mark of a key of any length, which tells nobody who it was', async () => {
  await replica('long', 1).take('x'.repeat(100_000));
  const { rows } = await opened.at(-1)!.pool.query<{ key: string }>(`select key from rate_limit where key like 'long:%'`);
  expect(rows.map(({ key }) => key.length)).toEqual([48]);
});

test('counts within a transaction add up one by one, stay only with it, and end with their time', async () => {
  const database = openDatabase({ url: urls.url, log: silent, name: 'test', max: 10 });
  opened.push(database);
  const one = { name: 'within', key: 'somebody', seconds: 1, more: 1 };
  const other = { ...one, key: 'somebody else' };
  const held = { ...one, name: 'held', more: 0 };
  const sums = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      database.transaction((tx) => countWithin(tx, index % 2 === 0 ? [one, other, held] : [held, other, one])),
    ),
  );
  expect(sums.map(([first, , last]) => first! + last!).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  const undone = database.transaction(async (tx) => {
    await countWithin(tx, [one]);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await sumsSoFar(database.reader, [one, held, { ...one, key: 'nobody' }])).toEqual([20, 0, 0]);
  await sleep(1_100);
  expect(await sumsSoFar(database.reader, [one])).toEqual([0]);
  expect(await database.transaction((tx) => countWithin(tx, [one]))).toEqual([1]);
  await sleep(1_100);
  await forgettingCounts(database).run();
  const { rows } = await database.pool.query(`select key from rate_limit where key like 'within:%'`);
  expect(rows).toEqual([]);
});
