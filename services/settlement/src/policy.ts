/** Who may do what with settlement: action → the kind of organisation one acts for and the roles. Whose money it is, the look-ups see to. */
import { forbidden } from '@seteli/kit/subgraph';
import type { Actor } from '@seteli/kit/actor';

const READERS = ['SETTLEMENT_APPROVER', 'EVENT_CHECKER', 'ADMIN', 'SYSTEM'] as const;
const BILLING = ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'SYSTEM'] as const;

const POLICY = {
  followFeed: { ORGANISER: READERS },
  seeRuns: { ORGANISER: READERS },
  settleRuns: { ORGANISER: ['SETTLEMENT_APPROVER'] },
  seeStatements: { ORGANISER: READERS, PROVIDER: BILLING },
  seeLedger: { ORGANISER: READERS, PROVIDER: BILLING },
  seeClientShares: { ORGANISER: READERS, PROVIDER: BILLING, PERSON: ['CLIENT'] },
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
