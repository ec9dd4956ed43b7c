/**
 * What all services keep, and which tables only ever grow: the running role has no right to change those, and a trigger refuses it to
 * everybody. The others stand in `tables/`.
 */
import { APPEND_ONLY as OF_EVERY_SERVICE } from '@seteli/kit/tables';

export * from '@seteli/kit/tables';

/** The ledger, the feed, and what a run froze or an invoice said. */
export const APPEND_ONLY = [
  ...OF_EVERY_SERVICE,
  'ledger_entry',
  'ledger_line',
  'extra_service',
  'run_entry',
  'statement',
  'statement_line',
  'statement_visit',
  'payment',
  'invoice',
  'invoice_line',
  'settlement_terms',
  'provider_billing',
  'client_share_vat',
  'payment_file',
  'feed_item',
] as const;
