/** What identity knows of organisations: their names, as registry announced them. */
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';

export const knownOrganisation = pgTable(
  'known_organisation',
  {
    id: uuid().primaryKey(),
    kind: text({ enum: ['ORGANISER', 'PROVIDER'] }).notNull(),
    name: text().notNull(),
    businessId: text().notNull(),
    /** 0: the register of companies named it, and registry has announced nothing yet. */
    version: integer().notNull(),
  },
  (table) => [index('organisation_by_business_id').on(table.businessId)],
);
