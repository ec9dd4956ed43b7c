/** Who may act for another person, and the choices that people are making in Suomi.fi-valtuudet. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { MANDATE_KINDS } from '@seteli/kit/actor';
import { day, instant } from '@seteli/kit/db';
import { storedFile } from './file.ts';
import { person } from './person.ts';
import { session } from './session.ts';
import { userAccount } from './user.ts';

/** A right to act for a person (valtuutus, edunvalvonta, huoltajuus). Ended, never deleted. */
export const mandate = pgTable(
  'mandate',
  {
    id: uuid().primaryKey(),
    /** The user as whom the representative then acts. */
    userId: uuid()
      .notNull()
      .references(() => userAccount.id),
    representativeId: uuid()
      .notNull()
      .references(() => person.id),
    representedId: uuid()
      .notNull()
      .references(() => person.id),
    kind: text({ enum: MANDATE_KINDS }).notNull(),
    roles: text().array().notNull(),
    firstDay: day().notNull(),
    lastDay: day(),
    /** When a register last said that it holds. Null where no register knows it. */
    checkedAt: instant(),
    endedAt: instant(),
    endedBy: text({ enum: ['REPRESENTED', 'REPRESENTATIVE', 'REGISTER', 'ORGANISER'] }),
    /** The organiser whose officer recorded it on paper. */
    recordedFor: uuid(),
    scanId: uuid().references(() => storedFile.id),
    version: integer().notNull(),
  },
  (table) => [
    // Several organisers may record a paper, and each new paper is another mandate.
    uniqueIndex('one_mandate_of_a_kind')
      .on(table.userId, table.kind)
      .where(sql`${table.kind} <> 'PAPER'`),
    index('mandate_of_user').on(table.userId),
    uniqueIndex('a_scan_proves_one_mandate').on(table.scanId),
    index('mandate_of_represented').on(table.representedId),
    index('mandate_of_representative').on(table.representativeId),
    check('nobody_represents_themselves', sql`${table.representativeId} <> ${table.representedId}`),
    check(
      'a_mandate_allows_something',
      sql`cardinality(${table.roles}) > 0 and ${table.roles} <@ array['MANDATE_SEE','MANDATE_ARRANGE','MANDATE_PAY']`,
    ),
    check('an_end_has_its_cause', sql`(${table.endedAt} is null) = (${table.endedBy} is null)`),
    check(
      'a_paper_has_its_scan_and_end',
      sql`(${table.kind} = 'PAPER') = (${table.recordedFor} is not null and ${table.scanId} is not null) and (${table.kind} <> 'PAPER' or ${table.lastDay} is not null)`,
    ),
    check('no_register_knows_paper', sql`${table.kind} <> 'PAPER' or ${table.checkedAt} is null`),
  ],
);

/** A choice that a person is making in Suomi.fi-valtuudet. A session makes one at a time; its answer counts once. */
export const mandateChoice = pgTable('mandate_choice', {
  sessionId: uuid()
    .primaryKey()
    .references(() => session.id, { onDelete: 'cascade' }),
  kind: text({ enum: ['hpa', 'ypa'] }).notNull(),
  /** Their session, which only we and they know. */
  registerSession: text().notNull(),
  returnTo: text(),
  expiresAt: instant().notNull(),
});
