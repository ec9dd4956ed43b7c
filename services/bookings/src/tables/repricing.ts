/** The visits that jobs take again since something was published when their days had begun, and those that could not be. How far a job is stands with the job. */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { job } from '@seteli/kit/job-table';
import { visit, type StoredRefusal } from './visit.ts';

/** What the version before wrote instead of a job, and still may beside this one: it is handed over to a job, and then is done. */
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

/** A visit that a job has taken again or left, in the version that is awaited, or that was left. */
export const repricedVisit = pgTable(
  'repriced_visit',
  {
    jobId: uuid()
      .notNull()
      .references(() => job.id),
    visitId: uuid()
      .notNull()
      .references(() => visit.id),
    version: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.visitId] })],
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
