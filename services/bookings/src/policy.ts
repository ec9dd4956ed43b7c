/**
 * Who may do what with bookings and visits: for each action the kind of organisation and the roles. The look-ups limit
 * whose bookings and visits an actor reaches.
 */
import { enforce } from '@seteli/kit/policy';
import { ARRANGES_SERVICES, MANDATE_ROLES, SEES_SERVICES } from '@seteli/schema/actors';

/** A provider's own system that records may do what a recorder of its teams may. */
const RECORDERS = ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'RECORDER', 'SYSTEM_RECORD'] as const;
const READERS = [...RECORDERS, 'SYSTEM_READ'] as const;
const ORGANISER_STAFF = ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM_READ', 'SYSTEM_FEED'] as const;
/** They answer for the organiser's money, whoever its clients are. */
const MONEY = { ORGANISER: ['ADMIN', 'SETTLEMENT_APPROVER', 'SYSTEM_FEED'] } as const;
const APPROVERS = { ORGANISER: ['SETTLEMENT_APPROVER'] } as const;

export const { policy, may, requireRight, rolesFor, sight } = enforce({
  seeBookings: { PROVIDER: [...READERS, 'PREPARER'], ORGANISER: ORGANISER_STAFF, PERSON: SEES_SERVICES, beyondTeams: MONEY },
  /** Visits, and all else that tells money: why a visit costs what it costs, and how prices and shares change. */
  seeVisits: { PROVIDER: READERS, ORGANISER: ORGANISER_STAFF, PERSON: SEES_SERVICES, beyondTeams: MONEY },
  makeBooking: { PROVIDER: RECORDERS },
  endBooking: { PROVIDER: RECORDERS, ORGANISER: ['GRANTER'], PERSON: ARRANGES_SERVICES },
  recordVisits: { PROVIDER: RECORDERS },
  /** Quoting visits: recorders may, and for a booking that nobody has made yet also the client and granters. */
  quoteVisits: { PROVIDER: RECORDERS, ORGANISER: ['GRANTER'], PERSON: SEES_SERVICES },
  setRecurringVisits: { PROVIDER: RECORDERS },
  editVisit: { PROVIDER: RECORDERS },
  deleteVisit: { PROVIDER: RECORDERS },
  approveVisit: { ORGANISER: ['EVENT_CHECKER'] },
  returnVisit: { ORGANISER: ['EVENT_CHECKER'] },
  holdVisit: { ORGANISER: ['EVENT_CHECKER'] },
  correctVisit: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'], beyondTeams: APPROVERS },
  creditVisit: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'], beyondTeams: APPROVERS },
  /** Keeping a settled visit after the client's death. */
  keepVisit: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'], beyondTeams: APPROVERS },
  /** Requesting a correction, and withdrawing the request. */
  requestCorrection: { PROVIDER: RECORDERS },
  /** A provider's words in a request may name the client, so nobody sees requests beyond their teams. */
  decideCorrectionRequest: { ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'] },
  listCorrectionRequests: { PROVIDER: READERS, ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'ADMIN'] },
  /** What a correction of a publication would do to visits. */
  seeCorrection: { ORGANISER: ['ADMIN'] },
  /** The job that decides again about visits, for those who may publish, confirm or accept changes backwards. */
  followRepricing: { ORGANISER: ['ADMIN'] },
  listSettledAfterDeath: {
    ORGANISER: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'ADMIN'],
    beyondTeams: { ORGANISER: ['SETTLEMENT_APPROVER', 'ADMIN'] },
  },
  /** The sums that are held back of a month. */
  seeHeldVisits: {
    ORGANISER: ['EVENT_CHECKER', 'ADMIN', 'SETTLEMENT_APPROVER', 'SYSTEM_READ', 'SYSTEM_FEED'],
    PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'SYSTEM_BILLING'],
    beyondTeams: MONEY,
  },
  listVisitsUnderReview: { ORGANISER: ['EVENT_CHECKER', 'ADMIN'], beyondTeams: { ORGANISER: ['ADMIN'] } },
  /** Reading who has seen what: the client, whoever acts in their place, and the organiser's auditor. */
  seeAccesses: { ORGANISER: ['AUDITOR'], PERSON: ['CLIENT', ...MANDATE_ROLES] },
});

export type Action = keyof typeof policy;
