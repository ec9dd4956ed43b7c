/** Tables of providers, their units, and the services that they are approved for. */
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { CONTACT, LANGUAGES_SERVED, organiser, type Names } from './organiser.ts';
import { service } from './service.ts';

type RegisteredAddress = { streetAddress: string; postalCode: string; city: string };

export const provider = pgTable(
  'provider',
  {
    id: uuid().primaryKey(),
    businessId: text().notNull().unique('provider_has_its_own_business_id'),
    name: text().notNull(),
    /** The company register gives the form and this address. */
    form: jsonb().$type<Names>(),
    registeredAddress: jsonb().$type<RegisteredAddress>(),
    /** Only what a second person has confirmed. */
    iban: text(),
    languages: LANGUAGES_SERVED(),
    contact: CONTACT(),
    version: integer().notNull(),
  },
  (table) => [check('provider_serves_in_a_language', sql`cardinality(${table.languages}) > 0`)],
);

export const providerUnit = pgTable(
  'provider_unit',
  {
    id: uuid().primaryKey(),
    providerId: uuid()
      .notNull()
      .references(() => provider.id),
    name: text().notNull(),
    closedAt: instant(),
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
