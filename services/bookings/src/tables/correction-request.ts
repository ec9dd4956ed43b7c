/** Providers' requests for corrections of settled visits, and what became of them. */
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { booking } from './booking.ts';
import { visit, type StoredChange } from './visit.ts';

export const REQUEST_STATES = ['OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'CLOSED'] as const;

export const correctionRequest = pgTable(
  'correction_request',
  {
    id: uuid().primaryKey(),
    visitId: uuid()
      .notNull()
      .references(() => visit.id),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id),
    organiserId: uuid().notNull(),
    providerId: uuid().notNull(),
    /** The content that the visit should have. */
    wish: jsonb().$type<StoredChange>().notNull(),
    reason: text().notNull(),
    state: text({ enum: REQUEST_STATES }).notNull(),
    requestedBy: uuid().notNull(),
    requestedAt: instant().notNull(),
    decidedBy: uuid(),
    decidedAt: instant(),
    declineReason: text(),
    correctedVersion: integer(),
  },
  (table) => [
    uniqueIndex('one_open_request_of_a_visit')
      .on(table.visitId)
      .where(sql`${table.state} = 'OPEN'`),
    index('request_of_visit').on(table.visitId, table.id),
    index('request_of_organiser').on(table.organiserId, table.id),
    index('request_of_provider').on(table.providerId, table.id),
    check('what_is_decided_has_its_time', sql`(${table.state} = 'OPEN') = (${table.decidedAt} is null)`),
    check('a_correction_names_its_version', sql`(${table.state} in ('ACCEPTED', 'CLOSED')) = (${table.correctedVersion} is not null)`),
    check('who_declines_says_why', sql`(${table.state} = 'DECLINED') = (${table.declineReason} is not null)`),
  ],
);
