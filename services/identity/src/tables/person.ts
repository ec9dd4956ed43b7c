/** Persons, and the organisers that serve them. */
import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { day } from '@seteli/kit/db';

/**
 * A person of the population. The identity code is sealed to its row, and only a keyed index finds it. A person without
 * a code is behind an own account: no register knows them, only their organisation.
 */
export const person = pgTable(
  'person',
  {
    id: uuid().primaryKey(),
    sealedIdentityCode: text(),
    identityCodeIndex: text().unique('identity_code_is_unique'),
    givenNames: text().notNull(),
    familyName: text().notNull(),
    protectedAddress: boolean().notNull(),
    diedOn: day(),
    municipalityCode: text(),
    version: integer().notNull(),
  },
  (table) => [check('code_has_its_index', sql`(${table.sealedIdentityCode} is null) = (${table.identityCodeIndex} is null)`)],
);

/** The municipalities of organisers, as registry announced them. */
export const organiserArea = pgTable('organiser_area', {
  id: uuid().primaryKey(),
  municipalityCodes: text().array().notNull(),
  version: integer().notNull(),
});

/**
 * The organisers that serve a person, and so may see them. No foreign key: after a restore identity may hear of a
 * voucher before it knows the person.
 */
export const servedPerson = pgTable(
  'served_person',
  {
    organiserId: uuid().notNull(),
    personId: uuid().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organiserId, table.personId] })],
);

/**
 * The services with which an organiser serves a person. The organiser's people see the persons of services that their
 * teams cover. Vouchers announces it, also for persons whom identity does not know.
 */
export const servedWith = pgTable(
  'served_with',
  { organiserId: uuid().notNull(), personId: uuid().notNull(), serviceId: uuid().notNull() },
  (table) => [primaryKey({ columns: [table.personId, table.organiserId, table.serviceId] })],
);
