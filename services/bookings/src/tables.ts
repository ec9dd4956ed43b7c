/** Tables of bookings. What must never be is a constraint here, whatever the rules above it say. */
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { cents, day, instant } from '@seteli/kit/db';
import type { Unit } from '@seteli/kit/quantity';
import { APPEND_ONLY as KIT_APPEND_ONLY } from '@seteli/kit/tables';

export * from '@seteli/kit/tables';

/** What the running service only ever adds to. */
export const APPEND_ONLY = [...KIT_APPEND_ONLY, 'booking', 'consent', 'service_version', 'price'] as const;

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
    madeAt: instant().notNull(),
  },
  (table) => [
    index('booking_of_provider').on(table.providerId, table.id),
    index('booking_of_organiser').on(table.organiserId, table.id),
    index('booking_of_person').on(table.personId, table.id),
  ],
);

/** Both kinds are written with the booking; who gave them, when and how is kept as it was. */
export const consent = pgTable(
  'consent',
  {
    bookingId: uuid()
      .notNull()
      .references(() => booking.id),
    kind: text({ enum: ['TERMS_ACCEPTED', 'CONTRACT_FORMED'] }).notNull(),
    givenThrough: uuid().notNull(),
    givenAt: instant().notNull(),
    channel: text({ enum: ['IN_PERSON', 'PHONE', 'IN_WRITING', 'ONLINE'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.bookingId, table.kind] })],
);

/** As it is kept: amounts are texts, because JSON numbers are not exact. */
export type StoredLine = {
  contentId: string;
  serviceMonth: string;
  unit: Unit;
  steps: number;
  unitPriceCents: string;
  unitValueCents: string;
  totalCents: string;
  organiserCents: string;
  clientCents: string;
};

export type StoredRefusal = { code: string; remaining: { unit: Unit; steps: number } | null };

/** What stands while a change of the visit waits for its allocation. */
export type StoredBefore = {
  state: 'RETURNED';
  startsAt: string;
  endsAt: string;
  recordedAt: string;
  overlapReason: string | null;
  flags: string[];
};

export const VISIT_STATES = ['RECORDED', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'SETTLED', 'DELETED'] as const;

export const visit = pgTable(
  'visit',
  {
    id: uuid().primaryKey(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id),
    organiserId: uuid().notNull(),
    providerId: uuid().notNull(),
    voucherId: uuid().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    state: text({ enum: VISIT_STATES }).notNull(),
    allocation: text({ enum: ['PENDING', 'MADE', 'REFUSED'] }).notNull(),
    refusal: jsonb().$type<StoredRefusal>(),
    lines: jsonb().$type<StoredLine[]>().notNull(),
    totalCents: cents(),
    organiserCents: cents(),
    clientCents: cents(),
    flags: text({ enum: ['OVERLAP', 'OVER_HARD_LIMIT', 'LATE'] })
      .array()
      .notNull(),
    overlapReason: text(),
    returnReason: text(),
    externalId: text(),
    before: jsonb().$type<StoredBefore>(),
    recordedAt: instant().notNull(),
    recordedBy: uuid().notNull(),
    version: integer().notNull(),
  },
  (table) => [
    check('visit_ends_after_it_starts', sql`${table.endsAt} > ${table.startsAt}`),
    // Only what was taken from a voucher may leave RECORDED (or be deleted).
    check('visit_moves_on_only_when_allocated', sql`${table.allocation} = 'MADE' or ${table.state} in ('RECORDED', 'DELETED')`),
    check('visit_shares_sum_to_the_total', sql`${table.organiserCents} + ${table.clientCents} = ${table.totalCents}`),
    check('visit_shares_are_not_negative', sql`${table.organiserCents} >= 0 and ${table.clientCents} >= 0`),
    uniqueIndex('visit_external_id_is_unique')
      .on(table.providerId, table.externalId)
      .where(sql`${table.externalId} is not null`),
    // Two of one voucher and time differ at least in their external ids, each the provider's own; it is also how those of a time are found.
    uniqueIndex('visit_is_recorded_once')
      .on(table.voucherId, table.startsAt, table.endsAt, sql`coalesce(${table.providerId}::text || ' ' || ${table.externalId}, '')`)
      .where(sql`${table.state} <> 'DELETED' and ${table.allocation} <> 'REFUSED'`),
    index('visit_with_open_change')
      .on(table.voucherId)
      .where(sql`${table.before} is not null`),
    index('visit_of_booking').on(table.bookingId, table.id),
    index('visit_under_review')
      .on(table.organiserId, table.id)
      .where(sql`${table.state} = 'UNDER_REVIEW'`),
  ],
);

// What others announced. No foreign keys between these: messages of different sources come in any order.

export const voucher = pgTable('voucher', {
  id: uuid().primaryKey(),
  organiserId: uuid().notNull(),
  serviceId: uuid().notNull(),
  personId: uuid().notNull(),
  contentIds: uuid().array().notNull(),
  firstDay: day().notNull(),
  lastDay: day().notNull(),
  version: integer().notNull(),
});

export type StoredContent = {
  contentId: string;
  unit: Unit;
  bands: { dayClasses: ('WEEKDAY' | 'SATURDAY' | 'SUNDAY' | 'HOLIDAY' | 'HOLIDAY_EVE')[]; fromMinute: number; toMinute: number }[];
};

export const serviceVersion = pgTable(
  'service_version',
  {
    serviceId: uuid().notNull(),
    version: integer().notNull(),
    organiserId: uuid().notNull(),
    firstDay: day().notNull(),
    approvalPolicy: text({ enum: ['AUTOMATIC_UNLESS_FLAGGED', 'ALWAYS_CHECKED'] }).notNull(),
    maxVisitMinutes: integer().notNull(),
    incrementMinutes: integer().notNull().default(1),
    tailDays: integer().notNull(),
    contents: jsonb().$type<StoredContent[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.serviceId, table.version] })],
);

export const organiser = pgTable('organiser', {
  id: uuid().primaryKey(),
  recordingCutOffDay: integer().notNull(),
  version: integer().notNull(),
});

export const providerUnit = pgTable('provider_unit', {
  id: uuid().primaryKey(),
  providerId: uuid().notNull(),
  version: integer().notNull(),
});

export const approval = pgTable(
  'approval',
  {
    id: uuid().primaryKey(),
    serviceId: uuid().notNull(),
    providerId: uuid().notNull(),
    contentIds: uuid().array().notNull(),
    firstDay: day().notNull(),
    lastDay: day(),
    version: integer().notNull(),
  },
  (table) => [index('approval_of_provider').on(table.providerId, table.serviceId)],
);

export const price = pgTable(
  'price',
  {
    unitId: uuid().notNull(),
    serviceId: uuid().notNull(),
    contentId: uuid().notNull(),
    firstDay: day().notNull(),
    priceCents: cents().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.serviceId, table.contentId, table.firstDay] })],
);

export const team = pgTable('team', {
  id: uuid().primaryKey(),
  organisationId: uuid().notNull(),
  serviceIds: uuid().array().notNull(),
  closed: boolean().notNull(),
  version: integer().notNull(),
});
