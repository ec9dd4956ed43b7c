/**
 * Who may do what with settlement: each action names kinds of organisation and their roles. The look-ups check whose
 * money it is.
 */
import { enforce } from '@seteli/kit/policy';
import { MANDATE_ROLES, SEES_PAYMENTS } from '@seteli/schema/actors';

/** They answer for the organiser's money, also for clients of other teams. */
const MONEY = ['SETTLEMENT_APPROVER', 'ADMIN', 'SYSTEM_FEED'];
const READERS = [...MONEY, 'EVENT_CHECKER'];
const beyondTeams = { ORGANISER: MONEY };
const BILLING = ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'SYSTEM_BILLING'];

export const { policy, may, requireRight, rolesFor, sight } = enforce({
  /** The feed tells all clients' visits by id, so only roles beyond teams follow it. */
  followFeed: { ORGANISER: MONEY },
  seeRuns: { ORGANISER: READERS },
  settleRuns: { ORGANISER: ['SETTLEMENT_APPROVER'], strong: true },
  publishTerms: { ORGANISER: ['ADMIN'] },
  publishBilling: { PROVIDER: ['ADMIN', 'SIGNATORY'] },
  submitInvoices: { PROVIDER: BILLING },
  seeStatements: { ORGANISER: READERS, PROVIDER: BILLING },
  seeLedger: { ORGANISER: READERS, PROVIDER: BILLING, beyondTeams },
  seeClientShares: { ORGANISER: READERS, PROVIDER: BILLING, PERSON: SEES_PAYMENTS, beyondTeams },
  /**
   * Following references into bookings and vouchers, where the same people see what they refer to: a provider's people
   * see those of their teams.
   */
  followReferences: { ORGANISER: READERS, PROVIDER: BILLING, PERSON: SEES_PAYMENTS, beyondTeams },
  /** Reading who has seen what: the client, whoever acts in their place, and the organiser's auditor. */
  seeAccesses: { ORGANISER: ['AUDITOR'], PERSON: ['CLIENT', ...MANDATE_ROLES] },
});

export type Action = keyof typeof policy;
