/**
 * Tables of services: their versions with contents and time bands. A published version never changes; a later one
 * stands beside it.
 */
import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { UNITS } from '@seteli/schema/quantity';
import { CONTENT_KINDS, DAY_CLASSES, OVERLAP_POLICIES, PRORATION_POLICIES, VAT_TREATMENTS } from '@seteli/schema/events/registry';
import type { ClassBand } from '../domain/band.ts';
import type { CancellationTerms } from '../domain/cancellation.ts';
import { organiser, serviceArea, type Names } from './organiser.ts';

/** What stays the same in a service; its versions hold the rest. `version` is the number of the last one. */
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

/**
 * Holds from its first day until a later version begins. Of several from one day the last holds: it corrects the
 * others.
 */
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
    areaId: uuid().references(() => serviceArea.id),
    samplePercent: integer().notNull().default(0),
    approvedEditable: boolean().notNull().default(true),
    overlapPolicy: text({ enum: OVERLAP_POLICIES }).notNull().default('REASON_NEEDED'),
    prorationPolicy: text({ enum: PRORATION_POLICIES }).notNull().default('CALENDAR_DAYS'),
    /** JSON, since the service reads and writes it whole. Null: it bills no cancellation. */
    cancellationTerms: jsonb().$type<CancellationTerms>(),
    priceNoticeDays: integer().notNull().default(30),
    valueNoticeDays: integer().notNull().default(30),
    hardLimitMonths: integer().notNull().default(3),
    /** Times that the organiser leaves open on purpose. Readers see them; no statement looks them up. */
    deliberateGaps: jsonb().$type<readonly ClassBand[]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.serviceId, table.version] }),
    check('longest_visit_is_positive', sql`${table.maxVisitMinutes} > 0`),
    check('increment_is_positive', sql`${table.incrementMinutes} > 0`),
    check('sample_is_a_share', sql`${table.samplePercent} between 0 and 100`),
    check('notice_is_not_negative', sql`${table.priceNoticeDays} >= 0 and ${table.valueNoticeDays} >= 0`),
    check('hard_limit_is_positive', sql`${table.hardLimitMonths} > 0`),
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
    kind: text({ enum: CONTENT_KINDS }).notNull().default('SERVICE'),
    vatTreatment: text({ enum: VAT_TREATMENTS }).notNull().default('EXEMPT'),
    includedInPrice: boolean().notNull().default(false),
    maxStepsPerVisit: integer(),
    extraServiceAllowed: boolean().notNull().default(false),
    parallelAllowed: boolean().notNull().default(false),
    multiWorker: boolean().notNull().default(false),
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
    check('most_of_a_visit_is_positive', sql`${table.maxStepsPerVisit} > 0`),
    check(
      'only_accessories_and_travel_come_with_a_visit',
      sql`${table.kind} in ('ACCESSORY', 'TRAVEL') or (not ${table.includedInPrice} and ${table.maxStepsPerVisit} is null)`,
    ),
    index('versions_of_content').on(table.contentId),
  ],
);

/**
 * Minutes of the wall clock, half open: 21:00–24:00 is 1260–1440. An exclusion constraint keeps the bands of a version
 * apart (migration 0001).
 */
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
