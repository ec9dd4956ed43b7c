/**
 * Follows returned visits as time passes (rules 69b): it reminds their providers once and releases visits that nobody
 * handled. One transaction serves some of them.
 */
import { dayOf } from '@seteli/kit/day';
import type { Chore } from '@seteli/kit/chores';
import { publish } from '@seteli/kit/outbox';
import type { Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { needsReminder, release } from '../domain/returned.ts';
import type { Visit } from '../domain/visit.ts';
import { visitDeleted } from '../events.ts';
import { getBookings, type Booking } from '../store/booking.ts';
import * as store from '../store/visit.ts';
import type { Desk } from '../commands/desk.ts';
import { followReturned, openReturned, tellOfVisits } from '../commands/telling.ts';

const AT_ONCE = 500;
const EVERY_MS = 5_000;

/**
 * Gives true when there may be more. After a crash the next run does it all. A provider who handles a visit at this
 * moment keeps it.
 */
export async function releaseUnhandled({ database, clock }: Desk, atOnce = AT_ONCE): Promise<boolean> {
  const now = clock.now();
  return await database.transaction(async (tx) => {
    const unhandled = await store.lockUnhandled(tx, dayOf(now), atOnce);
    if (unhandled.length === 0) return false;
    const released = unhandled.map(release);
    await store.updateVisits(tx, released);
    const bookings = await bookingsOf(tx, released);
    await tellOfVisits(tx, 'VISIT_RELEASED', released, bookings, { now });
    const changes = released.map((after, index) => ({ before: unhandled[index]!, after }));
    await followReturned(tx, changes, bookings, { now });
    for (const visit of released)
      publish(tx, visit.organiserId, [visitDeleted(visit, bookings.get(visit.bookingId)!, 'RELEASED')], { now });
    return unhandled.length === atOnce;
  });
}

/** Gives true when there may be more. A provider who handles a visit at this moment needs no reminder. */
export async function remindOfReturned({ database, clock }: Desk, reminderDays: number, atOnce = AT_ONCE): Promise<boolean> {
  const now = clock.now();
  return await database.transaction(async (tx) => {
    const due = await store.lockUnreminded(tx, dayOf(now), dayOf(now).add({ days: reminderDays }), atOnce);
    if (due.length === 0) return false;
    await store.updateVisits(
      tx,
      due.map((visit) => ({ ...visit, remindedAt: now })),
    );
    const told = due.filter((visit) => needsReminder(visit, reminderDays));
    const bookings = await bookingsOf(tx, due);
    // The provider's inbox may hear of the visit for the first time: the version before opened no task when a checker
    // returned it.
    await openReturned(tx, due, bookings, { now });
    await tellOfVisits(tx, 'RETURNED_VISIT_ENDS_SOON', told, bookings, { now });
    return due.length === atOnce;
  });
}

const bookingsOf = async (tx: Tx, visits: readonly Visit[]): Promise<Map<Id, Booking>> =>
  new Map((await getBookings(tx, new Set(visits.map(({ bookingId }) => bookingId)))).map((each) => [each.id, each]));

export const remindingChore = (desk: Desk, reminderDays: number): Chore => ({
  name: 'reminders of returned visits',
  everyMs: EVERY_MS,
  run: () => remindOfReturned(desk, reminderDays),
});

export const releasingChore = (desk: Desk): Chore => ({
  name: 'release of returned visits',
  everyMs: EVERY_MS,
  run: () => releaseUnhandled(desk),
});
