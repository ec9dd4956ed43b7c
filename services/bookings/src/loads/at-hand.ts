/** A booking with all that recording for it needs to know. Recorders lock its voucher; others only read. */
import type { Reader, Tx } from '@seteli/kit/db';
import { dayOf, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { KnownVoucher } from '../domain/booking.ts';
import { calendarOf } from '../domain/calendar.ts';
import { ordersOf, type KnownBooking } from '../domain/facts.ts';
import { datePrices, withOrders } from '../domain/price.ts';
import type { Recorded } from '../domain/recorded.ts';
import type { Booking } from '../store/booking.ts';
import * as known from '../store/known.ts';
import { findServices } from '../store/service-version.ts';

export type BookingAtHand = KnownBooking & { readonly booking: Booking };

type Span = { readonly firstDay: Day; readonly lastDay: Day };

/** A month longer at both ends: the rules count whole weeks and months. */
const MARGIN = { days: 31 };

export function spanOf(times: readonly Pick<Recorded, 'startsAt' | 'endsAt'>[]): Span {
  let [first, last] = [times[0]!.startsAt, times[0]!.endsAt];
  for (const { startsAt, endsAt } of times) {
    if (startsAt.epochMilliseconds < first.epochMilliseconds) first = startsAt;
    if (endsAt.epochMilliseconds > last.epochMilliseconds) last = endsAt;
  }
  return { firstDay: dayOf(first).subtract(MARGIN), lastDay: dayOf(last).add(MARGIN) };
}

/**
 * Locks the vouchers of the bookings, and loads what bookings knows. A booking of which something is still unknown is
 * missing.
 */
export const lockBookings = (tx: Tx, bookings: readonly Booking[], span: Span): Promise<Map<Id, BookingAtHand>> =>
  loadBookings(tx, bookings, span, (ids) => known.lockVouchers(tx, ids));

/** Locks nothing, so nobody waits. */
export const readBookings = (reader: Reader, bookings: readonly Booking[], span: Span): Promise<Map<Id, BookingAtHand>> =>
  loadBookings(reader, bookings, span, (ids) => known.findVouchers(reader, ids));

async function loadBookings(
  reader: Reader,
  bookings: readonly Booking[],
  span: Span,
  vouchersOf: (ids: Id[]) => Promise<Map<Id, KnownVoucher>>,
): Promise<Map<Id, BookingAtHand>> {
  const distinct = <Key extends keyof Booking>(key: Key) => [...new Set(bookings.map((booking) => booking[key]))];
  const [vouchers, news, services, calendars, approvals, prices] = await Promise.all([
    vouchersOf(distinct('voucherId')),
    // Behind the locks, so that nobody records for a booking that somebody has just ended.
    known.findNews(reader, distinct('id')),
    findServices(reader, distinct('serviceId')),
    known.listOwnDays(reader, distinct('organiserId'), span.firstDay, span.lastDay),
    known.listApprovals(reader, distinct('providerId'), distinct('serviceId')),
    known.listPrices(reader, distinct('unitId')),
  ]);
  const approvalKey = ({ providerId, serviceId }: Pick<Booking, 'providerId' | 'serviceId'>) => `${providerId} ${serviceId}`;
  const approvalsOf = Map.groupBy(approvals, approvalKey);
  const ready = new Map<Id, BookingAtHand>();
  for (const booking of bookings) {
    const voucher = vouchers.get(booking.voucherId);
    const service = services.get(booking.serviceId);
    if (!voucher || !service) continue;
    const { firstDay, contentIds } = booking;
    // There is no news of a booking that nobody has made yet.
    const { lastDay, successor } = news.get(booking.id) ?? { lastDay: null, successor: null };
    ready.set(booking.id, {
      booking,
      firstDay,
      contentIds,
      lastDay,
      successor,
      voucher,
      service,
      calendar: calendarOf(calendars.get(booking.organiserId) ?? []),
      approvals: approvalsOf.get(approvalKey(booking)) ?? [],
      prices: withOrders(datePrices(prices.get(booking.unitId) ?? [], booking.serviceId), ordersOf({ voucher, successor })),
    });
  }
  return ready;
}
