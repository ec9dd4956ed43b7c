/** Visits from tables that are too long to be recorded at once. */
import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { job } from '@seteli/kit/job-table';

/** A line, and what became of it. Bookings keeps its text until it has decided about the line, and no longer. */
export const importLine = pgTable(
  'import_line',
  {
    jobId: uuid()
      .notNull()
      .references(() => job.id),
    line: integer().notNull(),
    /** The visit to record. */
    said: jsonb(),
    /** Why bookings cannot read the line. */
    fault: jsonb(),
    visitId: uuid(),
    refusal: jsonb(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.line] }),
    check('line_has_one_state', sql`num_nonnulls(${table.said}, ${table.fault}, ${table.visitId}, ${table.refusal}) = 1`),
  ],
);
