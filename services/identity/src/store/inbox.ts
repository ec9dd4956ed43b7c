/** All SQL of the inbox: what services announce is kept, and each reader finds what is for their organisation, roles and teams. Decides nothing. */
import { desc, lt, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import { asArray, insertAll, type Reader, type Tx } from '@seteli/kit/db';
import type { Page } from '@seteli/kit/pages';
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

/** Who reads. `seesNobodys`: tasks, too, that nobody in a team can do. */
export type InboxReader = Pick<Actor, 'organisation' | 'roles' | 'teamIds'> & { readonly seesNobodys: boolean };

type Table = typeof inboxTask | typeof inboxNotice;

const ofTeams = ({ organisation, teamIds }: InboxReader): SQL => sql`
  select distinct s.service_id from ${teamService} s join ${serviceTeam} t on t.id = s.team_id
   where t.organisation_id = ${organisation.id} and s.team_id = any(${asArray(teamIds)}::uuid[])`;

/** The services for which no active member of a team has one of the roles, with these. */
const nobodys = ({ organisation }: InboxReader): SQL => sql`
  select n.service_id, n.roles
    from (select distinct o.service_id, o.roles from ${inboxTask} o
           where o.organisation_id = ${organisation.id} and o.closed_at is null and o.service_id is not null) n
   where not exists (
     select from ${teamService} s join ${serviceTeam} t on t.id = s.team_id join ${teamMember} m on m.team_id = t.id join ${userAccount} u on u.id = m.user_id
      where t.organisation_id = ${organisation.id} and s.service_id = n.service_id and u.active and u.roles && n.roles)`;

/** The newest of each service that concerns the reader: however much there is of others, it is not looked at. A kind of a newer version waits until this one knows it. */
function newestOf(who: InboxReader, table: Table, kinds: readonly string[], { first, before }: Page): SQL {
  const { organisation, roles } = who;
  const isMine = sql`o.roles && ${asArray(roles)}::text[]`;
  const newest = (condition: SQL) => sql`
    select o.id from ${table} o
     where o.organisation_id = ${organisation.id} and o.organisation_kind = ${organisation.kind} and o.kind = any(${asArray(kinds)}::text[])
       and ${condition} ${table === inboxTask ? sql`and o.closed_at is null` : sql``} ${before ? sql`and o.id < ${before}` : sql``}
     order by o.id desc limit ${first}`;
  const each = (services: SQL, condition: SQL) =>
    sql`select n.id from (${services}) c cross join lateral (${newest(sql`o.service_id = c.service_id and ${condition}`)}) n`;
  const parts = [each(ofTeams(who), isMine), sql`(${newest(sql`o.service_id is null and ${isMine}`)})`];
  if (table === inboxTask && who.seesNobodys) parts.push(each(nobodys(who), sql`o.roles = c.roles`));
  return sql`${table.id} = any(array(${sql.join(parts, sql` union all `)}))`;
}

export const listTasks = (reader: Reader, who: InboxReader, page: Page): Promise<InboxTask[]> =>
  reader
    .select()
    .from(inboxTask)
    .where(newestOf(who, inboxTask, TASK_KINDS, page))
    .orderBy(desc(inboxTask.id))
    .limit(page.first);

export const listNotices = (reader: Reader, who: InboxReader, page: Page): Promise<InboxNotice[]> =>
  reader
    .select()
    .from(inboxNotice)
    .where(newestOf(who, inboxNotice, NOTICE_KINDS, page))
    .orderBy(desc(inboxNotice.id))
    .limit(page.first);

/** Removes some of what ended or was told before then, and answers how many of the more numerous. */
export async function forget(tx: Tx, until: Instant, most: number): Promise<number> {
  const ended = tx.select({ id: inboxTask.id }).from(inboxTask).where(lt(inboxTask.closedAt, until));
  const told = tx.select({ id: inboxNotice.id }).from(inboxNotice).where(lt(inboxNotice.givenAt, until));
  const free = { skipLocked: true } as const;
  const done = [
    await tx.delete(inboxTask).where(sql`${inboxTask.id} in ${ended.limit(most).for('update', free)}`),
    await tx.delete(inboxNotice).where(sql`${inboxNotice.id} in ${told.limit(most).for('update', free)}`),
  ];
  return Math.max(...done.map(({ rowCount }) => rowCount ?? 0));
}
