/**
 * Whose the rows of each table are: the second wall, behind the condition that every look-up has. Teams stay with that
 * condition, `schema/sight.ts`.
 */
import { JOB_WALLS } from '@seteli/kit/job-table';
import { TASK_WALLS } from '@seteli/kit/task-table';
import { WALLS as OF_EVERY_SERVICE } from '@seteli/kit/tables';
import { along, noWall, own, type Walls } from '@seteli/kit/walls';
import type { RIGHTS } from '../tables.ts';

const COMPANIES = noWall('names and accounts of companies, which their invoices state');

export const WALLS = {
  ...OF_EVERY_SERVICE,
  ...TASK_WALLS,
  ...JOB_WALLS,
  organiser: COMPANIES,
  provider: COMPANIES,
  provider_approval: own('organiser_id', 'provider_id'),
  team: own('organisation_id'),
  voucher_service: noWall('the service of a voucher, by ids'),
  ledger_entry: own('organiser_id', 'provider_id', 'person_id'),
  ledger_line: along('ledger_entry', 'entry_id'),
  ledger_sum: own('organiser_id', 'provider_id'),
  extra_service: own('organiser_id', 'provider_id', 'person_id'),
  // A provider learns the state of the run of its own statements, and of a later run that pays one of them.
  settlement_run: {
    of: ['organiser_id'],
    through: [
      { table: 'statement', by: 'id', its: 'run_id', of: 'provider_id' },
      { table: 'payment', by: 'id', its: 'run_id' },
    ],
  },
  run_entry: along('ledger_entry', 'entry_id'),
  statement_series: own('organiser_id'),
  statement: own('organiser_id', 'provider_id'),
  statement_line: along('statement', 'statement_id'),
  statement_visit: along('statement', 'statement_id'),
  client_share_statement: own('organiser_id', 'provider_id', 'person_id'),
  client_share_vat: along('client_share_statement', 'statement_id'),
  payment: along('statement', 'statement_id'),
  late_payment: own('organiser_id', 'provider_id'),
  payment_file: along('settlement_run', 'run_id'),
  invoice: { of: ['provider_id'], through: [{ table: 'statement', by: 'statement_id' }] },
  invoice_line: along('invoice', 'invoice_id'),
  invoice_vat: along('invoice', 'invoice_id'),
  settlement_terms: own('organiser_id'),
  provider_billing: own('provider_id'),
  feed_head: noWall('the length of a feed, which also locks its ledger: a provider’s invoice takes the lock, too'),
  feed_item: own('organiser_id'),
} as const satisfies Walls<typeof RIGHTS>;
