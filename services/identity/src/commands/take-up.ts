/**
 * Whoever holds an invitation's link takes it up: by strong identification, or with a passkey. The invitation, the
 * user, their teams and their way in are one transaction, so a link makes one user, whatever dies in between.
 */
import { lock, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import { NATIONAL } from '@seteli/kit/events';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import type { Identified } from '../domain/identified.ts';
import { parseCodeOf } from '../domain/identity-code.ts';
import { checkOpen, takeUp, type ClosedInvitation, type Invitation } from '../domain/invitation.ts';
import { TEAM_MEMBERS_MAX } from '../domain/limits.ts';
import type { Passkey } from '../domain/passkey.ts';
import { newPerson } from '../domain/person.ts';
import { teamChanged } from '../events.ts';
import { isClosed } from '../store/closed-organiser.ts';
import * as store from '../store/invitation.ts';
import { areOwnAccountsAllowed } from '../store/own-account.ts';
import { findPasskey, insertPasskey, removePasskeysOf } from '../store/passkey.ts';
import { insertAccess, insertPersons } from '../store/person.ts';
import { lockTeam, saveTeam } from '../store/team.ts';
import { endOwnSessions, findUserOf, insertUser, isRegistered, lockUser, savePersonOf } from '../store/user-change.ts';
import { voidTokensOf } from '../store/user.ts';
import type { Desk } from './desk.ts';
import { readInvitee } from './invitation.ts';
import { enrolIdentified } from './person.ts';

/** USER_EXISTS: they are a user of the organisation already. OTHER_PERSON: somebody else is this user. */
export type TakeUpRefusal =
  | ClosedInvitation
  | 'USER_EXISTS'
  | 'OTHER_PERSON'
  | 'USER_PASSIVE'
  | 'PERSON_CANNOT_ACT'
  | 'OWN_ACCOUNTS_NOT_ALLOWED'
  | 'PASSKEY_REFUSED';

export type TakenUp = { readonly userId: Id; readonly personId: Id; readonly organisation: Invitation['organisation'] };
type Taking = Promise<Decision<TakenUp, TakeUpRefusal>>;

/** Looks at an invitation by the mark of its link. Changes nothing. */
export async function findOpenInvitation({ database, clock }: Desk, secretMark: string): Promise<Decision<Invitation, ClosedInvitation>> {
  return await check(database.reader, await store.findByLink(database.reader, secretMark), clock.now());
}

const check = async (reader: Reader, known: Invitation | undefined, now: Instant) =>
  checkOpen(known, { now, organisationClosed: known !== undefined && (await isClosed(reader, known.organisation)) });

/** The identified person becomes the user. `secretMark` is that of the link with which their sign-in began. */
export async function takeUpIdentified(desk: Desk, secretMark: string, identified: Identified): Taking {
  const now = desk.clock.now();
  const code = parseCodeOf(desk.identityCodes, identified.identityCode);
  if (!code) return refuseWhole('PERSON_CANNOT_ACT');
  return await desk.database.transaction(async (tx): Taking => {
    const open = await check(tx, await store.lockByLink(tx, secretMark), now);
    if (!open.accepted) return open;
    const invitation = open.value;
    await lock(tx, `users ${invitation.organisation.id}`);
    const person = await enrolIdentified(tx, desk, code, identified);
    if (person.diedOn !== null) return refuseWhole('PERSON_CANNOT_ACT');
    const existing = await findUserOf(tx, invitation.organisation, person.id);
    if (existing && existing.id !== invitation.userId) return refuseWhole('USER_EXISTS');
    if (invitation.userId === null) return await makeUser(tx, invitation, newId(), person.id, now);
    const user = await lockUser(tx, invitation.organisation, invitation.userId);
    if (!user?.active) return refuseWhole('USER_PASSIVE');
    if (user.personId !== person.id) {
      // A register knows who this user is: no link makes them another.
      if (await isRegistered(tx, user.personId!)) return refuseWhole('OTHER_PERSON');
      await savePersonOf(tx, user.id, person.id);
      await endOwnSessions(tx, user.id, now);
    }
    return await end(tx, invitation, user.id, person.id, now);
  });
}

/** Somebody with a new passkey becomes the user, or gets this passkey instead of all earlier ones. */
export async function takeUpWithPasskey(tx: Tx, desk: Desk, secretMark: string, passkey: Passkey): Taking {
  const now = desk.clock.now();
  const open = await check(tx, await store.lockByLink(tx, secretMark), now);
  if (!open.accepted) return open;
  const invitation = open.value;
  const { organisation } = invitation;
  if (await findPasskey(tx, passkey.credentialId)) return refuseWhole('PASSKEY_REFUSED');
  await lock(tx, `users ${organisation.id}`);
  if (!invitation.byOwnAccount || !(await areOwnAccountsAllowed(tx, organisation.id))) return refuseWhole('OWN_ACCOUNTS_NOT_ALLOWED');
  if (invitation.userId === null) {
    const personId = await makePerson(tx, desk, invitation);
    const taken = await makeUser(tx, invitation, passkey.userId, personId, now);
    await insertPasskey(tx, passkey);
    return taken;
  }
  const user = await lockUser(tx, organisation, invitation.userId);
  if (!user?.active || user.id !== passkey.userId) return refuseWhole('USER_PASSIVE');
  // Nobody knows who has a lost passkey, or what they began with it.
  await removePasskeysOf(tx, [user.id]);
  await endOwnSessions(tx, user.id, now);
  await voidTokensOf(tx, organisation, [user.id]);
  await insertPasskey(tx, passkey);
  return await end(tx, invitation, user.id, user.personId!, now);
}

/** A person whom no register knows: their organisation says what they are called. Nobody else hears of them. */
async function makePerson(tx: Tx, desk: Desk, invitation: Invitation): Promise<Id> {
  const { givenNames, familyName } = readInvitee(desk, invitation)!;
  const person = { ...newPerson(newId()), givenNames: givenNames!, familyName: familyName!, version: 1 };
  await insertPersons(tx, [person]);
  return person.id;
}

async function makeUser(tx: Tx, invitation: Invitation, userId: Id, personId: Id, now: Instant): Taking {
  const { organisation, roles, teamIds, invitedAt, invitedBy } = invitation;
  await insertUser(tx, { id: userId, organisation, roles, active: true, personId }, invitedAt);
  // All transactions lock teams in one order. A team that is full meanwhile stays as it is.
  for (const id of teamIds.toSorted()) {
    const team = await lockTeam(tx, organisation, id);
    if (!team || team.memberIds.length >= TEAM_MEMBERS_MAX) continue;
    const joined = { ...team, memberIds: [...team.memberIds, userId], version: team.version + 1 };
    await saveTeam(tx, joined);
    publish(tx, NATIONAL, [teamChanged(joined)], { now, actor: invitedBy });
  }
  return await end(tx, invitation, userId, personId, now);
}

async function end(tx: Tx, invitation: Invitation, userId: Id, personId: Id, now: Instant): Taking {
  const { organisation, roles } = invitation;
  await store.saveInvitation(tx, takeUp(invitation, userId, now));
  await store.deleteMailsOf(tx, invitation.id);
  await insertAccess(tx, { userId, personId, organisation, roles }, [
    { action: 'INVITATION_TAKEN_UP', outcome: 'DONE', personId, subjectId: invitation.id },
  ]);
  return accept({ userId, personId, organisation });
}
