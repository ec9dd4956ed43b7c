/** Takes in settlement's news of visits that a locked run pays. */
import type { Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { asItStands } from '../domain/allocation.ts';
import { visitApproved } from '../events.ts';
import { getBookingsOf } from '../store/booking.ts';
import { settleVisits } from '../store/visit.ts';

/** `version`: the paid version. Null from a settlement that does not name it yet. */
type Settled = { readonly visitId: Id; readonly version: number | null };

/**
 * Only settlement knows where a visit stands that changed since the lock: with other money in an open month, without in
 * the locked one. Bookings tells it again what stands. Settlement then posts nothing, and says so if a locked run pays
 * it.
 */
export async function takeInSettled(tx: Tx, now: Instant, settled: readonly Settled[]): Promise<void> {
  const newest = new Map<Id, number | null>();
  for (const { visitId, version } of settled) {
    const before = newest.get(visitId);
    newest.set(visitId, version === null || before === null ? null : Math.max(version, before ?? 0));
  }
  const others = await settleVisits(tx, newest);
  if (others.length === 0) return;
  const bookings = await getBookingsOf(
    tx,
    others.map(({ id }) => id),
  );
  for (const [organiserId, visits] of Map.groupBy(others, (visit) => visit.organiserId))
    publish(
      tx,
      organiserId,
      visits.map((visit) => visitApproved(asItStands(visit), bookings.get(visit.bookingId)!, now)),
      { now },
    );
}
