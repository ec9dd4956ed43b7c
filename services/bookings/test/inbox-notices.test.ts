/** What the inboxes of a booking's client and provider hear: as ids and kinds, once for each booking and cause. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { bookingsTasks, visitRecorded } from '@seteli/schema/events/bookings';
import { personChanged } from '@seteli/schema/events/identity';
import { approvalWithdrawn } from '@seteli/schema/events/registry';
import { allocationRecalculated } from '@seteli/schema/events/vouchers';
import { announced } from '@seteli/testing/peer';
import * as op from './operations.ts';
import { linesOf, made, refused } from './played-vouchers.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

type Told = { kind: string; subjectId: string; organisationKind: string; organisationId: string; serviceId: string; dueDay: string | null };
const all = async (): Promise<Told[]> =>
  (await announced(world.bookings.database, bookingsTasks.noticeGiven.type)).map(({ data }) => data as Told);
/** What was told since the last question, as kind, whom, subject and day. */
let seen = 0;
async function news() {
  const told = await all();
  const fresh = told.slice(seen);
  seen = told.length;
  return fresh.map(({ kind, organisationKind, subjectId, dueDay }) => [kind, organisationKind, subjectId, dueDay]).toSorted();
}
/** A booking of a person of their own, so that nothing else concerns them. */
async function booked(change: Partial<w.Voucher> = {}, input: Record<string, unknown> = {}) {
  const personId = newId();
  const { bookingId, voucherId } = await w.book(world, { personId, ...change }, input);
  await news();
  return { personId, bookingId, voucherId, client: w.actor('PERSON', personId, ['CLIENT']) };
}

it('a price that rises is told to the client once, whatever the number of contents, and a fall to nobody', async () => {
  const say = async (firstDay: string, prices: Record<string, bigint>) => {
    await world.registry.say(w.organiserId, w.priceList(prices, { unitId: w.changingUnitId, firstDay: w.day(firstDay) }));
    await world.heard();
  };
  await say('2026-01-01', { [w.dayContent]: 3850n, [w.eveningContent]: 4400n });
  const { bookingId, client } = await booked({}, { unitId: w.changingUnitId });
  await say('2026-08-01', { [w.dayContent]: 4000n, [w.eveningContent]: 4500n });
  const [rise, ...more] = await news();
  expect([rise!.slice(0, 2), rise![3], more]).toEqual([['PRICE_RISE', 'PERSON'], '2026-08-01', []]);
  const { data } = await world.bookings.ask(client, 'query ($id: ID!) { booking(id: $id) { priceNotices { id } } }', { id: bookingId });
  expect(data.booking.priceNotices.map(({ id }: { id: string }) => id)).toContain(rise![2]);
  await say('2026-09-01', { [w.dayContent]: 3900n, [w.eveningContent]: 4400n });
  expect(await news()).toEqual([]);
});

it('an approval that the organiser withdraws is told to the client and to the provider', async () => {
  const [serviceId, approvalId, contentId] = [w.variedServiceId, newId(), newId()];
  const approval = { serviceId, approvalId, contentIds: [contentId] };
  const bands = [{ dayClasses: ['WEEKDAY' as const], fromMinute: 480, toMinute: 540 }];
  await world.registry.say(
    w.organiserId,
    w.service({ serviceId, contents: [w.unbanded(contentId, { bands })], version: 90 }),
    w.approval(approval),
    w.priceList({ [contentId]: 3850n }, { serviceId, firstDay: w.day('2026-01-09') }),
  );
  await world.heard();
  const { bookingId } = await booked({ serviceId, contentIds: [contentId] });
  const { data } = w.approval({ ...approval, lastDay: w.day('2026-06-30'), version: 2 });
  await world.registry.say(w.organiserId, announce(approvalWithdrawn, w.providerId, data as never));
  await world.heard();
  expect(await news()).toEqual(['PERSON', 'PROVIDER'].map((whom) => ['APPROVAL_WITHDRAWN', whom, bookingId, '2026-06-30']));
});

it('the end of a booking is told to those who did not end it', async () => {
  const end = async (bookingId: string, by: Parameters<typeof world.bookings.ask>[0]) =>
    (await world.bookings.ask(by, op.END, { input: { idempotencyKey: newId(), bookingId, lastDay: '2026-07-31' } })).data.endBooking;
  const [byProvider, byClient, byGranter] = [await booked(), await booked(), await booked()];
  for (const [{ bookingId }, by] of [
    [byProvider, w.recorder],
    [byClient, byClient.client],
    [byGranter, w.granter],
  ] as const)
    expect((await end(bookingId, by)).refusal).toBeNull();
  expect(await news()).toEqual(
    [
      ['BOOKING_ENDED', 'PERSON', byProvider.bookingId, '2026-07-31'],
      ['BOOKING_ENDED', 'PROVIDER', byClient.bookingId, '2026-07-31'],
      ['BOOKING_ENDED', 'PERSON', byGranter.bookingId, '2026-07-31'],
      ['BOOKING_ENDED', 'PROVIDER', byGranter.bookingId, '2026-07-31'],
    ].toSorted(),
  );
  expect((await end(byProvider.bookingId, w.stranger)).refusal.code).toBe('NOT_FOUND');
  expect(await news()).toEqual([]);
});

it('a visit that the voucher does not pay for is told to the client, and a share that changed once for all visits', async () => {
  const { bookingId, voucherId } = await booked();
  world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED'));
  const input = { idempotencyKey: newId(), visits: [{ bookingId, start: '2026-06-15T05:00:00Z', end: '2026-06-15T06:00:00Z' }] };
  const RECORD = 'mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) { results { visit { id } refusal { code } } } }';
  await world.bookings.ask(w.recorder, RECORD, { input });
  await world.heard();
  const told = await news();
  expect(told.map(([kind, whom]) => [kind, whom])).toEqual([['VISIT_REFUSED', 'PERSON']]);
  world.vouchersAnswers(made);
  const { id: visitId } = await w.recordOne(world, bookingId);
  await news();
  const recorded = (await announced(world.bookings.database, visitRecorded.type)).find(({ subject }) => subject === visitId)!;
  const [line] = linesOf(z.decode(visitRecorded.data, recorded.data as never));
  const recalculated = async (clientCents: bigint) => {
    const lines = [{ ...line!, organiserCents: 9625n - clientCents, clientCents }];
    await world.vouchers.say(w.organiserId, announce(allocationRecalculated, visitId, { visitId, visitVersion: 1, voucherId, lines }));
    await world.heard();
  };
  await recalculated(1000n);
  expect(await news()).toEqual([['SHARE_RECALCULATED', 'PERSON', bookingId, null]]);
  await recalculated(1000n);
  expect(await news()).toEqual([]);
});

it('a death, and the news that it was none, are told to the provider, and nobody writes to the client', async () => {
  const { personId, bookingId } = await booked();
  const say = async (diedOn: string | null, version: number) => {
    const data = { personId, protectedAddress: false, mergedInto: null, diedOn: diedOn === null ? null : w.day(diedOn), version };
    await world.identity.say('national', announce(personChanged, personId, data));
    await world.heard();
  };
  await say('2026-06-10', 2);
  expect(await news()).toEqual([['CLIENT_DIED', 'PROVIDER', bookingId, null]]);
  await say(null, 3);
  expect(await news()).toEqual([['DEATH_WITHDRAWN', 'PROVIDER', bookingId, null]]);
});
