/** Who may do what with vouchers: action → the kind of organisation one acts for and the roles. Whose voucher it is, the look-ups see to. */
import { enforce } from '@seteli/kit/policy';

const STAFF = ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'] as const;
/** They answer for the organiser's money, whoever its clients are. */
const MONEY = { ORGANISER: ['ADMIN', 'SETTLEMENT_APPROVER', 'SYSTEM'] } as const;
/** An organiser's own system decides for the clients of its teams' services, as its officers have decided elsewhere. */
const GRANTERS = ['GRANTER', 'SYSTEM'] as const;
/** A provider's own system does what a recorder of its teams does. */
const RECORDERS = ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'RECORDER', 'SYSTEM'] as const;

export const { policy, may, requireRight, rolesFor, sight } = enforce({
  publishValues: { ORGANISER: ['ADMIN'] },
  /** What a price list does to delivered visits. */
  seePriceEffect: { ORGANISER: ['ADMIN'] },
  grantVoucher: { ORGANISER: GRANTERS },
  /** Revoking it, or ending it because it is needed no longer. */
  endVoucher: { ORGANISER: GRANTERS },
  /** Suspending, resuming, prolonging it, and changing what it grants; also taking back what of that waits for a second person. */
  changeVoucher: { ORGANISER: GRANTERS },
  /** Keeping it, though the client has moved out of the organiser's area. */
  keepVoucher: { ORGANISER: ['GRANTER'] },
  /** As the second person, a client's own decision that another officer proposed: a system is none. */
  confirmDecision: { ORGANISER: ['GRANTER'] },
  declineVoucher: { ORGANISER: ['GRANTER'], PERSON: ['CLIENT'] },
  /** Saying how a declined service has been arranged otherwise. */
  arrangeOtherwise: { ORGANISER: ['GRANTER'] },
  /** The decisions that a fall in value replaces, and the declined vouchers that wait. */
  seeTasks: { ORGANISER: STAFF, beyondTeams: MONEY },
  /** Whose clients have moved: a fact about where somebody lives, so that nobody reaches beyond teams. */
  seeMoved: { ORGANISER: STAFF },
  listVouchers: { ORGANISER: STAFF, PERSON: ['CLIENT'], beyondTeams: MONEY },
  seeCommitments: { ORGANISER: STAFF },
  seeVoucher: { ORGANISER: STAFF, PROVIDER: [...RECORDERS, 'PREPARER'], PERSON: ['CLIENT'], beyondTeams: MONEY },
  /** What tells money of a voucher that they see: its own value, its balance, the prices of an order. */
  seeMoney: { ORGANISER: STAFF, PROVIDER: RECORDERS, PERSON: ['CLIENT'], beyondTeams: MONEY },
  openByNumber: { ORGANISER: STAFF, PROVIDER: RECORDERS, PERSON: ['CLIENT'] },
});

export type Action = keyof typeof policy;
