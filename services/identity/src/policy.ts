/** Who may do what with users, teams and persons: action → the kind of organisation one acts for and the roles. Whose they are, the look-ups see to. */
import { forbidden } from '@seteli/kit/subgraph';
import type { Actor } from '@seteli/kit/actor';

const ADMINISTRATORS = { ORGANISER: ['ADMIN'], PROVIDER: ['ADMIN', 'SIGNATORY'] } as const;

const POLICY = {
  listUsers: ADMINISTRATORS,
  listServiceTeams: ADMINISTRATORS,
  saveServiceTeam: ADMINISTRATORS,
  seeColleagues: ADMINISTRATORS,
  seeServedPersons: { ORGANISER: ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'] },
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
