/** Tables of organisers: how they settle, their service areas, and what they say about single days. */
import { sql } from 'drizzle-orm';
import { boolean, check, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';

export type Names = { fi: string; sv: string; en: string };

export const organiser = pgTable(
  'organiser',
  {
    id: uuid().primaryKey(),
    businessId: text().notNull().unique('organiser_has_its_own_business_id'),
    names: jsonb().$type<Names>().notNull(),
    iban: text(),
    settlementDay: integer().notNull(),
    recordingCutOffDay: integer().notNull(),
    municipalityCodes: text().array().notNull(),
    version: integer().notNull(),
  },
  (table) => [
    check('settlement_day_is_4_to_8', sql`${table.settlementDay} between 4 and 8`),
    check('recording_cut_off_day_is_in_every_month', sql`${table.recordingCutOffDay} between 1 and 28`),
  ],
);

/** The top of an organiser's hierarchy of services (palvelualue). */
export const serviceArea = pgTable(
  'service_area',
  {
    id: uuid().primaryKey(),
    organiserId: uuid()
      .notNull()
      .references(() => organiser.id),
    code: text().notNull(),
    names: jsonb().$type<Names>().notNull(),
  },
  (table) => [unique('area_code_is_unique_within_organiser').on(table.organiserId, table.code)],
);

/** What an organiser said about a day; its last word holds. Null leaves it to the calendar. */
export const calendarDay = pgTable(
  'calendar_day',
  {
    organiserId: uuid()
      .notNull()
      .references(() => organiser.id),
    day: day().notNull(),
    version: integer().notNull(),
    dayClass: text({ enum: ['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY'] }),
    holidayEve: boolean(),
    setBy: uuid().notNull(),
    setAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organiserId, table.day, table.version] }),
    check('eve_is_no_base_class', sql`${table.dayClass} <> 'HOLIDAY_EVE'`),
  ],
);
