/**
 * Promises of the inbox: it applies each event once and in order, whatever the broker does. An event that cannot be
 * applied harms only its subject.
 */
import { openDatabase } from '@seteli/kit/database';
import type { Database, Tx } from '@seteli/kit/db';
import { isTransient } from '@seteli/kit/transaction';
import { on, openInbox, reactionsByType, readWatermarks, redrive, type Inbox, type Reaction } from '@seteli/kit/inbox';
import type { Envelope } from '@seteli/kit/events';
import { publish, readOutboxPage } from '@seteli/kit/outbox';
import { createNudge } from '@seteli/kit/waiting';
import { SERVICE } from '@seteli/kit/scope';
import { sql } from 'drizzle-orm';
import { withClient } from '@seteli/local/service-database';
import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { heard, newListenerDatabase, now, number, numberSaid, silent, upTo, writeDown, writingDown } from './exchange.ts';

const opened: Database[] = [];
let database: Database;
let urls: { url: string; ownerUrl: string };

beforeEach(async () => {
  urls = await newListenerDatabase();
  database = openDatabase({ url: urls.url, log: silent, name: 'test', max: 4 }).within(SERVICE);
  opened.push(database);
});
afterAll(() => Promise.all(opened.map((each) => each.close())));

const inboxWith = (...reactions: Reaction[]): Inbox =>
  openInbox({ database, reactions: reactionsByType(reactions), applied: createNudge(), log: silent });

/** The event with this number. By default its subject is its last digit. */
const event = (
  seq: number,
  { subject = `subject ${seq % 10}`, epoch = 1, partition = 'p', data = { n: seq } as unknown } = {},
): Envelope => ({
  specversion: '1.0',
  id: `id ${seq}`,
  source: '/seteli/bookings',
  type: numberSaid.type,
  subject,
  time: '2026-06-01T09:00:00.000Z',
  datacontenttype: 'application/json',
  partition,
  seq,
  epoch,
  data,
});
const events = (...seqs: number[]) => seqs.map((seq) => event(seq));
const watermark = async () => (await readWatermarks(database.reader, 'bookings')).p?.last ?? 0;
const parked = async () => (await database.reader.$client.query('select seq::int, fault from parked_event order by seq')).rows;

test('repeated, swapped and missing deliveries end in the same state as delivery in order', async () => {
  const inbox = inboxWith(writingDown);
  let repeats = 0;
  let gaps = 0;
  let round = 0;
  // Each delivery begins before, at or after the place where the last one ended.
  const anyDeliveries = fc.array(fc.record({ shift: fc.integer({ min: -3, max: 2 }), size: fc.integer({ min: 1, max: 4 }) }), {
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(anyDeliveries, async (deliveries) => {
      const partition = `p${round++}`;
      const of = (seq: number) => event(seq, { partition });
      let at = 0;
      for (const { shift, size } of deliveries) {
        const first = Math.max(1, at + 1 + shift);
        const { gap, count, last } = await inbox.apply(
          'bookings',
          partition,
          upTo(size).map((n) => of(first + n - 1)),
        );
        at = last;
        if (gap) gaps++;
        else if (count < size) repeats++;
      }
      // Healing finally brings everything, from the archive.
      await inbox.apply('bookings', partition, upTo(50).map(of));
      expect((await heard({ database }))[partition]).toEqual(upTo(50));
    }),
    { numRuns: 30 },
  );
  expect(repeats).toBeGreaterThan(10);
  expect(gaps).toBeGreaterThan(10);
});

test('the inbox applies nothing after a hole, and reports the hole', async () => {
  const inbox = inboxWith(writingDown);
  expect(await inbox.apply('bookings', 'p', events(1, 2, 4, 5))).toEqual({ last: 2, gap: true, count: 2 });
  expect(await inbox.apply('bookings', 'p', events(3, 4, 5, 6))).toEqual({ last: 6, gap: false, count: 4 });
  expect((await heard({ database })).p).toEqual(upTo(6));
});

test('a batch that comes several times at once is applied once', async () => {
  const inbox = inboxWith(writingDown);
  const results = await Promise.all(Array.from({ length: 4 }, () => inbox.apply('bookings', 'p', events(1, 2, 3))));
  expect(results.map(({ count }) => count).toSorted()).toEqual([0, 0, 0, 3]);
  expect((await heard({ database })).p).toEqual(upTo(3));
});

test('a crash between the effect and the commit leaves both or neither, and the next delivery leaves both', async () => {
  let crashes = 0;
  const crashing = on(numberSaid, async (tx, received) => {
    await writeDown(
      tx,
      received.map(({ envelope }) => envelope),
      received.map(({ data }) => data.n),
    );
    if (crashes > 0) return;
    crashes++;
    const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await withClient(urls.url, (client) => client.query('select pg_terminate_backend($1)', [rows[0]!.pid]));
  });
  const inbox = inboxWith(crashing);
  // Chance decides whether the death is noticed before or during COMMIT.
  const [first] = await Promise.allSettled([inbox.apply('bookings', 'p', events(1, 2, 3))]);
  expect(first.status === 'fulfilled' || isTransient(first.reason)).toBe(true);
  expect(crashes).toBe(1);
  expect((await heard({ database })).p ?? []).toEqual(upTo(await watermark()));
  await inbox.apply('bookings', 'p', events(1, 2, 3));
  expect({ heard: (await heard({ database })).p, watermark: await watermark() }).toEqual({ heard: upTo(3), watermark: 3 });
});

test('an event of an unknown type only moves the watermark', async () => {
  expect(await inboxWith().apply('bookings', 'p', events(1, 2))).toMatchObject({ last: 2, count: 2 });
  expect(await parked()).toEqual([]);
});

test('a reaction gets all consecutive events of its type at once', async () => {
  const sizes: number[] = [];
  const counting = on(numberSaid, async (_tx, received) => void sizes.push(received.length));
  await inboxWith(counting).apply('bookings', 'p', [
    ...events(1, 2),
    { ...event(3), type: 'fi.seteli.bookings.other.v1' },
    ...events(4, 5, 6),
  ]);
  // An event of an unknown type does not part them.
  expect(sizes).toEqual([5]);
});

/** A reaction that fails for these numbers until the test mends it. */
function failingFor(...poison: number[]) {
  const state = { mended: false, tries: 0 };
  const reaction = on(numberSaid, async (tx, received) => {
    const numbers = received.map(({ data }) => data.n);
    const bad = numbers.find((n) => poison.includes(n));
    await writeDown(
      tx,
      received.map(({ envelope }) => envelope),
      numbers,
    );
    if (bad === undefined || state.mended) return;
    if (received.length === 1) state.tries++;
    throw new Error(`cannot take ${bad}`);
  });
  return { state, reaction };
}

test('a poison event is tried three times and parked; only later events of its subject wait behind it', async () => {
  const { state, reaction } = failingFor(3);
  // 3, 13 and 23 are of one subject.
  const { last } = await inboxWith(reaction).apply(
    'bookings',
    'p',
    upTo(24).map((seq) => event(seq)),
  );
  expect({ last, tries: state.tries, watermark: await watermark() }).toEqual({ last: 24, tries: 3, watermark: 24 });
  expect((await parked()).map(({ seq }) => seq)).toEqual([3, 13, 23]);
  expect((await parked())[0].fault).toContain('cannot take 3');
  expect((await heard({ database })).p).toEqual(upTo(24).filter((n) => n % 10 !== 3));
});

test('a failed event takes back what it announced, and the announcements of the others stay', async () => {
  const saying = on(numberSaid, async (tx, batch) => {
    for (const { data } of batch) {
      publish(tx, 'said', [number(data.n)], { now });
      if (data.n === 2) throw new Error('a fault after the announcement');
    }
  });
  await inboxWith(saying).apply('bookings', 'p', events(1, 2, 3));
  expect((await parked()).map(({ seq }) => seq)).toEqual([2]);
  const said = JSON.parse(await readOutboxPage(database.reader, 'vouchers', 'said', 0)) as Envelope[];
  expect(said.map(({ seq, data }) => [seq, data])).toEqual([
    [1, { n: 1 }],
    [2, { n: 3 }],
  ]);
});

test('later batches also park the events of a parked subject', async () => {
  const { reaction } = failingFor(1);
  const inbox = inboxWith(reaction);
  await inbox.apply('bookings', 'p', [event(1, { subject: 'bad' })]);
  await inbox.apply('bookings', 'p', [event(2, { subject: 'good' }), event(3, { subject: 'bad' }), event(4, { subject: 'good' })]);
  expect((await parked()).map(({ seq }) => seq)).toEqual([1, 3]);
  expect((await heard({ database })).p).toEqual([2, 4]);
});

test('an event whose subject is parked while its own batch waits is parked behind it', async () => {
  const inbox = inboxWith(writingDown);
  await inbox.apply('bookings', 'p', events(1, 2));
  const applying = await withClient(urls.ownerUrl, async (client) => {
    await client.query(`begin; update inbox set last_seq = 3;
      insert into parked_event (source, partition, seq, subject, envelope, fault) values ('bookings', 'p', 3, 'bad', '{}', 'a fault')`);
    const waiting = inbox.apply('bookings', 'p', [event(3, { subject: 'bad' }), event(4, { subject: 'bad' })]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await client.query('commit');
    return waiting;
  });
  expect(applying.last).toBe(4);
  expect((await parked()).map(({ seq }) => seq)).toEqual([3, 4]);
  expect((await heard({ database })).p).toEqual([1, 2]);
});

test('after the mend, the parked events are applied in order', async () => {
  const { state, reaction } = failingFor(1, 4);
  const inbox = inboxWith(reaction);
  const reactions = reactionsByType([reaction]);
  await inbox.apply(
    'bookings',
    'p',
    upTo(6).map((seq) => event(seq, { subject: seq % 2 ? 'odd' : 'even' })),
  );
  expect((await parked()).map(({ seq }) => seq)).toEqual([1, 3, 4, 5, 6]);
  expect(await redrive(database, reactions)).toBe(0);
  expect((await parked()).length).toBe(5);
  state.mended = true;
  expect(await redrive(database, reactions)).toBe(5);
  expect((await heard({ database })).p).toEqual([2, 1, 3, 4, 5, 6]);
  expect(await parked()).toEqual([]);
});

test('data that breaks its contract is poison too', async () => {
  await inboxWith(writingDown).apply('bookings', 'p', [event(1), event(2, { data: { n: 'two' } }), event(3)]);
  expect((await parked()).map(({ seq }) => seq)).toEqual([2]);
  expect((await heard({ database })).p).toEqual([1, 3]);
});

test('a constraint that PostgreSQL checks only at COMMIT parks its event, and does not stop the partition', async () => {
  await withClient(urls.ownerUrl, (client) =>
    client.query(`create function no_seven() returns trigger language plpgsql as $$ begin raise exception 'seven is unlucky' using errcode = '23514'; end $$;
      create constraint trigger no_seven after insert on heard deferrable initially deferred for each row when (new.n = 7) execute function no_seven()`),
  );
  await inboxWith(writingDown).apply(
    'bookings',
    'p',
    upTo(9).map((seq) => event(seq)),
  );
  expect((await parked()).map(({ seq }) => seq)).toEqual([7]);
  expect((await heard({ database })).p).toEqual([1, 2, 3, 4, 5, 6, 8, 9]);
});

test.each([
  ['40001', 'another transaction was preferred'],
  ['40P01', 'a deadlock'],
  ['53100', 'a full disk'],
  ['55P03', 'a lock that was not to be had'],
  ['57014', 'a statement that took too long'],
  ['08006', 'a lost connection'],
])('%s (%s) parks nothing: the batch waits', async (code) => {
  let faults = 0;
  const failing = on(numberSaid, async (tx: Tx) => {
    faults++;
    await tx.execute(sql.raw(`do $$ begin raise exception 'for a while' using errcode = '${code}'; end $$`));
  });
  await expect(inboxWith(failing).apply('bookings', 'p', events(1, 2))).rejects.toThrow('Failed query');
  expect(faults).toBeGreaterThan(0);
  expect({ parked: await parked(), watermark: await watermark() }).toEqual({ parked: [], watermark: 0 });
});

test('a passing fault parks nothing either while events are tried one by one', async () => {
  let faults = 0;
  const failing = on(numberSaid, async (tx: Tx, received) => {
    if (received.some(({ data }) => data.n === 1)) throw new Error('poison');
    faults++;
    await tx.execute(sql.raw(`do $$ begin raise exception 'for a while' using errcode = '53100'; end $$`));
  });
  await expect(inboxWith(failing).apply('bookings', 'p', events(1, 2))).rejects.toThrow('Failed query');
  expect(faults).toBe(1);
  expect({ parked: await parked(), watermark: await watermark() }).toEqual({ parked: [], watermark: 0 });
});

test("a caller's words do not pass for a lost connection: the event is parked", async () => {
  const failing = on(numberSaid, async (tx: Tx) => {
    await tx.execute(sql`select ${'Connection terminated; connection error; Query read timeout'}::int`);
  });
  await inboxWith(failing).apply('bookings', 'p', events(1));
  expect((await parked()).map(({ seq }) => seq)).toEqual([1]);
});

test('the inbox does not mix what the producer said before its restore with what it says now', async () => {
  const inbox = inboxWith(writingDown);
  await inbox.apply('bookings', 'p', [event(1, { epoch: 2 }), event(2, { epoch: 1, data: { n: 99 } }), event(2, { epoch: 2 })]);
  expect((await heard({ database })).p).toEqual([1, 2]);
  await expect(inbox.apply('bookings', 'p', [event(3, { epoch: 3 })])).rejects.toThrow('speaks in epoch 3');
  expect(await watermark()).toBe(2);
});
