/** The inbox of the actor, and what they do with it: look-up or command, GraphQL out. */
import { counted, readPage, toConnection } from '@seteli/kit/pages';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/identity';
import { markRead, releaseTask, takeTask } from '../commands/inbox.ts';
import { may, requireRight } from '../policy.ts';
import {
  countNotices,
  countTasks,
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

async function read(_: unknown, { input: { ids } }: api.MutationMarkReadArgs, context: Context) {
  const who = reading(context);
  requireIds(...ids);
  const marked = await markRead(context, who, ids);
  for (const id of marked) context.load.readAt.clear(id);
  return { ids: marked, refusal: null };
}

async function takeOrRelease(taskId: string, context: Context, command: typeof takeTask) {
  requireRight(context.actor, 'takeTasks');
  requireIds(taskId);
  const decision = await command(context, reading(context), taskId);
  context.load.taken.clear(taskId);
  return decision.accepted ? { task: decision.value, refusal: null } : { task: null, refusal: decision.refusal };
}

export const inboxQueries = { tasks, notices };

export const inboxMutations = {
  markRead: read,
  takeTask: (_: unknown, { input }: api.MutationTakeTaskArgs, context: Context) => takeOrRelease(input.taskId, context, takeTask),
  releaseTask: (_: unknown, { input }: api.MutationReleaseTaskArgs, context: Context) =>
    takeOrRelease(input.taskId, context, (desk, who, taskId) => releaseTask(desk, who, taskId, may(context.actor, 'releaseOthersTasks'))),
};

const ofItem = {
  service: ({ serviceId }: InboxTask | InboxNotice) => (serviceId ? { id: serviceId } : null),
  readAt: ({ id }: InboxTask | InboxNotice, _: unknown, { load }: Context) => load.readAt.load(id),
};

export const inboxTypes = {
  Task: {
    ...ofItem,
    takenBy: async ({ id }: InboxTask, _: unknown, { load }: Context) => {
      const taken = await load.taken.load(id);
      return taken && load.user.load(taken.userId);
    },
    takenAt: async ({ id }: InboxTask, _: unknown, { load }: Context) => (await load.taken.load(id))?.takenAt ?? null,
  },
  Notice: ofItem,
  TaskConnection: counted,
  NoticeConnection: counted,
};
