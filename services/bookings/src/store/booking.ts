/** The SQL of bookings and their consents. Every look-up is limited to what the actor's organisation may see. */
import { and, desc, eq, lt, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { asArray, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Day, Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Page } from '@seteli/kit/pages';
import { booking, consent, visit } from '../tables.ts';
import { teamServices } from './known.ts';

export type Booking = {
  readonly id: Id;
  readonly voucherId: Id;
  readonly organiserId: Id;
  readonly serviceId: Id;
  readonly personId: Id;
  readonly providerId: Id;
  readonly unitId: Id;
  readonly contentIds: string[];
  readonly wish: string | null;
  readonly firstDay: Day;
  readonly madeAt: Instant;
};

export type Consent = typeof consent.$inferSelect;

/** Whose bookings somebody sees: a provider's user those of the services that his teams cover. */
export function sightOf({ organisation, teamIds }: Actor): SQL | undefined {
  if (organisation.kind === 'ORGANISER') return eq(booking.organiserId, organisation.id);
  if (organisation.kind === 'PERSON') return eq(booking.personId, organisation.id);
  return and(eq(booking.providerId, organisation.id), sql`${booking.serviceId} = any(array(${teamServices(organisation.id, teamIds)}))`);
}

export const findBookings = (reader: Reader, actor: Actor, ids: readonly Id[]): Promise<Booking[]> =>
  reader
    .select()
    .from(booking)
    .where(and(isOneOf(booking.id, ids), sightOf(actor)));

export const listBookings = (reader: Reader, actor: Actor, { first, before }: Page): Promise<Booking[]> =>
  reader
    .select()
    .from(booking)
    .where(and(sightOf(actor), before ? lt(booking.id, before) : undefined))
    .orderBy(desc(booking.id))
    .limit(first);

export async function insertBooking(tx: Tx, made: Booking, consents: readonly Omit<Consent, 'bookingId'>[]): Promise<void> {
  await tx.insert(booking).values(made);
  await insertAll(
    tx,
    consent,
    consents.map((given) => ({ ...given, bookingId: made.id })),
  );
}

export const listConsents = (reader: Reader, bookingIds: readonly Id[]): Promise<Consent[]> =>
  reader.select().from(consent).where(isOneOf(consent.bookingId, bookingIds)).orderBy(desc(consent.kind));

/** For reactions, which act for nobody: the bookings of visits, whosever they are. */
export async function getBookingsOf(tx: Tx, visitIds: readonly Id[]): Promise<Map<Id, Booking>> {
  const rows = await tx
    .select()
    .from(booking)
    .where(sql`${booking.id} = any(array(select v.booking_id from ${visit} v where v.id = any(${asArray(visitIds)}::uuid[])))`);
  return new Map(rows.map((row) => [row.id, row]));
}
