/** What people do with their inbox: who has read what, and who works on a task. */
import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { inboxTask } from './inbox.ts';
import { userAccount } from './user.ts';

/** A task or notice that a user has read. No foreign key to the two: one table marks both. */
export const inboxRead = pgTable(
  'inbox_read',
  {
    userId: uuid()
      .notNull()
      .references(() => userAccount.id),
    itemId: uuid().notNull(),
    readAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.itemId] }), index('read_by_time').on(table.readAt)],
);

/** One user works on a task. */
export const takenTask = pgTable('taken_task', {
  taskId: uuid()
    .primaryKey()
    .references(() => inboxTask.id, { onDelete: 'cascade' }),
  userId: uuid()
    .notNull()
    .references(() => userAccount.id),
  takenAt: instant().notNull(),
});
