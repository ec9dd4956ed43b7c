/** Tables of vouchers. What must never be is a constraint here, whatever the rules above it say. */
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { cents, day, instant } from '@seteli/kit/db';
import { UNITS } from '@seteli/kit/quantity';
import { APPEND_ONLY as KIT_APPEND_ONLY } from '@seteli/kit/tables';

export * from '@seteli/kit/tables';

/** What the running service only ever adds to. */
export const APPEND_ONLY = [...KIT_APPEND_ONLY, 'entitlement', 'entitlement_content', 'value_table', 'unit_value'] as const;

export type ClientCard = {
  name: string;
  streetAddress: string | null;
  postalCode: string | null;
  municipality: string;
  phone: string | null;
  email: string | null;
};

export const voucher = pgTable(
  'voucher',
  {
    id: uuid().primaryKey(),
    voucherNumber: text().notNull().unique('voucher_number_is_unique'),
    organiserId: uuid().notNull(),
    serviceId: uuid().notNull(),
    personId: uuid().notNull(),
    state: text({ enum: ['ACTIVE', 'REVOKED'] }).notNull(),
    firstDay: day().notNull(),
    lastDay: day().notNull(),
    clientCard: jsonb().$type<ClientCard>().notNull(),
    grantedBy: uuid().notNull(),
    grantedAt: instant().notNull(),
    version: integer().notNull(),
  },
  (table) => [
    // One day before the first means: revoked before it could be used.
    check('voucher_ends_after_it_starts', sql`${table.lastDay} >= ${table.firstDay} - 1`),
    index('voucher_of_organiser').on(table.organiserId, table.id),
    index('voucher_of_person').on(table.personId, table.id),
  ],
);

export const entitlement = pgTable(
  'entitlement',
  {
    id: uuid().primaryKey(),
    voucherId: uuid()
      .notNull()
      .references(() => voucher.id),
    unit: text({ enum: UNITS }).notNull(),
    steps: integer().notNull(),
    recurrence: text({ enum: ['ONCE', 'DAY', 'WEEK', 'MONTH', 'YEAR'] }).notNull(),
  },
  (table) => [check('entitlement_is_positive', sql`${table.steps} > 0`), index('entitlement_of_voucher').on(table.voucherId)],
);

/** Within a voucher a content has at most one entitlement: the primary key says so. */
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

/** What is left of an entitlement in one of its periods. Made when it is first drawn from. */
export const bucket = pgTable(
  'bucket',
  {
    entitlementId: uuid()
      .notNull()
      .references(() => entitlement.id),
    period: text().notNull(),
    granted: integer().notNull(),
    remaining: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.entitlementId, table.period] }),
    check('bucket_is_never_overdrawn', sql`${table.remaining} between 0 and ${table.granted}`),
  ],
);

export type Draw = { entitlementId: string; period: string; steps: number };

/** What a visit took from its voucher. A refused visit takes nothing, a released one has given everything back. */
export const allocation = pgTable(
  'allocation',
  {
    visitId: uuid().primaryKey(),
    visitVersion: integer().notNull(),
    voucherId: uuid().notNull(),
    personId: uuid().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    state: text({ enum: ['MADE', 'REFUSED', 'RELEASED'] }).notNull(),
    draws: jsonb().$type<Draw[]>().notNull(),
  },
  (table) => [
    check('allocation_holds_only_when_made', sql`${table.state} = 'MADE' or jsonb_array_length(${table.draws}) = 0`),
    index('allocation_of_person').on(table.personId, table.endsAt),
  ],
);

/** What the organiser pays at most for a unit of a content, from a day on until a later one. */
export const unitValue = pgTable(
  'unit_value',
  {
    serviceId: uuid().notNull(),
    firstDay: day().notNull(),
    contentId: uuid().notNull(),
    valueCents: cents().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.serviceId, table.firstDay, table.contentId] }),
    check('unit_value_is_not_negative', sql`${table.valueCents} >= 0`),
  ],
);

/** The last voucher number given; the next one is one more. */
export const numberSeries = pgTable('number_series', { letter: text().primaryKey(), last: cents().notNull() });

// What others announced. No foreign keys between these: messages of different sources come in any order.

export const service = pgTable('service', {
  id: uuid().primaryKey(),
  organiserId: uuid().notNull(),
  version: integer().notNull(),
});

/** A content as each version of its service has it, from a day on; versions are never changed. */
export const serviceContent = pgTable(
  'service_content',
  {
    id: uuid().notNull(),
    version: integer().notNull(),
    serviceId: uuid().notNull(),
    firstDay: day().notNull(),
    unit: text({ enum: UNITS }).notNull(),
    deductibleAllowed: boolean().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] }), index('content_of_service').on(table.serviceId)],
);

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

export const team = pgTable('team', {
  id: uuid().primaryKey(),
  organisationId: uuid().notNull(),
  serviceIds: uuid().array().notNull(),
  closed: boolean().notNull(),
  version: integer().notNull(),
});

export const person = pgTable('person', {
  id: uuid().primaryKey(),
  protectedAddress: boolean().notNull(),
  version: integer().notNull(),
});

export const valueTable = pgTable(
  'value_table',
  {
    id: uuid().primaryKey(),
    serviceId: uuid().notNull(),
    firstDay: day().notNull(),
    publishedBy: uuid().notNull(),
    publishedAt: instant().notNull(),
  },
  (table) => [unique('value_table_has_one_version_a_day').on(table.serviceId, table.firstDay)],
);
