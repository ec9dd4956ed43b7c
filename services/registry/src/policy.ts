/** Who may do what in the registry: action → the kind of organisation one acts for and the roles. Whose thing it is, the look-ups see to. What is public, every actor may read. */
import { forbidden } from '@seteli/kit/subgraph';
import type { Actor } from '@seteli/kit/actor';

const POLICY = {
  publishService: { ORGANISER: ['ADMIN'] },
  approveProvider: { ORGANISER: ['CASE_HANDLER', 'ADMIN'] },
  withdrawApproval: { ORGANISER: ['CASE_HANDLER', 'ADMIN'] },
  submitPriceList: { PROVIDER: ['SERVICE_MANAGER', 'ADMIN', 'SIGNATORY'] },
  decidePriceList: { ORGANISER: ['ADMIN'] },
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
