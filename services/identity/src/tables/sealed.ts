/**
 * What identity keeps of a person under seal: each person's data key, which is wrapped by a key outside the database,
 * and what it seals. Whoever removes the data key has erased all of it.
 */
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { LANGUAGES } from '@seteli/kit/language';
import { person } from './person.ts';

export const personKey = pgTable(
  'person_key',
  {
    personId: uuid()
      .primaryKey()
      .references(() => person.id),
    wrappedKey: text().notNull(),
    keyVersion: integer().notNull(),
  },
  (table) => [index('person_key_by_version').on(table.keyVersion, table.personId)],
);

/** The identity codes of a person: the present one, and those that the population register has replaced. */
export const identityCode = pgTable(
  'identity_code',
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    sealedCode: text().notNull(),
    replaced: boolean().notNull(),
  },
  (table) => [index('identity_code_of_person').on(table.personId)],
);

/** Finds a code without opening it. It has one mark for each version of the index key that was in the settings. */
export const identityCodeMark = pgTable(
  'identity_code_mark',
  {
    mark: text().primaryKey(),
    version: integer().notNull(),
    codeId: uuid()
      .notNull()
      .references(() => identityCode.id),
  },
  (table) => [index('mark_of_identity_code').on(table.codeId, table.version), index('identity_code_mark_by_version').on(table.version)],
);

/**
 * How to reach a person. The address is the register's, phone and e-mail are the person's own. Nobody keeps the address
 * of a protected person.
 */
export const personContact = pgTable(
  'person_contact',
  {
    personId: uuid()
      .primaryKey()
      .references(() => person.id),
    /** What the person chose. */
    language: text({ enum: LANGUAGES }),
    /** What the population register says. */
    registeredLanguage: text({ enum: LANGUAGES }),
    sealedPhone: text(),
    sealedEmail: text(),
    sealedAddress: text(),
    version: integer().notNull(),
  },
  (table) => [check('contact_has_a_version', sql`${table.version} > 0`)],
);
