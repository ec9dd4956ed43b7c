/** What a reader does with their inbox. Each command is one transaction. A repetition changes nothing and needs no key. */
import type { Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { accept, type Decision } from '@seteli/kit/result';
import { release, take, type Takeable } from '../domain/taking.ts';
import { findSeen, findSeenTask, type InboxReader, type InboxTask } from '../store/inbox.ts';
import * as store from '../store/inbox-mark.ts';
import type { Desk } from './desk.ts';

type InboxDesk = Pick<Desk, 'database' | 'clock'>;

/** Notes what the reader has read, and answers what of it is theirs. */
export const markRead = ({ database, clock }: InboxDesk, reader: InboxReader, ids: readonly Id[]): Promise<Id[]> =>
  database.transaction(async (tx) => {
    const seen = await findSeen(tx, reader, ids);
    await store.saveRead(tx, reader.userId, seen, clock.now());
    return seen;
  });

export const takeTask = ({ database, clock }: InboxDesk, reader: InboxReader, taskId: Id): Promise<Decision<InboxTask>> =>
  database.transaction(async (tx) => {
    const { task, takeable } = await lockTask(tx, reader, taskId);
    const decision = take(takeable, reader.userId);
    if (!decision.accepted) return decision;
    if (decision.value) await store.insertTaken(tx, { taskId, userId: reader.userId, takenAt: clock.now() });
    return accept(task!);
  });

export const releaseTask = (
  { database }: Pick<Desk, 'database'>,
  reader: InboxReader,
  taskId: Id,
  ofOthers: boolean,
): Promise<Decision<InboxTask>> =>
  database.transaction(async (tx) => {
    const { task, takeable } = await lockTask(tx, reader, taskId);
    const decision = release(takeable, reader.userId, ofOthers);
    if (!decision.accepted) return decision;
    if (decision.value) await store.deleteTaken(tx, taskId);
    return accept(task!);
  });

async function lockTask(tx: Tx, reader: InboxReader, taskId: Id): Promise<{ task: InboxTask | undefined; takeable: Takeable }> {
  await store.lockTaking(tx, taskId);
  const task = await findSeenTask(tx, reader, taskId);
  const [taken] = task ? await store.findTaken(tx, [taskId]) : [];
  return { task, takeable: task && { takenBy: taken?.userId ?? null } };
}
