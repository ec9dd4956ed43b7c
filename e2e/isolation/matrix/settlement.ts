/** Who sees what of the ledger, runs, statements and the feed. */
import {
  alsoLimited,
  BELOW,
  both,
  clients,
  either,
  FOR_AKU,
  named,
  OUR_ORGANISER,
  OUR_PROVIDER,
  OWN,
  type Rows,
  some,
  staff,
} from './who.ts';

const RUNS = staff('settlement.seeRuns');
const FEED = staff('settlement.followFeed');
const STATEMENTS = staff('settlement.seeStatements');
/** A provider's statements are of the whole provider. The teams count for an organiser's checkers. */
const LEDGER = either(both(OUR_PROVIDER, staff('settlement.seeLedger')), clients('settlement.seeLedger'));
const SHARES = either(both(OUR_PROVIDER, staff('settlement.seeClientShares')), clients('settlement.seeClientShares'));
/** Whoever may not see what it refers to gets null from the gateway. */
const REFERENCES = some(clients('settlement.followReferences'));
/** The client, for themselves and the organiser's people in their teams. */
const SHARE_CLIENT = some(both(either(OUR_ORGANISER, FOR_AKU), named('settlement.seeClientShares')));

export const SETTLEMENT: Rows = {
  ApproveRunPayload: [[OWN, 'run refusal']],
  ClientShareStatement: [
    [SHARES, 'id organiser provider month total organiserShare clientShare vat extraService corrected visits'],
    [staff('settlement.seeRuns'), 'run'],
    [SHARE_CLIENT, 'client'],
    [REFERENCES, 'voucher'],
  ],
  ClientShareStatementConnection: [[OWN, 'edges pageInfo totalCount']],
  ClientShareStatementEdge: [[BELOW, 'cursor node']],
  ExportRunPayload: [[OWN, 'run refusal']],
  InvoiceMatch: [[STATEMENTS, 'visitId visit state ledger invoiced']],
  InvoiceMatchConnection: [[OWN, 'edges pageInfo']],
  InvoiceMatchEdge: [[BELOW, 'cursor node']],
  LedgerEntry: [
    [LEDGER, 'id kind provider serviceMonth accountingMonth postedAt total organiserShare clientShare lines reverses cause'],
    [REFERENCES, 'visit'],
  ],
  LedgerEntryConnection: [[OWN, 'edges pageInfo totalCount']],
  LedgerEntryEdge: [[BELOW, 'cursor node']],
  LedgerLine: [[LEDGER, 'account content amount vat vatPercent']],
  LedgerSums: [[BELOW, 'entries total organiserShare clientShare']],
  LedgerTotals: [[RUNS, 'month entries total organiserShare clientShare']],
  LockRunPayload: [[OWN, 'run job refusal']],
  MonthSoFar: [
    [STATEMENTS, 'month sums'],
    [LEDGER, 'providers'],
  ],
  ProviderBilling: [[alsoLimited('settlement.seeStatements', both(OUR_PROVIDER, staff('settlement.seeStatements'))), 'firstMonth byUnit']],
  ProviderInvoice: [[BELOW, 'invoiceNumber invoiceDay total submittedAt vat']],
  ProviderMonth: [[LEDGER, 'provider sums services']],
  ProviderMonthConnection: [[OWN, 'edges pageInfo']],
  ProviderMonthEdge: [[BELOW, 'cursor node']],
  PublishProviderBillingPayload: [[OWN, 'billing refusal']],
  PublishSettlementTermsPayload: [[OWN, 'terms refusal']],
  ServiceMonth: [[LEDGER, 'service sums']],
  SettlementFeed: [[FEED, 'items endCursor newest']],
  SettlementFeedHead: [[FEED, 'cursor seq hash']],
  SettlementFeedItem: [[FEED, 'id seq cursor kind total organiserShare clientShare payload hash previousHash previousOfKind visit run']],
  SettlementFeedLink: [[FEED, 'seq hash']],
  SettlementPayment: [
    [STATEMENTS, 'month approvedAt exportedAt'],
    [RUNS, 'run'],
  ],
  SettlementRun: [
    [
      RUNS,
      'id organiser month state total organiserShare clientShare hash lockedBy approvedBy statements paymentFile payments paymentTotal releasedTotal',
    ],
    [staff('settlement.settleRuns'), 'job'],
    [SHARES, 'clientShareStatements'],
  ],
  SettlementRunConnection: [[OWN, 'edges pageInfo totalCount']],
  SettlementRunEdge: [[BELOW, 'cursor node']],
  SettlementStatement: [
    [
      STATEMENTS,
      'id statementNumber organiser provider billingUnit month total organiserShare clientShare broughtForward setOff payable carriedForward receivable state heldFor payment mode reference invoices invoiceMatches lines vat',
    ],
    [RUNS, 'run'],
  ],
  SettlementStatementConnection: [[OWN, 'edges pageInfo totalCount']],
  SettlementStatementEdge: [[BELOW, 'cursor node']],
  SettlementStatementLine: [[STATEMENTS, 'content serviceMonth visits quantity total organiserShare clientShare']],
  SettlementTerms: [[RUNS, 'firstMonth mode carriedRunsMax']],
  SubmitInvoicePayload: [[OWN, 'statement refusal']],
  TwoMonths: [[BELOW, 'accrued before change']],
  VatSum: [[BELOW, 'vatPercent gross vat rounding']],
};
