/**
 * Administrators invite users. Each command is one transaction, which also writes the e-mail into the outgoing queue;
 * a job sends it later.
 */
import type { Actor } from '@seteli/kit/actor';
import { lock, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import { isId, newId, type Id } from '@seteli/kit/ids';
import { countWithin } from '@seteli/kit/limits';
import { accept, checkSeen, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { markOf, newSecret } from '@seteli/kit/secrets';
import type {
  InviteUserAgainInput,
  InviteUserInput,
  SendInvitationAgainInput,
  WithdrawInvitationInput,
} from '@seteli/schema/generated/identity';
import * as rules from '../domain/invitation.ts';
import type { Invitation, InvitationRefusal } from '../domain/invitation.ts';
import { INVITATIONS_A_DAY } from '../domain/limits.ts';
import type { Organisation, Role } from '../domain/user.ts';
import { isOrganiserKnown } from '../store/choice.ts';
import { isClosed } from '../store/closed-organiser.ts';
import * as store from '../store/invitation.ts';
import { areOwnAccountsAllowed } from '../store/own-account.ts';
import { insertAccess } from '../store/person.ts';
import { findTeams } from '../store/team.ts';
import { countAdministrators, lockUser } from '../store/user-change.ts';
import type { Desk } from './desk.ts';

/** Whom an invitation is for, as the inviter knows them. Names are absent where identification will tell them. */
export type Invitee = { readonly email: string; readonly givenNames: string | null; readonly familyName: string | null };
export const readInvitee = ({ vault }: Pick<Desk, 'vault'>, { id, sealedInvitee }: Invitation): Invitee | undefined =>
  sealedInvitee === null ? undefined : (JSON.parse(vault.unsealRow(sealedInvitee, { table: 'invitation', row: id })) as Invitee);

/** An e-mail as the outgoing queue holds it: whom it goes to, and the link's secret. */
export type QueuedMail = { readonly to: string; readonly secret: string };
export const readMail = ({ vault }: Pick<Desk, 'vault'>, { id, sealedMail }: store.OutgoingMail): QueuedMail =>
  JSON.parse(vault.unsealRow(sealedMail, { table: 'outgoing_mail', row: id })) as QueuedMail;

type Inviting = InvitationRefusal | 'NOT_YET_KNOWN' | 'NOT_FOUND' | 'WRONG_STATE' | 'ORGANISATION_CLOSED';

type Personal = {
  readonly email: string;
  readonly givenNames?: string | null | undefined;
  readonly familyName?: string | null | undefined;
};

/** The table of keys lasts, so it keeps a keyed mark of personal data: the oldest, which no new key changes. */
function withoutPersonalData<Input extends Personal>({ vault }: Desk, { email, givenNames, familyName, ...rest }: Input) {
  return { ...rest, personal: vault.marksOf(JSON.stringify([email, givenNames ?? null, familyName ?? null])).at(-1)!.mark };
}

type Employer = Invitation['organisation'];

/** The organisation that gets the user. An operator names an organiser; everybody else invites for their own. */
function employerOf({ organisation }: Actor, organiserId: Id | null | undefined): Decision<Employer, 'NOT_FOUND'> {
  const { kind, id } = organisation;
  if (kind === 'PLATFORM' && organiserId) return accept({ kind: 'ORGANISER', id: organiserId });
  const isOwn = (kind === 'ORGANISER' || kind === 'PROVIDER') && (organiserId == null || organiserId === id);
  return isOwn ? accept({ kind, id }) : refuse('NOT_FOUND', { path: ['organiserId'] });
}

/** Invites somebody to become a user. */
export async function inviteUser(desk: Desk, actor: Actor, input: InviteUserInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  const call = {
    organisation: actor.organisation.id,
    key: input.idempotencyKey,
    command: 'inviteUser',
    input: withoutPersonalData(desk, input),
    now,
  };
  return await once<Decision<Id>>(desk.database, call, async (tx): Promise<Decision<Id, Inviting>> => {
    const employer = employerOf(actor, input.organiserId);
    if (!employer.accepted) return employer;
    const organisation = employer.value;
    const fromPlatform = actor.organisation.kind === 'PLATFORM';
    if (fromPlatform && !(await isOrganiserKnown(tx, organisation.id))) return refuse('NOT_YET_KNOWN', { path: ['organiserId'] });
    await lock(tx, `users ${organisation.id}`);
    const teams = await findTeams(tx, organisation, input.teamIds.filter(isId));
    const decision = rules.decideInvitation(input, {
      kind: organisation.kind,
      by: { roles: actor.roles as Role[], fromPlatform },
      open: await store.countOpen(tx, organisation, now),
      teams: new Map(teams.map(({ id, memberIds }) => [id, memberIds.length])),
      ownAccountsAllowed: await areOwnAccountsAllowed(tx, organisation.id),
      hasAdministrator: (await countAdministrators(tx, organisation)) > 0,
    });
    if (!decision.accepted) return decision;
    const { roles, teamIds } = { roles: decision.value, teamIds: [...new Set(input.teamIds)] };
    return await invite(tx, desk, actor, input, { organisation, roles, teamIds, userId: null, fromPlatform, now });
  });
}

/**
 * Gives a user another way in: for whoever lost their passkey, or shall identify themselves strongly from now on. Their
 * roles and teams stay.
 */
export async function inviteUserAgain(desk: Desk, actor: Actor, input: InviteUserAgainInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  const call = {
    organisation: actor.organisation.id,
    key: input.idempotencyKey,
    command: 'inviteUserAgain',
    input: withoutPersonalData(desk, input),
    now,
  };
  return await once<Decision<Id>>(desk.database, call, async (tx): Promise<Decision<Id, Inviting>> => {
    // The policy lets only administrators of organisers and providers come this far.
    const organisation = actor.organisation as Employer;
    await lock(tx, `users ${organisation.id}`);
    const user = await lockUser(tx, organisation, input.userId);
    if (!user) return refuse('NOT_FOUND', { path: ['userId'] });
    if (!user.active) return refuse('WRONG_STATE', { path: ['userId'], details: { state: 'PASSIVE' } });
    const way = rules.checkWay(input, {
      ownAccountsAllowed: await areOwnAccountsAllowed(tx, organisation.id),
      by: { fromPlatform: false },
      knowsNames: true,
    });
    if (!way.accepted) return way;
    const { id: userId, roles } = user;
    return await invite(tx, desk, actor, input, { organisation, roles, teamIds: [], userId, fromPlatform: false, now });
  });
}

type Asked = Personal & Pick<Invitation, 'byOwnAccount' | 'language'>;
type Decided = Pick<Invitation, 'organisation' | 'roles' | 'teamIds' | 'userId' | 'fromPlatform'> & { readonly now: Instant };

async function invite(
  tx: Tx,
  desk: Desk,
  actor: Actor,
  { email, givenNames = null, familyName = null, byOwnAccount, language }: Asked,
  { now, ...decided }: Decided,
): Promise<Decision<Id, 'LIMIT_REACHED' | 'ORGANISATION_CLOSED'>> {
  const unsent = await checkMail(tx, decided.organisation);
  if (unsent) return unsent;
  const [id, secret] = [newId(), newSecret()];
  const invitee: Invitee = { email, givenNames, familyName };
  await store.insertInvitation(tx, {
    ...decided,
    id,
    byOwnAccount,
    language,
    sealedInvitee: desk.vault.sealRow(JSON.stringify(invitee), { table: 'invitation', row: id }),
    secretMark: markOf(secret),
    state: 'INVITED',
    delivery: 'QUEUED',
    invitedBy: actor.userId,
    invitedAt: now,
    expiresAt: rules.invitationExpiry(now),
    endedAt: null,
    version: 1,
  });
  await queue(tx, desk, id, { to: email, secret }, now);
  await insertAccess(tx, actor, [{ action: 'INVITED', outcome: 'DONE', subjectId: id }]);
  return accept(id);
}

/** A closed organisation's link would open nothing, and no organisation must make us flood mailboxes. */
async function checkMail(tx: Tx, organisation: Organisation) {
  if (await isClosed(tx, organisation)) return refuseWhole('ORGANISATION_CLOSED');
  const { id } = organisation;
  const [sent = 0] = await countWithin(tx, [{ name: 'invitationsOfOrganisation', key: id, seconds: 24 * 3_600, more: 1 }]);
  return sent > INVITATIONS_A_DAY ? refuseWhole('LIMIT_REACHED', { details: { count: INVITATIONS_A_DAY } }) : undefined;
}

async function queue(tx: Tx, { vault }: Desk, invitationId: Id, mail: QueuedMail, now: Instant): Promise<void> {
  const id = newId();
  await store.insertMail(tx, {
    id,
    invitationId,
    sealedMail: vault.sealRow(JSON.stringify(mail), { table: 'outgoing_mail', row: id }),
    tries: 0,
    dueAt: now,
  });
}

/** Sends the invitation with another link. The earlier link opens nothing any more. */
export async function sendInvitationAgain(desk: Desk, actor: Actor, input: SendInvitationAgainInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  const call = { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'sendInvitationAgain', input, now };
  return await once<Decision<Id>>(desk.database, call, async (tx): Promise<Decision<Id>> => {
    const known = await store.lockInvitation(tx, actor.organisation, input.invitationId);
    if (!known) return refuse('NOT_FOUND', { path: ['invitationId'] });
    const stale = checkSeen(known, input.expectedVersion);
    if (stale) return stale;
    const secret = newSecret();
    const decision = rules.sendAgain(known, { secretMark: markOf(secret), now });
    if (!decision.accepted) return decision;
    const unsent = await checkMail(tx, known.organisation);
    if (unsent) return unsent;
    await store.saveInvitation(tx, decision.value);
    await store.deleteMailsOf(tx, known.id);
    await queue(tx, desk, known.id, { to: readInvitee(desk, known)!.email, secret }, now);
    return accept(known.id);
  });
}

/** Takes the invitation back. Its link opens nothing any more, and nobody keeps whom it was for. */
export async function withdrawInvitation(desk: Desk, actor: Actor, input: WithdrawInvitationInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  const call = { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'withdrawInvitation', input, now };
  return await once<Decision<Id>>(desk.database, call, async (tx): Promise<Decision<Id>> => {
    const known = await store.lockInvitation(tx, actor.organisation, input.invitationId);
    if (!known) return refuse('NOT_FOUND', { path: ['invitationId'] });
    const stale = checkSeen(known, input.expectedVersion);
    if (stale) return stale;
    const decision = rules.withdraw(known, now);
    if (!decision.accepted) return decision;
    await store.saveInvitation(tx, decision.value);
    await store.deleteMailsOf(tx, known.id);
    return accept(known.id);
  });
}
