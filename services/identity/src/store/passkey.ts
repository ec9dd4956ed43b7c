/** All SQL about passkeys and the challenges for them. */
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Challenge, Passkey } from '../domain/passkey.ts';
import { passkey, passkeyChallenge } from '../tables/passkey.ts';

export const insertChallenge = (tx: Tx, given: Challenge) => tx.insert(passkeyChallenge).values(given);

/** Gives the challenge once, and only to the browser that asked for it. */
export async function takeChallenge(tx: Tx, challenge: string, browserMark: string): Promise<Challenge | undefined> {
  const [taken] = await tx
    .delete(passkeyChallenge)
    .where(and(eq(passkeyChallenge.challenge, challenge), eq(passkeyChallenge.browserMark, browserMark)))
    .returning();
  return taken;
}

export async function forgetChallenges(tx: Tx, now: Instant, most: number): Promise<number> {
  const over = tx.select({ one: passkeyChallenge.challenge }).from(passkeyChallenge).where(lte(passkeyChallenge.expiresAt, now));
  const { rowCount } = await tx
    .delete(passkeyChallenge)
    .where(sql`${passkeyChallenge.challenge} in ${over.limit(most).for('update', { skipLocked: true })}`);
  return rowCount ?? 0;
}

export const insertPasskey = (tx: Tx, { transports, ...made }: Passkey) =>
  tx.insert(passkey).values({ ...made, transports: [...transports] });

export async function findPasskey(reader: Reader, credentialId: string): Promise<Passkey | undefined> {
  const [found] = await reader.select().from(passkey).where(eq(passkey.credentialId, credentialId));
  return found;
}

export const listPasskeys = (reader: Reader, userId: Id): Promise<Passkey[]> =>
  reader.select().from(passkey).where(eq(passkey.userId, userId)).orderBy(asc(passkey.id));

export const countPasskeys = (tx: Tx, userId: Id): Promise<number> => tx.$count(passkey, eq(passkey.userId, userId));

/** Notes a use, unless another has come in between: of two uses with one counter one is a copy's. */
export async function noteUse(
  tx: Tx,
  { id, counter }: Passkey,
  use: { readonly counter: number; readonly backedUp: boolean; readonly lastUsedAt: Instant },
): Promise<boolean> {
  const noted = await tx
    .update(passkey)
    .set(use)
    .where(and(eq(passkey.id, id), eq(passkey.counter, counter)))
    .returning({ id: passkey.id });
  return noted.length > 0;
}

export async function renamePasskey(tx: Tx, userId: Id, id: Id, name: string): Promise<boolean> {
  const { rowCount } = await tx
    .update(passkey)
    .set({ name })
    .where(and(eq(passkey.userId, userId), eq(passkey.id, id)));
  return (rowCount ?? 0) > 0;
}

export async function removePasskey(tx: Tx, userId: Id, id: Id): Promise<boolean> {
  const { rowCount } = await tx.delete(passkey).where(and(eq(passkey.userId, userId), eq(passkey.id, id)));
  return (rowCount ?? 0) > 0;
}

/** A new way in replaces every earlier one: whoever lost a passkey does not know who has it. */
export const removePasskeysOf = (tx: Tx, userIds: readonly Id[]) => tx.delete(passkey).where(isOneOf(passkey.userId, userIds));
