/** Tables of what a run says to clients. */
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, unique, uuid } from 'drizzle-orm/pg-core';
import { cents, month } from '@seteli/kit/db';
import { settlementRun } from './run.ts';

/** What a client owes a provider for a month, voucher by voucher. */
export const clientShareStatement = pgTable(
  'client_share_statement',
  {
    id: uuid().primaryKey(),
    runId: uuid()
      .notNull()
      .references(() => settlementRun.id),
    organiserId: uuid().notNull(),
    providerId: uuid().notNull(),
    personId: uuid().notNull(),
    voucherId: uuid().notNull(),
    /** The voucher's service, by which teams see the statement. Null only where settlement does not know it. */
    serviceId: uuid(),
    month: month().notNull(),
    visits: integer().notNull(),
    totalCents: cents().notNull(),
    organiserCents: cents().notNull(),
    clientCents: cents().notNull(),
    /** Beyond the voucher; in no other sum. */
    extraServiceCents: cents()
      .notNull()
      .default(sql`0`),
  },
  (table) => [
    unique('client_share_is_stated_once').on(table.runId, table.providerId, table.voucherId),
    index('client_share_of_organiser').on(table.organiserId, table.id),
    // Checkers see statements of their teams' services: the newest of each.
    index('client_share_of_organiser_and_service').on(table.organiserId, table.serviceId, table.id),
    index('client_share_of_run').on(table.runId, table.id),
    index('client_share_of_voucher').on(table.voucherId, table.id),
    index('client_share_of_provider').on(table.providerId, table.id),
    index('client_share_of_person').on(table.personId, table.id),
  ],
);

/**
 * A client's share by rate, with the tax that was posted with its lines. The statement computes its tax from the sums.
 */
export const clientShareVat = pgTable(
  'client_share_vat',
  {
    statementId: uuid()
      .notNull()
      .references(() => clientShareStatement.id),
    vatPermille: integer().notNull(),
    grossCents: cents().notNull(),
    vatCents: cents().notNull(),
  },
  (table) => [primaryKey({ columns: [table.statementId, table.vatPermille] })],
);
