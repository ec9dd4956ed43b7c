/** Who may do what with settlement: action → the kind of organisation one acts for and the roles. Whose money it is, the look-ups see to. */
import { enforce } from '@seteli/kit/policy';

/** They answer for the organiser's money, whoever its clients are. */
const MONEY = ['SETTLEMENT_APPROVER', 'ADMIN', 'SYSTEM'];
const READERS = [...MONEY, 'EVENT_CHECKER'];
const beyondTeams = { ORGANISER: MONEY };
const BILLING = ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'SYSTEM'];

export const { policy, may, requireRight, sight } = enforce({
  /** All clients' visits by their ids: for whom no team limits. */
  followFeed: { ORGANISER: MONEY },
  seeRuns: { ORGANISER: READERS },
  settleRuns: { ORGANISER: ['SETTLEMENT_APPROVER'] },
  publishTerms: { ORGANISER: ['ADMIN'] },
  publishBilling: { PROVIDER: ['ADMIN', 'SIGNATORY'] },
  submitInvoices: { PROVIDER: BILLING },
  seeStatements: { ORGANISER: READERS, PROVIDER: BILLING },
  seeLedger: { ORGANISER: READERS, PROVIDER: BILLING, beyondTeams },
  seeClientShares: { ORGANISER: READERS, PROVIDER: BILLING, PERSON: ['CLIENT'], beyondTeams },
  /** Into bookings and vouchers, where the same people see what is referred to: a provider's those of their teams. */
  followReferences: { ORGANISER: READERS, PROVIDER: BILLING, PERSON: ['CLIENT'], beyondTeams },
});
