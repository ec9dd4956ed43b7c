/** The inbox of the actor: look-up, GraphQL out. */
import { counted, readPage, toConnection } from '@seteli/kit/pages';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/identity';
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

export const inboxQueries = { tasks, notices };

const ofService = { service: ({ serviceId }: InboxTask | InboxNotice) => (serviceId ? { id: serviceId } : null) };

export const inboxTypes = { Task: ofService, Notice: ofService, TaskConnection: counted, NoticeConnection: counted };
