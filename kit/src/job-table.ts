/** The table of the services that have jobs. Their `tables.ts` take it in beside those of every service. */
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { OrganisationKind } from './actor.ts';
import { instant } from './db.ts';
import type { Rights } from './tables.ts';

export const JOB_RIGHTS = { job: 'insert, update' } as const satisfies Rights;

/** Long work that somebody started. Ended ones stay: they say what became of it. */
export const job = pgTable(
  'job',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    /** What is worked on; the kind says what it is. */
    subjectId: uuid().notNull(),
    organisationKind: text().$type<OrganisationKind>().notNull(),
    organisationId: uuid().notNull(),
    /** Null where nobody is known to have asked for it. */
    startedBy: uuid(),
    /** Where the work goes on; the kind knows what it means. */
    step: jsonb().notNull(),
    done: integer().notNull(),
    total: integer().notNull(),
    /** How many pieces it has had: whoever had fewest is next. */
    pieces: integer().notNull(),
    askedAt: instant().notNull(),
    startedAt: instant(),
    endedAt: instant(),
    refusal: jsonb(),
    /** Since when its pieces have failed so often that somebody has to mend something; null while it goes on. */
    restingSince: instant(),
  },
  (table) => [
    index('open_job')
      .on(table.pieces, table.id)
      .where(sql`${table.endedAt} is null`),
    index('job_of_subject').on(table.subjectId, table.id),
    check('job_has_done_no_more_than_all', sql`${table.done} between 0 and ${table.total}`),
    check('job_is_started_before_it_ends', sql`${table.endedAt} is null or ${table.startedAt} is not null`),
    check('only_an_ended_job_is_refused', sql`${table.refusal} is null or ${table.endedAt} is not null`),
  ],
);
