/** Tables of payments: which run's file pays a statement, and the files. */
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { cents, instant } from '@seteli/kit/db';
import { settlementRun } from './run.ts';
import { statement } from './statement.ts';

/** The file for the bank, as approved: a pain.001 message, byte for byte. */
export const paymentFile = pgTable('payment_file', {
  runId: uuid()
    .primaryKey()
    .references(() => settlementRun.id),
  messageId: text().notNull().unique('message_id_is_unique'),
  content: text().notNull(),
  sha256: text().notNull(),
  transactions: integer().notNull(),
  controlSumCents: cents().notNull(),
  madeAt: instant().notNull(),
});

/**
 * The run whose file pays a statement, and the account: its own run, or a later one for a statement that had to wait.
 * The key lets a statement be paid once.
 */
export const payment = pgTable(
  'payment',
  {
    statementId: uuid()
      .primaryKey()
      .references(() => statement.id),
    runId: uuid()
      .notNull()
      .references(() => settlementRun.id),
    creditorName: text().notNull(),
    creditorIban: text().notNull(),
  },
  (table) => [index('payment_of_run').on(table.runId)],
);

/**
 * How far the payment of a statement has come that the file of its own run does not pay; few are so. Triggers of
 * statements, payments and invoices keep it, so it is right whoever writes those.
 */
export const latePayment = pgTable(
  'late_payment',
  {
    statementId: uuid()
      .primaryKey()
      .references(() => statement.id),
    organiserId: uuid().notNull(),
    providerId: uuid().notNull(),
    state: text({ enum: ['AWAITING_INVOICE', 'HELD', 'RELEASED'] }).notNull(),
  },
  (table) => [
    index('late_payment_of_organiser').on(table.organiserId, table.state, table.statementId),
    index('late_payment_of_provider').on(table.providerId, table.state, table.statementId),
  ],
);
