/**
 * Who may do what with vouchers: each action names kinds of organisation and their roles. The look-ups check whose
 * voucher it is.
 */
import { enforce } from '@seteli/kit/policy';
import { ARRANGES_SERVICES, MANDATE_ROLES, SEES_PAYMENTS, SEES_SERVICES } from '@seteli/schema/actors';

const STAFF = ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM_READ'] as const;
/** A system that grants sees what it grants. */
const SEERS = [...STAFF, 'SYSTEM_GRANT', 'SYSTEM_FEED'] as const;
/** They answer for the organiser's money, also for clients of other teams. */
const MONEY = { ORGANISER: ['ADMIN', 'SETTLEMENT_APPROVER', 'SYSTEM_FEED'] } as const;
/** An organiser's own system decides for clients of its teams' services, as its officers decided elsewhere. */
const GRANTERS = ['GRANTER', 'SYSTEM_GRANT'] as const;
/** A provider's own system that records sees what a recorder of its teams may, as one that only reads does. */
const RECORDERS = ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'RECORDER', 'SYSTEM_RECORD', 'SYSTEM_READ'] as const;

export const { policy, may, requireRight, rolesFor, sight } = enforce({
  publishValues: { ORGANISER: ['ADMIN'] },
  /** Seeing what a price list does to delivered visits. */
  seePriceEffect: { ORGANISER: ['ADMIN'] },
  grantVoucher: { ORGANISER: GRANTERS },
  endOrRevokeVoucher: { ORGANISER: GRANTERS },
  /**
   * Suspending, resuming and prolonging a voucher, changing its grant, and withdrawing such a change that waits for a
   * second person.
   */
  changeVoucher: { ORGANISER: GRANTERS },
  /** Keeping a voucher though the client has moved out of the organiser's area. */
  keepVoucher: { ORGANISER: ['GRANTER'] },
  /**
   * Confirming, as the second person, another officer's proposal about a client's own decision. A system is no person.
   */
  confirmDecision: { ORGANISER: ['GRANTER'] },
  declineVoucher: { ORGANISER: ['GRANTER'], PERSON: ARRANGES_SERVICES },
  /** Telling how a declined service has been arranged otherwise. */
  arrangeOtherwise: { ORGANISER: ['GRANTER'] },
  /** Seeing the decisions that a fall in value replaces, and declined vouchers that wait. */
  seeTasks: { ORGANISER: [...STAFF, 'SYSTEM_FEED'], beyondTeams: MONEY },
  /** Seeing whose clients have moved. Where a person lives is private, so nobody sees it beyond their teams. */
  seeMoved: { ORGANISER: STAFF },
  listVouchers: { ORGANISER: SEERS, PERSON: SEES_SERVICES, beyondTeams: MONEY },
  seeCommitments: { ORGANISER: STAFF },
  seeVoucher: { ORGANISER: SEERS, PROVIDER: [...RECORDERS, 'PREPARER'], PERSON: SEES_SERVICES, beyondTeams: MONEY },
  /** Seeing the money of a visible voucher: its own value, its balance, the prices of an order. */
  seeMoney: { ORGANISER: SEERS, PROVIDER: RECORDERS, PERSON: SEES_PAYMENTS, beyondTeams: MONEY },
  openByNumber: { ORGANISER: STAFF, PROVIDER: RECORDERS, PERSON: SEES_SERVICES },
  /** Reading who has seen what: the client, whoever acts in their place, and the organiser's auditor. */
  seeAccesses: { ORGANISER: ['AUDITOR'], PERSON: ['CLIENT', ...MANDATE_ROLES] },
});

export type Action = keyof typeof policy;
