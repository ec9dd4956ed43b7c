/** Tables of what a run says to providers: statements and their lines. */
import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { cents, month } from '@seteli/kit/db';
import { UNITS } from '@seteli/schema/quantity';
import { settlementRun } from './run.ts';

/**
 * What the organiser owes a provider for a month, as it stood at the lock. The account is the one of the lock;
 * `payment` tells where the money went.
 */
export const statement = pgTable(
  'statement',
  {
    id: uuid().primaryKey(),
    runId: uuid()
      .notNull()
      .references(() => settlementRun.id),
    organiserId: uuid().notNull(),
    providerId: uuid().notNull(),
    /** Null for a statement of the whole provider. */
    billingUnitId: uuid(),
    month: month().notNull(),
    statementNumber: text().notNull(),
    reference: text().notNull(),
    mode: text({ enum: ['SELF_BILLED', 'PROVIDER_INVOICED'] }).notNull(),
    totalCents: cents().notNull(),
    organiserCents: cents().notNull(),
    clientCents: cents().notNull(),
    broughtForwardCents: cents().notNull(),
    setOffCents: cents()
      .notNull()
      .default(sql`0`),
    payableCents: cents().notNull(),
    carriedForwardCents: cents().notNull(),
    receivableCents: cents().notNull(),
    carriedRuns: integer().notNull(),
    creditorName: text(),
    creditorIban: text(),
  },
  (table) => [
    unique('payee_gets_a_number_once').on(table.statementNumber),
    unique('payee_gets_a_reference_once').on(table.reference),
    unique('unit_has_one_statement_a_run').on(table.runId, table.providerId, table.billingUnitId).nullsNotDistinct(),
    index('statement_of_provider').on(table.providerId, table.id),
    index('statement_of_organiser').on(table.organiserId, table.id),
    index('statement_of_run').on(table.runId, table.id),
    index('statement_of_organiser_by_payable').on(table.organiserId, table.payableCents, table.id),
    check('statement_shares_make_the_total', sql`${table.totalCents} = ${table.organiserCents} + ${table.clientCents}`),
    check(
      'statement_loses_no_cent',
      sql`${table.broughtForwardCents} + ${table.organiserCents} + ${table.setOffCents} = ${table.payableCents} + ${table.carriedForwardCents} + ${table.receivableCents}`,
    ),
    check(
      'debts_are_never_above_zero',
      sql`${table.broughtForwardCents} <= 0 and ${table.carriedForwardCents} <= 0 and ${table.receivableCents} <= 0 and ${table.payableCents} >= 0`,
    ),
  ],
);

/**
 * The series of each organiser's statement numbers. No two organisers share one, so no payee gets the same number
 * twice.
 */
export const statementSeries = pgTable(
  'statement_series',
  { organiserId: uuid().primaryKey(), series: integer().generatedAlwaysAsIdentity().unique('series_is_of_one_organiser') },
  (table) => [check('series_has_four_digits', sql`${table.series} between 1 and 9999`)],
);

/** The sums of a content, taxed and counted alike, in a service month on a statement. */
export const statementLine = pgTable(
  'statement_line',
  {
    statementId: uuid()
      .notNull()
      .references(() => statement.id),
    contentId: uuid().notNull(),
    serviceMonth: month().notNull(),
    unit: text({ enum: UNITS }).notNull(),
    /** A sum of minutes that may exceed an integer of four bytes. */
    steps: bigint({ mode: 'number' }).notNull(),
    visits: integer().notNull(),
    totalCents: cents().notNull(),
    organiserCents: cents().notNull(),
    clientCents: cents().notNull(),
    stepsPerUnit: integer().notNull(),
    vatPermille: integer().notNull().default(0),
    organiserVatCents: cents()
      .notNull()
      .default(sql`0`),
  },
  (table) => [
    primaryKey({
      name: 'statement_has_one_line_for_what_is_alike',
      columns: [table.statementId, table.contentId, table.serviceMonth, table.unit, table.stepsPerUnit, table.vatPermille],
    }),
  ],
);
