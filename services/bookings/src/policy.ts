/** Who may do what with bookings and visits: action → the kind of organisation one acts for and the roles. Whose they are, the look-ups see to. */
import type { Actor } from '@seteli/kit/actor';
import { forbidden } from '@seteli/kit/subgraph';

const PROVIDER_STAFF = ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'RECORDER'] as const;
const ORGANISER_STAFF = ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'] as const;

const POLICY = {
  seeBookings: { PROVIDER: PROVIDER_STAFF, ORGANISER: ORGANISER_STAFF, PERSON: ['CLIENT'] },
  makeBooking: { PROVIDER: PROVIDER_STAFF },
  recordVisits: { PROVIDER: PROVIDER_STAFF },
  editVisit: { PROVIDER: PROVIDER_STAFF },
  deleteVisit: { PROVIDER: PROVIDER_STAFF },
  approveVisit: { ORGANISER: ['EVENT_CHECKER'] },
  returnVisit: { ORGANISER: ['EVENT_CHECKER'] },
  listVisitsUnderReview: { ORGANISER: ['EVENT_CHECKER', 'ADMIN'] },
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
