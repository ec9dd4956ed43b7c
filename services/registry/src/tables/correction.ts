/** The table of corrections that wait for a second person, or did: what is to be published, and what would be announced. */
import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { organiser } from './organiser.ts';
import { service } from './service.ts';

export const correction = pgTable(
  'correction',
  {
    id: uuid().primaryKey(),
    organiserId: uuid()
      .notNull()
      .references(() => organiser.id),
    serviceId: uuid().references(() => service.id),
    state: text({ enum: ['PROPOSED', 'CONFIRMED', 'WITHDRAWN'] }).notNull(),
    firstDay: day().notNull(),
    lastDay: day(),
    /** The input, days as text: it is decided about again when it is confirmed. */
    wish: jsonb().notNull(),
    /** The announcement's data, as it travels. */
    change: jsonb().notNull(),
    proposedBy: uuid().notNull(),
    proposedAt: instant().notNull(),
    decidedBy: uuid(),
    decidedAt: instant(),
  },
  (table) => [
    check('correction_is_decided_by_somebody', sql`(${table.state} = 'PROPOSED') = (${table.decidedBy} is null)`),
    check('correction_is_confirmed_by_a_second_person', sql`${table.state} <> 'CONFIRMED' or ${table.decidedBy} <> ${table.proposedBy}`),
    index('corrections_of_organiser').on(table.organiserId, table.id),
  ],
);
