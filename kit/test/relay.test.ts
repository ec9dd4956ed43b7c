/** Promises of the relay: it may send an event twice but never skips one, and only one replica runs it. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Envelope } from '@seteli/kit/events';
import { on } from '@seteli/kit/inbox';
import { publish } from '@seteli/kit/outbox';
import { STOP_LIMIT_MS } from '@seteli/kit/stopping';
import { newDatabase } from '@seteli/testing/database';
import { openOwnBroker, type OwnBroker } from '@seteli/testing/own-broker';
import { startProgram, type Program } from '@seteli/testing/program';
import { withClient } from '@seteli/local/service-database';
import { openDatabase } from '@seteli/kit/database';
import { SERVICE } from '@seteli/kit/scope';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import {
  heard,
  newListenerDatabase,
  now,
  number,
  numberSaid,
  openListener,
  openSpeaker,
  say,
  silent,
  until,
  untilHeard,
  upTo,
  writingDown,
  type Side,
} from './exchange.ts';

vi.setConfig({ testTimeout: 90_000 });

let broker: OwnBroker;
const opened: { stop(): Promise<void> }[] = [];
const programs: Program[] = [];
const open = async (side: Promise<Side>) => {
  const opening = await side;
  opened.push(opening);
  return opening;
};

beforeAll(async () => {
  broker = await openOwnBroker();
});
afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.kill()));
  await Promise.all(opened.splice(0).map((side) => side.stop()));
  await broker.asAdmin(async (manager) => {
    for (const name of await manager.streams.names().next()) await manager.streams.delete(name);
  });
});
afterAll(() => broker.close());

const messagesInStream = () => broker.asAdmin(async (manager) => (await manager.streams.info('BOOKINGS')).state.messages);

async function startSpeaker(urls: { url: string; ownerUrl: string }): Promise<Program> {
  const settings = { side: 'speaker', urls, brokerUrl: broker.urlOf('bookings') };
  const program = await startProgram(path.join(import.meta.dirname, 'backbone-process.ts'), { SIDE: JSON.stringify(settings) });
  programs.push(program);
  return program;
}

test('a relay that dies before it notes the confirmation sends again: the stream drops the copy, and there is one effect', async () => {
  const urls = await newDatabase('bookings');
  const database = openDatabase({ url: urls.url, log: silent, name: 'test', max: 2 }).within(SERVICE);
  opened.push({ stop: () => database.close() });
  const listener = await open(openListener({ urlOf: broker.urlOf }));
  const victim = await startSpeaker(urls);

  await withClient(urls.ownerUrl, async (owner) => {
    // The lock holds the relay exactly there: it has the confirmations, and cannot note them.
    await owner.query('begin; lock table relay in exclusive mode');
    await say(database, 'p', 1, 300);
    const isHeld = async () =>
      (
        await database.pool.query(
          `select pid from pg_stat_activity where datname = current_database() and query like '%insert into relay%' and wait_event_type = 'Lock'`,
        )
      ).rows.length === 1;
    await until(isHeld, 'the relay notes what was confirmed');
    await victim.kill();
    // The statement of the dead process would still run when the lock is gone.
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%insert into relay%' and wait_event_type = 'Lock'`,
    );
    await owner.query('rollback');
  });
  expect(await messagesInStream()).toBe(3);
  expect((await database.pool.query('select * from relay')).rows).toEqual([]);

  await startSpeaker(urls);
  await until(async () => (await database.pool.query('select seq from relay')).rows[0]?.seq === 300n, 'all is relayed again');
  expect(await messagesInStream()).toBe(3);
  await untilHeard({ database }, listener);
  expect(await heard(listener)).toEqual({ p: upTo(300) });
});

test('a failure in the middle of a batch does not change the order in which events are applied', async () => {
  const speaker = await open(openSpeaker({ urlOf: broker.urlOf }));
  const listener = await open(openListener({ urlOf: broker.urlOf }));
  await until(() => broker.asAdmin(async (manager) => (await manager.streams.names().next()).includes('BOOKINGS')), 'the stream is there');
  // The steward would mend the stream.
  await broker.dismissSteward();
  // The stream takes no message of more than 200 kB: it refuses the second, which holds the fortieth event alone, and
  // takes the third.
  await broker.asAdmin((manager) => manager.streams.update('BOOKINGS', { max_msg_size: 200_000 }));
  await speaker.database.transaction((tx) =>
    publish(
      tx,
      'p',
      upTo(100).map((n) => number(n, n === 40 ? 'x'.repeat(300_000) : 'subject')),
      { now },
    ),
  );
  await untilHeard(speaker, listener);
  expect(await heard(listener)).toEqual({ p: upTo(100) });
  // The fault did happen: in the stream itself, 41 stands where 40 should.
  const second = await broker.asAdmin((manager) => manager.streams.getMessage('BOOKINGS', { seq: 2 }));
  expect(second?.json<Envelope[]>()[0]!.seq).toBe(41);
  await broker.callSteward();
});

const lockHolders = async ({ database }: Side) => {
  const { rows } = await database.pool.query(
    `select pid from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows.map(({ pid }) => pid as number);
};

test('one replica applies, and the other only when it must take over', async () => {
  const urls = await newListenerDatabase();
  const applied = [0, 0];
  const counting = (replica: number) =>
    on(numberSaid, (tx, events) => {
      applied[replica]! += events.length;
      return writingDown.apply(
        tx,
        events.map(({ envelope }) => envelope),
      );
    });
  const speaker = await open(openSpeaker({ urlOf: broker.urlOf }));
  const first = await open(openListener({ urls, urlOf: broker.urlOf, reactions: [counting(0)] }));
  await until(async () => (await lockHolders(first)).length === 1, 'the first holds the lock');
  const second = await open(openListener({ urls, urlOf: broker.urlOf, reactions: [counting(1)] }));
  for (let n = 1; n <= 50; n++) await say(speaker.database, 'p', n);
  await untilHeard(speaker, second);
  expect(applied).toEqual([50, 0]);
  await first.stop();
  opened.splice(opened.indexOf(first), 1);
  for (let n = 51; n <= 80; n++) await say(speaker.database, 'p', n);
  await untilHeard(speaker, second);
  expect(applied).toEqual([50, 30]);
  expect(await heard(second)).toEqual({ p: upTo(80) });
});

test('one replica relays; the other takes over when the connection of the first is cut', async () => {
  const urls = await newDatabase('bookings');
  const replicas = [
    await open(openSpeaker({ urls, urlOf: broker.urlOf })),
    await open(openSpeaker({ urls, urlOf: broker.urlOf })),
  ] as const;
  const listener = await open(openListener({ urlOf: broker.urlOf }));
  const holder = () => lockHolders(replicas[0]);
  await say(replicas[1].database, 'p', 1, 50);
  await untilHeard(replicas[0], listener);
  const [first] = await holder();
  expect(await holder()).toHaveLength(1);

  const cut = await replicas[0].database.pool.query('select pg_terminate_backend($1) as cut', [first]);
  expect(cut.rows).toEqual([{ cut: true }]);
  const cutAt = performance.now();
  await until(async () => {
    const [now] = await holder();
    return now !== undefined && now !== first;
  }, 'somebody holds the lock again');
  const tookMs = Math.round(performance.now() - cutAt);
  expect(await holder()).toHaveLength(1);
  await say(replicas[0].database, 'p', 51, 100);
  await untilHeard(replicas[0], listener);
  await sleep(50);
  expect(await heard(listener)).toEqual({ p: upTo(100) });
  console.log(`the lock was taken over after ${tookMs} ms`);
});

test.each(['killed', 'frozen'])('a service stops in time though its broker is %s', async (how) => {
  const own = await openOwnBroker();
  const sides = [await openSpeaker({ urlOf: own.urlOf }), await openListener({ urlOf: own.urlOf })];
  await say(sides[0]!.database, 'p', 1, 10);
  await untilHeard(sides[0]!, sides[1]!);
  if (how === 'killed') await own.kill();
  else own.freeze();
  await say(sides[0]!.database, 'p', 11, 20);
  await sleep(1_000);
  const askedAt = performance.now();
  await Promise.all(sides.map((side) => side.stop()));
  const tookMs = performance.now() - askedAt;
  if (how === 'frozen') own.thaw();
  await own.close();
  expect(tookMs).toBeLessThan(STOP_LIMIT_MS);
});
