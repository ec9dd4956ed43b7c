/** What identity knows of organisations: their names, as registry announced them. */
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';

export const knownOrganisation = pgTable('known_organisation', {
  id: uuid().primaryKey(),
  kind: text({ enum: ['ORGANISER', 'PROVIDER'] }).notNull(),
  name: text().notNull(),
  version: integer().notNull(),
});
