/** Who may do what with vouchers: action → the kind of organisation one acts for and the roles. Whose voucher it is, the look-ups see to. */
import { forbidden } from '@seteli/kit/subgraph';
import type { Actor } from '@seteli/kit/actor';

const POLICY = {
  publishValues: { ORGANISER: ['ADMIN'] },
  grantVoucher: { ORGANISER: ['GRANTER'] },
  revokeVoucher: { ORGANISER: ['GRANTER'] },
  listVouchers: { ORGANISER: ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'], PERSON: ['CLIENT'] },
  seeVoucher: {
    ORGANISER: ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'],
    PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'RECORDER'],
    PERSON: ['CLIENT'],
  },
} as const satisfies Record<string, Partial<Record<Actor['organisation']['kind'], readonly string[]>>>;

export type Action = keyof typeof POLICY;

export const may = (actor: Actor, action: Action): boolean => {
  const roles: readonly string[] = (POLICY[action] as Partial<Record<string, readonly string[]>>)[actor.organisation.kind] ?? [];
  return actor.roles.some((role) => roles.includes(role));
};

/** Throws FORBIDDEN, without detail, unless the actor may. */
export function requireRight(actor: Actor, action: Action): void {
  if (!may(actor, action)) throw forbidden();
}
