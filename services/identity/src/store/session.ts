/** All SQL about sign-ins under way and sessions. */
import { and, asc, desc, eq, gt, gte, isNotNull, isNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { forgettable, Session, SignIn } from '../domain/session.ts';
import { app } from '../tables/app.ts';
import { appCode } from '../tables/app-code.ts';
import { session, signIn } from '../tables/session.ts';
import { userAccount } from '../tables/user.ts';

export const insertSignIn = (tx: Tx, begun: SignIn) => tx.insert(signIn).values(begun);

/**
 * Gives the sign-in once, and only to the browser that began it. A caller who knows only the state takes nothing away.
 */
export async function takeSignIn(tx: Tx, state: string, browserMark: string): Promise<SignIn | undefined> {
  const [taken] = await tx
    .delete(signIn)
    .where(and(eq(signIn.state, state), eq(signIn.browserMark, browserMark)))
    .returning();
  return taken;
}

export const insertSession = (tx: Tx, begun: Session) => tx.insert(session).values(begun);

export async function lockSession(tx: Tx, id: Id): Promise<Session | undefined> {
  const [found] = await tx.select().from(session).where(eq(session.id, id)).for('update');
  return found;
}

export const saveSession = (tx: Tx, { id, tokenMark, previousMark, sealedToken, changedAt, usedAt, endedAt }: Session) =>
  tx.update(session).set({ tokenMark, previousMark, sealedToken, changedAt, usedAt, endedAt }).where(eq(session.id, id));

const NOT_OF_A_CLOSED_APP = sql`not exists (select from ${app} where ${app.id} = ${session.appId} and ${app.closedAt} is not null)`;

/** The sessions of a person that last at this moment, newest first. Those of a closed app are worth nothing. */
export const listLivingSessions = (reader: Reader, personId: Id, startedAfter: Instant, most: number): Promise<Session[]> =>
  reader
    .select()
    .from(session)
    .where(and(eq(session.personId, personId), isNull(session.endedAt), gt(session.startedAt, startedAfter), NOT_OF_A_CLOSED_APP))
    .orderBy(desc(session.startedAt), desc(session.id))
    .limit(most);

/** The sessions of a person that have not ended, locked in one order. */
export const lockSessionsOf = (tx: Tx, personId: Id): Promise<Session[]> =>
  tx
    .select()
    .from(session)
    .where(and(eq(session.personId, personId), isNull(session.endedAt)))
    .orderBy(session.id)
    .for('update');

type Until = ReturnType<typeof forgettable>;

/** Forgets at most so many of each kind, and skips rows in use. Answers the largest number of a kind. */
export async function forgetSessions(tx: Tx, until: Until, most: number): Promise<number> {
  const { signInsUntil, sealedTokensUntil, sessionsUntil, codesUntil } = until;
  const signIns = tx.select({ state: signIn.state }).from(signIn).where(lte(signIn.expiresAt, signInsUntil));
  const sealed = tx
    .select({ id: session.id })
    .from(session)
    .where(and(isNotNull(session.sealedToken), lte(session.changedAt, sealedTokensUntil)));
  const old = tx.select({ id: session.id }).from(session).where(lte(session.startedAt, sessionsUntil));
  const codes = tx.select({ mark: appCode.mark }).from(appCode).where(lte(appCode.expiresAt, codesUntil));
  const free = { skipLocked: true } as const;
  const done = [
    await tx.delete(signIn).where(sql`${signIn.state} in ${signIns.limit(most).for('update', free)}`),
    await tx
      .update(session)
      .set({ sealedToken: null })
      .where(sql`${session.id} in ${sealed.limit(most).for('update', free)}`),
    await tx.delete(appCode).where(sql`${appCode.mark} in ${codes.limit(most).for('update', free)}`),
    await tx.delete(session).where(sql`${session.id} in ${old.limit(most).for('update', free)}`),
  ];
  return Math.max(...done.map(({ rowCount }) => rowCount ?? 0));
}

/** The clock of the database or of a replica dates an end. The database's may be behind. */
export async function databaseNow(reader: Reader): Promise<Instant> {
  const now = sql`date_trunc('milliseconds', clock_timestamp())`.mapWith(session.endedAt) as SQL<Instant>;
  const [read] = await reader.select({ now }).from(sql`(values (1)) as one`);
  return read!.now;
}

export type Ended = { readonly id: Id; readonly at: Instant };

/** The sessions that ended from then on, the first ones first. */
export const listEndedSessions = async (reader: Reader, since: Instant, most: number): Promise<Ended[]> => {
  const rows = await reader
    .select({ id: session.id, at: session.endedAt })
    .from(session)
    .where(gte(session.endedAt, since))
    .orderBy(asc(session.endedAt))
    .limit(most);
  return rows.map(({ id, at }) => ({ id, at: at! }));
};

/** The users whose earlier tokens hold no longer since then, the first ones first. */
export const listChangedUsers = async (reader: Reader, since: Instant, most: number): Promise<Ended[]> => {
  const rows = await reader
    .select({ id: userAccount.id, at: userAccount.tokensFrom })
    .from(userAccount)
    .where(gte(userAccount.tokensFrom, since))
    .orderBy(asc(userAccount.tokensFrom))
    .limit(most);
  return rows.map(({ id, at }) => ({ id, at: at! }));
};
