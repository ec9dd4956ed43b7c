/** Who may do what with vouchers: action → the kind of organisation one acts for and the roles. Whose voucher it is, the look-ups see to. */
import { enforce } from '@seteli/kit/policy';

export const { may, requireRight } = enforce({
  publishValues: { ORGANISER: ['ADMIN'] },
  grantVoucher: { ORGANISER: ['GRANTER'] },
  revokeVoucher: { ORGANISER: ['GRANTER'] },
  listVouchers: { ORGANISER: ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'], PERSON: ['CLIENT'] },
  seeVoucher: {
    ORGANISER: ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'],
    PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'RECORDER'],
    PERSON: ['CLIENT'],
  },
});
