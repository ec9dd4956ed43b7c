/**
 * The visits about which jobs decide again after a publication for days that had begun, and those that they had to
 * leave. The job itself knows how far it is.
 */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { job } from '@seteli/kit/job-table';
import { visit, type StoredRefusal } from './visit.ts';

/**
 * The version before writes this instead of a job, and may still do so beside this version. A chore hands it over to a
 * job, and then it is done.
 */
export const repricing = pgTable(
  'repricing',
  {
    id: uuid().primaryKey(),
    organiserId: uuid().notNull(),
    /** Null: all services. */
    serviceId: uuid(),
    /** Null: all units. */
    unitId: uuid(),
    firstDay: day().notNull(),
    lastDay: day(),
    serviceVersion: integer(),
    /**
     * What vouchers goes by has changed for these contents, or for cancelled visits. So their visits count even where
     * they cost the same.
     */
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

/** A visit that a job has changed or left, with the awaited version, or the version in which it was left. */
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

/** A visit that stays as it was, with the version at the refusal. */
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
