/** The SQL of bookings and their consents. Every look-up for an actor is limited to what their organisation may see. */
import { and, desc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { asArray, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { accessLog } from '@seteli/kit/tables';
import { readyQuery } from '@seteli/kit/ready-query';
import type { ActorSight } from '@seteli/kit/policy';
import { within, withinLimits, type Sight } from '@seteli/schema/sight';
import { bookedContent, booking, consent } from '../tables/booking.ts';
import { team } from '../tables/known.ts';
import { visit } from '../tables/visit.ts';

export type Booking = Readonly<typeof booking.$inferSelect>;
export type Consent = typeof consent.$inferSelect;

const OWNERS = {
  organiserId: booking.organiserId,
  providerId: booking.providerId,
  personId: booking.personId,
  unitId: booking.unitId,
  serviceId: booking.serviceId,
};

/** Limits bookings to those that somebody sees. */
export const sightOf = (sight: Sight): SQL => within(sight, OWNERS, team);

/** The limits of the reader's teams, for a list that chooses the services itself. */
export const limitsOf = (who: ActorSight, through?: (covering: SQL) => SQL): SQL | undefined =>
  who.beyondTeams ? undefined : withinLimits(team, who, { ...OWNERS, clientId: booking.personId }, through);

const seenBy = (kind: Actor['organisation']['kind'], beyondTeams = false) =>
  readyQuery(['ids', 'organisationId', 'teamIds'], (query, { ids, organisationId, teamIds }) =>
    query
      .select()
      .from(booking)
      .where(and(isOneOf(booking.id, ids), sightOf({ organisation: { kind, id: organisationId }, teamIds, beyondTeams }))),
  );
const SEEN_BY = {
  ORGANISER: seenBy('ORGANISER'),
  PROVIDER: seenBy('PROVIDER'),
  PERSON: seenBy('PERSON'),
  PLATFORM: seenBy('PLATFORM'),
};
const SEEN_BEYOND_TEAMS = seenBy('ORGANISER', true);

/** For a system that its provider limits to units. */
const findOfUnits = (reader: Reader, who: ActorSight, ids: readonly Id[]): Promise<Booking[]> =>
  reader
    .select()
    .from(booking)
    .where(and(isOneOf(booking.id, ids), sightOf(who)));

export const findBookings = (reader: Reader, who: ActorSight, ids: readonly Id[]): Promise<Booking[]> => {
  const { organisation, teamIds, beyondTeams } = who;
  if (who.unitIds) return findOfUnits(reader, who, ids);
  const seen = beyondTeams && organisation.kind === 'ORGANISER' ? SEEN_BEYOND_TEAMS : SEEN_BY[organisation.kind];
  return seen(reader, { ids: asArray(ids), organisationId: organisation.id, teamIds: asArray(teamIds) });
};

/** Whose these bookings are, for the access log alone: of any provider and organiser. */
export const findClientsOf = (reader: Reader, ids: readonly Id[]): Promise<Pick<Booking, 'id' | 'personId'>[]> =>
  reader.select({ id: booking.id, personId: booking.personId }).from(booking).where(isOneOf(booking.id, ids));

/** The same for visits. The access log names their bookings. */
export const findClientsOfVisits = (reader: Reader, visitIds: readonly Id[]): Promise<Pick<Booking, 'id' | 'personId'>[]> =>
  reader
    .select({ id: booking.id, personId: booking.personId })
    .from(booking)
    .where(sql`${booking.id} = any(array(select v.booking_id from ${visit} v where v.id = any(${asArray(visitIds)}::uuid[])))`);

/** The booking of a visit that the actor may see. */
export const findBookingOf = async (reader: Reader, who: Sight, visitId: Id): Promise<Booking | undefined> =>
  (await findBookingsOf(reader, who, [visitId]))[0];

export const findBookingsOf = (reader: Reader, who: Sight, visitIds: readonly Id[]): Promise<Booking[]> =>
  reader
    .select()
    .from(booking)
    .where(
      and(
        sql`${booking.id} = any(array(select v.booking_id from ${visit} v where v.id = any(${asArray(visitIds)}::uuid[])))`,
        sightOf(who),
      ),
    );

export async function insertBookings(tx: Tx, made: readonly Booking[], consents: readonly Consent[]): Promise<void> {
  await insertAll(tx, booking, made);
  await insertAll(
    tx,
    bookedContent,
    made.flatMap(({ id, voucherId, unitId, contentIds, firstDay, lastDay }) =>
      contentIds.map((contentId) => ({ bookingId: id, contentId, voucherId, unitId, firstDay, lastDay })),
    ),
  );
  await insertAll(tx, consent, consents);
}

/** Locks a booking that the actor may see. */
export async function lockBooking(tx: Tx, who: Sight, id: Id): Promise<Booking | undefined> {
  const [row] = await tx
    .select()
    .from(booking)
    .where(and(eq(booking.id, id), sightOf(who)))
    .for('no key update');
  return row;
}

export const saveEnd = (tx: Tx, { id, lastDay, version }: Booking) =>
  tx.update(booking).set({ lastDay, version }).where(eq(booking.id, id));

/** All bookings of vouchers, even ended ones. The caller has locked the vouchers. */
export const listBookingsOf = (tx: Tx, voucherIds: readonly Id[]): Promise<Booking[]> =>
  tx.select().from(booking).where(isOneOf(booking.voucherId, voucherIds)).orderBy(booking.id);

/** For reactions, which act for nobody: the open bookings of vouchers, of all providers. */
export const listOpenBookings = (tx: Tx, voucherIds: readonly Id[]): Promise<Booking[]> =>
  tx
    .select()
    .from(booking)
    .where(and(isOneOf(booking.voucherId, voucherIds), isNull(booking.lastDay)))
    .orderBy(booking.id)
    .for('no key update');

export const listConsents = (reader: Reader, bookingIds: readonly Id[]): Promise<Consent[]> =>
  reader.select().from(consent).where(isOneOf(consent.bookingId, bookingIds)).orderBy(desc(consent.kind));

const bookingsOf = readyQuery(['visitIds'], (query, { visitIds }) =>
  query
    .select()
    .from(booking)
    .where(sql`${booking.id} = any(array(select v.booking_id from ${visit} v where v.id = any(${visitIds}::uuid[])))`),
);

/** For reactions, which act for nobody: the bookings of visits, of all providers. */
export async function getBookingsOf(tx: Tx, visitIds: readonly Id[]): Promise<Map<Id, Booking>> {
  const rows = await bookingsOf(tx, { visitIds: asArray(visitIds) });
  return new Map(rows.map((row) => [row.id, row]));
}

/** For jobs, which act for nobody: bookings of all providers. */
export const getBookings = (tx: Tx, ids: Iterable<Id>): Promise<Booking[]> => tx.select().from(booking).where(isOneOf(booking.id, ids));

/** Whether a row of the access log is about a booking of the organiser, or about a client of theirs and no booking. */
export const isOfOrganiser = (organiserId: Id): SQL =>
  sql`exists (select from booking t where t.organiser_id = ${organiserId} and t.person_id = ${accessLog.personId} and t.id = coalesce(${accessLog.subjectId}, t.id))`;
