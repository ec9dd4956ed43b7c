/** Releasing what was returned and nobody handled in time (rules 69b): by the clock and for nobody who waits. One transaction for some of it. */
import { dayOf } from '@seteli/kit/day';
import type { Job } from '@seteli/kit/jobs';
import { publish } from '@seteli/kit/outbox';
import { release } from '../domain/returned.ts';
import { visitDeleted } from '../events.ts';
import { getBookings } from '../store/booking.ts';
import { insertReleases } from '../store/notice.ts';
import * as store from '../store/visit.ts';
import type { Desk } from './booking.ts';

const AT_ONCE = 500;
const EVERY_MS = 5_000;

/** True when there may be more. A crash leaves it all for the next time; who handles one at this moment keeps it. */
export async function releaseUnhandled({ database, clock }: Desk, atOnce = AT_ONCE): Promise<boolean> {
  const now = clock.now();
  return await database.transaction(async (tx) => {
    const unhandled = await store.lockUnhandled(tx, dayOf(now), atOnce);
    if (unhandled.length === 0) return false;
    const released = unhandled.map(release);
    await store.updateVisits(tx, released);
    await insertReleases(tx, released, now);
    const bookings = new Map((await getBookings(tx, new Set(released.map(({ bookingId }) => bookingId)))).map((each) => [each.id, each]));
    for (const visit of released)
      publish(tx, visit.organiserId, [visitDeleted(visit, bookings.get(visit.bookingId)!, 'RELEASED')], { now });
    return unhandled.length === atOnce;
  });
}

export const releasingJob = (desk: Desk): Job => ({
  name: 'release of returned visits',
  everyMs: EVERY_MS,
  run: () => releaseUnhandled(desk),
});
