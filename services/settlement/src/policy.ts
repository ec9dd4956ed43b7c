/** Who may do what with settlement: action → the kind of organisation one acts for and the roles. Whose money it is, the look-ups see to. */
import { enforce } from '@seteli/kit/policy';

const READERS = ['SETTLEMENT_APPROVER', 'EVENT_CHECKER', 'ADMIN', 'SYSTEM'];
const BILLING = ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'SYSTEM'];

export const { may, requireRight } = enforce({
  followFeed: { ORGANISER: READERS },
  seeRuns: { ORGANISER: READERS },
  settleRuns: { ORGANISER: ['SETTLEMENT_APPROVER'] },
  publishTerms: { ORGANISER: ['ADMIN'] },
  publishBilling: { PROVIDER: ['ADMIN', 'SIGNATORY'] },
  submitInvoices: { PROVIDER: BILLING },
  seeStatements: { ORGANISER: READERS, PROVIDER: BILLING },
  seeLedger: { ORGANISER: READERS, PROVIDER: BILLING },
  seeClientShares: { ORGANISER: READERS, PROVIDER: BILLING, PERSON: ['CLIENT'] },
});
