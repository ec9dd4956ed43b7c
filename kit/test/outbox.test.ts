/**
 * Promises of the outbox: it announces what was committed, in the order of the commits, under numbers without a gap.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@seteli/kit/database';
import type { Database } from '@seteli/kit/db';
import { defineEvent, type Envelope } from '@seteli/kit/events';
import { announce, markRelayed, publish, readHeads, readOutboxPage, readUnrelayed } from '@seteli/kit/outbox';
import { SERVICE } from '@seteli/kit/scope';
import { newDatabase } from '@seteli/testing/database';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { now, number, say, silent, upTo } from './exchange.ts';

const opened: Database[] = [];
let database: Database;

beforeEach(async () => {
  const { url } = await newDatabase('bookings');
  database = openDatabase({ url, log: silent, name: 'test', max: 10 }).within(SERVICE);
  opened.push(database);
});
afterAll(() => Promise.all(opened.map((each) => each.close())));

const page = async (partition: string, after = 0) =>
  JSON.parse(await readOutboxPage(database.reader, 'bookings', partition, after)) as Envelope[];
const numbersOf = (events: readonly Envelope[]) => events.map(({ data }) => (data as { n: number }).n);

test('numbers follow the commits and have no gap, though half of the commands are rolled back', async () => {
  let committed = 0;
  let rolledBack = 0;
  const command = async (n: number) => {
    try {
      await database.transaction(async (tx) => {
        await publish(tx, 'p', [number(n)], { now });
        await sleep(n % 3);
        if (n % 2) throw new Error('rolled back');
      });
      committed++;
    } catch {
      rolledBack++;
    }
  };
  const workers = Array.from({ length: 8 }, async (_, worker) => {
    for (let i = 0; i < 50; i++) await command(worker * 50 + i);
  });
  await Promise.all(workers);
  expect({ committed, rolledBack }).toEqual({ committed: 200, rolledBack: 200 });
  const events = await page('p');
  expect(events.map(({ seq }) => seq)).toEqual(upTo(200));
  expect(numbersOf(events).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i * 2));
});

test('a reader never sees a number before all lower ones', async () => {
  let done = false;
  const writers = Promise.all(
    Array.from({ length: 6 }, async (_, writer) => {
      for (let i = 0; i < 60; i++) await say(database, 'p', writer * 60 + i);
    }),
  ).finally(() => (done = true));
  let last = 0;
  let looks = 0;
  while (!done) {
    const seqs = (await page('p', last)).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => last + index + 1));
    last = seqs.at(-1) ?? last;
    looks++;
  }
  await writers;
  expect(looks).toBeGreaterThan(10);
});

test('commands that announce in the same partitions in any order do not deadlock', async () => {
  const names = ['a', 'b', 'c', 'national'];
  const commands = Array.from({ length: 60 }, (_, n) => {
    const order = names.map((__, index) => names[(index + n) % names.length]!);
    return database.transaction((tx) => {
      for (const partition of order) publish(tx, partition, [number(n)], { now });
    });
  });
  await Promise.all(commands);
  expect((await readHeads(database.reader)).heads).toEqual({ a: 60, b: 60, c: 60, national: 60 });
});

test('500 events of one command keep their order, and their envelope is complete', async () => {
  await database.transaction((tx) =>
    publish(
      tx,
      'p',
      upTo(500).map((n) => number(n, 'one')),
      { now, actor: 'user 1', traceparent: '00-1' },
    ),
  );
  const events = await page('p');
  expect(numbersOf(events)).toEqual(upTo(500));
  expect(events[0]).toEqual({
    specversion: '1.0',
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    source: '/seteli/bookings',
    type: 'fi.seteli.bookings.number-said.v1',
    subject: 'one',
    time: '2026-06-01T09:00:00.000Z',
    datacontenttype: 'application/json',
    partition: 'p',
    seq: 1,
    epoch: 1,
    actor: 'user 1',
    traceparent: '00-1',
    data: { n: 1 },
  });
});

test('an announcement that breaks its contract fails the command', async () => {
  await expect(database.transaction((tx) => publish(tx, 'p', [{ ...number(1), data: { n: 'one' } }], { now }))).rejects.toThrow(
    'expected number',
  );
  expect(await page('p')).toEqual([]);
});

const textSaid = defineEvent('bookings.text-said', 1, 'A text was said.', z.object({ text: z.string() }));
const sayText = (bytes: number, times = 1) =>
  database.transaction((tx) =>
    publish(
      tx,
      'p',
      Array.from({ length: times }, () => announce(textSaid, 's', { text: 'ä'.repeat(bytes / 2) })),
      { now },
    ),
  );

test('a page holds at most 500 events', async () => {
  await say(database, 'p', 1, 501);
  expect((await page('p')).length).toBe(500);
  expect(numbersOf(await page('p', 500))).toEqual([501]);
  expect(await page('p', 501)).toEqual([]);
});

test('a page holds at most 512 kB, but always one event, so that no partition stops at a big one', async () => {
  await sayText(100_000, 6);
  await sayText(700_000);
  expect((await page('p')).length).toBe(5);
  expect(Buffer.byteLength(await readOutboxPage(database.reader, 'bookings', 'p', 0))).toBeLessThan(512 * 1024);
  expect((await page('p', 5)).map(({ seq }) => seq)).toEqual([6]);
  expect((await page('p', 6)).map(({ seq }) => seq)).toEqual([7]);
});

test('the outbox refuses to announce an event that the broker could not carry', async () => {
  await expect(sayText(800_000)).rejects.toThrow('cannot be announced');
});

test('a partition with much to relay leaves the others their share', async () => {
  await say(database, 'a', 1, 2000);
  await say(database, 'z', 1, 3);
  const batch = await readUnrelayed(database.reader, 'bookings', 500);
  const countOf = (partition: string) => batch.filter((event) => event.partition === partition).length;
  expect({ a: countOf('a'), z: countOf('z') }).toEqual({ a: 250, z: 3 });
});

test('a mark of the relay never moves back', async () => {
  await say(database, 'p', 1, 5);
  for (const seq of [4n, 2n]) await database.transaction((tx) => markRelayed(tx, new Map([['p', seq]])));
  expect((await readUnrelayed(database.reader, 'bookings', 10)).map(({ seq }) => seq)).toEqual([5n]);
});
