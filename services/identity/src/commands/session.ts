/**
 * Signing in and staying signed in. Each command is one transaction; the refusals are for us and the log: whoever knocks
 * learns only that he is not let in.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import { isId, newId, type Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { hasSlowMark, markOf, newSecret } from '@seteli/kit/secrets';
import { parseCodeOf } from '../domain/identity-code.ts';
import * as rules from '../domain/session.ts';
import { actingUsers, chooseUser, type AccountRefusal, type User } from '../domain/user.ts';
import { findByCode, findPerson, insertAccess } from '../store/person.ts';
import * as store from '../store/session.ts';
import { findSystem, listMemberships, listUsersOfPerson } from '../store/user.ts';
import type { Desk } from './desk.ts';

export type BegunSignIn = Pick<rules.SignIn, 'state' | 'nonce' | 'verifier'> & { readonly browserSecret: string };

export async function beginSignIn({ database, clock }: Desk, returnTo: string | null): Promise<BegunSignIn> {
  const now = clock.now();
  const begun = { state: newSecret(), nonce: newSecret(), verifier: newSecret(), browserSecret: newSecret() };
  const { browserSecret, ...kept } = begun;
  await database.transaction(async (tx) => {
    await store.deleteExpiredSignIns(tx, now);
    await store.insertSignIn(tx, { ...kept, browserMark: markOf(browserSecret), returnTo, expiresAt: rules.signInExpiry(now) });
  });
  return begun;
}

/** The sign-in to which an answer of the provider belongs. It is given once, whatever comes of it. */
export const takeSignIn = ({ database, clock }: Desk, state: string, browserSecret: string) =>
  database.transaction(async (tx) => rules.checkSignIn(await store.takeSignIn(tx, state), markOf(browserSecret), clock.now()));

export type OpenSession = { readonly refreshToken: string; readonly users: readonly User[] };

const refreshTokenOf = (id: Id, secret: string): string => `${id}.${secret}`;

/** Starts a session for the person whom the provider identified. */
export async function openSession(desk: Desk, identityCode: string): Promise<Decision<OpenSession, 'NO_ACCOUNT'>> {
  const now = desk.clock.now();
  const code = parseCodeOf(desk.identityCodes, identityCode);
  if (!code) return refuse('NO_ACCOUNT');
  return await desk.database.transaction(async (tx): Promise<Decision<OpenSession, 'NO_ACCOUNT'>> => {
    const person = await findByCode(tx, desk.vault.indexOf(code.text));
    const users = person ? actingUsers(person, await listUsersOfPerson(tx, person.id)) : [];
    if (!person || users.length === 0) {
      await insertAccess(tx, now, [{ action: 'REFUSED', personId: person?.id }]);
      return refuse('NO_ACCOUNT');
    }
    const [id, secret] = [newId(), newSecret()];
    await store.insertSession(tx, { id, personId: person.id, tokenMark: markOf(secret), startedAt: now, usedAt: now, endedAt: null });
    await insertAccess(tx, now, [{ action: 'SIGNED_IN', personId: person.id }]);
    return accept({ refreshToken: refreshTokenOf(id, secret), users });
  });
}

export type Continued = { readonly actor: Actor; readonly refreshToken: string; readonly session: rules.Session };

/** Answers for whom the session's person acts, and gives the session its next token. An old token ends it. */
export async function continueSession(
  { database, clock }: Desk,
  refreshToken: string,
  organisationId: Id | undefined,
): Promise<Decision<Continued, rules.SessionRefusal | AccountRefusal>> {
  const now = clock.now();
  const [id = '', given = ''] = refreshToken.split('.');
  return await database.transaction(async (tx): Promise<Decision<Continued, rules.SessionRefusal | AccountRefusal>> => {
    const known = isId(id) ? await store.lockSession(tx, id) : undefined;
    const checked = rules.checkSession(known, markOf(given), now);
    if (!checked.accepted) {
      if (checked.refusal.code === 'TOKEN_REUSED' && known) await endWith(tx, known, 'TOKEN_REUSED', now);
      return checked;
    }
    const session = checked.value;
    const users = actingUsers(await findPerson(tx, session.personId), await listUsersOfPerson(tx, session.personId));
    const chosen = chooseUser(users, organisationId);
    if (!chosen.accepted) return chosen;
    const secret = newSecret();
    await store.saveSession(tx, rules.rotate(session, markOf(secret), now));
    return accept({ actor: await toActor(tx, chosen.value), refreshToken: refreshTokenOf(id, secret), session });
  });
}

async function endWith(tx: Tx, session: rules.Session, action: 'TOKEN_REUSED' | 'SIGNED_OUT', now: Temporal.Instant): Promise<void> {
  await store.saveSession(tx, { ...session, endedAt: now });
  await insertAccess(tx, now, [{ action, personId: session.personId }]);
}

/** Ends the session for good. Who asks for it with an old or unknown token is not told. */
export async function endSession({ database, clock }: Desk, refreshToken: string): Promise<void> {
  const [id = ''] = refreshToken.split('.');
  await database.transaction(async (tx) => {
    const known = isId(id) ? await store.lockSession(tx, id) : undefined;
    if (known && !known.endedAt) await endWith(tx, known, 'SIGNED_OUT', clock.now());
  });
}

/** As whom a system acts that knows its secret. It takes as long for systems that do not exist. */
export async function identifySystem({ database, clock }: Desk, clientId: string, secret: string): Promise<Decision<Actor, 'NO_ACCOUNT'>> {
  const found = await findSystem(database.reader, clientId);
  const knows = await hasSlowMark(secret, found?.secretMark);
  if (!found || !knows || !found.user.active) return refuse('NO_ACCOUNT');
  const { user } = found;
  return await database.transaction(async (tx) => {
    await insertAccess(tx, clock.now(), [{ action: 'SYSTEM_TOKEN', userId: user.id, organisationId: user.organisation.id }]);
    return accept(await toActor(tx, user));
  });
}

async function toActor(tx: Tx, { id, organisation, roles, personId }: User): Promise<Actor> {
  const teamIds = (await listMemberships(tx, [id])).map(({ teamId }) => teamId);
  return { userId: id, organisation, roles, teamIds, ...(personId !== null && { personId }) };
}
