/** The table of jobs. The `tables.ts` of a service that has jobs exports it beside the tables of every service. */
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { OrganisationKind } from './actor.ts';
import { instant } from './db.ts';
import type { Rights } from './tables.ts';
import { own, type Walls } from './walls.ts';

export const JOB_RIGHTS = { job: 'insert, update' } as const satisfies Rights;
export const JOB_WALLS = { job: own('organisation_id') } as const satisfies Walls<typeof JOB_RIGHTS>;

/** Long work. An ended job stays, since it says what became of the work. */
export const job = pgTable(
  'job',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    /** The thing that the job works on; its kind says what it is. */
    subjectId: uuid().notNull(),
    organisationKind: text().$type<OrganisationKind>().notNull(),
    organisationId: uuid().notNull(),
    /** Null when no known user asked for it. */
    startedBy: uuid(),
    /** Where the work goes on. Only the job's kind knows what it means. */
    step: jsonb().notNull(),
    done: integer().notNull(),
    total: integer().notNull(),
    /** How many pieces the job has had: the job with the fewest is next. */
    pieces: integer().notNull(),
    askedAt: instant().notNull(),
    startedAt: instant(),
    endedAt: instant(),
    refusal: jsonb(),
    /** Since when its pieces fail so often that an operator has to act; null while the job goes on. */
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
