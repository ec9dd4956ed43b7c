/**
 * A person lets an app act for them, and the app gets a session of its own for that. Each command is one transaction.
 * An app learns only that it failed; the refusals are for the log.
 */
import type { Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import { markOf, newSecret } from '@seteli/kit/secrets';
import { mayAnswerAt, type App } from '../domain/app.ts';
import { checkCode, codeExpiry, type Code, type CodeRefusal } from '../domain/authorization.ts';
import { isOver, type SessionRefusal } from '../domain/session.ts';
import { actingUsers, chooseUser, type AccountRefusal } from '../domain/user.ts';
import { listChoices, type Choice } from '../loads/choices.ts';
import * as store from '../store/app.ts';
import { findPerson, insertAccess } from '../store/person.ts';
import { lockSession } from '../store/session.ts';
import { listUsersOfPerson } from '../store/user.ts';
import type { Desk } from './desk.ts';
import { checkShown, continueWithin, endWith, holdActing, openAppSession, type Continued, type Kept } from './session.ts';

/** Pass the clock of sessions. */
type AppDesk = Pick<Desk, 'database' | 'clock'>;

/** Where an app asks for a code, and how it will prove that the code is its own. */
export type Asked = { readonly appId: Id; readonly redirectUri: string; readonly challenge: string };

/** The app, unless it is closed or nobody registered it. */
export async function findOpenApp({ database }: AppDesk, id: Id): Promise<App | undefined> {
  const [found] = await store.findApps(database.reader, [id]);
  return found?.closedAt ? undefined : found;
}

export type Offer = { readonly choices: readonly Choice[]; readonly isKnown: boolean };

/** For whom the person may let an app act, and whether they have let it before. */
export async function offerTo({ database: { reader }, clock }: AppDesk, personId: Id, appId: Id): Promise<Offer> {
  const users = actingUsers(await findPerson(reader, personId), await listUsersOfPerson(reader, personId));
  return {
    choices: await listChoices(reader, users, clock.now()),
    isKnown: (await store.findConsent(reader, personId, appId)) !== undefined,
  };
}

type AllowRefusal = SessionRefusal | AccountRefusal | 'APP_UNKNOWN';

/** Answers the code for the app. */
export async function allowApp(
  { database, clock }: AppDesk,
  kept: Kept,
  { appId, redirectUri, challenge }: Asked,
  organisationId: Id | undefined,
): Promise<Decision<string, AllowRefusal>> {
  const now = clock.now();
  return await database.transaction(async (tx): Promise<Decision<string, AllowRefusal>> => {
    const { checked } = await checkShown(tx, kept, now);
    if (!checked.accepted) return checked;
    const { session } = checked.value;
    const app = await holdOpenApp(tx, appId);
    if (!app || !mayAnswerAt(app, redirectUri)) return refuseWhole('APP_UNKNOWN');
    const chosen = chooseUser((await holdActing(tx, session, now)).users, organisationId);
    if (!chosen.accepted) return chosen;
    const { personId } = session;
    const { id: userId, organisation } = chosen.value;
    const code = newSecret();
    await store.saveConsent(tx, { personId, appId, givenAt: now });
    await store.insertCode(tx, {
      mark: markOf(code),
      appId,
      fromSessionId: session.id,
      organisationId: organisation.id,
      redirectUri,
      challenge,
      expiresAt: codeExpiry(now),
      usedAt: null,
      sessionId: null,
    });
    await insertAccess(tx, { userId, personId, organisation, roles: chosen.value.roles }, [
      { action: 'APP_ALLOWED', outcome: 'DONE', personId, subjectId: appId },
    ]);
    return accept(code);
  });
}

const holdOpenApp = async (tx: Tx, id: Id): Promise<App | undefined> => {
  const app = await store.holdApp(tx, id);
  return app?.closedAt ? undefined : app;
};

/** What an app shows to get its session. */
export type Exchange = { readonly code: string; readonly appId: Id; readonly redirectUri: string; readonly verifier: string };
export type ExchangeRefusal = CodeRefusal | SessionRefusal | 'APP_UNKNOWN' | 'NO_ACCOUNT' | 'ORGANISATION_CLOSED';

/** Gives the app a session for its code, once. A code that comes twice ends the session that it gave. */
export async function exchangeCode(
  { database, clock }: AppDesk,
  { code, appId, redirectUri, verifier }: Exchange,
  program: string,
): Promise<Decision<Continued, ExchangeRefusal>> {
  const now = clock.now();
  return await database.transaction(async (tx): Promise<Decision<Continued, ExchangeRefusal>> => {
    const known = await store.lockCode(tx, markOf(code));
    // The mark of a text is its SHA-256 as base64url, and so is a challenge (RFC 7636, 4.2).
    const checked = checkCode(known, { appId, redirectUri, challenge: markOf(verifier) }, now);
    if (!checked.accepted) {
      if (known?.usedAt) await endGiven(tx, known, now);
      else if (known) await store.saveCodeUse(tx, { ...known, usedAt: now });
      return checked;
    }
    const { fromSessionId, organisationId } = checked.value;
    await store.saveCodeUse(tx, { ...checked.value, usedAt: now });
    const from = await lockSession(tx, fromSessionId);
    if (!from || isOver(from, now)) return refuseWhole('SESSION_ENDED');
    const app = await holdOpenApp(tx, appId);
    if (!app) return refuseWhole('APP_UNKNOWN');
    const opened = await openAppSession(tx, from, { program, appId, appKind: app.kind, organisationId }, now);
    await store.saveCodeUse(tx, { ...checked.value, usedAt: now, sessionId: opened.id });
    const continued = await continueWithin(tx, opened, undefined, now);
    if (continued.accepted && !('choices' in continued.value)) return accept(continued.value);
    await endWith(tx, (await lockSession(tx, opened.id))!, 'SIGNED_OUT', now);
    return continued.accepted ? refuseWhole('NO_ACCOUNT') : continued;
  });
}

async function endGiven(tx: Tx, { sessionId }: Code, now: Instant): Promise<void> {
  const given = sessionId === null ? undefined : await lockSession(tx, sessionId);
  if (given && !given.endedAt) await endWith(tx, given, 'CODE_REUSED', now);
}

/** Answers the next tokens of an app's session. */
export async function continueApp(
  { database, clock }: AppDesk,
  kept: { readonly refreshToken: string; readonly appId: Id },
): Promise<Decision<Continued, ExchangeRefusal>> {
  const now = clock.now();
  return await database.transaction(async (tx): Promise<Decision<Continued, ExchangeRefusal>> => {
    if (!(await holdOpenApp(tx, kept.appId))) return refuseWhole('APP_UNKNOWN');
    const continued = await continueWithin(tx, kept, undefined, now);
    if (!continued.accepted) return continued;
    return 'choices' in continued.value ? refuseWhole('NO_ACCOUNT') : accept(continued.value);
  });
}
