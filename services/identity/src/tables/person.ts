/** Persons, and the organisers that serve them. */
import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { day } from '@seteli/kit/db';

/**
 * A person, with what others may read of them. Sealed facts stand in tables of their own. A person without an identity
 * code is behind an own account: no register knows them, only their organisation.
 */
export const person = pgTable('person', {
  id: uuid().primaryKey(),
  givenNames: text().notNull(),
  familyName: text().notNull(),
  protectedAddress: boolean().notNull(),
  diedOn: day(),
  municipalityCode: text(),
  version: integer().notNull(),
});

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
