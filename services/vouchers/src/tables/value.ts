/** Tables of unit values from a day on, and of how values follow incomes. No row ever changes. */
import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, unique, uuid } from 'drizzle-orm/pg-core';
import { cents, day, instant } from '@seteli/kit/db';

/**
 * The most that the organiser pays for a unit of a content, from a day on until a later one. Among values of one day
 * the newest version holds.
 */
export const unitValue = pgTable(
  'unit_value',
  {
    serviceId: uuid().notNull(),
    firstDay: day().notNull(),
    version: integer().notNull().default(1),
    contentId: uuid().notNull(),
    valueCents: cents().notNull(),
    /** In ten-thousandths; null when the table names the value itself. */
    coefficient: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.serviceId, table.firstDay, table.contentId, table.version] }),
    check('unit_value_is_not_negative', sql`${table.valueCents} >= 0`),
  ],
);

/** How values follow incomes, from a day on until a later one. */
export const incomeFormula = pgTable(
  'income_formula',
  {
    serviceId: uuid().notNull(),
    firstDay: day().notNull(),
    maxCents: cents().notNull(),
    floorCents: cents().notNull(),
    households: jsonb().$type<{ limitCents: string; percent: number }[]>().notNull(),
    furtherLimitCents: cents().notNull(),
    furtherPercent: integer().notNull(),
    roundUpToCents: integer(),
    publishedBy: uuid().notNull(),
    publishedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.serviceId, table.firstDay] })],
);

export const valueTable = pgTable(
  'value_table',
  {
    id: uuid().primaryKey(),
    serviceId: uuid().notNull(),
    firstDay: day().notNull(),
    /** Above 1 when it corrects an error in a table of the same day. */
    version: integer().notNull().default(1),
    publishedBy: uuid().notNull(),
    publishedAt: instant().notNull(),
  },
  (table) => [unique('value_table_has_each_version_once').on(table.serviceId, table.firstDay, table.version)],
);
