/**
 * Whoever changes, cuts, swaps or adds a row, a block or the end of the access log is found out, though they have the
 * rights of a superuser.
 */
import { keepAccess, type Access } from '@seteli/kit/access';
import { sealBlock, type Anchor } from '@seteli/kit/access-chain';
import { verifyAccess } from '@seteli/kit/access-verify';
import type { Actor } from '@seteli/kit/actor';
import { openDatabase } from '@seteli/kit/database';
import { SERVICE } from '@seteli/kit/scope';
import type { Database } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { newDatabase } from '@seteli/testing/database';
import { withClient, type DatabaseUrls } from '@seteli/local/service-database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { silent } from './exchange.ts';

let urls: DatabaseUrls;
let database: Database;
beforeAll(async () => {
  urls = await newDatabase('vouchers');
  database = openDatabase({ url: urls.url, log: silent, name: 'test', max: 10 }).within(SERVICE);
});
afterAll(() => database.close());

/** What only a superuser can do: the triggers do not fire for them. */
const tamper = (...statements: readonly string[]) =>
  withClient(urls.ownerUrl, async (client) => {
    for (const table of ['access_log', 'access_block']) await client.query(`alter table ${table} disable trigger user`);
    for (const statement of statements) await client.query(statement);
    for (const table of ['access_log', 'access_block']) await client.query(`alter table ${table} enable trigger user`);
  });
beforeEach(() => tamper('delete from access_log', 'delete from access_block', 'delete from access_unsealed'));

const actor: Actor = {
  userId: newId(),
  organisation: { kind: 'PROVIDER', id: newId() },
  roles: ['RECORDER'],
  teamIds: [],
  personId: newId(),
};
const look = (personId = newId()): Access<string> => ({ action: 'LOOKED', outcome: 'SEEN', personId, subjectId: newId() });
const keep = (count: number, by: Actor = actor) =>
  database.transaction((tx) =>
    keepAccess(
      tx,
      by,
      Array.from({ length: count }, () => look()),
    ),
  );
const seal = async (rows?: number) => {
  while (await sealBlock(database, rows));
};
const faultsOf = async (anchors?: readonly Anchor[]) => (await verifyAccess(database.reader, anchors)).faults;
const rowsOf = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await database.reader.$client.query(text, values)).rows as Row[];
const anchor = async (): Promise<Anchor> =>
  (await rowsOf<Anchor>('select number::int as block, hash from access_block order by number desc limit 1'))[0]!;

describe('whoever tampers as a superuser is found out:', () => {
  beforeEach(async () => {
    for (let block = 0; block < 4; block++) {
      await keep(3);
      await seal();
    }
  });

  test('an untouched chain has no fault', async () => {
    expect(await faultsOf([await anchor()])).toEqual([]);
  });

  const SECOND = '(select row_ids[2] from access_block where number = 2)';
  const columns: Readonly<Record<string, string>> = {
    id: 'gen_random_uuid()',
    at: `at + interval '1 ms'`,
    action: `'OTHER'`,
    outcome: `'DONE'`,
    user_id: 'null',
    actor_person_id: 'gen_random_uuid()',
    organisation_kind: `'ORGANISER'`,
    organisation_id: 'gen_random_uuid()',
    roles: `'{ADMIN}'`,
    acting_by: `'PAPER'`,
    mandate_id: `'m'`,
    person_id: 'gen_random_uuid()',
    subject_id: 'null',
    reason: `'x'`,
    network: `'192.0.2.0/24'`,
    trace_id: `'t'`,
  };

  test('the table has no column whose change stays unseen', async () => {
    const found = await rowsOf<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = 'access_log'`,
    );
    expect(found.map(({ name }) => name).toSorted()).toEqual(Object.keys(columns).toSorted());
  });

  test.each(Object.entries(columns))('by %s of a row', async (column, value) => {
    await tamper(`update access_log set ${column} = ${value} where id = ${SECOND}`);
    expect((await faultsOf()).length).toBeGreaterThan(0);
  });

  test('by a row that is gone', async () => {
    const [{ id }] = (await rowsOf<{ id: Id }>(`select ${SECOND} as id`)) as [{ id: Id }];
    await tamper(`delete from access_log where id = '${id}'`);
    expect(await faultsOf()).toEqual([`row ${id} of block 2 is gone`]);
  });

  test('by two rows that changed places', async () => {
    await tamper(
      `update access_log a set person_id = b.person_id, subject_id = b.subject_id from access_log b, access_block k
        where k.number = 2 and a.id = any(k.row_ids[1:2]) and b.id = any(k.row_ids[1:2]) and a.id <> b.id`,
    );
    expect(await faultsOf()).toEqual(['block 2 or one of its rows is not as it was sealed']);
    await tamper('update access_block set row_ids = array[row_ids[2], row_ids[1], row_ids[3]] where number = 3');
    expect(await faultsOf()).toContain('block 3 or one of its rows is not as it was sealed');
  });

  test('by a row that no block has', async () => {
    await tamper(`insert into access_log (id, at, action, outcome) values (gen_random_uuid(), now(), 'LOOKED', 'SEEN')`);
    expect(await faultsOf()).toEqual([expect.stringMatching(/^row .* is in no block and does not wait for one$/)]);
  });

  test('by a row that waits and is gone, or does not wait any more', async () => {
    await keep(2);
    const [gone, taken] = (await rowsOf<{ id: Id }>('select id from access_unsealed order by id')) as [{ id: Id }, { id: Id }];
    await tamper(`delete from access_log where id = '${gone.id}'`, `delete from access_unsealed where id = '${taken.id}'`);
    expect((await faultsOf()).toSorted()).toEqual(
      [`row ${taken.id} is in no block and does not wait for one`, `row ${gone.id} is gone before a block had it`].toSorted(),
    );
    // The chore does not hide it.
    await seal();
    expect((await faultsOf()).toSorted()).toEqual(
      [`row ${taken.id} is in no block and does not wait for one`, `row ${gone.id} of block 5 is gone`].toSorted(),
    );
  });

  test('by a block that is gone, with its rows or without', async () => {
    await tamper('delete from access_block where number = 2');
    expect(await faultsOf()).toContain('block 2 is missing');
  });

  test('by a block that is gone from the middle with its rows', async () => {
    await tamper(
      'delete from access_log where id in (select unnest(row_ids) from access_block where number = 2)',
      'delete from access_block where number = 2',
    );
    expect(await faultsOf()).toEqual(['block 2 is missing']);
  });

  test('by two blocks that changed places', async () => {
    await tamper(
      'update access_block set number = 100 where number = 2',
      'update access_block set number = 2 where number = 3',
      'update access_block set number = 3 where number = 100',
    );
    expect((await faultsOf()).length).toBeGreaterThan(0);
  });

  test('by a row that two blocks have', async () => {
    await tamper('update access_block set row_ids = row_ids || (select row_ids[1] from access_block where number = 1) where number = 4');
    expect(await faultsOf()).toEqual(expect.arrayContaining([expect.stringMatching(/is in 2 places$/)]));
  });

  test('by the end of the chain, cut with its rows, once the log has its hash', async () => {
    const told = await anchor();
    await tamper(
      'delete from access_log where id in (select unnest(row_ids) from access_block where number = 4)',
      'delete from access_block where number = 4',
    );
    expect(await faultsOf()).toEqual([]);
    expect(await faultsOf([told])).toEqual(['block 4 is gone; the log told its hash']);
  });

  test('by a chain that is made anew over a changed row, once the log has its hashes', async () => {
    const told = await anchor();
    await tamper(
      `update access_log set person_id = gen_random_uuid() where id = ${SECOND}`,
      'insert into access_unsealed select id from access_log',
      'delete from access_block',
    );
    while (await sealBlock(database, 3));
    expect(await faultsOf()).toEqual([]);
    expect(await faultsOf([told])).toEqual(['block 4 has another hash than the log told']);
  });
});
