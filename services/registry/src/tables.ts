/** Tables of registry. What must never be is a constraint here, whatever the rules above it say. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { UNITS } from '@seteli/kit/quantity';
import { cents, day, instant } from '@seteli/kit/db';
import { APPEND_ONLY as OF_EVERY_SERVICE } from '@seteli/kit/tables';
import { DAY_CLASSES } from '@seteli/schema/events/registry';

export * from '@seteli/kit/tables';

/** What was published or priced once is never changed: a later version stands beside it. */
export const APPEND_ONLY = [
  ...OF_EVERY_SERVICE,
  'service_version',
  'service_content',
  'service_content_version',
  'band',
  'price',
  'unit_value',
] as const;

export type Names = { fi: string; sv: string; en: string };

export const organiser = pgTable(
  'organiser',
  {
    id: uuid().primaryKey(),
    businessId: text().notNull().unique('organiser_has_its_own_business_id'),
    names: jsonb().$type<Names>().notNull(),
    iban: text(),
    settlementDay: integer().notNull(),
    recordingCutOffDay: integer().notNull(),
    version: integer().notNull(),
  },
  (table) => [
    check('settlement_day_is_4_to_8', sql`${table.settlementDay} between 4 and 8`),
    check('recording_cut_off_day_is_in_every_month', sql`${table.recordingCutOffDay} between 1 and 28`),
  ],
);

/** What stays the same of a service; what it says stands in its versions. `version` is the number of the last one. */
export const service = pgTable(
  'service',
  {
    id: uuid().primaryKey(),
    organiserId: uuid()
      .notNull()
      .references(() => organiser.id),
    code: text().notNull(),
    version: integer().notNull(),
  },
  (table) => [unique('service_code_is_unique_within_organiser').on(table.organiserId, table.code)],
);

/** Holds from its first day until the first day of a later one. */
export const serviceVersion = pgTable(
  'service_version',
  {
    serviceId: uuid()
      .notNull()
      .references(() => service.id),
    version: integer().notNull(),
    firstDay: day().notNull(),
    names: jsonb().$type<Names>().notNull(),
    arrangementKind: text({ enum: ['VOUCHER', 'PURCHASED', 'PERMISSION'] }).notNull(),
    approvalPolicy: text({ enum: ['AUTOMATIC_UNLESS_FLAGGED', 'ALWAYS_CHECKED'] }).notNull(),
    maxVisitMinutes: integer().notNull(),
    incrementMinutes: integer().notNull().default(1),
    tailDays: integer().notNull(),
    publishedBy: uuid().notNull(),
    publishedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.serviceId, table.version] }),
    unique('service_has_one_version_a_first_day').on(table.serviceId, table.firstDay),
    check('longest_visit_is_positive', sql`${table.maxVisitMinutes} > 0`),
    check('increment_is_positive', sql`${table.incrementMinutes} > 0`),
    check('tail_is_not_negative', sql`${table.tailDays} >= 0`),
  ],
);

/** A content keeps its id and its unit through all versions of its service: vouchers, approvals and prices name it. */
export const serviceContent = pgTable(
  'service_content',
  {
    id: uuid().primaryKey(),
    serviceId: uuid()
      .notNull()
      .references(() => service.id),
    code: text().notNull(),
    unit: text({ enum: UNITS }).notNull(),
  },
  (table) => [
    unique('content_code_is_unique_within_service').on(table.serviceId, table.code),
    unique('content_is_of_one_service').on(table.serviceId, table.id),
  ],
);

export const serviceContentVersion = pgTable(
  'service_content_version',
  {
    serviceId: uuid().notNull(),
    version: integer().notNull(),
    contentId: uuid().notNull(),
    names: jsonb().$type<Names>().notNull(),
    deductibleAllowed: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.serviceId, table.version, table.contentId] }),
    foreignKey({
      name: 'content_version_is_of_a_service_version',
      columns: [table.serviceId, table.version],
      foreignColumns: [serviceVersion.serviceId, serviceVersion.version],
    }),
    foreignKey({
      name: 'content_version_is_of_the_same_service',
      columns: [table.serviceId, table.contentId],
      foreignColumns: [serviceContent.serviceId, serviceContent.id],
    }),
    index('versions_of_content').on(table.contentId),
  ],
);

/** Minutes of the wall clock, half open: 21:00–24:00 is 1260–1440. That bands of a version never overlap, an exclusion constraint says (migration 0001). */
export const band = pgTable(
  'band',
  {
    serviceId: uuid().notNull(),
    version: integer().notNull(),
    contentId: uuid().notNull(),
    dayClass: text({ enum: DAY_CLASSES }).notNull(),
    fromMinute: integer().notNull(),
    toMinute: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.serviceId, table.version, table.dayClass, table.fromMinute] }),
    foreignKey({
      name: 'band_is_of_a_content_version',
      columns: [table.serviceId, table.version, table.contentId],
      foreignColumns: [serviceContentVersion.serviceId, serviceContentVersion.version, serviceContentVersion.contentId],
    }),
    check(
      'band_lies_within_a_day',
      sql`0 <= ${table.fromMinute} and ${table.fromMinute} < ${table.toMinute} and ${table.toMinute} <= 1440`,
    ),
  ],
);

export const provider = pgTable('provider', {
  id: uuid().primaryKey(),
  businessId: text().notNull().unique('provider_has_its_own_business_id'),
  name: text().notNull(),
  iban: text(),
  version: integer().notNull(),
});

export const providerUnit = pgTable(
  'provider_unit',
  {
    id: uuid().primaryKey(),
    providerId: uuid()
      .notNull()
      .references(() => provider.id),
    name: text().notNull(),
  },
  (table) => [index('unit_of_provider').on(table.providerId)],
);

export const providerApproval = pgTable(
  'provider_approval',
  {
    id: uuid().primaryKey(),
    organiserId: uuid()
      .notNull()
      .references(() => organiser.id),
    serviceId: uuid()
      .notNull()
      .references(() => service.id),
    providerId: uuid()
      .notNull()
      .references(() => provider.id),
    contentIds: uuid().array().notNull(),
    firstDay: day().notNull(),
    lastDay: day(),
    approvedBy: uuid().notNull(),
    approvedAt: instant().notNull(),
    withdrawnAt: instant(),
    version: integer().notNull(),
  },
  (table) => [
    // One day before the first means: withdrawn before it began.
    check('approval_ends_after_it_starts', sql`${table.lastDay} >= ${table.firstDay} - 1`),
    check('approval_names_contents', sql`cardinality(${table.contentIds}) > 0`),
    index('approval_of_service').on(table.serviceId, table.id),
    index('approval_of_provider').on(table.providerId, table.serviceId),
  ],
);

export const priceList = pgTable(
  'price_list',
  {
    id: uuid().primaryKey(),
    organiserId: uuid()
      .notNull()
      .references(() => organiser.id),
    serviceId: uuid()
      .notNull()
      .references(() => service.id),
    providerId: uuid()
      .notNull()
      .references(() => provider.id),
    unitId: uuid()
      .notNull()
      .references(() => providerUnit.id),
    state: text({ enum: ['SUBMITTED', 'ACCEPTED', 'REJECTED'] }).notNull(),
    firstDay: day().notNull(),
    submittedBy: uuid().notNull(),
    submittedAt: instant().notNull(),
    decidedBy: uuid(),
    decidedAt: instant(),
    version: integer().notNull(),
  },
  (table) => [
    uniqueIndex('price_list_has_one_version_a_first_day')
      .on(table.unitId, table.serviceId, table.firstDay)
      .where(sql`${table.state} <> 'REJECTED'`),
    check('price_list_is_decided_by_somebody', sql`(${table.state} = 'SUBMITTED') = (${table.decidedBy} is null)`),
    unique('price_list_is_of_one_service').on(table.id, table.serviceId),
  ],
);

export const price = pgTable(
  'price',
  {
    priceListId: uuid().notNull(),
    serviceId: uuid().notNull(),
    contentId: uuid().notNull(),
    priceCents: cents().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.priceListId, table.contentId] }),
    foreignKey({
      name: 'price_is_of_a_list',
      columns: [table.priceListId, table.serviceId],
      foreignColumns: [priceList.id, priceList.serviceId],
    }),
    foreignKey({
      name: 'price_is_of_a_content_of_the_service',
      columns: [table.serviceId, table.contentId],
      foreignColumns: [serviceContent.serviceId, serviceContent.id],
    }),
    check('price_is_positive', sql`${table.priceCents} > 0`),
  ],
);

// What vouchers announced. No foreign keys: messages come in any order.

/** What the organiser pays at most for a unit of a content, from a day on until a later one: the cap of what is free for the client. */
export const unitValue = pgTable(
  'unit_value',
  {
    contentId: uuid().notNull(),
    firstDay: day().notNull(),
    valueCents: cents().notNull(),
  },
  (table) => [primaryKey({ columns: [table.contentId, table.firstDay] })],
);
