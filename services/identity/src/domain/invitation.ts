/**
 * An invitation (kutsu): who may become a user of an organisation by a one-time link, and what becomes of it. It knows
 * neither the link's secret nor whom it invites.
 */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Language } from '@seteli/kit/language';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { INVITATIONS_MAX, TEAM_MEMBERS_MAX } from './limits.ts';
import { checkGiven, needsTeam, type GivenRefusal } from './user-change.ts';
import type { Role } from './user.ts';

export const INVITATION_STATES = ['INVITED', 'TAKEN_UP', 'WITHDRAWN', 'EXPIRED'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

export const INVITATION_LIFECYCLE = [
  { from: 'INVITED', command: 'takeUp', to: 'TAKEN_UP' },
  { from: 'INVITED', command: 'withdraw', to: 'WITHDRAWN' },
  { from: 'INVITED', command: 'expire', to: 'EXPIRED' },
  { from: 'INVITED', command: 'sendAgain', to: 'INVITED' },
  { from: 'EXPIRED', command: 'sendAgain', to: 'INVITED' },
] as const satisfies readonly { from: InvitationState; command: string; to: InvitationState }[];
type Command = (typeof INVITATION_LIFECYCLE)[number]['command'];

const stateAfter = (from: InvitationState, command: Command): InvitationState | undefined =>
  INVITATION_LIFECYCLE.find((transition) => transition.from === from && transition.command === command)?.to;

/** How far the e-mail has come. REFUSED: no mail server takes it for this address. */
export const DELIVERIES = ['QUEUED', 'SENT', 'REFUSED'] as const;

export type Invitation = {
  readonly id: Id;
  readonly organisation: { readonly kind: 'ORGANISER' | 'PROVIDER'; readonly id: Id };
  readonly roles: readonly Role[];
  readonly teamIds: readonly Id[];
  /** The user who gets another way in, or who took the invitation up. Null for a new user until then. */
  readonly userId: Id | null;
  /** The platform's operator invites an organiser's first administrator. */
  readonly fromPlatform: boolean;
  /** Whoever takes it up makes a passkey instead of identifying strongly. */
  readonly byOwnAccount: boolean;
  readonly language: Language;
  /** The address and the names that the inviter knows, sealed. Erased when nobody can need them any more. */
  readonly sealedInvitee: string | null;
  readonly secretMark: string;
  readonly state: InvitationState;
  readonly delivery: (typeof DELIVERIES)[number];
  readonly invitedBy: Id;
  readonly invitedAt: Instant;
  readonly expiresAt: Instant;
  readonly endedAt: Instant | null;
  readonly version: number;
};

const INVITATION_LASTS = Temporal.Duration.from({ hours: 7 * 24 });
export const invitationExpiry = (now: Instant): Instant => now.add(INVITATION_LASTS);

/** An expired invitation can be sent again for so long; then nobody needs the address. */
const INVITEE_KEPT = Temporal.Duration.from({ hours: 30 * 24 });
/** As long as the inbox keeps what was. */
const INVITATION_KEPT = Temporal.Duration.from({ hours: 396 * 24 });
export const forgettableInvitations = (now: Instant) => ({
  inviteesUntil: now.subtract(INVITEE_KEPT),
  invitationsUntil: now.subtract(INVITATION_KEPT),
});

/** The state at a moment: a chore notes the expiry only later. */
export const stateAt = ({ state, expiresAt }: Pick<Invitation, 'state' | 'expiresAt'>, now: Instant): InvitationState =>
  state === 'INVITED' && Temporal.Instant.compare(now, expiresAt) >= 0 ? 'EXPIRED' : state;

export type InvitationWish = {
  readonly roles: readonly Role[];
  readonly teamIds: readonly Id[];
  readonly email: string;
  readonly givenNames?: string | null | undefined;
  readonly familyName?: string | null | undefined;
  readonly byOwnAccount: boolean;
};

export type InvitationFacts = {
  readonly kind: 'ORGANISER' | 'PROVIDER';
  readonly by: { readonly roles: readonly Role[]; readonly fromPlatform: boolean };
  /** The organisation's invitations that somebody may still take up. */
  readonly open: number;
  /** The organisation's teams among the wished ones, each with the number of its members. */
  readonly teams: ReadonlyMap<Id, number>;
  readonly ownAccountsAllowed: boolean;
  readonly hasAdministrator: boolean;
};

export type InvitationRefusal =
  | GivenRefusal
  | 'NOT_FOUND'
  | 'LIMIT_REACHED'
  | 'TEAM_MISSING'
  | 'INVALID_EMAIL'
  | 'NAME_MISSING'
  | 'OWN_ACCOUNTS_NOT_ALLOWED'
  | 'ADMINISTRATOR_EXISTS';

export function decideInvitation(wish: InvitationWish, facts: InvitationFacts): Decision<readonly Role[], InvitationRefusal> {
  const { kind, by, teams } = facts;
  const strange = wish.teamIds.findIndex((id) => !teams.has(id));
  if (strange !== -1) return refuse('NOT_FOUND', { path: ['teamIds', String(strange)] });
  const full = wish.teamIds.findIndex((id) => teams.get(id)! >= TEAM_MEMBERS_MAX);
  if (full !== -1) return refuse('LIMIT_REACHED', { path: ['teamIds', String(full)], details: { count: TEAM_MEMBERS_MAX } });
  if (facts.open >= INVITATIONS_MAX) return refuseWhole('LIMIT_REACHED', { details: { count: INVITATIONS_MAX } });
  // An operator makes an organiser able to act, and invites nobody else.
  if (by.fromPlatform && (kind !== 'ORGANISER' || wish.roles.join() !== 'ADMIN'))
    return refuse('ROLE_NOT_OF_ORGANISATION', { path: ['roles'] });
  const roles = checkGiven(kind, [], wish.roles, by.fromPlatform ? ['ADMIN'] : by.roles);
  if (!roles.accepted) return roles;
  if (roles.value.some(needsTeam) && wish.teamIds.length === 0) return refuse('TEAM_MISSING', { path: ['teamIds'] });
  const way = checkWay(wish, facts);
  if (!way.accepted) return way;
  if (by.fromPlatform && facts.hasAdministrator) return refuseWhole('ADMINISTRATOR_EXISTS');
  return accept(roles.value);
}

type WayRefusal = 'INVALID_EMAIL' | 'NAME_MISSING' | 'OWN_ACCOUNTS_NOT_ALLOWED';

/** What an invitation says of the way in. Identification tells the names; for an own account the inviter does. */
export function checkWay(
  { email, givenNames, familyName, byOwnAccount }: Omit<InvitationWish, 'roles' | 'teamIds'>,
  {
    ownAccountsAllowed,
    by,
    knowsNames = false,
  }: Pick<InvitationFacts, 'ownAccountsAllowed'> & {
    readonly by: Pick<InvitationFacts['by'], 'fromPlatform'>;
    readonly knowsNames?: boolean;
  },
): Decision<true, WayRefusal> {
  if (!isEmail(email)) return refuse('INVALID_EMAIL', { path: ['email'] });
  if (!byOwnAccount) return accept(true);
  if (!ownAccountsAllowed || by.fromPlatform) return refuse('OWN_ACCOUNTS_NOT_ALLOWED', { path: ['byOwnAccount'] });
  if (!knowsNames && !givenNames) return refuse('NAME_MISSING', { path: ['givenNames'] });
  if (!knowsNames && !familyName) return refuse('NAME_MISSING', { path: ['familyName'] });
  return accept(true);
}

const EMAIL_MAX = 254;
const LOCAL_MAX = 64;
/** The form that browsers check (HTML), with a domain of two labels at least. */
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i;
export const isEmail = (text: string): boolean => text.length <= EMAIL_MAX && text.indexOf('@') <= LOCAL_MAX && EMAIL.test(text);

/** The same invitation with another link. */
export function sendAgain(
  invitation: Invitation,
  { secretMark, now }: { readonly secretMark: string; readonly now: Instant },
): Decision<Invitation, 'WRONG_STATE'> {
  const state = stateAt(invitation, now);
  const to = stateAfter(state, 'sendAgain');
  if (!to || invitation.sealedInvitee === null) return refuseWhole('WRONG_STATE', { details: { state } });
  const { version } = invitation;
  return accept({
    ...invitation,
    secretMark,
    state: to,
    delivery: 'QUEUED',
    expiresAt: invitationExpiry(now),
    endedAt: null,
    version: version + 1,
  });
}

export function withdraw(invitation: Invitation, now: Instant): Decision<Invitation, 'WRONG_STATE'> {
  const state = stateAt(invitation, now);
  const to = stateAfter(state, 'withdraw');
  if (!to) return refuseWhole('WRONG_STATE', { details: { state } });
  return accept({ ...invitation, state: to, sealedInvitee: null, endedAt: now, version: invitation.version + 1 });
}

/** Why a link does not open. UNKNOWN: nobody gave such a link, or a newer one took its place. */
export type ClosedInvitation = 'UNKNOWN' | 'INVITATION_TAKEN_UP' | 'INVITATION_WITHDRAWN' | 'INVITATION_EXPIRED' | 'ORGANISATION_CLOSED';

export type LinkFacts = { readonly now: Instant; readonly organisationClosed: boolean };

/** Whether somebody who holds the link may take it up now. */
export function checkOpen(
  invitation: Invitation | undefined,
  { now, organisationClosed }: LinkFacts,
): Decision<Invitation, ClosedInvitation> {
  if (!invitation) return refuseWhole('UNKNOWN');
  const state = stateAt(invitation, now);
  if (state !== 'INVITED') return refuseWhole(`INVITATION_${state}`);
  // After a reopening the link opens again, until it expires.
  return organisationClosed ? refuseWhole('ORGANISATION_CLOSED') : accept(invitation);
}

/** The taken-up invitation and its user. */
export const takeUp = (invitation: Invitation, userId: Id, now: Instant): Invitation => ({
  ...invitation,
  userId,
  state: 'TAKEN_UP',
  sealedInvitee: null,
  endedAt: now,
  version: invitation.version + 1,
});
