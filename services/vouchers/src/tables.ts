/**
 * Tables of vouchers. `tables/value.ts` holds values of units, `tables/known.ts` facts from other services. Constraints
 * here hold whatever the code above them does.
 */
import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { UNITS } from '@seteli/schema/quantity';
import { PROPOSAL_RIGHTS } from '@seteli/kit/proposal-table';
import { RIGHTS as OF_EVERY_SERVICE, type Rights } from '@seteli/kit/tables';
import { TASK_RIGHTS } from '@seteli/kit/task-table';

import type { ClientCard } from './domain/client-card.ts';
import { contractPrices, decidedEnd, ownValue, suspensions } from './store/columns.ts';

export * from '@seteli/kit/proposal-table';
export * from '@seteli/kit/tables';
export { task } from '@seteli/kit/task-table';

/** What the running service may do with each table. */
export const RIGHTS = {
  ...OF_EVERY_SERVICE,
  ...PROPOSAL_RIGHTS,
  ...TASK_RIGHTS,
  // Proposals and tasks go with their vouchers, which go when no law keeps them.
  proposal: 'insert, update, delete',
  task: 'insert, update, delete',
  voucher: 'insert, update, delete',
  decline: 'insert, delete',
  other_arrangement: 'insert, delete',
  own_value_change: 'insert, delete',
  entitlement: 'insert, update, delete',
  entitlement_content: 'insert, delete',
  balance_batch: 'insert, delete',
  bucket: 'insert, update, delete',
  allocation: 'insert, update, delete',
  unit_value: 'insert',
  income_formula: 'insert',
  value_table: 'insert',
  service: 'insert, update',
  service_version: 'insert',
  service_content: 'insert',
  approval: 'insert, update',
  price_list: 'insert, update',
  told_end: 'insert, delete',
  team: 'insert, update',
  person: 'insert, update, delete',
  residence: 'insert, update, delete',
  restriction: 'insert, update',
} as const satisfies Rights;

export type StoredDays = { firstDay: string; lastDay: string };
/** The facts behind an income-linked value, for the organiser and the client, never for a provider. */
export type StoredIncome = { monthlyIncomeCents: string; persons: number };

export const voucher = pgTable(
  'voucher',
  {
    id: uuid().primaryKey(),
    voucherNumber: text().notNull().unique('voucher_number_is_unique'),
    organiserId: uuid().notNull(),
    serviceId: uuid().notNull(),
    personId: uuid().notNull(),
    state: text({ enum: ['ACTIVE', 'REVOKED', 'ENDED', 'DECLINED'] }).notNull(),
    arrangementKind: text({ enum: ['VOUCHER', 'PURCHASED', 'PERMISSION'] })
      .notNull()
      .default('VOUCHER'),
    firstDay: day().notNull(),
    lastDay: day().notNull(),
    suspensions: suspensions().notNull().default([]),
    ownValue: ownValue(),
    income: jsonb().$type<StoredIncome>(),
    predecessorId: uuid().unique('voucher_has_one_successor'),
    beforeDeath: decidedEnd(),
    /** Own prices of an order for a purchased service, by content (rules 30). */
    contractPrices: contractPrices().notNull().default(new Map()),
    clientCard: jsonb().$type<ClientCard>().notNull(),
    grantedBy: uuid().notNull(),
    grantedAt: instant().notNull(),
    version: integer().notNull(),
  },
  (table) => [
    // A last day one day before the first means that the voucher ended before anybody could use it.
    check('voucher_ends_after_it_starts', sql`${table.lastDay} >= ${table.firstDay} - 1`),
    // The indexes hold the columns that lists filter by, so a list skips rows without reading them. Officers see
    // vouchers of their teams' services.
    index('voucher_of_organiser').on(table.organiserId, table.id, table.grantedAt, table.lastDay, table.state, table.arrangementKind),
    index('voucher_of_organiser_and_service').on(
      table.organiserId,
      table.serviceId,
      table.id,
      table.grantedAt,
      table.lastDay,
      table.state,
      table.arrangementKind,
    ),
    index('voucher_of_organiser_by_last_day').on(
      table.organiserId,
      table.lastDay,
      table.id,
      table.grantedAt,
      table.state,
      table.arrangementKind,
    ),
    index('voucher_of_organiser_and_service_by_last_day').on(
      table.organiserId,
      table.serviceId,
      table.lastDay,
      table.id,
      table.grantedAt,
      table.state,
      table.arrangementKind,
    ),
    index('voucher_that_was_suspended')
      .on(table.organiserId, table.id)
      .where(sql`${table.suspensions} <> '[]'`),
    index('active_voucher_by_last_day')
      .on(table.lastDay, table.id)
      .where(sql`${table.state} = 'ACTIVE'`),
    index('voucher_of_person').on(table.personId, table.id),
    index('voucher_that_was_declined')
      .on(table.organiserId, table.id)
      .where(sql`${table.state} = 'DECLINED'`),
  ],
);

/** Clients' refusals of vouchers, with the reason. Vouchers declined before this table existed have no row. */
export const decline = pgTable('decline', {
  voucherId: uuid()
    .primaryKey()
    .references(() => voucher.id),
  reason: text(),
  declinedBy: uuid().notNull(),
  declinedAt: instant().notNull(),
});

/** How the organiser has arranged a service whose voucher was declined (R31). */
export const otherArrangement = pgTable('other_arrangement', {
  voucherId: uuid()
    .primaryKey()
    .references(() => voucher.id),
  kind: text({ enum: ['OWN_PRODUCTION', 'PURCHASED', 'OTHER_VOUCHER', 'NOT_NEEDED'] }).notNull(),
  note: text(),
  arrangedBy: uuid().notNull(),
  arrangedAt: instant().notNull(),
});

/**
 * Later decisions about the value of a voucher. Each holds from its first day until the next; of two with the same
 * first day, the later one holds.
 */
export const ownValueChange = pgTable(
  'own_value_change',
  {
    voucherId: uuid()
      .notNull()
      .references(() => voucher.id),
    version: integer().notNull(),
    firstDay: day().notNull(),
    ownValue: ownValue().notNull(),
    income: jsonb().$type<StoredIncome>(),
    decidedBy: uuid().notNull(),
    decidedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.voucherId, table.version] })],
);

export const entitlement = pgTable(
  'entitlement',
  {
    id: uuid().primaryKey(),
    voucherId: uuid()
      .notNull()
      .references(() => voucher.id),
    kind: text({ enum: ['QUANTITY', 'UNLIMITED', 'BALANCE'] })
      .notNull()
      .default('QUANTITY'),
    unit: text({ enum: UNITS }).notNull(),
    /** The steps of a period; zero for an unlimited entitlement or a balance. */
    steps: integer().notNull(),
    recurrence: text({ enum: ['ONCE', 'DAY', 'WEEK', 'MONTH', 'YEAR', 'PERIOD'] }).notNull(),
    periods: jsonb().$type<StoredDays[]>().notNull().default([]),
    carryOver: boolean().notNull().default(false),
    version: integer().notNull().default(1),
  },
  (table) => [
    check('entitlement_is_positive', sql`(${table.steps} > 0) = (${table.kind} = 'QUANTITY') and ${table.steps} >= 0`),
    index('entitlement_of_voucher').on(table.voucherId),
  ],
);

/** The primary key gives a content at most one entitlement of a voucher. */
export const entitlementContent = pgTable(
  'entitlement_content',
  {
    voucherId: uuid()
      .notNull()
      .references(() => voucher.id),
    contentId: uuid().notNull(),
    entitlementId: uuid()
      .notNull()
      .references(() => entitlement.id),
  },
  (table) => [primaryKey({ columns: [table.voucherId, table.contentId] }), index('content_of_entitlement').on(table.entitlementId)],
);

/** Euros loaded onto a balance, with their own days. The bucket with the batch's id holds what is left. */
export const balanceBatch = pgTable(
  'balance_batch',
  {
    id: uuid().primaryKey(),
    entitlementId: uuid()
      .notNull()
      .references(() => entitlement.id),
    firstDay: day().notNull(),
    lastDay: day().notNull(),
    loadedBy: uuid().notNull(),
    loadedAt: instant().notNull(),
  },
  (table) => [
    check('batch_ends_after_it_starts', sql`${table.lastDay} >= ${table.firstDay}`),
    index('batch_of_balance').on(table.entitlementId),
  ],
);

/** What is left of an entitlement in one period, inserted when a visit first draws from it; or of a batch, in cents. */
export const bucket = pgTable(
  'bucket',
  {
    entitlementId: uuid()
      .notNull()
      .references(() => entitlement.id),
    period: text().notNull(),
    granted: integer().notNull(),
    remaining: integer().notNull(),
    stepsPerUnit: integer().notNull().default(60),
    /** Whether units carried from the period before may pay for visits here. */
    carries: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.entitlementId, table.period] }),
    // At most one period's quantity is carried into the next.
    check(
      'bucket_is_never_overdrawn',
      sql`${table.remaining} between case when ${table.carries} then -${table.granted} else 0 end and ${table.granted}`,
    ),
  ],
);

export type StoredDayHold = StoredDays & { contentId: string; serviceId: string; isAbsence: boolean };
export type Draw = { entitlementId: string; period: string; steps: number };

/** What a visit took from its voucher. A refused visit takes nothing, a released one has given everything back. */
export const allocation = pgTable(
  'allocation',
  {
    visitId: uuid().primaryKey(),
    visitVersion: integer().notNull(),
    voucherId: uuid().notNull(),
    personId: uuid().notNull(),
    /** The provider's unit whose prices the visit used; null for visits older than this column. */
    unitId: uuid(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    state: text({ enum: ['MADE', 'REFUSED', 'RELEASED'] }).notNull(),
    draws: jsonb().$type<Draw[]>().notNull(),
    /** Whether another visit of the client at that time overlaps it. */
    occupiesTime: boolean().notNull().default(true),
    /** Days of the visit that may be recorded only once. */
    days: jsonb().$type<StoredDayHold[]>().notNull().default([]),
    payer: text({ enum: ['CLIENT', 'SPLIT', 'ORGANISER'] })
      .notNull()
      .default('SPLIT'),
    sparesQuota: boolean().notNull().default(false),
    /** The decision, as `store/kept.ts` writes it; null for visits older than these columns. */
    pieces: jsonb().$type<unknown[][]>(),
    lines: jsonb().$type<unknown[][]>(),
    /** The order of arrival, which a change of the visit keeps. */
    arrival: bigint({ mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
  },
  (table) => [
    check('allocation_holds_only_when_made', sql`${table.state} = 'MADE' or jsonb_array_length(${table.draws}) = 0`),
    index('allocation_of_person').on(table.personId, table.endsAt),
    index('allocation_that_lasts')
      .on(table.personId, table.endsAt)
      .where(sql`${table.endsAt} - ${table.startsAt} >= interval '3 days'`),
  ],
);
