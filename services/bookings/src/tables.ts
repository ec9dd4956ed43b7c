/** Tables of bookings. What must never be is a constraint here, whatever the rules above it say. */
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { cents, day, instant } from '@seteli/kit/db';
import type { Unit } from '@seteli/kit/quantity';
import { VISIT_KINDS } from '@seteli/schema/events/bookings';
import { PRORATION_POLICIES, type CONTENT_KINDS } from '@seteli/schema/events/registry';
import { BASE_CLASSES } from './domain/calendar.ts';
import type { CancellationTerms } from './domain/cancellation.ts';
import { VISIT_FLAGS } from './domain/visit.ts';
import { APPEND_ONLY as KIT_APPEND_ONLY } from '@seteli/kit/tables';

export * from '@seteli/kit/tables';

/** What the running service only ever adds to. */
export const APPEND_ONLY = [
  ...KIT_APPEND_ONLY,
  'consent',
  'service_version',
  'price',
  'recurring_pause',
  'recurring_occurrence',
  'price_notice',
] as const;

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
    continues: uuid(),
    madeAt: instant().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    check('booking_ends_after_it_begins', sql`${table.lastDay} >= ${table.firstDay}`),
    // A booking goes on in one of each voucher that follows.
    uniqueIndex('booking_goes_on_once')
      .on(table.continues, table.voucherId)
      .where(sql`${table.continues} is not null`),
    index('booking_of_voucher').on(table.voucherId),
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
  // Lines of before these existed do not have them.
  stepsPerUnit?: number;
  unbilledCents?: string;
  isExtraService?: boolean;
  vatPermille?: number;
  totalVatCents?: string;
  organiserVatCents?: string;
};

export type StoredAccessory = { contentId: string; amount: string };

export type StoredAcceptance = {
  acceptedAt: string;
  channel: 'IN_PERSON' | 'PHONE' | 'IN_WRITING' | 'ONLINE';
  notedBy: string;
  notedAt: string;
};

export type StoredRefusal = { code: string; remaining: { unit: Unit; steps: number } | null };

/** What stands while a change of the visit waits for its allocation. */
export type StoredBefore = {
  state: Exclude<(typeof VISIT_STATES)[number], 'DELETED'>;
  startsAt: string;
  endsAt: string;
  recordedAt: string;
  overlapReason: string | null;
  flags: string[];
  // What waited when these came does not have them.
  timed?: boolean;
  kind?: (typeof VISIT_KINDS)[number];
  contentId?: string | null;
  amount?: string | null;
  workers?: number;
  workerReference?: string | null;
  noticeAt?: string | null;
  accessories?: StoredAccessory[];
  extraService?: StoredAcceptance | null;
  approvedBy?: 'POLICY' | 'CHECKER' | null;
  correctionReason?: string | null;
  awaitedVersion?: number | null;
  isUntold?: boolean;
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
    timed: boolean().notNull().default(true),
    kind: text({ enum: VISIT_KINDS }).notNull().default('NORMAL'),
    contentId: uuid(),
    amount: text(),
    workers: integer().notNull().default(1),
    workerReference: text(),
    noticeAt: instant(),
    accessories: jsonb().$type<StoredAccessory[]>(),
    extraService: jsonb().$type<StoredAcceptance>(),
    state: text({ enum: VISIT_STATES }).notNull(),
    allocation: text({ enum: ['PENDING', 'MADE', 'REFUSED'] }).notNull(),
    refusal: jsonb().$type<StoredRefusal>(),
    lines: jsonb().$type<StoredLine[]>().notNull(),
    totalCents: cents(),
    organiserCents: cents(),
    clientCents: cents(),
    unbilledCents: cents()
      .notNull()
      .default(sql`0`),
    flags: text({ enum: VISIT_FLAGS }).array().notNull(),
    overlapReason: text(),
    approvedBy: text({ enum: ['POLICY', 'CHECKER'] }),
    returnReason: text(),
    correctionReason: text(),
    externalId: text(),
    before: jsonb().$type<StoredBefore>(),
    recordedAt: instant().notNull(),
    recordedBy: uuid().notNull(),
    version: integer().notNull(),
    allocatedVersion: integer(),
  },
  (table) => [
    check('visit_ends_after_it_starts', sql`${table.endsAt} > ${table.startsAt}`),
    // Only what was taken from a voucher may leave RECORDED (or be deleted).
    check('visit_moves_on_only_when_allocated', sql`${table.allocation} = 'MADE' or ${table.state} in ('RECORDED', 'DELETED')`),
    check(
      'visit_shares_sum_to_the_total',
      sql`${table.organiserCents} + ${table.clientCents} + ${table.unbilledCents} = ${table.totalCents}`,
    ),
    check('visit_shares_are_not_negative', sql`${table.organiserCents} >= 0 and ${table.clientCents} >= 0 and ${table.unbilledCents} >= 0`),
    check('visit_has_workers', sql`${table.workers} > 0`),
    // What was refused may be recorded anew under its external id.
    uniqueIndex('visit_external_id_is_unique')
      .on(table.providerId, table.externalId, sql`coalesce(case when ${table.allocation} = 'REFUSED' then ${table.id}::text end, '')`)
      .where(sql`${table.externalId} is not null`),
    // Two of one voucher, time, content and worker differ at least in their external ids, each the provider's own; it is also how those of a time are found.
    uniqueIndex('visit_is_recorded_once')
      .on(
        table.voucherId,
        table.startsAt,
        table.endsAt,
        sql`coalesce(${table.contentId}::text, '')`,
        sql`coalesce(${table.workerReference}, '')`,
        sql`coalesce(${table.providerId}::text || ' ' || ${table.externalId}, '')`,
      )
      .where(sql`${table.state} <> 'DELETED' and ${table.allocation} <> 'REFUSED'`),
    index('visit_of_worker')
      .on(table.providerId, table.workerReference, table.startsAt)
      .where(sql`${table.workerReference} is not null`),
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
  // What was published before these existed does not say them.
  kind?: (typeof CONTENT_KINDS)[number];
  multiWorker?: boolean;
  includedInPrice?: boolean;
  maxStepsPerVisit?: number | null;
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

export const organiser = pgTable('organiser', {
  id: uuid().primaryKey(),
  recordingCutOffDay: integer().notNull(),
  version: integer().notNull(),
});

/** The newest word of an organiser about a day; null: as the calendar has it. */
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

/** Visits that are recorded by themselves. `awaitedDay` must have ended before there is more to record. */
export const recurringVisits = pgTable(
  'recurring_visits',
  {
    id: uuid().primaryKey(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id),
    rule: text().notNull(),
    firstDay: day().notNull(),
    lastDay: day(),
    startTime: text(),
    endTime: text(),
    contentId: uuid(),
    amount: text(),
    period: text({ enum: ['DAY', 'WEEK', 'MONTH'] }).notNull(),
    recordedThrough: day(),
    awaitedDay: day(),
    setBy: uuid().notNull(),
    setAt: instant().notNull(),
  },
  (table) => [
    check('recurrence_has_both_times_or_none', sql`(${table.startTime} is null) = (${table.endTime} is null)`),
    check('recurrence_has_times_or_a_content', sql`${table.startTime} is not null or ${table.contentId} is not null`),
    index('recurrence_of_booking').on(table.bookingId),
    index('recurrence_that_awaits_a_day')
      .on(table.awaitedDay)
      .where(sql`${table.awaitedDay} is not null`),
  ],
);

export const recurringPause = pgTable(
  'recurring_pause',
  {
    id: uuid().primaryKey(),
    recurringVisitsId: uuid()
      .notNull()
      .references(() => recurringVisits.id),
    firstDay: day().notNull(),
    lastDay: day().notNull(),
    contentId: uuid(),
  },
  (table) => [
    check('pause_ends_after_it_starts', sql`${table.lastDay} >= ${table.firstDay}`),
    index('pause_of_recurrence').on(table.recurringVisitsId),
  ],
);

/** What became of each due day: a visit, or why there is none. */
export const recurringOccurrence = pgTable(
  'recurring_occurrence',
  {
    recurringVisitsId: uuid()
      .notNull()
      .references(() => recurringVisits.id),
    day: day().notNull(),
    visitId: uuid().references(() => visit.id),
    refusal: jsonb().$type<StoredRefusal>(),
  },
  (table) => [
    primaryKey({ columns: [table.recurringVisitsId, table.day] }),
    check('due_day_has_a_visit_or_a_refusal', sql`(${table.visitId} is null) <> (${table.refusal} is null)`),
  ],
);

/** What a client is told before a price of his provider rises. */
export const priceNotice = pgTable(
  'price_notice',
  {
    id: uuid().primaryKey(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id),
    contentId: uuid().notNull(),
    firstDay: day().notNull(),
    oldPriceCents: cents().notNull(),
    newPriceCents: cents().notNull(),
  },
  (table) => [
    unique('rise_is_told_once').on(table.bookingId, table.contentId, table.firstDay),
    check('notice_is_of_a_rise', sql`${table.newPriceCents} > ${table.oldPriceCents}`),
  ],
);
