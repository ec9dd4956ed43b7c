/** Who may do what with bookings and visits: action → the kind of organisation one acts for and the roles. Whose they are, the look-ups see to. */
import { enforce } from '@seteli/kit/policy';

/** A provider's own system does what a recorder of its teams does. */
const RECORDERS = ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'RECORDER', 'SYSTEM'] as const;
const ORGANISER_STAFF = ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'] as const;
/** They answer for the organiser's money, whoever its clients are. */
const MONEY = { ORGANISER: ['ADMIN', 'SETTLEMENT_APPROVER', 'SYSTEM'] } as const;
const APPROVERS = { ORGANISER: ['SETTLEMENT_APPROVER'] } as const;

export const { policy, may, requireRight, rolesFor, sight } = enforce({
  seeBookings: { PROVIDER: [...RECORDERS, 'PREPARER'], ORGANISER: ORGANISER_STAFF, PERSON: ['CLIENT'], beyondTeams: MONEY },
  /** Visits, and what else tells money: what a visit costs and why, and what prices and shares become. */
  seeVisits: { PROVIDER: RECORDERS, ORGANISER: ORGANISER_STAFF, PERSON: ['CLIENT'], beyondTeams: MONEY },
  makeBooking: { PROVIDER: RECORDERS },
  endBooking: { PROVIDER: RECORDERS, ORGANISER: ['GRANTER'], PERSON: ['CLIENT'] },
  recordVisits: { PROVIDER: RECORDERS },
  /** Asking what visits would cost: whoever records them, and beside a booking that is not made yet the client and whoever grants. */
  quoteVisits: { PROVIDER: RECORDERS, ORGANISER: ['GRANTER'], PERSON: ['CLIENT'] },
  setRecurringVisits: { PROVIDER: RECORDERS },
  editVisit: { PROVIDER: RECORDERS },
  deleteVisit: { PROVIDER: RECORDERS },
  approveVisit: { ORGANISER: ['EVENT_CHECKER'] },
  returnVisit: { ORGANISER: ['EVENT_CHECKER'] },
  holdVisit: { ORGANISER: ['EVENT_CHECKER'] },
  correctVisit: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'], beyondTeams: APPROVERS },
  creditVisit: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'], beyondTeams: APPROVERS },
  /** Leaving a settled visit after the client's death as it is. */
  keepVisit: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'], beyondTeams: APPROVERS },
  /** Asking for it, and withdrawing what was asked for. */
  requestCorrection: { PROVIDER: RECORDERS },
  /** What a provider writes of a request may name the client, so that nobody reaches beyond teams. */
  decideCorrectionRequest: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'] },
  listCorrectionRequests: { PROVIDER: RECORDERS, ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'ADMIN'] },
  /** What a correction of what was published would do to visits. */
  seeCorrection: { ORGANISER: ['ADMIN'] },
  /** The job that takes visits again: whoever may publish, confirm and accept what reaches back. */
  followRepricing: { ORGANISER: ['ADMIN'] },
  listSettledAfterDeath: {
    ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'ADMIN'],
    beyondTeams: { ORGANISER: ['SETTLEMENT_APPROVER', 'ADMIN'] },
  },
  /** What is held back of a month, in sums. */
  seeHeldVisits: {
    ORGANISER: ['EVENT_CHECKER', 'ADMIN', 'SETTLEMENT_APPROVER', 'SYSTEM'],
    PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'SYSTEM'],
    beyondTeams: MONEY,
  },
  listVisitsUnderReview: { ORGANISER: ['EVENT_CHECKER', 'ADMIN'], beyondTeams: { ORGANISER: ['ADMIN'] } },
});

export type Action = keyof typeof policy;
