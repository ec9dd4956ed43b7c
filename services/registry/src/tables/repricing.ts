/**
 * The table of asked repricings: which job of bookings recalculates visits of days that have begun, and who asked for
 * it. Bookings knows how far the job is.
 */
import { pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { organiser } from './organiser.ts';

export const askedRepricing = pgTable(
  'asked_repricing',
  {
    /** The id of the job. */
    id: uuid().primaryKey(),
    organiserId: uuid()
      .notNull()
      .references(() => organiser.id),
    /** The published service, the accepted price list, or the organiser whose days changed. */
    subjectId: uuid().notNull(),
    /** The confirmed correction or the accepted price list. Null when an administrator published at once. */
    causeId: uuid(),
    askedBy: uuid().notNull(),
    askedAt: instant().notNull(),
  },
  (table) => [uniqueIndex('visits_are_taken_again_once_for_a_decision').on(table.causeId)],
);
