/** All SQL about sign-ins under way and sessions. */
import { eq, lte } from 'drizzle-orm';
import type { Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Session, SignIn } from '../domain/session.ts';
import { session, signIn } from '../tables.ts';

export const insertSignIn = (tx: Tx, begun: SignIn) => tx.insert(signIn).values(begun);

export const deleteExpiredSignIns = (tx: Tx, now: Instant) => tx.delete(signIn).where(lte(signIn.expiresAt, now));

/** Gives the sign-in once: who comes second finds none. */
export async function takeSignIn(tx: Tx, state: string): Promise<SignIn | undefined> {
  const [taken] = await tx.delete(signIn).where(eq(signIn.state, state)).returning();
  return taken;
}

export const insertSession = (tx: Tx, begun: Session) => tx.insert(session).values(begun);

export async function lockSession(tx: Tx, id: Id): Promise<Session | undefined> {
  const [found] = await tx.select().from(session).where(eq(session.id, id)).for('update');
  return found;
}

export const saveSession = (tx: Tx, { id, tokenMark, usedAt, endedAt }: Session) =>
  tx.update(session).set({ tokenMark, usedAt, endedAt }).where(eq(session.id, id));
