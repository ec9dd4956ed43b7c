/**
 * Who may ask which field at the root. The right is a row of docs/rights.md; `FORBIDDEN` or `NULL` is the answer to
 * everybody whose role lacks it. What strangers with the role get stands in expectations.ts.
 */
import {
  AKU,
  alsoLimited,
  both,
  clients,
  either,
  EVERYBODY,
  FOR_AKU,
  named,
  OUR_PROVIDER,
  OUR_STAFF,
  role,
  some,
  staff,
  type Who,
} from './who.ts';

export type RootRow = {
  /** Who sees something of ours there. */
  readonly sees: Who;
  /** Whose roles may ask. Absent: all roles. */
  readonly may?: Who;
  readonly otherwise: 'FORBIDDEN' | 'NULL';
};

const open: RootRow = { sees: EVERYBODY, otherwise: 'NULL' };
const refused = (may: Who, sees: Who): RootRow => ({ may, sees, otherwise: 'FORBIDDEN' });
const ofClients = (action: string): RootRow => refused(role(action), clients(action));
const ofStaff = (action: string): RootRow => refused(role(action), staff(action));
const ofTeams = (action: string): RootRow => refused(role(action), named(action));
const hidden = (sees: Who): RootRow => ({ sees, otherwise: 'NULL' });
/** It answers everybody who may ask, with a refusal where the thing is not theirs. */
const answering = (action: string): RootRow => refused(role(action), role(action));

const STATEMENTS = either(both(OUR_PROVIDER, staff('settlement.seeLedger')), clients('settlement.seeLedger'));
const SHARES = either(both(OUR_PROVIDER, staff('settlement.seeClientShares')), clients('settlement.seeClientShares'));

/** Holders of a mandate do not read who looked: the client may want to see what they did. */
const ownAccesses = (action: string): RootRow => {
  const may = both(role(action), ({ relation, role: played }) => relation !== 'aku' || played === 'CLIENT');
  return refused(may, some(both(may, either(OUR_STAFF, FOR_AKU))));
};

export const QUERIES: Readonly<Record<string, RootRow>> = {
  organiser: open,
  services: open,
  service: open,
  provider: open,
  approvedProviders: open,
  unitValues: open,
  consentTerms: open,
  me: { sees: EVERYBODY, otherwise: 'NULL' },
  mandates: refused(role('identity.seeOwnMandates'), both(FOR_AKU, role('identity.seeOwnMandates'))),
  personAccesses: ownAccesses('identity.seeAccesses'),
  voucherAccesses: ownAccesses('vouchers.seeAccesses'),
  bookingAccesses: ownAccesses('bookings.seeAccesses'),
  settlementAccesses: ownAccesses('settlement.seeAccesses'),
  // The operator sees those that they made, and ours is a provider's.
  invitations: refused(role('identity.inviteUser'), both(OUR_PROVIDER, staff('identity.inviteUser'))),
  ownAccountsAllowed: ofStaff('identity.seeOwnAccounts'),
  // Everybody has their own.
  passkeys: ofStaff('identity.keepPasskeys'),
  // Nobody recorded one about the client of this test.
  paperMandates: refused(role('identity.seePaperMandates'), named('identity.seePaperMandates')),
  users: ofStaff('identity.listUsers'),
  findPersons: ofStaff('identity.findPersons'),
  serviceTeams: ofStaff('identity.listServiceTeams'),
  systemAccounts: ofStaff('identity.listSystemAccounts'),
  // What is about no service is for everybody with the role, and identity's tests of the inbox look at the teams.
  tasks: refused(role('identity.readInbox'), some(either(named('identity.readInbox'), staff('identity.readInbox')))),
  notices: refused(role('identity.readInbox'), some(either(named('identity.readInbox'), staff('identity.readInbox')))),
  organisers: open,
  bankAccount: ofStaff('registry.seeIban'),
  ibanProposals: ofStaff('registry.seeIban'),
  providerIbanProposals: ofStaff('registry.seeProviderIbans'),
  // Everybody has their own.
  myPreferences: refused(role('identity.chooseMessages'), role('identity.chooseMessages')),
  // They belong to the platform.
  apps: refused(role('identity.listApps'), role('identity.listApps')),
  bandReport: ofStaff('registry.publishService'),
  priceLists: ofStaff('registry.listPriceLists'),
  priceListsAboveValue: ofStaff('registry.seeAboveValue'),
  previewPriceList: answering('registry.submitPriceList'),
  correction: hidden(staff('registry.correct')),
  corrections: ofStaff('registry.correct'),
  voucher: hidden(alsoLimited('vouchers.seeVoucher', clients('vouchers.seeVoucher'))),
  voucherByNumber: hidden(alsoLimited('vouchers.openByNumber', named('vouchers.openByNumber'))),
  vouchers: ofClients('vouchers.listVouchers'),
  // Those of tables are for administrators; ours is about a client's own decision.
  valueProposal: refused(either(role('vouchers.changeVoucher'), role('vouchers.publishValues')), clients('vouchers.changeVoucher')),
  valueProposals: refused(either(role('vouchers.changeVoucher'), role('vouchers.publishValues')), clients('vouchers.changeVoucher')),
  decisionsToReplace: ofClients('vouchers.seeTasks'),
  declinedVouchers: ofClients('vouchers.seeTasks'),
  vouchersOfMovedClients: ofClients('vouchers.seeMoved'),
  commitments: ofStaff('vouchers.seeCommitments'),
  previewGrant: answering('vouchers.grantVoucher'),
  previewRevocation: answering('vouchers.endOrRevokeVoucher'),
  previewEnd: answering('vouchers.endOrRevokeVoucher'),
  previewSuspension: answering('vouchers.changeVoucher'),
  previewExtension: answering('vouchers.changeVoucher'),
  previewEntitlementChange: answering('vouchers.changeVoucher'),
  booking: hidden(clients('bookings.seeBookings')),
  bookings: ofClients('bookings.seeBookings'),
  // One of the visits that it is asked for is another client's.
  visit: hidden(some(clients('bookings.seeVisits'))),
  visits: ofClients('bookings.seeVisits'),
  explainVisit: hidden(clients('bookings.seeVisits')),
  importedVisits: hidden(some(staff('bookings.recordVisits'))),
  repricing: hidden(staff('bookings.followRepricing')),
  bookingsJob: hidden(some(either(staff('bookings.recordVisits'), staff('bookings.followRepricing')))),
  quoteVisits: answering('bookings.quoteVisits'),
  recurrenceDays: answering('bookings.setRecurringVisits'),
  settledVisitsAfterDeath: ofClients('bookings.listSettledAfterDeath'),
  correctionRequest: ofTeams('bookings.listCorrectionRequests'),
  correctionRequests: ofTeams('bookings.listCorrectionRequests'),
  previewCorrectionRequest: answering('bookings.decideCorrectionRequest'),
  heldVisits: refused(role('bookings.seeHeldVisits'), alsoLimited('bookings.seeHeldVisits', staff('bookings.seeHeldVisits'))),
  visitsUnderReview: ofClients('bookings.listVisitsUnderReview'),
  settlementFeed: refused(staff('settlement.followFeed'), staff('settlement.followFeed')),
  settlementRun: hidden(staff('settlement.seeRuns')),
  settlementRuns: ofStaff('settlement.seeRuns'),
  settlementJob: hidden(staff('settlement.settleRuns')),
  identityJob: hidden(either(staff('identity.exportPerson'), AKU)),
  erasurePreview: ofStaff('identity.erasePerson'),
  settlementStatements: ofStaff('settlement.seeStatements'),
  settlementTerms: ofStaff('settlement.seeRuns'),
  clientShareStatements: refused(role('settlement.seeClientShares'), SHARES),
  ledgerEntries: refused(role('settlement.seeLedger'), STATEMENTS),
  ledgerTotals: ofStaff('settlement.seeRuns'),
  // A system of some units sees no sums of the whole provider.
  monthSoFar: refused(
    both(role('settlement.seeStatements'), ({ relation }) => relation !== 'unit'),
    staff('settlement.seeStatements'),
  ),
  providerBilling: refused(role('settlement.submitInvoices'), alsoLimited('settlement.submitInvoices', staff('settlement.submitInvoices'))),
};

const ANYBODY: readonly string[] = [];
const each = (action: string, mutations: string): [string, readonly string[]][] =>
  mutations.split(' ').map((mutation) => [mutation, [action]]);

/** The rights of which a mutation asks one. Everybody whose role has none of them gets FORBIDDEN. */
export const MUTATIONS: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  // People end their own sessions.
  ['endSession', ANYBODY],
  ['endSessions', ANYBODY],
  ...each('identity.changeOwnMandates', 'endMandate allowMandate'),
  ...each('identity.recordPaperMandate', 'recordPaperMandate'),
  ...each('identity.endPaperMandate', 'endPaperMandate'),
  ...each('identity.registerClient', 'registerClient'),
  ...each('identity.saveMyContacts', 'saveMyContacts'),
  ...each('identity.exportMyData', 'exportMyData'),
  ...each('identity.exportPerson', 'exportPerson'),
  ...each('identity.restrictPerson', 'restrictPerson endRestriction'),
  ...each('identity.erasePerson', 'erasePerson'),
  ...each('identity.saveServiceTeam', 'saveServiceTeam'),
  ...each('identity.saveSystemAccount', 'saveSystemAccount'),
  ...each('identity.addSystemKey', 'addSystemKey'),
  ...each('identity.revokeSystemKey', 'revokeSystemKey'),
  ...each('identity.readInbox', 'markRead'),
  ...each('identity.takeTasks', 'takeTask releaseTask'),
  ...each('identity.chooseMessages', 'savePreferences'),
  ...each('identity.saveApp', 'saveApp'),
  ...each('identity.closeApp', 'closeApp'),
  ...each('identity.inviteUser', 'inviteUser sendInvitationAgain withdrawInvitation'),
  ...each('identity.changeUser', 'changeUser inviteUserAgain'),
  ...each('identity.allowOwnAccounts', 'allowOwnAccounts'),
  ...each('identity.keepPasskeys', 'renamePasskey removePasskey'),
  ...each('registry.openOrganiser', 'openOrganiser'),
  ...each('registry.closeOrganiser', 'closeOrganiser reopenOrganiser'),
  ...each('registry.saveOrganiserSettings', 'saveOrganiserSettings'),
  ...each('registry.registerProvider', 'registerProviderFromRegister'),
  ...each('registry.saveProviderDetails', 'saveProviderDetails'),
  ...each('registry.proposeIban', 'proposeIban'),
  ...each('registry.confirmIban', 'confirmIban'),
  ...each('registry.confirmProviderIban', 'confirmProviderIban'),
  ...each('registry.withdrawIban', 'withdrawIban'),
  ...each('registry.publishService', 'publishService'),
  ...each('registry.publishServiceArea', 'publishServiceArea'),
  ...each('registry.setCalendarDays', 'setCalendarDays'),
  ...each('registry.correct', 'confirmCorrection withdrawCorrection'),
  ...each('registry.approveProvider', 'approveProvider'),
  ...each('registry.withdrawApproval', 'withdrawApproval'),
  ...each('registry.savePriceListDraft', 'savePriceListDraft'),
  ...each('registry.submitPriceList', 'submitPriceList'),
  ...each('registry.decidePriceList', 'acceptPriceList rejectPriceList'),
  ...each('vouchers.publishValues', 'publishValues publishIncomeFormula'),
  ...each('vouchers.grantVoucher', 'grantVoucher'),
  ...each('vouchers.endOrRevokeVoucher', 'endVoucher revokeVoucher'),
  ...each(
    'vouchers.changeVoucher',
    'suspendVoucher resumeVoucher extendVoucher changeEntitlement changeOwnValue loadBalance recalculateBalance',
  ),
  ['confirmValueChange', ['vouchers.confirmDecision', 'vouchers.publishValues']],
  ['withdrawValueChange', ['vouchers.changeVoucher', 'vouchers.publishValues']],
  ...each('vouchers.keepVoucher', 'keepVoucher'),
  ...each('vouchers.declineVoucher', 'declineVoucher'),
  ...each('vouchers.arrangeOtherwise', 'arrangeOtherwise'),
  ...each('bookings.makeBooking', 'makeBooking'),
  ...each('bookings.endBooking', 'endBooking'),
  ...each('bookings.recordVisits', 'recordVisits importVisits'),
  ...each('bookings.setRecurringVisits', 'setRecurringVisits pauseRecurringVisits endRecurringVisits'),
  ...each('bookings.editVisit', 'editVisit'),
  ...each('bookings.deleteVisit', 'deleteVisit'),
  ...each('bookings.approveVisit', 'approveVisit approveVisits'),
  ...each('bookings.returnVisit', 'returnVisit returnVisits'),
  ...each('bookings.holdVisit', 'holdVisit'),
  ...each('bookings.correctVisit', 'correctVisit'),
  ...each('bookings.creditVisit', 'creditVisit'),
  ...each('bookings.keepVisit', 'keepVisit'),
  ...each('bookings.requestCorrection', 'requestCorrection withdrawCorrectionRequest'),
  ...each('bookings.decideCorrectionRequest', 'acceptCorrectionRequest declineCorrectionRequest'),
  ...each('settlement.settleRuns', 'lockRun approveRun exportRun'),
  ...each('settlement.publishTerms', 'publishSettlementTerms'),
  ...each('settlement.publishBilling', 'publishProviderBilling'),
  ...each('settlement.submitInvoices', 'submitInvoice'),
]);
