/** Who sees what of vouchers, of what they grant and of decisions about them. */
import { alsoLimited, BELOW, both, clients, either, EVERYBODY, FOR_AKU, named, OUR_ORGANISER, OWN, type Rows, some, staff } from './who.ts';

const VOUCHERS = alsoLimited('vouchers.seeVoucher', clients('vouchers.seeVoucher'));
/** Settlement refers to it. */
const VOUCHER_ID = either(VOUCHERS, clients('settlement.followReferences'));
const CARD = alsoLimited('vouchers.seeVoucher', named('vouchers.seeVoucher'));
const MONEY = alsoLimited('vouchers.seeMoney', clients('vouchers.seeMoney'));
/** A provider may not know what others served, nor which voucher came before. */
const OWNERS = both(either(OUR_ORGANISER, FOR_AKU), VOUCHERS);
const MONTH_MONEY = both(OWNERS, clients('vouchers.seeMoney'));
/** Identity shows the name to those who may see it; others get null from the gateway. */
const NAMED_CLIENT = some(both(either(OUR_ORGANISER, FOR_AKU), named('vouchers.seeVoucher')));
const BOOKINGS = clients('bookings.seeBookings');
const VISITS = clients('bookings.seeVisits');
const CHANGES = clients('vouchers.changeVoucher');
const TASKS = clients('vouchers.seeTasks');

export const VOUCHERS_ROWS: Rows = {
  ArrangeOtherwisePayload: [[OWN, 'declinedVoucher refusal']],
  BalanceBatch: [[BELOW, 'id amount remaining firstDay lastDay']],
  BalanceEntitlement: [[MONEY, 'contents batches remaining']],
  BalanceRecalculation: [[BELOW, 'previewId visits effects']],
  ChangeEntitlementPayload: [[OWN, 'voucher refusal']],
  ChangeOwnValuePayload: [[OWN, 'voucher preview proposal refusal']],
  ChangePreview: [[BELOW, 'previewId visits organiserShareChange clientShareChange effects risingVouchers rises leftVisits left cost']],
  ChangePreviewPayload: [
    [some(CHANGES), 'preview'],
    [OWN, 'refusal'],
  ],
  ClientCard: [[CARD, 'name streetAddress postalCode municipality phone email']],
  Commitment: [[staff('vouchers.seeCommitments'), 'service granted used outsideQuota held released']],
  ContentShare: [[BELOW, 'content units cheapest average dearest']],
  ContractPrice: [[MONEY, 'content price']],
  CostChange: [[BELOW, 'before after']],
  DecisionToReplace: [[TASKS, 'voucher falls']],
  DecisionToReplaceConnection: [[OWN, 'edges pageInfo']],
  DecisionToReplaceEdge: [[BELOW, 'cursor node']],
  DeclineVoucherPayload: [[OWN, 'voucher refusal']],
  DeclinedVoucher: [
    [TASKS, 'voucher declinedBy declinedAt arrangement'],
    [named('vouchers.seeTasks'), 'reason'],
  ],
  DeclinedVoucherConnection: [[OWN, 'edges pageInfo']],
  DeclinedVoucherEdge: [[BELOW, 'cursor node']],
  EndVoucherPayload: [[OWN, 'voucher refusal']],
  EntitlementCost: [[BELOW, 'contents month term']],
  EntitlementPeriod: [[BELOW, 'firstDay lastDay']],
  ExtendVoucherPayload: [[OWN, 'voucher refusal']],
  GrantVoucherPayload: [[OWN, 'voucher refusal']],
  IncomeFormula: [[BELOW, 'firstDay max floor']],
  KeepVoucherPayload: [[OWN, 'voucher refusal']],
  LoadBalancePayload: [[OWN, 'voucher refusal']],
  MonthCost: [[BELOW, 'month most']],
  OtherArrangement: [
    [TASKS, 'kind arrangedBy arrangedAt'],
    [named('vouchers.seeTasks'), 'note'],
  ],
  OwnValue: [[BELOW, 'base contents basis']],
  PeriodUsage: [[VOUCHERS, 'firstDay lastDay granted carriedOver used remaining']],
  ProposedValueChange: [[CHANGES, 'preview unitValues ownValue']],
  PublishIncomeFormulaPayload: [[OWN, 'incomeFormula refusal']],
  PublishValuesPayload: [[OWN, 'unitValues preview proposal refusal']],
  QuantityEntitlement: [[VOUCHERS, 'id contents quantity version recurrence periods carryOver unlimited remaining usage']],
  RecalculateBalancePayload: [[OWN, 'recalculation refusal']],
  ResumeVoucherPayload: [[OWN, 'voucher refusal']],
  RevokeVoucherPayload: [[OWN, 'voucher refusal']],
  ShareAtPrice: [[BELOW, 'price unitShare monthShare']],
  ShareRise: [[BELOW, 'voucher visits rise']],
  SharedLine: [[BELOW, 'content serviceMonth quantity unitPrice unitValue total organiserShare clientShare unbilled extraService rules']],
  SharedPiece: [[BELOW, 'day content quantity unitPrice unitValue valueFirstDay quotaBefore quotaAfter extraService rules']],
  SuspendVoucherPayload: [[OWN, 'voucher refusal']],
  Suspension: [[VOUCHERS, 'id firstDay lastDay']],
  UnitValue: [[EVERYBODY, 'content value coefficient firstDay']],
  ValueFall: [[BELOW, 'content before after']],
  ValueProposal: [[CHANGES, 'id state reason service voucher firstDay previewId proposedBy proposedAt decidedBy decidedAt asOfNow']],
  ValueProposalConnection: [[OWN, 'edges pageInfo']],
  ValueProposalEdge: [[BELOW, 'cursor node']],
  ValueProposalPayload: [[OWN, 'proposal refusal']],
  VisitEffect: [[BELOW, 'visit organiserShareBefore organiserShareAfter clientShareBefore clientShareAfter']],
  VisitShares: [[BELOW, 'refusal pieces lines total organiserShare clientShare extraService']],
  Voucher: [
    [
      VOUCHERS,
      'voucherNumber organiser service state version firstDay lastDay endedBecause grantedAt grantedBy arrangementKind entitlements suspensions contents',
    ],
    [VOUCHER_ID, 'id'],
    [clients('settlement.seeClientShares'), 'clientShareStatements'],
    [NAMED_CLIENT, 'client'],
    [CARD, 'clientCard'],
    [MONEY, 'balance ownValue contractPrices'],
    [OWNERS, 'predecessor successor'],
    [MONTH_MONEY, 'monthSoFar'],
    [BOOKINGS, 'bookings'],
    [VISITS, 'visits'],
  ],
  VoucherConnection: [[OWN, 'edges pageInfo totalCount']],
  VoucherCost: [[BELOW, 'months month term unlimited entitlements clientShares']],
  VoucherEdge: [[BELOW, 'cursor node']],
  VoucherMonth: [[MONTH_MONEY, 'visits organiserShare clientShare freeByLaw extraService']],
  VoucherOfMovedClient: [[clients('vouchers.seeMoved'), 'voucher toldAt']],
  VoucherOfMovedClientConnection: [[OWN, 'edges pageInfo']],
  VoucherOfMovedClientEdge: [[BELOW, 'cursor node']],
};
