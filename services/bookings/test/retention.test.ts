/** Bookings and visits go when no law keeps them any longer, and with an erasure that no law stops. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { personErased, restrictionChanged } from '@seteli/schema/events/identity';
import { removePast } from '../src/jobs/retention.ts';
import { findRetention } from '../src/store/client-case.ts';
import { made } from './played-vouchers.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.vouchersAnswers(made);
  world.bookings.clock.set('2026-06-22T09:00:00Z');
});
afterEach(() => world.bookings.clock.set(w.NOW));

const RECUR = `mutation ($input: SetRecurringVisitsInput!) { setRecurringVisits(input: $input) { recurringVisits { id } refusal { code } } }`;

/** A client with a booking, a visit, recurring visits and consents. */
async function served() {
  const personId = newId();
  const { voucherId, bookingId } = await w.book(world, { personId });
  await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T11:00');
  const recurring = {
    idempotencyKey: newId(),
    bookingId,
    firstDay: '2026-07-01',
    rule: 'FREQ=WEEKLY;BYDAY=MO',
    startTime: '08:00',
    endTime: '09:00',
  };
  expect((await world.bookings.ask(w.recorder, RECUR, { input: recurring })).data.setRecurringVisits.refusal).toBeNull();
  const [{ last }] = (await world.bookings.database.pool.query('select last_day::text as last from voucher where id = $1', [voucherId]))
    .rows;
  return { personId, voucherId, bookingId, lastDay: Temporal.PlainDate.from(last) };
}
const LEFT = ['visit', 'consent', 'booked_content', 'recurring_visits'].map(
  (table) => `(select count(*) from ${table} where booking_id = $1)`,
);
const left = (bookingId: string) =>
  w.count(world, `select ${LEFT.join(' + ')} + (select count(*) from booking where id = $1) as count`, bookingId);
const vouchersOf = (personId: string) => w.count(world, 'select count(*) as count from voucher where person_id = $1', personId);
async function removeOn(day: Temporal.PlainDate): Promise<void> {
  world.bookings.clock.set(`${day}T09:00:00Z`);
  while (await removePast({ database: world.bookings.database, clock: world.bookings.clock }, 1));
}
const hears = async (...news: ReturnType<typeof announce>[]) => {
  await world.identity.say('national', ...news);
  await world.heard();
};
const erases = (personId: string, organiserId = w.organiserId) =>
  hears(announce(personErased, personId, { personId, organiserId, forgotten: true }));

test('bookings stay ten years after the client’s last voucher and not longer, with all their visits', async () => {
  const { personId, bookingId, lastDay } = await served();
  await removeOn(lastDay.add({ years: 10 }));
  expect(await left(bookingId)).toBeGreaterThan(5);
  await removeOn(lastDay.add({ years: 10, days: 1 }));
  expect([await left(bookingId), await vouchersOf(personId)]).toEqual([0, 0]);
});

test('a later voucher of the organiser keeps the earlier bookings', async () => {
  const { personId, bookingId, lastDay } = await served();
  await w.grantVoucher(world, { personId, firstDay: lastDay.add({ days: 1 }), lastDay: lastDay.add({ years: 1 }) });
  await removeOn(lastDay.add({ years: 10, days: 1 }));
  expect(await left(bookingId)).toBeGreaterThan(0);
});

test('a client keeps what they need for a legal claim, and what a law kept after an erasure goes', async () => {
  const [claims, erased] = [await served(), await served()];
  const restricts = ({ personId }: { personId: string }, ground: 'LEGAL_CLAIM' | 'KEPT_BY_LAW') =>
    announce(restrictionChanged, personId, { personId, organiserId: w.organiserId, restricted: true, ground, version: 1 });
  await hears(restricts(claims, 'LEGAL_CLAIM'), restricts(erased, 'KEPT_BY_LAW'));
  await removeOn(claims.lastDay.add({ years: 11 }));
  expect([(await left(claims.bookingId)) > 0, await left(erased.bookingId)]).toEqual([true, 0]);
});

test('an erasure takes what no law keeps, of that organiser only, and leaves what a law keeps', async () => {
  const { personId, bookingId, lastDay } = await served();
  const client = { personId, organiserId: w.organiserId };
  const { reader } = world.bookings.database;
  expect(await findRetention(reader, client)).toEqual([{ retentionClass: 'CLIENT_DOCUMENTS', records: 2, countsFrom: lastDay }]);
  const before = await left(bookingId);
  await erases(personId);
  world.bookings.clock.set(`${lastDay.add({ years: 10 })}T09:00:00Z`);
  await erases(personId);
  world.bookings.clock.set(`${lastDay.add({ years: 10, days: 1 })}T09:00:00Z`);
  await erases(personId, newId());
  expect(await left(bookingId)).toBe(before);
  await erases(personId);
  await erases(personId);
  expect([await left(bookingId), await findRetention(reader, client)]).toEqual([0, []]);
});

test('an erasure leaves a voucher that nobody has booked yet, since its case is open', async () => {
  const personId = newId();
  await w.grantVoucher(world, { personId });
  await erases(personId);
  expect(await vouchersOf(personId)).toBe(1);
});
