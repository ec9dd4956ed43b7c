/** Tables of what providers invoice, where they bill. */
import { boolean, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { cents, day, instant } from '@seteli/kit/db';
import { statement } from './statement.ts';

/**
 * What the organiser owes for each visit of a statement that needs an invoice. Settlement matches invoices against it.
 * It has no foreign key: one SQL statement inserts all its rows.
 */
export const statementVisit = pgTable(
  'statement_visit',
  { statementId: uuid().notNull(), visitId: uuid().notNull(), organiserCents: cents().notNull() },
  (table) => [primaryKey({ columns: [table.statementId, table.visitId] })],
);

/** A provider's invoice for a statement. The provider uses each number once. */
export const invoice = pgTable(
  'invoice',
  {
    id: uuid().primaryKey(),
    statementId: uuid()
      .notNull()
      .references(() => statement.id),
    providerId: uuid().notNull(),
    invoiceNumber: text().notNull(),
    invoiceDay: day().notNull(),
    totalCents: cents().notNull(),
    /** With this invoice each paid visit of the statement is invoiced. */
    completesStatement: boolean().notNull(),
    submittedBy: uuid().notNull(),
    submittedAt: instant().notNull(),
  },
  (table) => [
    unique('invoice_number_is_used_once').on(table.providerId, table.invoiceNumber),
    index('invoice_of_statement').on(table.statementId),
  ],
);

/** What an invoice asks for a visit. No foreign key: matching finds out whether the visit is on the ledger. */
export const invoiceLine = pgTable(
  'invoice_line',
  {
    invoiceId: uuid()
      .notNull()
      .references(() => invoice.id),
    visitId: uuid().notNull(),
    amountCents: cents().notNull(),
  },
  (table) => [primaryKey({ name: 'invoice_names_a_visit_once', columns: [table.invoiceId, table.visitId] })],
);

/** The tax in an invoice by rate. An invoice with amounts of unknown rate has none. */
export const invoiceVat = pgTable(
  'invoice_vat',
  {
    invoiceId: uuid()
      .notNull()
      .references(() => invoice.id),
    vatPermille: integer().notNull(),
    grossCents: cents().notNull(),
    vatCents: cents().notNull(),
  },
  (table) => [primaryKey({ columns: [table.invoiceId, table.vatPermille] })],
);
