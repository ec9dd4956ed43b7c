/**
 * All SQL of the inbox. It keeps what services announce, and finds what is for a reader's organisation, roles and
 * teams. Decides nothing.
 */
import { and, eq, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import { asArray, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { COUNTED_AT_MOST, inOrder, type Order, type OrderedPage } from '@seteli/kit/pages';
import { NOTICE_KINDS, TASK_KINDS, type TaskKind } from '@seteli/schema/tasks';
import { inboxNotice, inboxTask } from '../tables/inbox.ts';
import { inboxRead } from '../tables/inbox-mark.ts';
import { serviceTeam, teamMember, teamService, userAccount } from '../tables/user.ts';

export type InboxTask = typeof inboxTask.$inferSelect;
export type InboxNotice = typeof inboxNotice.$inferSelect;

/** Saves open tasks. It skips a task whose end came first. */
export const saveOpened = (tx: Tx, rows: readonly InboxTask[]) => insertAll(tx, inboxTask, rows, sql`on conflict (id) do nothing`);

/** Saves the end of tasks, whether their beginning has come or not. */
export const saveClosed = (tx: Tx, rows: readonly InboxTask[]) =>
  insertAll(tx, inboxTask, rows, sql`on conflict (id) do update set closed_at = coalesce(inbox_task.closed_at, excluded.closed_at)`);

export const saveNotices = (tx: Tx, rows: readonly InboxNotice[]) => insertAll(tx, inboxNotice, rows, sql`on conflict (id) do nothing`);

/** The reader. `seesNobodys`: they also see tasks that no team member can do. */
export type InboxReader = Pick<Actor, 'userId' | 'organisation' | 'roles' | 'teamIds' | 'unitIds'> & { readonly seesNobodys: boolean };

const ofTeams = ({ organisation, teamIds }: InboxReader): SQL => sql`
  select distinct s.service_id from ${teamService} s join ${serviceTeam} t on t.id = s.team_id
   where t.organisation_id = ${organisation.id} and s.team_id = any(${asArray(teamIds)}::uuid[])`;

/** The pairs of service and roles for which no active team member has one of the roles. */
const nobodys = ({ organisation }: InboxReader): SQL => sql`
  select n.service_id, n.roles
    from (select distinct o.service_id, o.roles from ${inboxTask} o
           where o.organisation_id = ${organisation.id} and o.closed_at is null and o.service_id is not null) n
   where not exists (
     select from ${teamService} s join ${serviceTeam} t on t.id = s.team_id join ${teamMember} m on m.team_id = t.id join ${userAccount} u on u.id = m.user_id
      where t.organisation_id = ${organisation.id} and s.service_id = n.service_id and u.active and u.roles && n.roles)`;

type Maybe<T> = T | null | undefined;

/** An absent filter leaves nothing out. */
export type InboxFilter = {
  readonly kinds?: Maybe<readonly string[]>;
  readonly serviceId?: Maybe<Id>;
  /** Opened or given at this moment or later. */
  readonly since?: Maybe<Instant>;
  readonly unread?: Maybe<boolean>;
  /** One of these. */
  readonly ids?: readonly Id[];
};

const OPENED = { of: inboxTask, known: TASK_KINDS, since: sql`o.opened_at`, isOpen: sql`o.closed_at is null` };
const TOLD = { of: inboxNotice, known: NOTICE_KINDS, since: sql`o.given_at`, isOpen: undefined };
type What = typeof OPENED | typeof TOLD;

export const TASK_ORDERS = {
  OPENED_DESC: { name: 'tasks OPENED_DESC', direction: 'desc', keys: [], id: inboxTask.id },
  OPENED_ASC: { name: 'tasks OPENED_ASC', direction: 'asc', keys: [], id: inboxTask.id },
} as const satisfies Record<string, Order<InboxTask>>;

export const NOTICE_ORDER: Order<InboxNotice> = { name: 'notices', direction: 'desc', keys: [], id: inboxNotice.id };

/**
 * Finds what concerns the reader, service by service, and only so many of each. It never looks at what is for others,
 * however much there is. A kind of a newer version waits until this version knows it.
 */
function partsOf(who: InboxReader, what: What, { kinds, serviceId, since, unread, ids }: InboxFilter, most: SQL): SQL {
  const { userId, organisation, roles } = who;
  const isRead = sql`exists (select from ${inboxRead} r where r.user_id = ${userId} and r.item_id = o.id)`;
  const isMine = sql`o.roles && ${asArray(roles)}::text[]`;
  const wanted = and(
    sql`o.organisation_id = ${organisation.id} and o.organisation_kind = ${organisation.kind}`,
    sql`o.kind = any(${asArray(kinds ?? what.known)}::text[])`,
    serviceId == null ? undefined : sql`o.service_id = ${serviceId}`,
    since == null ? undefined : sql`${what.since} >= ${since.toString()}::timestamptz`,
    unread == null ? undefined : unread ? sql`not ${isRead}` : isRead,
    ids && sql`o.id = any(${asArray(ids)}::uuid[])`,
    what.isOpen,
    // Tasks and notices name no unit, so a system that is limited to units reads none.
    who.unitIds ? sql`false` : undefined,
  );
  const some = (condition: SQL) => sql`select o.id from ${what.of} o where ${condition} and ${wanted} ${most}`;
  const each = (services: SQL, condition: SQL) =>
    sql`select n.id from (${services}) c cross join lateral (${some(sql`o.service_id = c.service_id and ${condition}`)}) n`;
  // A person has no teams: what is for them is for them, whatever service it is about.
  if (organisation.kind === 'PERSON') return sql`(${some(isMine)})`;
  const parts = [each(ofTeams(who), isMine), sql`(${some(sql`o.service_id is null and ${isMine}`)})`];
  if (what === OPENED && who.seesNobodys) parts.push(each(nobodys(who), sql`o.roles = c.roles`));
  return sql.join(parts, sql` union all `);
}

function idsOf<Row extends { readonly id: Id }>(
  who: InboxReader,
  what: What,
  filter: InboxFilter,
  { order, first, after }: OrderedPage<Row>,
): SQL {
  const [direction, further] = order.direction === 'asc' ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`];
  const start = after ? sql`and o.id ${further} ${after[0]}::uuid` : sql``;
  return sql`${order.id} = any(array(${partsOf(who, what, filter, sql`${start} order by o.id ${direction} limit ${first}`)}))`;
}

export const listTasks = (reader: Reader, who: InboxReader, filter: InboxFilter, page: OrderedPage<InboxTask>): Promise<InboxTask[]> =>
  reader
    .select()
    .from(inboxTask)
    .where(idsOf(who, OPENED, filter, page))
    .orderBy(...inOrder(page.order))
    .limit(page.first);

export const listNotices = (
  reader: Reader,
  who: InboxReader,
  filter: InboxFilter,
  page: OrderedPage<InboxNotice>,
): Promise<InboxNotice[]> =>
  reader
    .select()
    .from(inboxNotice)
    .where(idsOf(who, TOLD, filter, page))
    .orderBy(...inOrder(page.order))
    .limit(page.first);

async function countOf(reader: Reader, who: InboxReader, what: What, filter: InboxFilter): Promise<number> {
  const most = sql`limit ${COUNTED_AT_MOST}`;
  const { rows } = await reader.execute<{ count: number }>(
    sql`select count(*)::int as count from (select distinct id from (${partsOf(who, what, filter, most)}) as part ${most}) as counted`,
  );
  return rows[0]!.count;
}

export const countTasks = (reader: Reader, who: InboxReader, filter: InboxFilter): Promise<number> => countOf(reader, who, OPENED, filter);
export const countNotices = (reader: Reader, who: InboxReader, filter: InboxFilter): Promise<number> => countOf(reader, who, TOLD, filter);

const UNBOUNDED = sql``;

/** Those of these tasks and notices that the reader sees now. */
export async function findSeen(reader: Reader, who: InboxReader, ids: readonly Id[]): Promise<Id[]> {
  const { rows } = await reader.execute<{ id: Id }>(sql`
    select id from (${partsOf(who, OPENED, { ids }, UNBOUNDED)}) as task
     union select id from (${partsOf(who, TOLD, { ids }, UNBOUNDED)}) as notice`);
  return rows.map(({ id }) => id);
}

export async function findSeenTask(reader: Reader, who: InboxReader, id: Id): Promise<InboxTask | undefined> {
  const seen = sql`${inboxTask.id} in (${partsOf(who, OPENED, { ids: [id] }, UNBOUNDED)})`;
  return (await reader.select().from(inboxTask).where(seen))[0];
}

/** A task of the organisation, open or not. */
export async function findTask(reader: Reader, organisationId: Id, id: Id): Promise<InboxTask | undefined> {
  const isIt = and(eq(inboxTask.id, id), eq(inboxTask.organisationId, organisationId));
  return (await reader.select().from(inboxTask).where(isIt))[0];
}

/** Those of these tasks that are open. */
export const findOpen = (reader: Reader, ids: readonly Id[]): Promise<InboxTask[]> =>
  reader
    .select()
    .from(inboxTask)
    .where(and(isOneOf(inboxTask.id, ids), isNull(inboxTask.closedAt)));

/** The open task of an organisation, of a kind and about this subject. */
export async function findOpenTask(reader: Reader, organisationId: Id, kind: TaskKind, subjectId: Id): Promise<InboxTask | undefined> {
  const { kind: ofKind, subjectId: about, organisationId: of, closedAt } = inboxTask;
  const isIt = and(eq(of, organisationId), eq(ofKind, kind), eq(about, subjectId), isNull(closedAt));
  return (await reader.select().from(inboxTask).where(isIt))[0];
}

/** Removes some of what ended or was given before then. Answers the larger of the two numbers. */
export async function forgetInbox(tx: Tx, until: Instant, most: number): Promise<number> {
  const ended = tx.select({ id: inboxTask.id }).from(inboxTask).where(lt(inboxTask.closedAt, until));
  const told = tx.select({ id: inboxNotice.id }).from(inboxNotice).where(lt(inboxNotice.givenAt, until));
  const free = { skipLocked: true } as const;
  const done = [
    await tx.delete(inboxTask).where(sql`${inboxTask.id} in ${ended.limit(most).for('update', free)}`),
    await tx.delete(inboxNotice).where(sql`${inboxNotice.id} in ${told.limit(most).for('update', free)}`),
  ];
  return Math.max(...done.map(({ rowCount }) => rowCount ?? 0));
}
