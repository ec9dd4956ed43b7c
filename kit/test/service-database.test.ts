/** What each database role may do: these promises hold in development, in tests and in production alike. */
import { urlOf, withClient } from '@seteli/local/service-database';
import { beforeAll, expect, test } from 'vitest';
import { newDatabase } from '@seteli/testing/database';

let vouchers: Awaited<ReturnType<typeof newDatabase>>;
let bookings: Awaited<ReturnType<typeof newDatabase>>;

beforeAll(async () => {
  [vouchers, bookings] = await Promise.all([newDatabase('vouchers'), newDatabase('bookings')]);
});

const run = (url: string, statement: string) => withClient(url, (client) => client.query(statement));
const databaseOf = (url: string) => new URL(url).pathname.slice(1);

test('no service connects to the database of another, nor to those of the server', async () => {
  for (const database of [databaseOf(bookings.url), 'postgres', 'template1'])
    for (const url of [vouchers.url, vouchers.ownerUrl])
      await expect(run(urlOf(url, database), 'select 1')).rejects.toMatchObject({ code: '42501' });
});

test('the running role reads what its owner makes, writes rows where it has the right, and cannot change tables', async () => {
  await run(vouchers.ownerUrl, 'create table thing (id bigint generated always as identity primary key, name text)');
  expect((await run(vouchers.url, 'select * from thing')).rows).toEqual([]);
  await expect(run(vouchers.url, `insert into thing (name) values ('a')`)).rejects.toMatchObject({ code: '42501' });
  await run(vouchers.ownerUrl, 'grant insert, update, delete on thing to vouchers');
  await run(vouchers.url, `insert into thing (name) values ('a'); update thing set name = 'b'; delete from thing`);
  for (const statement of ['create table own ()', 'alter table thing add column more text', 'drop table thing', 'truncate thing'])
    await expect(run(vouchers.url, statement)).rejects.toMatchObject({ code: '42501' });
});

test('two copies of a template share nothing', async () => {
  const other = await newDatabase('vouchers');
  await run(other.ownerUrl, 'create table only_there ()');
  await expect(run(vouchers.ownerUrl, 'table only_there')).rejects.toMatchObject({ code: '42P01' });
});

test('PostgreSQL orders names as Finns do where the query asks for it, and lower-cases their letters', async () => {
  const { rows } = await run(
    vouchers.url,
    `select string_agg(name, '' order by name collate "fi-x-icu") as names, lower('ÅÄÖ') as lower from unnest(array['Ö', 'Z', 'Ä', 'a', 'Å']) as name`,
  );
  expect(rows).toEqual([{ names: 'aZÅÄÖ', lower: 'åäö' }]);
});
