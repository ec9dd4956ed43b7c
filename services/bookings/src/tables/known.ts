/**
 * What other services announced and recording must know. The tables have no foreign keys between them: messages of
 * different sources come in any order.
 */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { cents, day } from '@seteli/kit/db';
import type { Unit } from '@seteli/schema/quantity';
import { PRORATION_POLICIES, type CONTENT_KINDS } from '@seteli/schema/events/registry';
import { BASE_CLASSES } from '../domain/calendar.ts';
import type { CancellationTerms } from '../domain/cancellation.ts';

export type StoredSuspension = { firstDay: string; lastDay: string | null };

export const voucher = pgTable(
  'voucher',
  {
    id: uuid().primaryKey(),
    organiserId: uuid().notNull(),
    serviceId: uuid().notNull(),
    personId: uuid().notNull(),
    contentIds: uuid().array().notNull(),
    firstDay: day().notNull(),
    lastDay: day().notNull(),
    state: text({ enum: ['ACTIVE', 'REVOKED', 'ENDED', 'DECLINED'] })
      .notNull()
      .default('ACTIVE'),
    suspensions: jsonb().$type<StoredSuspension[]>().notNull().default([]),
    predecessorId: uuid(),
    /** Null where no event of the voucher has said it. */
    arrangementKind: text({ enum: ['VOUCHER', 'PURCHASED', 'PERMISSION'] }),
    /** Cents by content. */
    contractPrices: jsonb().$type<Record<string, string>>().notNull().default({}),
    version: integer().notNull(),
  },
  (table) => [
    index('voucher_that_follows')
      .on(table.predecessorId)
      .where(sql`${table.predecessorId} is not null`),
  ],
);

export type StoredContent = {
  contentId: string;
  unit: Unit;
  // Services that were published before these fields lack them.
  kind?: (typeof CONTENT_KINDS)[number];
  multiWorker?: boolean;
  includedInPrice?: boolean;
  maxStepsPerVisit?: number | null;
  /** Vouchers goes by these fields. Here they only show whether a correction changes them. */
  vatTreatment?: string;
  deductibleAllowed?: boolean;
  extraServiceAllowed?: boolean;
  isFreeByLaw?: boolean;
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
    hardLimitMonths: integer().notNull().default(3),
    samplePercent: integer().notNull().default(0),
    approvedEditable: boolean().notNull().default(true),
    prorationPolicy: text({ enum: PRORATION_POLICIES }).notNull().default('CALENDAR_DAYS'),
    cancellationTerms: jsonb().$type<CancellationTerms>(),
    contents: jsonb().$type<StoredContent[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.serviceId, table.version] })],
);

/** Whether an organiser restricts what its people see of a client, as identity said last. */
export const restriction = pgTable(
  'restriction',
  {
    organiserId: uuid().notNull(),
    personId: uuid().notNull(),
    restricted: boolean().notNull(),
    /** Erasure passes over every restriction, unless it is of what a law keeps after an erasure. */
    ground: text().notNull(),
    version: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organiserId, table.personId] })],
);

export const organiser = pgTable('organiser', {
  id: uuid().primaryKey(),
  recordingCutOffDay: integer().notNull(),
  version: integer().notNull(),
});

/** The newest word of an organiser about a day. Null: the calendar's own class holds. */
export const organiserDay = pgTable(
  'organiser_day',
  {
    organiserId: uuid().notNull(),
    day: day().notNull(),
    dayClass: text({ enum: BASE_CLASSES }),
    holidayEve: boolean(),
    version: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organiserId, table.day] })],
);

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
    /** How often lists corrected the list of the day before this one: the last list holds. */
    correction: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.serviceId, table.contentId, table.firstDay, table.correction] })],
);

/** Of all persons bookings knows only whether and when they died. */
export const person = pgTable('person', {
  id: uuid().primaryKey(),
  diedOn: day(),
  version: integer().notNull(),
});

export const team = pgTable('team', {
  id: uuid().primaryKey(),
  organisationId: uuid().notNull(),
  serviceIds: uuid().array().notNull(),
  /** The only units and clients whom the team is for. Null: all. */
  unitIds: uuid().array(),
  personIds: uuid().array(),
  closed: boolean().notNull(),
  version: integer().notNull(),
});
