/** All SQL of the inbox: what services announce is kept, and each reader finds what is for their organisation, roles and teams. Decides nothing. */
import { and, desc, eq, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { asArray, insertAll, type Reader, type Tx } from '@seteli/kit/db';
import type { Page } from '@seteli/kit/pages';
import type { ActorSight } from '@seteli/kit/sight';
import { NOTICE_KINDS, TASK_KINDS } from '@seteli/schema/tasks';
import { inboxNotice, inboxTask, serviceTeam, teamMember, teamService, userAccount } from '../tables.ts';

export type InboxTask = typeof inboxTask.$inferSelect;
export type InboxNotice = typeof inboxNotice.$inferSelect;

/** What is open. Of one whose end was heard of before, nothing. */
export const saveOpened = (tx: Tx, rows: readonly InboxTask[]) => insertAll(tx, inboxTask, rows, sql`on conflict (id) do nothing`);

/** The end of tasks, whether their beginning has been heard of or not. */
export const saveClosed = (tx: Tx, rows: readonly InboxTask[]) =>
  insertAll(tx, inboxTask, rows, sql`on conflict (id) do update set closed_at = coalesce(inbox_task.closed_at, excluded.closed_at)`);

export const saveNotices = (tx: Tx, rows: readonly InboxNotice[]) => insertAll(tx, inboxNotice, rows, sql`on conflict (id) do nothing`);

/** Who reads; `beyondTeams`: all of the organisation's that is for their roles. */
export type InboxReader = ActorSight & Pick<Actor, 'roles'>;

/** A kind that a newer version announces waits until this one knows it, too. */
function isFor(
  who: InboxReader,
  table: typeof inboxTask | typeof inboxNotice,
  kinds: readonly string[],
  { before }: Page,
): SQL | undefined {
  const { organisation, roles, teamIds, beyondTeams } = who;
  const ofTeams = sql`${table.serviceId} = any(array(
    select s.service_id from ${teamService} s join ${serviceTeam} t on t.id = s.team_id
     where t.organisation_id = ${organisation.id} and s.team_id = any(${asArray(teamIds)}::uuid[])))`;
  // Whoever worked with them may have been passivated: what no team's member can do is left to all who have the role.
  const isNobodys = sql`not exists (
    select from ${teamService} s join ${serviceTeam} t on t.id = s.team_id join ${teamMember} m on m.team_id = t.id join ${userAccount} u on u.id = m.user_id
     where t.organisation_id = ${organisation.id} and s.service_id = ${table.serviceId} and u.active and u.roles && ${table.roles})`;
  return and(
    eq(table.organisationId, organisation.id),
    eq(table.organisationKind, organisation.kind),
    sql`${table.roles} && ${asArray(roles)}::text[]`,
    sql`${table.kind} = any(${asArray(kinds)}::text[])`,
    beyondTeams ? undefined : sql`(${table.serviceId} is null or ${ofTeams} or ${isNobodys})`,
    before ? lt(table.id, before) : undefined,
  );
}

export const listTasks = (reader: Reader, who: InboxReader, page: Page): Promise<InboxTask[]> =>
  reader
    .select()
    .from(inboxTask)
    .where(and(isNull(inboxTask.closedAt), isFor(who, inboxTask, TASK_KINDS, page)))
    .orderBy(desc(inboxTask.id))
    .limit(page.first);

export const listNotices = (reader: Reader, who: InboxReader, page: Page): Promise<InboxNotice[]> =>
  reader
    .select()
    .from(inboxNotice)
    .where(isFor(who, inboxNotice, NOTICE_KINDS, page))
    .orderBy(desc(inboxNotice.id))
    .limit(page.first);
