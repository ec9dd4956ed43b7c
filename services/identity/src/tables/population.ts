/** What identity keeps of the population register's answers beside the person, and how far it has read the changes. */
import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { day } from '@seteli/kit/db';
import { person } from './person.ts';

export const GUARDIANSHIP_KINDS = ['GUARDIAN', 'CUSTODIAN'] as const;

/**
 * Who looks after whom, as the register says: the guardian of an adult (edunvalvoja), or who has the custody of a minor
 * (huoltaja). Days are null where the register names none.
 */
export const guardianship = pgTable(
  'guardianship',
  {
    wardId: uuid()
      .notNull()
      .references(() => person.id),
    guardianId: uuid()
      .notNull()
      .references(() => person.id),
    kind: text({ enum: GUARDIANSHIP_KINDS }).notNull(),
    firstDay: day(),
    lastDay: day(),
  },
  (table) => [
    primaryKey({ columns: [table.wardId, table.guardianId, table.kind] }),
    index('guardianship_of_guardian').on(table.guardianId),
    check('nobody_is_their_own_guardian', sql`${table.wardId} <> ${table.guardianId}`),
    check('only_guardians_have_days', sql`${table.kind} = 'GUARDIAN' or num_nonnulls(${table.firstDay}, ${table.lastDay}) = 0`),
  ],
);

/** Persons who have changed, of whom the register said nothing readable. Identity asks again each night. */
export const unheardChange = pgTable('unheard_change', {
  personId: uuid()
    .primaryKey()
    .references(() => person.id),
});

/**
 * The nightly reading of the register's changes. One row: a night goes through all persons in the order of their ids,
 * and a crash costs the part that was under way.
 */
export const populationRound = pgTable(
  'population_round',
  {
    register: text().primaryKey(),
    /** The place in the register's list from which this night reads. */
    cursor: text().notNull(),
    /** The place from which the next night reads; null between two nights. */
    nextCursor: text(),
    /** The last person of whom the register has said everything. */
    afterPersonId: uuid(),
    /** The day of the last night that reached its end. */
    finishedOn: day(),
  },
  (table) => [check('place_belongs_to_a_night', sql`${table.afterPersonId} is null or ${table.nextCursor} is not null`)],
);
