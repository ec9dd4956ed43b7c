/** Recurring visits, their pauses, and what became of each due day. */
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { booking } from './booking.ts';
import { visit, type StoredRefusal } from './visit.ts';

/** Recurring visits. `awaitedDay` must end before there is more to record. After a failure they wait for `retryAt`. */
export const recurringVisits = pgTable(
  'recurring_visits',
  {
    id: uuid().primaryKey(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id),
    rule: text().notNull(),
    firstDay: day().notNull(),
    lastDay: day(),
    startTime: text(),
    endTime: text(),
    contentId: uuid(),
    amount: text(),
    groupReference: text(),
    period: text({ enum: ['DAY', 'WEEK', 'MONTH'] }).notNull(),
    recordedThrough: day(),
    awaitedDay: day(),
    setBy: uuid().notNull(),
    setAt: instant().notNull(),
    retryAt: instant(),
    version: integer().notNull().default(1),
  },
  (table) => [
    check('recurrence_has_both_times_or_none', sql`(${table.startTime} is null) = (${table.endTime} is null)`),
    check('recurrence_has_times_or_a_content', sql`${table.startTime} is not null or ${table.contentId} is not null`),
    index('recurrence_of_booking').on(table.bookingId),
    index('recurrence_that_awaits_a_day')
      .on(table.awaitedDay)
      .where(sql`${table.awaitedDay} is not null`),
  ],
);

export const recurringPause = pgTable(
  'recurring_pause',
  {
    id: uuid().primaryKey(),
    recurringVisitsId: uuid()
      .notNull()
      .references(() => recurringVisits.id),
    firstDay: day().notNull(),
    lastDay: day().notNull(),
    contentId: uuid(),
  },
  (table) => [
    check('pause_ends_after_it_starts', sql`${table.lastDay} >= ${table.firstDay}`),
    index('pause_of_recurrence').on(table.recurringVisitsId),
  ],
);

/** What became of each due day: a visit, or why there is none. */
export const recurringOccurrence = pgTable(
  'recurring_occurrence',
  {
    recurringVisitsId: uuid()
      .notNull()
      .references(() => recurringVisits.id),
    day: day().notNull(),
    visitId: uuid().references(() => visit.id),
    refusal: jsonb().$type<StoredRefusal>(),
  },
  (table) => [
    primaryKey({ columns: [table.recurringVisitsId, table.day] }),
    check('due_day_has_a_visit_or_a_refusal', sql`(${table.visitId} is null) <> (${table.refusal} is null)`),
  ],
);
