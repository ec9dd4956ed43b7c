/** The inbox of who asks: look-up, GraphQL out. */
import { readPageArguments, toConnection } from '@seteli/kit/pages';
import type * as api from '@seteli/schema/generated/identity';
import { may, requireRight } from '../policy.ts';
import { listNotices, listTasks, type InboxNotice, type InboxTask } from '../store/inbox.ts';
import type { Context } from './graphql.ts';

const reading = ({ actor }: Context) => {
  requireRight(actor, 'readInbox');
  return { ...actor, seesNobodys: may(actor, 'seeNobodysTasks') };
};

export const inboxQueries = {
  tasks: async (_: unknown, args: api.QueryTasksArgs, context: Context) =>
    toConnection(await listTasks(context.database.reader, reading(context), readPageArguments(args)), args),
  notices: async (_: unknown, args: api.QueryNoticesArgs, context: Context) =>
    toConnection(await listNotices(context.database.reader, reading(context), readPageArguments(args)), args),
};

const ofService = { service: ({ serviceId }: InboxTask | InboxNotice) => (serviceId ? { id: serviceId } : null) };

export const inboxTypes = { Task: ofService, Notice: ofService };
