/** How people want to hear that something waits for them, and the messages that tell them. No address stands here. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { MESSAGE_CHANNELS, MESSAGE_GROUPS } from '@seteli/schema/tasks';
import { MESSAGE_STATES, WAYS } from '../domain/message.ts';
import { person } from './person.ts';
import { userAccount } from './user.ts';

/** The way that a user chose for a group. An absent row: the usual way. */
export const messageChoice = pgTable(
  'message_choice',
  {
    userId: uuid()
      .notNull()
      .references(() => userAccount.id),
    messageGroup: text({ enum: MESSAGE_GROUPS }).notNull(),
    channel: text({ enum: MESSAGE_CHANNELS }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.messageGroup] })],
);

/** Messages that go out, and for a while those that went. One that nobody has begun to send stands for all news. */
export const outgoingMessage = pgTable(
  'outgoing_message',
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => userAccount.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    channel: text({ enum: WAYS }).notNull(),
    state: text({ enum: MESSAGE_STATES }).notNull(),
    tries: integer().notNull(),
    dueAt: instant().notNull(),
    endedAt: instant(),
  },
  (table) => [
    uniqueIndex('one_message_waits_for_a_user')
      .on(table.userId, table.channel)
      .where(sql`${table.state} = 'WAITING'`),
    index('message_by_due_time')
      .on(table.dueAt)
      .where(sql`${table.endedAt} is null`),
    index('message_of_person').on(table.personId, table.endedAt),
    index('message_by_end').on(table.endedAt),
    check('message_has_ended_or_is_open', sql`(${table.state} in ('WAITING', 'SENDING')) = (${table.endedAt} is null)`),
    check('waiting_message_was_not_tried', sql`${table.state} <> 'WAITING' or ${table.tries} = 0`),
  ],
);

/** An address that turned a message away for good, by the version of the person's contact data. */
export const unreachable = pgTable(
  'unreachable',
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    channel: text({ enum: WAYS }).notNull(),
    contactVersion: integer().notNull(),
    since: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.channel] })],
);
