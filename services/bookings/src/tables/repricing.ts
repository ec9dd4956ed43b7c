/**
 * The visits about which jobs decide again after a publication for days that had begun, and those that they had to
 * leave. The job itself knows how far it is.
 */
import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { job } from '@seteli/kit/job-table';
import { visit, type StoredRefusal } from './visit.ts';

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
