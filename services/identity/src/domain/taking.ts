/** Who works on a task. The others see it, so that two do not do the same. */
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { Id } from '@seteli/kit/ids';

/** A task of the reader's inbox, and who has taken it. Nothing: it is none of theirs, or has ended. */
export type Takeable = { readonly takenBy: Id | null } | undefined;

const noSuchTask = () => refuse('NOT_FOUND', { path: ['taskId'] });

/** Whether the user takes it now; false when they have it. */
export function take(task: Takeable, userId: Id): Decision<boolean, 'NOT_FOUND' | 'TASK_TAKEN'> {
  if (!task) return noSuchTask();
  if (task.takenBy !== null && task.takenBy !== userId) return refuse('TASK_TAKEN', { path: ['taskId'] });
  return accept(task.takenBy === null);
}

/** Whether it is given back now; false when nobody has it. `ofOthers`: the user may give back what others took. */
export function release(task: Takeable, userId: Id, ofOthers: boolean): Decision<boolean, 'NOT_FOUND' | 'TASK_TAKEN'> {
  if (!task) return noSuchTask();
  if (task.takenBy !== null && task.takenBy !== userId && !ofOthers) return refuse('TASK_TAKEN', { path: ['taskId'] });
  return accept(task.takenBy !== null);
}
