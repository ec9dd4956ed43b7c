/**
 * Tasks and notices, alike in all services: a task waits for people, a notice tells them something. A service opens and
 * closes tasks in the transaction of their cause and announces them as ids and kinds. Identity, which knows people,
 * keeps the inbox. For a kind, a subject and an organisation, one task is open, however often a service opens it.
 */
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { OrganisationKind } from './actor.ts';
import type { Day, Instant } from './day.ts';
import { asArray, asRecordset, type Tx } from './db.ts';
import { defineEvent, wireDay, wireInstant } from './events.ts';
import { newId, type Id } from './ids.ts';
import { announce, publish, type Cause } from './outbox.ts';
import { task } from './task-table.ts';

// Readers keep what they do not know yet: a kind or role of a newer version is text like the others.
const NAME = /^[A-Z][A-Z_]{0,59}$/;

const addressFor = (organisationKinds: readonly OrganisationKind[]) => ({
  kind: z.string().regex(NAME).describe('What it is: a TaskKind or NoticeKind of the graph.'),
  subjectId: z.uuid().describe('The thing that it is about; the kind says what it is.'),
  organisationKind: z.enum(organisationKinds),
  organisationId: z.uuid().describe('The organisation whose people it is for.'),
  roles: z.array(z.string().regex(NAME)).min(1).max(20).describe('For users of the organisation with one of these roles.'),
  serviceId: z.uuid().nullable().describe('For those whose teams cover this service; null: for all of them.'),
  dueDay: wireDay.nullable().describe('The last day on which something can still be done; null when there is none.'),
});

export function taskEvents<Service extends string>(service: Service, organisationKinds: readonly OrganisationKind[]) {
  const address = addressFor(organisationKinds);
  const taskData = z.object({ taskId: z.uuid(), ...address, openedAt: wireInstant });
  return {
    taskOpened: defineEvent(`${service}.task-opened`, 1, 'Something waits for people of an organisation.', taskData),
    taskClosed: defineEvent(
      `${service}.task-closed`,
      1,
      'It waits no longer: it was done, or has passed. Tells all of the task, so that who hears it first needs nothing else.',
      taskData.extend({ closedAt: wireInstant }),
    ),
    noticeGiven: defineEvent(
      `${service}.notice-given`,
      1,
      'People of an organisation are told that something has happened.',
      z.object({ noticeId: z.uuid(), ...address }),
    ),
  };
}

/** For whom a task or notice is. */
export type Addressed<Kind extends string> = {
  /** The partition of the announcement: whom it concerns, or NATIONAL. */
  readonly partition: string;
  readonly kind: Kind;
  readonly subjectId: Id;
  readonly organisation: { readonly kind: OrganisationKind; readonly id: Id };
  readonly roles: readonly string[];
  /** Only for users whose teams cover the service; null: for all of them. */
  readonly serviceId: Id | null;
  readonly dueDay: Day | null;
};

type TaskRow = typeof task.$inferSelect;

const addressOf = <Kind extends string>({ kind, subjectId, organisation, roles, serviceId, dueDay }: Addressed<Kind>) => ({
  kind,
  subjectId,
  organisationKind: organisation.kind,
  organisationId: organisation.id,
  roles: [...roles],
  serviceId,
  dueDay,
});

/** What a service does with its tasks and notices. The service names the kinds. */
export function keepTasks<TaskKind extends string, NoticeKind extends string>({
  taskOpened,
  taskClosed,
  noticeGiven,
}: ReturnType<typeof taskEvents>) {
  /** Opens those that are not open yet, and announces them. */
  async function openTasks(tx: Tx, tasks: readonly Addressed<TaskKind>[], cause: Cause): Promise<void> {
    if (tasks.length === 0) return;
    const rows: TaskRow[] = tasks.map((given) => ({
      id: newId(),
      partition: given.partition,
      ...addressOf(given),
      openedAt: cause.now,
      closedAt: null,
    }));
    const { rows: opened } = await tx.execute<{ id: Id }>(sql`
      insert into task select * from ${asRecordset(task, rows)} order by kind, subject_id, organisation_id
          on conflict (kind, subject_id, organisation_id) where closed_at is null do nothing returning id`);
    const ids = new Set(opened.map(({ id }) => id));
    for (const { id: taskId, partition, closedAt: _, ...data } of rows.filter(({ id }) => ids.has(id)))
      publish(tx, partition, [announce(taskOpened, taskId, { taskId, ...data })], cause);
  }

  /** Closes the open tasks of a kind about these things, and announces that. It announces nothing about others. */
  async function closeTasks(tx: Tx, kind: TaskKind, subjectIds: readonly Id[], cause: Cause): Promise<void> {
    if (subjectIds.length === 0) return;
    const closedAt: Instant = cause.now;
    const open = sql`select id from task where kind = ${kind} and subject_id = any(${asArray(subjectIds)}::uuid[]) and closed_at is null`;
    const closed = await tx
      .update(task)
      .set({ closedAt })
      .where(sql`${task.id} = any(array(${open} order by subject_id, organisation_id for update))`)
      .returning();
    for (const { id: taskId, partition, ...data } of closed)
      publish(tx, partition, [announce(taskClosed, taskId, { taskId, ...data, closedAt })], cause);
  }

  /** Tells people once. The caller gives a notice in the transaction of its cause, which happens once. */
  function giveNotices(tx: Tx, notices: readonly Addressed<NoticeKind>[], cause: Cause): void {
    for (const given of notices) {
      const noticeId = newId();
      publish(tx, given.partition, [announce(noticeGiven, noticeId, { noticeId, ...addressOf(given) })], cause);
    }
  }

  return { openTasks, closeTasks, giveNotices };
}
