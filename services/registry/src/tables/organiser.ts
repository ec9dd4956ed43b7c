/** Tables of organisers: how they settle, their service areas, and what they say about single days. */
import { sql } from 'drizzle-orm';
import { boolean, check, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { LANGUAGES } from '@seteli/kit/language';

export type Names = { fi: string; sv: string; en: string };
export type ContactData = Record<'email' | 'phone' | 'website' | 'streetAddress' | 'postalCode' | 'city', string | null>;

const NO_CONTACT: ContactData = { email: null, phone: null, website: null, streetAddress: null, postalCode: null, city: null };
/** The defaults stand for the earlier version of the service, which knows neither column. */
export const CONTACT = () => jsonb().$type<ContactData>().notNull().default(NO_CONTACT);
export const LANGUAGES_SERVED = () => text({ enum: LANGUAGES }).array().notNull().default(['FI']);

export const organiser = pgTable(
  'organiser',
  {
    id: uuid().primaryKey(),
    businessId: text().notNull().unique('organiser_has_its_own_business_id'),
    kind: text({ enum: ['WELLBEING_COUNTY', 'MUNICIPALITY', 'HELSINKI'] })
      .notNull()
      .default('WELLBEING_COUNTY'),
    names: jsonb().$type<Names>().notNull(),
    /** Only what a second person has confirmed. */
    iban: text(),
    settlementDay: integer().notNull(),
    recordingCutOffDay: integer().notNull(),
    municipalityCodes: text().array().notNull(),
    languages: LANGUAGES_SERVED(),
    contact: CONTACT(),
    closedAt: instant(),
    version: integer().notNull(),
  },
  (table) => [
    check('settlement_day_is_4_to_8', sql`${table.settlementDay} between 4 and 8`),
    check('recording_cut_off_day_is_in_every_month', sql`${table.recordingCutOffDay} between 1 and 28`),
    check('organiser_serves_in_a_language', sql`cardinality(${table.languages}) > 0`),
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
