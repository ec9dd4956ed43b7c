/**
 * The table of the services in which one person proposes and another confirms. Their `tables.ts` add it to the tables
 * of every service.
 */
import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './db.ts';
import { PROPOSAL_STATES } from './proposal.ts';
import type { Rights } from './tables.ts';
import { own, type Walls } from './walls.ts';

export const PROPOSAL_RIGHTS = { proposal: 'insert, update' } as const satisfies Rights;
export const PROPOSAL_WALLS = { proposal: own('organisation_id') } as const satisfies Walls<typeof PROPOSAL_RIGHTS>;

/** Proposals that wait for a second person, and earlier ones, which say who decided what, and when. */
export const proposal = pgTable(
  'proposal',
  {
    id: uuid().primaryKey(),
    organisationId: uuid().notNull(),
    kind: text().notNull(),
    /** What the proposal would change; the kind says what it is. */
    subjectId: uuid().notNull(),
    serviceId: uuid(),
    /** What the confirmation decides about again. Its meaning depends on the kind. */
    wish: jsonb().notNull(),
    previewId: text(),
    state: text({ enum: PROPOSAL_STATES }).notNull(),
    proposedBy: uuid().notNull(),
    proposedAt: instant().notNull(),
    decidedBy: uuid(),
    decidedAt: instant(),
  },
  (table) => [
    check('proposal_is_confirmed_by_a_second_person', sql`${table.state} <> 'CONFIRMED' or ${table.decidedBy} <> ${table.proposedBy}`),
    check(
      'who_decided_about_a_proposal_is_known',
      sql`num_nonnulls(${table.decidedBy}, ${table.decidedAt}) = case when ${table.state} in ('CONFIRMED', 'WITHDRAWN') then 2 else 0 end`,
    ),
    uniqueIndex('one_proposal_waits_for_its_subject')
      .on(table.kind, table.subjectId)
      .where(sql`${table.state} = 'PROPOSED'`),
    index('proposal_of_organisation').on(table.organisationId, table.id),
  ],
);
