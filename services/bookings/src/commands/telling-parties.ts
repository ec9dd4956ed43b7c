/** Notices to the inboxes of a booking's client and provider. They follow a decision within its transaction. */
import type { Day } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Cause } from '@seteli/kit/outbox';
import type { NoticeKind } from '@seteli/schema/tasks';
import { giveNotices } from '../events.ts';
import { rolesFor } from '../policy.ts';
import { getBookings, type Booking } from '../store/booking.ts';
import type { ToldBooking } from '../store/notice.ts';

export type ToldParty = { readonly subjectId: Id; readonly booking: Booking; readonly dueDay: Day | null };

/** One notice for each booking, however much has happened to it at once: the subject of the first stands for all. */
export const ofEachBooking = (told: readonly ToldParty[]): ToldParty[] => [
  ...new Map(told.toReversed().map((each) => [each.booking.id, each])).values(),
];

export const tellClients = (tx: Tx, kind: NoticeKind, told: readonly ToldParty[], cause: Cause): void =>
  giveNotices(
    tx,
    ofEachBooking(told).map(({ subjectId, booking: { organiserId, personId, serviceId }, dueDay }) => ({
      partition: organiserId,
      kind,
      subjectId,
      organisation: { kind: 'PERSON', id: personId },
      roles: rolesFor('seeVisits', 'PERSON'),
      serviceId,
      dueDay,
    })),
    cause,
  );

export const tellProviders = (tx: Tx, kind: NoticeKind, told: readonly ToldParty[], cause: Cause): void =>
  giveNotices(
    tx,
    told.map(({ subjectId, booking: { organiserId, providerId, serviceId }, dueDay }) => ({
      partition: organiserId,
      kind,
      subjectId,
      organisation: { kind: 'PROVIDER', id: providerId },
      roles: rolesFor('makeBooking', 'PROVIDER'),
      serviceId,
      dueDay,
    })),
    cause,
  );

const bookingsOf = async (tx: Tx, ids: readonly Id[]): Promise<Map<Id, Booking>> =>
  new Map((await getBookings(tx, new Set(ids))).map((each) => [each.id, each]));

/** Clients hear of prices before they rise. */
export async function tellOfRises(tx: Tx, rises: readonly ToldBooking[], cause: Cause): Promise<void> {
  const bookings = await bookingsOf(
    tx,
    rises.map(({ bookingId }) => bookingId),
  );
  const told = rises.map(({ id, bookingId, day }) => ({ subjectId: id, booking: bookings.get(bookingId)!, dueDay: day }));
  tellClients(tx, 'PRICE_RISE', told, cause);
}

/** The client chooses another provider, and this one plans the end. */
export async function tellOfWithdrawals(tx: Tx, withdrawals: readonly ToldBooking[], cause: Cause): Promise<void> {
  const bookings = await bookingsOf(
    tx,
    withdrawals.map(({ bookingId }) => bookingId),
  );
  const told = withdrawals.map(({ bookingId, day }) => ({ subjectId: bookingId, booking: bookings.get(bookingId)!, dueDay: day }));
  tellClients(tx, 'APPROVAL_WITHDRAWN', told, cause);
  tellProviders(tx, 'APPROVAL_WITHDRAWN', told, cause);
}

/** The provider hears of a death, and nobody writes to the client. */
export async function tellOfDeaths(
  tx: Tx,
  deaths: readonly { readonly bookingId: Id; readonly hasDied: boolean }[],
  cause: Cause,
): Promise<void> {
  const bookings = await bookingsOf(
    tx,
    deaths.map(({ bookingId }) => bookingId),
  );
  for (const hasDied of [true, false]) {
    const told = deaths.filter((each) => each.hasDied === hasDied).map(({ bookingId }) => bookings.get(bookingId)!);
    tellProviders(
      tx,
      hasDied ? 'CLIENT_DIED' : 'DEATH_WITHDRAWN',
      told.map((booking) => ({ subjectId: booking.id, booking, dueDay: null })),
      cause,
    );
  }
}

/** Whoever did not end a booking themselves hears of its end. */
export function tellOfEnd(tx: Tx, booking: Booking, endedBy: string, cause: Cause): void {
  const told = [{ subjectId: booking.id, booking, dueDay: booking.lastDay }];
  if (endedBy !== 'PERSON') tellClients(tx, 'BOOKING_ENDED', told, cause);
  if (endedBy !== 'PROVIDER') tellProviders(tx, 'BOOKING_ENDED', told, cause);
}
