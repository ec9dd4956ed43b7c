/** What a reader does with their inbox, in one transaction each. Keys are the user's own, not their organisation's. */
import type { Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { accept, type Decision } from '@seteli/kit/result';
import type { MarkReadInput, ReleaseTaskInput, TakeTaskInput } from '@seteli/schema/generated/identity';
import { release, take, type Takeable } from '../domain/taking.ts';
import { findSeen, findSeenTask, type InboxReader } from '../store/inbox.ts';
import * as store from '../store/inbox-mark.ts';
import type { Desk } from './desk.ts';

type InboxDesk = Pick<Desk, 'database' | 'clock'>;

const callOf = ({ clock }: InboxDesk, { userId }: InboxReader, command: string, input: { readonly idempotencyKey: string }) => ({
  organisation: userId,
  key: input.idempotencyKey,
  command,
  input,
  now: clock.now(),
});

/** Notes what the reader has read, and answers what of it is theirs. */
export const markRead = (desk: InboxDesk, reader: InboxReader, input: MarkReadInput): Promise<Decision<readonly Id[]>> =>
  once<Decision<readonly Id[]>>(desk.database, callOf(desk, reader, 'markRead', input), async (tx) => {
    const seen = await findSeen(tx, reader, input.ids);
    await store.saveRead(tx, reader.userId, seen, desk.clock.now());
    return accept(seen);
  });

export const takeTask = (desk: InboxDesk, reader: InboxReader, input: TakeTaskInput): Promise<Decision<Id>> =>
  once<Decision<Id>>(desk.database, callOf(desk, reader, 'takeTask', input), async (tx) => {
    const { taskId } = input;
    const decision = take(await lockTask(tx, reader, taskId), reader.userId);
    if (!decision.accepted) return decision;
    if (decision.value) await store.insertTaken(tx, { taskId, userId: reader.userId, takenAt: desk.clock.now() });
    return accept(taskId);
  });

/** `ofOthers`: the reader may give back what others took. */
export const releaseTask = (desk: InboxDesk, reader: InboxReader, input: ReleaseTaskInput, ofOthers: boolean): Promise<Decision<Id>> =>
  once<Decision<Id>>(desk.database, callOf(desk, reader, 'releaseTask', input), async (tx) => {
    const decision = release(await lockTask(tx, reader, input.taskId), reader.userId, ofOthers);
    if (!decision.accepted) return decision;
    if (decision.value) await store.deleteTaken(tx, input.taskId);
    return accept(input.taskId);
  });

async function lockTask(tx: Tx, reader: InboxReader, taskId: Id): Promise<Takeable> {
  await store.lockTaking(tx, taskId);
  const task = await findSeenTask(tx, reader, taskId);
  const [taken] = task ? await store.findTaken(tx, [taskId]) : [];
  return task && { takenBy: taken?.userId ?? null };
}
