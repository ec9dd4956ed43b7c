/** Copies of a person's data, made for the person. Their data key seals each page, so whoever erases it erases them. */
import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { HOLDERS } from '@seteli/schema/person-data';
import { person } from './person.ts';

export const personExport = pgTable(
  'person_export',
  {
    /** The id of the job, too. */
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** Null: the person asked for all of it. Otherwise only what the organiser is responsible for. */
    organiserId: uuid(),
    askedBy: uuid().notNull(),
    askedAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (table) => [index('export_of_person').on(table.personId, table.id), index('export_by_expiry').on(table.expiresAt)],
);

export const personExportPage = pgTable(
  'person_export_page',
  {
    id: uuid().primaryKey(),
    exportId: uuid()
      .notNull()
      .references(() => personExport.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    service: text({ enum: ['identity', ...HOLDERS] }).notNull(),
    sealedPage: text().notNull(),
  },
  (table) => [unique('export_has_each_page_once').on(table.exportId, table.number)],
);
