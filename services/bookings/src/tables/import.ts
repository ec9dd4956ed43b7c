/** Tables of visits that came as a table too long to be recorded at once. */
import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { job } from '@seteli/kit/job-table';

/** A line, and what became of it. What it says is kept until it is decided about, and no longer. */
export const importLine = pgTable(
  'import_line',
  {
    jobId: uuid()
      .notNull()
      .references(() => job.id),
    line: integer().notNull(),
    /** What is to be recorded. */
    said: jsonb(),
    /** Why it cannot be read. */
    fault: jsonb(),
    visitId: uuid(),
    refusal: jsonb(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.line] }),
    check('line_has_one_state', sql`num_nonnulls(${table.said}, ${table.fault}, ${table.visitId}, ${table.refusal}) = 1`),
  ],
);
