/** The inbox: tasks and notices, as the services announce them. */
import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import { day, instant } from '@seteli/kit/db';

const ADDRESS = {
  kind: text().notNull(),
  subjectId: uuid().notNull(),
  organisationKind: text({ enum: ORGANISATION_KINDS }).notNull(),
  organisationId: uuid().notNull(),
  roles: text().array().notNull(),
  serviceId: uuid(),
  dueDay: day(),
};

/**
 * What waits for people of an organisation, as the services announce it. A task whose end came first stays as ended.
 */
export const inboxTask = pgTable(
  'inbox_task',
  { id: uuid().primaryKey(), ...ADDRESS, openedAt: instant().notNull(), closedAt: instant() },
  (table) => [
    index('open_task_of_service')
      .on(table.organisationId, table.serviceId, table.id)
      .where(sql`${table.closedAt} is null`),
    index('task_by_end').on(table.closedAt),
  ],
);

/** What people of an organisation are told. */
export const inboxNotice = pgTable('inbox_notice', { id: uuid().primaryKey(), ...ADDRESS, givenAt: instant().notNull() }, (table) => [
  // The index has the columns that filter lists, so that PostgreSQL does not look up rows that it passes over.
  index('notice_of_service').on(table.organisationId, table.serviceId, table.id, table.kind, table.givenAt),
  index('notice_by_time').on(table.givenAt),
]);
