/** All SQL about files. Takes and gives domain types; decides nothing. */
import { and, eq, inArray, lte, ne, or } from 'drizzle-orm';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { StoredFile } from '../domain/file.ts';
import { storedFile } from '../tables/file.ts';

export const insertFile = (tx: Tx, file: StoredFile) => tx.insert(storedFile).values(file);

/** How many files concern a person, without those that leave. */
export const countFilesOf = (reader: Reader, ownerId: Id): Promise<number> =>
  reader.$count(storedFile, and(eq(storedFile.ownerId, ownerId), ne(storedFile.state, 'LEAVING')));

export async function findFile(reader: Reader, id: Id): Promise<StoredFile | undefined> {
  const [found] = await reader.select().from(storedFile).where(eq(storedFile.id, id));
  return found;
}

/** Until the transaction ends nobody uses or removes the file. */
export async function lockFile(tx: Tx, id: Id): Promise<StoredFile | undefined> {
  const [found] = await tx.select().from(storedFile).where(eq(storedFile.id, id)).for('update');
  return found;
}

export const saveFile = (tx: Tx, { id, state, kind, bytes }: StoredFile) =>
  tx.update(storedFile).set({ state, kind, bytes }).where(eq(storedFile.id, id));

/** Marks some unused files of before the moment as leaving. Answers these, and those that were marked before. */
export async function letLeave(tx: Tx, unusedSince: Instant, most: number): Promise<Id[]> {
  const leaving = await tx
    .select({ id: storedFile.id })
    .from(storedFile)
    .where(or(eq(storedFile.state, 'LEAVING'), and(inArray(storedFile.state, ['COMING', 'READY']), lte(storedFile.sentAt, unusedSince))))
    .orderBy(storedFile.sentAt)
    .limit(most)
    .for('update', { skipLocked: true });
  const ids = leaving.map(({ id }) => id);
  await tx.update(storedFile).set({ state: 'LEAVING' }).where(isOneOf(storedFile.id, ids));
  return ids;
}

export const deleteFiles = (tx: Tx, ids: readonly Id[]) =>
  tx.delete(storedFile).where(and(isOneOf(storedFile.id, ids), eq(storedFile.state, 'LEAVING')));
