/** Tables of the ledger: postings about visits, and what clients pay beside it. */
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { cents, instant, month } from '@seteli/kit/db';
import { UNITS } from '@seteli/schema/quantity';
import { CHANGE_CAUSES } from '@seteli/schema/events/bookings';

/** A posting about one visit and one service month. `visitVersion` is the version that caused it. */
export const ledgerEntry = pgTable(
  'ledger_entry',
  {
    id: uuid().primaryKey(),
    organiserId: uuid().notNull(),
    accountingMonth: month().notNull(),
    serviceMonth: month().notNull(),
    kind: text({ enum: ['ORIGINAL', 'REVERSAL', 'REPLACEMENT'] }).notNull(),
    visitId: uuid().notNull(),
    visitVersion: integer().notNull(),
    voucherId: uuid().notNull(),
    personId: uuid().notNull(),
    serviceId: uuid().notNull(),
    providerId: uuid().notNull(),
    unitId: uuid().notNull(),
    reverses: uuid(),
    /** Null for originals, and for entries older than this column. */
    cause: text({ enum: CHANGE_CAUSES }),
    postedAt: instant().notNull(),
  },
  (table) => [
    unique('visit_is_posted_once').on(table.visitId, table.visitVersion, table.kind, table.serviceMonth),
    foreignKey({ name: 'entry_names_an_entry', columns: [table.reverses], foreignColumns: [table.id] }),
    uniqueIndex('entry_is_mirrored_once')
      .on(table.reverses)
      .where(sql`${table.kind} = 'REVERSAL'`),
    check('an_original_has_no_cause', sql`${table.kind} <> 'ORIGINAL' or ${table.cause} is null`),
    check('only_an_original_stands_alone', sql`(${table.kind} = 'ORIGINAL') = (${table.reverses} is null)`),
    // Each index gives the newest entries of the newest months first, by who may see them.
    index('entry_of_organiser').on(table.organiserId, table.accountingMonth, table.id),
    index('entry_of_organiser_and_service').on(table.organiserId, table.serviceId, table.accountingMonth, table.id),
    index('entry_of_provider').on(table.providerId, table.accountingMonth, table.id),
    index('entry_of_person').on(table.personId, table.id),
    index('entry_of_voucher').on(table.voucherId, table.accountingMonth, table.id),
    // Few entries change others. Their indexes hold every column that lists filter by.
    index('change_of_organiser')
      .on(table.organiserId, table.accountingMonth, table.id, table.kind, table.cause, table.serviceId, table.providerId)
      .where(sql`${table.kind} <> 'ORIGINAL'`),
    index('change_of_provider')
      .on(table.providerId, table.accountingMonth, table.id, table.kind, table.cause, table.serviceId)
      .where(sql`${table.kind} <> 'ORIGINAL'`),
  ],
);

/** One amount on one account. One SQL statement inserts all lines of an entry, and they must then sum to zero. */
export const ledgerLine = pgTable(
  'ledger_line',
  {
    entryId: uuid()
      .notNull()
      .references(() => ledgerEntry.id),
    line: integer().notNull(),
    account: text({ enum: ['PROVIDER', 'ORGANISER', 'CLIENT'] }).notNull(),
    contentId: uuid().notNull(),
    unit: text({ enum: UNITS }).notNull(),
    steps: integer().notNull(),
    amountCents: cents().notNull(),
    stepsPerUnit: integer().notNull(),
    vatPermille: integer().notNull().default(0),
    vatCents: cents()
      .notNull()
      .default(sql`0`),
  },
  (table) => [
    primaryKey({ columns: [table.entryId, table.line] }),
    check('line_moves_money', sql`${table.amountCents} <> 0`),
    check('amount_contains_its_tax', sql`${table.vatCents} between least(${table.amountCents}, 0) and greatest(${table.amountCents}, 0)`),
    check('no_tax_without_a_rate', sql`${table.vatPermille} > 0 or ${table.vatCents} = 0`),
  ],
);

/**
 * What clients pay beyond their vouchers: kept to be shown, never in the ledger. Each row is the change by one version
 * of a visit.
 */
export const extraService = pgTable(
  'extra_service',
  {
    visitId: uuid().notNull(),
    visitVersion: integer().notNull(),
    organiserId: uuid().notNull(),
    providerId: uuid().notNull(),
    personId: uuid().notNull(),
    voucherId: uuid().notNull(),
    serviceMonth: month().notNull(),
    accountingMonth: month().notNull(),
    amountCents: cents().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.visitId, table.visitVersion, table.serviceMonth] }),
    index('extra_service_of_month').on(table.organiserId, table.accountingMonth),
  ],
);
