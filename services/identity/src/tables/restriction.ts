/** Restrictions of what an organiser's people and providers see of a client. The access log has each reason. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { GROUNDS } from '../domain/restriction.ts';
import { person } from './person.ts';

export const personRestriction = pgTable(
  'person_restriction',
  {
    organiserId: uuid().notNull(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    ground: text({ enum: GROUNDS }).notNull(),
    startedAt: instant().notNull(),
    endedAt: instant(),
    version: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organiserId, table.personId] }),
    index('restriction_of_person').on(table.personId),
    check('restriction_ends_after_it_starts', sql`${table.endedAt} >= ${table.startedAt}`),
  ],
);
