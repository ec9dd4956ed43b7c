/** Who may do what with vouchers: action → the kind of organisation one acts for and the roles. Whose voucher it is, the look-ups see to. */
import { enforce } from '@seteli/kit/policy';

const STAFF = ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'] as const;

const POLICY = {
  publishValues: { ORGANISER: ['ADMIN'] },
  /** What a price list does to delivered visits. */
  seePriceEffect: { ORGANISER: ['ADMIN'] },
  grantVoucher: { ORGANISER: ['GRANTER'] },
  /** Revoking it, or ending it because it is needed no longer. */
  endVoucher: { ORGANISER: ['GRANTER'] },
  /** Suspending, resuming, prolonging it, and changing what it grants. */
  changeVoucher: { ORGANISER: ['GRANTER'] },
  /** Keeping it, though the client has moved out of the organiser's area. */
  keepVoucher: { ORGANISER: ['GRANTER'] },
  declineVoucher: { ORGANISER: ['GRANTER'], PERSON: ['CLIENT'] },
  /** Saying how a declined service has been arranged otherwise. */
  arrangeOtherwise: { ORGANISER: ['GRANTER'] },
  /** The decisions that a fall in value replaces, and the declined vouchers that wait. */
  seeTasks: { ORGANISER: STAFF },
  listVouchers: { ORGANISER: STAFF, PERSON: ['CLIENT'] },
  seeCommitments: { ORGANISER: STAFF },
  seeVoucher: {
    ORGANISER: STAFF,
    PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'RECORDER'],
    PERSON: ['CLIENT'],
  },
} as const;

export type Action = keyof typeof POLICY;

export const { may, requireRight, rolesFor } = enforce<Action>(POLICY);
