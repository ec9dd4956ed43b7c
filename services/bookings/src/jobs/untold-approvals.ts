/** Announces approvals again that the version before gave without raising the visit's version. */
import type { Chore } from '@seteli/kit/chores';
import { publish } from '@seteli/kit/outbox';
import type { Desk } from '../commands/desk.ts';
import { approvedUntold } from '../domain/hold.ts';
import { visitApproved } from '../events.ts';
import { getBookingsOf } from '../store/booking.ts';
import * as store from '../store/visit.ts';

const AT_ONCE = 200;
const EVERY_MS = 60_000;

/**
 * The version before approved visits whose approval it had taken back, and did not raise their version. Settlement took
 * that news for a repetition, so this announces the approvals again. It gives true when there may be more.
 */
export const announceUntold = ({ database, clock }: Desk): Promise<boolean> =>
  database.transaction(async (tx) => {
    const now = clock.now();
    const untold = await store.lockUntoldApprovals(tx, AT_ONCE);
    if (untold.length === 0) return false;
    const bookings = await getBookingsOf(
      tx,
      untold.map(({ id }) => id),
    );
    const told = untold.map((before) => ({ before, after: approvedUntold(before) }));
    await store.updateVisits(
      tx,
      told.map(({ after }) => after),
    );
    for (const { before, after } of told) {
      const announcement = visitApproved(after, bookings.get(after.bookingId)!, after.approvedAt ?? now, before.heldAt ? 'HELD' : 'EDITED');
      publish(tx, after.organiserId, [announcement], { now });
    }
    return untold.length === AT_ONCE;
  });

export const untoldChore = (desk: Desk): Chore => ({
  name: 'approvals that nobody heard of',
  everyMs: EVERY_MS,
  run: () => announceUntold(desk),
});
