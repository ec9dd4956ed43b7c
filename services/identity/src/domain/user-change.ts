/**
 * Which roles an administrator may give, and when a user may change. Passivated users stay, so that whoever reads their
 * work later knows who they were.
 */
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { checkRoles, ROLES_OF, type Organisation, type Role } from './user.ts';

/** Without a team these roles can do nothing, since teams say whose clients they are for. */
const WORKS_IN_TEAMS: readonly Role[] = ['GRANTER', 'EVENT_CHECKER', 'SERVICE_MANAGER', 'PREPARER', 'RECORDER'];
export const needsTeam = (role: Role): boolean => WORKS_IN_TEAMS.includes(role);

type Employer = 'ORGANISER' | 'PROVIDER';

/** The roles that administer users. */
export const ADMINISTERS = { ORGANISER: ['ADMIN'], PROVIDER: ['ADMIN', 'SIGNATORY'] } as const satisfies Record<Employer, readonly Role[]>;
const administers = (kind: Employer, { roles, active }: UserState): boolean =>
  active && roles.some((role) => (ADMINISTERS[kind] as readonly Role[]).includes(role));

export type GivenRefusal = 'ROLE_NOT_OF_ORGANISATION' | 'ROLE_FROM_REGISTER' | 'SIGNATORY_NEEDED';

/**
 * Whether somebody with these roles of their own may give roles beside those that a user has. The trade register makes
 * signatories, and a provider's signatory makes its administrators (PSOP: NIMKO creates the main users).
 */
export function checkGiven(
  kind: Employer,
  before: readonly Role[],
  after: readonly Role[],
  byRoles: readonly Role[],
): Decision<readonly Role[], GivenRefusal> {
  const known: readonly Role[] = ROLES_OF[kind];
  const checked = checkRoles({ kind, id: '' } satisfies Organisation, after);
  if (!checked.accepted || !after.every((role) => known.includes(role))) return refuse('ROLE_NOT_OF_ORGANISATION', { path: ['roles'] });
  if (before.includes('SIGNATORY') !== after.includes('SIGNATORY')) return refuse('ROLE_FROM_REGISTER', { path: ['roles'] });
  const givesAdministration = kind === 'PROVIDER' && after.includes('ADMIN') && !before.includes('ADMIN');
  if (givesAdministration && !byRoles.includes('SIGNATORY')) return refuse('SIGNATORY_NEEDED', { path: ['roles'] });
  return checked;
}

export type UserState = { readonly roles: readonly Role[]; readonly active: boolean };

export type ChangeFacts = {
  readonly kind: Employer;
  readonly byRoles: readonly Role[];
  readonly isInTeam: boolean;
  /** The organisation's other users who administer it and may act. */
  readonly otherAdministrators: number;
};

export type ChangeRefusal = GivenRefusal | 'TEAM_MISSING' | 'LAST_ADMINISTRATOR';

const isSame = (one: UserState, other: UserState): boolean =>
  one.active === other.active && one.roles.toSorted().join() === other.roles.toSorted().join();

/** Answers what the user is from now on; nothing when they are that already. */
export function decideChange(known: UserState, wish: UserState, facts: ChangeFacts): Decision<UserState | undefined, ChangeRefusal> {
  const { kind, byRoles, isInTeam, otherAdministrators } = facts;
  // A passive user has nothing: whoever makes them active gives all their roles.
  const roles = checkGiven(kind, known.active || !wish.active ? known.roles : known.roles.filter(isSignatory), wish.roles, byRoles);
  if (!roles.accepted) return roles;
  const after: UserState = { roles: roles.value, active: wish.active };
  if (isSame(known, after)) return accept(undefined);
  // Who signs for the provider was not made by its administrators, so they do not end it.
  if (known.roles.some(isSignatory) && known.active !== after.active && !byRoles.some(isSignatory))
    return refuse('SIGNATORY_NEEDED', { path: ['active'] });
  if (after.active && !isInTeam && after.roles.some((role) => needsTeam(role) && !(known.active && known.roles.includes(role))))
    return refuse('TEAM_MISSING', { path: ['roles'] });
  if (administers(kind, known) && !administers(kind, after) && otherAdministrators === 0) return refuseWhole('LAST_ADMINISTRATOR');
  return accept(after);
}

const isSignatory = (role: Role): boolean => role === 'SIGNATORY';
