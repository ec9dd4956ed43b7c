/** Tables of providers, their units, and the services that they are approved for. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { organiser } from './organiser.ts';
import { service } from './service.ts';

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
    // A last day one day before the first: the organiser withdrew the approval before it began.
    check('approval_ends_after_it_starts', sql`${table.lastDay} >= ${table.firstDay} - 1`),
    check('approval_names_contents', sql`cardinality(${table.contentIds}) > 0`),
    index('approval_of_service').on(table.serviceId, table.id),
    index('approval_of_provider').on(table.providerId, table.serviceId),
  ],
);
