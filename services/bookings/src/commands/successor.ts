/**
 * A voucher follows another, and the bookings of the first go on in new bookings of the second. Nobody has to do
 * anything (rules 21).
 */
import type { Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { continuedContents, needsConsents, unbooked, lastUnbookedDay, type KnownVoucher } from '../domain/booking.ts';
import { bookingBegun } from '../events.ts';
import { insertBookings, listBookingsOf, listConsents, listOpenBookings, type Booking } from '../store/booking.ts';
import * as known from '../store/known.ts';

export type Following = { readonly id: Id; readonly predecessorId: Id | null };

/** Somebody granted a voucher that follows others: all open bookings of these go on. */
export async function continueAll(tx: Tx, now: Instant, granted: readonly Following[]): Promise<void> {
  const following = granted.filter(({ predecessorId }) => predecessorId !== null);
  if (following.length === 0) return;
  // The earlier vouchers are locked, too, so that nobody books on them or ends a booking meanwhile.
  const vouchers = await known.lockVouchers(
    tx,
    following.flatMap(({ id, predecessorId }) => [id, predecessorId!]),
  );
  const open = await listOpenBookings(
    tx,
    following.map(({ predecessorId }) => predecessorId!),
  );
  await goOn(tx, now, following, vouchers, open);
}

/** A provider made a booking of a voucher that another follows already. The booking goes on as if it were older. */
export async function continueOne(tx: Tx, now: Instant, booking: Booking): Promise<void> {
  const vouchers = await known.lockSuccessors(tx, booking.voucherId);
  await goOn(tx, now, [...vouchers.values()], vouchers, [booking]);
}

async function goOn(
  tx: Tx,
  now: Instant,
  following: readonly Following[],
  vouchers: ReadonlyMap<Id, KnownVoucher>,
  open: readonly Booking[],
): Promise<void> {
  if (following.length === 0 || open.length === 0) return;
  const approvals = await known.listApprovals(
    tx,
    [...new Set(open.map((each) => each.providerId))],
    [...new Set(open.map((each) => each.serviceId))],
  );
  const consents = Map.groupBy(
    await listConsents(
      tx,
      open.map(({ id }) => id),
    ),
    ({ bookingId }) => bookingId,
  );
  const booked = await listBookingsOf(
    tx,
    following.map(({ id }) => id),
  );
  const going: Booking[] = [];
  for (const { id, predecessorId } of following)
    for (const before of open.filter(({ voucherId }) => voucherId === predecessorId)) {
      const successor = vouchers.get(id)!;
      // A booking does not begin by itself where the client has not agreed to it.
      if (needsConsents(successor) && !consents.has(before.id)) continue;
      const own = approvals.filter(({ providerId, serviceId }) => providerId === before.providerId && serviceId === before.serviceId);
      const { organiserId, personId, firstDay } = successor;
      const others = [...booked, ...going].filter(({ voucherId, unitId }) => voucherId === id && unitId === before.unitId);
      const contentIds = unbooked(continuedContents(before, successor, own), others, firstDay);
      if (contentIds.length === 0) continue;
      const lastDay = lastUnbookedDay(contentIds, others, firstDay);
      const next = { voucherId: id, organiserId, personId, contentIds, firstDay, lastDay, continues: before.id, madeAt: now };
      going.push({ ...before, id: newId(), ...next, version: lastDay ? 2 : 1 });
    }
  const given = going.flatMap(({ id, voucherId, continues }) =>
    needsConsents(vouchers.get(voucherId)!) ? consents.get(continues!)!.map((consent) => ({ ...consent, bookingId: id })) : [],
  );
  await insertBookings(tx, going, given);
  const byOrganiser = Map.groupBy(going, ({ organiserId }) => organiserId);
  for (const [organiserId, made] of byOrganiser) publish(tx, organiserId, made.flatMap(bookingBegun), { now });
}
