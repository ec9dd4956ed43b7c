/** The table of what was said of days that had begun: which job of bookings takes their visits again, and who asked for it. How far it is, bookings knows. */
import { pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { organiser } from './organiser.ts';

export const askedRepricing = pgTable(
  'asked_repricing',
  {
    /** The job's. */
    id: uuid().primaryKey(),
    organiserId: uuid()
      .notNull()
      .references(() => organiser.id),
    /** What was published: the service, the price list, or the organiser whose days were said. */
    subjectId: uuid().notNull(),
    /** The correction or the price list that was decided about; null where something was published at once. */
    causeId: uuid(),
    askedBy: uuid().notNull(),
    askedAt: instant().notNull(),
  },
  (table) => [uniqueIndex('visits_are_taken_again_once_for_a_decision').on(table.causeId)],
);
