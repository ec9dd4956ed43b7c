/**
 * Passkeys: challenges, signing in, further ones, and taking one away. The library has checked the authenticator's
 * signature before; here is what it lets somebody do. Each command is one transaction.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { isStrongSecret, markOf, newSecret } from '@seteli/kit/secrets';
import type { RemovePasskeyInput, RenamePasskeyInput } from '@seteli/schema/generated/identity';
import { PASSKEYS_MAX } from '../domain/limits.ts';
import { challengeExpiry, checkChallenge, isFresh, type Challenge, type Passkey, type Purpose } from '../domain/passkey.ts';
import { actingUsers } from '../domain/user.ts';
import { areOwnAccountsAllowed } from '../store/own-account.ts';
import * as store from '../store/passkey.ts';
import { findPerson, insertAccess } from '../store/person.ts';
import { endOwnSessions, holdUser } from '../store/user-change.ts';
import { voidTokensOf } from '../store/user.ts';
import type { Desk } from './desk.ts';
import { beginSession, checkShown, type Beginning, type Kept, type OpenSession } from './session.ts';
import { takeUpWithPasskey, type TakeUpRefusal } from './take-up.ts';

type SessionDesk = Pick<Desk, 'database' | 'clock'>;

export type Given = { readonly challenge: string; readonly browserSecret: string; readonly expiresAt: Instant };

/** A challenge for one browser. `ofBrowser`: the secret that it has from a sign-in under way. */
export async function giveChallenge(
  { database, clock }: SessionDesk,
  wish: Pick<Challenge, 'purpose' | 'userId' | 'invitationMark'>,
  ofBrowser: string,
): Promise<Given> {
  const [challenge, browserSecret] = [newSecret(), isStrongSecret(ofBrowser) ? ofBrowser : newSecret()];
  const expiresAt = challengeExpiry(clock.now());
  await database.transaction((tx) => store.insertChallenge(tx, { ...wish, challenge, browserMark: markOf(browserSecret), expiresAt }));
  return { challenge, browserSecret, expiresAt };
}

/** Takes the challenge that an authenticator signed. It gives the challenge once, whatever comes of it. */
export const takeChallenge = ({ database, clock }: SessionDesk, challenge: string, browserSecret: string, purpose: Purpose) =>
  database.transaction(async (tx) => checkChallenge(await store.takeChallenge(tx, challenge, markOf(browserSecret)), purpose, clock.now()));

/** What an authenticator said of a new passkey, after the library found it good. */
export type NewPasskey = Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'name' | 'backupEligible' | 'backedUp'>;

const made = (passkey: NewPasskey, userId: Id, madeAt: Instant): Passkey => ({ ...passkey, id: newId(), userId, madeAt, lastUsedAt: null });

/** Takes an invitation up with a new passkey, and signs its holder in. `office` keeps the time of invitations. */
export async function joinWithPasskey(
  desk: SessionDesk,
  office: Desk,
  { userId, invitationMark }: Challenge,
  passkey: NewPasskey,
  beginning: Beginning,
): Promise<Decision<OpenSession, TakeUpRefusal | 'NO_ACCOUNT'>> {
  const now = desk.clock.now();
  return await desk.database.transaction(async (tx): Promise<Decision<OpenSession, TakeUpRefusal | 'NO_ACCOUNT'>> => {
    const taken = await takeUpWithPasskey(tx, office, invitationMark!, made(passkey, userId!, now));
    return taken.accepted ? await begin(tx, taken.value.userId, beginning, now) : taken;
  });
}

/** How a passkey was used: its counter, and whether copies of it exist. */
export type Use = Pick<Passkey, 'counter' | 'backedUp'>;

/** Signs in whoever used a passkey. `seen`: the passkey against which the library checked the signature. */
export async function signInWithPasskey(
  { database, clock }: SessionDesk,
  seen: Passkey,
  use: Use,
  beginning: Beginning,
): Promise<Decision<OpenSession, 'NO_ACCOUNT' | 'PASSKEY_USED_ELSEWHERE'>> {
  const now = clock.now();
  return await database.transaction(async (tx): Promise<Decision<OpenSession, 'NO_ACCOUNT' | 'PASSKEY_USED_ELSEWHERE'>> => {
    if (!(await store.noteUse(tx, seen, { ...use, lastUsedAt: now }))) return refuseWhole('PASSKEY_USED_ELSEWHERE');
    return await begin(tx, seen.userId, beginning, now);
  });
}

async function begin(tx: Tx, userId: Id, beginning: Beginning, now: Instant): Promise<Decision<OpenSession, 'NO_ACCOUNT'>> {
  const user = await holdUser(tx, userId);
  const personId = user?.personId;
  const users = user && personId ? actingUsers(await findPerson(tx, personId), [user]) : [];
  if (!user || !personId || users.length === 0 || !(await areOwnAccountsAllowed(tx, user.organisation.id))) {
    await insertAccess(tx, user && { userId, organisation: user.organisation }, [
      { action: 'SIGN_IN_REFUSED', outcome: 'REFUSED', personId: personId ?? undefined },
    ]);
    return refuseWhole('NO_ACCOUNT');
  }
  return accept(await beginSession(tx, users, { personId, userId, assurance: 'OWN' }, beginning, now));
}

export type AddRefusal = 'SESSION_ENDED' | 'NOT_AN_OWN_ACCOUNT' | 'SIGN_IN_AGAIN' | 'LIMIT_REACHED' | 'PASSKEY_REFUSED';

/** The user who may add a passkey now: one who has just signed in with another. */
export const findAdder = ({ database, clock }: SessionDesk, kept: Kept): Promise<Decision<Id, AddRefusal>> =>
  database.transaction((tx) => checkAdder(tx, kept, clock.now()));

async function checkAdder(tx: Tx, kept: Kept, now: Instant): Promise<Decision<Id, AddRefusal>> {
  const { checked } = await checkShown(tx, kept, now);
  if (!checked.accepted) return refuseWhole('SESSION_ENDED');
  const { userId, identifiedAt } = checked.value.session;
  if (userId === null) return refuseWhole('NOT_AN_OWN_ACCOUNT');
  if (!isFresh(identifiedAt, now)) return refuseWhole('SIGN_IN_AGAIN');
  const user = await holdUser(tx, userId);
  if (!user?.active || !(await areOwnAccountsAllowed(tx, user.organisation.id))) return refuseWhole('SESSION_ENDED');
  return (await store.countPasskeys(tx, userId)) < PASSKEYS_MAX ? accept(userId) : refuseWhole('LIMIT_REACHED');
}

export async function addPasskey(
  { database, clock }: SessionDesk,
  { userId }: Challenge,
  passkey: NewPasskey,
  kept: Kept,
): Promise<Decision<Id, AddRefusal>> {
  const now = clock.now();
  return await database.transaction(async (tx): Promise<Decision<Id, AddRefusal>> => {
    const adder = await checkAdder(tx, kept, now);
    if (!adder.accepted) return adder;
    if (adder.value !== userId) return refuseWhole('SIGN_IN_AGAIN');
    if (await store.findPasskey(tx, passkey.credentialId)) return refuseWhole('PASSKEY_REFUSED');
    await store.insertPasskey(tx, made(passkey, userId, now));
    return adder;
  });
}

export async function renamePasskey({ database, clock }: SessionDesk, { userId, organisation }: Actor, input: RenamePasskeyInput) {
  const { passkeyId: id, name, idempotencyKey: key } = input;
  const call = { organisation: organisation.id, key, command: 'renamePasskey', input: { ...input, userId }, now: clock.now() };
  return await once<Decision<Id>>(database, call, async (tx) =>
    (await store.renamePasskey(tx, userId, id, name)) ? accept(id) : refuse('NOT_FOUND', { path: ['passkeyId'] }),
  );
}

/** Takes a passkey away, and ends what anybody began with one: whoever removes it may have lost it. */
export async function removePasskey({ database, clock }: SessionDesk, { userId, organisation }: Actor, input: RemovePasskeyInput) {
  const [{ passkeyId: id, idempotencyKey: key }, now] = [input, clock.now()];
  const call = { organisation: organisation.id, key, command: 'removePasskey', input: { ...input, userId }, now };
  return await once<Decision<Id>>(database, call, async (tx): Promise<Decision<Id, 'NOT_FOUND'>> => {
    if (!(await store.removePasskey(tx, userId, id))) return refuse('NOT_FOUND', { path: ['passkeyId'] });
    await endOwnSessions(tx, userId, now);
    await voidTokensOf(tx, organisation, [userId]);
    return accept(id);
  });
}
