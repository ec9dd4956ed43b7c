/** Tables of settlement. The ledger, the feed and what a run froze only grow: the running role has no right to change them, and a trigger refuses it to everybody. */
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { UNITS } from '@seteli/kit/quantity';
import { cents, instant, month } from '@seteli/kit/db';
import { APPEND_ONLY as KIT_APPEND_ONLY } from '@seteli/kit/tables';

export * from '@seteli/kit/tables';

/** The settlement of an organiser's month. Counts and sums follow the ledger while the month collects, and stand still from the lock on. */
export const settlementRun = pgTable(
  'settlement_run',
  {
    id: uuid().primaryKey(),
    organiserId: uuid().notNull(),
    month: month().notNull(),
    state: text({ enum: ['PLANNED', 'COLLECTING', 'LOCKED', 'APPROVED', 'EXPORTED', 'PAID'] }).notNull(),
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
    check('run_shares_make_the_total', sql`${table.totalCents} = ${table.organiserCents} + ${table.clientCents}`),
    check('run_is_hashed_from_the_lock_on', sql`(${table.state} in ('PLANNED', 'COLLECTING')) = (${table.hash} is null)`),
    check('run_is_approved_by_a_second_person', sql`${table.approvedBy} <> ${table.lockedBy}`),
  ],
);

/** What was posted about one visit and one service month. `visitVersion` is the version that caused the posting. */
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
    postedAt: instant().notNull(),
  },
  (table) => [
    unique('visit_is_posted_once').on(table.visitId, table.visitVersion, table.kind, table.serviceMonth),
    foreignKey({ name: 'entry_names_an_entry', columns: [table.reverses], foreignColumns: [table.id] }),
    uniqueIndex('entry_is_mirrored_once')
      .on(table.reverses)
      .where(sql`${table.kind} = 'REVERSAL'`),
    check('only_an_original_stands_alone', sql`(${table.kind} = 'ORIGINAL') = (${table.reverses} is null)`),
    index('entry_of_month').on(table.organiserId, table.accountingMonth),
    index('reversal_of_voucher')
      .on(table.voucherId)
      .where(sql`${table.kind} = 'REVERSAL'`),
  ],
);

/** One amount on one account. All lines of an entry are inserted by one statement, after which they must sum to zero. */
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

/** What clients pay beyond their vouchers: kept to be shown, and not in the ledger. Each row is what a version of a visit changed. */
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

/** A locked run names what it holds. An entry is settled once, so it is the key. No foreign keys: one statement copies the names from rows that nobody can remove. */
export const runEntry = pgTable('run_entry', { entryId: uuid().primaryKey(), runId: uuid().notNull() }, (table) => [
  index('entry_of_run').on(table.runId),
]);

/** What the organiser owes a provider for a month, as it stood at the lock: the account paid to is frozen with it. */
export const statement = pgTable(
  'statement',
  {
    id: uuid().primaryKey(),
    runId: uuid()
      .notNull()
      .references(() => settlementRun.id),
    organiserId: uuid().notNull(),
    providerId: uuid().notNull(),
    month: month().notNull(),
    statementNumber: text().notNull(),
    reference: text().notNull(),
    state: text({ enum: ['ISSUED', 'HELD'] }).notNull(),
    totalCents: cents().notNull(),
    organiserCents: cents().notNull(),
    clientCents: cents().notNull(),
    broughtForwardCents: cents().notNull(),
    payableCents: cents().notNull(),
    carriedForwardCents: cents().notNull(),
    receivableCents: cents().notNull(),
    carriedRuns: integer().notNull(),
    creditorName: text(),
    creditorIban: text(),
  },
  (table) => [
    unique('statement_number_is_unique').on(table.organiserId, table.statementNumber),
    unique('provider_has_one_statement_a_run').on(table.runId, table.providerId),
    index('statement_of_provider').on(table.providerId, table.id),
    index('statement_of_organiser').on(table.organiserId, table.id),
    check('statement_shares_make_the_total', sql`${table.totalCents} = ${table.organiserCents} + ${table.clientCents}`),
    check(
      'statement_loses_no_cent',
      sql`${table.broughtForwardCents} + ${table.organiserCents} = ${table.payableCents} + ${table.carriedForwardCents} + ${table.receivableCents}`,
    ),
    check(
      'debts_are_never_above_zero',
      sql`${table.broughtForwardCents} <= 0 and ${table.carriedForwardCents} <= 0 and ${table.receivableCents} <= 0 and ${table.payableCents} >= 0`,
    ),
    check('payment_has_an_account', sql`${table.payableCents} = 0 or ${table.state} = 'HELD' or ${table.creditorIban} is not null`),
  ],
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
    steps: integer().notNull(),
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
    index('client_share_of_provider').on(table.providerId, table.id),
    index('client_share_of_person').on(table.personId, table.id),
  ],
);

/** The tax in a client's share, by rate: added up from the lines at the lock. */
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

/** The file for the bank, as it was approved: a pain.001 message, byte for byte. */
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

/** The newest item of an organiser's feed. Whoever holds this row writes to the organiser's ledger, and nobody else. */
export const feedHead = pgTable('feed_head', { organiserId: uuid().primaryKey(), seq: integer().notNull(), hash: text().notNull() });

/** What municipalities follow: numbered without gaps, each item hashed over the one before. */
export const feedItem = pgTable(
  'feed_item',
  {
    organiserId: uuid().notNull(),
    seq: integer().notNull(),
    id: uuid().notNull().unique('feed_item_id_is_unique'),
    kind: text({ enum: ['LEDGER_ENTRY', 'RUN'] }).notNull(),
    visitId: uuid(),
    runId: uuid(),
    totalCents: cents(),
    organiserCents: cents(),
    clientCents: cents(),
    payload: text().notNull(),
    hash: text().notNull(),
    previousHash: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organiserId, table.seq] }),
    check('item_is_about_a_visit_or_a_run', sql`num_nonnulls(${table.visitId}, ${table.runId}) = 1`),
  ],
);

export const APPEND_ONLY = [
  ...KIT_APPEND_ONLY,
  'ledger_entry',
  'ledger_line',
  'extra_service',
  'run_entry',
  'statement_line',
  'client_share_vat',
  'payment_file',
  'feed_item',
] as const;

// What others announced. No foreign keys between these: messages of different sources come in any order.

export const organiser = pgTable('organiser', {
  id: uuid().primaryKey(),
  companyName: text().notNull(),
  iban: text(),
  settlementDay: integer().notNull(),
  recordingCutOffDay: integer().notNull(),
  version: integer().notNull(),
});

export const provider = pgTable('provider', {
  id: uuid().primaryKey(),
  companyName: text().notNull(),
  iban: text(),
  version: integer().notNull(),
});
