/**
 * The sums of an organiser's ledger by month, provider and service, so that a running month needs no adding up of
 * lines.
 */
import { index, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { cents, month } from '@seteli/kit/db';

/** A trigger of `ledger_line` maintains it, so it equals the sum of the lines whoever writes them. */
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
