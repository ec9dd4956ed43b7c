/** Who may do what with bookings and visits: action → the kind of organisation one acts for and the roles. Whose they are, the look-ups see to. */
import { enforce } from '@seteli/kit/policy';

const PROVIDER_STAFF = ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'RECORDER'] as const;
const ORGANISER_STAFF = ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'] as const;

export const { may, requireRight, rolesFor } = enforce({
  seeBookings: { PROVIDER: PROVIDER_STAFF, ORGANISER: ORGANISER_STAFF, PERSON: ['CLIENT'] },
  makeBooking: { PROVIDER: PROVIDER_STAFF },
  endBooking: { PROVIDER: PROVIDER_STAFF, ORGANISER: ['GRANTER'], PERSON: ['CLIENT'] },
  recordVisits: { PROVIDER: PROVIDER_STAFF },
  setRecurringVisits: { PROVIDER: PROVIDER_STAFF },
  editVisit: { PROVIDER: PROVIDER_STAFF },
  deleteVisit: { PROVIDER: PROVIDER_STAFF },
  approveVisit: { ORGANISER: ['EVENT_CHECKER'] },
  returnVisit: { ORGANISER: ['EVENT_CHECKER'] },
  holdVisit: { ORGANISER: ['EVENT_CHECKER'] },
  correctVisit: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'] },
  /** Leaving a settled visit after the client's death as it is. */
  keepVisit: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'] },
  /** Asking for it, and withdrawing what was asked for. */
  requestCorrection: { PROVIDER: PROVIDER_STAFF },
  decideCorrectionRequest: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'] },
  listCorrectionRequests: { PROVIDER: PROVIDER_STAFF, ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'ADMIN'] },
  creditVisit: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'] },
  /** What a correction of what was published would do to visits. */
  seeCorrection: { ORGANISER: ['ADMIN'] },
  listSettledAfterDeath: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'ADMIN'] },
  listVisitsUnderReview: { ORGANISER: ['EVENT_CHECKER', 'ADMIN'] },
});
