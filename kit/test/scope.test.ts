/**
 * Promises of a scope: it holds in one transaction, and the connection's next user does not inherit it, whatever ended
 * the transaction.
 */
import { openDatabase } from '@seteli/kit/database';
import type { Database, Reader } from '@seteli/kit/db';
import { newId } from '@seteli/kit/ids';
import { alsoReaching } from '@seteli/kit/reach';
import { scopeOf, SERVICE, stating, type Scope } from '@seteli/kit/scope';
import { own, raise, requireWalls } from '@seteli/kit/walls';
import { withClient, type DatabaseUrls } from '@seteli/local/service-database';
import { openCutProxy } from '@seteli/testing/cut-proxy';
import { newDatabase } from '@seteli/testing/database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { silent } from './exchange.ts';

const [one, other] = [newId(), newId()];
const WALLS = { thing: own('owner_id') };
let urls: DatabaseUrls;
/** One connection, so that each statement follows the one before on it. */
let database: Database;

beforeAll(async () => {
  urls = await newDatabase('vouchers');
  await withClient(urls.ownerUrl, async (client) => {
    await client.query('create table thing (owner_id uuid, name text); grant insert, update, delete on thing to vouchers');
    await client.query('insert into thing values ($1, $3), ($2, $4)', [one, other, 'of one', 'of other']);
    await raise(client as never, WALLS);
  });
  database = openDatabase({ url: urls.url, log: silent, name: 'test', max: 1 });
});
afterAll(() => database.close());

const things = async (reader: Reader): Promise<string[]> =>
  (await reader.execute<{ name: string }>(sql`select name from thing order by name`)).rows.map(({ name }) => name);
const seen = (scope: Scope) => things(database.within(scope).reader);

test('a read sees what its scope reaches, and without a scope nothing', async () => {
  expect(await things(database.reader)).toEqual([]);
  expect(await seen([one])).toEqual(['of one']);
  expect(await seen([one, other])).toEqual(['of one', 'of other']);
  expect(await seen([])).toEqual([]);
  expect(await seen(SERVICE)).toEqual(['of one', 'of other']);
  expect(await things(database.reader)).toEqual([]);
});

test('a transaction sees and changes what its scope reaches, and without a scope nothing', async () => {
  expect(await database.within([one]).transaction(things)).toEqual(['of one']);
  expect(await database.transaction(things)).toEqual([]);
  const rename = (scope: Scope) => database.within(scope).transaction((tx) => tx.execute(sql`update thing set name = name`));
  expect((await rename([other])).rowCount).toBe(1);
  expect((await rename(SERVICE)).rowCount).toBe(2);
});

test.each([
  ['that fails', (scoped: Database) => scoped.reader.execute(sql`select 1 / (select 0)`)],
  ['that PostgreSQL cannot read', (scoped: Database) => scoped.reader.execute(sql`select from`)],
  ['in a transaction that fails', (scoped: Database) => scoped.transaction((tx) => tx.execute(sql`select 1 / (select 0)`))],
  [
    'in a transaction whose work fails',
    (scoped: Database) =>
      scoped.transaction(() => {
        throw new Error('no');
      }),
  ],
])('the next user of a connection inherits no scope from a statement %s', async (_, fail) => {
  await expect(fail(database.within(SERVICE))).rejects.toThrow(/no|Failed query/);
  expect(await things(database.reader)).toEqual([]);
  expect(await database.transaction(things)).toEqual([]);
  expect(await seen([one])).toEqual(['of one']);
});

test('a connection that is cut at COMMIT leaves no scope', async () => {
  const proxy = await openCutProxy(urls.url);
  const cut = openDatabase({ url: proxy.url, log: silent, name: 'test', max: 1 });
  onTestFinished(async () => {
    await cut.close();
    await proxy.close();
  });
  proxy.cutNextCommit('before its answer');
  await expect(cut.within(SERVICE).transaction((tx) => things(tx))).rejects.toThrow('lost during COMMIT');
  expect(proxy.cuts).toBe(1);
  expect(await things(cut.reader)).toEqual([]);
});

test('a read whose connection dies is sent again in its scope', async () => {
  const proxy = await openCutProxy(urls.url);
  const cut = openDatabase({ url: proxy.url, log: silent, name: 'test', max: 1 });
  onTestFinished(async () => {
    await cut.close();
    await proxy.close();
  });
  proxy.terminateNextConnection();
  expect(await things(cut.within([one]).reader)).toEqual(['of one']);
  expect(proxy.cuts).toBe(1);
});

test('many readers of different scopes over few connections see each their own', async () => {
  const few = openDatabase({ url: urls.url, log: silent, name: 'test', max: 3 });
  onTestFinished(() => few.close());
  const wanted = Array.from({ length: 200 }, (_, index) => index % 3);
  const answers = await Promise.all(wanted.map((which) => things(which < 2 ? few.within([[one, other][which]!]).reader : few.reader)));
  expect(answers).toEqual(wanted.map((which) => [['of one'], ['of other'], []][which]));
});

test('a scope widens to others until the end of the transaction, before whatever is sent next', async () => {
  const both = ['of one', 'of other'];
  expect(await things(alsoReaching(database.within([one]).reader, [other]))).toEqual(both);
  const widened = await database.within([one]).transaction(async (tx) => {
    const before = await things(tx);
    return [before, await things(alsoReaching(tx, [other])), await things(tx)];
  });
  expect(widened).toEqual([['of one'], both, both]);
  expect(await database.transaction((tx) => things(alsoReaching(tx, [other])))).toEqual([]);
  expect(await database.within(SERVICE).transaction((tx) => things(alsoReaching(tx, [other])))).toEqual(both);
  expect(await seen([one])).toEqual(['of one']);
});

test('a read writes nothing', async () => {
  const write = database.within(SERVICE).reader.execute(sql`delete from thing`);
  await expect(write).rejects.toMatchObject({ cause: { code: '25006' } });
});

test('what is no id comes into no scope', async () => {
  const actor = (id: string) => ({ organisation: { kind: 'ANY' as never, id } });
  expect(scopeOf(actor(one), actor(other), actor(one))).toEqual([one, other]);
  expect(stating(scopeOf(actor(`${one}'; set local seteli.scope = 'service`)))).toBe(stating([]));
  expect(await seen(scopeOf(actor('service')))).toEqual([]);
});

test('a service does not start where a wall is missing, nor as a role that passes through walls', async () => {
  const own1 = await newDatabase('vouchers');
  const look = (url: string) => withClient(url, (client) => requireWalls(client as never, 'vouchers', { voucher: own('organiser_id') }));
  await expect(look(own1.url)).resolves.toBeUndefined();
  await withClient(own1.ownerUrl, (client) => client.query('drop policy wall on voucher'));
  await expect(look(own1.url)).rejects.toThrow('lacks the walls of 1 tables, the first voucher');
});

test('the runner makes a wall anew only where the word about the table has changed', async () => {
  const { ownerUrl } = await newDatabase('vouchers');
  await withClient(ownerUrl, async (client) => {
    await client.query('create table thing (owner_id uuid, other_id uuid)');
    const made = async () => (await client.query(`select oid from pg_policy where polrelid = 'thing'::regclass`)).rows[0]?.oid as number;
    await raise(client as never, WALLS);
    const before = await made();
    await raise(client as never, WALLS);
    expect(await made()).toBe(before);
    await raise(client as never, { thing: own('other_id') });
    expect(await made()).not.toBe(before);
    await raise(client as never, { thing: { none: 'no wall any more' } });
    const { rows } = await client.query(`select relrowsecurity as walled from pg_class where relname = 'thing'`);
    expect(rows).toEqual([{ walled: false }]);
  });
});
