/** All SQL about mandates, and about the choices under way. Takes and gives domain types; decides nothing. */
import { and, asc, desc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Mandate, MandateKind } from '../domain/mandate.ts';
import { mandate, mandateChoice } from '../tables/mandate.ts';

type MandateRow = typeof mandate.$inferSelect;
// A constraint of the table limits the roles to those of mandates.
const toMandate = (row: MandateRow): Mandate => ({ ...row, roles: row.roles as Mandate['roles'] });

/** The mandates of these users, whether they hold or not. */
export const listMandatesOf = async (reader: Reader, userIds: readonly Id[]): Promise<Mandate[]> =>
  (await reader.select().from(mandate).where(isOneOf(mandate.userId, userIds))).map(toMandate);

/** Who may or might act for a person, the oldest mandate first. */
export const listMandatesFor = async (reader: Reader, representedId: Id, most: number): Promise<Mandate[]> =>
  (await reader.select().from(mandate).where(eq(mandate.representedId, representedId)).orderBy(asc(mandate.id)).limit(most)).map(toMandate);

/** The mandates between the two, whatever they rest on. */
export const listMandatesBetween = async (reader: Reader, representativeId: Id, representedId: Id): Promise<Mandate[]> =>
  (
    await reader
      .select()
      .from(mandate)
      .where(and(eq(mandate.representativeId, representativeId), eq(mandate.representedId, representedId)))
  ).map(toMandate);

/** The papers of a person that an organiser recorded, the newest first. */
export const listPapers = async (reader: Reader, representedId: Id, organiserId: Id, most: number): Promise<Mandate[]> =>
  (
    await reader
      .select()
      .from(mandate)
      .where(and(eq(mandate.representedId, representedId), eq(mandate.recordedFor, organiserId)))
      .orderBy(desc(mandate.id))
      .limit(most)
  ).map(toMandate);

export async function findMandateOfScan(reader: Reader, scanId: Id): Promise<Mandate | undefined> {
  const [found] = await reader.select().from(mandate).where(eq(mandate.scanId, scanId));
  return found && toMandate(found);
}

/** By whom a person may or might act for others, the oldest first. */
export const listMandatesHeldBy = async (reader: Reader, representativeId: Id, most: number): Promise<Mandate[]> =>
  (await reader.select().from(mandate).where(eq(mandate.representativeId, representativeId)).orderBy(asc(mandate.id)).limit(most)).map(
    toMandate,
  );

/** The mandates by law of those who look after a person, and that nobody has ended. */
export const listLivingByLaw = async (reader: Reader, representedId: Id): Promise<Mandate[]> =>
  (
    await reader
      .select()
      .from(mandate)
      .where(and(eq(mandate.representedId, representedId), inArray(mandate.kind, ['GUARDIAN', 'CUSTODIAN']), isNull(mandate.endedAt)))
      .orderBy(asc(mandate.id))
  ).map(toMandate);

export async function findMandate(reader: Reader, id: Id): Promise<Mandate | undefined> {
  const [found] = await reader.select().from(mandate).where(eq(mandate.id, id));
  return found && toMandate(found);
}

export async function lockMandate(tx: Tx, id: Id): Promise<Mandate | undefined> {
  const [found] = await tx.select().from(mandate).where(eq(mandate.id, id)).for('update');
  return found && toMandate(found);
}

export async function lockMandateOfKind(tx: Tx, userId: Id, kind: MandateKind): Promise<Mandate | undefined> {
  const [found] = await tx
    .select()
    .from(mandate)
    .where(and(eq(mandate.userId, userId), eq(mandate.kind, kind)))
    .for('update');
  return found && toMandate(found);
}

export async function saveMandate(tx: Tx, saved: Mandate): Promise<void> {
  const { roles, firstDay, lastDay, checkedAt, endedAt, endedBy, version } = saved;
  const changes = { roles: [...roles], firstDay, lastDay, checkedAt, endedAt, endedBy, version };
  await tx
    .insert(mandate)
    .values({ ...saved, roles: [...saved.roles] })
    .onConflictDoUpdate({ target: mandate.id, set: changes });
}

/** Notes that a register said at this moment that the mandate holds. */
export const noteChecked = (tx: Tx, id: Id, at: Instant) => tx.update(mandate).set({ checkedAt: at }).where(eq(mandate.id, id));

export type MandateChoice = typeof mandateChoice.$inferSelect;

/** A session makes one choice at a time: a later one takes the place of an earlier one. */
export async function saveChoice(tx: Tx, choice: MandateChoice): Promise<void> {
  const { sessionId: _, ...changes } = choice;
  await tx.insert(mandateChoice).values(choice).onConflictDoUpdate({ target: mandateChoice.sessionId, set: changes });
}

/** Gives the choice once. */
export async function takeChoice(tx: Tx, sessionId: Id, kind: MandateChoice['kind'], now: Instant): Promise<MandateChoice | undefined> {
  const [taken] = await tx
    .delete(mandateChoice)
    .where(and(eq(mandateChoice.sessionId, sessionId), eq(mandateChoice.kind, kind), gt(mandateChoice.expiresAt, now)))
    .returning();
  return taken;
}

/** Removes some choices that nobody finished. Answers how many. */
export async function forgetChoices(tx: Tx, now: Instant, most: number): Promise<number> {
  const over = tx.select({ id: mandateChoice.sessionId }).from(mandateChoice).where(lte(mandateChoice.expiresAt, now));
  const { rowCount } = await tx
    .delete(mandateChoice)
    .where(sql`${mandateChoice.sessionId} in ${over.limit(most).for('update', { skipLocked: true })}`);
  return rowCount ?? 0;
}
