/** The table of how organisers settle. */
import { sql } from 'drizzle-orm';
import { check, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, month } from '@seteli/kit/db';

/** How an organiser settles from a month on. Never overwritten: of the same month the newest version holds. */
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
