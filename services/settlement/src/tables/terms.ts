/** Tables of how organisers settle and how providers bill, each entry from a month on. */
import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, month } from '@seteli/kit/db';

/** How an organiser settles from a month on. Rows are never overwritten: the newest version of a month holds. */
export const settlementTerms = pgTable(
  'settlement_terms',
  {
    organiserId: uuid().notNull(),
    firstMonth: month().notNull(),
    version: integer().notNull(),
    mode: text({ enum: ['SELF_BILLED', 'PROVIDER_INVOICED'] }).notNull(),
    carriedRunsMax: integer().notNull(),
    publishedBy: uuid().notNull(),
    publishedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organiserId, table.firstMonth, table.version] }),
    check('carried_runs_are_0_to_12', sql`${table.carriedRunsMax} between 0 and 12`),
  ],
);

/**
 * Whether a provider bills by unit, from a month on. Rows are never overwritten: the newest version of a month holds.
 */
export const providerBilling = pgTable(
  'provider_billing',
  {
    providerId: uuid().notNull(),
    firstMonth: month().notNull(),
    version: integer().notNull(),
    byUnit: boolean().notNull(),
    publishedBy: uuid().notNull(),
    publishedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.providerId, table.firstMonth, table.version] })],
);
