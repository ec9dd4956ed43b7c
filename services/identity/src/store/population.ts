/** All SQL about guardians and about the nightly reading of the population register. Decides nothing. */
import { and, asc, eq, gt } from 'drizzle-orm';
import { insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Round } from '../domain/population-round.ts';
import { servedPerson } from '../tables/person.ts';
import { guardianship, populationRound, unheardChange } from '../tables/population.ts';
import { identityCode } from '../tables/sealed.ts';

export type Guardianship = typeof guardianship.$inferSelect;

/** All who look after the person. Those who no longer do are gone. */
export async function saveGuardianships(tx: Tx, wardId: Id, rows: readonly Guardianship[]): Promise<void> {
  await tx.delete(guardianship).where(eq(guardianship.wardId, wardId));
  // The register may name the same guardian twice, for two times.
  const last = new Map(rows.map((row) => [`${row.kind} ${row.guardianId}`, row]));
  await insertAll(tx, guardianship, [...last.values()]);
}

export const listGuardianships = (reader: Reader, wardId: Id): Promise<Guardianship[]> =>
  reader.select().from(guardianship).where(eq(guardianship.wardId, wardId)).orderBy(asc(guardianship.guardianId));

const REGISTER = 'VTJ';

const COLUMNS = {
  cursor: populationRound.cursor,
  nextCursor: populationRound.nextCursor,
  afterPersonId: populationRound.afterPersonId,
  finishedOn: populationRound.finishedOn,
};

export async function findRound(reader: Reader): Promise<Round | undefined> {
  const [found] = await reader.select(COLUMNS).from(populationRound).where(eq(populationRound.register, REGISTER));
  return found;
}

/** Until the transaction ends nobody else goes on with the night. */
export async function lockRound(tx: Tx): Promise<Round | undefined> {
  const [found] = await tx.select(COLUMNS).from(populationRound).where(eq(populationRound.register, REGISTER)).for('update');
  return found;
}

export const saveRound = (tx: Tx, round: Round) =>
  tx
    .insert(populationRound)
    .values({ register: REGISTER, ...round })
    .onConflictDoUpdate({ target: populationRound.register, set: round });

/** The next persons who have an identity code, in the order of their ids. */
export async function listPersonsAfter(reader: Reader, after: Id | null, most: number): Promise<Id[]> {
  const rows = await reader
    .selectDistinct({ id: identityCode.personId })
    .from(identityCode)
    .where(and(eq(identityCode.replaced, false), after === null ? undefined : gt(identityCode.personId, after)))
    .orderBy(asc(identityCode.personId))
    .limit(most);
  return rows.map(({ id }) => id);
}

/** Of these persons, those of whom an earlier night could not hear what has changed. */
export async function findUnheard(reader: Reader, ids: readonly Id[]): Promise<Set<Id>> {
  const rows = await reader.select().from(unheardChange).where(isOneOf(unheardChange.personId, ids));
  return new Set(rows.map(({ personId }) => personId));
}

/** Of the persons of one part, those of whom the night could not hear. */
export async function saveUnheard(tx: Tx, asked: readonly Id[], unheard: readonly Id[]): Promise<void> {
  await tx.delete(unheardChange).where(isOneOf(unheardChange.personId, asked));
  await insertAll(
    tx,
    unheardChange,
    unheard.map((personId) => ({ personId })),
  );
}

/** Of these persons, those whom an organiser serves. */
export async function findServed(reader: Reader, ids: readonly Id[]): Promise<Set<Id>> {
  const rows = await reader.selectDistinct({ id: servedPerson.personId }).from(servedPerson).where(isOneOf(servedPerson.personId, ids));
  return new Set(rows.map(({ id }) => id));
}
