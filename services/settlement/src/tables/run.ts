/** Tables of runs: an organiser's month and the entries that it froze. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { cents, instant, month } from '@seteli/kit/db';

/**
 * The settlement of an organiser's month. Counts and sums follow the ledger while the month collects, and stand still
 * from the lock on.
 */
export const settlementRun = pgTable(
  'settlement_run',
  {
    id: uuid().primaryKey(),
    organiserId: uuid().notNull(),
    month: month().notNull(),
    state: text({ enum: ['PLANNED', 'COLLECTING', 'LOCKING', 'LOCKED', 'APPROVED', 'EXPORTED', 'PAID'] }).notNull(),
    entries: integer().notNull(),
    totalCents: cents().notNull(),
    organiserCents: cents().notNull(),
    clientCents: cents().notNull(),
    hash: text(),
    lockedBy: uuid(),
    lockedAt: instant(),
    approvedBy: uuid(),
    approvedAt: instant(),
    exportedBy: uuid(),
    exportedAt: instant(),
  },
  (table) => [
    unique('month_is_settled_once').on(table.organiserId, table.month),
    uniqueIndex('one_run_is_being_locked')
      .on(table.organiserId)
      .where(sql`${table.state} = 'LOCKING'`),
    check('run_shares_make_the_total', sql`${table.totalCents} = ${table.organiserCents} + ${table.clientCents}`),
    check('run_is_hashed_from_the_lock_on', sql`(${table.state} in ('PLANNED', 'COLLECTING', 'LOCKING')) = (${table.hash} is null)`),
    check('run_is_approved_by_a_second_person', sql`${table.approvedBy} <> ${table.lockedBy}`),
  ],
);

/**
 * The entries of a locked run. The key lets an entry be settled once. It has no foreign keys: one SQL statement copies
 * ids from rows that nobody can remove.
 */
export const runEntry = pgTable('run_entry', { entryId: uuid().primaryKey(), runId: uuid().notNull() }, (table) => [
  index('entry_of_run').on(table.runId),
]);
