/**
 * The tables of every service, and what the running service may do with each table. Insert-only tables: the running
 * role lacks the right to change them, and a trigger refuses it to everybody. `tables/` holds the others.
 */
import { JOB_RIGHTS } from '@seteli/kit/job-table';
import { TASK_RIGHTS } from '@seteli/kit/task-table';
import { RIGHTS as OF_EVERY_SERVICE, type Rights } from '@seteli/kit/tables';

export * from '@seteli/kit/job-table';
export * from '@seteli/kit/tables';
export { task } from '@seteli/kit/task-table';

/** The ledger, the feed, frozen runs and invoices are insert-only. */
export const RIGHTS = {
  ...OF_EVERY_SERVICE,
  ...JOB_RIGHTS,
  ...TASK_RIGHTS,
  organiser: 'insert, update',
  provider: 'insert, update',
  provider_approval: 'insert, update',
  team: 'insert, update',
  voucher_service: 'insert',
  ledger_entry: 'insert',
  ledger_line: 'insert',
  ledger_sum: 'insert, update',
  extra_service: 'insert',
  settlement_run: 'insert, update',
  run_entry: 'insert, maintain',
  statement_series: 'insert',
  statement: 'insert, maintain',
  statement_line: 'insert',
  statement_visit: 'insert',
  client_share_statement: 'insert',
  client_share_vat: 'insert',
  payment: 'insert',
  late_payment: 'insert, update, delete',
  payment_file: 'insert',
  invoice: 'insert',
  invoice_line: 'insert',
  invoice_vat: 'insert',
  settlement_terms: 'insert',
  provider_billing: 'insert',
  feed_head: 'insert, update',
  feed_item: 'insert',
} as const satisfies Rights;
