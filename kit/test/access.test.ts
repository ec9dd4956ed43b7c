/**
 * Promises of the access log: nobody is told what is not in it, and its chain takes each row once, wherever its process
 * dies. `access-tampering.test.ts` has those who tamper with it.
 */
import { keepAccess, type Access } from '@seteli/kit/access';
import { sealBlock, sealing, SEALED, type Anchor } from '@seteli/kit/access-chain';
import { noteLooks } from '@seteli/kit/access-looks';
import { verifyAccess } from '@seteli/kit/access-verify';
import type { Actor } from '@seteli/kit/actor';
import { stillClock } from '@seteli/kit/clock';
import { openDatabase } from '@seteli/kit/database';
import { SERVICE } from '@seteli/kit/scope';
import type { Database } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { openLog } from '@seteli/kit/log';
import { serving } from '@seteli/kit/request';
import { cutEachOnce } from '@seteli/testing/cuts';
import { newDatabase } from '@seteli/testing/database';
import { withClient, type DatabaseUrls } from '@seteli/local/service-database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { now, silent } from './exchange.ts';

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
const rowsOf = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await database.reader.$client.query(text, values)).rows as Row[];
const anchor = async (): Promise<Anchor> =>
  (await rowsOf<Anchor>('select number::int as block, hash from access_block order by number desc limit 1'))[0]!;

test('a row says who, for whom, by which right, from where, and what; the time is the database’s', async () => {
  const acting = { by: 'GUARDIAN', mandateId: 'm-1' } as const;
  const [subjectId, personId] = [newId(), newId()];
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  await serving({ traceparent, address: '192.0.2.17' }, () =>
    database.transaction((tx) =>
      keepAccess(tx, { ...actor, acting }, [{ action: 'LOOKED', outcome: 'REFUSED', personId, subjectId, reason: 'Soitto asiakkaalta' }]),
    ),
  );
  const [row] = await rowsOf(`select *, abs(extract(epoch from at - clock_timestamp())) < 60 as recent from access_log`);
  expect(row).toMatchObject({
    recent: true,
    action: 'LOOKED',
    outcome: 'REFUSED',
    user_id: actor.userId,
    actor_person_id: actor.personId,
    organisation_kind: 'PROVIDER',
    organisation_id: actor.organisation.id,
    roles: ['RECORDER'],
    acting_by: 'GUARDIAN',
    mandate_id: 'm-1',
    person_id: personId,
    subject_id: subjectId,
    reason: 'Soitto asiakkaalta',
    network: '192.0.2.0/24',
    trace_id: '0af7651916cd43dd8448eb211c80319c',
  });
});

test('nobody changes or removes a row or a block, the owner of the tables neither', async () => {
  await keep(1);
  await seal();
  for (const statement of [
    'delete from access_log',
    `update access_log set action = 'OTHER'`,
    'truncate access_log',
    'delete from access_block',
    `update access_block set hash = ''`,
    'truncate access_block',
  ]) {
    await expect(database.pool.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    await withClient(urls.ownerUrl, (client) => expect(client.query(statement), statement).rejects.toMatchObject({ code: '23001' }));
  }
});

describe('looks', () => {
  const clock = stillClock(now.toString());
  const kept = (id: Id) =>
    rowsOf<{ user_id: Id; outcome: string }>('select user_id, outcome from access_log where person_id = $1 order by id', [id]);

  test('the same look within an hour is one row; another user, right, network or outcome, and the next hour, are another', async () => {
    const note = noteLooks({ database, clock });
    const seen = look();
    for (const _ of [1, 2]) await note(actor, [seen, seen]);
    expect(await kept(seen.personId!)).toHaveLength(1);
    await note({ ...actor, userId: newId() }, [seen]);
    await note({ ...actor, roles: ['ADMIN'] }, [seen]);
    await serving({ address: '198.51.100.1' }, () => note(actor, [seen]));
    await note(actor, [{ ...seen, outcome: 'REFUSED' }]);
    expect(await kept(seen.personId!)).toHaveLength(5);
    clock.advance({ minutes: 60 });
    await note(actor, [seen]);
    expect(await kept(seen.personId!)).toHaveLength(6);
  });

  test('people who look at their own data leave no row; whoever represents them does', async () => {
    const note = noteLooks({ database, clock });
    const own = look(actor.personId);
    await note(actor, [own]);
    expect(await kept(actor.personId!)).toEqual([]);
    const daughter = { ...actor, organisation: { kind: 'PERSON', id: actor.personId! }, personId: newId() } as const;
    await note(daughter, [own]);
    expect(await kept(actor.personId!)).toHaveLength(1);
  });

  test('looks that come together are all kept, each before its answer', async () => {
    const note = noteLooks({ database, clock });
    const looks = Array.from({ length: 200 }, () => look());
    await Promise.all(
      looks.map(async (each) => {
        await note(actor, [each]);
        expect(await kept(each.personId!)).toHaveLength(1);
      }),
    );
  });

  test('a look whose connection dies at any statement is told only if its row stayed', { timeout: 60_000 }, async () => {
    const dying = openDatabase({ url: urls.url, log: silent, name: 'dying', max: 1 }).within(SERVICE);
    const { cuts } = cutEachOnce(dying);
    const note = noteLooks({ database: dying, clock });
    let [told, failed] = [0, 0];
    for (let each = look(); told < 10;) {
      const answered = await note(actor, [each]).then(
        () => true,
        () => false,
      );
      if (!answered) failed++;
      // A process that is not sure of a row does not take it for kept, and writes it again.
      if (!answered) continue;
      expect((await kept(each.personId!)).length).toBeGreaterThan(0);
      told++;
      each = look();
    }
    expect([failed > 0, cuts() > 10]).toEqual([true, true]);
    await dying.close();
  });
});

describe('the chain', () => {
  test('seals each row once and in order, and tells the log each hash', async () => {
    const lines: string[] = [];
    const chore = sealing(database, openLog('test', 'info', { write: (line: string) => void lines.push(line) }));
    await keep(5);
    expect(await verifyAccess(database.reader)).toEqual({ blocks: 0, rows: 0, waiting: 5, faults: [] });
    while (await chore.run());
    await keep(3);
    await chore.run();
    expect(await verifyAccess(database.reader)).toEqual({ blocks: 2, rows: 8, waiting: 0, faults: [] });
    const told = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === SEALED);
    expect(told.map(({ block, hash }) => ({ number: BigInt(block), hash }))).toEqual(
      await rowsOf('select number, hash from access_block order by number'),
    );
  });

  test('a process that starts tells the newest hash, since the one before may have died too soon', async () => {
    await keep(1);
    await seal();
    const lines: string[] = [];
    await sealing(database, openLog('test', 'info', { write: (line: string) => void lines.push(line) })).run();
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ ...(await anchor()), msg: SEALED }]);
  });

  test('takes each row once wherever its process dies, and loses none', { timeout: 120_000 }, async () => {
    for (let part = 0; part < 6; part++) await keep(10);
    const dying = openDatabase({ url: urls.url, log: silent, name: 'dying', max: 1 }).within(SERVICE);
    const { cuts } = cutEachOnce(dying);
    for (let left = 1; left > 0;) {
      await sealBlock(dying, 7).catch(() => undefined);
      [{ left }] = (await rowsOf<{ left: number }>('select count(*)::int as left from access_unsealed')) as [{ left: number }];
    }
    expect(cuts()).toBeGreaterThan(20);
    expect(await verifyAccess(database.reader)).toMatchObject({ rows: 60, waiting: 0, faults: [] });
    await dying.close();
  });

  test('two processes that seal at once, beside those who write, make one chain', async () => {
    const other = openDatabase({ url: urls.url, log: silent, name: 'other', max: 2 }).within(SERVICE);
    let writing = true;
    const sealAll = async (by: Database) => {
      while ((await sealBlock(by, 20)) || writing);
    };
    await Promise.all([
      Promise.all(Array.from({ length: 30 }, () => keep(20))).finally(() => (writing = false)),
      sealAll(database),
      sealAll(other),
    ]);
    await seal();
    expect(await verifyAccess(database.reader)).toMatchObject({ rows: 600, waiting: 0, faults: [] });
    await other.close();
  });

  test('a transaction that goes on while later rows are sealed keeps its row, in a later block', async () => {
    let finish!: () => void;
    let inserted!: () => void;
    const [finished, isInserted] = [
      new Promise<void>((resolve) => (finish = resolve)),
      new Promise<void>((resolve) => (inserted = resolve)),
    ];
    const slow = database.transaction(async (tx) => {
      await keepAccess(tx, actor, [look()]);
      inserted();
      await finished;
    });
    await isInserted;
    await keep(2);
    await seal();
    finish();
    await slow;
    await seal();
    expect(await verifyAccess(database.reader)).toEqual({ blocks: 2, rows: 3, waiting: 0, faults: [] });
  });
});
