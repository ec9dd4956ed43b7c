/** The sums of an organiser's ledger by month, provider and service: what a month has come to so far, without adding up its lines each time. */
import { index, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { cents, month } from '@seteli/kit/db';

/** A trigger of `ledger_line` keeps it, so that it is the sum of the lines whoever writes them. */
export const ledgerSum = pgTable(
  'ledger_sum',
  {
    organiserId: uuid().notNull(),
    accountingMonth: month().notNull(),
    providerId: uuid().notNull(),
    serviceId: uuid().notNull(),
    entries: integer().notNull(),
    totalCents: cents().notNull(),
    organiserCents: cents().notNull(),
    clientCents: cents().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organiserId, table.accountingMonth, table.providerId, table.serviceId] }),
    index('ledger_sum_of_provider').on(table.providerId, table.accountingMonth),
  ],
);
