/**
 * Signing in and staying signed in. Each command is one transaction. The refusals are for us and the log: a person whom
 * we do not let in learns only that.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import { isId, newId, type Id } from '@seteli/kit/ids';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { isStrongSecret, markOf, newSecret, sealUnder, unsealUnder } from '@seteli/kit/secrets';
import type { AppKind } from '../domain/app.ts';
import type { Identified } from '../domain/identified.ts';
import type { EndSessionInput, EndSessionsInput } from '@seteli/schema/generated/identity';
import { parseCodeOf } from '../domain/identity-code.ts';
import * as rules from '../domain/session.ts';
import { actingUsers, chooseUser, isRepresentative, type User } from '../domain/user.ts';
import { findActing, listChoices, type Choice } from '../loads/choices.ts';
import { isClosed } from '../store/closed-organiser.ts';
import { areOwnAccountsAllowed } from '../store/own-account.ts';
import { findPerson, insertAccess } from '../store/person.ts';
import * as store from '../store/session.ts';
import { noteSignIn } from '../store/user-change.ts';
import { holdUsersOfPerson, listUsersOfPerson } from '../store/user.ts';
import { toGrant, type Grant } from './actor.ts';
import type { Desk } from './desk.ts';
import { enrolIdentified } from './person.ts';

type Person = Actor & { readonly personId: Id };
/** Sessions keep real time: pass the clock of sessions. */
type SessionDesk = Pick<Desk, 'database' | 'clock'>;

export type BegunSignIn = Pick<rules.SignIn, 'state' | 'nonce' | 'verifier'> & { readonly browserSecret: string };

/** Where a sign-in leads, and the invitation that it takes up. */
export type SignInPurpose = { readonly returnTo: string | null; readonly invitationMark?: string | null };

/** `ofBrowser`: the browser's secret from an earlier sign-in, perhaps in another tab. Both sign-ins may then finish. */
export async function beginSignIn(
  { database, clock }: Desk,
  { returnTo, invitationMark = null }: SignInPurpose,
  ofBrowser = '',
): Promise<BegunSignIn> {
  const now = clock.now();
  const browserSecret = isStrongSecret(ofBrowser) ? ofBrowser : newSecret();
  const begun = { state: newSecret(), nonce: newSecret(), verifier: newSecret(), browserSecret };
  const { browserSecret: _, ...kept } = begun;
  await database.transaction((tx) =>
    store.insertSignIn(tx, { ...kept, browserMark: markOf(browserSecret), returnTo, invitationMark, expiresAt: rules.signInExpiry(now) }),
  );
  return begun;
}

/** Takes the sign-in to which an answer of the provider belongs. It gives the sign-in once, whatever comes of it. */
export const takeSignIn = ({ database, clock }: Desk, state: string, browserSecret: string) =>
  database.transaction(async (tx) => rules.checkSignIn(await store.takeSignIn(tx, state, markOf(browserSecret)), clock.now()));

/** What a browser keeps of its session: two secrets, in two cookies. */
export type Kept = { readonly refreshToken: string; readonly browserSecret: string };
/** What an app of others keeps of its session: the token alone. */
export type KeptByApp = { readonly refreshToken: string; readonly appId: Id };
export type OpenSession = Kept & { readonly choices: readonly Choice[]; readonly session: rules.Session };

/** The browser's own name for itself is of any length. */
const PROGRAM_MAX = 200;

/** Where a session begins: what the browser showed of an earlier session, and the program that it says it is. */
export type Beginning = { readonly before: Kept; readonly program: string };

/**
 * Starts a session for the person whom the provider identified, and makes them known if they were not. It ends the
 * browser's earlier session, from which nobody could sign out any more.
 */
export async function openSession(desk: Desk, identified: Identified, beginning: Beginning): Promise<Decision<OpenSession, 'NO_ACCOUNT'>> {
  const now = desk.clock.now();
  const code = parseCodeOf(desk.identityCodes, identified.identityCode);
  if (!code) return refuseWhole('NO_ACCOUNT');
  return await desk.database.transaction(async (tx): Promise<Decision<OpenSession, 'NO_ACCOUNT'>> => {
    const person = await enrolIdentified(tx, desk, code, identified);
    const users = actingUsers(person, await listUsersOfPerson(tx, person.id));
    if (users.length === 0) {
      await insertAccess(tx, undefined, [{ action: 'SIGN_IN_REFUSED', outcome: 'REFUSED', personId: person.id }]);
      return refuseWhole('NO_ACCOUNT');
    }
    return accept(await beginSession(tx, users, { personId: person.id, userId: null, assurance: 'STRONG' }, beginning, now));
  });
}

type Way = Pick<rules.Session, 'personId' | 'userId' | 'assurance'>;

/** Starts a session for whoever has just proved who they are, and ends the browser's earlier one. */
export async function beginSession(
  tx: Tx,
  users: readonly User[],
  way: Way,
  { before, program }: Beginning,
  now: Instant,
): Promise<OpenSession> {
  const [id, family, token, browserSecret] = [newId(), newSecret(), newSecret(), newSecret()];
  const session: rules.Session = {
    id,
    ...way,
    identifiedAt: now,
    program: program.slice(0, PROGRAM_MAX),
    ...marksOf(family, token, { browserSecret }),
    appKind: null,
    organisationId: null,
    ...begunAt(now),
  };
  const { checked } = await checkShown(tx, before, now);
  if (checked.accepted) await endWith(tx, checked.value.session, 'SIGNED_OUT', now);
  await store.insertSession(tx, session);
  await insertAccess(tx, undefined, [{ action: 'SIGNED_IN', outcome: 'DONE', personId: way.personId }]);
  const choices = await listChoices(tx, users, now);
  return { refreshToken: [id, family, token].join('.'), browserSecret, choices, session };
}

/** A session whose first token nobody has used yet. */
const begunAt = (now: Instant) => ({
  previousMark: null,
  sealedToken: null,
  changedAt: now,
  startedAt: now,
  usedAt: now,
  endedAt: null,
});

type Holder = Pick<Kept, 'browserSecret'> | Pick<KeptByApp, 'appId'>;

const marksOf = (family: string, token: string, holder: Holder): rules.Shown => ({
  familyMark: markOf(family),
  tokenMark: markOf(token),
  ...('appId' in holder ? { browserMark: null, appId: holder.appId } : { browserMark: markOf(holder.browserSecret), appId: null }),
});

/** Locks the shown session and checks it. A token that comes back too late ends it here. */
export async function checkShown(tx: Tx, kept: Kept | KeptByApp, now: Instant) {
  const [id = '', family = '', token = ''] = kept.refreshToken.split('.');
  const known = isId(id) ? await store.lockSession(tx, id) : undefined;
  const checked = rules.checkSession(known, marksOf(family, token, kept), now);
  if (known && !checked.accepted && checked.refusal.code === 'TOKEN_REUSED') await endWith(tx, known, 'TOKEN_REUSED', now);
  return { checked, family, token };
}

type ContinueRefusal = rules.SessionRefusal | 'NO_ACCOUNT' | 'ORGANISATION_CLOSED';

export type Continued = Grant & { readonly refreshToken: string; readonly session: rules.Session };
/** Whoever has several choices must choose. */
export type Unchosen = { readonly choices: readonly Choice[] };

type Answer = Decision<Continued | Unchosen, ContinueRefusal>;

/** Answers for whom the session's person acts, and the present token of the session. */
export const continueSession = ({ database, clock }: Desk, kept: Kept, organisationId: Id | undefined): Promise<Answer> =>
  database.transaction((tx) => continueWithin(tx, kept, organisationId, clock.now()));

/** An app acts for whom the person chose when they let it act, whatever it wishes. */
export async function continueWithin(tx: Tx, kept: Kept | KeptByApp, organisationId: Id | undefined, now: Instant): Promise<Answer> {
  const { checked, family, token } = await checkShown(tx, kept, now);
  if (!checked.accepted) return checked;
  const { session, turn } = checked.value;
  const { users, acting } = await holdActing(tx, session, now);
  const chosen = chooseUser(users, session.organisationId ?? organisationId);
  if (!chosen.accepted)
    return chosen.refusal.code === 'NO_ACCOUNT' ? refuseWhole('NO_ACCOUNT') : accept({ choices: await listChoices(tx, users, now) });
  if (await isClosed(tx, chosen.value.organisation)) return refuseWhole('ORGANISATION_CLOSED');
  const [newest, used] = turnTo(turn, session, token, now);
  await store.saveSession(tx, used);
  await noteSignIn(tx, chosen.value.id, session.startedAt);
  return accept({
    ...(await toGrant(tx, chosen.value, session, acting.get(chosen.value.id))),
    refreshToken: [session.id, family, newest].join('.'),
    session: used,
  });
}

/** As whom the session's person may act, and by which mandates. Nobody changes that until the transaction ends. */
export async function holdActing(tx: Tx, session: rules.Session, now: Instant) {
  const { personId } = session;
  // Hold the users first: nobody then changes what they may do, or notes that the person has died.
  const held = await holdUsersOfPerson(tx, personId);
  const acting = await findActing(tx, held, now);
  const possible = actingUsers(await findPerson(tx, personId), held).filter((user) => !isRepresentative(user) || acting.has(user.id));
  return { users: await withinWay(tx, session, possible), acting };
}

/** Whom a session may act as: by a passkey only the user whose it is, while their organisation allows that. */
async function withinWay(tx: Tx, { userId }: rules.Session, users: readonly User[]): Promise<readonly User[]> {
  const [own] = userId === null ? [] : users.filter(({ id }) => id === userId);
  if (!own) return userId === null ? users : [];
  return (await areOwnAccountsAllowed(tx, own.organisation.id)) ? [own] : [];
}

/**
 * Opens a session of an app on that of a browser: the same person, identified at the same moment. It gives the app its
 * first token.
 */
export async function openAppSession(tx: Tx, from: rules.Session, ofApp: OfApp, now: Instant): Promise<KeptByApp & { readonly id: Id }> {
  const { program, appId, appKind, organisationId } = ofApp;
  const [id, family, token] = [newId(), newSecret(), newSecret()];
  await store.insertSession(tx, {
    ...from,
    id,
    program: program.slice(0, PROGRAM_MAX),
    ...marksOf(family, token, { appId }),
    appKind,
    organisationId,
    ...begunAt(now),
  });
  await insertAccess(tx, undefined, [{ action: 'SIGNED_IN', outcome: 'DONE', personId: from.personId, subjectId: id }]);
  return { id, appId, refreshToken: [id, family, token].join('.') };
}

type OfApp = { readonly program: string; readonly appId: Id; readonly appKind: AppKind; readonly organisationId: Id };

/** The newest token and its session. */
function turnTo(turn: rules.Turn, session: rules.Session, shown: string, now: Instant): [string, rules.Session] {
  if (turn === 'CHANGE') {
    const next = newSecret();
    return [next, rules.rotate(session, markOf(next), sealUnder(shown, next, session.id), now)];
  }
  const newest = turn === 'REPEAT' ? unsealUnder(shown, session.sealedToken!, session.id) : shown;
  return [newest, { ...session, usedAt: now }];
}

type End = 'TOKEN_REUSED' | 'CODE_REUSED' | 'SIGNED_OUT';

export async function endWith(tx: Tx, session: rules.Session, action: End, now: Instant): Promise<void> {
  await store.saveSession(tx, { ...session, sealedToken: null, endedAt: now });
  const outcome = action === 'SIGNED_OUT' ? 'DONE' : 'REFUSED';
  await insertAccess(tx, undefined, [{ action, outcome, personId: session.personId, subjectId: session.id }]);
}

/** The session that a browser shows, while it lasts. It gets no new token. */
export async function findShownSession({ database, clock }: SessionDesk, kept: Kept): Promise<rules.Session | undefined> {
  return await database.transaction(async (tx) => {
    const { checked } = await checkShown(tx, kept, clock.now());
    return checked.accepted ? checked.value.session : undefined;
  });
}

/** Ends one of the person's own sessions. Another's does not exist for them. */
export async function endOwnSession({ database, clock }: SessionDesk, actor: Person, input: EndSessionInput): Promise<Decision<Id>> {
  const now = clock.now();
  const { sessionId, idempotencyKey: key } = input;
  const use = { organisation: actor.organisation.id, key, command: 'endSession', input, now };
  return await once<Decision<Id>>(database, use, async (tx) => {
    const known = await store.lockSession(tx, sessionId);
    if (known?.personId !== actor.personId) return refuse('NOT_FOUND', { path: ['sessionId'] });
    if (!known.endedAt) await endWith(tx, known, 'SIGNED_OUT', now);
    return accept(sessionId);
  });
}

/** Ends all sessions of the person, or all but the one that asks, and answers how many. */
export async function endSessions({ database, clock }: SessionDesk, actor: Person, input: EndSessionsInput): Promise<Decision<number>> {
  const now = clock.now();
  const kept = input.withCurrent ? undefined : actor.sessionId;
  const use = { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'endSessions', input, now };
  return await once<Decision<number>>(database, use, async (tx) => {
    const ending = (await store.lockSessionsOf(tx, actor.personId)).filter(({ id }) => id !== kept);
    for (const each of ending) await endWith(tx, each, 'SIGNED_OUT', now);
    return accept(ending.filter((each) => !rules.isOver(each, now)).length);
  });
}

/** Ends the session for good for any holder of a token of it. A caller with anything else learns nothing. */
export async function endSession({ database, clock }: Desk, kept: Kept | KeptByApp): Promise<void> {
  const now = clock.now();
  await database.transaction(async (tx) => {
    const { checked } = await checkShown(tx, kept, now);
    if (checked.accepted) await endWith(tx, checked.value.session, 'SIGNED_OUT', now);
  });
}
