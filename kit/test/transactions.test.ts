/**
 * Promises of a transaction: it does all or nothing, however the connection dies, and runs again only when nothing
 * stayed.
 */
import { openDatabase, type DatabaseOptions } from '@seteli/kit/database';
import type { Database, Tx } from '@seteli/kit/db';
import { CommitUnknown, isTransient, lastly } from '@seteli/kit/transaction';
import { openCutProxy } from '@seteli/testing/cut-proxy';
import { newDatabase } from '@seteli/testing/database';
import { withClient, type DatabaseUrls } from '@seteli/local/service-database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { silent, until } from './exchange.ts';

let urls: DatabaseUrls;
let database: Database;

beforeAll(async () => {
  urls = await newDatabase('vouchers');
  await withClient(urls.ownerUrl, (client) =>
    client.query(
      'create table leg (id bigint generated always as identity primary key, name text); create table counter (id int primary key, value int); grant insert, update, delete on leg, counter to vouchers',
    ),
  );
  database = open();
});
afterAll(() => database.close());
beforeEach(() =>
  withClient(urls.ownerUrl, (client) => client.query('truncate leg; truncate counter; insert into counter values (1, 0), (2, 0)')),
);

const open = (options: Partial<DatabaseOptions> = {}) => openDatabase({ url: urls.url, log: silent, name: 'test', max: 6, ...options });
const addLeg = (tx: Tx, name: string) => tx.execute(sql`insert into leg (name) values (${name})`);
const legs = async () => (await database.pool.query('select name from leg order by id')).rows.map(({ name }) => name as string);
const pidOf = async (tx: Tx) => (await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)).rows[0]!.pid;
const terminate = (pid: number) =>
  withClient(urls.url, async (client) => {
    const { rows } = await client.query('select pg_terminate_backend($1) as ended', [pid]);
    await until(
      async () => (await client.query('select from pg_stat_activity where pid = $1', [pid])).rowCount === 0,
      'the backend is gone',
    );
    return rows[0].ended as boolean;
  });

test.each(['at its start', 'in its middle', 'at its end'])(
  'a backend that dies %s costs nothing: the whole work runs again',
  async (when) => {
    let runs = 0;
    let killed = 0;
    const killOnce = async (tx: Tx, now: string) => {
      if (now === when && runs === 1 && (await terminate(await pidOf(tx)))) killed++;
    };
    await database.transaction(async (tx) => {
      runs++;
      await killOnce(tx, 'at its start');
      await addLeg(tx, 'debit');
      await killOnce(tx, 'in its middle');
      await addLeg(tx, 'credit');
      await killOnce(tx, 'at its end');
    });
    expect({ killed, runs, legs: await legs() }).toEqual({ killed: 1, runs: 2, legs: ['debit', 'credit'] });
  },
);

test('transactions whose backends are killed at random moments are whole or not at all', async () => {
  const victim = open({ name: 'victim' });
  onTestFinished(() => victim.close());
  let killed = 0;
  const killer = withClient(urls.url, async (client) => {
    while (killed < 15) {
      const { rows } = await client.query(
        `select count(pg_terminate_backend(pid))::int as killed from (select pid from pg_stat_activity
          where application_name = 'victim' and xact_start is not null order by random() limit 1) v`,
      );
      killed += rows[0].killed;
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  });
  const done: string[] = [];
  const faults: unknown[] = [];
  const worker = async (name: string) => {
    for (let n = 0; killed < 15; n++) {
      const work = victim.transaction(async (tx) => {
        for (const leg of ['a', 'b', 'c']) await addLeg(tx, `${name}${n} ${leg}`);
      });
      await work.then(() => done.push(`${name}${n}`)).catch((fault: unknown) => faults.push(fault));
    }
  };
  await Promise.all([killer, ...['w', 'x', 'y', 'z'].map(worker)]);
  const found = Map.groupBy(await legs(), (name) => name.split(' ')[0]!);
  expect([...found.values()].filter((names) => names.length !== 3)).toEqual([]);
  // A success means done, and done once. A fault means not done or not known, and that another try may help.
  expect(done.filter((name) => !found.has(name))).toEqual([]);
  expect(faults.filter((fault) => !isTransient(fault))).toEqual([]);
  expect(killed).toBeGreaterThanOrEqual(15);
});

test.each([
  ['before it arrives', []],
  ['before its answer', ['leg']],
] as const)('a line that is cut at COMMIT, %s, is reported as unknown, and the work does not run again', async (where, left) => {
  const proxy = await openCutProxy(urls.url);
  const cut = open({ url: proxy.url });
  onTestFinished(async () => {
    await cut.close();
    await proxy.close();
  });
  let runs = 0;
  proxy.cutNextCommit(where);
  const work = cut.transaction(async (tx) => {
    runs++;
    await addLeg(tx, 'leg');
  });
  await expect(work).rejects.toBeInstanceOf(CommitUnknown);
  expect({ cuts: proxy.cuts, runs }).toEqual({ cuts: 1, runs: 1 });
  await until(async () => (await legs()).length === left.length, 'the server has noticed');
  expect(await legs()).toEqual(left);
});

test.each([
  ['a transaction', (database: Database) => database.transaction((tx) => addLeg(tx, 'leg')), ['leg']],
  ['a look-up outside of one', async (database: Database) => expect((await database.reader.execute(sql`select 1`)).rowCount).toBe(1), []],
])('a backend that dies as its connection becomes ready costs its user nothing: %s', async (_, use, left) => {
  const proxy = await openCutProxy(urls.url);
  const victim = open({ url: proxy.url });
  onTestFinished(async () => {
    await victim.close();
    await proxy.close();
  });
  proxy.terminateNextConnection();
  await use(victim);
  expect({ cuts: proxy.cuts, legs: await legs() }).toEqual({ cuts: 1, legs: left });
});

test('the client leaves a frozen server after the limit, and the pool goes on with another connection', async () => {
  const limited = open({ statementLimitMs: 300, max: 2 });
  onTestFinished(() => limited.close());
  let frozen = 0;
  const started = performance.now();
  await limited.transaction(async (tx) => {
    if (frozen === 0) {
      frozen = await pidOf(tx);
      process.kill(frozen, 'SIGSTOP');
    }
    await addLeg(tx, 'leg');
  });
  const tookMs = performance.now() - started;
  process.kill(frozen, 'SIGCONT');
  expect(frozen).toBeGreaterThan(0);
  expect(tookMs).toBeGreaterThan(2_000);
  await until(
    async () => (await database.pool.query('select from pg_stat_activity where pid = $1', [frozen])).rowCount === 0,
    'the frozen one is gone',
  );
  expect(await legs()).toEqual(['leg']);
});

test('two transactions that deadlock both succeed in the end', async () => {
  let deadlocks = 0;
  const both = Promise.withResolvers<void>();
  let waiting = 0;
  const update = (first: number, second: number) => {
    let tries = 0;
    return database.transaction(async (tx) => {
      if (tries++ > 0) deadlocks++;
      await tx.execute(sql`update counter set value = value + 1 where id = ${first}`);
      if (++waiting === 2) both.resolve();
      await both.promise;
      await tx.execute(sql`update counter set value = value + 1 where id = ${second}`);
    });
  };
  await Promise.all([update(1, 2), update(2, 1)]);
  const { rows } = await database.pool.query('select value from counter order by id');
  expect({ rows, deadlocks }).toEqual({ rows: [{ value: 2 }, { value: 2 }], deadlocks: 1 });
});

test('serializable transactions that contradict each other run again until they do not', async () => {
  let conflicts = 0;
  let reading = 0;
  const bothRead = Promise.withResolvers<void>();
  const increment = () => {
    let tries = 0;
    return database.transaction(async (tx) => {
      if (tries++ > 0) conflicts++;
      await tx.execute(sql`set transaction isolation level serializable`);
      const { rows } = await tx.execute<{ value: number }>(sql`select value from counter where id = 1`);
      if (++reading === 2) bothRead.resolve();
      await bothRead.promise;
      await tx.execute(sql`update counter set value = ${rows[0]!.value + 1} where id = 1`);
    });
  };
  await Promise.all([increment(), increment()]);
  const { rows } = await database.pool.query('select value from counter where id = 1');
  expect({ rows, conflicts }).toEqual({ rows: [{ value: 2 }], conflicts: 1 });
});

test('a fault of the work itself is thrown once, with nothing left', async () => {
  let runs = 0;
  const work = database.transaction(async (tx) => {
    runs++;
    await addLeg(tx, 'leg');
    throw new Error('a mistake');
  });
  await expect(work).rejects.toThrow('a mistake');
  expect({ runs, legs: await legs() }).toEqual({ runs: 1, legs: [] });
});

test('a statement that failed and was ignored does not pass for a commit', async () => {
  const work = database.transaction(async (tx) => {
    await addLeg(tx, 'leg');
    await tx.execute(sql`select 1 / 0`).catch(() => undefined);
  });
  await expect(work).rejects.toThrow('had failed before');
  expect(await legs()).toEqual([]);
});

test('the last statement belongs to the transaction: when it fails, nothing stays, and the caller gets its fault', async () => {
  const work = database.transaction(async (tx) => {
    await addLeg(tx, 'leg');
    lastly(tx, () => sql`insert into counter values (1, 0)`);
  });
  await expect(work).rejects.toMatchObject({ code: '23505' });
  expect(await legs()).toEqual([]);
});

test('transactions that deadlock over their last statements run again', async () => {
  const both = Promise.withResolvers<void>();
  let waiting = 0;
  let runs = 0;
  const update = (first: number, last: number) =>
    database.transaction(async (tx) => {
      runs++;
      await tx.execute(sql`update counter set value = value + 1 where id = ${first}`);
      if (++waiting === 2) both.resolve();
      await both.promise;
      lastly(tx, () => sql`update counter set value = value + 1 where id = ${last}`);
    });
  await Promise.all([update(1, 2), update(2, 1)]);
  const { rows } = await database.pool.query('select value from counter order by id');
  expect({ rows, runs }).toEqual({ rows: [{ value: 2 }, { value: 2 }], runs: 3 });
});

test('statements that travel together get answers of their own, and a fault of one fails all', async () => {
  const failing = database.transaction((tx) => Promise.all([addLeg(tx, 'first'), tx.execute(sql`select 1 / 0`), addLeg(tx, 'third')]));
  await expect(failing).rejects.toMatchObject({ cause: { code: '22012' } });
  expect(await legs()).toEqual([]);
  await database.transaction((tx) => Promise.all(['a', 'b', 'c'].map((name) => addLeg(tx, name))));
  expect(await legs()).toEqual(['a', 'b', 'c']);
});

test('a statement that comes after its transaction is refused, and does not run outside of it', async () => {
  let late: Promise<unknown> | undefined;
  await database.transaction(async (tx) => {
    await addLeg(tx, 'leg');
    late = new Promise((resolve) => setTimeout(resolve, 50)).then(() => addLeg(tx, 'late'));
  });
  await expect(late).rejects.toMatchObject({ cause: { message: 'this transaction is over' } });
  expect(await legs()).toEqual(['leg']);
});

test('a plan does not depend on how small a table was when PostgreSQL made it', async () => {
  await database.transaction(async (tx) => {
    const { rows } = await tx.execute<{ 'QUERY PLAN': string }>(sql`explain select name from leg where id = ${1n}`);
    expect(rows[0]!['QUERY PLAN']).toContain('Index Scan');
  });
});

test('listeners hear of commits, and of nothing else', async () => {
  const listening = open();
  onTestFinished(() => listening.close());
  let commits = 0;
  listening.onCommit(() => commits++);
  await listening.transaction((tx) => addLeg(tx, 'leg'));
  await listening.transaction(() => Promise.reject(new Error('rolled back'))).catch(() => undefined);
  expect(commits).toBe(1);
});

test('whole numbers of the database are bigints, never rounded', async () => {
  const { rows } = await database.pool.query('select 9007199254740993::bigint as big, count(*) as none from leg');
  expect(rows).toEqual([{ big: 9007199254740993n, none: 0n }]);
});
