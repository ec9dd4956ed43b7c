/** Visits, with what stands beside a waiting change. */
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { cents, day, instant } from '@seteli/kit/db';
import type { Unit } from '@seteli/schema/quantity';
import type { RefusalDetails } from '@seteli/schema/refusal-facts';
import { VISIT_KINDS } from '@seteli/schema/events/bookings';
import type { Changed } from '../domain/correction-request.ts';
import type { Accessory, ExtraServiceAcceptance } from '../domain/recorded.ts';
import { VISIT_FLAGS, type BeforeChange, type VisitLine } from '../domain/visit.ts';
import { booking } from './booking.ts';

/** A value as JSON keeps it: instants and months are texts, and so are amounts, because JSON numbers are not exact. */
export type InJson<T> = T extends bigint | Temporal.Instant | Temporal.PlainYearMonth
  ? string
  : T extends readonly (infer Item)[]
    ? InJson<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: InJson<T[Key]> }
      : T;

/** A line leaves these out where they have their usual value. */
type UsuallyAbsent = 'stepsPerUnit' | 'unbilledCents' | 'isExtraService' | 'vatPermille' | 'totalVatCents' | 'organiserVatCents';

export type StoredLine = Omit<InJson<VisitLine>, UsuallyAbsent> & { [Key in UsuallyAbsent]?: InJson<VisitLine[Key]> | undefined };

export type StoredAccessory = InJson<Accessory>;
export type StoredAcceptance = InJson<ExtraServiceAcceptance>;

/** Refusals that were kept before there were details have none. */
export type StoredRefusal = { code: string; remaining: { unit: Unit; steps: number } | null; details?: RefusalDetails | null | undefined };

type FirstOfBefore = 'state' | 'startsAt' | 'endsAt' | 'recordedAt' | 'overlapReason' | 'flags';

/** What stands while a change of the visit waits. Changes that waited before the other fields existed lack them. */
export type StoredBefore = InJson<Pick<BeforeChange, FirstOfBefore>> & Partial<InJson<Omit<BeforeChange, FirstOfBefore>>>;

/** A content that a visit should have. Older requests name no group. */
export type StoredChange = Omit<InJson<Changed>, 'groupReference'> & Partial<Pick<InJson<Changed>, 'groupReference'>>;

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
    // Those of the booking, where lists look for them.
    serviceId: uuid().notNull(),
    unitId: uuid().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    timed: boolean().notNull().default(true),
    kind: text({ enum: VISIT_KINDS }).notNull().default('NORMAL'),
    contentId: uuid(),
    amount: text(),
    workers: integer().notNull().default(1),
    workerReference: text(),
    groupReference: text(),
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
    heldAt: instant(),
    holdReason: text(),
    isTakenBack: boolean().notNull(),
    approverId: uuid(),
    approvedAt: instant(),
    returnReason: text(),
    returnedAt: instant(),
    handleBy: day(),
    remindedAt: instant(),
    correctionReason: text(),
    externalId: text(),
    before: jsonb().$type<StoredBefore>(),
    recordedAt: instant().notNull(),
    recordedBy: uuid().notNull(),
    version: integer().notNull(),
    allocatedVersion: integer(),
    // Null: its own id.
    placingId: uuid(),
  },
  (table) => [
    check('visit_ends_after_it_starts', sql`${table.endsAt} > ${table.startsAt}`),
    // Only a visit that its voucher took may leave RECORDED, or be deleted.
    check('visit_moves_on_only_when_allocated', sql`${table.allocation} = 'MADE' or ${table.state} in ('RECORDED', 'DELETED')`),
    check(
      'visit_shares_sum_to_the_total',
      sql`${table.organiserCents} + ${table.clientCents} + ${table.unbilledCents} = ${table.totalCents}`,
    ),
    check('visit_shares_are_not_negative', sql`${table.organiserCents} >= 0 and ${table.clientCents} >= 0 and ${table.unbilledCents} >= 0`),
    check('visit_has_workers', sql`${table.workers} > 0`),
    // A provider may record a refused or deleted visit again under its external id.
    uniqueIndex('visit_external_id_stands_once')
      .on(
        table.providerId,
        table.externalId,
        sql`coalesce(case when ${table.allocation} = 'REFUSED' or ${table.state} = 'DELETED' then ${table.id}::text end, '')`,
      )
      .where(sql`${table.externalId} is not null`),
    // Two visits of one voucher, time, content and worker have different external ids, each the provider's own. The
    // index also finds the visits of a time.
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
    index('visit_with_open_change_of_worker')
      .on(table.providerId, sql`(${table.before} ->> 'workerReference')`)
      .where(sql`${table.before} is not null`),
    index('visit_of_booking').on(table.bookingId, table.id),
    index('visit_that_was_returned')
      .on(table.handleBy)
      .where(sql`${table.state} = 'RETURNED'`),
    index('visit_to_be_reminded_of')
      .on(table.handleBy)
      .where(sql`${table.state} = 'RETURNED' and ${table.remindedAt} is null`),
    // Lists read each service's visits of each state and allocation in their order, and merge them. A provider's lists
    // look for a unit in the same index.
    index('visit_of_service_by_day').on(table.serviceId, table.state, table.allocation, table.startsAt, table.id),
    index('visit_of_service_by_age').on(table.serviceId, table.state, table.allocation, table.id),
    index('visit_of_provider_by_day').on(
      table.providerId,
      table.serviceId,
      table.state,
      table.allocation,
      table.startsAt,
      table.id,
      table.unitId,
    ),
    index('visit_of_provider_by_age').on(table.providerId, table.serviceId, table.state, table.allocation, table.id, table.unitId),
    // Few visits have flags, and fewer wait with their providers.
    index('visit_that_is_flagged')
      .on(table.serviceId, table.state, table.allocation, table.startsAt, table.id, table.providerId, table.unitId, table.flags)
      .where(sql`${table.flags} <> '{}'`),
    index('visit_returned_of_service')
      .on(table.serviceId, table.handleBy, table.id, table.providerId, table.unitId)
      .where(sql`${table.state} = 'RETURNED'`),
    // The visits that are held back of a month, for its organiser and for its provider.
    index('visit_held_of_organiser')
      .on(table.organiserId, table.startsAt)
      .where(sql`${table.state} in ('UNDER_REVIEW', 'RETURNED')`),
    index('visit_held_of_provider')
      .on(table.providerId, table.startsAt)
      .where(sql`${table.state} in ('UNDER_REVIEW', 'RETURNED')`),
  ],
);
