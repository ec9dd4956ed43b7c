/** The inbox of the actor, and what they do with it: look-up or command, GraphQL out. */
import type { Id } from '@seteli/kit/ids';
import { counted, readPage, toConnection } from '@seteli/kit/pages';
import type { Decision } from '@seteli/kit/result';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/identity';
import { markRead, releaseTask, takeTask } from '../commands/inbox.ts';
import { may, requireRight } from '../policy.ts';
import {
  countNotices,
  countTasks,
  findTask,
  listNotices,
  listTasks,
  NOTICE_ORDER,
  TASK_ORDERS,
  type InboxFilter,
  type InboxNotice,
  type InboxTask,
} from '../store/inbox.ts';
import type { Context } from './context.ts';

const reading = ({ actor }: Context) => {
  requireRight(actor, 'readInbox');
  return { ...actor, seesNobodys: may(actor, 'seeNobodysTasks') };
};

async function tasks(_: unknown, { filter, order: by, ...page }: api.QueryTasksArgs, context: Context) {
  const { reader } = context.database;
  const [who, wanted, order] = [reading(context), readFilter(filter), TASK_ORDERS[by]];
  const rows = await listTasks(reader, who, wanted, readPage(order, page));
  return toConnection(rows, page, { order, count: () => countTasks(reader, who, wanted) });
}

async function notices(_: unknown, { filter, ...page }: api.QueryNoticesArgs, context: Context) {
  const { reader } = context.database;
  const [who, wanted, order] = [reading(context), readFilter(filter), NOTICE_ORDER];
  const rows = await listNotices(reader, who, wanted, readPage(order, page));
  return toConnection(rows, page, { order, count: () => countNotices(reader, who, wanted) });
}

function readFilter(filter: InboxFilter | null | undefined): InboxFilter {
  requireIds(filter?.serviceId);
  return filter ?? {};
}

async function read(_: unknown, { input }: api.MutationMarkReadArgs, context: Context) {
  const who = reading(context);
  requireIds(...input.ids);
  const decision = await markRead(context, who, input);
  return decision.accepted ? { ids: decision.value, refusal: null } : { ids: null, refusal: decision.refusal };
}

/** The same task in a repeated answer, also after its end. */
async function answerOf(decision: Decision<Id>, { actor, database }: Context) {
  if (!decision.accepted) return { task: null, refusal: decision.refusal };
  return { task: (await findTask(database.reader, actor.organisation.id, decision.value)) ?? null, refusal: null };
}

async function taken(_: unknown, { input }: api.MutationTakeTaskArgs, context: Context) {
  requireRight(context.actor, 'takeTasks');
  requireIds(input.taskId);
  return await answerOf(await takeTask(context, reading(context), input), context);
}

async function released(_: unknown, { input }: api.MutationReleaseTaskArgs, context: Context) {
  requireRight(context.actor, 'takeTasks');
  requireIds(input.taskId);
  return await answerOf(await releaseTask(context, reading(context), input, may(context.actor, 'releaseOthersTasks')), context);
}

export const inboxQueries = { tasks, notices };

export const inboxMutations = { markRead: read, takeTask: taken, releaseTask: released };

const ofItem = {
  service: ({ serviceId }: InboxTask | InboxNotice) => (serviceId ? { id: serviceId } : null),
  readAt: ({ id }: InboxTask | InboxNotice, _: unknown, { load }: Context) => load.readAt.load(id),
};

export const inboxTypes = {
  Task: {
    ...ofItem,
    takenBy: async ({ id }: InboxTask, _: unknown, { load }: Context) => {
      const taker = (await load.taken.load(id))?.userId;
      return taker ? load.user.load(taker) : null;
    },
    takenAt: async ({ id }: InboxTask, _: unknown, { load }: Context) => (await load.taken.load(id))?.takenAt ?? null,
  },
  Notice: ofItem,
  TaskConnection: counted,
  NoticeConnection: counted,
};
