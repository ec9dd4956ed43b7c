/**
 * Promises of a query that is built once. It asks with the values of each call, where it is called, and reads rows as
 * their tables say.
 */
import { openDatabase } from '@seteli/kit/database';
import { asArray, cents, day, isOneOf, type Database, type Tx } from '@seteli/kit/db';
import { readyQuery } from '@seteli/kit/ready-query';
import { newDatabase } from '@seteli/testing/database';
import { withClient } from '@seteli/local/service-database';
import { and, eq, lte, sql } from 'drizzle-orm';
import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silent } from './exchange.ts';

const owner = pgTable('owner', { id: uuid().primaryKey(), fullName: text() });
const thing = pgTable('thing', {
  id: uuid().primaryKey(),
  ownerId: uuid(),
  boughtOn: day(),
  priceCents: cents(),
  tags: text().array(),
  more: jsonb(),
});

const bought = readyQuery(['ids', 'until'], (query, { ids, until }) =>
  query
    .select()
    .from(thing)
    .where(and(isOneOf(thing.id, ids), lte(thing.boughtOn, until)))
    .orderBy(thing.id),
);
const owned = readyQuery(['ids'], (query, { ids }) =>
  query
    .select({ id: thing.id, owner, priceCents: thing.priceCents })
    .from(thing)
    .leftJoin(owner, eq(owner.id, thing.ownerId))
    .where(isOneOf(thing.id, ids))
    .orderBy(thing.id),
);

const [anna, lamp, spoon] = ['a', 'b', 'c'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`) as [string, string, string];
const LAST_DAY = Temporal.PlainDate.from('2026-12-31');
const both = { ids: asArray([lamp, spoon]), until: LAST_DAY };

let database: Database;
beforeAll(async () => {
  const urls = await newDatabase('vouchers');
  await withClient(urls.ownerUrl, (client) =>
    client.query(`
      create table owner (id uuid primary key, full_name text);
      create table thing (id uuid primary key, owner_id uuid, bought_on date, price_cents bigint, tags text[], more jsonb);
      grant insert, update on owner, thing to vouchers;
      insert into owner values ('${anna}', 'Anna');
      insert into thing values ('${lamp}', '${anna}', '2026-06-01', 9007199254740993, '{old,"a, b"}', '{"watts": 40}'), ('${spoon}', null, '2026-07-01', null, null, null)`),
  );
  database = openDatabase({ url: urls.url, log: silent, name: 'test' });
});
afterAll(() => database.close());

test('columns read their values, and null stays null', async () => {
  expect(await bought(database.reader, both)).toEqual([
    {
      id: lamp,
      ownerId: anna,
      boughtOn: Temporal.PlainDate.from('2026-06-01'),
      priceCents: 9007199254740993n,
      tags: ['old', 'a, b'],
      more: { watts: 40 },
    },
    { id: spoon, ownerId: null, boughtOn: Temporal.PlainDate.from('2026-07-01'), priceCents: null, tags: null, more: null },
  ]);
});

test('each call asks with its own values', async () => {
  const idsOf = async (values: typeof both) => (await bought(database.reader, values)).map(({ id }) => id);
  expect(await Promise.all([idsOf(both), idsOf({ ...both, ids: asArray([spoon]) })])).toEqual([[lamp, spoon], [spoon]]);
  expect(await idsOf({ ...both, until: Temporal.PlainDate.from('2026-06-30') })).toEqual([lamp]);
});

test('a joined row stands under its name, and one that is not there is null', async () => {
  expect(await owned(database.reader, both)).toEqual([
    { id: lamp, owner: { id: anna, fullName: 'Anna' }, priceCents: 9007199254740993n },
    { id: spoon, owner: null, priceCents: null },
  ]);
});

test('it sees what its transaction did, and asks nothing after it', async () => {
  let over: Tx | undefined;
  await database.transaction(async (tx) => {
    over = tx;
    await tx.execute(sql`update thing set price_cents = 5 where id = ${spoon}`);
    expect((await owned(tx, both)).map(({ priceCents }) => priceCents)).toEqual([9007199254740993n, 5n]);
  });
  await expect(owned(over!, both)).rejects.toThrow('this transaction is over');
});
