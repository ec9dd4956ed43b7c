/**
 * Tables of what registry announced. They have no foreign keys to each other, since messages of different sources come
 * in any order.
 */
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { day } from '@seteli/kit/db';

export const organiser = pgTable('organiser', {
  id: uuid().primaryKey(),
  companyName: text().notNull(),
  iban: text(),
  settlementDay: integer().notNull(),
  recordingCutOffDay: integer().notNull(),
  version: integer().notNull(),
});

export const provider = pgTable('provider', {
  id: uuid().primaryKey(),
  companyName: text().notNull(),
  iban: text(),
  version: integer().notNull(),
});

/** A provider's right to serve for an organiser (hyväksyminen). No last day means until further notice. */
export const providerApproval = pgTable(
  'provider_approval',
  {
    id: uuid().primaryKey(),
    organiserId: uuid().notNull(),
    providerId: uuid().notNull(),
    lastDay: day(),
    version: integer().notNull(),
  },
  (table) => [index('approval_of_provider').on(table.organiserId, table.providerId)],
);
