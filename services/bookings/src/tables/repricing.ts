/** Days on which something holds that was published when they had begun, with how far the visits of these days have been taken again; and the visits that could not be. */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { visit, type StoredRefusal } from './visit.ts';

/** Visits are gone through by their bookings and then their ids; those up to the cursor are done. */
export const repricing = pgTable(
  'repricing',
  {
    id: uuid().primaryKey(),
    organiserId: uuid().notNull(),
    /** Null: whatever the service. */
    serviceId: uuid(),
    /** Null: whichever unit. */
    unitId: uuid(),
    firstDay: day().notNull(),
    lastDay: day(),
    serviceVersion: integer(),
    /** Of these contents also visits that cost the same, and cancelled ones: what vouchers goes by has changed. */
    contentIds: uuid().array().notNull().default([]),
    cancelled: boolean().notNull().default(false),
    cursorBookingId: uuid().notNull(),
    cursorVisitId: uuid().notNull(),
    isDone: boolean().notNull(),
  },
  (table) => [
    index('repricing_that_is_open')
      .on(table.firstDay)
      .where(sql`not ${table.isDone}`),
  ],
);

/** A visit that is left as it was, in the version at which it was refused. */
export const repricingRefusal = pgTable(
  'repricing_refusal',
  {
    visitId: uuid()
      .notNull()
      .references(() => visit.id),
    version: integer().notNull(),
    code: text().notNull(),
    remaining: jsonb().$type<StoredRefusal['remaining']>(),
    refusedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.visitId, table.version] })],
);
