/** Tables of bookings and of the consents that clients gave with them. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { CONSENT_KINDS } from '@seteli/schema/consent-texts';
import { CONSENT_CHANNELS } from '../domain/booking.ts';

export const booking = pgTable(
  'booking',
  {
    id: uuid().primaryKey(),
    voucherId: uuid().notNull(),
    organiserId: uuid().notNull(),
    serviceId: uuid().notNull(),
    personId: uuid().notNull(),
    providerId: uuid().notNull(),
    unitId: uuid().notNull(),
    contentIds: uuid().array().notNull(),
    wish: text(),
    firstDay: day().notNull(),
    lastDay: day(),
    /** The booking of the voucher before, which goes on in this booking. */
    continues: uuid(),
    madeAt: instant().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    check('booking_ends_after_it_begins', sql`${table.lastDay} >= ${table.firstDay}`),
    // A booking goes on in one booking of each voucher that follows.
    uniqueIndex('booking_goes_on_once')
      .on(table.continues, table.voucherId)
      .where(sql`${table.continues} is not null`),
    index('booking_of_voucher').on(table.voucherId),
    // Lists read each service's bookings in their order, and merge them.
    index('booking_of_provider_and_service').on(table.providerId, table.serviceId, table.id),
    index('booking_of_organiser_and_service').on(table.organiserId, table.serviceId, table.id),
    index('booking_of_unit').on(table.unitId, table.serviceId, table.id),
    index('booking_of_provider_by_first_day').on(table.providerId, table.serviceId, table.firstDay, table.id),
    index('booking_of_organiser_by_first_day').on(table.organiserId, table.serviceId, table.firstDay, table.id),
    index('booking_of_person').on(table.personId, table.id),
  ],
);

/**
 * The contents that a unit has booked of a voucher. `content_is_booked_once_a_day` keeps two bookings of one unit from
 * holding a content of a voucher on the same day. A trigger ends a row with its booking.
 */
export const bookedContent = pgTable(
  'booked_content',
  {
    bookingId: uuid()
      .notNull()
      .references(() => booking.id),
    contentId: uuid().notNull(),
    voucherId: uuid().notNull(),
    unitId: uuid().notNull(),
    firstDay: day().notNull(),
    lastDay: day(),
  },
  (table) => [primaryKey({ columns: [table.bookingId, table.contentId] })],
);

/**
 * A booking that makes a consumer contract has both kinds, and other bookings have none. Who gave them, when and how
 * never changes.
 */
export const consent = pgTable(
  'consent',
  {
    bookingId: uuid()
      .notNull()
      .references(() => booking.id),
    kind: text({ enum: CONSENT_KINDS }).notNull(),
    givenThrough: uuid().notNull(),
    givenAt: instant().notNull(),
    channel: text({ enum: CONSENT_CHANNELS }).notNull(),
    // Null in consents from before versions were kept, and in those that the version before inserts.
    termsVersion: integer(),
  },
  (table) => [primaryKey({ columns: [table.bookingId, table.kind] })],
);
