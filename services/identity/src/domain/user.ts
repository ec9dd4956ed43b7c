/** Who a user is, which roles fit their organisation, and for whom a signed-in person acts. */
import type { Day } from '@seteli/kit/day';
import { MANDATE_ROLES, type SystemScope } from '@seteli/schema/actors';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';

/** The roles that a person may have in each kind of organisation. Systems have scopes instead. */
export const ROLES_OF = {
  ORGANISER: ['ADMIN', 'GRANTER', 'CASE_HANDLER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'AUDITOR'],
  PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'PREPARER', 'RECORDER'],
  PERSON: ['CLIENT', ...MANDATE_ROLES],
  PLATFORM: ['OPERATOR'],
} as const;

export type Role = (typeof ROLES_OF)[keyof typeof ROLES_OF][number] | SystemScope;
export type Organisation = { readonly kind: keyof typeof ROLES_OF; readonly id: Id };

export type User = {
  readonly id: Id;
  readonly organisation: Organisation;
  readonly roles: readonly Role[];
  readonly active: boolean;
  /** Absent for a system. */
  readonly personId: Id | null;
};

/** Whether a person may have these roles in that organisation. */
export function checkRoles({ kind }: Organisation, roles: readonly Role[]): Decision<readonly Role[], 'ROLE_NOT_OF_ORGANISATION'> {
  const fitting: readonly Role[] = ROLES_OF[kind];
  const fits = roles.length > 0 && roles.every((role) => fitting.includes(role));
  return fits ? accept([...new Set(roles)]) : refuse('ROLE_NOT_OF_ORGANISATION', { path: ['roles'] });
}

export type AccountRefusal = 'NO_ACCOUNT' | 'ORGANISATION_NOT_CHOSEN';

const isOwn = ({ organisation, personId }: User): boolean => organisation.id === personId;

/** The users of a person who may act, as themselves first. Passive users and the dead may not. */
export const actingUsers = (person: { readonly diedOn: Day | null } | undefined, users: readonly User[]): User[] =>
  person && person.diedOn === null
    ? users.filter(({ active }) => active).toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)))
    : [];

/** Whether this is a user of another person, whom they represent. */
export const isRepresentative = ({ organisation, personId }: Pick<User, 'organisation' | 'personId'>): boolean =>
  organisation.kind === 'PERSON' && organisation.id !== personId;

/**
 * The user as whom the person acts. A person with several users must say for whom. Nobody acts for another person
 * without having chosen it.
 */
export function chooseUser(users: readonly User[], organisationId: Id | undefined): Decision<User, AccountRefusal> {
  const [first, ...others] = organisationId === undefined ? users : users.filter(({ organisation }) => organisation.id === organisationId);
  if (!first) return refuseWhole('NO_ACCOUNT');
  const isChosen = organisationId !== undefined || !isRepresentative(first);
  return others.length === 0 && isChosen ? accept(first) : refuseWhole('ORGANISATION_NOT_CHOSEN');
}

/** The user as whom every person acts for themselves. It bears the person's own id. */
export const ownUser = (personId: Id): User => ({
  id: personId,
  organisation: { kind: 'PERSON', id: personId },
  roles: ['CLIENT'],
  active: true,
  personId,
});
