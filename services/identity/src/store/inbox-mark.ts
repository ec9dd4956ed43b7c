/** All SQL about who has read what, and who works on which task. Decides nothing. */
import { eq, lt, sql } from 'drizzle-orm';
import type { Instant } from '@seteli/kit/day';
import { insertAll, isOneOf, lock, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { inboxRead, takenTask } from '../tables/inbox-mark.ts';

/** What was read before keeps its moment. */
export const saveRead = (tx: Tx, userId: Id, itemIds: readonly Id[], readAt: Instant) =>
  insertAll(
    tx,
    inboxRead,
    [...new Set(itemIds)].toSorted().map((itemId) => ({ userId, itemId, readAt })),
    sql`on conflict do nothing`,
  );

/** When the user read each of these. What they have not read is missing. */
export async function findRead(reader: Reader, userId: Id, itemIds: readonly Id[]): Promise<Map<Id, Instant>> {
  const rows = await reader
    .select({ id: inboxRead.itemId, readAt: inboxRead.readAt })
    .from(inboxRead)
    .where(sql`${inboxRead.userId} = ${userId} and ${isOneOf(inboxRead.itemId, itemIds)}`);
  return new Map(rows.map(({ id, readAt }) => [id, readAt]));
}

export type Taken = { readonly taskId: Id; readonly userId: Id; readonly takenAt: Instant };

export const findTaken = (reader: Reader, taskIds: readonly Id[]): Promise<Taken[]> =>
  reader.select().from(takenTask).where(isOneOf(takenTask.taskId, taskIds));

/** One at a time decides who works on a task. */
export const lockTaking = (tx: Tx, taskId: Id) => lock(tx, `task ${taskId}`);

export const insertTaken = (tx: Tx, taken: Taken) => tx.insert(takenTask).values(taken);
export const deleteTaken = (tx: Tx, taskId: Id) => tx.delete(takenTask).where(eq(takenTask.taskId, taskId));

/** Forgets some of what was read before then. Answers how many. */
export async function forgetRead(tx: Tx, until: Instant, most: number): Promise<number> {
  const old = tx
    .select({ userId: inboxRead.userId, itemId: inboxRead.itemId })
    .from(inboxRead)
    .where(lt(inboxRead.readAt, until))
    .limit(most)
    .for('update', { skipLocked: true });
  return (await tx.delete(inboxRead).where(sql`(${inboxRead.userId}, ${inboxRead.itemId}) in ${old}`)).rowCount ?? 0;
}
